/// One row of a table to its cells.
#pragma once

#include "read/dialect.h"

#include <csv.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bundel::read_detail {

/// Without the CR of a CRLF line; programs that write CRLF as text leave several.
std::string_view without_cr(std::string_view row);

/// Splits rows; its memory is used again for the next row, so one a thread is best.
///
/// Without quoting cells are as they stand; else RFC 4180, strictly: `1,"a ""b"""` has two cells, `1,a "b"` is
/// malformed. With backslashes as escapes the same holds, but that what stands behind one is a letter anywhere.
class CellSplitter {
 public:
  explicit CellSplitter(const Dialect& dialect);
  ~CellSplitter();
  CellSplitter(const CellSplitter&) = delete;
  CellSplitter& operator=(const CellSplitter&) = delete;

  /// Splits a row without its line end; a CR at its end is passed over. Returns why that cannot be done, a constant
  /// text; empty where it can.
  std::string_view split(std::string_view row);
  /// Of the row that was split last; valid until the next one.
  [[nodiscard]] std::span<const std::string> cells() const { return {cells_.data(), used_}; }
  [[nodiscard]] const Dialect& dialect() const { return dialect_; }

 private:
  void start_parser();
  std::string& add(std::string_view cell);
  void split_plain(std::string_view row);
  void spell_out();
  std::string_view split_quoted(std::string_view row);
  std::string_view split_escaped(std::string_view row);
  static void add_cell(void* cell, std::size_t size, void* self);

  Dialect dialect_;
  csv_parser parser_{};
  std::vector<std::string> cells_;  // longer than used_ after a longer row
  std::size_t used_ = 0;
};

}  // namespace bundel::read_detail
