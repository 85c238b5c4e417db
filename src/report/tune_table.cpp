/// What `tune` says, for people.
///
///   threshold  pairs  groups  folded  largest  weakest
///        0.45      9       6       6        2     0.93  stable
///        0.50      9       6       6        2     0.93  recommended, default, stable
///
///   recommended  0.50: the default stands: from 0.40 to 0.95 nothing changes
///   coarser      0.35 gives 7 folded articles (1 more), the largest group of 2 articles
#include "ground/number.h"
#include "report/cells.h"
#include "report/layout.h"
#include "report/tables.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cassert>

namespace bundel {

namespace {

using namespace ground;
using namespace report_detail;

/// Lines of a text that a terminal shows.
constexpr std::size_t kTextLines = 3;
/// Below the score of a pair.
constexpr std::size_t kIndent = 8;

/// What a terminal has room for: ends of intervals in percent and no sizes on a narrow one, and nothing of
/// clusters on a very narrow one.
struct Room {
  bool narrow = false;
  bool tiny = false;

  explicit Room(const TableStyle& style)
      : narrow(style.columns != 0 && style.columns < 110), tiny(style.columns != 0 && style.columns < 78) {}
};

std::string interval_cell(const std::optional<Interval>& interval, bool ends, const Room& room) {
  if (!interval) return {};
  if (!ends) return fmt::format("{:.4f}", interval->value);
  if (!room.narrow) return fmt::format("{:.2f} ({:.2f}-{:.2f})", interval->value, interval->low, interval->high);
  return fmt::format("{:.0f}% {:.0f}-{:.0f}", 100 * interval->value, 100 * interval->low, 100 * interval->high);
}

/// What matters most comes first, where there is no room for all.
std::string remarks(const TuneReport& report, std::size_t i) {
  std::vector<std::string_view> said;
  if (i == report.recommended) said.emplace_back("recommended");
  if (i == report.standard) said.emplace_back("default");
  if (report.thresholds[i].mark != ThresholdMark::none) said.push_back(name_of(report.thresholds[i].mark));
  return fmt::format("{}", fmt::join(said, ", "));
}

std::vector<std::string> header_of(const TuneReport& report, const Room& room) {
  const ThresholdRecord& first = report.thresholds.front();
  std::vector<std::string> header = {"threshold"};
  if (!first.f1) header.insert(header.end(), {"pairs", report.copies ? "groups" : "of 2+"});
  if (!first.f1 || !room.tiny) header.emplace_back(report.copies ? "folded" : "events");
  if (!first.f1 || !room.narrow) header.emplace_back("largest");
  if (!first.f1) header.emplace_back("weakest");
  if (first.f1) header.insert(header.end(), {"precision", "recall", "F1"});
  if (first.bcubed && !room.tiny) header.emplace_back("B-cubed");
  if (first.ari && !room.tiny) header.emplace_back("ARI");
  header.emplace_back("");
  return header;
}

/// Cells of the same columns.
std::vector<std::string> row_of(const TuneReport& report, std::size_t i, const Room& room) {
  const ThresholdRecord& record = report.thresholds[i];
  std::vector<std::string> row = {fmt::format("{:.2f}", record.threshold)};
  if (!record.f1) row.insert(row.end(), {fmt::format("{}", record.pairs), fmt::format("{}", record.groups)});
  if (!record.f1 || !room.tiny)
    row.push_back(fmt::format("{}", record.folded ? *record.folded : record.events.value_or(0)));
  if (!record.f1 || !room.narrow) row.push_back(fmt::format("{}", record.largest));
  if (!record.f1) row.push_back(record.weakest ? fmt::format("{:.2f}", *record.weakest) : "-");
  if (record.f1) {
    for (const auto* interval : {&record.precision, &record.recall, &record.f1})
      row.push_back(interval_cell(*interval, report.judged > 0, room));
  }
  if (record.bcubed && !room.tiny) row.push_back(fmt::format("{:.4f}", *record.bcubed));
  if (record.ari && !room.tiny) row.push_back(fmt::format("{:.4f}", *record.ari));
  row.push_back(remarks(report, i));
  return row;
}

class Recommendation {
 public:
  Recommendation(std::ostream& out, const TableStyle& style) : out_(out), style_(style), line_(style) {}

  void put_fact(std::string_view name, std::string_view sentence) {
    constexpr std::size_t kNames = 13;
    if (sentence.empty()) return;
    line_.put(name, Paint::bold);
    put_lines(sentence, kNames, 100);
  }

  void put_heading(std::string_view heading) {
    line_.end(out_);
    line_.put(heading, Paint::bold).end(out_);
  }

  void put_pair(const PairToJudge& pair) {
    line_.at(2).put(score_text(pair.score));
    put_side(pair.a);
    put_side(pair.b);
    line_.put("");
    put_lines(pair.why, kIndent, kTextLines);
    if (!pair.text_a.empty()) put_lines("a: " + pair.text_a, kIndent, kTextLines);
    if (!pair.text_b.empty()) put_lines("b: " + pair.text_b, kIndent, kTextLines);
  }

 private:
  void put_side(const MemberRecord& side) {
    line_.at(kIndent).put(cut_middle(printable(side.id), id_limit(style_), style_));
    line_.put("  ").put(date_cell(side.date, style_), Paint::dim).put("  ").put(title_cell(side.title)).end(out_);
  }

  void put_lines(std::string_view text, std::size_t at, std::size_t most) {
    const std::size_t columns = style_.columns == 0 ? 0 : std::max<std::size_t>(style_.columns, at + 20) - at;
    for (const std::string& each : wrapped(text, columns, most, style_.measure)) line_.at(at).put(each).end(out_);
  }

  std::ostream& out_;
  const TableStyle& style_;
  Line line_;
};

void put_wrong(Recommendation& to, const TuneReport& report, bool together) {
  bool headed = false;
  for (const WrongAtThreshold& wrong : report.wrong) {
    if (wrong.together != together) continue;
    if (!headed) to.put_heading(together ? "together, and the labels say apart" : "apart, and the labels say together");
    headed = true;
    to.put_pair(wrong.pair);
  }
}

}  // namespace

void report_detail::write_thresholds_table(std::ostream& out, const TuneReport& report, const TableStyle& style) {
  std::vector<std::vector<std::string>> rows;
  const Room room(style);
  for (std::size_t i = 0; i < report.thresholds.size(); ++i) rows.push_back(row_of(report, i, room));
  const std::vector<std::string> header = header_of(report, room);
  write_table(out, header, rows, header.size() - 1, style);
}

void report_detail::write_recommendation(std::ostream& out, const TuneReport& report, const TableStyle& style) {
  assert(style.measure.width != nullptr && style.measure.cut != nullptr);
  const double threshold = report.thresholds[report.recommended].threshold;
  Recommendation to(out, style);
  to.put_fact("recommended", fmt::format("{:.2f}: {}", threshold, report.why));
  to.put_fact("coarser", report.coarser);
  to.put_fact("finer", report.finer);
  for (const std::string& note : report.notes) to.put_fact("note", note);
  if (!report.above.empty()) to.put_heading(fmt::format("just together at {:.2f}", threshold));
  for (const PairToJudge& pair : report.above) to.put_pair(pair);
  if (!report.below.empty()) to.put_heading(fmt::format("just apart at {:.2f}", threshold));
  for (const PairToJudge& pair : report.below) to.put_pair(pair);
  put_wrong(to, report, true);
  put_wrong(to, report, false);
}

}  // namespace bundel
