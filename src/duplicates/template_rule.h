/// One form filled in twice, or one report printed twice? (duplicates.h has the definition.)
#pragma once

#include "duplicates/shingles.h"
#include "duplicates/windows.h"
#include "duplicates/word_kinds.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace bundel::duplicates_detail {

/// Aligns texts and counts. Space is reused: one a thread.
class TemplateRule {
 public:
  explicit TemplateRule(const WordKinds& kinds) : kinds_(kinds) {}

  /// Whether texts of which so many words are shared may be of one template: false only where they are not. Cost: a
  /// pass over the words of a.
  bool could_be(Words a, std::uint32_t shared_of_a, Words b, std::uint32_t shared_of_b);

  /// None where they are of no template. Cost: O(words), and for each gap between shared runs of at most 64
  /// words on both sides the product of both. `runs`: those of shared_runs.
  std::optional<Fillings> compare(Words a, Words b, std::span<const SharedRun> runs);

  /// Both, of a text `there` and the one that the counter took, `here`, of which so many words are shared.
  std::optional<Fillings> compare(Words there, Words here, const SharedWordCounter& counter, SharedWords shared);

 private:
  void chain(std::span<const SharedRun> runs);
  void fill_gap(Words a, Words b);
  void close_slot(Words a, Words b);
  void note_same(Words words);
  [[nodiscard]] bool names_tell(Words words) const;

  const WordKinds& kinds_;
  std::vector<SharedRun> chain_;
  std::vector<std::uint8_t> lengths_;  ///< of common subsequences, row by row
  Words a_, b_;
  std::vector<WordId> same_, other_numbers_a_, other_numbers_b_, other_names_a_, other_names_b_;
};

}  // namespace bundel::duplicates_detail
