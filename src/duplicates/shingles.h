/// Shingles as 64-bit fingerprints, and which of them are worth an index entry.
///
/// A fingerprint only nominates: equal windows have equal fingerprints, the reverse is checked on the words.
#pragma once

#include "bundel/types.h"

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

/// Calls visit(position, hash) for each window of `min_run` words, in order. Polynomial in the scattered words modulo
/// 2^64, rolled along: O(words) whatever `min_run`.
template <typename Visit>
void for_each_shingle(Words words, int min_run, const Visit& visit) {
  constexpr std::uint64_t kBase = 0xa0761d6478bd642fU;
  const auto run = static_cast<std::size_t>(min_run);
  if (words.size() < run) return;
  const auto value = [&](std::size_t i) { return scatter(static_cast<std::uint64_t>(words[i]) + 1); };
  std::uint64_t leading = 1;
  for (std::size_t i = 1; i < run; ++i) leading *= kBase;
  std::uint64_t rolling = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    rolling = rolling * kBase + value(i);
    if (i + 1 < run) continue;
    const std::size_t position = i + 1 - run;
    visit(static_cast<std::uint32_t>(position), scatter(rolling));
    rolling -= leading * value(position);
  }
}

/// Which shingles occur at two or more places of the collection. The others can join no pair and need no index entry.
///
/// Two bits a cell ("seen", "seen again") in one bitmap of 16 to 32 bits a shingle, so about one lone shingle in ten
/// is taken for a repeated one; a repeated one is never missed.
class RepeatedShingles {
 public:
  /// Cost O(words), in parallel; the same bits for any number of threads.
  RepeatedShingles(std::span<const Words> texts, int min_run);

  [[nodiscard]] bool contains(std::uint64_t hash) const {
    return (cells_[word_of(hash)] >> shift_of(hash) & kAgain) != 0;
  }

 private:
  static constexpr std::uint64_t kSeen = 1;
  static constexpr std::uint64_t kAgain = 2;

  [[nodiscard]] std::size_t word_of(std::uint64_t hash) const { return (hash >> 5) & mask_; }
  static unsigned shift_of(std::uint64_t hash) { return static_cast<unsigned>(hash & 31) * 2; }
  void mark(std::uint64_t hash);

  std::vector<std::uint64_t> cells_;
  std::size_t mask_ = 0;
};

/// Lists the different shingles of a text that are worth a look-up. Space is reused.
class ShingleLister {
 public:
  /// Fills `shingles` with those that `repeated` contains, in the order of their first positions. Cost O(words).
  void list(Words words, int min_run, const RepeatedShingles& repeated, std::vector<Shingle>& shingles);

 private:
  std::vector<std::uint32_t> slots_;  ///< open addressing: 1 + place in the list, 0 for none; at most half full
};

}  // namespace bundel::duplicates_detail
