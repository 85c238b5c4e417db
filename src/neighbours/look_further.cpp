#include "neighbours/look_further.h"

#include <omp.h>
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
  std::vector<std::vector<std::uint32_t>> seen(static_cast<std::size_t>(omp_get_max_threads()),
                                               std::vector<std::uint32_t>(rows.size(), 0));
#pragma omp parallel for schedule(dynamic, 64)
  for (std::ptrdiff_t row = 0; row < static_cast<std::ptrdiff_t>(rows.size()); ++row) {
    const auto thread = static_cast<std::size_t>(omp_get_thread_num());
    look_further(rows, found, further, static_cast<std::uint32_t>(row), seen[thread], best);
  }
}

}  // namespace bundel::neighbours_detail
