/// The score of one pair taken apart.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "bundel/events.h"
#include "events/sums.h"

namespace bundel {
namespace {

void add_products(const SparseRows& rows, std::uint32_t a, std::uint32_t b, double weight,
                  std::map<std::uint32_t, double>& scores) {
  SparseRows::InnerIterator of_a(rows, a);
  SparseRows::InnerIterator of_b(rows, b);
  while (of_a && of_b) {
    if (of_a.col() < of_b.col()) {
      ++of_a;
    } else if (of_b.col() < of_a.col()) {
      ++of_b;
    } else {
      scores[static_cast<std::uint32_t>(of_a.col())] += weight * of_a.value() * of_b.value();
      ++of_a;
      ++of_b;
    }
  }
}

double cosine(const SparseRows& rows, std::uint32_t a, std::uint32_t b) {
  std::map<std::uint32_t, double> products;
  add_products(rows, a, b, 1, products);
  return std::accumulate(products.begin(), products.end(), 0.0,
                         [](double sum, const auto& product) { return sum + product.second; });
}

std::uint32_t root_of(std::vector<std::uint32_t>& parent, std::uint32_t row) {
  while (parent[row] != row) row = parent[row] = parent[parent[row]];
  return row;
}

}  // namespace

std::vector<ChannelShare> channels_of(const EventInput& input, std::uint32_t a, std::uint32_t b,
                                      const EventSettings& settings) {
  return {
      {"body", cosine(input.body, a, b), settings.body_weight},
      {"lead", cosine(input.lead, a, b), settings.lead_weight},
      {"pieces", cosine(input.pieces, a, b), settings.piece_weight},
      {"foreign", events_detail::foreign(input.manners[a].language, input.manners[b].language) ? 1.0 : 0.0,
       settings.foreign_bias},
      {"short", (shortness(input.manners[a].words) + shortness(input.manners[b].words)) / 2, -settings.short_penalty},
      {"time", events_detail::time_penalty(input.times[a], input.times[b], settings), -settings.time_weight},
      {"bias", 1, settings.bias}};
}

std::vector<SharedColumn> shared_columns(const EventInput& input, std::uint32_t a, std::uint32_t b,
                                         const EventSettings& settings) {
  std::map<std::uint32_t, double> scores;
  add_products(input.body, a, b, settings.body_weight, scores);
  add_products(input.lead, a, b, settings.lead_weight, scores);
  std::vector<SharedColumn> columns;
  for (const auto& [column, score] : scores) columns.push_back({column, score});
  std::ranges::stable_sort(columns, std::greater{}, &SharedColumn::score);
  return columns;
}

std::optional<double> joined_at(const Dendrogram& dendrogram, std::uint32_t a, std::uint32_t b) {
  std::vector<std::uint32_t> parent(dendrogram.rows);
  std::iota(parent.begin(), parent.end(), 0U);
  double lowest = 1;
  for (const Merge& merge : dendrogram.merges) {
    lowest = std::min(lowest, link_probability(merge.z));
    parent[root_of(parent, merge.b)] = root_of(parent, merge.a);
    if (root_of(parent, a) == root_of(parent, b)) return lowest;
  }
  return std::nullopt;
}

}  // namespace bundel
