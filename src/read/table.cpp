/// Small tables with a header. The whole file is in memory.
#include "bundel/table.h"
#include "bundel/error.h"
#include "bundel/read.h"
#include "read/cells.h"
#include "read/dialect.h"
#include "read/fields.h"
#include "read/open.h"
#include "read/record_cutter.h"
#include "read/utf8.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>

namespace bundel {
namespace {

std::string place(const std::string& path, std::uint64_t line) {
  return fmt::format("{}:{}", path, line);
}

std::vector<TableRow> split_rows(std::string_view bytes, const std::string& path, char& separator) {
  const char expected = path.ends_with(".tsv") ? '\t' : ',';
  const read_detail::Dialect dialect = read_detail::sniff_dialect(bytes, true, read_detail::FieldPlan({}), expected);
  separator = dialect.separator;
  std::vector<read_detail::Piece> pieces;
  read_detail::RowCutter(dialect).cut(bytes, true, pieces);
  read_detail::CellSplitter splitter(dialect);
  std::vector<TableRow> rows;
  for (const read_detail::Piece& piece : pieces) {
    if (!piece.broken.empty()) throw Error(ErrorKind::input, std::string(piece.broken), place(path, piece.line));
    const std::string_view fault = splitter.split(bytes.substr(piece.begin, piece.end - piece.begin));
    if (!fault.empty()) throw Error(ErrorKind::input, std::string(fault), place(path, piece.line));
    const auto blank = [](const std::string& cell) { return read_detail::trimmed(cell).empty(); };
    if (std::ranges::all_of(splitter.cells(), blank)) continue;
    rows.push_back({piece.line, {splitter.cells().begin(), splitter.cells().end()}});
  }
  return rows;
}

void check_widths(const Table& table) {
  for (const TableRow& row : table.rows) {
    if (row.cells.size() == table.header.size()) continue;
    throw Error(ErrorKind::input,
                fmt::format("the row has {} cells, the header {}", row.cells.size(), table.header.size()),
                place(table.path, row.line));
  }
}

}  // namespace

std::optional<std::size_t> Table::find_column(std::string_view name) const {
  const auto found = std::ranges::find(header, read_detail::folded_name(name), read_detail::folded_name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

std::size_t Table::column(std::string_view name) const {
  if (const auto place = find_column(name)) return *place;
  throw Error(ErrorKind::input, fmt::format("no column \"{}\" (columns: {})", name, fmt::join(header, ", ")), path);
}

std::string read_file(const std::string& path) {
  const read_detail::Opened opened = read_detail::open_input(path, "");
  std::string whole = read_detail::read_whole(*opened.stream, path);
  if (const std::string fault = opened.stream->fault(); !fault.empty()) throw Error(ErrorKind::input, fault, path);
  return whole;
}

Table read_table(const std::string& path) {
  const std::string whole = read_file(path);
  if (const auto bad = read_detail::first_invalid_utf8(whole)) {
    const auto line = 1 + std::count(whole.begin(), whole.begin() + *bad, '\n');
    throw Error(ErrorKind::input, "not valid UTF-8", place(path, static_cast<std::uint64_t>(line)));
  }
  Table table{path, {}, {}};
  table.rows = split_rows(whole, path, table.separator);
  if (table.rows.empty()) throw Error(ErrorKind::input, "the table is empty: a header line is needed", path);
  for (const std::string& name : table.rows.front().cells) table.header.emplace_back(read_detail::trimmed(name));
  table.rows.erase(table.rows.begin());
  check_widths(table);
  return table;
}

}  // namespace bundel
