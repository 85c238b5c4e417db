#include "neighbours/best_lists.h"

#include "ground/parallel.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace bundel::neighbours_detail {
namespace {

/// Rows that one thread takes at a time.
constexpr ground::Grain kRows{256};

}  // namespace

void BestLists::offer(std::size_t row, const Neighbour& neighbour) {
  if (count_ == 0 || !(neighbour.similarity > least_)) return;
  const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(row * count_);
  std::uint32_t& size = sizes_[row];
  if (size < count_) {
    begin[size++] = neighbour;
    std::push_heap(begin, begin + size, nearer);
  } else if (nearer(neighbour, *begin)) {
    std::pop_heap(begin, begin + size, nearer);
    begin[size - 1] = neighbour;
    std::push_heap(begin, begin + size, nearer);
  }
}

bool BestLists::holds(std::size_t row, std::uint32_t other) const {
  const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(row * count_);
  return std::any_of(begin, begin + sizes_[row], [=](const Neighbour& n) { return n.row == other; });
}

void BestLists::share() {
  const std::size_t rows = sizes_.size();
  std::vector<std::size_t> offsets(rows + 1, 0);
  const auto each = [&](auto&& act) {
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t i = row * count_; i < row * count_ + sizes_[row]; ++i) act(row, entries_[i]);
    }
  };
  each([&](std::size_t, const Neighbour& found) { ++offsets[found.row + 1]; });
  std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
  std::vector<Neighbour> finders(offsets.back());
  std::vector<std::size_t> next(offsets.begin(), offsets.end() - 1);
  each([&](std::size_t row, const Neighbour& found) {
    finders[next[found.row]++] = {static_cast<std::uint32_t>(row), found.similarity};
  });
  const auto offer_finders = [&](std::size_t row) {
    for (std::size_t i = offsets[row]; i < offsets[row + 1]; ++i) {
      // A finder pushed out by an earlier one cannot come back: the list only gets better.
      if (finders[i].similarity >= floor(row) && !holds(row, finders[i].row)) offer(row, finders[i]);
    }
  };
  ground::parallel_for(rows, offer_finders, kRows);
}

NeighbourLists BestLists::take() {
  const auto sort_list = [&](std::size_t row) {
    const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(row * count_);
    std::sort(begin, begin + sizes_[row], nearer);
  };
  ground::parallel_for(sizes_.size(), sort_list, kRows);
  NeighbourLists lists;
  lists.offsets.reserve(sizes_.size() + 1);
  lists.offsets.push_back(0);
  auto end = entries_.begin();
  for (std::size_t row = 0; row < sizes_.size(); ++row) {
    const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(row * count_);
    end = begin == end ? begin + sizes_[row] : std::move(begin, begin + sizes_[row], end);
    lists.offsets.push_back(static_cast<std::size_t>(end - entries_.begin()));
  }
  entries_.erase(end, entries_.end());
  lists.entries = std::move(entries_);
  entries_.clear();
  sizes_.clear();
  return lists;
}

}  // namespace bundel::neighbours_detail
