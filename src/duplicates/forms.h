/// Forms that are filled in again and again: a robot's reports, results, series (boilerplate.h has the definition).
#pragma once

#include "bundel/boilerplate.h"
#include "duplicates/asked.h"
#include "duplicates/pieces.h"
#include "duplicates/word_kinds.h"

#include <cstdint>
#include <span>
#include <unordered_set>
#include <vector>

namespace bundel::duplicates_detail {

class Forms {
 public:
  /// `holdings`: the masks of titles and pieces in which something is filled in, sorted, each once a text. Views texts
  /// and kinds. Cost: at most fifteen alignments for each set of six texts that are asked.
  Forms(const Texts& texts, const Pieces& pieces, const WordKinds& kinds, std::span<const Holding> holdings,
        const BoilerplateSettings& settings);

  /// Whether some part of the text is a form.
  [[nodiscard]] bool holds(TextId text) const { return !forms_.empty() && holds_[text]; }
  [[nodiscard]] bool is_form(std::uint64_t mask) const { return !forms_.empty() && forms_.contains(mask); }
  /// Whether two texts that hold forms are of one template.
  [[nodiscard]] bool are_templates(Words one, Words other) const;

 private:
  const WordKinds* kinds_;
  std::unordered_set<std::uint64_t> forms_;  ///< by their masks
  std::vector<bool> holds_;                  ///< by TextId
};

}  // namespace bundel::duplicates_detail
