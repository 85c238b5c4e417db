/// Dates of ISO 8601, read and written. "2023-02" is a month, "2023-02-21T10:00:00+01:00" one second, "2023-02-30"
/// nothing.
#include "bundel/dates.h"

#include "ground/calendar.h"
#include "ground/cursor.h"

#include <fmt/format.h>

#include <chrono>

namespace bundel {
namespace ground {
namespace {

/// hh[:mm[:ss[.fraction]]] or hhmm[ss[.fraction]], as seconds of the day. A leap second is the next one.
std::optional<int> clock(Cursor& in) {
  const auto hour = in.digits(2);
  if (!hour) return std::nullopt;
  const bool colons = in.take(':');
  const auto minute = colons || in.at_digit() ? in.digits(2) : std::optional(0);
  if (!minute) return std::nullopt;
  int second = 0;
  const bool more = colons ? in.take(':') : in.at_digit();
  if (more) {
    const auto given = in.digits(2);
    if (!given) return std::nullopt;
    second = *given;
    if (in.take('.') || in.take(',')) {
      if (!in.digits(1)) return std::nullopt;
      while (in.digits(1)) {
      }
    }
  }
  if (*minute > 59 || second > 60) return std::nullopt;
  const int of_day = (*hour * 60 + *minute) * 60 + second;
  return *hour < 24 || of_day == kSecondsPerDay ? std::optional(of_day) : std::nullopt;
}

/// Seconds that an offset or Z is ahead of UTC. Zones with names are for written_date.cpp.
std::optional<int> zone(Cursor& in) {
  in.take_spaces();
  if (in.done() || in.take('Z') || in.take('z')) return 0;
  const int sign = in.take('+') ? 1 : in.take('-') ? -1 : 0;
  const auto hour = in.digits(2);
  if (sign == 0 || !hour || *hour > 23) return std::nullopt;
  if (in.done()) return sign * *hour * 3600;
  if (!in.take(':')) in.take('\'');  // +01'00', as PDF has it
  const auto minute = in.digits(2);
  if (!minute || *minute > 59) return std::nullopt;
  in.take('\'');
  return sign * (*hour * 60 + *minute) * 60;
}

/// What follows a day: a clock and perhaps a zone, up to the end.
std::optional<TimeSpan> moment_of(const Day& day, Cursor& in) {
  const auto date = whole_day(day);
  const auto time = clock(in);
  if (!date || !time) return std::nullopt;
  const auto ahead = zone(in);
  if (!ahead || !in.done()) return std::nullopt;
  return moment(date->begin + *time - *ahead);
}

}  // namespace

std::optional<TimeSpan> calendar_date(std::string_view text) {
  Cursor in{text};
  const auto year = in.digits(4);
  if (!year) return std::nullopt;
  if (in.done()) return whole_year(*year);
  const bool dashes = in.take('-');
  const auto month = in.digits(2);
  if (!month) return std::nullopt;
  if (dashes) {
    if (in.done()) return whole_month(*year, *month);
    if (!in.take('-')) return std::nullopt;
  }
  const auto day = in.digits(2);
  if (!day) return std::nullopt;
  if (in.done()) return whole_day({*year, *month, *day});
  const bool separated = in.take('T') || in.take('t') || in.take(' ');
  // YYYYMMDDhhmmss, as database exports have it, is the one form without a separator.
  if (!separated && (dashes || in.digit_run() != 6)) return std::nullopt;
  return moment_of({*year, *month, *day}, in);
}

namespace {

/// None where one of them is in no year that can be printed again.
std::optional<TimeSpan> days_from(std::chrono::sys_days first, std::int64_t count) {
  const std::int64_t begin = first.time_since_epoch().count() * kSecondsPerDay;
  const std::int64_t end = begin + count * kSecondsPerDay;
  return begin < kBegin || end > kEnd ? std::nullopt : std::optional(TimeSpan{begin, end});
}

}  // namespace

std::optional<TimeSpan> week_or_ordinal_date(std::string_view text) {
  using std::chrono::days;
  Cursor in{text};
  const auto year = in.digits(4);
  if (!year || *year < kFirstYear) return std::nullopt;
  const bool dash = in.take('-');
  const auto january = std::chrono::sys_days(calendar({*year, 1, 1}));
  if (!in.take('W') && !in.take('w')) {
    const auto nth = dash ? in.digits(3) : std::nullopt;
    const auto day = january + days(nth.value_or(0) - 1);
    if (!nth || !in.done() || int{std::chrono::year_month_day(day).year()} != *year) return std::nullopt;
    return days_from(day, 1);
  }
  const auto week = in.digits(2);
  if (!week || *week < 1 || (!in.done() && in.take('-') != dash)) return std::nullopt;
  const auto of_week = in.done() ? std::nullopt : in.digits(1);
  if (!in.done() || (of_week && (*of_week < 1 || *of_week > 7))) return std::nullopt;
  // The first week is that of the fourth of January; a week belongs to the year of its Thursday.
  const auto fourth = january + days(3);
  const auto monday = fourth - (std::chrono::weekday(fourth) - std::chrono::Monday) + days(7 * (*week - 1));
  if (int{std::chrono::year_month_day(monday + days(3)).year()} != *year) return std::nullopt;
  return of_week ? days_from(monday + days(*of_week - 1), 1) : days_from(monday, 7);
}

}  // namespace ground

namespace {

using namespace ground;

/// Monday to Sunday.
bool is_week(const TimeSpan& span) {
  const std::chrono::sys_days first{std::chrono::days(first_day(span))};
  return span.begin == first_day(span) * kSecondsPerDay && span.end - span.begin == 7 * kSecondsPerDay &&
         std::chrono::weekday(first) == std::chrono::Monday;
}

/// "2023-W08", of its Monday; a week is of the year that its Thursday is in.
std::string format_week(std::int64_t monday) {
  const std::chrono::sys_days thursday{std::chrono::days(monday + 3)};
  const std::chrono::year year = std::chrono::year_month_day(thursday).year();
  const std::int64_t before = (thursday - std::chrono::sys_days(year / 1 / 1)).count() / 7;
  return fmt::format("{:04}-W{:02}", int{year}, before + 1);
}

}  // namespace

std::optional<TimeSpan> parse_iso_date(std::string_view text) {
  const auto date = calendar_date(text);
  return date ? date : week_or_ordinal_date(text);
}

std::string format_date(const TimeSpan& span) {
  const std::int64_t day_number = first_day(span);
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day_number))};
  const int year = int{date.year()};
  const int month = static_cast<int>(unsigned{date.month()});
  if (span == whole_year(year)) return fmt::format("{:04}", year);
  if (span == whole_month(year, month)) return fmt::format("{:04}-{:02}", year, month);
  if (is_week(span)) return format_week(day_number);
  std::string day = fmt::format("{:04}-{:02}-{:02}", year, month, unsigned{date.day()});
  if (span.end - span.begin != 1) return day;
  const std::int64_t second = span.begin - day_number * kSecondsPerDay;
  return day + fmt::format("T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60);
}

std::string format_date(const std::optional<TimeSpan>& span) {
  return span ? format_date(*span) : std::string{};
}

}  // namespace bundel
