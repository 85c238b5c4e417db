#include "text/folding.h"

#include "bundel/error.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstddef>
#include <mutex>

namespace bundel::text_detail {
namespace {

/// A letter and what it is folded to.
struct Spelling {
  UChar32 letter = 0;
  std::string_view folded;
};

/// Latin letters that are no letter with a mark: ICU's Latin-ASCII below U+02B0 in lower case, and Azerbaijani U+0259.
constexpr auto kLatin = std::to_array<Spelling>(
    {{0xE6, "ae"},  {0xF0, "d"},   {0xF8, "o"},  {0xFE, "th"},  {0x111, "d"}, {0x127, "h"},  {0x131, "i"},
     {0x138, "q"},  {0x142, "l"},  {0x14B, "n"}, {0x153, "oe"}, {0x167, "t"}, {0x180, "b"},  {0x183, "b"},
     {0x188, "c"},  {0x18C, "d"},  {0x192, "f"}, {0x195, "hv"}, {0x199, "k"}, {0x19A, "l"},  {0x19E, "n"},
     {0x1A3, "oi"}, {0x1A5, "p"},  {0x1AB, "t"}, {0x1AD, "t"},  {0x1B4, "y"}, {0x1B6, "z"},  {0x1E5, "g"},
     {0x221, "d"},  {0x225, "z"},  {0x234, "l"}, {0x235, "n"},  {0x236, "t"}, {0x237, "j"},  {0x238, "db"},
     {0x239, "qp"}, {0x23C, "c"},  {0x23F, "s"}, {0x240, "z"},  {0x247, "e"}, {0x249, "j"},  {0x24D, "r"},
     {0x24F, "y"},  {0x253, "b"},  {0x255, "c"}, {0x256, "d"},  {0x257, "d"}, {0x259, "e"},  {0x25B, "e"},
     {0x25F, "j"},  {0x260, "g"},  {0x261, "g"}, {0x262, "g"},  {0x266, "h"}, {0x267, "h"},  {0x268, "i"},
     {0x26A, "i"},  {0x26B, "l"},  {0x26C, "l"}, {0x26D, "l"},  {0x271, "m"}, {0x272, "n"},  {0x273, "n"},
     {0x274, "n"},  {0x276, "oe"}, {0x27C, "r"}, {0x27D, "r"},  {0x27E, "r"}, {0x280, "r"},  {0x282, "s"},
     {0x288, "t"},  {0x289, "u"},  {0x28B, "v"}, {0x28F, "y"},  {0x290, "z"}, {0x291, "z"},  {0x299, "b"},
     {0x29B, "g"},  {0x29C, "h"},  {0x29D, "j"}, {0x29F, "l"},  {0x2A0, "q"}, {0x2A3, "dz"}, {0x2A5, "dz"},
     {0x2A6, "ts"}, {0x2AA, "ls"}, {0x2AB, "lz"}});
static_assert(std::ranges::is_sorted(kLatin, {}, &Spelling::letter));

/// U+0430 to U+0448 and U+0452 to U+045F as Serbian writes them in Latin letters, without marks; empty where the
/// alphabet has no such letter.
constexpr UChar32 kFirstSerbian = 0x430;
constexpr auto kSerbian = std::to_array<std::string_view>(
    {"a", "b", "v", "g", "d", "e", "z", "z", "i", "",   "k",  "l", "m", "n", "o", "p",     // а to п
     "r", "s", "t", "u", "f", "h", "c", "c", "s", "",   "",   "",  "",  "",  "",  "",      // р to я
     "",  "",  "d", "",  "",  "",  "",  "",  "j", "lj", "nj", "c", "",  "",  "",  "dz"});  // ѐ to џ

/// What a Cyrillic letter says for or against Serbian, from U+0400 on.
constexpr UChar32 kFirstCyrillic = 0x400;
constexpr UChar32 kEndCyrillic = 0x500;
enum class Says : std::int8_t { nothing, against, in_favour };

constexpr auto kSays = [] {
  std::array<Says, kEndCyrillic - kFirstCyrillic> says{};
  for (std::size_t i = 0; i < says.size(); ++i) {
    const UChar32 code = kFirstCyrillic + static_cast<UChar32>(i);
    if (code < 0x482 || code > 0x489) says[i] = Says::against;  // between them are signs and marks
    const UChar32 small = code < 0x410 ? code + 0x50 : code < 0x430 ? code + 0x20 : code;
    const bool serbian = small >= kFirstSerbian && small < kFirstSerbian + static_cast<UChar32>(kSerbian.size()) &&
                         !kSerbian[static_cast<std::size_t>(small - kFirstSerbian)].empty();
    const bool accented = small == 0x450 || small == 0x45D;  // е and и with a grave accent
    if (serbian || accented) says[i] = serbian && small >= 0x450 ? Says::in_favour : Says::nothing;
  }
  return says;
}();

/// U+0400 to U+04FF begin with D0 to D3 in UTF-8, and no other code point does.
constexpr bool leads_cyrillic(char byte) {
  return (static_cast<unsigned char>(byte) & 0xFCU) == 0xD0U;
}

/// Letters that speak for Serbian, and against it.
struct Evidence {
  std::size_t in_favour = 0;
  std::size_t against = 0;

  void add(UChar32 code) {
    const Says says = kSays[static_cast<std::size_t>(code - kFirstCyrillic)];
    in_favour += says == Says::in_favour ? 1 : 0;
    against += says == Says::against ? 1 : 0;
  }

  void add(std::string_view text) {
    for (std::size_t at = first_lead(text); at + 1 < text.size(); ++at) {
      const auto second = static_cast<unsigned char>(text[at + 1]);
      if (!leads_cyrillic(text[at]) || (second & 0xC0U) != 0x80U) continue;
      add(static_cast<UChar32>((static_cast<unsigned char>(text[at]) & 0x1FU) << 6 | (second & 0x3FU)));
    }
  }

  /// Blocks that a compiler turns into a few instructions: most texts have none.
  static std::size_t first_lead(std::string_view text) {
    constexpr std::size_t kBlock = 64;
    std::size_t at = 0;
    for (; at + kBlock <= text.size(); at += kBlock) {
      unsigned char found = 0;  // as wide as what is compared
      for (std::size_t i = 0; i < kBlock; ++i) found |= static_cast<unsigned char>(leads_cyrillic(text[at + i]));
      if (found != 0) break;
    }
    return at;
  }
};

/// Letters that are apostrophes, or accents that stand alone, in disguise.
bool is_apostrophe(UChar32 code) {
  switch (code) {
    case 0x2B9:   // modifier letter prime
    case 0x2BA:   // double prime
    case 0x2BB:   // turned comma: Uzbek, Hawaiian
    case 0x2BC:   // apostrophe: Ukrainian, Breton
    case 0x2BD:   // reversed comma
    case 0x2BE:   // right half ring: hamza
    case 0x2BF:   // left half ring: ain
    case 0x2C8:   // vertical line
    case 0x2CA:   // acute
    case 0x2CB:   // grave
    case 0x2EE:   // double apostrophe
    case 0xA78B:  // saltillo
    case 0xA78C:
      return true;
    default:
      return false;
  }
}

/// Marks that writers may leave out: accents of Latin, Greek and Cyrillic, vowel and Quranic marks of Arabic, points of
/// Hebrew. Not those of Indic scripts, Thai and others, which are vowels.
bool is_dropped_mark(UChar32 code) {
  if ((U_GET_GC_MASK(code) & U_GC_M_MASK) == 0) return false;
  switch (ublock_getCode(code)) {
    case UBLOCK_COMBINING_DIACRITICAL_MARKS:
    case UBLOCK_COMBINING_DIACRITICAL_MARKS_EXTENDED:
    case UBLOCK_COMBINING_DIACRITICAL_MARKS_SUPPLEMENT:
    case UBLOCK_COMBINING_MARKS_FOR_SYMBOLS:
    case UBLOCK_COMBINING_HALF_MARKS:
      return true;
    default:
      return uscript_hasScript(code, USCRIPT_ARABIC) || uscript_hasScript(code, USCRIPT_HEBREW) ||
             uscript_hasScript(code, USCRIPT_CYRILLIC);
  }
}

/// Arabic letters of which keyboards of other languages have a twin; the rest as they are.
UChar32 arabic_letter(UChar32 code) {
  switch (code) {
    case 0x671:  // alef wasla
    case 0x672:  // alef with wavy hamza
    case 0x673:
      return 0x627;
    case 0x6A9:  // Persian and Urdu kaf
    case 0x6AA:  // swash kaf
      return 0x643;
    case 0x649:  // alef maksura
    case 0x6CC:  // Persian and Urdu yeh
      return 0x64A;
    case 0x629:  // teh marbuta
    case 0x6BE:  // heh with two eyes
    case 0x6C1:  // Urdu heh
    case 0x6C3:  // Urdu teh marbuta
    case 0x6D5:  // Kurdish and Uyghur ae
      return 0x647;
    default:
      return code;
  }
}

UScriptCode script_of(UChar32 code) {
  UErrorCode ignored = U_ZERO_ERROR;
  return uscript_getScript(code, &ignored);
}

void append_ascii(icu::UnicodeString& to, std::string_view letters) {
  for (const char letter : letters) to.append(static_cast<char16_t>(letter));
}

void append_letter(icu::UnicodeString& to, UChar32 code, UScriptCode script, Cyrillic cyrillic) {
  if (script == USCRIPT_LATIN) {
    const auto* const found = std::ranges::lower_bound(kLatin, code, {}, &Spelling::letter);
    if (found != kLatin.end() && found->letter == code) return append_ascii(to, found->folded);
  }
  if (script == USCRIPT_ARABIC) code = arabic_letter(code);
  if (script == USCRIPT_CYRILLIC) {
    if (code == 0x450 || code == 0x451) code = 0x435;  // ѐ and ё
    if (code == 0x45D) code = 0x438;                   // ѝ
    const auto place = static_cast<std::size_t>(code - kFirstSerbian);
    if (cyrillic == Cyrillic::serbian && place < kSerbian.size() && !kSerbian[place].empty()) {
      return append_ascii(to, kSerbian[place]);
    }
  }
  to.append(code);
}

const icu::Transliterator& traditional_to_simplified() {
  static const std::unique_ptr<icu::Transliterator> rules = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
    if (U_FAILURE(status))
      throw Error(ErrorKind::resources, "cannot load ICU's rules for Chinese", u_errorName(status));
    return made;
  }();
  return *rules;
}

}  // namespace

Cyrillic cyrillic_of(std::string_view title, std::string_view text) {
  Evidence evidence;
  evidence.add(title);
  evidence.add(text);
  return evidence.in_favour > 0 && evidence.in_favour >= evidence.against ? Cyrillic::serbian : Cyrillic::as_written;
}

void append_folded(icu::UnicodeString& to, UChar32 code, Cyrillic cyrillic) {
  constexpr UChar32 kTatweel = 0x640;
  if (is_dropped_mark(code) || code == kTatweel) return;
  if (is_apostrophe(code)) {
    to.append(u' ');
  } else if (u_charType(code) == U_DECIMAL_DIGIT_NUMBER) {
    to.append(static_cast<char16_t>('0' + u_charDigitValue(code)));
  } else if (const UScriptCode script = script_of(code);
             script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_ARABIC) {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString parts;
    if (!icu::Normalizer2::getNFDInstance(status)->getDecomposition(code, parts)) parts = code;
    if (U_FAILURE(status))
      throw Error(ErrorKind::resources, "cannot load ICU's normalisation data", u_errorName(status));
    for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
      const UChar32 part = parts.char32At(i);
      if (!is_dropped_mark(part)) append_letter(to, part, script, cyrillic);
    }
  } else {
    append_letter(to, code, script, cyrillic);
  }
}

void Simplifier::fill(UChar32 code) {
  auto page = std::make_unique<Page>();
  const UChar32 first = code - code % static_cast<UChar32>(kPageSize);
  icu::UnicodeString signs;
  for (std::size_t i = 0; i < kPageSize; ++i) {
    (*page)[i] = first + static_cast<UChar32>(i);
    signs.append((*page)[i]).append(u'\n');  // apart, as ICU has rules for phrases
  }
  {
    static std::mutex mutex;
    const std::scoped_lock lock(mutex);
    traditional_to_simplified().transliterate(signs);
  }
  std::int32_t at = 0;
  for (std::size_t i = 0; i < kPageSize; ++i) {
    if (const UChar32 sign = signs.char32At(at); U8_LENGTH(sign) == U8_LENGTH((*page)[i])) (*page)[i] = sign;
    at = signs.moveIndex32(at, 2);
  }
  pages_[static_cast<std::size_t>(code) / kPageSize] = std::move(page);
}

Simplifier& simplifier() {
  thread_local Simplifier table;
  return table;
}

}  // namespace bundel::text_detail
