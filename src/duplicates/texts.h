/// Articles with the same words are one text: the search works on texts, results speak of articles again.
#pragma once

#include "bundel/duplicates.h"
#include "duplicates/shingles.h"

#include <cstdint>
#include <span>
#include <vector>

namespace bundel::duplicates_detail {

/// Place of a text among the different ones, in the keep order they were made from.
using TextId = std::uint32_t;
constexpr TextId kNoText = ~TextId{0};

/// The different non-empty word sequences. Views the documents and the hashes they were made from.
struct Texts {
  std::vector<Words> words;        ///< by TextId
  std::vector<ArticleId> first;    ///< by TextId: the first article in keep order that has it
  std::vector<TextId> of_article;  ///< by ArticleId; kNoText for an empty one
  HashOfLetters hash_of_word;

  [[nodiscard]] std::size_t size() const noexcept { return words.size(); }
};

/// Numbers texts in the order in which `order` first meets them. A hash nominates, the words decide.
Texts distinct_texts(const CopyInput& input, std::span<const ArticleId> order);

/// Under which text a text folds, and how.
struct Verdict {
  TextId kept = kNoText;  ///< kNoText: under none, it is kept
  MatchKind kind = MatchKind::copy;
  double in_kept = 0;
  double of_kept = 0;
};

/// Stars of articles from verdicts on texts. Articles with the words of a kept one fold as identical, those with the
/// words of a folded one as that one does. References are no members.
std::vector<CopyGroup> assemble(const CopyInput& input, const Texts& texts, std::span<const ArticleId> order,
                                std::span<const Verdict> verdicts);

}  // namespace bundel::duplicates_detail
