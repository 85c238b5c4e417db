/// Columns of a terminal.
///
/// Code points are counted one by one, as terminals do, except that the emoji of one grapheme cluster count once: a
/// family joined by U+200D, a flag of two letters, a thumb with a skin tone are two columns. It stands in the room of
/// words, and not on the ground, because ICU cuts the clusters, with the iterators that cut words and sentences.
#include "bundel/terminal.h"

#include "text/breaker.h"
#include "text/code_points.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace bundel {
namespace {

using text_detail::next_code_point;

constexpr std::string_view kEllipsis = "\u2026";  // one column
constexpr UChar32 kEmojiPresentation = 0xFE0F;

bool takes_no_column(UChar32 code) {
  constexpr std::uint32_t kNone = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK;
  if ((U_GET_GC_MASK(code) & kNone) != 0) return true;
  const int syllable = u_getIntPropertyValue(code, UCHAR_HANGUL_SYLLABLE_TYPE);
  return syllable == U_HST_VOWEL_JAMO || syllable == U_HST_TRAILING_JAMO;  // drawn into the consonant before
}

bool is_wide(UChar32 code) {
  const int width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

std::size_t cluster_width(std::string_view cluster) {
  std::size_t width = 0;
  bool emoji = false;
  bool shown_as_emoji = false;
  for (std::size_t at = 0; at < cluster.size();) {
    const UChar32 code = next_code_point(cluster, at);
    if (code == kEmojiPresentation) shown_as_emoji = true;
    if (code >= 0 && u_hasBinaryProperty(code, UCHAR_EMOJI_PRESENTATION)) {
      width += emoji ? 0 : 2;
      emoji = true;
    } else if (code < 0) {
      ++width;
    } else if (!takes_no_column(code)) {
      width += is_wide(code) ? 2 : 1;
    }
  }
  return shown_as_emoji && width > 0 ? 2 : width;
}

bool is_printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

}  // namespace

std::size_t display_width(std::string_view text) {
  if (is_printable_ascii(text)) return text.size();
  std::vector<std::size_t> ends;
  text_detail::cluster_breaker().cut(text, ends);
  std::size_t width = 0;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    width += cluster_width(text.substr(begin, end - begin));
    begin = end;
  }
  return width;
}

std::string cut_to_width(std::string_view text, std::size_t columns) {
  if (is_printable_ascii(text) && text.size() <= columns) return std::string(text);
  std::vector<std::size_t> ends;
  text_detail::cluster_breaker().cut(text, ends);
  std::size_t width = 0;
  std::size_t begin = 0;
  std::size_t fits_before_ellipsis = 0;  // bytes
  for (const std::size_t end : ends) {
    width += cluster_width(text.substr(begin, end - begin));
    begin = end;
    if (width > columns) break;
    if (width + 1 <= columns) fits_before_ellipsis = end;
  }
  if (width <= columns) return std::string(text);
  if (columns == 0) return {};
  return std::string(text.substr(0, fits_before_ellipsis)).append(kEllipsis);
}

}  // namespace bundel
