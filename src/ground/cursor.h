/// Reads a text from the left; what does not fit is left where it is.
#pragma once

#include "ground/ascii.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace bundel::ground {

struct Cursor {
  std::string_view rest;

  [[nodiscard]] bool done() const { return rest.empty(); }
  [[nodiscard]] bool at_digit() const { return !rest.empty() && is_digit(rest.front()); }
  bool take(char c) {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  bool take(std::string_view text) {
    if (!rest.starts_with(text)) return false;
    rest.remove_prefix(text.size());
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
  /// Two digits, or one.
  std::optional<int> one_or_two_digits() {
    const auto two = digits(2);
    return two ? two : digits(1);
  }
  /// How many digits stand in front.
  [[nodiscard]] std::size_t digit_run() const {
    return static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_digit) - rest.begin());
  }
  /// The ASCII letters in front, in lower case.
  std::string letters() {
    std::string word;
    while (!rest.empty() && is_letter(rest.front())) {
      word += ascii_lower(rest.front());
      rest.remove_prefix(1);
    }
    return word;
  }
};

}  // namespace bundel::ground
