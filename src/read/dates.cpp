/// Dates as databases write them, which come first and are the fastest; what is none of them goes to written_date.cpp.
///
/// "2023-02" is a month, "2023-02-21T10:00:00+01:00" one second, "2023-02-30" nothing.
#include "read/dates.h"

#include "read/calendar.h"
#include "read/date_cursor.h"
#include "read/utf8.h"
#include "read/written_date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace bundel {
namespace read_detail {
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

std::optional<TimeSpan> parse_iso(std::string_view text) {
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

/// Units of a second that a number of so many digits counts since 1970; none where it is no such number: fewer digits
/// are years and days, and 14 are YYYYMMDDhhmmss. So the first reachable second is in March 1973, and the first of the
/// finer units in 1973 or 2001.
constexpr std::optional<std::int64_t> units_of(std::size_t digits) {
  switch (digits) {
    case 9:
    case 10:
    case 11:
      return 1;
    case 12:
    case 13:
      return 1'000;
    case 15:
    case 16:
      return 1'000'000;
    case 18:
    case 19:
      return 1'000'000'000;
    default:
      return std::nullopt;
  }
}

std::optional<TimeSpan> parse_epoch(std::string_view text) {
  const std::string_view whole = text.substr(0, text.find('.'));
  const std::string_view fraction = text.substr(whole.size());
  const auto numeric = [](std::string_view s) { return std::all_of(s.begin(), s.end(), is_digit); };
  const auto units = units_of(whole.size());
  if (!units || !numeric(whole)) return std::nullopt;
  if (!fraction.empty() && (fraction.size() == 1 || !numeric(fraction.substr(1)))) return std::nullopt;
  std::uint64_t value = 0;  // 19 digits fit
  for (const char c : whole) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  return moment(static_cast<std::int64_t>(value / static_cast<std::uint64_t>(*units)));
}

/// "0", "0.0" or "-86400": no moment that news is of, but the zero of a clock, or a date that was never set.
bool is_early_epoch(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const bool numeric = !text.empty() && is_digit(text.front()) &&
                       std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
  return numeric && (negative || text.find_first_not_of("0.") == std::string_view::npos);
}

/// Written as a moment or the whole of 1970-01-01, or as a moment of that day in a zone ahead of UTC.
bool is_first_day_of_1970(const TimeSpan& time, std::string_view text) {
  constexpr std::int64_t kFarthestAhead = 14 * 3600;
  if (time.begin >= 0) return time.end <= kSecondsPerDay;
  return time.begin >= -kFarthestAhead && time.end <= 0 && text.find("1970") != std::string_view::npos;
}

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

std::optional<TimeSpan> parse_database_date(std::string_view text) {
  const auto epoch = parse_epoch(text);
  return epoch ? epoch : parse_iso(text);
}

DateReading read_date(std::string_view text) {
  text = trimmed(text);
  DateReading reading;
  reading.time = parse_database_date(text);
  if (!reading.time) {
    if (is_early_epoch(text)) return {.zero = true};
    reading = read_written_date(text);
  }
  reading.zero = reading.time && is_first_day_of_1970(*reading.time, text);
  return reading;
}

}  // namespace read_detail

using namespace read_detail;

std::optional<TimeSpan> parse_date(std::string_view text) {
  if (const auto time = parse_database_date(trimmed(text))) return time;
  const DateReading reading = read_date(text);
  return reading.month_first ? std::nullopt : reading.time;
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

}  // namespace bundel
