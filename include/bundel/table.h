/// Tables with a header: small ones, which are read as a whole, such as labels. Tables of articles are for read.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bundel {

/// One row of a table with a header.
struct TableRow {
  std::uint64_t line = 0;          ///< from 1, the header being line 1
  std::vector<std::string> cells;  ///< as many as the header has
};
struct Table {
  std::string path;
  std::vector<std::string> header;
  std::vector<TableRow> rows;
  char separator = ',';

  /// Place of a column, its name compared as those of fields are; none where there is none.
  [[nodiscard]] std::optional<std::size_t> find_column(std::string_view name) const;
  /// Place of a column, or Error that names the file and the columns there are.
  [[nodiscard]] std::size_t column(std::string_view name) const;
};

/// Reads a table with a header, in any dialect and encoding that tables of articles may have: what a spreadsheet makes
/// of one that was written here is read. Lines may end in CRLF; blank rows are none. Errors: Error with file and line
/// where a row has another number of cells than the header, a quote is misplaced or bytes are not UTF-8; with the file
/// where there is no header.
Table read_table(const std::string& path);

}  // namespace bundel
