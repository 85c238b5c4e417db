/// The copy rules as arithmetic on shares.
///
/// Every decision of the room comes down to `reaches`, so that search, fold and a second judgement at another
/// threshold cannot disagree.
#pragma once

#include "bundel/duplicates.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace bundel::duplicates_detail {

/// Two shares that differ do so by 1e-10 or more (texts below a million words, thresholds of four digits); rounding
/// moves them by less than 1e-15. So 5 of 10 words reach 0.5, and 7 of 10 reach 0.7, however 0.7 is rounded.
constexpr double kSlack = 1e-12;

inline bool reaches(double share, double least) {
  return share > 0 && share >= least - kSlack;
}

inline double share_of(std::uint64_t shared, std::uint64_t words) {
  return static_cast<double>(shared) / static_cast<double>(words);
}

/// Copy or excerpt by the shares of two texts that are not identical.
inline std::optional<MatchKind> kind_of(const Shares& words, const CopySettings& settings) {
  if (reaches(words.overlap(), settings.threshold)) return MatchKind::copy;
  if (reaches(words.containment(), settings.containment)) return MatchKind::excerpt;
  return std::nullopt;
}

/// As what an article folds under a kept one with other words, if at all. An excerpt folds only where it is the
/// contained one.
inline std::optional<MatchKind> folding_kind(double in_kept, double of_kept, const CopySettings& settings) {
  if (reaches(std::min(in_kept, of_kept), settings.threshold)) return MatchKind::copy;
  if (settings.fold_excerpts && reaches(in_kept, settings.containment)) return MatchKind::excerpt;
  return std::nullopt;
}

/// Whether two texts are a noisy copy by the shares of their letters, where those were compared.
inline bool is_noisy(const std::optional<Shares>& letters, const CopySettings& settings) {
  return settings.noisy && letters && reaches(letters->overlap(), settings.threshold);
}

/// The first rule that holds where a copy by words comes before one by letters, and both before an excerpt; neither is
/// a copy where both texts are of one template.
inline std::optional<MatchKind> first_kind(std::optional<MatchKind> by_words, bool noisy, bool templated) {
  if (templated && (by_words == MatchKind::copy || noisy)) return MatchKind::templated;
  return by_words != MatchKind::copy && noisy ? MatchKind::noisy : by_words;
}

/// Least share of one of the two texts that a match shares of it, by words.
inline double least_share(const CopySettings& settings) {
  return std::min(settings.threshold, settings.containment);
}

/// Share of a text of `words` words of which at most `most_shared` are shared; rounds as share_of does, so that what it
/// rules out is ruled out exactly.
inline double most_share(std::uint64_t most_shared, std::uint64_t words) {
  return share_of(std::min(most_shared, words), words);
}

}  // namespace bundel::duplicates_detail
