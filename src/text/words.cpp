/// The text of one article, for showing.
#include "bundel/text.h"

#include "bundel/error.h"
#include "ground/lines.h"
#include "text/code_points.h"
#include "text/sentences.h"
#include "text/word_scanner.h"

#include <unicode/bytestream.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>

#include <algorithm>

namespace bundel {
namespace {

/// The range without white space at its ends.
ByteRange trimmed(std::string_view text, ByteRange range) {
  const auto is_space = [](UChar32 code) { return code >= 0 && u_isUWhiteSpace(code); };
  std::size_t first = range.end;
  std::size_t last = range.begin;
  for (std::size_t at = range.begin; at < range.end;) {
    const std::size_t begin = at;
    if (is_space(text_detail::next_code_point(text.substr(0, range.end), at))) continue;
    first = std::min(first, begin);
    last = at;
  }
  return {first, std::max(first, last)};
}

}  // namespace

std::vector<WordSpan> words_of(std::string_view text) {
  text_detail::WordScanner scanner;
  scanner.scan(text, text_detail::cyrillic_of({}, text));
  std::vector<WordSpan> words;
  words.reserve(scanner.words().size());
  for (std::size_t i = 0; i < scanner.words().size(); ++i) {
    const text_detail::ScannedWord& word = scanner.words()[i];
    words.push_back({std::string(scanner.letters(i)), word.begin, word.end});
  }
  return words;
}

std::string spelling_in(std::string_view text, const std::string& word) {
  const std::vector<WordSpan> words = words_of(text);
  const auto found = std::ranges::find(words, word, &WordSpan::word);
  if (found == words.end()) return word;
  std::string spelt;
  icu::StringByteSink<std::string> sink(&spelt);
  UErrorCode status = U_ZERO_ERROR;
  const icu::StringPiece written(text.data() + found->begin, static_cast<std::int32_t>(found->end - found->begin));
  text_detail::code_points().normalizer().normalizeUTF8(0, written, sink, nullptr, status);
  if (U_FAILURE(status)) throw Error(ErrorKind::resources, "cannot normalise text", u_errorName(status));
  return spelt;
}

std::string full_text(const Article& article) {
  std::string text;
  text.reserve(article.title.size() + 1 + article.text.size());
  return text.append(article.title).append(1, '\n').append(article.text);
}

std::string headline_of(const Article& article) {
  std::string title = ground::one_line(article.title);
  if (!title.empty()) return title;
  const std::vector<ByteRange> sentences = sentences_of(article.text, 1);
  if (sentences.empty()) return {};
  return ground::one_line(
      std::string_view(article.text).substr(sentences[0].begin, sentences[0].end - sentences[0].begin));
}

WrittenText::WrittenText(const Article& article, const Document& document)
    : text_(full_text(article)), words_(words_of(text_)) {
  if (document.set_aside.empty()) return;
  std::vector<WordSpan> own;
  std::size_t next = 0;
  for (const WordRange& range : document.set_aside) {
    const std::size_t begin = std::min<std::size_t>(range.begin, words_.size());
    std::move(words_.begin() + static_cast<std::ptrdiff_t>(next), words_.begin() + static_cast<std::ptrdiff_t>(begin),
              std::back_inserter(own));
    cuts_.push_back(static_cast<std::uint32_t>(own.size()));
    next = std::min<std::size_t>(range.end, words_.size());
  }
  std::move(words_.begin() + static_cast<std::ptrdiff_t>(next), words_.end(), std::back_inserter(own));
  words_ = std::move(own);
}

bool WrittenText::begins_stretch(std::uint32_t word) const {
  return std::ranges::binary_search(cuts_, word);
}

ByteRange WrittenText::bytes(WordRange words) const {
  if (words.size() == 0 || words.end > words_.size()) return {};
  return {words_[words.begin].begin, words_[words.end - 1].end};
}

std::string WrittenText::line(WordRange words) const {
  std::string written;
  for (auto cut = std::ranges::upper_bound(cuts_, words.begin); words.size() > 0; ++cut) {
    const std::uint32_t end = cut == cuts_.end() ? words.end : std::min(*cut, words.end);
    const ByteRange range = bytes({words.begin, end});
    if (!written.empty()) written += ' ';
    written.append(text_, range.begin, range.end - range.begin);
    words.begin = end;
    if (cut == cuts_.end()) break;
  }
  return ground::one_line(written);
}

std::vector<ByteRange> sentences_of(std::string_view text, std::size_t most) {
  std::vector<ByteRange> sentences;
  for (const ByteRange& line : text_detail::lines_of(text)) {
    if (sentences.size() >= most) break;
    std::size_t begin = line.begin;
    for (const std::size_t line_end : text_detail::sentence_ends(text.substr(line.begin, line.end - line.begin))) {
      const ByteRange sentence = trimmed(text, {begin, line.begin + line_end});
      begin = line.begin + line_end;
      if (sentence.begin < sentence.end && sentences.size() < most) sentences.push_back(sentence);
    }
  }
  return sentences;
}

}  // namespace bundel
