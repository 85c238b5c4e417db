/// The definition of a word as it is written down, one step after the other over the whole text: the twin of the fast
/// scanner. Shares no code with it.
///
/// 1. The text is cut into units: a run that begins with a Thai, Lao, Khmer or Myanmar code point and goes on over
///    those, marks and code points of inherited script is cut by ICU's word iterator, and at both its ends.
/// 2. Each unit is normalised by NFKC_Casefold,
/// 3. folded by ICU's transliteration rules, those of Serbian only where the whole text is,
/// 4. and in it, maximal runs of letters, marks and decimal digits are words,
/// 5. but a run with Han, Hiragana or Katakana is cut by ICU's word iterator, its signs simplified one by one.
#pragma once

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace bundel::test {

inline void require(UErrorCode status) {
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
}

inline std::vector<icu::UnicodeString> cut_at_word_boundaries(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  static const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  require(status);
  iterator->setText(text);
  std::vector<icu::UnicodeString> pieces;
  std::int32_t begin = iterator->first();
  for (std::int32_t end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
    pieces.push_back(text.tempSubStringBetween(begin, end));
    begin = end;
  }
  return pieces;
}

inline std::vector<icu::UnicodeString> cut_into_units(const icu::UnicodeString& text) {
  std::vector<icu::UnicodeString> units;
  icu::UnicodeString plain;
  icu::UnicodeString run;
  const auto finish_run = [&] {
    for (const icu::UnicodeString& piece : cut_at_word_boundaries(run)) units.push_back(piece);
    run.remove();
  };
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 code = text.char32At(i);
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(code, &status);
    require(status);
    const bool of_run =
        script == USCRIPT_THAI || script == USCRIPT_LAO || script == USCRIPT_KHMER || script == USCRIPT_MYANMAR;
    const bool mark = script == USCRIPT_INHERITED || (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0;
    if (of_run || (mark && !run.isEmpty())) {
      units.push_back(plain);
      plain.remove();
      run.append(code);
    } else {
      finish_run();
      plain.append(code);
    }
  }
  units.push_back(plain);
  finish_run();
  return units;
}

inline icu::UnicodeString from_utf8(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
}

/// ICU rules, or the name of such, as a function of texts.
class Rewrite {
 public:
  explicit Rewrite(std::string_view rules) {
    UErrorCode status = U_ZERO_ERROR;
    UParseError where;
    rules_.reset(rules.find(';') == std::string_view::npos
                     ? icu::Transliterator::createInstance(from_utf8(rules), UTRANS_FORWARD, status)
                     : icu::Transliterator::createFromRules("naive", from_utf8(rules), UTRANS_FORWARD, where, status));
    require(status);
  }
  icu::UnicodeString operator()(icu::UnicodeString text) const {
    rules_->transliterate(text);
    return text;
  }

 private:
  std::unique_ptr<icu::Transliterator> rules_;
};

/// Whether the Cyrillic letters of the whole text are read as Serbian.
inline bool naive_serbian(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::UnicodeSet only_here(u"[ђјљњћџЂЈЉЊЋЏ]", status);
  static const icu::UnicodeSet elsewhere(
      u"[[[\u0400-\u04FF]&[:L:]]-[абвгдђежзијклљмнњопрстћуфхцчџшѐѝАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШЀЍ]]", status);
  require(status);
  int for_it = 0;
  int against = 0;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 code = text.char32At(i);
    for_it += only_here.contains(code) ? 1 : 0;
    against += elsewhere.contains(code) ? 1 : 0;
  }
  return for_it > 0 && for_it >= against;
}

/// One unit in NFKC_Casefold.
inline icu::UnicodeString naive_folded(const icu::UnicodeString& normalised, bool serbian) {
  static const Rewrite fold(R"(
    :: [[:Latin:][:Greek:][:Arabic:]] NFD;
    [[:M:]&[[:Block=Combining_Diacritical_Marks:][:Block=Combining_Diacritical_Marks_Extended:]
      [:Block=Combining_Diacritical_Marks_Supplement:][:Block=Combining_Diacritical_Marks_For_Symbols:]
      [:Block=Combining_Half_Marks:][:scx=Arab:][:scx=Hebr:][:scx=Cyrl:]]] > ;
    \u0640 > ;
    [\u02B9-\u02BF\u02C8\u02CA\u02CB\u02EE\uA78B\uA78C] > ' ';
    [\u0671-\u0673] > \u0627;
    [\u06A9\u06AA] > \u0643;
    [\u0649\u06CC] > \u064A;
    [\u0629\u06BE\u06C1\u06C3\u06D5] > \u0647;
    [ѐё] > е;
    ѝ > и;
    ə > e;
    :: [[:Latin:]&[\u0000-\u02AF]] Latin-ASCII;
    :: [A-Z] Lower;
  )");
  static const Rewrite latin("Serbian-Latin/BGN");
  static const Rewrite plain(":: [[:Latin:]] NFD; [\u0300-\u036F] > ; đ > d;");
  icu::UnicodeString folded = fold(normalised);
  if (serbian) folded = plain(latin(folded));
  icu::UnicodeString result;
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 code = folded.char32At(i);
    const std::int32_t digit = u_charDigitValue(code);
    result.append(digit < 0 ? code : static_cast<UChar32>('0' + digit));
  }
  return result;
}

/// Each sign by itself.
inline icu::UnicodeString naive_simplified(const icu::UnicodeString& text) {
  static const Rewrite rules("Traditional-Simplified");
  icu::UnicodeString result;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    result.append(rules(icu::UnicodeString(text.char32At(i))));
  }
  return result;
}

/// The folded words of any bytes that claim to be UTF-8, where it is known whether they are of a Serbian text.
inline std::vector<std::string> naive_words(std::string_view utf8, bool serbian) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  require(status);
  std::vector<std::string> words;
  const auto add = [&](const icu::UnicodeString& word) {
    std::string bytes;
    words.push_back(word.toUTF8String(bytes));
  };
  const icu::UnicodeString text = from_utf8(utf8);
  for (const icu::UnicodeString& unit : cut_into_units(text)) {
    const icu::UnicodeString normalised = naive_folded(normalizer->normalize(unit, status), serbian).append(u' ');
    require(status);
    icu::UnicodeString run;
    bool han_or_kana = false;
    bool kana = false;
    for (std::int32_t i = 0; i < normalised.length(); i = normalised.moveIndex32(i, 1)) {
      const UChar32 code = normalised.char32At(i);
      if ((U_GET_GC_MASK(code) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0) {
        run.append(code);
        han_or_kana = han_or_kana || uscript_hasScript(code, USCRIPT_HAN) ||
                      uscript_hasScript(code, USCRIPT_HIRAGANA) || uscript_hasScript(code, USCRIPT_KATAKANA);
        kana = kana || uscript_hasScript(code, USCRIPT_HIRAGANA) || uscript_hasScript(code, USCRIPT_KATAKANA);
        continue;
      }
      if (han_or_kana) {
        const icu::UnicodeString written = kana ? run : naive_simplified(run);
        for (const icu::UnicodeString& piece : cut_at_word_boundaries(written)) {
          add(kana ? naive_simplified(piece) : piece);
        }
      } else if (!run.isEmpty()) {
        add(run);
      }
      run.remove();
      han_or_kana = kana = false;
    }
  }
  return words;
}

inline std::vector<std::string> naive_words(std::string_view utf8) {
  return naive_words(utf8, naive_serbian(from_utf8(utf8)));
}

}  // namespace bundel::test
