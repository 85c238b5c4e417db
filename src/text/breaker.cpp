#include "text/breaker.h"

#include "bundel/error.h"
#include "text/code_points.h"

#include <unicode/utf16.h>

namespace bundel::text_detail {
namespace {

constexpr UChar32 kReplacement = 0xFFFD;

void append_utf16(std::vector<char16_t>& to, UChar32 code) {
  if (code < 0) code = kReplacement;
  if (code <= 0xFFFF) {
    to.push_back(static_cast<char16_t>(code));
  } else {
    to.push_back(U16_LEAD(code));
    to.push_back(U16_TRAIL(code));
  }
}

}  // namespace

Breaker::Breaker(UBreakIteratorType type) {
  UErrorCode status = U_ZERO_ERROR;
  iterator_.reset(ubrk_open(type, "", nullptr, 0, &status));
  if (U_FAILURE(status)) throw Error(ErrorKind::resources, "cannot load ICU's break rules", u_errorName(status));
}

void Breaker::cut(std::string_view text, std::vector<std::size_t>& ends) {
  ends.clear();
  utf16_.clear();
  for (std::size_t at = 0; at < text.size();) append_utf16(utf16_, next_code_point(text, at));

  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(iterator_.get(), utf16_.data(), static_cast<std::int32_t>(utf16_.size()), &status);
  if (U_FAILURE(status)) throw Error(ErrorKind::resources, "cannot cut text", u_errorName(status));

  std::size_t byte = 0;
  std::int32_t unit = 0;
  for (std::int32_t end = ubrk_next(iterator_.get()); end != UBRK_DONE; end = ubrk_next(iterator_.get())) {
    while (unit < end) {
      const UChar32 code = next_code_point(text, byte);
      unit += code > 0xFFFF ? 2 : 1;
    }
    ends.push_back(byte);
  }
}

Breaker& word_breaker() {
  thread_local Breaker breaker(UBRK_WORD);
  return breaker;
}

Breaker& sentence_breaker() {
  thread_local Breaker breaker(UBRK_SENTENCE);
  return breaker;
}

Breaker& cluster_breaker() {
  thread_local Breaker breaker(UBRK_CHARACTER);
  return breaker;
}

}  // namespace bundel::text_detail
