/// How two labelings of the same items overlap, as a table of the cells that are not empty.
///
/// Every score is a sum over these cells, so none needs to look at pairs of items.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace bundel::labels_detail {

/// Items that carry one gold label and one found label.
struct Cell {
  std::uint64_t items = 0;
  std::uint64_t gold_size = 0;   ///< items with this gold label
  std::uint64_t found_size = 0;  ///< items with this found label
};

struct Contingency {
  std::uint64_t items = 0;
  std::vector<Cell> cells;                 ///< by (gold label, found label)
  std::vector<std::uint64_t> gold_sizes;   ///< of each gold cluster, by label
  std::vector<std::uint64_t> found_sizes;  ///< of each found cluster, by label
};

/// Cost: two sorts, O(n log n); the order of the items does not show in the result. Lengths that differ are a bug.
Contingency contingency(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> found);

}  // namespace bundel::labels_detail
