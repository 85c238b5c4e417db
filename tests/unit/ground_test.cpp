#include <doctest/doctest.h>

#include <cctype>
#include <string>
#include <string_view>

#include "ground/ascii.h"
#include "ground/lines.h"
#include "ground/utf8.h"

using namespace bundel::ground;

namespace {

constexpr char32_t kLast = 0x10FFFF;

bool is_surrogate(char32_t code) {
  return code >= 0xD800 && code <= 0xDFFF;
}

/// A number in so many bytes, whether or not UTF-8 allows it.
std::string spread(char32_t code, int bytes) {
  if (bytes == 1) return {static_cast<char>(code)};
  std::string made(static_cast<std::size_t>(bytes), '\0');
  for (int i = bytes - 1; i > 0; --i, code >>= 6)
    made[static_cast<std::size_t>(i)] = static_cast<char>(0x80 | (code & 0x3F));
  made[0] = static_cast<char>((0xF00 >> bytes & 0xFF) | code);
  return made;
}

int bytes_of(char32_t code) {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

}  // namespace

TEST_CASE("every code point has one spelling in UTF-8, and surrogates and what is too large have none") {
  std::size_t wrong = 0;
  for (char32_t code = 0; code < kLast + 0x1000; ++code) {
    for (int bytes = bytes_of(code); bytes <= 4; ++bytes) {
      const std::string text = spread(code, bytes);
      const bool good = bytes == bytes_of(code) && code <= kLast && !is_surrogate(code);
      wrong += utf8_length(text) != (good ? text.size() : 0) ? 1 : 0;
      wrong += utf8_length(text + "x") != (good ? text.size() : 0) ? 1 : 0;
      wrong += bytes > 1 && utf8_length(std::string_view(text).substr(0, text.size() - 1)) != 0 ? 1 : 0;
      if (good) wrong += code_point(text, text.size()) != code ? 1 : 0;
      wrong += begins_code_point(text[0]) ? 0 : 1;
      for (std::size_t i = 1; i < text.size(); ++i) wrong += begins_code_point(text[i]) ? 1 : 0;
    }
  }
  CHECK(wrong == 0);
  CHECK(utf8_length("") == 0);
  CHECK(utf8_length("\x80") == 0);
  CHECK(utf8_length("\xFF\x80\x80\x80") == 0);
}

TEST_CASE("case, letters, digits and space are those of the C locale, and of ASCII alone") {
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    CAPTURE(byte);
    CHECK(ascii_lower(c) == static_cast<char>(byte < 128 ? std::tolower(byte) : byte));
    CHECK(is_letter(c) == (byte < 128 && std::isalpha(byte) != 0));
    CHECK(is_upper(c) == (byte < 128 && std::isupper(byte) != 0));
    CHECK(is_digit(c) == (byte < 128 && std::isdigit(byte) != 0));
    CHECK((kWhiteSpace.find(c) != std::string_view::npos) == (byte < 128 && std::isspace(byte) != 0));
  }
  CHECK(ascii_lower("NRC Handelsblad É") == "nrc handelsblad É");
  CHECK(equal_but_case("DE Volkskrant", "de volkskrant"));
  CHECK_FALSE(equal_but_case("nrc", "nrc "));
  CHECK_FALSE(equal_but_case("É", "é"));
}

TEST_CASE("white space goes from the ends, or becomes one space") {
  CHECK(trimmed(" \t a  b\r\n") == "a  b");
  CHECK(trimmed("") == "");
  CHECK(trimmed(" \v\f ") == "");
  CHECK(one_line(" \t a \n b\r\n") == "a b");
  CHECK(one_line(" \n ") == "");
}

TEST_CASE("one is singular, and nothing is plural") {
  CHECK(count_of(0, "copy", "copies") == "0 copies");
  CHECK(count_of(1, "copy", "copies") == "1 copy");
  CHECK(count_of(2000, "copy", "copies") == "2000 copies");
}
