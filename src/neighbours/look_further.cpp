#include "neighbours/look_further.h"

#include "ground/parallel.h"

#include <Eigen/Core>

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace bundel::neighbours_detail {
namespace {

/// A neighbour below this is asked nothing: in 512 hashed columns, rows without a word in common come as near. Asking
/// all the same found nothing more.
constexpr float kLeastAsked = 0.15F;

float product_of(const NormedRows& rows, std::size_t a, std::size_t b) {
  using Row = Eigen::Map<const Eigen::VectorXf>;
  const auto columns = static_cast<Eigen::Index>(rows.columns());
  return Row(rows.row(a), columns).dot(Row(rows.row(b), columns));
}

std::span<const Neighbour> first_of(std::span<const Neighbour> list, std::size_t count) {
  return list.first(std::min(count, list.size()));
}

/// `seen[other]` is row + 1 where `other` was offered to this row, something else where not.
void look_further(const NormedRows& rows, const NeighbourLists& found, std::size_t further, std::uint32_t row,
                  std::vector<std::uint32_t>& seen, BestLists& best) {
  const std::uint32_t mark = row + 1;
  seen[row] = mark;
  for (const Neighbour& own : list_of(found, row)) {
    seen[own.row] = mark;
    best.offer(row, own);
  }
  for (const Neighbour& asked : first_of(list_of(found, row), further)) {
    if (asked.similarity < kLeastAsked) return;
    for (const Neighbour& named : first_of(list_of(found, asked.row), further)) {
      if (seen[named.row] == mark) continue;
      seen[named.row] = mark;
      const float product = product_of(rows, row, named.row);
      best.offer(row, {named.row, similarity_of(product, rows.norm(row), rows.norm(named.row))});
    }
  }
}

}  // namespace

void look_further(const NormedRows& rows, const NeighbourLists& found, std::size_t further, BestLists& best) {
  constexpr ground::Grain kRows{64};
  using Seen = std::vector<std::uint32_t>;
  ground::PerThread<Seen> seen([&] { return Seen(rows.size(), 0); });
  const auto look_for = [&](std::size_t row, Seen& of_thread) {
    look_further(rows, found, further, static_cast<std::uint32_t>(row), of_thread, best);
  };
  ground::parallel_for(rows.size(), seen, look_for, kRows);
}

}  // namespace bundel::neighbours_detail
