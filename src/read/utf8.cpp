/// The whole check is simdjson's; the place of the fault is looked for only where there is one.
#include "read/utf8.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

namespace bundel::read_detail {

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes) {
  if (simdjson::validate_utf8(bytes)) return std::nullopt;
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t length = utf8_length(bytes.substr(at));
    if (length == 0) break;
    at += length;
  }
  return at;
}

std::string valid_utf8(std::string_view bytes) {
  std::string valid;
  while (!bytes.empty()) {
    const std::size_t good = first_invalid_utf8(bytes).value_or(bytes.size());
    valid += bytes.substr(0, good);
    bytes.remove_prefix(good);
    if (bytes.empty()) break;
    valid += "\xEF\xBF\xBD";
    bytes.remove_prefix(1);
  }
  return valid;
}

std::string_view without_bom(std::string_view bytes) {
  if (bytes.starts_with(kBom)) bytes.remove_prefix(kBom.size());
  return bytes;
}

bool is_blank(std::string_view text) {
  constexpr std::array<std::string_view, 4> kSpaces = {"\xC2\xA0", "\xE2\x80\x8B", "\xE3\x80\x80", kBom};
  for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
    const auto space = std::ranges::find_if(kSpaces, [&](std::string_view one) { return text.starts_with(one); });
    if (space == kSpaces.end()) return false;
    text.remove_prefix(space->size());
  }
  return true;
}

}  // namespace bundel::read_detail
