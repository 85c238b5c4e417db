/// Days of the calendar as spans of seconds, and the two ways of ISO 8601 to name them.
#pragma once

#include "bundel/types.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bundel::ground {

struct Day {
  int year = 0;
  int month = 0;
  int day = 0;
};

constexpr std::chrono::year_month_day calendar(const Day& d) {
  return {std::chrono::year(d.year), std::chrono::month(static_cast<unsigned>(d.month)),
          std::chrono::day(static_cast<unsigned>(d.day))};
}

constexpr std::int64_t seconds(const std::chrono::year_month_day& date) {
  return std::int64_t{std::chrono::sys_days(date).time_since_epoch().count()} * kSecondsPerDay;
}

// Four digits, the first of them not 0; what lies beyond could not be printed again.
constexpr int kFirstYear = 1000;
constexpr int kLastYear = 9999;
constexpr std::int64_t kBegin = seconds(calendar({kFirstYear, 1, 1}));
constexpr std::int64_t kEnd = seconds(calendar({kLastYear + 1, 1, 1}));

constexpr std::optional<TimeSpan> moment(std::int64_t second) {
  if (second < kBegin || second >= kEnd) return std::nullopt;
  return TimeSpan{second, second + 1};
}

constexpr std::optional<TimeSpan> whole_year(int year) {
  if (year < kFirstYear || year > kLastYear) return std::nullopt;
  return TimeSpan{seconds(calendar({year, 1, 1})), seconds(calendar({year + 1, 1, 1}))};
}

constexpr std::optional<TimeSpan> whole_month(int year, int month) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12) return std::nullopt;
  const auto next = month == 12 ? calendar({year + 1, 1, 1}) : calendar({year, month + 1, 1});
  return TimeSpan{seconds(calendar({year, month, 1})), seconds(next)};
}

constexpr std::optional<TimeSpan> whole_day(const Day& day) {
  const auto date = calendar(day);
  if (day.year < kFirstYear || day.year > kLastYear || !date.ok()) return std::nullopt;
  return TimeSpan{seconds(date), seconds(date) + kSecondsPerDay};
}

/// YYYY, YYYY-MM, YYYY-MM-DD and time stamps, their dashes and colons left out or not, zones as offsets.
std::optional<TimeSpan> calendar_date(std::string_view text);
/// 2023-W08-5, 2023-W08 (seven days) and 2023-055, also without dashes but for the last.
std::optional<TimeSpan> week_or_ordinal_date(std::string_view text);

}  // namespace bundel::ground
