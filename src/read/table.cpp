/// Small tables with a header: labels, not articles. The whole file is in memory.
#include "bundel/error.h"
#include "bundel/read.h"
#include "read/cells.h"
#include "read/file.h"
#include "read/record_cutter.h"
#include "read/utf8.h"

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

std::vector<TableRow> split_rows(std::string_view bytes, const std::string& path) {
  const char separator = path.ends_with(".tsv") ? '\t' : ',';
  std::vector<read_detail::Piece> pieces;
  read_detail::RowCutter(separator).cut(bytes, true, pieces);
  read_detail::CellSplitter splitter(separator);
  std::vector<TableRow> rows;
  for (const read_detail::Piece& piece : pieces) {
    if (!piece.broken.empty()) throw Error(std::string(piece.broken), place(path, piece.line));
    const std::string_view fault = splitter.split(bytes.substr(piece.begin, piece.end - piece.begin));
    if (!fault.empty()) throw Error(std::string(fault), place(path, piece.line));
    rows.push_back({piece.line, {splitter.cells().begin(), splitter.cells().end()}});
  }
  return rows;
}

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
  Table table{path, {}, split_rows(whole, path)};
  if (table.rows.empty()) throw Error("the table is empty: a header line is needed", path);
  table.header = std::move(table.rows.front().cells);
  table.rows.erase(table.rows.begin());
  check_widths(table);
  return table;
}

std::vector<LabelRecord> read_label_records(const std::string& path) {
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
  const auto title_column = static_cast<std::size_t>(std::ranges::find(table.header, "title") - table.header.begin());
  std::vector<LabelRecord> labels;
  std::map<std::string, std::uint64_t> lines;
  for (const TableRow& row : table.rows) {
    const std::string& id = row.cells[id_column];
    if (id.empty()) throw Error("the id is empty", place(path, row.line));
    const auto [first, is_new] = lines.emplace(id, row.line);
    if (!is_new)
      throw Error(fmt::format("id \"{}\" stands twice, first in line {}", id, first->second), place(path, row.line));
    if (row.cells[label_column].empty()) continue;
    labels.push_back(
        {id, row.cells[label_column], title_column < row.cells.size() ? row.cells[title_column] : std::string{}});
  }
  return labels;
}

std::map<std::string, std::string> read_labels(const std::string& path) {
  std::map<std::string, std::string> labels;
  for (LabelRecord& record : read_label_records(path)) labels.emplace(std::move(record.id), std::move(record.label));
  return labels;
}

}  // namespace bundel
