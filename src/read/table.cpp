/// Small tables with a header: labels, not articles. The whole file is in memory.
#include "bundel/error.h"
#include "bundel/read.h"
#include "read/file.h"
#include "read/utf8.h"

#include <csv.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace bundel {
namespace {

using read_detail::File;

std::string place(const std::string& path, std::uint64_t line) {
  return fmt::format("{}:{}", path, line);
}

/// Takes the bytes up to and with the next LF off the front.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end == std::string_view::npos ? rest.size() : end + 1);
  rest.remove_prefix(line.size());
  return line;
}

std::string_view without_line_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Cells between tabs, as they are: a .tsv file has no quotes. Blank lines are no rows.
std::vector<TableRow> split_tabs(std::string_view bytes) {
  std::vector<TableRow> rows;
  for (std::uint64_t number = 1; !bytes.empty(); ++number) {
    std::string_view line = without_line_end(take_line(bytes));
    if (line.empty()) continue;
    TableRow row{number, {}};
    for (std::size_t tab = line.find('\t'); tab != std::string_view::npos; tab = line.find('\t')) {
      row.cells.emplace_back(line.substr(0, tab));
      line.remove_prefix(tab + 1);
    }
    row.cells.emplace_back(line);
    rows.push_back(std::move(row));
  }
  return rows;
}

/// RFC 4180 by libcsv, which does not count lines: it is fed one at a time, and a row begins on the first line fed
/// after the last row ended.
class CsvRows {
 public:
  explicit CsvRows(const std::string& path) : path_(path) {
    // libcsv trims blanks around cells unless nothing is a blank to it.
    if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) throw Error("cannot start the CSV parser", path);
    csv_set_space_func(&parser_, [](unsigned char) { return 0; });
  }
  ~CsvRows() { csv_free(&parser_); }
  CsvRows(const CsvRows&) = delete;
  CsvRows& operator=(const CsvRows&) = delete;

  std::vector<TableRow> parse(std::string_view bytes) {
    for (std::uint64_t number = 1; !bytes.empty(); ++number) {
      const std::string_view line = take_line(bytes);
      if (!inside_row_) row_.line = number;
      const std::size_t before = rows_.size();
      if (csv_parse(&parser_, line.data(), line.size(), add_cell, end_row, this) != line.size()) fail(number);
      inside_row_ = rows_.size() == before && (inside_row_ || !without_line_end(line).empty());
    }
    if (csv_fini(&parser_, add_cell, end_row, this) != 0) {
      throw Error("malformed CSV: a quote is not closed", place(path_, row_.line));
    }
    return std::move(rows_);
  }

 private:
  static void add_cell(void* cell, std::size_t size, void* self) {
    static_cast<CsvRows*>(self)->row_.cells.emplace_back(static_cast<const char*>(cell), size);
  }
  static void end_row(int /*terminator*/, void* self) {
    auto& rows = *static_cast<CsvRows*>(self);
    rows.rows_.push_back(rows.row_);
    rows.row_.cells.clear();
  }
  [[noreturn]] void fail(std::uint64_t line) {
    const bool syntax = csv_error(&parser_) == CSV_EPARSE;
    throw Error(syntax ? "malformed CSV: a quote stands inside a cell" : "not enough memory for a cell",
                place(path_, line));
  }

  const std::string& path_;
  csv_parser parser_{};
  bool inside_row_ = false;
  TableRow row_;
  std::vector<TableRow> rows_;
};

void check_widths(const Table& table) {
  for (const TableRow& row : table.rows) {
    if (row.cells.size() == table.header.size()) continue;
    throw Error(fmt::format("the row has {} cells, the header {}", row.cells.size(), table.header.size()),
                place(table.path, row.line));
  }
}

}  // namespace

std::size_t Table::column(std::string_view name) const {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) {
    throw Error(fmt::format("no column \"{}\" (columns: {})", name, fmt::join(header, ", ")), path);
  }
  return static_cast<std::size_t>(found - header.begin());
}

Table read_table(const std::string& path) {
  File file = File::open(path);
  const std::string whole = read_detail::read_whole(file);
  if (const auto bad = read_detail::first_invalid_utf8(whole)) {
    const auto line = 1 + std::count(whole.begin(), whole.begin() + *bad, '\n');
    throw Error("not valid UTF-8", place(path, static_cast<std::uint64_t>(line)));
  }
  const std::string_view bytes = read_detail::without_bom(whole);
  Table table{path, {}, path.ends_with(".tsv") ? split_tabs(bytes) : CsvRows(path).parse(bytes)};
  if (table.rows.empty()) throw Error("the table is empty: a header line is needed", path);
  table.header = std::move(table.rows.front().cells);
  table.rows.erase(table.rows.begin());
  check_widths(table);
  return table;
}

std::map<std::string, std::string> read_labels(const std::string& path) {
  const Table table = read_table(path);
  const std::size_t id_column = table.column("id");
  constexpr std::array<std::string_view, 3> kLabelColumns = {"event", "group", "label"};
  const auto known =
      std::find_first_of(kLabelColumns.begin(), kLabelColumns.end(), table.header.begin(), table.header.end());
  if (known == kLabelColumns.end()) {
    throw Error(fmt::format("no column \"event\", \"group\" or \"label\" (columns: {})", fmt::join(table.header, ", ")),
                path);
  }
  const std::size_t label_column = table.column(*known);
  std::map<std::string, std::string> labels;
  std::map<std::string, std::uint64_t> lines;
  for (const TableRow& row : table.rows) {
    const std::string& id = row.cells[id_column];
    if (id.empty()) throw Error("the id is empty", place(path, row.line));
    const auto [first, is_new] = lines.emplace(id, row.line);
    if (!is_new)
      throw Error(fmt::format("id \"{}\" stands twice, first in line {}", id, first->second), place(path, row.line));
    if (!row.cells[label_column].empty()) labels.emplace(id, row.cells[label_column]);
  }
  return labels;
}

}  // namespace bundel
