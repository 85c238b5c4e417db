/// Scores of candidate pairs, and of members with their events.
#include "bundel/events.h"
#include "events/cluster_sums.h"
#include "ground/parallel.h"

namespace bundel {

using events_detail::ClusterSums;

std::vector<ScoredPair> score_pairs(const EventInput& input, std::span<const RowPair> pairs,
                                    const EventSettings& settings) {
  std::vector<ClusterSums> rows(input.rows());
  ground::parallel_for(rows.size(),
                       [&](std::size_t row) { rows[row] = events_detail::sums_of_row(input, static_cast<Row>(row)); },
                       {64});
  std::vector<ScoredPair> scored(pairs.size());
  const auto score = [&](std::size_t i) {
    const auto [a, b] = pairs[i];
    scored[i] = {a, b, events_detail::total_score(rows[index_of(a)], rows[index_of(b)], settings)};
  };
  ground::parallel_for(pairs.size(), score, {256});
  return scored;
}

std::vector<double> member_scores(const EventInput& input, std::span<const Row> members,
                                  const EventSettings& settings) {
  if (members.size() == 1) return {1.0};
  ClusterSums all;
  std::vector<ClusterSums> each;
  for (const Row row : members) {
    each.push_back(events_detail::sums_of_row(input, row));
    all = events_detail::add(all, each.back());
  }
  // Over all pairs with the whole event, less the pair of the member with itself.
  std::vector<double> scores;
  for (const ClusterSums& one : each) {
    const double total =
        events_detail::total_score(one, all, settings) - events_detail::total_score(one, one, settings);
    scores.push_back(link_probability(total / static_cast<double>(members.size() - 1)));
  }
  return scores;
}

}  // namespace bundel
