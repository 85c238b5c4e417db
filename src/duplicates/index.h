/// Which texts share shingles with a text, and how many.
#pragma once

#include "duplicates/rules.h"
#include "duplicates/shingles.h"
#include "duplicates/texts.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace bundel::duplicates_detail {

/// Shingle -> the texts that have it, in the order of being added. Texts are added in ascending order.
///
/// Open addressing on the fingerprint, then a linked list of postings: 16 bytes a slot, 12 a posting.
/// Holds up to 2^32 - 1 postings. Reading is free of locks; adding is for one thread while nobody reads.
class ShingleIndex {
 public:
  struct Posting {
    TextId text = 0;
    std::uint32_t count = 0;  ///< positions of the text where the shingle starts
    std::uint32_t next = kEnd;
  };

  ShingleIndex();

  void add(TextId text, std::span<const Shingle> shingles);
  /// Forgets all texts and keeps the memory.
  void clear();

  /// Asks the memory for the slot of a shingle that will be looked up soon.
  void prefetch(std::uint64_t hash) const { __builtin_prefetch(&slots_[hash & mask_]); }

  /// Calls visit(posting) for the texts before `before` that have the shingle.
  template <typename Visit>
  void visit(std::uint64_t hash, TextId before, const Visit& visit) const {
    for (std::uint32_t at = slots_[slot_of(hash)].head; at != kEnd; at = postings_[at].next) {
      if (postings_[at].text >= before) return;
      visit(postings_[at]);
    }
  }

 private:
  static constexpr std::uint32_t kEnd = ~std::uint32_t{0};
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t head = kEnd;  ///< kEnd: the slot is free
    std::uint32_t tail = kEnd;
  };

  [[nodiscard]] std::size_t slot_of(std::uint64_t hash) const {
    std::size_t slot = hash & mask_;
    while (slots_[slot].head != kEnd && slots_[slot].hash != hash) slot = (slot + 1) & mask_;
    return slot;
  }
  void grow();

  std::vector<Slot> slots_;  ///< a power of two, at most two thirds full
  std::size_t mask_ = 0;
  std::size_t used_ = 0;
  std::vector<Posting> postings_;
};

/// A text that shares shingles with the one looked up, and what that proves: no more words than these can be shared.
///
/// Every shared word lies in a window of `min_run` words that starts at a shared position, so `m` positions share at
/// most `m * min_run` words (a share of t needs ceil(t * words / min_run) of them), and windows that overlap share
/// fewer. Of the text looked up the positions are at hand in order, so the union of its windows is counted: a footer
/// common to two articles is as long as it is. Only repetitions within it, and the other text, are counted as if apart.
struct Candidate {
  TextId text = 0;
  std::uint64_t most_here = 0;   ///< words of the text looked up
  std::uint64_t most_there = 0;  ///< words of the other
};

/// Looks up one text after another. Space: 24 bytes a text of the collection.
class CandidateFinder {
 public:
  CandidateFinder(std::size_t texts, int min_run) : bounds_(texts), min_run_(static_cast<std::uint32_t>(min_run)) {}

  /// Texts before `before` that share a shingle and that `plausible(candidate)` lets through, ascending.
  /// Valid until the next call. Cost: proportional to the postings of the shingles.
  template <typename Plausible>
  std::span<const Candidate> find(const ShingleIndex& index, std::span<const Shingle> shingles, TextId before,
                                  const Plausible& plausible) {
    constexpr std::size_t kAhead = 16;
    for (std::size_t i = 0; i < std::min(kAhead, shingles.size()); ++i) index.prefetch(shingles[i].hash);
    for (std::size_t i = 0; i < shingles.size(); ++i) {
      if (i + kAhead < shingles.size()) index.prefetch(shingles[i + kAhead].hash);
      index.visit(shingles[i].hash, before, [&](const ShingleIndex::Posting& posting) { add(shingles[i], posting); });
    }
    found_.clear();
    for (const TextId text : touched_) {
      const Candidate candidate{text, bounds_[text].here, bounds_[text].there};
      if (plausible(candidate)) found_.push_back(candidate);
      bounds_[text] = {};
    }
    touched_.clear();
    std::ranges::sort(found_, {}, &Candidate::text);
    return found_;
  }

 private:
  struct Bound {
    std::uint64_t here = 0;
    std::uint64_t there = 0;
    std::uint32_t end = 0;  ///< of the last window counted in `here`; 0: the text is not touched yet
  };

  void add(const Shingle& shingle, const ShingleIndex::Posting& posting) {
    Bound& bound = bounds_[posting.text];
    if (bound.end == 0) touched_.push_back(posting.text);
    const std::uint32_t end = shingle.position + min_run_;
    bound.here += end - std::max(shingle.position, bound.end);
    bound.here += std::uint64_t{shingle.count - 1} * min_run_;
    bound.there += std::uint64_t{posting.count} * min_run_;
    bound.end = end;
  }

  std::vector<Bound> bounds_;  ///< by TextId; all zero between calls
  std::uint32_t min_run_;
  std::vector<TextId> touched_;
  std::vector<Candidate> found_;
};

/// An index of all texts, for searches over all pairs.
ShingleIndex index_all(const Texts& texts, int min_run, const RepeatedShingles& repeated);

}  // namespace bundel::duplicates_detail
