/// Tables in every dialect: what a plain writer writes is cut and split into the cells it wrote, and the dialect is
/// told from the bytes.
#include "read/cells.h"
#include "read/dialect.h"
#include "read/fields.h"
#include "read/record_cutter.h"
#include "read/utf8.h"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace bundel::read_detail {
namespace {

using Rows = std::vector<std::vector<std::string>>;

class Writer {
 public:
  Writer(const Dialect& dialect, bool quote_all, std::mt19937& random)
      : dialect_(dialect), quote_all_(quote_all), random_(random) {}

  std::string table(const Rows& rows) {
    std::string bytes;
    for (const std::vector<std::string>& row : rows) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (i > 0) bytes += dialect_.separator;
        bytes += cell(row[i]);
      }
      bytes += dialect_.row_end;
    }
    return bytes;
  }

 private:
  std::string blanks() { return dialect_.spaced ? std::string(random_() % 2, ' ') : std::string(); }

  std::string cell(const std::string& value) {
    const bool escapes = dialect_.quoting == Quoting::backslash;
    const std::string marks{dialect_.separator, dialect_.quote, dialect_.row_end};
    const bool ends_in_blank = value.starts_with(' ') || value.ends_with(' ');
    const bool quoted = dialect_.quoting != Quoting::none &&
                        (quote_all_ || ends_in_blank || (!escapes && value.find_first_of(marks) != std::string::npos));
    std::string written;
    for (const char c : value) {
      const bool is_quote = c == dialect_.quote;
      if (escapes ? c == '\\' || is_quote || (!quoted && marks.find(c) != std::string::npos) : quoted && is_quote)
        written += escapes ? '\\' : c;
      written += c;
    }
    return quoted ? blanks() + dialect_.quote + written + dialect_.quote + blanks() : written;
  }

  Dialect dialect_;
  bool quote_all_;
  std::mt19937& random_;
};

/// Cuts the bytes in windows of random lengths and splits what was cut.
Rows read_rows(const std::string& bytes, const Dialect& dialect, std::mt19937& random) {
  RowCutter cutter(dialect);
  CellSplitter splitter(dialect);
  Rows rows;
  std::vector<Piece> pieces;
  std::size_t begin = 0;
  std::size_t end = 0;
  for (bool more = true; more;) {
    end = std::min(bytes.size(), end + 1 + random() % 9);
    more = end < bytes.size();
    const std::string_view window = std::string_view(bytes).substr(begin, end - begin);
    pieces.clear();
    const std::size_t done = cutter.cut(window, !more, pieces);
    for (const Piece& piece : pieces) {
      REQUIRE(piece.broken.empty());
      REQUIRE(splitter.split(window.substr(piece.begin, piece.end - piece.begin)).empty());
      rows.emplace_back(splitter.cells().begin(), splitter.cells().end());
    }
    begin += done;
  }
  return rows;
}

template <typename T, std::size_t N>
const T& one_of(const std::array<T, N>& values, std::mt19937& random) {
  return values[random() % N];
}

/// A dialect that can say everything that cells hold but line ends without quotes.
Dialect any_dialect(std::mt19937& random) {
  Dialect dialect;
  dialect.separator = one_of(std::array{',', ';', '\t', '|'}, random);
  dialect.quote = one_of(std::array{'"', '\''}, random);
  dialect.quoting = one_of(std::array{Quoting::doubled, Quoting::backslash}, random);
  dialect.spaced = random() % 3 == 0;
  dialect.row_end = random() % 3 == 0 ? '\r' : '\n';
  return dialect;
}

std::string any_cell(std::mt19937& random) {
  static const std::array<std::string, 14> kParts = {"a", "b",  "é", "n",  ",", ";",  "\t",
                                                     "|", "\"", "'", "\\", " ", "\n", "\"\""};
  std::string cell;
  for (std::size_t i = 0, n = random() % 6; i < n; ++i) cell += one_of(kParts, random);
  // A cell within quotes as it stands says, as a rule, that the dialect is another one.
  const std::string_view shown = trimmed(cell);
  return shown.starts_with('"') && shown.ends_with('"') ? "a" + cell : cell;
}

Rows any_rows(std::mt19937& random) {
  Rows rows{{"id", "title", "text", "date"}};
  for (std::size_t i = 0, n = 1 + random() % 5; i < n; ++i) {
    rows.push_back({std::string(1, static_cast<char>('p' + i))});
    while (rows.back().size() < rows.front().size()) rows.back().push_back(any_cell(random));
  }
  return rows;
}

TEST_CASE("what a plain writer writes in a dialect is read in it, however the bytes arrive") {
  std::mt19937 random(15);
  for (int round = 0; round < 20'000; ++round) {
    const Dialect dialect = any_dialect(random);
    const Rows rows = any_rows(random);
    const std::string bytes = Writer(dialect, random() % 2 == 0, random).table(rows);
    CAPTURE(bytes);
    REQUIRE(read_rows(bytes, dialect, random) == rows);
  }
}

TEST_CASE("the dialect of a table is told from its bytes") {
  std::mt19937 random(51);
  const FieldPlan fields({});
  for (int round = 0; round < 5'000; ++round) {
    const Dialect dialect = any_dialect(random);
    Rows rows = any_rows(random);
    // Cells that no other dialect reads as a whole row: a quote between letters, and a line end within quotes.
    rows.push_back({"z", std::string("it") + dialect.quote + "s", std::string("two") + dialect.row_end + "lines", ""});
    Writer writer(dialect, true, random);
    std::string bytes = writer.table(rows);
    const bool titled = random() % 4 == 0;
    if (titled) bytes.insert(0, std::string("Press review of the week") + dialect.row_end);
    CAPTURE(bytes);
    const auto told = dialect_of_articles(bytes, true, fields, ',');
    REQUIRE(told.has_value());
    CHECK(told->lines_above == (titled ? 1 : 0));
    CHECK(told->row_end == dialect.row_end);
    REQUIRE(read_rows(bytes, *told, random) == rows);
  }
}

TEST_CASE("where R leaves its row names without a name, the header is taken for a column short") {
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    Dialect dialect = any_dialect(random);
    dialect.spaced = false;
    Rows rows{{"title", "text"}};
    for (std::size_t i = 0, n = 1 + random() % 4; i < n; ++i)
      rows.push_back({std::to_string(i + 1), any_cell(random), any_cell(random) + "."});
    rows.push_back({"z", std::string("it") + dialect.quote + "s", "."});
    const std::string bytes = Writer(dialect, true, random).table(rows);
    CAPTURE(bytes);
    const auto told = dialect_of_articles(bytes, true, FieldPlan({}), ',');
    REQUIRE(told.has_value());
    CHECK(told->row_names);
    REQUIRE(read_rows(bytes, *told, random) == rows);
  }
}

}  // namespace
}  // namespace bundel::read_detail
