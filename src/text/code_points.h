/// What the scanner needs to know of a code point, looked up once and kept.
///
/// Asking ICU for every code point costs some 300 ns (it normalises a string); a table of all planes would be 9 MB.
/// So a page of 256 code points is filled when the first of them is met: a text in Latin script fills two or three
/// pages, one in Chinese about ninety. One table a thread.
#pragma once

#include "text/folding.h"

#include <unicode/normalizer2.h>
#include <unicode/utf8.h>
#include <unicode/utypes.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace bundel::text_detail {

/// Decodes the code point at `at` and moves behind it; -1 for malformed bytes (moved by at least one).
inline UChar32 next_code_point(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 code = 0;
  U8_NEXT(bytes, at, text.size(), code);
  return code;
}

/// Letters, marks and decimal digits: what words are made of.
bool is_word_character(UChar32 code);
/// Of the script Hiragana or Katakana, also by script extension.
bool is_kana(UChar32 code);
/// Of those or of Han.
bool is_han_or_kana(UChar32 code);

struct CodePoint {
  static constexpr std::size_t kMostBytes = 6;

  bool starts_segment : 1 = false;        ///< never combines with what stands before it
  bool word : 1 = false;                  ///< maps to letters, marks and digits only
  bool mixed : 1 = false;                 ///< maps to nothing, to more than fits, or to words and separators
  bool han_or_kana : 1 = false;           ///< maps to something of these scripts
  bool kana : 1 = false;                  ///< maps to Hiragana or Katakana
  bool respelt : 1 = false;               ///< folding changes what NFKC_Casefold gives
  bool dictionary_run : 1 = false;        ///< Thai, Lao, Khmer or Myanmar as written
  bool continues_run : 1 = false;         ///< may go on such a run: one of these, a mark, or of inherited script
  bool upper : 1 = false;                 ///< upper- or title-case letter as written
  bool lower : 1 = false;                 ///< lower-case letter as written
  std::uint8_t length : 6 = 0;            ///< of `mapped`; 0 where mixed
  std::array<char, kMostBytes> mapped{};  ///< NFKC_Casefold of the code point alone, folded

  [[nodiscard]] std::string_view text() const { return {mapped.data(), length}; }
};
static_assert(sizeof(CodePoint) == 8);

class CodePointTable {
 public:
  /// Error where ICU's data cannot be loaded.
  explicit CodePointTable(Cyrillic cyrillic);

  const CodePoint& operator[](UChar32 code) {
    auto& page = pages_[static_cast<std::size_t>(code) / kPageSize];
    if (page == nullptr) fill(code);
    return (*page)[static_cast<std::size_t>(code) % kPageSize];
  }
  [[nodiscard]] const icu::Normalizer2& normalizer() const { return *normalizer_; }

 private:
  static constexpr std::size_t kPageSize = 256;
  using Page = std::array<CodePoint, kPageSize>;

  void fill(UChar32 code);
  [[nodiscard]] CodePoint look_up(UChar32 code) const;

  Cyrillic cyrillic_;
  const icu::Normalizer2* normalizer_;  ///< ICU's own, lives as long as the process
  std::array<std::unique_ptr<Page>, 0x110000 / kPageSize> pages_;
};

/// The calling thread's table for such texts.
CodePointTable& code_points(Cyrillic cyrillic = Cyrillic::as_written);

}  // namespace bundel::text_detail
