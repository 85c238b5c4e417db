/// The score of one pair taken apart.
#include "bundel/events.h"
#include "events/cluster_sums.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace bundel {
namespace {

/// Calls visit(column, product) for each column that both rows hold, ascending.
template <typename Visit>
void for_products(const SparseRows& rows, Row a, Row b, const Visit& visit) {
  SparseRows::InnerIterator of_a(rows, static_cast<Eigen::Index>(index_of(a)));
  SparseRows::InnerIterator of_b(rows, static_cast<Eigen::Index>(index_of(b)));
  while (of_a && of_b) {
    if (of_a.col() < of_b.col()) {
      ++of_a;
    } else if (of_b.col() < of_a.col()) {
      ++of_b;
    } else {
      visit(static_cast<Column>(of_a.col()), of_a.value() * of_b.value());
      ++of_a;
      ++of_b;
    }
  }
}

double cosine(const SparseRows& rows, Row a, Row b) {
  double sum = 0;
  for_products(rows, a, b, [&](Column, double product) { sum += product; });
  return sum;
}

double cosine(const DenseRows& rows, Row a, Row b) {
  double sum = 0;
  const auto of_a = rows.row(static_cast<Eigen::Index>(index_of(a)));
  const auto of_b = rows.row(static_cast<Eigen::Index>(index_of(b)));
  for (Eigen::Index c = 0; c < rows.cols(); ++c) sum += static_cast<double>(of_a[c]) * of_b[c];
  return sum;
}

std::size_t root_of(std::vector<std::size_t>& parent, std::size_t row) {
  while (parent[row] != row) row = parent[row] = parent[parent[row]];
  return row;
}

}  // namespace

std::vector<ScorePart> score_parts(const EventInput& input, Row a, Row b, const EventSettings& settings) {
  std::vector<ScorePart> parts;
  for (const Channel& channel : input.channels) {
    const double value = std::visit([&](const auto& rows) { return cosine(rows, a, b); }, channel.rows);
    parts.push_back({channel.name, value, channel.weight});
  }
  const ReportTraits& x = input.traits[index_of(a)];
  const ReportTraits& y = input.traits[index_of(b)];
  parts.push_back({"foreign", events_detail::foreign(x.language, y.language) ? 1.0 : 0.0, settings.foreign_bias});
  parts.push_back({"short", (shortness(x.words) + shortness(y.words)) / 2, -settings.short_penalty});
  parts.push_back({"time", events_detail::time_penalty(input.times[index_of(a)], input.times[index_of(b)], settings),
                   -settings.time_weight});
  parts.push_back({"bias", 1, settings.bias});
  return parts;
}

std::vector<SharedColumn> shared_columns(const EventInput& input, Row a, Row b) {
  std::map<Column, double> scores;
  events_detail::for_channels_of_terms(input, [&](const Channel& channel, const SparseRows& rows) {
    for_products(rows, a, b, [&](Column column, double product) { scores[column] += channel.weight * product; });
  });
  std::vector<SharedColumn> columns;
  for (const auto& [column, score] : scores) columns.push_back({column, score});
  std::ranges::stable_sort(columns, std::greater{}, &SharedColumn::score);
  return columns;
}

std::optional<double> joined_at(const Dendrogram& dendrogram, Row a, Row b) {
  std::vector<std::size_t> parent(dendrogram.rows);
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  double lowest = 1;
  for (const Merge& merge : dendrogram.merges) {
    lowest = std::min(lowest, link_probability(merge.log_odds));
    parent[root_of(parent, index_of(merge.b))] = root_of(parent, index_of(merge.a));
    if (root_of(parent, index_of(a)) == root_of(parent, index_of(b))) return lowest;
  }
  return std::nullopt;
}

}  // namespace bundel
