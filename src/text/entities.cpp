#include "text/entities.h"

#include "ground/ascii.h"
#include "text/find_byte.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

namespace bundel::text_detail {
namespace {

struct NamedReference {
  std::string_view name;
  char32_t first;
  char32_t second;  ///< 0 where the name is one code point
  bool open;        ///< also known without a semicolon
};

constexpr auto kNames = std::to_array<NamedReference>({
#include "text/entity_names.inc"
});
constexpr std::size_t kLongestName = 31;
constexpr std::size_t kLongestOpenName = 6;
constexpr std::size_t kShortestName = 2;

/// What Windows-1252 holds from 128 to 159, where Unicode has controls that nobody writes.
constexpr auto kWindows1252 =
    std::to_array<char32_t>({0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                             0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                             0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178});

using ground::is_digit;
using ground::is_letter;

const NamedReference* find_name(std::string_view name) {
  const auto* found =
      std::lower_bound(kNames.begin(), kNames.end(), name,
                       [](const NamedReference& one, std::string_view other) { return one.name < other; });
  return found != kNames.end() && found->name == name ? found : nullptr;
}

void append_code_point(char32_t code, std::string& out) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += {static_cast<char>(0xC0 | (code >> 6)), static_cast<char>(0x80 | (code & 0x3F))};
  } else if (code < 0x10000) {
    out += {static_cast<char>(0xE0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3F)),
            static_cast<char>(0x80 | (code & 0x3F))};
  } else {
    out += {static_cast<char>(0xF0 | (code >> 18)), static_cast<char>(0x80 | ((code >> 12) & 0x3F)),
            static_cast<char>(0x80 | ((code >> 6) & 0x3F)), static_cast<char>(0x80 | (code & 0x3F))};
  }
}

/// A reference at the start of a text.
struct Reference {
  std::size_t end = 1;  ///< behind it, or behind what is none
  bool found = false;
  char32_t first = 0;
  char32_t second = 0;
};

char32_t meant_by(char32_t number) {
  constexpr char32_t kReplacement = 0xFFFD;
  if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000)) return kReplacement;
  if (number >= 0x80 && number < 0x80 + kWindows1252.size()) return kWindows1252[number - 0x80];
  return number;
}

/// `text` begins with "&#".
Reference numeric_reference(std::string_view text, References which) {
  constexpr char32_t kTooLarge = 0x110000;
  std::size_t at = 2;
  const bool hexadecimal = at < text.size() && (text[at] == 'x' || text[at] == 'X');
  if (hexadecimal) ++at;
  const std::size_t digits = at;
  char32_t number = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    const char lower = static_cast<char>(c | 0x20);
    unsigned digit = 0;
    if (is_digit(c)) {
      digit = static_cast<unsigned>(c - '0');
    } else if (hexadecimal && lower >= 'a' && lower <= 'f') {
      digit = static_cast<unsigned>(lower - 'a') + 10;
    } else {
      break;
    }
    number = std::min<char32_t>(kTooLarge, number * (hexadecimal ? 16 : 10) + digit);
  }
  const bool closed = at < text.size() && text[at] == ';';
  if (at == digits || (!closed && which == References::closed)) return {at, false};
  return {at + (closed ? 1 : 0), true, meant_by(number)};
}

/// `text` begins with "&" and a letter.
Reference named_reference(std::string_view text, References which) {
  std::size_t end = 1;
  const std::size_t most = std::min(text.size(), kLongestName + 2);
  while (end < most && (is_letter(text[end]) || is_digit(text[end]))) ++end;
  if (end < most && text[end] == ';') {
    if (const auto* found = find_name(text.substr(1, end - 1))) return {end + 1, true, found->first, found->second};
  }
  if (which == References::closed) return {end, false};
  for (std::size_t length = std::min(end - 1, kLongestOpenName); length >= kShortestName; --length) {
    const auto* found = find_name(text.substr(1, length));
    if (found != nullptr && found->open) return {length + 1, true, found->first, found->second};
  }
  return {end, false};
}

/// `text` begins with "&".
Reference reference_at(std::string_view text, References which) {
  if (text.size() < 2) return {};
  if (text[1] == '#') return numeric_reference(text, which);
  return is_letter(text[1]) ? named_reference(text, which) : Reference{};
}

}  // namespace

bool append_resolved(std::string_view text, References which, std::string& out) {
  bool any = false;
  std::size_t copied = 0;
  for (std::size_t at = 0; (at = find_byte(text, '&', at)) < text.size();) {
    const Reference reference = reference_at(text.substr(at), which);
    if (!reference.found) {
      at += reference.end;
      continue;
    }
    any = true;
    out.append(text, copied, at - copied);
    append_code_point(reference.first, out);
    if (reference.second != 0) append_code_point(reference.second, out);
    at += reference.end;
    copied = at;
  }
  if (any) out.append(text, copied);
  return any;
}

}  // namespace bundel::text_detail
