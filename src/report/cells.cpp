#include "report/cells.h"

#include "bundel/dates.h"
#include "ground/number.h"

#include <fmt/format.h>

#include <algorithm>

namespace bundel::report_detail {

using namespace ground;

namespace {

constexpr std::size_t kDayLength = std::string_view("2023-02-14").size();
constexpr std::size_t kMinuteLength = std::string_view("2023-02-14T09:31").size();

/// The day, month or year, without a time of day.
std::string day_of(const TimeSpan& date) {
  return format_date(date).substr(0, kDayLength);
}

}  // namespace

std::string date_cell(const std::optional<TimeSpan>& date, const TableStyle& style) {
  if (!date) return "undated";
  const std::string written = format_date(*date);
  if (written.size() <= kDayLength || !is_roomy(style)) return day_of(*date);
  return fmt::format("{} {}", day_of(*date), written.substr(kDayLength + 1, kMinuteLength - kDayLength - 1));
}

std::string span_cell(const std::optional<TimeSpan>& first, const std::optional<TimeSpan>& last) {
  if (!first && !last) return "undated";
  if (!first || !last || day_of(*first) == day_of(*last)) return day_of(first ? *first : *last);
  return fmt::format("{} – {}", day_of(*first), day_of(*last));
}

std::int64_t days_between(const std::optional<TimeSpan>& first, const std::optional<TimeSpan>& other) {
  return first && other ? std::max<std::int64_t>(0, first_day(*other) - last_day(*first)) : 0;
}

std::string title_cell(std::string_view title) {
  std::string line = printable(title);
  return line.empty() ? "untitled" : line;
}

std::string source_cell(std::string_view source, const TableStyle& style) {
  std::string line = printable(source);
  if (style.columns == 0 || style.measure.width(line) <= kSourceLimit) return line;
  return style.measure.cut(line, kSourceLimit);
}

std::string match_cell(const CopyRecord& copy) {
  if (copy.kind == MatchKind::identical) return {};
  if (copy.kind != MatchKind::excerpt) return percent_text(copy.overlap);
  return percent_text(std::max({copy.overlap, copy.in_kept, copy.of_kept}));
}

std::string match_words(const CopyRecord& copy) {
  const std::string share = match_cell(copy);
  return share.empty() ? std::string(name_of(copy.kind)) : fmt::format("{} {}", name_of(copy.kind), share);
}

std::size_t id_limit(const TableStyle& style) {
  constexpr std::size_t kLeast = 12;
  constexpr std::size_t kMost = 40;
  return style.columns == 0 ? kMost : std::clamp(style.columns / 4, kLeast, kMost);
}

bool is_roomy(const TableStyle& style) {
  constexpr std::size_t kEnough = 110;
  return style.columns == 0 || style.columns >= kEnough;
}

}  // namespace bundel::report_detail
