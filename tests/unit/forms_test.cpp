/// The table of forms in src/read/README.md, run: every row says what is read of its example and what comes out again.
#include "bundel/error.h"
#include "bundel/read.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "read/json_bytes.h"
#include "read/utf8.h"
#include "support/dups_run.h"
#include "support/temp_folder.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

namespace bundel {
namespace {

using test::bytes_of;
using test::lines_of;
using test::TempFolder;

namespace fs = std::filesystem;

const std::string kExamples = std::string(BUNDEL_TEST_DATA) + "/forms";

/// The examples' folder is the working folder while this lives: messages name them without a path.
class AmongExamples {
 public:
  AmongExamples() : before_(fs::current_path()) { fs::current_path(kExamples); }
  ~AmongExamples() { fs::current_path(before_); }
  AmongExamples(const AmongExamples&) = delete;
  AmongExamples& operator=(const AmongExamples&) = delete;

 private:
  fs::path before_;
};

struct Row {
  std::string form, example, read, kept;
};

std::string trimmed(const std::string& cell) {
  const std::size_t begin = cell.find_first_not_of(' ');
  return begin == std::string::npos ? std::string() : cell.substr(begin, cell.find_last_not_of(' ') - begin + 1);
}

/// The rows below the header that this test knows.
std::vector<Row> rows_of_table(const std::string& page) {
  std::vector<Row> rows;
  bool inside = false;
  for (const std::string& line : lines_of(page)) {
    if (line == "| form | example | what is read | kept |") inside = true;
    if (!inside || !line.starts_with('|') || line.starts_with("| form") || line.starts_with("|---")) continue;
    std::vector<std::string> cells;
    for (std::size_t begin = 1, end = 0; (end = line.find('|', begin)) != std::string::npos; begin = end + 1)
      cells.push_back(trimmed(line.substr(begin, end - begin)));
    if (cells.size() != 4) throw std::runtime_error("not four cells: " + line);
    rows.push_back({cells[0], cells[1], cells[2], cells[3]});
  }
  return rows;
}

const std::vector<Row>& table() {
  static const std::vector<Row> kRows =
      rows_of_table(bytes_of(std::string(BUNDEL_TEST_DATA) + "/../../src/read/README.md"));
  return kRows;
}

/// What stands between backticks.
std::vector<std::string> spans_of(const std::string& cell) {
  std::vector<std::string> spans;
  for (std::size_t begin = 0; (begin = cell.find('`', begin)) != std::string::npos;) {
    const std::size_t end = cell.find('`', begin + 1);
    if (end == std::string::npos) throw std::runtime_error("a backtick is open: " + cell);
    spans.push_back(cell.substr(begin + 1, end - begin - 1));
    begin = end + 1;
  }
  return spans;
}

/// The same cell with all of them taken out, and blanks that are left.
std::string without_spans(const std::string& cell) {
  return trimmed(std::regex_replace(std::regex_replace(cell, std::regex("`[^`]*`"), "`"), std::regex("( `)+"), " `"));
}

std::string with_escapes(const std::string& value) {
  return std::regex_replace(value, std::regex("\n"), "\\n");
}

/// An example as it stands in the table: options, then a file, or a file on standard input.
struct Example {
  std::vector<std::string> arguments;
  std::string file;
  bool piped = false;
};

Example example_of(const Row& row) {
  const std::vector<std::string> spans = spans_of(row.example);
  if (spans.size() != 1 || without_spans(row.example) != "`") throw std::runtime_error("no example: " + row.example);
  Example example;
  std::istringstream words(spans.front());
  for (std::string word; words >> word;) {
    if (word == "<") {
      example.piped = true;
    } else if (!example.piped) {
      example.arguments.push_back(word);
    }
    example.file = word;
  }
  return example;
}

/// What the program makes of it.
struct Outcome {
  Collection collection;
  std::string kept;
  std::vector<std::string> records;  ///< of the articles, by the reader alone
  std::string refused;
};

std::vector<std::string> records_of(const Collection& c) {
  std::vector<RecordPlace> places;
  for (const Article& article : c.articles) places.push_back(article.place);
  std::ranges::sort(places, {}, [](const RecordPlace& p) { return std::tuple(p.input, p.offset); });
  RecordReader reader(c.files);
  std::vector<std::string> records;
  for (const RecordPlace& place : places) records.push_back(reader.raw(place));
  return records;
}

Outcome run(const Example& example) {
  const AmongExamples here;
  const TempFolder folder;
  const std::string out = folder / "kept";
  std::vector<const char*> arguments = {"bundel", "dups", "--quiet", "--emit", "kept", "--output", out.c_str()};
  for (const std::string& argument : example.arguments) arguments.push_back(argument.c_str());
  std::string text;
  const auto plan = cli::parse_arguments(static_cast<int>(arguments.size()), arguments.data(), text);
  if (!plan) throw std::runtime_error("help was asked for");
  const auto given = [&](const std::function<void()>& use) {
    const auto piped = example.piped ? std::make_unique<test::StandardInput>(example.file) : nullptr;
    use();
  };
  Outcome outcome;
  try {
    given([&] {
      ReadSettings settings = plan->settings.read;
      settings.keep_records = true;
      outcome.collection = read_articles(plan->inputs, settings);
    });
    outcome.records = records_of(outcome.collection);
    given([&] { cli::carry_out(*plan); });
    outcome.kept = bytes_of(out);
  } catch (const Error& error) {
    outcome.refused = error.what();
  }
  return outcome;
}

const Article& first_article(const Collection& c) {
  const auto place = [](const Article& a) { return std::tuple(a.place.input, a.place.offset); };
  return *std::ranges::min_element(c.articles, {}, place);
}

/// What a row may claim about a reading, by name.
std::optional<std::string> actual(const std::string& name, const Collection& c) {
  const Article& first = first_article(c);
  const InputFile& file = c.files.at(first.place.input);
  if (name == "id") return first.id;
  if (name == "title") return first.title;
  if (name == "text") return first.text;
  if (name == "date") return first.time ? format_date(*first.time) : "";
  if (name == "source") return first.source;
  if (name == "url") return first.url;
  if (name == "encoding") return file.encoding + (file.encoding_guessed ? " (guessed)" : "");
  if (name == "text_field") return file.text_field;
  if (name == "lines_above") return fmt::format("{}", file.lines_above);
  if (name == "mended") return fmt::format("{}", c.repaired);
  if (name == "placeholders") return fmt::format("{}", c.placeholders);
  return std::nullopt;
}

std::string shown(const Rejection& r) {
  return fmt::format("{}:{}: {}", r.source, r.line, r.reason);
}

void check_read(const Row& row, const Collection& c) {
  const std::string counts =
      fmt::format("{} {}", c.articles.size(), c.articles.size() == 1 ? "article" : "articles") +
      (c.rejections.empty()
           ? ""
           : fmt::format(", {} {}", c.rejections.size(), c.rejections.size() == 1 ? "rejection" : "rejections"));
  CHECK(without_spans(row.read) == counts + ": `");
  std::vector<std::string> rejected;
  for (const std::string& claim : spans_of(row.read)) {
    CAPTURE(claim);
    const std::size_t sign = claim.find('=');
    REQUIRE(sign != std::string::npos);
    const std::string name = claim.substr(0, sign);
    const std::string value = claim.substr(sign + 1);
    if (name == "rejected") {
      rejected.push_back(value);
      continue;
    }
    const auto is = actual(name, c);
    REQUIRE(is.has_value());
    CHECK(with_escapes(*is) == value);
  }
  std::vector<std::string> rejections;
  for (const Rejection& r : c.rejections) rejections.push_back(shown(r));
  CHECK(rejections == rejected);
  // What happened to it in silence must be said by the row.
  for (const char* name : {"encoding", "text_field", "lines_above", "mended", "placeholders"}) {
    const std::string is = actual(name, c).value();
    if (is.empty() || is == "0") continue;
    CHECK_MESSAGE(row.read.find("`" + std::string(name) + "=") != std::string::npos, name);
  }
}

bool is_json_object(const std::string& record) {
  return record.starts_with('{') && read_detail::json_value_end(record, 0) == record.size();
}

std::string counted(std::size_t count, const std::string& one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

/// The shape of an output as the table would say it.
std::string shape_of(const Outcome& outcome) {
  const std::vector<std::string> lines = lines_of(outcome.kept);
  const InputFile& file = outcome.collection.files.front();
  const std::size_t count = outcome.records.size();
  std::string records;
  for (const std::string& record : outcome.records) records += record + file.row_end;
  if (file.whole) return outcome.kept == file.path + "\n" ? counted(count, "path") : "neither path nor record";
  if (file.separator != 0) {
    if (outcome.kept != file.header + file.row_end + records) return "not header and rows";
    const auto ends = static_cast<std::size_t>(std::ranges::count(outcome.kept, file.row_end));
    return fmt::format("header and {} in {}", counted(count, "row"), counted(ends, "line"));
  }
  if (!std::ranges::all_of(outcome.records, is_json_object)) return "no JSON objects";
  if (outcome.kept == records && lines.size() == count) return counted(count, "line");
  // What stands over several lines comes out as one: no string of JSON holds a line end.
  std::string joined;
  for (std::string record : outcome.records) {
    std::erase_if(record, [](char c) { return c == '\n' || c == '\r'; });
    joined += record + "\n";
  }
  return outcome.kept == joined ? counted(count, "line") + " without line ends within" : "no JSON objects";
}

/// All bytes of an example; of a folder those of its files.
std::string bytes_of_example(const std::string& name) {
  const std::string path = kExamples + "/" + name;
  if (!fs::is_directory(path)) return bytes_of(path);
  std::string all;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) all += bytes_of(entry.path().native());
  }
  return all;
}

void check_kept(const Row& row, const Example& example, const Outcome& outcome) {
  CHECK_FALSE(read_detail::first_invalid_utf8(outcome.kept).has_value());
  const std::string shape = shape_of(outcome);
  if (outcome.collection.files.front().whole) {
    CHECK(row.kept == shape);
  } else if (const std::vector<std::string> twin = spans_of(row.kept); !twin.empty()) {
    CHECK(row.kept == fmt::format("{}, as in `{}`", shape, twin.front()));
    CHECK(outcome.kept == run({{twin.front()}, twin.front(), false}).kept);
    CHECK(bytes_of_example(twin.front()).find(outcome.records.front()) != std::string::npos);
  } else {
    CHECK(row.kept == shape + ", as they stand");
    const std::string bytes = bytes_of_example(example.file);
    for (const std::string& record : outcome.records) CHECK(bytes.find(record) != std::string::npos);
  }
}

TEST_CASE("every row of the table of forms says what is read of its example and what comes out as kept") {
  REQUIRE(table().size() > 70);
  for (const Row& row : table()) {
    CAPTURE(row.form);
    CAPTURE(row.example);
    const Example example = example_of(row);
    const Outcome outcome = run(example);
    if (row.kept == "nothing") {
      CHECK(row.read == "refused: `" + outcome.refused + "`");
      CHECK_FALSE(outcome.refused.empty());
      continue;
    }
    CHECK(outcome.refused == "");
    if (!outcome.refused.empty()) continue;
    check_read(row, outcome.collection);
    check_kept(row, example, outcome);
  }
}

TEST_CASE("a row that says something else than the program does is found out") {
  const Outcome outcome = run({{"comma.csv"}, "comma.csv", false});
  CHECK(shape_of(outcome) == "header and 2 rows in 3 lines");
  CHECK_FALSE(actual("colour", outcome.collection).has_value());
  CHECK(without_spans("2 articles: `id=a1` `title=b` and more") == "2 articles: ` and more");
  CHECK_THROWS(rows_of_table("| form | example | what is read | kept |\n|---|---|---|---|\n| a | b | c |\n"));
}

TEST_CASE("the table of forms has every example, and no form twice") {
  std::set<std::string> used;
  std::set<std::string> forms;
  for (const Row& row : table()) {
    used.insert(example_of(row).file);
    CHECK_MESSAGE(forms.insert(row.form).second, row.form);
  }
  for (const auto& entry : fs::directory_iterator(kExamples)) {
    const std::string name = entry.path().filename().native();
    CHECK_MESSAGE(used.contains(name), name);
  }
}

}  // namespace
}  // namespace bundel
