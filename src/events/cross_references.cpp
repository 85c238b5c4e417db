/// Passages about another event than their article's.
#include "bundel/events.h"
#include "ground/parallel.h"

#include <algorithm>
#include <numeric>

namespace bundel {
namespace {

template <typename Visit>
void for_entries(const SparseRows& rows, std::size_t row, const Visit& visit) {
  for (SparseRows::InnerIterator at(rows, static_cast<Eigen::Index>(row)); at; ++at) visit(at.col(), at.value());
}

/// Of each candidate, sums over an event of cosines with its passage: cluster after cluster, so that the sum of the
/// bodies is made once for all passages that ask for it.
std::vector<double> sums_of_cosines(const SparseRows& body, const SparseRows& passages,
                                    std::span<const std::vector<Row>> events,
                                    std::span<const CrossReferenceCandidate> candidates,
                                    std::span<const EventId> event_of) {
  std::vector<std::uint32_t> order(candidates.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return event_of[i]; });
  std::vector<std::size_t> begins;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || event_of[order[i]] != event_of[order[i - 1]]) begins.push_back(i);
  }
  begins.push_back(order.size());
  std::vector<double> sums(candidates.size());
  using Sum = std::vector<double>;
  ground::PerThread<Sum> spaces([&] { return Sum(static_cast<std::size_t>(body.cols())); });
  const auto add_group = [&](std::size_t g, Sum& sum) {
    const std::vector<Row>& members = events[index_of(event_of[order[begins[g]]])];
    for (const Row row : members) for_entries(body, index_of(row), [&](Eigen::Index c, double x) { sum[c] += x; });
    for (std::size_t i = begins[g]; i < begins[g + 1]; ++i) {
      const std::size_t passage = index_of(candidates[order[i]].passage);
      for_entries(passages, passage, [&](Eigen::Index c, double x) { sums[order[i]] += x * sum[c]; });
    }
    for (const Row row : members) for_entries(body, index_of(row), [&](Eigen::Index c, double) { sum[c] = 0; });
  };
  ground::parallel_for(begins.size() - 1, spaces, add_group, {16});
  return sums;
}

}  // namespace

std::vector<double> score_cross_references(const SparseRows& body, const SparseRows& passages,
                                           std::span<const std::vector<Row>> events,
                                           std::span<const CrossReferenceCandidate> candidates,
                                           const CrossReferenceWeights& weights) {
  std::vector<EventId> event_of_row(static_cast<std::size_t>(body.rows()));
  for (std::size_t e = 0; e < events.size(); ++e) {
    for (const Row row : events[e]) event_of_row[index_of(row)] = static_cast<EventId>(e);
  }
  std::vector<EventId> other;
  std::vector<EventId> own;
  for (const CrossReferenceCandidate& candidate : candidates) {
    other.push_back(candidate.event);
    own.push_back(event_of_row[index_of(candidate.row)]);
  }
  const std::vector<double> with_other = sums_of_cosines(body, passages, events, candidates, other);
  const std::vector<double> with_own = sums_of_cosines(body, passages, events, candidates, own);
  std::vector<double> scores;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const CrossReferenceCandidate& candidate = candidates[i];
    const auto mates = static_cast<double>(events[index_of(own[i])].size() - 1);
    const double itself = passages.row(static_cast<Eigen::Index>(index_of(candidate.passage)))
                              .dot(body.row(static_cast<Eigen::Index>(index_of(candidate.row))));
    const double with_mates = mates > 0 ? (with_own[i] - itself) / mates : 0;
    const double mean = with_other[i] / static_cast<double>(events[index_of(candidate.event)].size());
    scores.push_back(weights.body * (mean - std::max(candidate.own_rest, with_mates)) +
                     weights.passage * (candidate.nearest - candidate.own_nearest) + weights.bias);
  }
  return scores;
}

}  // namespace bundel
