/// Labels and judged pairs from tables.
#include "bundel/error.h"
#include "bundel/labels.h"
#include "bundel/table.h"
#include "ground/ascii.h"
#include "ground/csv.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace bundel {
namespace {

std::string place(const Table& table, const TableRow& row) {
  return fmt::format("{}:{}", table.path, row.line);
}

std::vector<LabelRecord> label_records(const Table& table) {
  const std::size_t id_column = table.column("id");
  constexpr std::array<std::string_view, 3> kLabelColumns = {"event", "group", "label"};
  std::optional<std::size_t> label_place;
  for (const std::string_view name : kLabelColumns) {
    if (!label_place) label_place = table.find_column(name);
  }
  if (!label_place) {
    throw Error(ErrorKind::input,
                fmt::format("no column \"event\", \"group\" or \"label\" (columns: {})", fmt::join(table.header, ", ")),
                table.path);
  }
  const std::size_t label_column = *label_place;
  const std::size_t title_column = table.find_column("title").value_or(table.header.size());
  std::vector<LabelRecord> labels;
  std::map<std::string, std::uint64_t> lines;
  for (const TableRow& row : table.rows) {
    const std::string& id = row.cells[id_column];
    if (id.empty()) throw Error(ErrorKind::input, "the id is empty", place(table, row));
    const auto [first, is_new] = lines.emplace(id, row.line);
    if (!is_new)
      throw Error(ErrorKind::input, fmt::format("id \"{}\" stands twice, first in line {}", id, first->second),
                  place(table, row));
    if (row.cells[label_column].empty()) continue;
    labels.push_back({id, ground::unguarded_cell(row.cells[label_column]),
                      title_column < row.cells.size() ? ground::unguarded_cell(row.cells[title_column]) : ""});
  }
  return labels;
}

enum class Answer : std::uint8_t { yes, no, not_judged, unreadable };

Answer answer_of(std::string_view cell) {
  const std::string word = ground::ascii_lower(ground::trimmed(cell));
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
    JudgedPair pair{ground::unguarded_cell(row.cells[a_column]), ground::unguarded_cell(row.cells[b_column]), {}};
    const auto fail = [&](const std::string& what) { throw Error(ErrorKind::input, what, place(table, row)); };
    if (pair.a.empty() || pair.b.empty()) fail("the id is empty");
    if (pair.a == pair.b) fail(fmt::format("\"{}\" is paired with itself", pair.a));
    const Answer answer = answer_of(row.cells[same_column]);
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
