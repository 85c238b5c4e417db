#include "text/passages.h"

#include "text/sentences.h"

#include <algorithm>

namespace bundel::text_detail {
namespace {

/// Cuts texts of one article into numbers of words.
class PassageCutter {
 public:
  PassageCutter(std::span<const ScannedWord> words, const TextSettings& settings)
      : words_(words), aim_(static_cast<std::size_t>(std::max(1, settings.passage_words))) {}

  /// The words up to byte `end` of the text that were not taken before.
  std::size_t take_until(std::size_t end) {
    const std::size_t begin = next_;
    while (next_ < words_.size() && words_[next_].begin < end) ++next_;
    return next_ - begin;
  }

  /// Adds the sizes of the pieces of one paragraph. `begin` is its first byte in the text.
  void cut_paragraph(std::string_view paragraph, std::size_t begin, std::vector<std::size_t>& pieces) {
    const std::size_t first = next_;
    const std::size_t count = take_until(begin + paragraph.size());
    if (2 * count <= 3 * aim_) {
      if (count > 0) pieces.push_back(count);
      return;
    }
    next_ = first;
    std::size_t piece = 0;
    for (const std::size_t sentence_end : sentence_ends(paragraph)) {
      for (const std::size_t part : cut_sentence(take_until(begin + sentence_end))) {
        if (piece > 0 && piece + part / 2 > aim_) {
          pieces.push_back(piece);
          piece = 0;
        }
        piece += part;
      }
    }
    if (piece > 0) pieces.push_back(piece);
  }

 private:
  /// Equal parts of about the aim where the sentence is longer than twice the aim, or else the whole.
  [[nodiscard]] std::vector<std::size_t> cut_sentence(std::size_t count) const {
    const std::size_t parts = count > 2 * aim_ ? (count + aim_ - 1) / aim_ : 1;
    std::vector<std::size_t> sizes(parts, count / parts);
    for (std::size_t i = 0; i < count % parts; ++i) ++sizes[i];
    return sizes;
  }

  std::span<const ScannedWord> words_;
  std::size_t aim_;
  std::size_t next_ = 0;
};

/// Joins pieces under the minimum to the next one, a last one to the one before, the title to the first.
std::vector<WordRange> join_short(std::span<const std::size_t> pieces, std::uint32_t title_words, std::size_t least) {
  std::vector<WordRange> passages;
  WordRange open{0, title_words};
  std::size_t counted = 0;  // words of the open passage without the title
  for (const std::size_t piece : pieces) {
    open.end += static_cast<std::uint32_t>(piece);
    counted += piece;
    if (counted < least) continue;
    passages.push_back(open);
    open = {open.end, open.end};
    counted = 0;
  }
  if (open.size() == 0) return passages;
  if (passages.empty()) {
    passages.push_back(open);
  } else {
    passages.back().end = open.end;
  }
  return passages;
}

}  // namespace

std::vector<WordRange> passages_of(std::string_view text, std::span<const ScannedWord> words, std::uint32_t title_words,
                                   const TextSettings& settings) {
  std::vector<std::size_t> pieces;
  PassageCutter cutter(words, settings);
  for (const ByteRange& line : lines_of(text)) {
    cutter.cut_paragraph(text.substr(line.begin, line.end - line.begin), line.begin, pieces);
  }
  // A word whose bytes begin at a line end (a mark that follows it) may be left over at the end of the text.
  if (const std::size_t rest = cutter.take_until(text.size() + 1); rest > 0) pieces.push_back(rest);
  return join_short(pieces, title_words, static_cast<std::size_t>(std::max(1, settings.passage_min_words)));
}

}  // namespace bundel::text_detail
