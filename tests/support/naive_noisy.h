/// The rule of noisy copies written down as it reads: every passage of both texts against the whole of the other, by a
/// table of edit distances. ASCII words only. Slow on purpose.
#pragma once

#include "support/naive_copies.h"

#include <map>
#include <string>
#include <string_view>

namespace bundel::naive {

inline std::string letters(const CopyInput& input, std::size_t article) {
  std::string all;
  for (const WordId word : input.documents[article].words) all += input.words[index_of(word)];
  return all;
}

/// Least edits that turn all of `passage` into some stretch of `text`.
inline std::size_t distance_within(std::string_view passage, std::string_view text) {
  std::vector<std::size_t> column(passage.size() + 1);
  for (std::size_t i = 0; i <= passage.size(); ++i) column[i] = i;
  std::size_t least = column.back();
  for (const char letter : text) {
    std::size_t diagonal = column[0];
    for (std::size_t i = 1; i <= passage.size(); ++i) {
      const std::size_t replaced = diagonal + (passage[i - 1] == letter ? 0 : 1);
      diagonal = column[i];
      column[i] = std::min({replaced, column[i] + 1, column[i - 1] + 1});
    }
    least = std::min(least, column.back());
  }
  return least;
}

/// Share of the letters of `a` in passages that stand in `b`.
inline double letter_share(std::string_view a, std::string_view b) {
  const std::size_t passages = (a.size() + 254) / 255;
  std::size_t shared = 0;
  for (std::size_t i = 0; i < passages; ++i) {
    const std::size_t begin = i * a.size() / passages;
    const std::size_t end = (i + 1) * a.size() / passages;
    if (distance_within(a.substr(begin, end - begin), b) * 3 <= end - begin) shared += end - begin;
  }
  return static_cast<double>(shared) / static_cast<double>(a.size());
}

/// One flag an article: 8 % of its words stand in at most two different texts, and it has 100 letters and min_run
/// words.
inline std::vector<bool> suspects(const CopyInput& input, int min_run) {
  std::map<WordId, std::size_t> texts;
  for (std::size_t i = 0; i < input.documents.size(); ++i) {
    const auto repeats = [&](const Document& earlier) { return earlier.words == input.documents[i].words; };
    if (std::ranges::any_of(input.documents.first(i), repeats)) continue;
    const Words& words = input.documents[i].words;
    for (const WordId word : std::set<WordId>(words.begin(), words.end())) ++texts[word];
  }
  std::vector<bool> found;
  for (std::size_t i = 0; i < input.documents.size(); ++i) {
    const Words& words = input.documents[i].words;
    const auto rare = std::ranges::count_if(words, [&](WordId word) { return texts[word] <= 2; });
    found.push_back(words.size() >= static_cast<std::size_t>(min_run) && letters(input, i).size() >= 100 &&
                    static_cast<double>(rare) >= 0.08 * static_cast<double>(words.size()));
  }
  return found;
}

/// The shares of two articles that are noisy copies of one another, by index.
inline std::optional<Judgement> judge_noisy(const CopyInput& input, std::size_t a, std::size_t b,
                                            const std::vector<bool>& suspect, const CopySettings& settings) {
  const auto exact = judge(input.documents[a].words, input.documents[b].words, settings);
  if (exact && exact->kind != MatchKind::excerpt) return std::nullopt;
  if (!suspect[a] && !suspect[b]) return std::nullopt;
  for (const std::size_t i : {a, b}) {
    const bool long_enough = input.documents[i].words.size() >= static_cast<std::size_t>(settings.min_run);
    if (!long_enough || letters(input, i).size() < 100) return std::nullopt;
  }
  const Judgement judged{MatchKind::noisy, letter_share(letters(input, a), letters(input, b)),
                         letter_share(letters(input, b), letters(input, a))};
  if (!at_least(std::min(judged.a_in_b, judged.b_in_a), settings.threshold)) return std::nullopt;
  return judged;
}

}  // namespace bundel::naive
