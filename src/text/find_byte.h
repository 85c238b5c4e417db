#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace bundel::text_detail {

/// The first place of `byte` from `place`, or the size of the text. Quick also where every other byte is one: a call of
/// memchr costs as much as looking at some ten bytes.
inline std::size_t find_byte(std::string_view text, char byte, std::size_t place) {
  constexpr std::size_t kNear = 8;
  const std::size_t near = std::min(text.size(), place + kNear);
  for (; place < near; ++place) {
    if (text[place] == byte) return place;
  }
  return std::min(text.find(byte, place), text.size());
}

}  // namespace bundel::text_detail
