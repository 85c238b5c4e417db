#include "bundel/neighbours.h"

#include "neighbours/best_lists.h"
#include "neighbours/compare.h"

#include <algorithm>
#include <cassert>

namespace bundel {

using namespace neighbours_detail;

NeighbourLists nearest(const DenseRows& rows, const NeighbourSettings& settings) {
  return nearest(rows, settings, fit_centres(rows, settings));
}

NeighbourLists nearest(const DenseRows& rows, const NeighbourSettings& settings, const DenseRows& centres) {
  const bool few = centres.rows() == 0 || static_cast<std::size_t>(rows.rows()) <= settings.exact_rows;
  return few ? nearest_exact(rows, settings) : nearest_blocked(rows, settings, centres);
}

NeighbourLists nearest_exact(const DenseRows& dense, const NeighbourSettings& settings) {
  assert(settings.count >= 0);
  const NormedRows rows(dense);
  const std::size_t others = rows.size() == 0 ? 0 : rows.size() - 1;
  const std::size_t count = std::min(static_cast<std::size_t>(settings.count), others);
  BestLists best(rows.size(), count, settings.least);
  if (count == 0 || rows.columns() == 0) return best.take();

  compare_all({rows, rows, best, true});
  return best.take();
}

}  // namespace bundel
