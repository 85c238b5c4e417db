/// Words in the order of their letters, and the terms that they begin with: what depends on no numbering of words.
#pragma once

#include "bundel/types.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bundel::vectorise_detail {

/// The first `letters` code points of UTF-8.
std::string_view beginning(std::string_view word, int letters);

/// Views the words as long as it lives. Cost: O(n log n).
struct WordOrder {
  WordOrder(std::span<const std::string> words, int term_letters);

  std::vector<WordId> words;            ///< by their letters, ascending
  std::vector<std::string_view> terms;  ///< each once, ascending
  std::vector<std::uint32_t> term_of;   ///< by WordId: place in `terms`
};

}  // namespace bundel::vectorise_detail
