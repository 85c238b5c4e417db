/// Shingles as 64-bit fingerprints, and which of them are worth an index entry.
///
/// A fingerprint only nominates: equal windows have equal fingerprints, the reverse is checked on the words.
#pragma once

#include "bundel/types.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace bundel::duplicates_detail {

using Words = std::span<const WordId>;

/// One different shingle of a text.
struct Shingle {
  std::uint64_t hash = 0;
  std::uint32_t position = 0;  ///< where it starts first
  std::uint32_t count = 0;     ///< positions of the text where it starts
};

/// Spreads the bits of a number over all 64, one to one.
constexpr std::uint64_t scatter(std::uint64_t x) {
  x = (x ^ (x >> 32)) * 0xd6e8feb86659fd93U;
  x = (x ^ (x >> 29)) * 0x9e3779b97f4a7c15U;
  return x ^ (x >> 32);
}

/// A hash of a word by its place in the vocabulary: good within one collection.
struct HashOfPlace {
  std::uint64_t operator()(WordId word) const { return scatter(static_cast<std::uint64_t>(word) + 1); }
};

/// A hash of a word by its letters, the same in every collection.
class HashOfLetters {
 public:
  HashOfLetters() = default;
  /// By WordId. Without any, places stand in for letters.
  explicit HashOfLetters(std::span<const std::uint64_t> hashes) : hashes_(hashes) {}

  std::uint64_t operator()(WordId word) const {
    return hashes_.empty() ? HashOfPlace()(word) : hashes_[index_of(word)];
  }

 private:
  std::span<const std::uint64_t> hashes_;
};

/// Calls visit(position, hash) for each window of `min_run` words, in order. Polynomial in the words' hashes modulo
/// 2^64, rolled along: O(words) whatever `min_run`.
template <typename HashOfWord, typename Visit>
void for_each_shingle(Words words, int min_run, const HashOfWord& hash_of, const Visit& visit) {
  constexpr std::uint64_t kBase = 0xa0761d6478bd642fU;
  const auto run = static_cast<std::size_t>(min_run);
  if (words.size() < run) return;
  std::uint64_t leading = 1;
  for (std::size_t i = 1; i < run; ++i) leading *= kBase;
  std::uint64_t rolling = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    rolling = rolling * kBase + hash_of(words[i]);
    if (i + 1 < run) continue;
    const std::size_t position = i + 1 - run;
    visit(static_cast<std::uint32_t>(position), scatter(rolling));
    rolling -= leading * hash_of(words[position]);
  }
}

/// Which shingles occur at two or more places of the collection, and about how often. The others can join no pair and
/// need no index entry.
///
/// Two bits a cell ("seen", "seen again") in one bitmap of 16 bits a shingle, so about one lone shingle in ten
/// is taken for a repeated one; a repeated one is never missed. Places beyond the second are counted in cells of their
/// own.
class RepeatedShingles {
 public:
  /// Cost O(words), in parallel; the same bits and counts for any number of threads.
  RepeatedShingles(std::span<const Words> texts, HashOfLetters hash_of, int min_run);

  /// Fills `hashes` with those of the text's windows, in order.
  void hash(Words words, std::vector<std::uint64_t>& hashes) const;

  void prefetch(std::uint64_t hash) const { __builtin_prefetch(&cells_[word_of(hash)]); }
  [[nodiscard]] bool contains(std::uint64_t hash) const {
    return (cells_[word_of(hash)] >> shift_of(hash) & kAgain) != 0;
  }
  /// Different repeated shingles, or fewer where some share a cell. Cost: one pass over the bitmap.
  [[nodiscard]] std::size_t different() const;
  /// Places of a repeated shingle in all texts, or more where others share its cell; up to kMostPlaces.
  [[nodiscard]] std::uint32_t places(std::uint64_t hash) const { return std::uint32_t{2} + places_[place_of(hash)]; }

 private:
  static constexpr std::uint64_t kSeen = 1;
  static constexpr std::uint64_t kAgain = 2;
  static constexpr std::uint16_t kMostPlaces = 4096;
  __extension__ using Wide = unsigned __int128;

  /// The hash as a fraction of the whole (Lemire 2019): any number of cells will do, not powers of two alone.
  [[nodiscard]] std::size_t word_of(std::uint64_t hash) const {
    return static_cast<std::size_t>(static_cast<Wide>(hash) * cells_.size() >> 64);
  }
  static unsigned shift_of(std::uint64_t hash) { return static_cast<unsigned>(hash & 31) * 2; }
  [[nodiscard]] std::size_t place_of(std::uint64_t hash) const {
    return static_cast<std::size_t>(static_cast<Wide>(std::rotl(hash, 32)) * places_.size() >> 64);
  }
  void mark(std::uint64_t hash);
  void count(std::uint64_t hash);

  HashOfLetters hash_of_;
  int min_run_;
  std::vector<std::uint64_t> cells_;
  std::vector<std::uint16_t> places_;  ///< beyond the second
};

/// The different shingles of a text that are worth a look-up.
struct TextShingles {
  std::vector<Shingle> used;   ///< in the order of their first positions
  std::vector<Shingle> aside;  ///< set aside: so frequent that they need not find a pair, likewise
  /// Most words that the frequent windows of the text cover, set aside or not.
  std::uint32_t frequent_words = 0;
  std::uint64_t frequent_places = 0;  ///< of the frequent shingles in the collection, one added to the other
};

/// Lists the shingles of one text after another, and sets the most frequent aside.
///
/// A footer under fifty thousand articles would make each of them a candidate of each. But where a match shares at
/// least a share `least` of a text's words, the windows set aside cover fewer than that, so that a shared window is
/// left to find the match by: nothing is lost, however frequent they are. They are taken in one order for all texts,
/// by places in the collection, then by hash. So of two texts that both share `least`, the one that sets aside further
/// down that order still uses a window that both share, and the other has not set it aside: it is enough to index and
/// to look up `used`. Where only one of the two shares that much, it finds the other in an index of `used` and `aside`.
///
/// Source: prefix filtering, Chaudhuri, Ganti and Kaushik 2006; here in words covered instead of shingles counted,
/// because a footer has as many shingles as scattered pieces of five times its length.
class ShingleLister {
 public:
  ShingleLister(const RepeatedShingles& repeated, int min_run)
      : repeated_(&repeated), min_run_(static_cast<std::uint32_t>(min_run)) {}

  /// `least`: 0 sets nothing aside. Cost O(words), and for frequent shingles their sorting. Space is reused.
  void list(Words words, double least, TextShingles& shingles);

 private:
  /// Shingles at fewer places are not worth setting aside.
  static constexpr std::uint32_t kFrequent = 64;

  void list_repeated(Words words, std::vector<Shingle>& shingles);
  void set_aside(std::size_t words, double least, TextShingles& shingles);
  /// Words that the windows of a shingle cover and no window covered before does; repetitions as if apart.
  std::uint32_t cover(const Shingle& shingle);

  const RepeatedShingles* repeated_;
  std::uint32_t min_run_;
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> slots_;     ///< open addressing: 1 + place in the list, 0 for none; at most half full
  std::vector<std::uint32_t> frequent_;  ///< places in the list
  std::vector<std::uint8_t> covered_;    ///< by word
};

}  // namespace bundel::duplicates_detail
