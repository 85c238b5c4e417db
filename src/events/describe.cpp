/// What to call an event.
#include <algorithm>
#include <map>

#include "bundel/events.h"

namespace bundel {
namespace {

using Weights = std::map<std::uint32_t, double>;

void add_row(Weights& sum, const SparseRows& rows, std::uint32_t row, double scale) {
  for (SparseRows::InnerIterator entry(rows, row); entry; ++entry) {
    sum[static_cast<std::uint32_t>(entry.col())] += scale * entry.value();
  }
}

/// Mean of the bodies' and leads' rows.
Weights mean_row(const EventInput& input, std::span<const std::uint32_t> rows) {
  Weights mean;
  const double scale = rows.empty() ? 0.0 : 0.5 / static_cast<double>(rows.size());
  for (const std::uint32_t row : rows) {
    add_row(mean, input.body, row, scale);
    add_row(mean, input.lead, row, scale);
  }
  return mean;
}

}  // namespace

std::size_t choose_label(const EventInput& input, std::span<const std::uint32_t> members,
                         const SparseRows& candidates) {
  const Weights centre = mean_row(input, members);
  std::size_t best = 0;
  double best_product = -1;
  for (Eigen::Index i = 0; i < candidates.rows(); ++i) {
    double product = 0;
    for (SparseRows::InnerIterator entry(candidates, i); entry; ++entry) {
      if (const auto found = centre.find(static_cast<std::uint32_t>(entry.col())); found != centre.end()) {
        product += entry.value() * found->second;
      }
    }
    if (product > best_product) {
      best_product = product;
      best = static_cast<std::size_t>(i);
    }
  }
  return best;
}

}  // namespace bundel
