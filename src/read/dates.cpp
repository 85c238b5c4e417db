/// Dates as news exports write them. Each form is tried as a whole; a form that fits only in part is none.
///
/// "2023-02" is a month, "Tue, 21 Feb 2023 10:00:00 +0100" one second, "2023-02-30" and "21/02/2023" are nothing:
/// a guess at the order of day and month would be wrong half of the time.
#include "bundel/read.h"
#include "read/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace bundel {
namespace {

using std::chrono::sys_days;

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Reads a text from the left; what does not fit is left where it is.
struct Cursor {
  std::string_view rest;

  [[nodiscard]] bool done() const { return rest.empty(); }
  bool take(char c) {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  bool take_spaces() {
    bool any = false;
    while (take(' ')) any = true;
    return any;
  }
  /// Exactly `count` digits.
  std::optional<int> digits(std::size_t count) {
    if (rest.size() < count || !std::all_of(rest.begin(), rest.begin() + count, is_digit)) return std::nullopt;
    int value = 0;
    for (const char c : rest.substr(0, count)) value = value * 10 + (c - '0');
    rest.remove_prefix(count);
    return value;
  }
  /// The letters in front, in lower case.
  std::string letters() {
    std::string word;
    while (!rest.empty() && is_letter(rest.front())) {
      word += static_cast<char>(rest.front() | 0x20);
      rest.remove_prefix(1);
    }
    return word;
  }
};

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
  return std::int64_t{sys_days(date).time_since_epoch().count()} * kSecondsPerDay;
}

// Four digits, the first of them not 0; what lies beyond could not be printed again.
constexpr int kFirstYear = 1000;
constexpr int kLastYear = 9999;
constexpr std::int64_t kBegin = seconds(calendar({kFirstYear, 1, 1}));
constexpr std::int64_t kEnd = seconds(calendar({kLastYear + 1, 1, 1}));

std::optional<TimeSpan> moment(std::int64_t second) {
  if (second < kBegin || second >= kEnd) return std::nullopt;
  return TimeSpan{second, second + 1};
}

std::optional<TimeSpan> whole_year(int year) {
  if (year < kFirstYear) return std::nullopt;
  return TimeSpan{seconds(calendar({year, 1, 1})), seconds(calendar({year + 1, 1, 1}))};
}

std::optional<TimeSpan> whole_month(int year, int month) {
  if (year < kFirstYear || month < 1 || month > 12) return std::nullopt;
  const auto next = month == 12 ? calendar({year + 1, 1, 1}) : calendar({year, month + 1, 1});
  return TimeSpan{seconds(calendar({year, month, 1})), seconds(next)};
}

std::optional<TimeSpan> whole_day(const Day& day) {
  const auto date = calendar(day);
  if (day.year < kFirstYear || !date.ok()) return std::nullopt;
  return TimeSpan{seconds(date), seconds(date) + kSecondsPerDay};
}

/// hh:mm[:ss[.fraction]] or hhmm[ss[.fraction]], as seconds of the day. A leap second is the next one.
std::optional<int> clock(Cursor& in) {
  const auto hour = in.digits(2);
  if (!hour) return std::nullopt;
  const bool colons = in.take(':');
  const auto minute = in.digits(2);
  if (!minute) return std::nullopt;
  int second = 0;
  const bool more = colons ? in.take(':') : (!in.done() && is_digit(in.rest.front()));
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
  if (*hour > 23 || *minute > 59 || second > 60) return std::nullopt;
  return (*hour * 60 + *minute) * 60 + second;
}

/// Seconds that a zone is ahead of UTC. Names are those of RFC 2822; other abbreviations mean several places.
std::optional<int> zone(Cursor& in) {
  in.take_spaces();
  if (in.done()) return 0;
  const int sign = in.take('+') ? 1 : in.take('-') ? -1 : 0;
  if (sign != 0) {
    const auto hour = in.digits(2);
    if (!hour || *hour > 23) return std::nullopt;
    if (in.done() || in.rest.front() == ' ') return sign * *hour * 3600;
    in.take(':');
    const auto minute = in.digits(2);
    if (!minute || *minute > 59) return std::nullopt;
    return sign * (*hour * 60 + *minute) * 60;
  }
  struct Name {
    std::string_view name;
    int hours;
  };
  constexpr std::array<Name, 12> kNames = {{{"z", 0},
                                            {"utc", 0},
                                            {"gmt", 0},
                                            {"ut", 0},
                                            {"edt", -4},
                                            {"est", -5},
                                            {"cdt", -5},
                                            {"cst", -6},
                                            {"mdt", -6},
                                            {"mst", -7},
                                            {"pdt", -7},
                                            {"pst", -8}}};
  const std::string word = in.letters();
  const auto found = std::find_if(kNames.begin(), kNames.end(), [&](const Name& n) { return n.name == word; });
  if (found == kNames.end()) return std::nullopt;
  return found->hours * 3600;
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
  if (!separated && (dashes || text.size() != 14)) return std::nullopt;
  return moment_of({*year, *month, *day}, in);
}

/// [Tue,] 21 Feb 2023 [10:00[:00] [+0100 [(comment)]]]
std::optional<TimeSpan> parse_rfc2822(std::string_view text) {
  constexpr std::string_view kWeekdays = "mon tue wed thu fri sat sun";
  constexpr std::string_view kMonths = "jan feb mar apr may jun jul aug sep oct nov dec";
  if (text.ends_with(')')) {
    const std::size_t comment = text.rfind('(');
    if (comment == std::string_view::npos) return std::nullopt;
    text = read_detail::trimmed(text.substr(0, comment));
  }
  Cursor in{text};
  if (const std::string weekday = in.letters(); !weekday.empty()) {
    if (weekday.size() != 3 || kWeekdays.find(weekday) == std::string_view::npos || !in.take(',')) return std::nullopt;
    in.take_spaces();
  }
  auto day = in.digits(2);
  if (!day) day = in.digits(1);
  if (!day || !in.take_spaces()) return std::nullopt;
  const std::string name = in.letters();
  const std::size_t place = kMonths.find(name);
  if (name.size() != 3 || place == std::string_view::npos || !in.take_spaces()) return std::nullopt;
  const auto year = in.digits(4);
  if (!year) return std::nullopt;
  const Day date{*year, static_cast<int>(place / 4) + 1, *day};
  if (in.done()) return whole_day(date);
  if (!in.take_spaces()) return std::nullopt;
  return moment_of(date, in);
}

/// Seconds since 1970 in 9 to 11 digits, milliseconds in 12 or 13; fewer digits are years and days, and 14 are
/// YYYYMMDDhhmmss. So the first reachable second is in March 1973, the first millisecond in 1973 too.
std::optional<TimeSpan> parse_epoch(std::string_view text) {
  const std::string_view whole = text.substr(0, text.find('.'));
  const std::string_view fraction = text.substr(whole.size());
  const auto numeric = [](std::string_view s) { return std::all_of(s.begin(), s.end(), is_digit); };
  if (whole.size() < 9 || whole.size() > 13 || !numeric(whole)) return std::nullopt;
  if (!fraction.empty() && (fraction.size() == 1 || !numeric(fraction.substr(1)))) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : whole) value = value * 10 + (c - '0');
  return moment(whole.size() >= 12 ? value / 1000 : value);
}

}  // namespace

std::optional<TimeSpan> parse_date(std::string_view text) {
  text = read_detail::trimmed(text);
  if (const auto epoch = parse_epoch(text)) return epoch;
  if (const auto iso = parse_iso(text)) return iso;
  return parse_rfc2822(text);
}

std::string format_date(const TimeSpan& span) {
  const std::int64_t day_number = first_day(span);
  const std::chrono::year_month_day date{sys_days(std::chrono::days(day_number))};
  const int year = int{date.year()};
  const int month = static_cast<int>(unsigned{date.month()});
  if (span == whole_year(year)) return fmt::format("{:04}", year);
  if (span == whole_month(year, month)) return fmt::format("{:04}-{:02}", year, month);
  std::string day = fmt::format("{:04}-{:02}-{:02}", year, month, unsigned{date.day()});
  if (span.end - span.begin != 1) return day;
  const std::int64_t second = span.begin - day_number * kSecondsPerDay;
  return day + fmt::format("T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60);
}

}  // namespace bundel
