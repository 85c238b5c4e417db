/// Scores of candidate pairs, a row's candidates together.
#include <algorithm>
#include <cmath>

#include "bundel/events.h"
#include "events/sums.h"

namespace bundel {

std::vector<ScoredPair> score_pairs(const EventInput& input,
                                    std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs,
                                    const EventSettings& settings) {
  std::vector<events_detail::Sums> rows(static_cast<std::size_t>(input.body.rows()));
  const auto row_count = static_cast<std::ptrdiff_t>(rows.size());
#pragma omp parallel for schedule(static)
  for (std::ptrdiff_t row = 0; row < row_count; ++row) {
    rows[row] = events_detail::sums_of_row(input, static_cast<std::uint32_t>(row), settings);
  }
  std::vector<ScoredPair> scored(pairs.size());
  const auto count = static_cast<std::ptrdiff_t>(pairs.size());
#pragma omp parallel for schedule(static)
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    const auto [a, b] = pairs[i];
    scored[i] = {a, b, events_detail::total_score(rows[a], rows[b], settings)};
  }
  return scored;
}

std::vector<double> member_scores(const EventInput& input, std::span<const std::uint32_t> members,
                                  const EventSettings& settings) {
  if (members.size() == 1) return {1.0};
  events_detail::Sums all;
  std::vector<events_detail::Sums> each;
  for (const std::uint32_t row : members) {
    each.push_back(events_detail::sums_of_row(input, row, settings));
    all = events_detail::add(all, each.back());
  }
  // Over all pairs with the whole event, less the pair of the member with itself.
  std::vector<double> scores;
  for (const events_detail::Sums& one : each) {
    const double total =
        events_detail::total_score(one, all, settings) - events_detail::total_score(one, one, settings);
    scores.push_back(link_probability(total / static_cast<double>(members.size() - 1)));
  }
  return scores;
}

}  // namespace bundel
