/// What to call an event.
#include "bundel/events.h"
#include "events/cluster_sums.h"

#include <map>

namespace bundel {
namespace {

using Weights = std::map<Eigen::Index, double>;

/// Mean of the members' rows over the channels of terms.
Weights mean_row(const EventInput& input, std::span<const Row> members) {
  std::size_t channels = 0;
  events_detail::for_channels_of_terms(input, [&](const Channel&, const SparseRows&) { ++channels; });
  const double scale = 1.0 / static_cast<double>(channels * members.size());
  Weights mean;
  for (const Row row : members) {
    events_detail::for_channels_of_terms(input, [&](const Channel&, const SparseRows& rows) {
      for (SparseRows::InnerIterator entry(rows, static_cast<Eigen::Index>(index_of(row))); entry; ++entry)
        mean[entry.col()] += scale * entry.value();
    });
  }
  return mean;
}

}  // namespace

std::size_t choose_label(const EventInput& input, std::span<const Row> members, const SparseRows& candidates) {
  const Weights centre = mean_row(input, members);
  std::size_t best = 0;
  double best_product = -1;
  for (Eigen::Index i = 0; i < candidates.rows(); ++i) {
    double product = 0;
    for (SparseRows::InnerIterator entry(candidates, i); entry; ++entry) {
      if (const auto found = centre.find(entry.col()); found != centre.end()) product += entry.value() * found->second;
    }
    if (product > best_product) {
      best_product = product;
      best = static_cast<std::size_t>(i);
    }
  }
  return best;
}

}  // namespace bundel
