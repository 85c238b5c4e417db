/// How well do two labelings of the same items agree?
///
/// Labels are compared as they are: items with equal labels are in one cluster, and the numbers mean nothing else.
/// Items alone count. `gold[i]` and `found[i]` are the labels of item i; lengths that differ are a bug (assert).
/// Cost: O(n log n), never a pair at a time; counts are exact up to 2^31 items. The order of the items changes nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace bundel {

struct Score {
  double precision = 0;
  double recall = 0;
  double f1 = 0;  ///< harmonic mean of both; 0 where both are 0
};

/// Precision and recall averaged over items (Bagga and Baldwin 1998): how much of an item's found cluster shares its
/// gold label, and how much of its gold cluster was found with it. All 1 where there are no items.
Score bcubed(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> found);
/// Precision and recall of pairs in one cluster; 1 where there are no such pairs to be wrong about.
Score pairwise(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> found);
/// Adjusted Rand index (Hubert and Arabie 1985): 1 for equal clusterings, 0 on average for clusters drawn by chance,
/// below 0 for worse. Equal clusterings score 1 also where chance alone would give it: all alone, or all together.
double adjusted_rand(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> found);

/// Harmonic mean of homogeneity and completeness (Rosenberg and Hirschberg 2007); the same number as the mutual
/// information normalised by the mean of both entropies (Vinh, Epps and Bailey 2010). 1 for equal clusterings.
double v_measure(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> found);

/// Pairs that the gold has apart and the found one together, and the other way round; exact.
struct WrongPairs {
  std::uint64_t together = 0;
  std::uint64_t apart = 0;
};
WrongPairs count_wrong_pairs(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> found);

/// Visits pairs a < b that `clusters` has in one cluster and `other` has not, by a, then b, until `visit` says false:
/// with the found labels as `clusters` the ones wrongly together, with the gold ones those wrongly apart. Cost: the
/// pairs within clusters.
void visit_split_pairs(std::span<const std::uint32_t> clusters, std::span<const std::uint32_t> other,
                       const std::function<bool(std::size_t a, std::size_t b)>& visit);

}  // namespace bundel
