/// Two texts side by side, letter by letter: which passages of each are found again in the other.
///
/// A passage is nominated where enough of its fingerprints stand in the other text at about the same distance. It is
/// aligned within the stretch that those hits point to, as a whole and with free ends; at an edit distance of at most a
/// third of its letters, its letters are shared. Both texts' passages are judged alike, so the shares are the same
/// whichever text comes first. Source: bit-parallel edit distance, Myers 1999, as edlib does it (Sosic and Sikic 2017).
#pragma once

#include "duplicates/fingerprints.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace bundel::duplicates_detail {

/// Shared letters / letters, of the text taken (here) and of the other.
struct LetterShares {
  double here = 0;
  double there = 0;
};

/// Smallest edit distance between the whole passage and any stretch of `text`, and the first such stretch.
struct Alignment {
  std::size_t distance = 0;
  LetterRange stretch;
};

/// Aligns passages of at most Passages::kMostLetters letters.
class Aligner {
 public:
  enum class Want : std::uint8_t { distance, stretch };

  /// None where the distance is above a third of the passage's letters. With Want::distance the stretch is empty.
  /// Cost: letters of `text` times one step for each 64 letters of the passage, about 10 microseconds for 255 in 500.
  std::optional<Alignment> align(Letters passage, Letters text, Want want);

 private:
  std::vector<unsigned char> code_ = std::vector<unsigned char>(0x110000, 0);  ///< by letter; 0: not in the passage
  std::vector<char> passage_codes_;
  std::vector<char> text_codes_;
};

/// Compares one text with others. Space is reused.
class NoisyComparer {
 public:
  void take(const Fingerprints& fingerprints, TextId here);
  /// The shares, or none where they do not both reach `threshold`: it stops as soon as that is sure.
  std::optional<LetterShares> compare(const Fingerprints& fingerprints, TextId there, double threshold);
  /// Where the shared passages of the last pair stand, in words: `a` of the other, `b` of the text taken, sorted.
  /// Stretches that meet on both sides are one. `a` and `b` may differ in length.
  std::vector<SharedRun> runs(const Fingerprints& fingerprints);

 private:
  struct Side {
    TextId text = kNoText;
    std::vector<Letter> letters;
    std::vector<Shingle> places;  ///< of the used fingerprints, by hash, then position
  };
  /// A nominated passage and the stretch of the other text to align it with.
  struct Nominee {
    LetterRange passage;
    LetterRange stretch;
  };
  struct Hit {
    std::size_t passage = 0;
    std::int64_t offset = 0;     ///< position there less position here
    std::uint32_t position = 0;  ///< here

    friend auto operator<=>(const Hit&, const Hit&) = default;
  };

  void load(const Fingerprints& fingerprints, TextId text, Side& side);
  /// Fills `nominees` in order; false where the pair has too few hits.
  bool nominate(const Side& from, const Side& to, std::vector<Nominee>& nominees);
  static Nominee nominee_of(LetterRange passage, std::span<const Hit> hits, std::size_t letters_there);
  /// Keeps the nominees that align; none where their letters fall below the threshold.
  std::optional<double> shared(const Side& from, const Side& to, std::vector<Nominee>& nominees, double threshold);

  Side here_;
  Side there_;
  LetterSpace space_;
  std::vector<Hit> hits_;
  std::vector<Nominee> of_here_;
  std::vector<Nominee> of_there_;
  Aligner aligner_;
};

}  // namespace bundel::duplicates_detail
