/// One folding of spellings, code point by code point: what `bundel/text.h` says of it, as tables.
///
/// ICU has rules for Latin and Serbian ("Latin-ASCII", "Serbian-Latin/BGN"), but loading its registry of rules takes 45
/// ms, more than most runs. So the few letters are listed here, and the tests hold them against ICU's rules for every
/// code point. Only the 3,000 traditional Chinese signs come from ICU itself, when the first of them is met.
#pragma once

#include <unicode/unistr.h>
#include <unicode/utypes.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

namespace bundel::text_detail {

/// How the Cyrillic letters of a text are read.
enum class Cyrillic : std::uint8_t {
  as_written,
  serbian,  ///< as the Latin letters that Serbian writes for them
};

/// Serbian where title and text together have letters that only Serbian and Macedonian have (ђ ј љ њ ћ џ), and no more
/// Cyrillic letters that Serbian has not. Cost: linear; one pass of a comparison a byte where there
/// is no Cyrillic.
Cyrillic cyrillic_of(std::string_view title, std::string_view text);

/// Appends what a code point of NFKC_Casefold text folds to: one or two letters, nothing where it is dropped, a space
/// where it separates.
void append_folded(icu::UnicodeString& to, UChar32 code, Cyrillic cyrillic);

/// Chinese signs as mainland China writes them, by ICU's rule for the single sign; a sign has as many bytes of UTF-8 as
/// before. Not by its rules for phrases, which would need the traditional text's words: 乾 is 干 also in 乾隆, but so
/// it is in a simplified text. One table a thread, filled by pages.
class Simplifier {
 public:
  UChar32 operator[](UChar32 code) {
    auto& page = pages_[static_cast<std::size_t>(code) / kPageSize];
    if (page == nullptr) fill(code);
    return (*page)[static_cast<std::size_t>(code) % kPageSize];
  }

 private:
  static constexpr std::size_t kPageSize = 256;
  using Page = std::array<UChar32, kPageSize>;

  /// Error where ICU's rules cannot be loaded.
  void fill(UChar32 code);

  std::array<std::unique_ptr<Page>, 0x110000 / kPageSize> pages_;
};

/// The calling thread's.
Simplifier& simplifier();

}  // namespace bundel::text_detail
