/// "juli" and "Июля" are July, "jui" may be June or July and is neither. Listopad is November (pl, cs), not October
/// (hr).
#include "read/date_names.h"

#include "ground/ascii.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <bit>
#include <string_view>
#include <unordered_map>

namespace bundel::read_detail {
namespace {

// Where two of the first disagree a name is none; the others only add names.
constexpr std::array<const char*, 13> kFirstLanguages = {"en", "en_GB", "de", "de_AT", "fr", "nl", "es",
                                                         "it", "pt",    "da", "pl",    "ru", "tr"};
constexpr std::array<const char*, 16> kOtherLanguages = {"sv", "nb", "cs", "ro", "uk", "ca", "fi", "el",
                                                         "hu", "sk", "bg", "id", "ar", "ja", "zh", "ko"};
constexpr std::int32_t kShortestPrefix = 3;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

/// One character of plain_letters; 0 for none.
UChar32 plain(UChar32 c) {
  constexpr UChar32 kFirstBeyondAscii = 0x80;
  constexpr UChar32 kDotlessI = 0x131;
  constexpr UChar32 kApostrophe = 0x2BC;
  constexpr UChar32 kMinus = 0x2212;
  const auto type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_FORMAT_CHAR) return 0;
  if (u_isUWhiteSpace(c) != 0) return ' ';
  if (type == U_DASH_PUNCTUATION || c == kMinus) return '-';
  if (type == U_INITIAL_PUNCTUATION || type == U_FINAL_PUNCTUATION || c == kApostrophe) return '\'';
  if (c >= kFirstBeyondAscii && (u_ispunct(c) != 0 || type == U_OTHER_SYMBOL)) return ',';
  if (c == kDotlessI) return 'i';
  if (type == U_DECIMAL_DIGIT_NUMBER) return '0' + u_charDigitValue(c);
  return c;
}

icu::UnicodeString plain(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* apart = icu::Normalizer2::getNFKDInstance(status);
  const icu::Normalizer2* composed = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status) != 0) return text;
  const icu::UnicodeString in = apart->normalize(text, status);
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < in.length(); i = in.moveIndex32(i, 1)) {
    if (const UChar32 c = plain(in.char32At(i)); c != 0) out.append(c);
  }
  return composed->normalize(out, status);
}

/// The key of a word in the table.
std::string folded(std::string_view word) {
  if (is_ascii(word)) return ground::ascii_lower(word);
  std::string key;
  plain(from_utf8(word).foldCase()).toUTF8String(key);
  return key;
}

/// What the languages say of one name.
struct Said {
  unsigned months = 0;         // bit m - 1, by the first languages
  unsigned other_months = 0;   // by the others
  unsigned prefix_months = 0;  // of which full names of the first languages it is the beginning
  unsigned weekdays = 0;
  unsigned prefix_weekdays = 0;
  unsigned halves = 0;
};

using Table = std::unordered_map<std::string, DateName>;

class TableBuilder {
 public:
  Table build() {
    for (const char* language : kFirstLanguages) add(language, &Said::months, true);
    for (const char* language : kOtherLanguages) add(language, &Said::other_months, false);
    for (const char* march : {"mrz", "maerz"}) said_[march].months |= 1U << 2;  // of German spreadsheets; not in ICU
    Table table;
    for (const auto& [name, said] : said_) {
      const DateName meaning = meaning_of(said);
      if (meaning.month != 0 || meaning.weekdays != 0 || meaning.half != 0) table.emplace(name, meaning);
    }
    return table;
  }

 private:
  using Field = unsigned Said::*;
  using Symbols = icu::DateFormatSymbols;

  void add(const char* language, Field months, bool prefixes) {
    UErrorCode status = U_ZERO_ERROR;
    const Symbols symbols(icu::Locale(language), status);
    if (U_FAILURE(status) != 0) return;
    std::int32_t count = 0;
    for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
      for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED, Symbols::SHORT}) {
        const bool wide = prefixes && width == Symbols::WIDE;
        const icu::UnicodeString* names = symbols.getMonths(count, context, width);
        for (std::int32_t m = 0; m < std::min(count, 12); ++m)
          add(names[m], 1U << m, months, wide ? &Said::prefix_months : nullptr);
        names = symbols.getWeekdays(count, context, width);
        for (std::int32_t d = 1; d < std::min(count, 8); ++d)  // the first is empty
          add(names[d], 1U << (d - 1), &Said::weekdays, wide ? &Said::prefix_weekdays : nullptr);
      }
    }
    const icu::UnicodeString* halves = symbols.getAmPmStrings(count);
    for (std::int32_t h = 0; h < std::min(count, 2); ++h) add(halves[h], 1U << h, &Said::halves, nullptr);
  }

  /// Of a name of several words the last is the month ("de gener"), the first the weekday ("segunda-feira"). Names with
  /// digits ("2月") are none.
  void add(const icu::UnicodeString& name, unsigned bit, Field field, Field prefix) {
    const icu::UnicodeString words = plain(icu::UnicodeString(name).foldCase());
    const std::u16string_view text(words.getBuffer(), static_cast<std::size_t>(words.length()));
    const auto letter = [](char16_t c) { return u_isalpha(c) != 0; };
    const auto digit = [](char16_t c) { return u_isdigit(c) != 0; };
    if (std::ranges::any_of(text, digit)) return;
    const bool month = field != &Said::weekdays && field != &Said::halves;
    const auto last = std::find_if(text.rbegin(), text.rend(), letter);
    const auto first = std::ranges::find_if(text, letter);
    const auto begin = month ? std::find_if_not(last, text.rend(), letter).base() : first;
    const auto end = std::find_if_not(begin, text.end(), letter);
    if (begin == end) return;
    const std::int32_t length = static_cast<std::int32_t>(end - begin);
    const icu::UnicodeString word = words.tempSubString(static_cast<std::int32_t>(begin - text.begin()), length);
    said_[utf8(word)].*field |= bit;
    if (prefix == nullptr) return;
    for (std::int32_t shorter = kShortestPrefix; shorter < length; ++shorter)
      said_[utf8(word.tempSubString(0, shorter))].*prefix |= bit;
  }

  static std::string utf8(const icu::UnicodeString& text) {
    std::string bytes;
    text.toUTF8String(bytes);
    return bytes;
  }

  static DateName meaning_of(const Said& said) {
    DateName meaning;
    for (const unsigned months : {said.months, said.other_months, said.prefix_months}) {
      if (months == 0) continue;
      if (std::has_single_bit(months)) meaning.month = std::countr_zero(months) + 1;
      break;
    }
    meaning.weekdays = static_cast<std::uint8_t>(said.weekdays != 0 ? said.weekdays : said.prefix_weekdays);
    if (std::has_single_bit(said.halves)) meaning.half = std::countr_zero(said.halves) + 1;
    return meaning;
  }

  std::unordered_map<std::string, Said> said_;
};

}  // namespace

std::string plain_letters(std::string_view text) {
  std::string bytes(text);
  if (!is_ascii(text)) {
    bytes.clear();
    plain(from_utf8(text)).toUTF8String(bytes);
  }
  std::replace_if(
      bytes.begin(), bytes.end(), [](char c) { return c >= '\t' && c <= '\r'; }, ' ');
  return bytes;
}

DateName date_name(std::string_view word) {
  static const Table table = TableBuilder().build();
  const auto found = table.find(folded(word));
  return found == table.end() ? DateName{} : found->second;
}

}  // namespace bundel::read_detail
