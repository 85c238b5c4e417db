/// The best few of each row, gathered in any order.
///
/// What is kept depends only on what was offered, not on the order: the ranking (similarity, then the smaller row) is
/// total. Lists lie in one array at a fixed distance, so that threads may fill different rows without locks.
#pragma once

#include "bundel/types.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace bundel::neighbours_detail {

/// True where `a` stands before `b` in a list.
inline bool nearer(const Neighbour& a, const Neighbour& b) {
  return a.similarity != b.similarity ? a.similarity > b.similarity : a.row < b.row;
}

/// A `least` that leaves nothing out.
constexpr float kAnySimilarity = -2.0F;

inline std::span<const Neighbour> list_of(const NeighbourLists& lists, std::size_t row) {
  return std::span(lists.entries).subspan(lists.offsets[row], lists.offsets[row + 1] - lists.offsets[row]);
}

class BestLists {
 public:
  /// Memory: rows * count * 8 bytes, which is also the size of a full answer.
  BestLists(std::size_t rows, std::size_t count, float least)
      : count_(count), least_(least), sizes_(rows, 0), entries_(rows * count) {}

  /// No neighbour of a smaller similarity can still enter the list of this row; an equal one may.
  [[nodiscard]] float floor(std::size_t row) const {
    return sizes_[row] < count_ ? least_ : entries_[row * count_].similarity;
  }

  /// Keeps the neighbour where it is above `least` and among the best `count` offered so far. A pair may be offered
  /// once only. O(log count).
  void offer(std::size_t row, const Neighbour& neighbour);

  /// Offers every row to the rows in its list: of a pair that only one side came across, the other learns too.
  /// Memory: another answer, for a moment. O(entries * count), in parallel over rows.
  void share();

  /// Sorts every list and closes the gaps between them; nothing is left here afterwards.
  [[nodiscard]] NeighbourLists take();

 private:
  [[nodiscard]] bool holds(std::size_t row, std::uint32_t other) const;

  std::size_t count_;
  float least_;
  std::vector<std::uint32_t> sizes_;
  std::vector<Neighbour> entries_;  // a heap a row, its farthest entry first
};

}  // namespace bundel::neighbours_detail
