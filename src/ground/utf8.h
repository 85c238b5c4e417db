/// Code points in UTF-8, by its bytes alone.
#pragma once

#include <cstddef>
#include <string_view>

namespace bundel::ground {

/// Whether a byte of UTF-8 begins a code point, or is one; the others continue it.
constexpr bool begins_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

/// Length of the well-formed sequence at the front, 0 where there is none. Table 3-7 of the Unicode Standard.
std::size_t utf8_length(std::string_view text);

/// The code point at the front of well-formed UTF-8, of `length` bytes (utf8_length).
char32_t code_point(std::string_view text, std::size_t length);

}  // namespace bundel::ground
