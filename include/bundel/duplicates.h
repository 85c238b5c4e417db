/// Words to copies: exact matches with their evidence, and star-shaped copy groups.
///
/// A word of A is shared with B if it lies in a run of at least `min_run` consecutive words of A that also stands in B.
/// A reprint with another headline and two cut paragraphs is a copy; two reports that quote the same sentence are not.
/// Texts of fewer than `min_run` words can only be identical; empty texts match nothing.
/// Source: containment of word shingles, Broder 1997; the star rule instead of connected components keeps every
/// folded article verified against the one that is kept.
#pragma once

#include "bundel/types.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace bundel {

/// Which article of a copy group stays.
enum class Keep : std::uint8_t {
  earliest,  ///< first day of the span, undated last; then longest; then id
  latest,    ///< last day of the span, undated last; then longest; then id
  longest,   ///< most words; then as earliest
  first,     ///< first in input order
};

struct CopySettings {
  double threshold = 0.5;    ///< least overlap of a copy, above 0 to 1
  double containment = 0.8;  ///< least share of one text that stands in the other for an excerpt, above 0 to 1
  int min_run = 5;           ///< words of a shared run, 1 to 1000
  Keep keep = Keep::earliest;
  bool fold_excerpts = false;  ///< fold the contained article too, longest first unless `keep` is not earliest
};

/// What the copy rules need to know of the articles, by ArticleId.
struct CopyInput {
  std::span<const Article> articles;
  std::span<const Document> documents;
};

/// What the search for copies looked at.
struct CopyCounts {
  std::uint64_t texts = 0;       ///< distinct word sequences, the empty one not counted
  std::uint64_t candidates = 0;  ///< pairs of them compared exactly
  std::uint64_t matches = 0;     ///< pairs of them that match
};

struct Matches {
  std::vector<Match> pairs;  ///< sorted by (a, b) in the default keep order; identical texts once, against their first
  CopyCounts counts;
};

struct CopyGroups {
  std::vector<CopyGroup> groups;  ///< in keep order of the kept; only those with members
  CopyCounts counts;
};

/// Articles in the order in which they are considered for keeping.
std::vector<ArticleId> keep_order(const CopyInput& input, Keep keep);

/// Every pair of distinct texts that is a copy or an excerpt, and each article with the words of an earlier one, once,
/// as identical to the first that has them. `settings.keep` and `settings.fold_excerpts` do not matter.
/// Cost: proportional to the pairs that share a shingle. Same result for any number of threads. Errors: none.
Matches find_matches(const CopyInput& input, const CopySettings& settings);

/// Star groups: articles in keep order, each not yet folded one is kept and folds those that match it.
/// Compares articles with kept articles only, so reprints cost in proportion to articles, not to their pairs.
CopyGroups find_groups(const CopyInput& input, const CopySettings& settings);

/// The same groups from all that find_matches found at the same `min_run` and the same or lower thresholds, each pair
/// judged again by `settings`; for many thresholds at once. Cost: O(n log n) in articles and matches.
std::vector<CopyGroup> fold(const CopyInput& input, std::span<const Match> matches, const CopySettings& settings);

/// Exact comparison of two word sequences: shares of both and the shared runs.
/// The runs of `shared` are as long as the words agree on both sides. Those for a are chosen from left to right: at the
/// first shared word not yet covered, the run through it that reaches furthest in a (ties: the first in b), so they are
/// as few as can be; then likewise for words of b that no run covers yet. Runs may overlap; they are sorted by a, then
/// b. Equal texts, even below `min_run` words, are `identical` with shares of 1 and one run; else `kind` is `copy`
/// whatever the shares: ask `classify`.
Match compare(std::span<const WordId> a, std::span<const WordId> b, int min_run);

/// The kind that the settings give to numbers as measured, or none; `a` and `b` are the words of the two texts. A share
/// that falls short of a threshold by less than 1e-12 reaches it, so 7 of 10 words are 0.7.
std::optional<MatchKind> classify(const Match& match, std::span<const WordId> a, std::span<const WordId> b,
                                  const CopySettings& settings);

/// The pair of distinct texts with the largest overlap; `kind` is what `classify` says, `copy` where it is no match.
/// None where no two texts share a run. Ties: the larger share of one in the other, then the first in the default keep
/// order.
std::optional<Match> closest_pair(const CopyInput& input, const CopySettings& settings);

}  // namespace bundel
