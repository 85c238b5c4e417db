/// Dates of a collection: each by itself where it can be, the others by what their column shows.
///
/// In a file with 24/03/2023 the date 02/03/2023 is in March; in one with 03/24/2023 in February.
#pragma once

#include "bundel/read.h"
#include "read/record.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace bundel::read_detail {

/// Reads a date field into the record; of a JSON number its digits. Blank fields are none.
void take_date(Record& record, std::string_view written);

/// The same of what is known to be this day, or to be none.
void take_day(Record& record, const std::optional<TimeSpan>& day, std::string_view written);

/// Sees the dates of all records in input order and decides at the end. Memory: an entry of 48 bytes for each ambiguous
/// date. The order of files and records changes nothing but which example is the first.
class DateColumn {
 public:
  explicit DateColumn(const ReadSettings& settings);

  struct Decision {
    std::size_t entry = 0;
    DateState state = DateState::ambiguous;
    std::optional<TimeSpan> time;
  };

  /// Takes an article's date away where it is impossible. What is returned is final but for an ambiguous one.
  DateState add(std::size_t entry, Article& article, const DateNote& note);
  /// The ambiguous dates, in the order they were added.
  [[nodiscard]] std::vector<Decision> decide();

  /// The first unreadable and the first undecided one: as written and where. Valid after decide().
  using Example = std::pair<std::string, RecordPlace>;
  [[nodiscard]] const std::optional<Example>& bad_date() const { return bad_; }
  [[nodiscard]] const std::optional<Example>& ambiguous_date() const { return ambiguous_; }

 private:
  struct Pending {
    std::size_t entry = 0;
    std::uint32_t file = 0;
    TimeSpan day_first, month_first;
  };
  /// Of a file with dates that may be either way round or are seen to be one.
  struct Shown {
    bool dmy = false;
    bool mdy = false;
    std::optional<Example> ambiguous;  // the first
  };

  [[nodiscard]] DateState possible(const TimeSpan& time) const;
  [[nodiscard]] static DateOrder order_of(const Shown& shown);
  [[nodiscard]] Shown all_files() const;

  DateOrder otherwise_;
  std::int64_t too_late_ = 0;  // the first second that is no date
  std::map<std::uint32_t, Shown> files_;
  std::vector<Pending> pending_;
  std::optional<Example> bad_, ambiguous_;
};

}  // namespace bundel::read_detail
