#include "read/dialect.h"

#include "read/cells.h"
#include "read/record_cutter.h"
#include "read/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
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

/// Where rows end: at the first line end behind the first line that is not blank.
char row_end_of(std::string_view head) {
  std::size_t at = head.find_first_of("\r\n", std::min(head.find_first_not_of(" \t\r\n"), head.size()));
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
  std::size_t lines = 0;
  std::size_t bad_lines = 0;  ///< of rows that another dialect may read better
  bool row_names = false;     ///< rows have a cell more than the header
};

/// Measures a dialect against rows, the header first.
class Fitting {
 public:
  Fitting(const Dialect& dialect, const FieldPlan& fields) : dialect_(dialect), fields_(fields), splitter_(dialect) {}

  void add(std::string_view row) {
    const std::size_t lines = 1 + static_cast<std::size_t>(std::ranges::count(row, dialect_.row_end));
    lines_ += lines;
    const bool split = splitter_.split(row).empty();
    const auto cells = splitter_.cells();
    if (width_ == 0) return begin(row, split, lines);
    const std::size_t swallowed = std::min(lines, swallowed_lines(row));
    const bool whole =
        split && !std::ranges::any_of(cells, [&](const std::string& cell) { return is_left_quoted(cell); });
    other_ += whole && cells.size() == width_ ? swallowed : lines;
    not_wider_ += whole && cells.size() == width_ + 1 && has_name(row) ? swallowed : lines;
  }

  [[nodiscard]] Fit fit() const { return {lines_, std::min(other_, not_wider_), not_wider_ < other_}; }

 private:
  void begin(std::string_view header, bool split, std::size_t lines) {
    const auto cells = splitter_.cells();
    width_ = cells.size();
    header_is_quoted_ = is_quoted(header) && width_ > 1;
    begins_with_id_ = std::ranges::any_of(fields_.uses(folded_name(cells.empty() ? "" : cells.front())),
                                          [](const FieldPlan::Use& use) { return use.part == Part::id; });
    other_ = not_wider_ = split ? 0 : lines;
  }

  [[nodiscard]] bool is_quoted(std::string_view row) const {
    return row.starts_with(dialect_.quote) && without_cr(row).ends_with(dialect_.quote);
  }

  /// Whether the first cell of a row that has one too many names it.
  bool has_name(std::string_view row) {
    if (header_is_quoted_ && is_quoted(row)) return true;
    const auto cells = splitter_.cells();
    const bool counts = dialect_.separator == '\t' && cells.front() == std::to_string(++numbered_);
    return counts && !(begins_with_id_ && is_blank(cells.back()));
  }

  /// Quotes that the dialect takes for letters, around a cell: the usual ones are hardly ever such.
  [[nodiscard]] bool is_left_quoted(std::string_view cell) const {
    constexpr char kUsual = kQuotes.front();
    const bool quotes = dialect_.quoting == Quoting::doubled || dialect_.quoting == Quoting::backslash;
    if (quotes && dialect_.quote == kUsual) return false;
    cell = trimmed(cell);
    return cell.size() > 1 && cell.front() == kUsual && cell.back() == kUsual;
  }

  /// Lines within a row that are rows by themselves. Prose has commas, so that only tabs tell.
  [[nodiscard]] std::size_t swallowed_lines(std::string_view row) const {
    std::size_t swallowed = 0;
    if (dialect_.separator != '\t' || width_ < 2) return 0;
    for (std::size_t end = row.find(dialect_.row_end); end != std::string_view::npos;
         end = row.find(dialect_.row_end)) {
      row.remove_prefix(end + 1);
      const std::string_view line = row.substr(0, row.find(dialect_.row_end));
      swallowed += static_cast<std::size_t>(std::ranges::count(line, '\t')) + 1 == width_ ? 1 : 0;
    }
    return swallowed;
  }

  const Dialect dialect_;
  const FieldPlan& fields_;
  CellSplitter splitter_;
  std::size_t lines_ = 0;
  std::size_t width_ = 0;
  std::size_t other_ = 0;      // lines of rows that are not as wide as the header
  std::size_t not_wider_ = 0;  // of those that are not wider by a name
  std::size_t numbered_ = 0;   // rows that begin with their number
  bool header_is_quoted_ = false;
  bool begins_with_id_ = false;
};

Fit fit_of(std::string_view head, bool whole, const Dialect& dialect, const FieldPlan& fields) {
  Fitting fitting(dialect, fields);
  for (const std::string_view row : rows_of(head, whole, dialect)) fitting.add(row);
  return fitting.fit();
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

/// Whether blanks stand between a quote and where its cell begins or ends.
bool has_spaced_quotes(std::string_view head, const Dialect& dialect) {
  const auto holds = [&](std::initializer_list<char> bytes) {
    return head.find(std::string(bytes)) != std::string_view::npos;
  };
  return holds({dialect.separator, ' ', dialect.quote}) || holds({dialect.quote, ' ', dialect.separator}) ||
         holds({dialect.row_end, ' ', dialect.quote}) ||
         head.substr(dialect.preamble).starts_with(std::string{' ', dialect.quote});
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
      if (has_spaced_quotes(head, dialect)) consider(dialect);
    }
  }
  return *best;
}

/// The header of a table that something stands above, within the first lines that are not blank.
std::optional<Choice> header_below(std::string_view head, bool whole, const FieldPlan& fields, char expected,
                                   const Dialect& from) {
  constexpr std::size_t kLines = 20;  // more than exports' titles, search terms and dates of making take
  Dialect dialect = from;
  std::size_t lines_above = 0;
  for (std::size_t line = 1, considered = 0; considered < kLines; ++line) {
    const std::size_t end = head.find(from.row_end, dialect.preamble);
    if (end == std::string_view::npos || end + 1 == head.size()) break;
    const auto is_blank_from = [&](std::size_t begin) {
      return is_blank(head.substr(begin, head.find(from.row_end, begin) - begin));
    };
    if (!is_blank_from(dialect.preamble)) lines_above = line;
    dialect.preamble = end + 1;
    if (is_blank_from(dialect.preamble)) continue;
    ++considered;
    const Choice choice = best_separator(head, whole, fields, expected, dialect);
    if (!choice.cut.articles || choice.cut.known < 2 || 2 * choice.cut.known < choice.cut.cells) continue;
    Choice below = choice;
    below.dialect.lines_above = lines_above;
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
    const bool spaced = has_spaced_quotes(head, dialect);
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

/// Whether a table with tabs spells line ends and tabs within cells as a backslash and a letter, as `mysql -B` and COPY
/// of PostgreSQL do: no cell is quoted, and every backslash stands before a letter that they put behind one.
bool spells_line_ends(std::string_view head, const Dialect& dialect) {
  constexpr std::string_view kBehind = "ntr0NbZ\\'\"";
  if (dialect.separator != '\t') return false;
  bool spelt = false;
  for (std::size_t at = head.find('\\'); at != std::string_view::npos; at = head.find('\\', at + 2)) {
    if (at + 1 == head.size()) break;  // cut off
    if (kBehind.find(head[at + 1]) == std::string_view::npos) return false;
    spelt = spelt || head[at + 1] == 'n' || head[at + 1] == 't';
  }
  const auto holds = [&](char one, char other) { return head.find(std::string{one, other}) != std::string_view::npos; };
  const auto wraps = [&](char quote) {
    const bool begins =
        holds('\t', quote) || holds(dialect.row_end, quote) || head.substr(dialect.preamble).starts_with(quote);
    return begins && (holds(quote, '\t') || holds(quote, dialect.row_end) || holds(quote, '\r'));
  };
  return spelt && std::ranges::none_of(kQuotes, wraps);
}

Dialect with_quoting(std::string_view head, bool whole, const Dialect& dialect, const FieldPlan& fields) {
  Dialect best = dialect;
  if (spells_line_ends(head, dialect)) {
    best.quoting = Quoting::letters;
    best.row_names = fit_of(head, whole, best, fields).row_names;
    return best;
  }
  Fit fits = fit_of(head, whole, dialect, fields);
  for (const Dialect& other : other_quotings(head, dialect)) {
    if (fits.bad_lines == 0) break;
    const Fit fit = fit_of(head, whole, other, fields);
    if (fit.bad_lines >= fits.bad_lines) continue;
    fits = fit;
    best = other;
  }
  best.row_names = fits.row_names;
  return best;
}

}  // namespace

std::string description_of(const Dialect& dialect) {
  const bool quotes = dialect.quoting == Quoting::doubled || dialect.quoting == Quoting::backslash;
  return fmt::format("{} {} {} {} {} {}", static_cast<int>(dialect.separator), static_cast<int>(dialect.quoting),
                     quotes ? static_cast<int>(dialect.quote) : 0, dialect.spaced, static_cast<int>(dialect.row_end),
                     dialect.row_names);
}

bool is_told(char separator) {
  return std::ranges::find(kSeparators, separator) != kSeparators.end();
}

Dialect sniff_dialect(std::string_view head, bool whole, const FieldPlan& fields, char expected) {
  return with_quoting(head, whole, choose_separator(head, whole, fields, expected, false).dialect, fields);
}

std::optional<Dialect> dialect_of_articles(std::string_view head, bool whole, const FieldPlan& fields, char expected,
                                           bool doubtful) {
  const Choice choice = choose_separator(head, whole, fields, expected, doubtful);
  if (choice.cut.cells < 2 || !choice.cut.articles) return std::nullopt;
  const Dialect dialect = with_quoting(head, whole, choice.dialect, fields);
  if (!doubtful) return dialect;
  constexpr std::size_t kFewBad = 10;  // one line in so many; lines of prose have as many commas by chance only
  const Fit fit = fit_of(head, whole, dialect, fields);
  return kFewBad * fit.bad_lines < fit.lines ? std::optional(dialect) : std::nullopt;
}

}  // namespace bundel::read_detail
