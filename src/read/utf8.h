/// Whether bytes are UTF-8, and where they stop being it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace bundel::read_detail {

/// Offset of the first byte that begins no well-formed sequence (surrogates and overlong forms are none).
std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);

/// Length of the well-formed sequence at the front, 0 where there is none. Table 3-7 of the Unicode Standard.
std::size_t utf8_length(std::string_view bytes);

/// The bytes with U+FFFD for each byte that is not UTF-8: file names may hold any byte, results may not.
std::string valid_utf8(std::string_view bytes);

/// Without a byte order mark in front.
std::string_view without_bom(std::string_view bytes);

constexpr std::string_view kBom = "\xEF\xBB\xBF";

/// Without ASCII white space at both ends.
std::string_view trimmed(std::string_view text);
constexpr std::string_view kWhiteSpace = " \t\r\n\v\f";

/// Whether nothing can be seen: white space, also the no-break, wide and zero-width spaces that sheets hold.
bool is_blank(std::string_view text);

}  // namespace bundel::read_detail
