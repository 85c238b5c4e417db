/// Dates as databases write them, which come first and are the fastest; what is none of them goes to written_date.cpp.
#include "read/dates.h"

#include "ground/calendar.h"
#include "ground/cursor.h"
#include "read/utf8.h"
#include "read/written_date.h"

#include <algorithm>

namespace bundel {
namespace read_detail {

using namespace ground;

namespace {

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

}  // namespace

std::optional<TimeSpan> parse_database_date(std::string_view text) {
  const auto epoch = parse_epoch(text);
  return epoch ? epoch : calendar_date(text);
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

}  // namespace bundel
