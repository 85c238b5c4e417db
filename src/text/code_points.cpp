#include "text/code_points.h"

#include "bundel/error.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <string>

namespace bundel::text_detail {
namespace {

bool is_dictionary_script(UScriptCode script) {
  return script == USCRIPT_THAI || script == USCRIPT_LAO || script == USCRIPT_KHMER || script == USCRIPT_MYANMAR;
}

}  // namespace

bool is_word_character(UChar32 code) {
  return (U_GET_GC_MASK(code) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0;
}

bool is_kana(UChar32 code) {
  return uscript_hasScript(code, USCRIPT_HIRAGANA) || uscript_hasScript(code, USCRIPT_KATAKANA);
}

bool is_han_or_kana(UChar32 code) {
  return uscript_hasScript(code, USCRIPT_HAN) || is_kana(code);
}

CodePointTable::CodePointTable(Cyrillic cyrillic) : cyrillic_(cyrillic) {
  UErrorCode status = U_ZERO_ERROR;
  normalizer_ = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) throw Error(ErrorKind::resources, "cannot load ICU's normalisation data", u_errorName(status));
}

void CodePointTable::fill(UChar32 code) {
  auto page = std::make_unique<Page>();
  const UChar32 first = code - code % static_cast<UChar32>(kPageSize);
  for (std::size_t i = 0; i < kPageSize; ++i) (*page)[i] = look_up(first + static_cast<UChar32>(i));
  pages_[static_cast<std::size_t>(code) / kPageSize] = std::move(page);
}

CodePoint CodePointTable::look_up(UChar32 code) const {
  CodePoint entry;
  if (U_IS_SURROGATE(code)) return entry;  // cannot be decoded from UTF-8
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString normalised = normalizer_->normalize(icu::UnicodeString(code), status);
  if (U_FAILURE(status)) throw Error(ErrorKind::resources, "cannot normalise text", u_errorName(status));
  icu::UnicodeString mapped;
  for (std::int32_t i = 0; i < normalised.length(); i = normalised.moveIndex32(i, 1)) {
    append_folded(mapped, normalised.char32At(i), cyrillic_);
  }
  entry.respelt = mapped != normalised;

  bool words = false;
  bool others = false;
  for (std::int32_t i = 0; i < mapped.length(); i = mapped.moveIndex32(i, 1)) {
    const UChar32 c = mapped.char32At(i);
    (is_word_character(c) ? words : others) = true;
    if (is_han_or_kana(c)) entry.han_or_kana = true;
    if (is_kana(c)) entry.kana = true;
  }
  std::string utf8;
  mapped.toUTF8String(utf8);
  entry.mixed = words == others || utf8.size() > CodePoint::kMostBytes;
  entry.word = words && !entry.mixed;
  if (!entry.mixed) entry.length = static_cast<std::uint8_t>(utf8.copy(entry.mapped.data(), utf8.size())) & 0x3FU;

  UErrorCode ignored = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(code, &ignored);
  const std::uint32_t category = U_GET_GC_MASK(code);
  entry.starts_segment = normalizer_->hasBoundaryBefore(code) != 0;
  entry.dictionary_run = is_dictionary_script(script);
  entry.continues_run = entry.dictionary_run || script == USCRIPT_INHERITED || (category & U_GC_M_MASK) != 0;
  entry.upper = (category & (U_GC_LU_MASK | U_GC_LT_MASK)) != 0;
  entry.lower = (category & U_GC_LL_MASK) != 0;
  return entry;
}

CodePointTable& code_points(Cyrillic cyrillic) {
  thread_local CodePointTable table(Cyrillic::as_written);
  if (cyrillic == Cyrillic::as_written) return table;
  thread_local CodePointTable serbian(Cyrillic::serbian);
  return serbian;
}

}  // namespace bundel::text_detail
