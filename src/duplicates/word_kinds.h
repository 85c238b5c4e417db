/// Which words name a single thing or count something: those that differ between two reports of one form.
#pragma once

#include "bundel/duplicates.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace bundel::duplicates_detail {

enum class WordKind : std::uint8_t {
  plain,
  number,  ///< begins with a digit: 5, 3rd
  name,    ///< mostly capitalised where it begins no piece
};

class WordKinds {
 public:
  explicit WordKinds(const CopyInput& input);

  WordKind operator[](WordId word) const {
    return index_of(word) < kinds_.size() ? kinds_[index_of(word)] : WordKind::plain;
  }

  /// Whether one is a misspelling of the other by its letters: as far as a third of the longer one's have to be
  /// changed.
  [[nodiscard]] bool near(WordId one, WordId other) const;
  /// Whether so many words of all texts are capitalised that it is the grammar of most (German).
  [[nodiscard]] bool capitals_are_grammar() const noexcept { return capitals_are_grammar_; }

 private:
  std::span<const std::string> words_;
  std::vector<WordKind> kinds_;  ///< by WordId
  bool capitals_are_grammar_ = false;
};

}  // namespace bundel::duplicates_detail
