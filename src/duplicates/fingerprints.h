/// Which texts may be noisy copies of one another: fingerprints of their letters nominate, alignment decides.
///
/// Noise makes words that hardly any other text has. A pair is looked at where one of the two is a suspect: a text of
/// which kRareShare of the words or more stand in at most kRareTexts texts. Of 1,859 news articles fewer than
/// one clean one in ten is, and of more still fewer; of a scan with one letter in twenty misread, at least one word in
/// ten is such a word. The other of the pair may be clean.
///
/// Fingerprints are hashes of kGram letters in a row, one in eight. Only those of suspects that stand at two places or
/// more are used, and of those at more than kMostPlaces only by texts that consist of them, each for the first so many
/// texts: ten thousand articles about one president do not all meet, but ten thousand scans of one text find the first.
/// All of this depends on the collection alone, not on its order, the keep rule or the thresholds.
#pragma once

#include "duplicates/hash_counts.h"
#include "duplicates/index.h"
#include "duplicates/letters.h"
#include "duplicates/rules.h"
#include "duplicates/texts.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace bundel::duplicates_detail {

/// Below this two headlines that differ in a name are within a third of their letters.
constexpr std::size_t kLeastLetters = 100;
constexpr double kRareShare = 0.08;
constexpr unsigned kRareTexts = 2;
/// Letters of a fingerprint, one machine word of codes: with one letter in ten misread, 43 of 100 survive.
constexpr std::size_t kGram = sizeof(std::uint64_t);
/// A pair is nominated where both texts have a hit for each so many letters. Of the fingerprints of 80 letters 10 are
/// sampled; four survive where one letter in ten is misread, two where moreover only half of the text is shared. Two
/// reports on one event have fewer, by names and phrases: of 1,168 news articles 147 pairs are aligned, where a hit for
/// each 120 letters would align 437 and find no more. It does not depend on the threshold, so any threshold sees the
/// same pairs.
constexpr std::size_t kLettersPerHit = 80;
/// Hits, at different places of a passage, that nominate it within a nominated pair.
constexpr std::size_t kLeastHits = 2;
/// A fingerprint at more places of the collection is frequent. It nominates no more than so many texts.
constexpr std::uint16_t kMostPlaces = 512;
/// A text uses its frequent fingerprints if they are a third of those sampled, as in a scan that is one of a thousand
/// (with one letter in ten misread 43 of 100 survive), and not by the phrases that all articles have.
constexpr std::size_t kFrequentShare = 3;

/// Space for the letters of one text and their fingerprints.
struct LetterSpace {
  std::vector<LetterCode> codes;
  std::vector<std::uint32_t> places;
  std::vector<Shingle> sampled;
};

inline bool enough_hits(std::size_t hits, std::size_t letters) {
  return hits * kLettersPerHit >= letters;
}

class Fingerprints {
 public:
  /// Nothing is a suspect where `words` is empty. Cost O(words of the collection), then, if there are suspects, O(its
  /// letters), in parallel. Space: 3 to 5 bytes a letter of the suspects, and 16 bytes for each fingerprint of another
  /// text that a suspect has too. Views `texts`.
  Fingerprints(const Texts& texts, std::span<const std::string> words, int min_run);

  /// Whether there is a pair to look for.
  [[nodiscard]] bool any() const noexcept { return suspects_ > 0; }
  [[nodiscard]] std::uint64_t suspects() const noexcept { return suspects_; }
  [[nodiscard]] bool suspect(TextId text) const { return suspect_[text]; }
  /// Fingerprints of suspects at more than kMostPlaces.
  [[nodiscard]] std::uint64_t frequent() const noexcept { return frequent_; }
  /// Letters of a text; 0 for one that is too short to be noisy.
  [[nodiscard]] std::size_t letter_count(TextId text) const { return letter_counts_[text]; }
  [[nodiscard]] const LetterTable& table() const noexcept { return table_; }
  [[nodiscard]] const Texts& texts() const noexcept { return texts_; }

  /// Fills `found` with the used fingerprints of a text in order, one entry a place.
  void list(TextId text, LetterSpace& space, std::vector<Shingle>& found) const;

 private:
  void measure(int min_run);
  void find_suspects(std::size_t vocabulary);
  void count_places();
  void count_places_of_suspect(TextId text, LetterSpace& space);
  void count_places_of_other(TextId text, LetterSpace& space);
  /// Fills `space` with one fingerprint in eight, chosen by its hash, in order.
  void sample(TextId text, LetterSpace& space) const;
  /// Calls visit(shingle) for each, their counts on the way from memory.
  template <typename Visit>
  void for_each(std::span<const Shingle> fingerprints, const Visit& visit) const;

  const Texts& texts_;
  LetterTable table_;
  std::vector<std::size_t> letter_counts_;  ///< by TextId
  std::vector<std::uint8_t> suspect_;       ///< by TextId
  std::uint64_t suspects_ = 0;
  std::uint64_t frequent_ = 0;
  std::vector<std::vector<Shingle>> of_others_;  ///< by TextId: the fingerprints that a suspect has too; of no suspect
  HashCounts places_;                            ///< of the fingerprints that a suspect has
};

/// Used fingerprint -> the texts that have it; suspects apart, because a text that is none looks up suspects only.
class NoisyIndex {
 public:
  void add(TextId text, bool suspect, std::span<const Shingle> shingles) {
    (suspect ? suspects_ : others_).add(text, shingles);
  }
  void clear() {
    suspects_.clear();
    others_.clear();
  }
  [[nodiscard]] const ShingleIndex& suspects() const noexcept { return suspects_; }
  [[nodiscard]] const ShingleIndex& others() const noexcept { return others_; }

 private:
  ShingleIndex suspects_;
  ShingleIndex others_;
};

/// Looks up one text after another. Space: 8 bytes a text of the collection.
class NoisyFinder {
 public:
  explicit NoisyFinder(std::size_t texts) : hits_(texts) {}

  /// Texts before `before` that may have enough hits both ways, ascending: places that repeat within a text are counted
  /// too often. Valid until the next call. Cost: proportional to the postings of the shingles, at most kMostPlaces
  /// each.
  std::span<const TextId> find(const Fingerprints& fingerprints, const NoisyIndex& index, TextId text,
                               std::span<const Shingle> shingles, TextId before);

 private:
  struct Hits {
    std::uint32_t here = 0;
    std::uint32_t there = 0;
  };

  void collect(const ShingleIndex& index, std::span<const Shingle> shingles, TextId before);

  std::vector<Hits> hits_;  ///< by TextId; all zero between calls
  std::vector<TextId> touched_;
  std::vector<TextId> found_;
};

}  // namespace bundel::duplicates_detail
