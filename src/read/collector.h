/// Gathers records in input order and settles at the end which of them are articles of the collection.
#pragma once

#include "bundel/read.h"
#include "read/fields.h"
#include "read/inputs.h"
#include "read/record.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace bundel::read_detail {

class Collector {
 public:
  explicit Collector(const ReadSettings& settings) : settings_(settings) {}

  /// Adds what a listing found besides files to read.
  void add_listing(const Listing& listing);
  /// Notes files that are not to be read.
  void leave_out(std::vector<std::string> paths) { collection_.left_out = std::move(paths); }
  /// Begins the next file; the records that follow stand in it. Returns its place in `files`.
  std::uint32_t begin_file(InputFile file);
  [[nodiscard]] InputFile& file(std::uint32_t input) { return collection_.files[input]; }
  /// Adds a record whose article has its place already.
  void add(Record&& record);
  /// Adds a record that could not be read; line 0 is the whole file.
  void reject(std::uint32_t input, std::uint64_t line, std::string reason);

  /// Settles all ids, leaves out what is outside the window, sorts.
  Collection finish();

 private:
  struct Entry {
    Article article;  // its id is empty where the record has none
    std::uint32_t nth_in_line = 1;
    bool bad_date = false;
    bool outside = false;  // its texts are gone; only its id still matters
  };

  [[nodiscard]] bool outside(const Article& article) const;
  [[nodiscard]] std::string place_of(const RecordPlace& place) const;
  void count_in_line(const RecordPlace& place);
  [[nodiscard]] std::vector<bool> settle_all_ids();
  void settle();
  void check_fields() const;
  void check_any() const;

  const ReadSettings& settings_;
  Collection collection_;
  std::vector<Entry> entries_;  // in input order
  std::bitset<kParts> named_fields_;
  bool has_fields_ = false;
  RecordPlace last_;               // of the record added last
  std::uint32_t nth_in_line_ = 0;  // records that begin in its line so far, itself included
};

}  // namespace bundel::read_detail
