/// Gathers records in input order and settles at the end which of them are articles of the collection.
#pragma once

#include "bundel/read.h"
#include "read/date_column.h"
#include "read/fields.h"
#include "read/file_reader.h"
#include "read/inputs.h"
#include "read/record.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace bundel::read_detail {

class Collector {
 public:
  explicit Collector(const ReadSettings& settings) : settings_(settings), dates_(settings) {}

  /// Adds what a listing found besides files to read.
  void add_listing(const Listing& listing);
  /// Notes files that are not to be read.
  void leave_out(std::vector<std::string> paths) { collection_.left_out = std::move(paths); }
  /// Begins the next file; the records that follow stand in it.
  void begin_file(const std::string& path);
  /// Adds records of the file; their places lack the file.
  void add(std::vector<Record>& records);
  /// Tells what else the file gave. Its records were added.
  void end_file(FileRecords&& file);
  /// Counts a file that holds no articles.
  void skip(const std::string& kind);

  /// Settles all ids, leaves out what is outside the window, sorts.
  Collection finish();

 private:
  struct Entry {
    Article article;  // its id is empty where the record has none
    std::uint32_t nth_in_line = 1;
    DateState date = DateState::absent;
    bool outside = false;  // its texts are gone; only its id still matters
  };

  void add(Record&& record);
  void reject(const RecordPlace& place, std::string reason);
  void count_fields();
  [[nodiscard]] bool outside(const Article& article) const;
  void leave_out_of_window(Entry& entry) const;
  void decide_dates();
  void count_date(const Entry& entry);
  [[nodiscard]] std::string place_of(const RecordPlace& place) const;
  void count_in_line(const RecordPlace& place);
  [[nodiscard]] std::vector<bool> settle_all_ids();
  void settle();
  void check_fields() const;
  void check_any() const;

  const ReadSettings& settings_;
  Collection collection_;
  DateColumn dates_;
  std::vector<Entry> entries_;  // in input order
  std::bitset<kParts> named_fields_;
  bool has_fields_ = false;
  FieldCounts used_;
  RecordPlace last_;               // of the record added last
  std::uint32_t nth_in_line_ = 0;  // records that begin in its line so far, itself included
};

}  // namespace bundel::read_detail
