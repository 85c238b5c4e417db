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

#include "bundel/report.h"
#include "report/cells.h"
#include "report/json_line.h"
#include "report/layout.h"
#include "report/number.h"

namespace bundel {

namespace {

using namespace report_detail;

void put_article(std::ostream& out, std::string_view name, const MemberRecord& article, const TableStyle& style) {
  std::string line = fmt::format("{}  {}  {}", name, one_line(article.id), date_cell(article.date, style));
  if (!article.source.empty()) line += "  " + one_line(article.source);
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
    line += fmt::format("{}{} {:+.2f}", one_line(term.word), term.name ? " (name)" : "", term.score);
  }
  out << line << '\n';
}

}  // namespace

void write_event_explanation(std::ostream& out, const EventExplanation& explanation, const TableStyle& style) {
  Line(style)
      .put(fmt::format("{}: {}", explanation.together ? "same event" : "not the same event",
                       one_line(explanation.verdict)),
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
  if (!explanation.change.empty()) out << one_line(explanation.change) << '\n';
  out << '\n';
  put_terms(out, explanation);
  for (const PassageMatchRecord& match : explanation.passages) {
    out << fmt::format("\npassages alike by {}\na  {}\nb  {}\n", score_text(match.cosine), one_line(match.a),
                       one_line(match.b));
  }
}

void write_event_explanation_jsonl(std::ostream& out, const EventExplanation& explanation) {
  JsonLine line;
  line.begin_object().key("a").string(explanation.a.id).key("b").string(explanation.b.id);
  line.key("together").boolean(explanation.together).key("verdict").string(explanation.verdict);
  line.known("change", explanation.change).key("threshold").share(explanation.threshold);
  line.key("probability").share(explanation.probability);
  if (explanation.joined_at) line.key("joined_at").share(*explanation.joined_at);
  if (explanation.gap_days) line.key("gap_days").integer(*explanation.gap_days);
  line.key("channels").begin_array();
  for (const ChannelRecord& channel : explanation.channels) {
    line.begin_object().key("name").string(channel.name).key("value").number(channel.value);
    line.key("score").number(channel.score).end_object();
  }
  line.end_array().key("terms").begin_array();
  for (const SharedTermRecord& term : explanation.terms) {
    line.begin_object().key("word").string(term.word).key("name").boolean(term.name);
    line.key("score").number(term.score).end_object();
  }
  line.end_array().key("passages").begin_array();
  for (const PassageMatchRecord& match : explanation.passages) {
    line.begin_object().key("cosine").share(std::clamp(match.cosine, 0.0, 1.0)).key("a").string(match.a);
    line.key("b").string(match.b).end_object();
  }
  line.end_array().end_object();
  out << line.text() << '\n';
}

}  // namespace bundel
