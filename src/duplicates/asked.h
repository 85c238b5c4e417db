/// Of many texts that have something in common, those that are asked about it.
#pragma once

#include "duplicates/pieces.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace bundel::duplicates_detail {

constexpr std::size_t kAsked = 6;

/// In the order of their keys; kNoText where there are fewer.
using Asked = std::array<TextId, kAsked>;

inline std::span<const TextId> texts_of(const Asked& asked) {
  return std::span(asked).first(static_cast<std::size_t>(std::ranges::find(asked, kNoText) - asked.begin()));
}

/// Those with the smallest keys. Reorders `texts`.
inline Asked asked_of(const Pieces& pieces, std::span<TextId> texts) {
  Asked asked;
  asked.fill(kNoText);
  const std::size_t count = std::min(kAsked, texts.size());
  const auto by_key = [&](TextId text) { return std::pair(pieces.key(text), text); };
  std::ranges::partial_sort(texts, texts.begin() + static_cast<std::ptrdiff_t>(count), {}, by_key);
  std::ranges::copy(texts.first(count), asked.begin());
  return asked;
}

/// Something that texts have in common, by its hash, and one of them.
struct Holding {
  std::uint64_t hash = 0;
  TextId text = 0;

  friend auto operator<=>(const Holding&, const Holding&) = default;
};

/// Who is asked about what. Those of one site or form are asked about much, so equal sets stand together.
struct Questions {
  struct Question {
    Asked asked;
    std::uint64_t hash = 0;

    friend auto operator<=>(const Question&, const Question&) = default;
  };
  std::vector<Question> all;
  std::vector<std::size_t> firsts;  ///< of each set the place of its first question

  /// `holdings`: sorted, each once; asked is what at least `least` texts hold.
  Questions(const Pieces& pieces, std::span<const Holding> holdings, std::size_t least) {
    std::vector<TextId> holders;
    for (std::size_t begin = 0; begin < holdings.size(); begin += holders.size()) {
      holders.clear();
      for (std::size_t i = begin; i < holdings.size() && holdings[i].hash == holdings[begin].hash; ++i)
        holders.push_back(holdings[i].text);
      if (holders.size() >= least) all.push_back({asked_of(pieces, holders), holdings[begin].hash});
    }
    std::ranges::sort(all);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i == 0 || all[i].asked != all[i - 1].asked) firsts.push_back(i);
    }
  }

  /// The questions to one set.
  [[nodiscard]] std::span<const Question> of_set(std::size_t set) const {
    const std::size_t end = set + 1 < firsts.size() ? firsts[set + 1] : all.size();
    return std::span(all).subspan(firsts[set], end - firsts[set]);
  }
};

}  // namespace bundel::duplicates_detail
