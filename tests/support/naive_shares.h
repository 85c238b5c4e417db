/// The shares of the naive twin for larger collections: each different window of words has a number, by the words
/// themselves, so that two windows are compared as numbers. Still every pair, and every window of both.
#pragma once

#include "support/naive_copies.h"

#include <map>
#include <optional>
#include <vector>

namespace bundel::naive {

class Shares {
 public:
  Shares(const CopyInput& input, int min_run)
      : input_(input), run_(static_cast<std::size_t>(min_run)), windows_(input.documents.size()) {
    std::map<Words, std::size_t> numbers;
    for (std::size_t i = 0; i < windows_.size(); ++i) {
      const Words& words = input.documents[i].words;
      for (std::size_t at = 0; at + run_ <= words.size(); ++at) {
        const Words window(words.begin() + at, words.begin() + at + run_);
        windows_[i].push_back(numbers.try_emplace(window, numbers.size()).first->second);
      }
    }
    in_b_.assign(numbers.size(), false);
  }

  /// Share of the words of `a` that lie in a window that also stands in `b`. Cost O(words of both).
  double share(ArticleId a, ArticleId b) {
    const std::size_t words = input_.documents[index_of(a)].words.size();
    if (words == 0) return 0;
    for (const std::size_t window : windows_[index_of(b)]) in_b_[window] = true;
    std::size_t shared = 0;
    std::size_t end = 0;
    for (std::size_t at = 0; at < windows_[index_of(a)].size(); ++at) {
      if (!in_b_[windows_[index_of(a)][at]]) continue;
      shared += at + run_ - std::max(at, end);
      end = at + run_;
    }
    for (const std::size_t window : windows_[index_of(b)]) in_b_[window] = false;
    return static_cast<double>(shared) / static_cast<double>(words);
  }

  std::optional<Judgement> judge(ArticleId a, ArticleId b, const CopySettings& settings) {
    const auto words = [&](ArticleId id) -> const Words& { return input_.documents[index_of(id)].words; };
    if (same_words(words(a), words(b))) return Judgement{MatchKind::identical, 1, 1};
    return naive::judge(share(a, b), share(b, a), settings);
  }

  /// For naive::matches and naive::groups.
  auto judge_by(const CopySettings& settings) {
    return [this, &settings](ArticleId a, ArticleId b) { return judge(a, b, settings); };
  }

 private:
  CopyInput input_;
  std::size_t run_;
  std::vector<std::vector<std::size_t>> windows_;  ///< by ArticleId
  std::vector<bool> in_b_;                         ///< by window; all false between calls
};

}  // namespace bundel::naive
