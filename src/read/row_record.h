/// Rows of one table to records.
#pragma once

#include "read/cells.h"
#include "read/fields.h"
#include "read/record.h"

#include <array>
#include <bitset>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace bundel::read_detail {

/// Knows from the header which columns hold which part of an article, by the names that fields of JSON records have.
///
/// A table cannot tell an empty cell from none: of several columns for a part the first that is not empty counts, and
/// where all are, the title or text is empty. Of columns with the same name the first counts.
class RowParser {
 public:
  /// Errors: Error at `path` where the header is no row of UTF-8 or has no column for a title or a text.
  RowParser(std::string_view header, char separator, const FieldPlan& fields, const std::string& path);

  /// Reads a row; what is no row as wide as the header is a rejected record. Threads may call it at the same time.
  Record parse(std::string_view row);

 private:
  using Columns = std::vector<std::size_t>;

  [[nodiscard]] const Columns& columns(Part part) const { return columns_[static_cast<std::size_t>(part)]; }

  std::array<Columns, kParts> columns_;  // of each part, the first choice first
  std::bitset<kParts> named_;            // parts whose column the user named and that is here
  std::size_t width_ = 0;
  std::deque<CellSplitter> splitters_;  // one a thread
};

}  // namespace bundel::read_detail
