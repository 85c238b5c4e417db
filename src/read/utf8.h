/// Whether bytes are UTF-8, and where they stop being it.
#pragma once

#include "ground/ascii.h"
#include "ground/utf8.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace bundel::read_detail {

using ground::kWhiteSpace;
using ground::trimmed;
using ground::utf8_length;

/// Offset of the first byte that begins no well-formed sequence (surrogates and overlong forms are none).
std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);

/// The bytes with U+FFFD for each byte that is not UTF-8: file names may hold any byte, results may not.
std::string valid_utf8(std::string_view bytes);

/// Without a byte order mark in front.
std::string_view without_bom(std::string_view bytes);

constexpr std::string_view kBom = "\xEF\xBB\xBF";

/// Whether nothing can be seen: white space, also the no-break, wide and zero-width spaces that sheets hold.
bool is_blank(std::string_view text);

}  // namespace bundel::read_detail
