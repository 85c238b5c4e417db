/// Events as blocks: the label, a line of facts, then a row for each member and below it its copies.
///
///   e1  Brandweer blust brand in oude fabriek
///       2023-02-14 – 2023-02-15 · 3 reports, 2 distinct · brand, fabriek, rook
///       2023-02-14  first  regio/0017    0.81  Brand in oude fabriek
///                          + dagblad/93        copy 93%
///       2023-02-15   +1 d  avond/0008    0.81  Brandweer blust brand in oude fabriek
///
/// The second column says who was first and how many days later the others were; a narrow terminal has no room for it.
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

constexpr std::size_t kScoreColumns = 4;
/// "+99999 d" is 273 years.
constexpr std::size_t kLaterLimit = 8;

/// Where the cells of every row begin, or end where they stand to the right; the same for all events of a table.
struct Columns {
  std::size_t body = 0;  ///< behind the event's name
  std::size_t later_end = 0;
  std::size_t id = 0;
  std::size_t score_end = 0;
  std::size_t source = 0;
  std::size_t title = 0;
};

bool is_shown(const EventRecord& event) {
  return event.reports >= 2;
}

/// "first" of the first report; "+3 d" of one that many whole days later; empty of the same day, or where unknown.
std::string later_cell(const EventRecord& event, std::string_view id, const std::optional<TimeSpan>& date) {
  if (!event.first_report.empty() && id == event.first_report) return "first";
  const std::int64_t days = days_between(event.first, date);
  return days > 0 ? fmt::format("+{} d", days) : std::string{};
}

Columns columns_of(std::span<const EventRecord> events, const TableStyle& style) {
  const auto width = style.measure.width;
  Breadth names(id_limit(style));
  Breadth dates(kDateLimit);
  Breadth later(kLaterLimit);
  Breadth ids(id_limit(style));
  Breadth sources(kSourceLimit);
  for (const EventRecord& event : events) {
    if (!is_shown(event)) continue;
    names.see(width(printable(event.event)));
    for (const MemberRecord& member : event.members) {
      dates.see(width(date_cell(member.date, style)));
      ids.see(width(printable(member.id)));
      if (is_roomy(style)) later.see(width(later_cell(event, member.id, member.date)));
      if (is_roomy(style)) sources.see(width(printable(member.source)));
      for (const CopyRecord& copy : member.copies) {
        ids.see(kFoldedSign.size() + width(printable(copy.id)));
        if (is_roomy(style)) later.see(width(later_cell(event, copy.id, {})));
      }
    }
    for (const AlsoRecord& also : event.also) ids.see(width(printable(also.id)));
  }
  Columns at;
  at.body = names.columns() + kGap;
  at.later_end = at.body + dates.columns() + (later.columns() == 0 ? 0 : kGap + later.columns());
  at.id = at.later_end + kGap;
  at.score_end = at.id + ids.columns() + kGap + kScoreColumns;
  at.source = at.score_end + kGap;
  at.title = sources.columns() == 0 ? at.source : at.source + sources.columns() + kGap;
  return at;
}

/// What is known of the event as a whole. Who was first is said where the rows do not: where it is a folded copy.
std::string facts_of(const EventRecord& event) {
  std::string facts = fmt::format("{} · {}", span_cell(event.first, event.last), counted(event.reports, "report"));
  if (event.distinct != event.reports) facts += fmt::format(", {} distinct", count_text(event.distinct));
  if (event.sources > 0) facts += fmt::format(" · {}", counted(event.sources, "source"));
  if (!event.first_report.empty() && !event.members.empty() && event.first_report != event.members.front().id) {
    facts += fmt::format(" · first: {}", event.first_report);
  }
  if (!event.keywords.empty()) facts += fmt::format(" · {}", fmt::join(event.keywords, ", "));
  return printable(facts);
}

class EventsTable {
 public:
  EventsTable(std::ostream& out, const Columns& at, const TableStyle& style)
      : out_(out), at_(at), style_(style), line_(style), id_columns_(at.score_end - kScoreColumns - kGap - at.id) {}

  void put(const EventRecord& event) {
    line_.put(cut_middle(printable(event.event), at_.body - kGap, style_), Paint::dim);
    line_.at(at_.body).put(title_cell(event.label), Paint::bold).end(out_);
    line_.at(at_.body).put(facts_of(event), Paint::dim).end(out_);
    for (const MemberRecord& member : event.members) put(event, member);
    for (const AlsoRecord& also : event.also) put(also);
    line_.end(out_);
  }

 private:
  void put(const EventRecord& event, const MemberRecord& member) {
    line_.at(at_.body).put(date_cell(member.date, style_), Paint::dim);
    put_later(later_cell(event, member.id, member.date));
    line_.at(at_.id).put(cut_middle(printable(member.id), id_columns_, style_));
    line_.right(at_.score_end, score_text(member.score));
    if (at_.title != at_.source) line_.at(at_.source).put(source_cell(member.source, style_), Paint::dim);
    line_.at(at_.title).put(title_cell(member.title)).end(out_);
    for (const CopyRecord& copy : member.copies) put(event, copy);
  }

  void put_later(const std::string& cell) {
    if (is_roomy(style_) && !cell.empty()) line_.right(at_.later_end, cell, Paint::dim);
  }

  void put(const EventRecord& event, const CopyRecord& copy) {
    put_later(later_cell(event, copy.id, {}));
    const std::string id = cut_middle(printable(copy.id), id_columns_ - kFoldedSign.size(), style_);
    line_.at(at_.id).put(fmt::format("{}{}", kFoldedSign, id), Paint::dim);
    line_.at(at_.title).put(match_words(copy), Paint::dim).end(out_);
  }

  void put(const AlsoRecord& also) {
    line_.at(at_.body).put("also", Paint::dim).at(at_.id).put(cut_middle(printable(also.id), id_columns_, style_));
    line_.right(at_.score_end, score_text(also.score));
    if (!also.passages.empty()) line_.at(at_.title).put(printable(also.passages.front()), Paint::dim);
    line_.end(out_);
  }

  std::ostream& out_;
  const Columns& at_;
  const TableStyle& style_;
  Line line_;
  std::size_t id_columns_;
};

std::string summary_of(std::uint64_t shown, std::uint64_t alone) {
  std::string text = shown == 0 ? "no event of two or more reports"
                                : fmt::format("{} of two or more reports", counted(shown, "event"));
  if (alone == 1) text += " · 1 article stands alone";
  if (alone > 1) text += fmt::format(" · {} stand alone", counted(alone, "article"));
  return text;
}

}  // namespace

void report_detail::write_events_table(std::ostream& out, std::span<const EventRecord> events,
                                       const TableStyle& style) {
  assert(style.measure.width != nullptr && style.measure.cut != nullptr);
  if (events.empty()) return;
  const Columns at = columns_of(events, style);
  EventsTable table(out, at, style);
  std::uint64_t shown = 0;
  for (const EventRecord& event : events) {
    if (!is_shown(event)) continue;
    table.put(event);
    ++shown;
  }
  Line(style).put(summary_of(shown, events.size() - shown), Paint::dim).end(out);
}

}  // namespace bundel
