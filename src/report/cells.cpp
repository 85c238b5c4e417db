#include "report/cells.h"

#include "report/number.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <utility>

namespace bundel::report_detail {

namespace {

constexpr std::size_t kDayLength = std::string_view("2023-02-14").size();
constexpr std::size_t kMinuteLength = std::string_view("2023-02-14T09:31").size();

using Days = std::chrono::sys_days;

std::optional<int> number_at(std::string_view date, std::size_t at, std::size_t digits) {
  if (date.size() < at + digits) return std::nullopt;
  int number = 0;
  const char* end = date.data() + at + digits;
  const auto [stop, error] = std::from_chars(date.data() + at, end, number);
  return error == std::errc{} && stop == end ? std::optional(number) : std::nullopt;
}

/// The first and the last day of "2023", "2023-02", "2023-02-14" or "2023-02-14T09:31:00Z".
std::optional<std::pair<Days, Days>> days_of(std::string_view date) {
  using namespace std::chrono;
  const auto year_number = number_at(date, 0, 4);
  if (!year_number) return std::nullopt;
  const year in{*year_number};
  if (date.size() == 4) return std::pair(Days(in / January / 1), Days(in / December / 31));
  const auto month_number = date[4] == '-' ? number_at(date, 5, 2) : std::nullopt;
  if (!month_number) return std::nullopt;
  const year_month of = in / *month_number;
  if (!of.ok()) return std::nullopt;
  if (date.size() == 7) return std::pair(Days(of / 1), Days(of / last));
  const auto day_number = date[7] == '-' ? number_at(date, 8, 2) : std::nullopt;
  if (!day_number || !(of / *day_number).ok()) return std::nullopt;
  return std::pair(Days(of / *day_number), Days(of / *day_number));
}

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

std::int64_t days_between(std::string_view first, std::string_view other) {
  const auto from = days_of(first);
  const auto to = days_of(other);
  if (!from || !to) return 0;
  return std::max<std::int64_t>(0, (to->first - from->second).count());
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
