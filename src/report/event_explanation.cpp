/// Why two articles are, or are not, in one event, for a person to read.
///
///   in two events at the threshold 0.5; in one at 0.31 and below
///
///   a  visit/rumour   2024-11     Almada zou in het voorjaar komen
///   b  visit/arrival  2025-04-08  ‘Wij zijn twee kleine landen met een grote zee’
///   120 days apart; alone they link with probability 0.21
///
///   body    0.104    +1.6
///   …
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "ground/number.h"
#include "report/cells.h"
#include "report/layout.h"
#include "report/tables.h"

namespace bundel {

namespace {

using namespace ground;
using namespace report_detail;

void put_article(std::ostream& out, std::string_view name, const MemberRecord& article, const TableStyle& style) {
  std::string line = fmt::format("{}  {}  {}", name, printable(article.id), date_cell(article.date, style));
  if (!article.source.empty()) line += "  " + printable(article.source);
  out << line << "  " << title_cell(article.title) << '\n';
}

void put_terms(std::ostream& out, const EventExplanation& explanation) {
  if (explanation.terms.empty()) {
    out << "no word or name in common\n";
    return;
  }
  std::string line = "shared  ";
  for (const SharedTermRecord& term : explanation.terms) {
    if (&term != &explanation.terms.front()) line += ", ";
    line += fmt::format("{}{} {:+.2f}", printable(term.word), term.name ? " (name)" : "", term.score);
  }
  out << line << '\n';
}

}  // namespace

void report_detail::write_event_explanation(std::ostream& out, const EventExplanation& explanation,
                                            const TableStyle& style) {
  Line(style)
      .put(fmt::format("{}: {}", explanation.together ? "same event" : "not the same event",
                       printable(explanation.verdict)),
           Paint::bold)
      .end(out);
  out << '\n';
  put_article(out, "a", explanation.a, style);
  put_article(out, "b", explanation.b, style);
  if (explanation.gap_days) {
    out << (*explanation.gap_days == 0
                ? std::string("same day")
                : fmt::format("{} apart", counted(static_cast<std::uint64_t>(*explanation.gap_days), "day")));
    out << "; ";
  }
  out << fmt::format("alone they link with probability {}\n\n", score_text(explanation.probability));
  for (const ChannelRecord& channel : explanation.channels) {
    out << fmt::format("{:<8}{:>7.3f}{:>8.2f}\n", channel.name, channel.value, channel.score + 0.0);
  }
  if (!explanation.change.empty()) out << printable(explanation.change) << '\n';
  out << '\n';
  put_terms(out, explanation);
  for (const PassageMatchRecord& match : explanation.passages) {
    out << fmt::format("\npassages alike by {}\na  {}\nb  {}\n", score_text(match.cosine), printable(match.a),
                       printable(match.b));
  }
}

}  // namespace bundel
