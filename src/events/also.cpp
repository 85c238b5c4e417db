/// Passages about another event than their article's.
#include <algorithm>
#include <numeric>

#include "bundel/events.h"

namespace bundel {
namespace {

/// Of each candidate, sums over an event of cosines with its passage: cluster after cluster, so that the sum of the
/// bodies is made once for all passages that ask for it.
std::vector<double> sums_of_cosines(const SparseRows& body, const SparseRows& passages,
                                    std::span<const std::vector<std::uint32_t>> events,
                                    std::span<const AlsoCandidate> candidates,
                                    std::span<const std::uint32_t> event_of) {
  std::vector<std::uint32_t> order(candidates.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return event_of[i]; });
  std::vector<std::size_t> begins;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || event_of[order[i]] != event_of[order[i - 1]]) begins.push_back(i);
  }
  begins.push_back(order.size());
  std::vector<double> sums(candidates.size());
  const auto groups = static_cast<std::ptrdiff_t>(begins.size()) - 1;
#pragma omp parallel
  {
    std::vector<double> sum(static_cast<std::size_t>(body.cols()));
#pragma omp for schedule(dynamic, 16)
    for (std::ptrdiff_t g = 0; g < groups; ++g) {
      const std::vector<std::uint32_t>& members = events[event_of[order[begins[g]]]];
      for (const std::uint32_t row : members) {
        for (SparseRows::InnerIterator at(body, row); at; ++at) sum[at.col()] += at.value();
      }
      for (std::size_t i = begins[g]; i < begins[g + 1]; ++i) {
        for (SparseRows::InnerIterator at(passages, candidates[order[i]].passage); at; ++at)
          sums[order[i]] += at.value() * sum[at.col()];
      }
      for (const std::uint32_t row : members) {
        for (SparseRows::InnerIterator at(body, row); at; ++at) sum[at.col()] = 0;
      }
    }
  }
  return sums;
}

}  // namespace

std::vector<double> score_also(const SparseRows& body, const SparseRows& passages,
                               std::span<const std::vector<std::uint32_t>> events,
                               std::span<const AlsoCandidate> candidates, const AlsoWeights& weights) {
  std::vector<std::uint32_t> event_of_row(static_cast<std::size_t>(body.rows()));
  for (std::uint32_t e = 0; e < events.size(); ++e) {
    for (const std::uint32_t row : events[e]) event_of_row[row] = e;
  }
  std::vector<std::uint32_t> other;
  std::vector<std::uint32_t> own;
  for (const AlsoCandidate& candidate : candidates) {
    other.push_back(candidate.event);
    own.push_back(event_of_row[candidate.row]);
  }
  const std::vector<double> with_other = sums_of_cosines(body, passages, events, candidates, other);
  const std::vector<double> with_own = sums_of_cosines(body, passages, events, candidates, own);
  std::vector<double> z;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const AlsoCandidate& candidate = candidates[i];
    const auto mates = static_cast<double>(events[own[i]].size() - 1);
    const double itself = passages.row(candidate.passage).dot(body.row(candidate.row));
    const double with_mates = mates > 0 ? (with_own[i] - itself) / mates : 0;
    const double mean = with_other[i] / static_cast<double>(events[candidate.event].size());
    z.push_back(weights.body * (mean - std::max(candidate.own_rest, with_mates)) +
                weights.passage * (candidate.nearest - candidate.own_nearest) + weights.bias);
  }
  return z;
}

}  // namespace bundel
