#include "duplicates/pieces.h"

#include "duplicates/grain.h"

namespace bundel::duplicates_detail {

Pieces::Pieces(const CopyInput& input, const Texts& texts, const WordKinds& kinds)
    : documents_(input.documents),
      uses_(input.uses),
      kinds_(&kinds),
      texts_(&texts),
      begin_(texts.size() + 1, 0),
      title_hashes_(texts.size()),
      title_masks_(texts.size()),
      keys_(texts.size()) {
  for (TextId text = 0; text < texts.size(); ++text) begin_[text + 1] = begin_[text] + document(text).pieces.size();
  hashes_.resize(begin_.back());
  masks_.resize(begin_.back());
  const auto hash_all = [&](std::size_t i) {
    const auto text = static_cast<TextId>(i);
    const Hashes of_title = hash(title(text));
    title_hashes_[i] = of_title.hash;
    title_masks_[i] = of_title.mask;
    keys_[i] = of_title.hash;
    for (std::size_t piece = 0; piece < begin_[i + 1] - begin_[i]; ++piece) {
      const Hashes of_piece = hash(words(text, piece));
      hashes_[begin_[i] + piece] = of_piece.hash;
      masks_[begin_[i] + piece] = of_piece.mask;
      keys_[i] = scatter(keys_[i] + of_piece.hash);
    }
  };
  ground::parallel_for(texts.size(), hash_all, kTexts);
}

WordRange Pieces::range(TextId text, std::size_t piece) const {
  const std::vector<std::uint32_t>& begins = document(text).pieces;
  const auto words = static_cast<std::uint32_t>(texts_->words[text].size());
  return {begins[piece], piece + 1 < begins.size() ? begins[piece + 1] : words};
}

bool Pieces::is_filled_in(Words part, std::size_t place) const {
  const WordId word = part[place];
  if ((*kinds_)[word] != WordKind::plain) return true;
  // What begins a piece, and stands inside of none, may be a name.
  return place == 0 && index_of(word) < uses_.size() && uses_[index_of(word)].inside == 0;
}

Pieces::Hashes Pieces::hash(Words part) const {
  constexpr std::uint64_t kBase = 0xa0761d6478bd642fU;
  constexpr std::uint64_t kFilling = 0x9ddfea08eb382d69U;
  std::uint64_t hash = part.size();
  std::uint64_t mask = 1;
  std::size_t filled = 0;
  bool before = false;
  for (std::size_t place = 0; place < part.size(); ++place) {
    const std::uint64_t of_word = texts_->hash_of_word(part[place]);
    hash = hash * kBase + of_word;
    const bool filling = is_filled_in(part, place);
    if (!filling || !before) mask = mask * kBase + (filling ? kFilling : of_word);
    filled += filling ? 1 : 0;
    before = filling;
  }
  hash = scatter(hash);
  return {hash, filled == 0 || filled == part.size() ? hash : scatter(mask)};
}

}  // namespace bundel::duplicates_detail
