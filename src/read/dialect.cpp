#include "read/dialect.h"

#include "read/cells.h"
#include "read/record_cutter.h"
#include "read/utf8.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace bundel::read_detail {
namespace {

constexpr std::array<char, 4> kSeparators = {',', ';', '\t', '|'};
constexpr std::array<char, 2> kQuotes = {'"', '\''};  // the likelier one first

/// Rows that are looked at: a table that is written two ways shows it earlier.
constexpr std::size_t kRows = 1000;

/// Where rows end: at the first line end there is.
char row_end_of(std::string_view head) {
  std::size_t at = head.find_first_of("\r\n");
  if (at == std::string_view::npos || head[at] == '\n') return '\n';
  at = head.find_first_not_of('\r', at);  // programs that write CR LF as text leave CR CR LF
  return at == std::string_view::npos || head[at] == '\n' ? '\n' : '\r';
}

std::vector<std::string_view> rows_of(std::string_view head, bool whole, const Dialect& dialect) {
  std::vector<Piece> pieces;
  RowCutter(dialect).cut(head, whole, pieces);
  std::vector<std::string_view> rows;
  for (const Piece& piece : pieces) {
    if (rows.size() == kRows) break;
    rows.push_back(head.substr(piece.begin, piece.end - piece.begin));
  }
  return rows;
}

/// How well a separator cuts the header.
struct Cut {
  std::size_t known = 0;  ///< cells that are names of fields
  std::size_t cells = 0;
  bool articles = false;  ///< a title or a text is among them
};

Cut cut_header(std::string_view head, bool whole, const Dialect& dialect, const FieldPlan& fields) {
  // Mostly it is found in a small part.
  constexpr std::size_t kMostOfHeaders = std::size_t{1} << 12;
  std::vector<std::string_view> rows = rows_of(head.substr(0, dialect.preamble + kMostOfHeaders), false, dialect);
  if (rows.empty()) rows = rows_of(head, whole, dialect);
  CellSplitter splitter(dialect);
  if (rows.empty() || !splitter.split(rows.front()).empty()) return {};
  Cut cut;
  for (const std::string& name : splitter.cells()) {
    ++cut.cells;
    const auto uses = fields.uses(folded_name(name));
    cut.known += uses.empty() ? 0 : 1;
    cut.articles = cut.articles || std::ranges::any_of(uses, [](const FieldPlan::Use& use) {
                     return use.part == Part::title || use.part == Part::text;
                   });
  }
  return cut;
}

/// How well a dialect fits the rows.
struct Fit {
  std::size_t bad_lines = 0;  ///< of rows that are malformed or of another width: a stray quote swallows many
  bool row_names = false;     ///< rows have a cell more than the header
};

Fit fit_of(std::string_view head, bool whole, const Dialect& dialect) {
  CellSplitter splitter(dialect);
  std::size_t width = 0;
  std::size_t other = 0;      // lines that are not as wide as the header
  std::size_t not_wider = 0;  // by the name of a row
  bool named = false;         // R quotes its names
  for (const std::string_view row : rows_of(head, whole, dialect)) {
    const std::size_t lines = 1 + static_cast<std::size_t>(std::ranges::count(row, dialect.row_end));
    const bool split = splitter.split(row).empty();
    const std::size_t cells = splitter.cells().size();
    const bool quoted = row.starts_with(dialect.quote) && without_cr(row).ends_with(dialect.quote);
    if (width == 0) {
      width = cells;
      named = quoted && cells > 1;
      other = not_wider = split ? 0 : lines;
      continue;
    }
    other += split && cells == width ? 0 : lines;
    not_wider += split && named && quoted && cells == width + 1 && !is_blank(splitter.cells().back()) ? 0 : lines;
  }
  return {std::min(other, not_wider), not_wider < other};
}

/// The separator that Excel's first line "sep=;" names, and how long that line is.
std::optional<Dialect> named_separator(std::string_view head, std::size_t begin, char row_end) {
  const std::string_view line = head.substr(begin, head.find(row_end, begin) - begin);
  std::string_view said = without_cr(line);
  if (said.size() > 2 && said.front() == '"' && said.back() == '"') said = said.substr(1, said.size() - 2);
  const bool named = said.size() == 5 && folded_name(said.substr(0, 4)) == "sep=";
  if (!named || begin + line.size() == head.size()) return std::nullopt;
  return Dialect{.separator = said.back(), .row_end = row_end, .preamble = begin + line.size() + 1};
}

struct Choice {
  Dialect dialect;
  Cut cut;
};

/// Whether a quote stands behind a blank, where a cell may begin.
bool has_spaced_quotes(std::string_view head, char separator, char quote) {
  return head.find(std::string{separator, ' ', quote}) != std::string_view::npos;
}

Choice best_separator(std::string_view head, bool whole, const FieldPlan& fields, char expected, const Dialect& from) {
  std::optional<Choice> best;
  const auto merit = [&](const Choice& c) {
    return std::tuple(c.cut.known, c.cut.cells, c.dialect.separator == expected);
  };
  const auto consider = [&](const Dialect& dialect) {
    const Choice choice{dialect, cut_header(head, whole, dialect, fields)};
    if (!best || merit(choice) > merit(*best)) best = choice;
  };
  Dialect dialect = from;
  for (const char quote : kQuotes) {
    if (head.find(quote) == std::string_view::npos && quote != kQuotes.front()) continue;
    dialect.quote = quote;
    for (const char separator : kSeparators) {
      dialect.separator = separator;
      dialect.spaced = false;
      consider(dialect);
      dialect.spaced = true;
      if (has_spaced_quotes(head, separator, quote)) consider(dialect);
    }
  }
  return *best;
}

/// The header of a table that something stands above, within the first lines.
std::optional<Choice> header_below(std::string_view head, bool whole, const FieldPlan& fields, char expected,
                                   const Dialect& from) {
  constexpr std::size_t kLines = 20;
  Dialect dialect = from;
  for (std::size_t line = 0; line < kLines; ++line) {
    const std::size_t end = head.find(from.row_end, dialect.preamble);
    if (end == std::string_view::npos || end + 1 == head.size()) break;
    dialect.preamble = end + 1;
    const Choice choice = best_separator(head, whole, fields, expected, dialect);
    if (!choice.cut.articles || choice.cut.known < 2) continue;
    Choice below = choice;
    below.dialect.lines_above = line + 1;
    return below;
  }
  return std::nullopt;
}

Choice choose_separator(std::string_view head, bool whole, const FieldPlan& fields, char expected, bool doubtful) {
  Dialect from;
  from.row_end = row_end_of(head);
  from.preamble = head.starts_with(kBom) ? kBom.size() : 0;
  if (const auto named = named_separator(head, from.preamble, from.row_end))
    return {*named, cut_header(head, whole, *named, fields)};
  const Choice first = best_separator(head, whole, fields, expected, from);
  if (first.cut.articles || doubtful) return first;
  return header_below(head, whole, fields, expected, from).value_or(first);
}

/// Whether a backslash stands before what would end or open something.
bool has_escapes(std::string_view head, const Dialect& dialect) {
  const std::array<char, 4> marks = {dialect.separator, dialect.row_end, kQuotes[0], kQuotes[1]};
  return std::ranges::any_of(marks, [&](char mark) {
    return head.find(std::string{'\\', mark}) != std::string_view::npos;
  });
}

/// The ways to quote that the bytes allow besides the one in hand.
std::vector<Dialect> other_quotings(std::string_view head, Dialect dialect) {
  std::vector<Dialect> others;
  const bool escaped = has_escapes(head, dialect);
  for (const char quote : kQuotes) {
    if (head.find(quote) == std::string_view::npos) continue;
    dialect.quote = quote;
    const bool spaced = has_spaced_quotes(head, dialect.separator, quote);
    for (const Quoting quoting : {Quoting::doubled, Quoting::backslash}) {
      if (quoting == Quoting::backslash && !escaped) continue;
      dialect.quoting = quoting;
      dialect.spaced = false;
      others.push_back(dialect);
      dialect.spaced = true;
      if (spaced) others.push_back(dialect);
    }
  }
  dialect.spaced = false;
  if (escaped && others.empty()) {
    dialect.quoting = Quoting::backslash;
    others.push_back(dialect);
  }
  dialect.quoting = Quoting::none;
  if (dialect.separator == '\t' && !others.empty()) others.push_back(dialect);
  return others;
}

Dialect with_quoting(std::string_view head, bool whole, const Dialect& dialect) {
  const std::vector<Dialect> others = other_quotings(head, dialect);
  if (others.empty()) return dialect;
  Dialect best = dialect;
  Fit fits = fit_of(head, whole, dialect);
  for (const Dialect& other : others) {
    if (fits.bad_lines == 0) break;
    const Fit fit = fit_of(head, whole, other);
    if (fit.bad_lines >= fits.bad_lines) continue;
    fits = fit;
    best = other;
  }
  best.row_names = fits.row_names;
  return best;
}

}  // namespace

Dialect sniff_dialect(std::string_view head, bool whole, const FieldPlan& fields, char expected) {
  return with_quoting(head, whole, choose_separator(head, whole, fields, expected, false).dialect);
}

std::optional<Dialect> dialect_of_articles(std::string_view head, bool whole, const FieldPlan& fields, char expected,
                                           bool doubtful) {
  const Choice choice = choose_separator(head, whole, fields, expected, doubtful);
  if (choice.cut.cells < 2 || !choice.cut.articles) return std::nullopt;
  const Dialect dialect = with_quoting(head, whole, choice.dialect);
  if (doubtful && choice.cut.known < 2 && fit_of(head, whole, dialect).bad_lines > 0) return std::nullopt;
  return dialect;
}

}  // namespace bundel::read_detail
