/// The pieces of different texts, known by hashes of their words' letters.
#pragma once

#include "bundel/duplicates.h"
#include "duplicates/texts.h"
#include "duplicates/word_kinds.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace bundel::duplicates_detail {

class Pieces {
 public:
  /// Views all of them. Cost: linear in the words, in parallel.
  Pieces(const CopyInput& input, const Texts& texts, const WordKinds& kinds);

  [[nodiscard]] std::size_t size() const noexcept { return hashes_.size(); }
  [[nodiscard]] std::size_t texts() const noexcept { return texts_->size(); }
  /// Place of a text's first piece among all.
  [[nodiscard]] std::size_t first(TextId text) const { return begin_[text]; }
  /// In the order of the text.
  [[nodiscard]] std::span<const std::uint64_t> hashes(TextId text) const {
    return std::span(hashes_).subspan(begin_[text], begin_[text + 1] - begin_[text]);
  }
  /// The same with all names and numbers as one, so that a form filled in twice has one mask; the hash where there are
  /// none, or nothing else.
  [[nodiscard]] std::span<const std::uint64_t> masks(TextId text) const {
    return std::span(masks_).subspan(begin_[text], begin_[text + 1] - begin_[text]);
  }
  [[nodiscard]] std::uint64_t title_hash(TextId text) const { return title_hashes_[text]; }
  [[nodiscard]] std::uint64_t title_mask(TextId text) const { return title_masks_[text]; }
  /// Whether the word at this place of a title or piece is filled in.
  [[nodiscard]] bool is_filled_in(Words part, std::size_t place) const;
  [[nodiscard]] WordRange range(TextId text, std::size_t piece) const;
  [[nodiscard]] Words words(TextId text, std::size_t piece) const {
    const WordRange at = range(text, piece);
    return texts_->words[text].subspan(at.begin, at.size());
  }
  [[nodiscard]] Words title(TextId text) const { return texts_->words[text].first(document(text).title_words); }
  /// Of all words of a text, the title's too: an order of texts that hangs on nothing but what they say.
  [[nodiscard]] std::uint64_t key(TextId text) const { return keys_[text]; }

 private:
  struct Hashes {
    std::uint64_t hash = 0;
    std::uint64_t mask = 0;
  };
  [[nodiscard]] Hashes hash(Words part) const;
  [[nodiscard]] const Document& document(TextId text) const { return documents_[index_of(texts_->first[text])]; }

  std::span<const Document> documents_;
  std::span<const WordUse> uses_;
  const WordKinds* kinds_;
  const Texts* texts_;
  std::vector<std::size_t> begin_;  ///< by TextId, and the end
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint64_t> masks_;
  std::vector<std::uint64_t> title_hashes_;  ///< by TextId
  std::vector<std::uint64_t> title_masks_;   ///< by TextId
  std::vector<std::uint64_t> keys_;          ///< by TextId
};

}  // namespace bundel::duplicates_detail
