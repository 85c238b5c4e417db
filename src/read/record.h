/// What one record of an input became, before it is known whether its id is new.
#pragma once

#include "bundel/types.h"
#include "read/date_note.h"

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace bundel::read_detail {

/// The parts of an article that a field can hold.
enum class Part : std::uint8_t { id, title, text, date, source, url, language };
constexpr std::size_t kParts = 7;

/// Places in a FieldPlan's lists, from 1, of the names that the parts came from; 0 where none did.
using UsedNames = std::array<std::uint16_t, kParts>;

struct Record {
  Article article;                   ///< its id is empty where the record has none
  std::string reason;                ///< why it is no article; empty where it is one
  std::bitset<kParts> named_fields;  ///< parts whose field, as named by the user, stands in this record
  UsedNames used{};
  bool has_fields = false;   ///< a well-formed JSON object, or a row
  DateNote date;             ///< what became of its date, beside article.time
  bool repaired = false;     ///< its JSON was malformed in a way that leaves no doubt
  bool placeholder = false;  ///< its title or text only says that there is none, and is taken as empty
  bool blank = false;        ///< a row of empty cells: no record, as a blank line is none
  /// Where the JSON stands for several records (an envelope around an array): those, and nothing else of this one
  /// counts. Their places are offsets within this record until they are gathered.
  std::vector<Record> inner;
};

inline Record rejected(std::string reason) {
  Record record;
  record.reason = std::move(reason);
  return record;
}

}  // namespace bundel::read_detail
