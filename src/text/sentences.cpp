#include "text/sentences.h"

#include "ground/utf8.h"
#include "text/breaker.h"
#include "text/code_points.h"
#include "text/word_scanner.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

namespace bundel::text_detail {
namespace {

/// Titles and the like that stand before names in the news; single letters are covered without a list.
constexpr std::array<std::string_view, 40> kAbbreviations = {
    "adm", "bros", "capt", "cmdr", "co",  "col", "dhr", "dr",   "dra", "drs", "ed", "fr",  "gen", "gov",
    "hon", "ing",  "ir",   "jr",   "lt",  "maj", "mej", "mevr", "mgr", "mme", "mr", "mrs", "ms",  "mw",
    "no",  "nr",   "prof", "rep",  "rev", "sen", "sgt", "sr",   "sra", "st",  "vs", "zr"};
static_assert(std::is_sorted(kAbbreviations.begin(), kAbbreviations.end()));

bool is_terminator(UChar32 code) {
  switch (code) {
    case '.':
    case '!':
    case '?':
    case 0x2026:  // …
    case 0x0589:  // Armenian full stop
    case 0x3002:  // ideographic full stop
    case 0xFF01:  // full-width ! and ?
    case 0xFF1F:
      return true;
    default:
      return false;
  }
}

/// Marks that only ever open.
bool opens(UChar32 code) {
  switch (code) {
    case '(':
    case '[':
    case 0xA1:    // ¡
    case 0xBF:    // ¿
    case 0xAB:    // «
    case 0x201C:  // “
    case 0x201E:  // „
    case 0x2018:  // ‘
    case 0x201A:  // ‚
    case 0x2039:  // ‹
      return true;
    default:
      return false;
  }
}

/// Marks that open when they stand against the word behind them and not against the one before.
bool may_open(UChar32 code) {
  switch (code) {
    case '\'':
    case '"':
    case 0xBB:    // », which opens in Danish and German
    case 0x2019:  // ’
    case 0x201D:  // ”, which opens in Swedish and Finnish
      return true;
    default:
      return false;
  }
}

/// Marks behind which something begins, with or without a space.
bool introduces(UChar32 code, bool spaced) {
  return code == ':' || code == 0x2013 || code == 0x2014 || (code == '-' && spaced);
}

bool ends_with_abbreviation(std::string_view sentence) {
  while (!sentence.empty() && (sentence.back() == ' ' || sentence.back() == '\t')) sentence.remove_suffix(1);
  if (sentence.empty() || sentence.back() != '.') return false;
  thread_local WordScanner scanner;
  constexpr std::size_t kLongestAbbreviation = 8;  // bytes; an older word in front of it changes nothing
  sentence.remove_suffix(1);
  std::size_t begin = sentence.size() - std::min(sentence.size(), kLongestAbbreviation);
  while (begin > 0 && !ground::begins_code_point(sentence[begin])) --begin;
  sentence.remove_prefix(begin);
  scanner.scan(sentence, Cyrillic::as_written);
  if (scanner.words().empty()) return false;
  const ScannedWord& last = scanner.words().back();
  const bool whole = begin == 0 || last.begin > 0;
  return whole && last.end == sentence.size() &&
         is_abbreviation(as_abbreviation(sentence, scanner, scanner.words().size() - 1));
}

}  // namespace

bool is_abbreviation(std::string_view letters) {
  if (letters.empty()) return false;
  std::size_t at = 0;
  const UChar32 first = next_code_point(letters, at);
  if (at == letters.size()) return u_isalpha(first) != 0;
  return std::binary_search(kAbbreviations.begin(), kAbbreviations.end(), letters);
}

std::string_view as_abbreviation(std::string_view text, const WordScanner& scanned, std::size_t word) {
  if (!std::ranges::binary_search(scanned.respelt(), word)) return scanned.letters(word);
  const ScannedWord& place = scanned.words()[word];
  return text.substr(place.begin, place.end - place.begin);
}

std::vector<ByteRange> lines_of(std::string_view text) {
  std::vector<ByteRange> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find_first_of("\n\r", begin), text.size());
    if (end > begin) lines.push_back({begin, end});
    begin = end + 1;
  }
  return lines;
}

std::vector<std::size_t> sentence_ends(std::string_view line) {
  std::vector<std::size_t> ends;
  sentence_breaker().cut(line, ends);
  std::vector<std::size_t> kept;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    if (end < line.size() && ends_with_abbreviation(line.substr(begin, end - begin))) continue;
    kept.push_back(end);
    begin = end;
  }
  return kept;
}

bool begins_sentence(std::string_view gap, std::string_view before) {
  if (gap.empty() || gap == " ") return false;
  bool ended = false;
  bool space_before_last = false;  // before, and behind, the last character that is no space
  bool space_behind_last = false;
  UChar32 last = 0;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < gap.size(); ++characters) {
    const UChar32 code = next_code_point(gap, at);
    if (code >= 0 && u_isUWhiteSpace(code)) {
      if (ended) return true;
      space_behind_last = true;
      continue;
    }
    const bool of_abbreviation = code == '.' && characters == 0 && is_abbreviation(before);
    if (is_terminator(code) && !of_abbreviation) ended = true;
    last = code;
    space_before_last = space_behind_last;
    space_behind_last = false;
  }
  const bool glued = characters == 1;
  return introduces(last, space_before_last) || opens(last) || (may_open(last) && !space_behind_last && !glued);
}

bool ends_sentence(std::string_view gap, std::string_view before) {
  if (gap.size() < 2) return false;
  bool ended = false;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < gap.size(); ++characters) {
    const UChar32 code = next_code_point(gap, at);
    if (code >= 0x3000 && is_terminator(code)) return true;  // no space stands behind it
    if (is_terminator(code)) ended = ended || code != '.' || characters > 0 || !is_abbreviation(before);
    if (ended && code >= 0 && u_isUWhiteSpace(code)) return true;
  }
  return false;
}

}  // namespace bundel::text_detail
