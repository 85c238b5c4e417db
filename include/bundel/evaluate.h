/// How good is a clustering? Scores of two labelings of the same items.
///
/// Labels are compared as they are: items with equal labels are in one cluster, and the numbers mean nothing else.
/// Items alone count. `gold[i]` and `found[i]` are the labels of item i; lengths that differ are a bug (assert).
/// Cost: O(n log n), never a pair at a time; counts are exact up to 2^31 items. The order of the items changes nothing.
#pragma once

#include <cstdint>
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

}  // namespace bundel
