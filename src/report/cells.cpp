#include "report/cells.h"

#include "report/number.h"

#include <fmt/format.h>

#include <algorithm>

namespace bundel::report_detail {

namespace {

constexpr std::size_t kDayLength = std::string_view("2023-02-14").size();
constexpr std::size_t kMinuteLength = std::string_view("2023-02-14T09:31").size();

std::string_view day_of(std::string_view date) {
  return date.substr(0, kDayLength);
}

}  // namespace

std::string date_cell(std::string_view date, const TableStyle& style) {
  if (date.empty()) return "undated";
  if (date.size() < kMinuteLength || date[kDayLength] != 'T') return one_line(date);
  if (!is_roomy(style)) return one_line(day_of(date));
  return one_line(fmt::format("{} {}", day_of(date), date.substr(kDayLength + 1, kMinuteLength - kDayLength - 1)));
}

std::string span_cell(std::string_view first, std::string_view last) {
  if (first.empty() && last.empty()) return "undated";
  if (last.empty() || day_of(first) == day_of(last)) return one_line(day_of(first));
  return one_line(fmt::format("{} – {}", day_of(first), day_of(last)));
}

std::string title_cell(std::string_view title) {
  std::string line = one_line(title);
  return line.empty() ? "untitled" : line;
}

std::string source_cell(std::string_view source, const TableStyle& style) {
  std::string line = one_line(source);
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
