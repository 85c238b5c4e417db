/// How alike two texts are beside what they share with many (boilerplate.h defines all of it).
#pragma once

#include "bundel/duplicates.h"
#include "duplicates/pieces.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace bundel::duplicates_detail {

/// What words weigh, by how many texts have them among their own.
class OwnWords {
 public:
  /// `is_own`: by place among all pieces, whether it is the text's own. Views both. Cost: linear in the words of at
  /// most 20,000 texts.
  OwnWords(const Pieces& pieces, std::size_t words, std::span<const std::uint8_t> is_own);

  [[nodiscard]] double weight(WordId word) const { return weights_[holders_[index_of(word)]]; }
  /// Calls visit(word) for the words of the title and of the text's own pieces, in order; some come twice.
  template <typename Visit>
  void for_each(TextId text, const Visit& visit) const {
    for (const WordId word : pieces_->title(text)) visit(word);
    const std::size_t pieces = pieces_->hashes(text).size();
    for (std::size_t piece = 0; piece < pieces; ++piece) {
      if (is_own_[pieces_->first(text) + piece] == 0) continue;
      for (const WordId word : pieces_->words(text, piece)) visit(word);
    }
  }

 private:
  const Pieces* pieces_;
  std::span<const std::uint8_t> is_own_;
  std::vector<std::uint32_t> holders_;  ///< by WordId
  std::vector<double> weights_;         ///< by number of holders
};

/// Compares a few texts with one another. One a thread; space is reused.
class Likeness {
 public:
  /// `words`: normalised, by WordId; without them only equal words begin alike.
  Likeness(const Pieces& pieces, const OwnWords& own, std::span<const std::string> words, std::size_t vocabulary);

  /// Takes the texts to compare.
  void take(std::span<const TextId> texts);
  /// Of two of those taken, by their places: 0 to 1.
  double of(std::size_t one, std::size_t other);

 private:
  struct Bag {
    std::vector<WordId> words;  ///< different ones, in order of their first places
    double length = 0;
  };
  struct Piece {
    std::uint64_t hash = 0;
    std::uint32_t place = 0;

    friend auto operator<=>(const Piece&, const Piece&) = default;
  };
  struct Taken {
    TextId text = 0;
    Bag own;
    Bag title;
    std::vector<Piece> pieces;  ///< by hash
    std::size_t words = 0;      ///< of all pieces
  };

  void fill(Bag& bag) const;
  double cosine(const Bag& one, const Bag& other);
  bool one_text(const Taken& one, const Taken& other);
  /// Whether what is in `shared` tells the title.
  bool tells(std::span<const WordId> shared, const Bag& title) const;
  [[nodiscard]] std::uint64_t beginning_of(WordId word) const;
  /// Forgets what was seen, and notes what comes now.
  void start() { ++now_; }
  bool see(WordId word) { return std::exchange(seen_[index_of(word)], now_) != now_; }

  const Pieces& pieces_;
  const OwnWords& own_;
  std::span<const std::string> words_;
  std::vector<std::uint32_t> seen_;  ///< by WordId: when last
  std::uint32_t now_ = 0;
  std::vector<Taken> taken_;
};

}  // namespace bundel::duplicates_detail
