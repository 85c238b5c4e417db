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
/// Open addressing on 32 bits of the fingerprint, then a ring of postings: 8 bytes a slot, 12 a posting. Shingles that
/// share these bits share a ring, so a text can be visited for a shingle that it lacks, and twice for one.
/// Holds up to 2^32 - 1 postings. Reading is free of locks; adding is for one thread while nobody reads.
class ShingleIndex {
 public:
  struct Posting {
    TextId text = 0;
    std::uint32_t count = 0;  ///< positions of the text where the shingle starts
    std::uint32_t next = 0;   ///< behind the last comes the first
  };

  ShingleIndex();

  /// Makes room for so many different shingles at once, since growing needs the old room beside the new one; that for
  /// postings costs nothing before it is used. For an empty index.
  void reserve(std::size_t shingles, std::size_t postings);
  void add(TextId text, std::span<const Shingle> shingles);
  /// Forgets all texts and keeps the memory.
  void clear();

  /// Asks the memory for the slot of a shingle that will be looked up soon.
  void prefetch(std::uint64_t hash) const { __builtin_prefetch(&slots_[first_slot(key_of(hash))]); }

  [[nodiscard]] bool empty() const noexcept { return used_ == 0; }

  /// Calls visit(posting) for the texts before `before` that have the shingle, the first `most` of them.
  template <typename Visit>
  void visit(std::uint64_t hash, TextId before, const Visit& visit, std::size_t most = kEnd) const {
    const std::uint32_t last = slots_[slot_of(key_of(hash))].last;
    if (last == kEnd) return;
    for (std::uint32_t at = postings_[last].next; postings_[at].text < before; at = postings_[at].next) {
      visit(postings_[at]);
      if (at == last || --most == 0) return;
    }
  }

 private:
  static constexpr std::uint32_t kEnd = ~std::uint32_t{0};
  struct Slot {
    std::uint32_t key = 0;
    std::uint32_t last = kEnd;  ///< posting; kEnd: the slot is free
  };

  static std::uint32_t key_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash); }
  /// The key as a fraction of all keys, so that any number of slots will do.
  [[nodiscard]] std::size_t first_slot(std::uint32_t key) const { return key * slots_.size() >> 32; }
  [[nodiscard]] std::size_t slot_of(std::uint32_t key) const {
    std::size_t slot = first_slot(key);
    while (slots_[slot].last != kEnd && slots_[slot].key != key) {
      if (++slot == slots_.size()) slot = 0;
    }
    return slot;
  }
  void grow();

  std::vector<Slot> slots_;  ///< fewer than 2^32, at most two thirds full
  std::size_t used_ = 0;
  std::vector<Posting> postings_;
};

/// Texts by the shingles that they use, and apart by those that they have set aside.
struct TextIndex {
  ShingleIndex used;
  ShingleIndex aside;

  void add(TextId text, const TextShingles& shingles) {
    used.add(text, shingles.used);
    aside.add(text, shingles.aside);
  }
  void clear() {
    used.clear();
    aside.clear();
  }
};

/// What a search begins with: where the shingles that the text uses are looked up.
enum class LookIn : std::uint8_t { used, aside, both };

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
  /// `frequent_words`: by TextId, those of TextShingles; set for a text before it is looked up or found.
  CandidateFinder(std::span<const std::uint32_t> frequent_words, int min_run)
      : frequent_words_(frequent_words),
        bounds_(frequent_words.size()),
        min_run_(static_cast<std::uint32_t>(min_run)) {}

  /// Texts before `before` that share a shingle and that `plausible(candidate)` lets through, ascending.
  /// Valid until the next call.
  ///
  /// What `look_in` does not show is counted as shared where it is frequent in both texts. If that lets more through
  /// than it would cost to look up all shingles everywhere, this is done: so texts that consist of stock phrases are
  /// not compared with all others. Cost: proportional to the postings looked up.
  template <typename Plausible>
  std::span<const Candidate> find(const TextIndex& index, LookIn look_in, const TextShingles& shingles, TextId before,
                                  const Plausible& plausible) {
    collect(index, look_in, shingles.used, before);
    const bool unseen_there = (look_in == LookIn::used && !index.aside.empty()) || look_in == LookIn::aside;
    const bool unseen = shingles.frequent_words > 0 && (unseen_there || !shingles.aside.empty());
    filter(unseen ? shingles.frequent_words : 0, plausible);
    if (unseen && found_.size() * kPostingsAComparison > shingles.frequent_places) {
      all_.resize(shingles.used.size() + shingles.aside.size());
      std::ranges::merge(shingles.used, shingles.aside, all_.begin(), {}, &Shingle::position, &Shingle::position);
      collect(index, LookIn::both, all_, before);
      filter(0, plausible);
    }
    std::ranges::sort(found_, {}, &Candidate::text);
    return found_;
  }

 private:
  /// A comparison of two articles costs about as much as so many postings.
  static constexpr std::uint64_t kPostingsAComparison = 500;

  struct Bound {
    std::uint64_t here = 0;
    std::uint64_t there = 0;
    std::uint32_t end = 0;  ///< of the last window counted in `here`; 0: the text is not touched yet
  };

  void collect(const TextIndex& index, LookIn look_in, std::span<const Shingle> shingles, TextId before) {
    if (look_in == LookIn::both && index.aside.empty()) look_in = LookIn::used;
    constexpr std::size_t kAhead = 16;
    const auto prefetch = [&](std::size_t i) {
      if (look_in != LookIn::aside) index.used.prefetch(shingles[i].hash);
      if (look_in != LookIn::used) index.aside.prefetch(shingles[i].hash);
    };
    for (std::size_t i = 0; i < std::min(kAhead, shingles.size()); ++i) prefetch(i);
    for (std::size_t i = 0; i < shingles.size(); ++i) {
      if (i + kAhead < shingles.size()) prefetch(i + kAhead);
      const auto visit = [&](const ShingleIndex::Posting& posting) { add(shingles[i], posting); };
      if (look_in != LookIn::aside) index.used.visit(shingles[i].hash, before, visit);
      if (look_in != LookIn::used) index.aside.visit(shingles[i].hash, before, visit);
    }
  }

  void add(const Shingle& shingle, const ShingleIndex::Posting& posting) {
    Bound& bound = bounds_[posting.text];
    if (bound.end == 0) touched_.push_back(posting.text);
    const std::uint32_t end = shingle.position + min_run_;
    bound.here += end - std::max(shingle.position, bound.end);
    bound.here += std::uint64_t{shingle.count - 1} * min_run_;
    bound.there += std::uint64_t{posting.count} * min_run_;
    bound.end = end;
  }

  /// Fills `found` with those that are plausible when `unseen` words of the text looked up, and all frequent ones of
  /// the other, are shared too. Forgets what was collected.
  template <typename Plausible>
  void filter(std::uint32_t unseen, const Plausible& plausible) {
    found_.clear();
    for (const TextId text : touched_) {
      const std::uint32_t unseen_there = unseen > 0 ? frequent_words_[text] : 0;
      const Candidate candidate{text, bounds_[text].here + unseen, bounds_[text].there + unseen_there};
      if (plausible(candidate)) found_.push_back(candidate);
      bounds_[text] = {};
    }
    touched_.clear();
  }

  std::span<const std::uint32_t> frequent_words_;
  std::vector<Bound> bounds_;  ///< by TextId; all zero between calls
  std::uint32_t min_run_;
  std::vector<TextId> touched_;
  std::vector<Candidate> found_;
  std::vector<Shingle> all_;
};

/// All texts, for searches over all pairs. `least`: the windows that a text sets aside cover less of it.
/// `frequent_words`: by TextId, filled. Cost O(words), in parallel.
TextIndex index_texts(const Texts& texts, int min_run, const RepeatedShingles& repeated, double least,
                      std::vector<std::uint32_t>& frequent_words);

}  // namespace bundel::duplicates_detail
