#include "duplicates/pieces.h"

#include "duplicates/grain.h"

namespace bundel::duplicates_detail {

Pieces::Pieces(const CopyInput& input, const Texts& texts)
    : documents_(input.documents), texts_(&texts), begin_(texts.size() + 1, 0), keys_(texts.size()) {
  for (TextId text = 0; text < texts.size(); ++text) begin_[text + 1] = begin_[text] + document(text).pieces.size();
  hashes_.resize(begin_.back());
  const auto hash_all = [&](std::size_t i) {
    const auto text = static_cast<TextId>(i);
    std::uint64_t key = hash(title(text));
    for (std::size_t piece = 0; piece < begin_[i + 1] - begin_[i]; ++piece) {
      const std::uint64_t of_piece = hash(words(text, piece));
      hashes_[begin_[i] + piece] = of_piece;
      key = scatter(key + of_piece);
    }
    keys_[i] = key;
  };
  ground::parallel_for(texts.size(), hash_all, kTexts);
}

WordRange Pieces::range(TextId text, std::size_t piece) const {
  const std::vector<std::uint32_t>& begins = document(text).pieces;
  const auto words = static_cast<std::uint32_t>(texts_->words[text].size());
  return {begins[piece], piece + 1 < begins.size() ? begins[piece + 1] : words};
}

std::uint64_t Pieces::hash(Words words) const {
  constexpr std::uint64_t kBase = 0xa0761d6478bd642fU;
  std::uint64_t hash = words.size();
  for (const WordId word : words) hash = hash * kBase + texts_->hash_of_word(word);
  return scatter(hash);
}

}  // namespace bundel::duplicates_detail
