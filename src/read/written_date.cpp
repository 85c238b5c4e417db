/// "Posted on Friday, 24. Februar 2023 um 10:00 Uhr": the clock is cut out first; of the rest each token must be
/// understood or harmless, so "24 or 25 February 2023" is none.
#include "read/written_date.h"

#include "ground/calendar.h"
#include "read/date_names.h"
#include "read/utf8.h"
#include "read/written_clock.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace bundel::read_detail {

using namespace ground;

namespace {

/// What is longer is text and no date.
constexpr std::size_t kLongest = 200;
/// Letters of the longest word that may stand between the parts of a date: de, of, del, г.
constexpr std::size_t kLinkLetters = 3;
/// Letters of the longest word that may stand behind a date or clock without a meaning: Uhr, hrs, року.
constexpr std::size_t kTrailingLetters = 4;
constexpr std::size_t kMostLabelWords = 6;
/// Years before are of another calendar (1401/12/05 is in 2023).
constexpr int kFirstNews = 1500;

enum class Kind : std::uint8_t { number, word, mark };
enum class Role : std::uint8_t { none, year, month, day };

struct Token {
  Kind kind = Kind::mark;
  std::string_view text;
  bool spaced = false;  // white space in front
  bool behind_clock = false;
  int value = 0;           // of a number of at most eight digits
  Role role = Role::none;  // of a number that 年, 月 or 日 follows
  DateName name = {};      // of a word
};

constexpr bool begins_letter(char c) {
  return is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t letters_in(std::string_view word) {
  return static_cast<std::size_t>(std::ranges::count_if(word, begins_code_point));
}

/// Chinese, Japanese or Korean: words of such letters stand together without spaces.
bool is_east_asian(std::string_view word) {
  return !word.empty() && static_cast<unsigned char>(word.front()) >= 0xE2;
}

/// The role that the character in front of a word gives to the number before it.
Role role_of(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, Role>, 8> kMarks = {{{"年", Role::year},
                                                                        {"년", Role::year},
                                                                        {"月", Role::month},
                                                                        {"월", Role::month},
                                                                        {"日", Role::day},
                                                                        {"号", Role::day},
                                                                        {"號", Role::day},
                                                                        {"일", Role::day}}};
  const auto* found = std::ranges::find_if(kMarks, [&](const auto& mark) { return word.starts_with(mark.first); });
  return found == kMarks.end() ? Role::none : found->second;
}

class Tokens {
 public:
  Tokens() { tokens.reserve(kUsual); }

  void add(std::string_view text, bool behind_clock) {
    bool spaced = true;
    for (std::size_t i = 0; i < text.size();) {
      if (text[i] == ' ') {
        spaced = true;
        ++i;
        continue;
      }
      i += add_one(text.substr(i), spaced, behind_clock);
      spaced = false;
    }
  }

  std::vector<Token> tokens;

 private:
  static constexpr std::size_t kUsual = 16;

  /// Adds the token in front of the text and returns its length.
  std::size_t add_one(std::string_view text, bool spaced, bool behind_clock) {
    Token token{Kind::mark, text.substr(0, 1), spaced, behind_clock};
    if (const std::size_t run = Cursor{text}.digit_run(); run > 0) {
      constexpr std::size_t kMostDigits = 8;
      token.kind = Kind::number;
      token.text = text.substr(0, run);
      if (run <= kMostDigits) token.value = Cursor{text}.digits(run).value_or(0);
    } else if (begins_letter(text.front())) {
      const auto end = std::find_if_not(text.begin(), text.end(), begins_letter);
      token.text = text.substr(0, static_cast<std::size_t>(end - text.begin()));
      const bool of_number = !tokens.empty() && tokens.back().kind == Kind::number && tokens.back().role == Role::none;
      const Role role = of_number ? role_of(token.text) : Role::none;
      if (role != Role::none) {
        constexpr std::size_t kMarkBytes = 3;
        tokens.back().role = role;
        return kMarkBytes;
      }
      token.kind = Kind::word;
      token.name = date_name(token.text);
    }
    tokens.push_back(token);
    return token.text.size();
  }
};

/// The day as it is written: one of them, two where the order is not known, or only its month or year, the rest of it
/// being 0.
struct WrittenDay {
  Day day;
  std::optional<Day> month_first = {};
  DateOrder proves = DateOrder::unknown;
};

int full_year(const Token& year) {
  constexpr int kFirstOfLastCentury = 69;  // as POSIX
  if (year.text.size() != 2) return year.value;
  return year.value + (year.value < kFirstOfLastCentury ? 2000 : 1900);
}

std::optional<WrittenDay> of_month(int year, int month) {
  return month == 0 ? std::nullopt : std::optional(WrittenDay{{year, month, 0}});
}
std::optional<WrittenDay> of_day(int year, int month, int day) {
  return month == 0 || day == 0 ? std::nullopt : std::optional(WrittenDay{{year, month, day}});
}

class WrittenDate {
 public:
  WrittenDate(std::string_view text, const std::optional<WrittenClock>& clock) : clock_(clock) {
    Tokens parts;
    parts.add(clock ? text.substr(0, clock->begin) : text, false);
    if (clock) parts.add(text.substr(clock->end), true);
    tokens_ = std::move(parts.tokens);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == Kind::number) numbers_.push_back(i);
    }
  }

  DateReading read() {
    if (numbers_.empty() || numbers_.size() > 3) return {};
    find_month();
    const auto written = with_roles() ? by_roles() : month_ ? by_name() : by_numbers();
    if (!written || !rest_is_harmless(written->day)) return {};
    DateReading reading;
    reading.proves = written->proves;
    if (written->day.year < kFirstNews) return {};
    reading.time = span_of(written->day);
    if (written->month_first) reading.month_first = span_of(*written->month_first);
    if (reading.month_first) settle_by_weekday(reading);
    return reading;
  }

 private:
  [[nodiscard]] const Token& number(std::size_t i) const { return tokens_[numbers_[i]]; }

  [[nodiscard]] bool with_roles() const {
    return std::ranges::any_of(numbers_, [&](std::size_t i) { return tokens_[i].role != Role::none; });
  }

  /// The one word that is a month; beside others, or beside a date in numbers, it is no weekday too ("mar 24 feb"), or
  /// the last ("mar 11 mar").
  void find_month() {
    std::vector<std::size_t> months;
    months.reserve(2);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].name.month != 0) months.push_back(i);
    }
    const auto may_be_weekday = [&](std::size_t i) { return tokens_[i].name.weekdays != 0; };
    const bool in_numbers = numbers_.size() > 2;
    if (months.size() > 1 && !in_numbers && std::ranges::all_of(months, may_be_weekday)) months = {months.back()};
    if (months.size() > 1 || in_numbers) std::erase_if(months, may_be_weekday);
    if (months.size() == 1) month_ = months.front();
  }

  [[nodiscard]] std::optional<WrittenDay> by_roles() const {
    Day day;
    for (const std::size_t i : numbers_) {
      const Token& token = tokens_[i];
      int& part = token.role == Role::year ? day.year : token.role == Role::month ? day.month : day.day;
      if (token.role == Role::none || part != 0 || token.value == 0) return std::nullopt;
      part = token.value;
    }
    if (day.day != 0 && day.month == 0) return std::nullopt;
    return WrittenDay{day};
  }

  /// 24 Feb 2023, February 24, 2023, 2023 Feb 24, 01-Mar-08, Feb 2023
  [[nodiscard]] std::optional<WrittenDay> by_name() const {
    const int month = tokens_[*month_].name.month;
    const auto is_year = [](const Token& t) { return t.text.size() == 4; };
    const auto is_short = [](const Token& t) { return t.text.size() <= 2; };
    if (numbers_.size() == 1 && is_year(number(0))) return of_month(number(0).value, month);
    if (numbers_.size() != 2) return std::nullopt;
    const bool year_first = is_year(number(0));
    const Token& day = number(year_first ? 1 : 0);
    const Token& year = number(year_first ? 0 : 1);
    const bool two_digits = year.text.size() == 2 && numbers_[1] > *month_;
    if (!is_short(day) || (!is_year(year) && !two_digits)) return std::nullopt;
    return of_day(full_year(year), month, day.value);
  }

  /// What stands between two numbers: '/', '-', '.' or a space; 0 for anything else.
  [[nodiscard]] char separator(std::size_t left) const {
    const std::size_t between = numbers_[left + 1] - numbers_[left] - 1;
    if (between == 0) return ' ';
    const Token& token = tokens_[numbers_[left] + 1];
    const bool separates =
        token.kind == Kind::mark && std::string_view("/-.").find(token.text) != std::string_view::npos;
    return between == 1 && separates ? token.text.front() : '\0';
  }

  [[nodiscard]] std::optional<WrittenDay> by_numbers() const {
    const auto digits = [&](std::size_t i) { return number(i).text.size(); };
    const auto value = [&](std::size_t i) { return number(i).value; };
    if (numbers_.size() == 1) {
      if (digits(0) != 8) return std::nullopt;
      return of_day(value(0) / 10'000, value(0) / 100 % 100, value(0) % 100);
    }
    const char mark = separator(0);
    if (mark == '\0' || (numbers_.size() == 3 && separator(1) != mark)) return std::nullopt;
    if (numbers_.size() == 2) {
      if (mark == ' ') return std::nullopt;
      if (digits(0) == 4 && digits(1) <= 2) return of_month(value(0), value(1));
      if (digits(1) == 4 && digits(0) <= 2) return of_month(value(1), value(0));
      return std::nullopt;
    }
    if (digits(0) == 4 && digits(1) <= 2 && digits(2) <= 2) return of_day(value(0), value(1), value(2));
    const bool two_digits = digits(2) == 2 && (mark == '/' || mark == '.');
    if (digits(0) > 2 || digits(1) > 2 || (digits(2) != 4 && !two_digits)) return std::nullopt;
    return in_some_order(value(0), value(1), full_year(number(2)), mark == '.');
  }

  /// Two numbers and a year, which alone does not say which is the month; dots have the day first.
  static std::optional<WrittenDay> in_some_order(int first, int second, int year, bool dots) {
    const Day day_first{year, second, first};
    const Day month_first{year, first, second};
    const bool as_day = whole_day(day_first).has_value();
    const bool as_month = whole_day(month_first).has_value();
    if (!as_day && !as_month) return std::nullopt;
    if (dots || first == second) return WrittenDay{as_day ? day_first : month_first};
    if (as_day && as_month) return WrittenDay{day_first, month_first};
    if (as_day) return WrittenDay{day_first, std::nullopt, DateOrder::dmy};
    return WrittenDay{month_first, std::nullopt, DateOrder::mdy};
  }

  /// Whether every token that is no part of the date may stand where it does. Notes weekdays, and words that may
  /// change the clock.
  bool rest_is_harmless(const Day& day) {
    std::size_t first = numbers_.front();
    std::size_t last = numbers_.back();
    if (month_) {
      first = std::min(first, *month_);
      last = std::max(last, *month_);
    }
    std::size_t labels = 0;
    std::array<std::size_t, 2> trailing = {};  // before and behind the clock
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const Token& token = tokens_[i];
      if (token.kind == Kind::number || i == month_) continue;
      if (token.kind == Kind::mark) {
        if (std::string_view(",.-/|()[]'\":;@").find(token.text) == std::string_view::npos) return false;
      } else if (token.name.weekdays != 0) {
        weekdays_ |= token.name.weekdays;
      } else if (i > 0 && tokens_[i - 1].kind == Kind::number && !token.spaced && token.text.size() <= kLinkLetters) {
        continue;  // 24th, 1er, and the T before a clock
      } else if (i < first) {
        ++labels;
      } else if (i < last) {
        if (letters_in(token.text) > kLinkLetters) return false;
      } else {
        if (!may_trail(token, ++trailing[token.behind_clock ? 1 : 0])) return false;
      }
    }
    return labels == 0 || (labels <= kMostLabelWords && day.day != 0);
  }

  /// Words behind the date. Between it and its clock two are no matter ("a las"); behind the clock one short one in
  /// small letters ("Uhr") is none, others may be a zone or an evening; without a clock only a short one is harmless.
  bool may_trail(const Token& word, std::size_t nth) {
    const bool is_short = letters_in(word.text) <= kTrailingLetters;
    if (!clock_ || (word.behind_clock && clock_before_date())) {
      Cursor zone{word.text};
      return nth == 1 && (is_short || (take_zone(zone) && zone.done()));
    }
    if (nth > kMostLabelWords) return false;
    const bool asian = is_east_asian(word.text);
    if (word.behind_clock ? nth > 1 || !is_short || asian : nth > 2 || asian) clock_is_clear_ = false;
    return true;
  }

  [[nodiscard]] bool clock_before_date() const { return tokens_[numbers_.front()].behind_clock; }

  [[nodiscard]] std::optional<TimeSpan> span_of(const Day& day) const {
    if (clock_ && (day.day == 0 || !clock_->possible)) return std::nullopt;
    if (day.month == 0) return whole_year(day.year);
    if (day.day == 0) return whole_month(day.year, day.month);
    const auto whole = whole_day(day);
    if (!whole || !clock_ || clock_->strange || !clock_is_clear_) return whole;
    return moment(clock_->zone.value_or(Zone{}).utc(whole->begin + clock_->second));
  }

  /// "Fri 02/03/2023" is the one of the two days that is a Friday.
  void settle_by_weekday(DateReading& reading) const {
    const auto fits = [&](const TimeSpan& span) {
      const std::chrono::sys_days day{std::chrono::days(first_day(span))};
      return (weekdays_ >> std::chrono::weekday(day).c_encoding() & 1U) != 0;
    };
    const bool as_day = fits(*reading.time);
    if (as_day == fits(*reading.month_first)) return;
    reading.proves = as_day ? DateOrder::dmy : DateOrder::mdy;
    if (!as_day) reading.time = reading.month_first;
    reading.month_first.reset();
  }

  const std::optional<WrittenClock>& clock_;
  std::vector<Token> tokens_;
  std::vector<std::size_t> numbers_;
  std::optional<std::size_t> month_;
  unsigned weekdays_ = 0;
  bool clock_is_clear_ = true;
};

/// Without "Published: " or "D:": words and a colon in front of something else.
std::string_view without_label(std::string_view text) {
  constexpr std::size_t kLongestLabel = 40;
  const std::size_t colon = text.find(':');
  if (colon == 0 || colon > kLongestLabel) return text;
  const std::string_view label = text.substr(0, colon);
  if (!std::ranges::all_of(label, [](char c) { return begins_letter(c) || c == ' '; })) return text;
  return trimmed(text.substr(colon + 1));
}

/// "/Date(1677232800000+0100)/", whose offset changes nothing.
std::string_view without_date_call(std::string_view text) {
  constexpr std::string_view kBefore = "/Date(";
  if (!text.starts_with(kBefore) || !text.ends_with(")/")) return text;
  text.remove_prefix(kBefore.size());
  return text.substr(0, text.find_first_of("+-)"));
}

}  // namespace

DateReading read_written_date(std::string_view text) {
  if (text.size() > kLongest) return {};
  const std::string plain = plain_letters(text);
  const std::string_view rest = without_date_call(without_label(trimmed(plain)));
  if (rest != text) {
    if (const auto time = parse_database_date(rest)) return {.time = time};
  }
  if (const auto time = week_or_ordinal_date(rest)) return {.time = time};
  const auto clock = find_clock(rest);
  return WrittenDate(rest, clock).read();
}

}  // namespace bundel::read_detail
