/// "3:30" is a clock, and so are "3 PM" and "15h"; in "24.02.2023 15.30" the last two numbers are, for a year stands
/// before them.
#include "read/written_clock.h"

#include "read/date_names.h"

#include <algorithm>
#include <array>

namespace bundel::read_detail {
namespace {

constexpr std::array<std::string_view, 5> kHourMarks = {"時", "时", "點", "点", "시"};
constexpr std::array<std::string_view, 2> kMinuteMarks = {"分", "분"};
constexpr std::array<std::string_view, 2> kSecondMarks = {"秒", "초"};

template <std::size_t N>
bool take_any(Cursor& in, const std::array<std::string_view, N>& marks) {
  return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) { return in.take(mark); });
}

struct Hands {
  int hour = 0;
  int minute = 0;
  int second = 0;
};

/// mm[:ss[.fraction]] behind "hh:", or the same with dots.
std::optional<Hands> take_hands(Cursor& in, int hour, char separator) {
  const auto minute = in.digits(2);
  if (!minute || in.at_digit()) return std::nullopt;
  Hands hands{hour, *minute, 0};
  Cursor at = in;
  if (!at.take(separator)) return hands;
  const auto second = at.digits(2);
  if (!second || at.at_digit()) return separator == '.' ? std::optional(hands) : std::nullopt;
  hands.second = *second;
  in = at;
  if ((at.take('.') || at.take(',')) && at.at_digit()) {
    at.rest.remove_prefix(at.digit_run());
    in = at;
  }
  return hands;
}

/// 10時[30分[15秒]]
std::optional<Hands> take_marked_hands(Cursor& in, int hour) {
  Cursor at = in;
  at.take_spaces();
  if (!take_any(at, kHourMarks)) return std::nullopt;
  Hands hands{hour, 0, 0};
  in = at;
  at.take_spaces();
  const auto minute = at.one_or_two_digits();
  if (!minute || !take_any(at, kMinuteMarks)) return hands;
  hands.minute = *minute;
  in = at;
  at.take_spaces();
  const auto second = at.one_or_two_digits();
  if (!second || !take_any(at, kSecondMarks)) return hands;
  hands.second = *second;
  in = at;
  return hands;
}

bool at_letter(const Cursor& in) {
  return !in.done() && (is_letter(in.rest.front()) || static_cast<unsigned char>(in.rest.front()) >= 0x80);
}

/// 10h, 10h30, 10 h 30
std::optional<Hands> take_french_hands(Cursor& in, int hour) {
  Cursor at = in;
  at.take_spaces();
  if ((!at.take('h') && !at.take('H')) || at_letter(at)) return std::nullopt;
  Hands hands{hour, 0, 0};
  in = at;
  at.take_spaces();
  const auto minute = at.digits(2);
  if (!minute || at.at_digit()) return hands;
  hands.minute = *minute;
  in = at;
  return hands;
}

/// "AM", "p.m.", "a. m.": 1 before noon, 2 after, 0 for none.
int take_half(Cursor& in) {
  Cursor at = in;
  at.take_spaces();
  if (at.done()) return 0;
  const char first = static_cast<char>(at.rest.front() | 0x20);
  if (first != 'a' && first != 'p') return 0;
  at.rest.remove_prefix(1);
  if (at.take('.')) at.take_spaces();
  if (!at.take('m') && !at.take('M')) return 0;
  if (at_letter(at)) return 0;
  at.take('.');
  in = at;
  return first == 'a' ? 1 : 2;
}

/// The same of languages that say it in two characters before the clock, which is at `begin`.
int half_before(std::string_view text, std::size_t& begin) {
  constexpr std::size_t kTwoCharacters = 6;
  std::string_view before = text.substr(0, begin);
  while (before.ends_with(' ')) before.remove_suffix(1);
  if (before.size() < kTwoCharacters) return 0;
  const std::string_view word = before.substr(before.size() - kTwoCharacters);
  if (static_cast<unsigned char>(word.front()) < 0x80) return 0;
  const int half = date_name(word).half;
  if (half != 0) begin = before.size() - kTwoCharacters;
  return half;
}

bool follows_year(std::string_view before) {
  if (!before.ends_with(' ')) return false;
  for (Cursor in{before}; !in.done();) {
    const std::size_t run = in.digit_run();
    if (run == 4) return true;
    in.rest.remove_prefix(std::max<std::size_t>(run, 1));
  }
  return false;
}

/// A zone, or capitals that may be one.
void take_zone_of(Cursor& in, WrittenClock& clock) {
  clock.zone = take_zone(in);
  if (clock.zone) return;
  constexpr std::size_t kFewestLetters = 2;
  constexpr std::size_t kMostLetters = 5;
  Cursor at = in;
  at.take_spaces();
  const std::string_view rest = at.rest;
  const std::string word = at.letters();
  if (word.size() < kFewestLetters || word.size() > kMostLetters || at_letter(at)) return;
  const bool capitals =
      std::none_of(rest.begin(), rest.begin() + word.size(), [](char c) { return c >= 'a' && c <= 'z'; });
  const DateName name = date_name(word);
  if (!capitals || name.month != 0 || name.weekdays != 0) return;
  clock.strange = true;
  in = at;
}

/// What stands behind an hour, itself included; an hour alone is a clock where its half of the day follows.
std::optional<Hands> hands_at(Cursor& in, int hour, bool dots) {
  if (in.take(':')) return take_hands(in, hour, ':');
  if (const auto marked = take_marked_hands(in, hour)) return marked;
  if (const auto french = take_french_hands(in, hour)) return french;
  Cursor behind = in;
  if (take_half(behind) != 0) return Hands{hour, 0, 0};
  return dots && in.take('.') ? take_hands(in, hour, '.') : std::nullopt;
}

std::optional<WrittenClock> clock_at(std::string_view text, std::size_t begin) {
  Cursor in{text.substr(begin)};
  if (in.digit_run() > 2) return std::nullopt;
  const int hour = in.one_or_two_digits().value_or(0);
  auto hands = hands_at(in, hour, follows_year(text.substr(0, begin)));
  if (!hands) return std::nullopt;
  WrittenClock clock;
  clock.begin = begin;
  int half = take_half(in);
  if (half == 0) half = half_before(text, clock.begin);
  if (half == 1 && hands->hour == 12) hands->hour = 0;
  if (half == 2 && hands->hour < 12) hands->hour += 12;
  take_zone_of(in, clock);
  clock.end = text.size() - in.rest.size();
  clock.second = (hands->hour * 60 + hands->minute) * 60 + hands->second;
  constexpr int kWholeDay = 24 * 3600;
  clock.possible = hands->minute < 60 && hands->second <= 60 && (hands->hour < 24 || clock.second == kWholeDay);
  return clock;
}

}  // namespace

std::optional<WrittenClock> find_clock(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t run = Cursor{text.substr(i)}.digit_run();
    if (run > 0) {
      if (auto clock = clock_at(text, i)) return clock;
    }
    i += std::max<std::size_t>(run, 1);
  }
  return std::nullopt;
}

}  // namespace bundel::read_detail
