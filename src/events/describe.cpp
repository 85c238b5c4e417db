/// What a person reads of an event: its label and its keywords.
#include <algorithm>
#include <map>

#include "bundel/events.h"

namespace bundel {
namespace {

/// Articles outside an event that its keywords are held against: enough to show the look-alike, few enough to be like
/// it.
constexpr std::size_t kContrast = 10;

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

/// The articles outside that score highest with any member, each once, the nearest first.
std::vector<std::uint32_t> nearest_outside(std::vector<std::pair<double, std::uint32_t>> found) {
  std::ranges::sort(
      found, [](const auto& x, const auto& y) { return x.first != y.first ? x.first > y.first : x.second < y.second; });
  std::vector<std::uint32_t> rows;
  for (const auto& [z, row] : found) {
    if (rows.size() == kContrast) break;
    if (std::ranges::find(rows, row) == rows.end()) rows.push_back(row);
  }
  return rows;
}

std::vector<std::uint32_t> keywords_of(const EventInput& input, std::span<const std::uint32_t> members,
                                       std::span<const std::uint32_t> outside, std::size_t most) {
  std::map<std::uint32_t, std::size_t> holders;
  for (const std::uint32_t row : members) {
    for (SparseRows::InnerIterator entry(input.body, row); entry; ++entry)
      ++holders[static_cast<std::uint32_t>(entry.col())];
  }
  const Weights here = mean_row(input, members);
  const Weights there = mean_row(input, outside);
  std::vector<std::pair<double, std::uint32_t>> telling;
  for (const auto& [column, held] : holders) {
    if (2 * held < members.size()) continue;
    const auto other = there.find(column);
    const double difference = here.at(column) - (other == there.end() ? 0.0 : other->second);
    if (difference > 0) telling.emplace_back(difference, column);
  }
  std::ranges::sort(telling, [](const auto& x, const auto& y) {
    return x.first != y.first ? x.first > y.first : x.second < y.second;
  });
  std::vector<std::uint32_t> keywords;
  for (const auto& [difference, column] : telling) {
    if (keywords.size() == most) break;
    keywords.push_back(column);
  }
  return keywords;
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

std::vector<std::vector<std::uint32_t>> choose_keywords(const EventInput& input, std::span<const ScoredPair> pairs,
                                                        std::span<const std::vector<std::uint32_t>> events,
                                                        std::size_t most) {
  std::vector<std::size_t> event_of(static_cast<std::size_t>(input.body.rows()));
  for (std::size_t e = 0; e < events.size(); ++e) {
    for (const std::uint32_t row : events[e]) event_of[row] = e;
  }
  std::vector<std::vector<std::pair<double, std::uint32_t>>> outside(events.size());
  for (const ScoredPair& pair : pairs) {
    if (event_of[pair.a] == event_of[pair.b]) continue;
    outside[event_of[pair.a]].emplace_back(pair.z, pair.b);
    outside[event_of[pair.b]].emplace_back(pair.z, pair.a);
  }
  std::vector<std::vector<std::uint32_t>> keywords(events.size());
  const auto count = static_cast<std::ptrdiff_t>(events.size());
#pragma omp parallel for schedule(dynamic, 16)
  for (std::ptrdiff_t e = 0; e < count; ++e) {
    keywords[e] = keywords_of(input, events[e], nearest_outside(std::move(outside[e])), most);
  }
  return keywords;
}

}  // namespace bundel
