/// Texts as letters without spaces, which is what survives when a scanner splits and joins words.
///
/// A letter is a code point of a normalised word: letters, marks and digits alike. "New York, 1998" is newyork1998.
#pragma once

#include "duplicates/shingles.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace bundel::duplicates_detail {

using Letter = char32_t;
using Letters = std::span<const Letter>;

/// A letter in 8 bits, for fingerprints: ASCII stands for itself, other letters share the codes.
using LetterCode = std::uint8_t;

/// The vocabulary's words, decoded once. Space: 5 bytes a letter and 4 a word of the vocabulary.
class LetterTable {
 public:
  explicit LetterTable(std::span<const std::string> words);

  [[nodiscard]] Letters of(WordId word) const {
    const std::size_t at = index_of(word);
    return Letters(letters_).subspan(offsets_[at], offsets_[at + 1] - offsets_[at]);
  }
  /// Letters of all the words together.
  [[nodiscard]] std::size_t count(Words words) const;
  /// Fills `letters` with those of the words, in order.
  void join(Words words, std::vector<Letter>& letters) const;
  void join_codes(Words words, std::vector<LetterCode>& codes) const;

 private:
  std::vector<Letter> letters_;
  std::vector<LetterCode> codes_;  ///< of letters_
  std::vector<std::uint32_t> offsets_;
};

/// Half-open range of letters in one text.
struct LetterRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] constexpr std::size_t size() const noexcept { return end - begin; }
};

/// A text of so many letters cut into passages of equal length, give or take one letter, with no regard to words: as
/// few as hold at most kMostLetters. A text of two passages or more has none of less than half of that.
class Passages {
 public:
  /// A passage's letters and "any other" have a code each in 8 bits.
  static constexpr std::size_t kMostLetters = 255;

  explicit Passages(std::size_t letters) : letters_(letters), count_((letters + kMostLetters - 1) / kMostLetters) {}

  [[nodiscard]] std::size_t size() const noexcept { return count_; }
  [[nodiscard]] LetterRange operator[](std::size_t i) const { return {edge(i), edge(i + 1)}; }
  /// The passage that holds a letter.
  [[nodiscard]] std::size_t of(std::size_t letter) const {
    std::size_t i = letter * count_ / letters_;
    while (edge(i + 1) <= letter) ++i;
    return i;
  }

 private:
  [[nodiscard]] std::size_t edge(std::size_t i) const { return i * letters_ / count_; }

  std::size_t letters_;
  std::size_t count_;
};

}  // namespace bundel::duplicates_detail
