/// Pairs, a row each. On a terminal the titles stand below, where they have room; in a pipe they end the row, so that
/// a line is a pair.
///
///   kind  overlap  a in b  b in a     gap  a           b
///   copy      93%     95%     93%  2 days  regio/0017  dagblad/93
///         a  2023-02-14  Brand in oude fabriek
///         b  2023-02-16  Grote brand in fabriek
#include "ground/number.h"
#include "report/cells.h"
#include "report/layout.h"
#include "report/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace bundel {

namespace {

using namespace ground;
using namespace report_detail;

constexpr std::string_view kKind = "kind";
constexpr std::string_view kOverlap = "overlap";
constexpr std::string_view kAInB = "a in b";
constexpr std::string_view kBInA = "b in a";
constexpr std::string_view kGapName = "gap";
constexpr std::string_view kTitleOfA = "title of a";
constexpr std::string_view kTitleOfB = "title of b";

/// Columns of an id where the terminal is too narrow for the table anyway.
constexpr std::size_t kLeastId = 8;

/// In a pipe, a longer title of `a` pushes that of `b` to the right.
constexpr std::size_t kPipedTitle = 60;

struct Columns {
  std::size_t overlap_end = 0;
  std::size_t a_in_b_end = 0;
  std::size_t b_in_a_end = 0;
  std::size_t gap_end = 0;
  std::size_t a = 0;
  std::size_t b = 0;
  std::size_t a_title = 0;  ///< in a pipe
  std::size_t b_title = 0;
};

std::string gap_cell(const PairRecord& pair) {
  if (!pair.gap_days) return "undated";
  return *pair.gap_days == 0 ? "same day" : counted(static_cast<std::uint64_t>(*pair.gap_days), "day");
}

/// Both columns of ids share what the others left of the terminal: what one does not need is the other's.
void place_ids(Columns& at, std::span<const PairRecord> pairs, const TableStyle& style) {
  const bool is_terminal = style.columns != 0;
  const std::size_t most = is_terminal ? style.columns : id_limit(style);
  Breadth a(most);
  Breadth b(most);
  for (const PairRecord& pair : pairs) {
    a.see(style.measure.width(printable(pair.a)));
    b.see(style.measure.width(printable(pair.b)));
  }
  std::size_t a_columns = a.columns();
  std::size_t b_columns = b.columns();
  const std::size_t room = std::max(style.columns, at.a + kGap + 2 * kLeastId) - at.a - kGap;
  if (is_terminal && a_columns + b_columns > room) {
    a_columns = std::min(a_columns, std::max(room / 2, room - std::min(room, b_columns)));
    b_columns = room - a_columns;
  }
  at.b = at.a + a_columns + kGap;
  at.a_title = at.b + b_columns + kGap;
}

Columns columns_of(std::span<const PairRecord> pairs, const CardOf& card, const TableStyle& style) {
  Breadth kinds(kDateLimit);
  Breadth gaps(kDateLimit);
  kinds.see(kKind.size());
  gaps.see(kGapName.size());
  for (const PairRecord& pair : pairs) {
    kinds.see(name_of(pair.kind).size());
    gaps.see(gap_cell(pair).size());
  }
  Columns at;
  at.overlap_end = kinds.columns() + kGap + kOverlap.size();
  at.a_in_b_end = at.overlap_end + kGap + kAInB.size();
  at.b_in_a_end = at.a_in_b_end + kGap + kBInA.size();
  at.gap_end = at.b_in_a_end + kGap + gaps.columns();
  at.a = at.gap_end + kGap;
  place_ids(at, pairs, style);
  Breadth a_titles(kPipedTitle);
  a_titles.see(kTitleOfA.size());
  if (style.columns == 0) {
    for (const PairRecord& pair : pairs) a_titles.see(style.measure.width(title_cell(card(pair.a, {}).title)));
  }
  at.b_title = at.a_title + a_titles.columns() + kGap;
  return at;
}

class PairsTable {
 public:
  PairsTable(std::ostream& out, const Columns& at, const TableStyle& style)
      : out_(out), at_(at), style_(style), line_(style) {}

  void put_header() {
    line_.put(kKind, Paint::bold).right(at_.overlap_end, kOverlap, Paint::bold);
    line_.right(at_.a_in_b_end, kAInB, Paint::bold).right(at_.b_in_a_end, kBInA, Paint::bold);
    line_.right(at_.gap_end, kGapName, Paint::bold).at(at_.a).put("a", Paint::bold).at(at_.b).put("b", Paint::bold);
    if (is_piped()) line_.at(at_.a_title).put(kTitleOfA, Paint::bold).at(at_.b_title).put(kTitleOfB, Paint::bold);
    line_.end(out_);
  }

  void put(const PairRecord& pair, const CardOf& card) {
    line_.put(name_of(pair.kind)).right(at_.overlap_end, percent_text(pair.overlap));
    line_.right(at_.a_in_b_end, percent_text(pair.a_in_b)).right(at_.b_in_a_end, percent_text(pair.b_in_a));
    line_.right(at_.gap_end, gap_cell(pair));
    line_.at(at_.a).put(cut_middle(printable(pair.a), at_.b - kGap - at_.a, style_));
    line_.at(at_.b).put(cut_middle(printable(pair.b), at_.a_title - kGap - at_.b, style_));
    const ArticleCard a = card(pair.a, {});
    const ArticleCard b = card(pair.b, {});
    if (is_piped()) {
      line_.at(at_.a_title).put(title_cell(a.title)).at(at_.b_title).put(title_cell(b.title)).end(out_);
    } else {
      line_.end(out_);
      put_below("a", a, b);
      put_below("b", b, a);
    }
    for (const SharedRecord& shared : pair.shared) put(shared);
  }

 private:
  [[nodiscard]] bool is_piped() const { return style_.columns == 0; }

  /// Below the row, behind the column of kinds at its narrowest.
  static constexpr std::size_t kBelow = kKind.size() + kGap;

  void put_below(std::string_view side, const ArticleCard& card, const ArticleCard& other) {
    const std::string date = date_cell(card.date, style_);
    const std::size_t date_columns =
        std::max(style_.measure.width(date), style_.measure.width(date_cell(other.date, style_)));
    const std::size_t date_at = kBelow + side.size() + kGap;
    line_.at(kBelow).put(side, Paint::dim).at(date_at).put(date, Paint::dim);
    line_.at(date_at + date_columns + kGap).put(title_cell(card.title), Paint::dim).end(out_);
  }

  void put(const SharedRecord& shared) {
    if (shared.words.empty()) return;
    line_.at(kBelow).put(fmt::format("{}: {}", counted(shared.at.a.size(), "word"), printable(shared.words)));
    line_.end(out_);
  }

  std::ostream& out_;
  const Columns& at_;
  const TableStyle& style_;
  Line line_;
};

std::string summary_of(std::span<const PairRecord> pairs) {
  const auto count = [&](MatchKind kind) {
    return static_cast<std::uint64_t>(
        std::count_if(pairs.begin(), pairs.end(), [&](const PairRecord& pair) { return pair.kind == kind; }));
  };
  std::string text = counted(pairs.size(), "pair");
  if (const auto found = count(MatchKind::identical)) text += fmt::format(" · {} identical", count_text(found));
  if (const auto found = count(MatchKind::copy)) text += " · " + counted(found, "copy", "copies");
  if (const auto found = count(MatchKind::noisy)) text += " · " + counted(found, "noisy copy", "noisy copies");
  if (const auto found = count(MatchKind::templated)) text += fmt::format(" · {} of one template", count_text(found));
  if (const auto found = count(MatchKind::excerpt)) text += " · " + counted(found, "excerpt");
  return text;
}

}  // namespace

void report_detail::write_pairs_table(std::ostream& out, std::span<const PairRecord> pairs, const CardOf& card,
                                      const TableStyle& style) {
  assert(style.measure.width != nullptr && style.measure.cut != nullptr);
  if (pairs.empty()) return;
  const Columns at = columns_of(pairs, card, style);
  PairsTable table(out, at, style);
  table.put_header();
  for (const PairRecord& pair : pairs) table.put(pair, card);
  Line line(style);
  line.end(out);
  line.put(summary_of(pairs), Paint::dim).end(out);
}

}  // namespace bundel
