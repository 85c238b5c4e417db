/// ASCII letters, digits and white space, whatever the locale; bytes beyond ASCII are none of them.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace bundel::ground {

constexpr std::string_view kWhiteSpace = " \t\r\n\v\f";

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || is_upper(c);
}

/// A letter in lower case, all else as it is.
constexpr char ascii_lower(char c) {
  return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
inline std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = ascii_lower(c);
  return lower;
}

/// Equal where upper and lower case are one.
constexpr bool equal_but_case(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, [](char a, char b) { return ascii_lower(a) == ascii_lower(b); });
}

/// Without white space at both ends.
constexpr std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kWhiteSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kWhiteSpace) + 1 - begin);
}

}  // namespace bundel::ground
