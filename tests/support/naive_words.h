/// The definition of a word as it is written down, one step after the other over the whole text: the twin of the fast
/// scanner. Shares no code with it.
///
/// 1. The text is cut into units: a run that begins with a Thai, Lao, Khmer or Myanmar code point and goes on over
///    those, marks and code points of inherited script is cut by ICU's word iterator, and at both its ends.
/// 2. Each unit is normalised by NFKC_Casefold.
/// 3. In it, maximal runs of letters, marks and decimal digits are words,
/// 4. but a run with Han, Hiragana or Katakana is cut by ICU's word iterator.
#pragma once

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
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

/// The normalised words of any bytes that claim to be UTF-8.
inline std::vector<std::string> naive_words(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  require(status);
  std::vector<std::string> words;
  const auto add = [&](const icu::UnicodeString& word) {
    std::string bytes;
    words.push_back(word.toUTF8String(bytes));
  };
  const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  for (const icu::UnicodeString& unit : cut_into_units(text)) {
    const icu::UnicodeString normalised = normalizer->normalize(unit, status).append(static_cast<UChar32>(' '));
    require(status);
    icu::UnicodeString run;
    bool han_or_kana = false;
    for (std::int32_t i = 0; i < normalised.length(); i = normalised.moveIndex32(i, 1)) {
      const UChar32 code = normalised.char32At(i);
      if ((U_GET_GC_MASK(code) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0) {
        run.append(code);
        han_or_kana = han_or_kana || uscript_hasScript(code, USCRIPT_HAN) ||
                      uscript_hasScript(code, USCRIPT_HIRAGANA) || uscript_hasScript(code, USCRIPT_KATAKANA);
        continue;
      }
      if (han_or_kana) {
        for (const icu::UnicodeString& piece : cut_at_word_boundaries(run)) add(piece);
      } else if (!run.isEmpty()) {
        add(run);
      }
      run.remove();
      han_or_kana = false;
    }
  }
  return words;
}

}  // namespace bundel::test
