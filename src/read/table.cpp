/// Small tables with a header: labels, not articles. The whole file is in memory.
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
#include <array>
#include <cassert>
#include <cstdint>
#include <initializer_list>
#include <utility>

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
    if (!piece.broken.empty()) throw Error(std::string(piece.broken), place(path, piece.line));
    const std::string_view fault = splitter.split(bytes.substr(piece.begin, piece.end - piece.begin));
    if (!fault.empty()) throw Error(std::string(fault), place(path, piece.line));
    const auto blank = [](const std::string& cell) { return read_detail::trimmed(cell).empty(); };
    if (std::ranges::all_of(splitter.cells(), blank)) continue;
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

std::optional<std::size_t> Table::find_column(std::string_view name) const {
  const auto found = std::ranges::find(header, read_detail::folded_name(name), read_detail::folded_name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

std::size_t Table::column(std::string_view name) const {
  if (const auto place = find_column(name)) return *place;
  throw Error(fmt::format("no column \"{}\" (columns: {})", name, fmt::join(header, ", ")), path);
}

std::string read_file(const std::string& path) {
  const read_detail::Opened opened = read_detail::open_input(path, "");
  std::string whole = read_detail::read_whole(*opened.stream, path);
  if (const std::string fault = opened.stream->fault(); !fault.empty()) throw Error(fault, path);
  return whole;
}

Table read_table(const std::string& path) {
  const std::string whole = read_file(path);
  if (const auto bad = read_detail::first_invalid_utf8(whole)) {
    const auto line = 1 + std::count(whole.begin(), whole.begin() + *bad, '\n');
    throw Error("not valid UTF-8", place(path, static_cast<std::uint64_t>(line)));
  }
  Table table{path, {}, {}};
  table.rows = split_rows(whole, path, table.separator);
  if (table.rows.empty()) throw Error("the table is empty: a header line is needed", path);
  for (const std::string& name : table.rows.front().cells) table.header.emplace_back(read_detail::trimmed(name));
  table.rows.erase(table.rows.begin());
  check_widths(table);
  return table;
}

namespace {

/// Without the apostrophe that keeps a spreadsheet from taking the cell for a formula.
std::string unguarded(const std::string& cell) {
  constexpr std::array<std::string_view, 11> kBeginnings = {"=",  "+",  "-",  "@",  "\t", "\r",
                                                            "\n", "＝", "＋", "－", "＠"};
  const std::size_t first = cell.find_first_not_of('\'');
  if (first == 0 || first == std::string::npos) return cell;
  const std::string_view from = std::string_view(cell).substr(first);
  const bool guarded = std::ranges::any_of(kBeginnings, [&](std::string_view mark) { return from.starts_with(mark); });
  return guarded ? cell.substr(1) : cell;
}

std::vector<LabelRecord> label_records(const Table& table) {
  const std::string& path = table.path;
  const std::size_t id_column = table.column("id");
  constexpr std::array<std::string_view, 3> kLabelColumns = {"event", "group", "label"};
  std::optional<std::size_t> label_place;
  for (const std::string_view name : kLabelColumns) {
    if (!label_place) label_place = table.find_column(name);
  }
  if (!label_place) {
    throw Error(fmt::format("no column \"event\", \"group\" or \"label\" (columns: {})", fmt::join(table.header, ", ")),
                path);
  }
  const std::size_t label_column = *label_place;
  const std::size_t title_column = table.find_column("title").value_or(table.header.size());
  std::vector<LabelRecord> labels;
  std::map<std::string, std::uint64_t> lines;
  for (const TableRow& row : table.rows) {
    const std::string& id = row.cells[id_column];
    if (id.empty()) throw Error("the id is empty", place(path, row.line));
    const auto [first, is_new] = lines.emplace(id, row.line);
    if (!is_new)
      throw Error(fmt::format("id \"{}\" stands twice, first in line {}", id, first->second), place(path, row.line));
    if (row.cells[label_column].empty()) continue;
    labels.push_back({id, unguarded(row.cells[label_column]),
                      title_column < row.cells.size() ? unguarded(row.cells[title_column]) : ""});
  }
  return labels;
}

enum class Answer : std::uint8_t { yes, no, not_judged, unreadable };

Answer answer_of(std::string word) {
  std::ranges::transform(word, word.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto is = [&](std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
  };
  if (is({"", "skip", "s", "?"})) return Answer::not_judged;
  if (is({"yes", "y", "1", "true"})) return Answer::yes;
  return is({"no", "n", "0", "false"}) ? Answer::no : Answer::unreadable;
}

std::vector<JudgedPair> judged_pairs(const Table& table) {
  const std::size_t a_column = table.column("a");
  const std::size_t b_column = table.column("b");
  const std::size_t same_column = table.column("same");
  std::vector<JudgedPair> pairs;
  std::map<std::pair<std::string, std::string>, std::pair<std::uint64_t, std::size_t>> known;  // line, index
  for (const TableRow& row : table.rows) {
    JudgedPair pair{unguarded(row.cells[a_column]), unguarded(row.cells[b_column]), {}};
    const auto fail = [&](const std::string& what) { throw Error(what, place(table.path, row.line)); };
    if (pair.a.empty() || pair.b.empty()) fail("the id is empty");
    if (pair.a == pair.b) fail(fmt::format("\"{}\" is paired with itself", pair.a));
    const Answer answer = answer_of(std::string(read_detail::trimmed(row.cells[same_column])));
    if (answer == Answer::unreadable)
      fail(fmt::format("same is \"{}\", none of yes, no or empty", row.cells[same_column]));
    if (answer != Answer::not_judged) pair.same = answer == Answer::yes;
    const auto [first, is_new] = known.emplace(std::minmax(pair.a, pair.b), std::pair(row.line, pairs.size()));
    if (is_new) {
      pairs.push_back(std::move(pair));
      continue;
    }
    const auto& [line, index] = first->second;
    if (pair.same && pairs[index].same && pair.same != pairs[index].same)
      fail(fmt::format("\"{}\" and \"{}\" have another answer in line {}", pair.a, pair.b, line));
    if (pair.same) pairs[index].same = pair.same;
  }
  return pairs;
}

}  // namespace

LabelTable read_label_table(const std::string& path) {
  const Table table = read_table(path);
  LabelTable labels;
  labels.of_pairs = table.find_column("same").has_value();
  if (labels.of_pairs) {
    labels.pairs = judged_pairs(table);
  } else {
    labels.articles = label_records(table);
  }
  return labels;
}

std::vector<LabelRecord> read_label_records(const std::string& path) {
  return label_records(read_table(path));
}

std::map<std::string, std::string> read_labels(const std::string& path) {
  std::map<std::string, std::string> labels;
  for (LabelRecord& record : read_label_records(path)) labels.emplace(std::move(record.id), std::move(record.label));
  return labels;
}

}  // namespace bundel
