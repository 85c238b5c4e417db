#include "bundel/agreement.h"
#include "labels/contingency.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace bundel {

namespace {

using labels_detail::Cell;
using labels_detail::Contingency;

/// Products of two numbers of pairs pass 64 bits from some 90,000 items on; in 128 they are exact up to 2^31 items.
__extension__ using Wide = __int128;

double harmonic_mean(double a, double b) {
  return a + b == 0 ? 0 : 2 * a * b / (a + b);
}

std::uint64_t pairs_among(std::uint64_t items) {
  return items % 2 == 0 ? items / 2 * (items - 1) : (items - 1) / 2 * items;
}

struct PairCounts {
  std::uint64_t all = 0;
  std::uint64_t gold = 0;   ///< in one gold cluster
  std::uint64_t found = 0;  ///< in one found cluster
  std::uint64_t both = 0;
};

PairCounts count_pairs(const Contingency& table) {
  PairCounts pairs;
  pairs.all = pairs_among(table.items);
  for (const std::uint64_t size : table.gold_sizes) pairs.gold += pairs_among(size);
  for (const std::uint64_t size : table.found_sizes) pairs.found += pairs_among(size);
  for (const Cell& cell : table.cells) pairs.both += pairs_among(cell.items);
  return pairs;
}

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 1 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

Score bcubed(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> found) {
  const Contingency table = labels_detail::contingency(gold, found);
  if (table.items == 0) return {1, 1, 1};
  double precision = 0;
  double recall = 0;
  for (const Cell& cell : table.cells) {
    const double items = static_cast<double>(cell.items);
    precision += items * items / static_cast<double>(cell.found_size);
    recall += items * items / static_cast<double>(cell.gold_size);
  }
  precision /= static_cast<double>(table.items);
  recall /= static_cast<double>(table.items);
  return {precision, recall, harmonic_mean(precision, recall)};
}

Score pairwise(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> found) {
  const PairCounts pairs = count_pairs(labels_detail::contingency(gold, found));
  const double precision = share(pairs.both, pairs.found);
  const double recall = share(pairs.both, pairs.gold);
  return {precision, recall, harmonic_mean(precision, recall)};
}

double adjusted_rand(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> found) {
  const PairCounts pairs = count_pairs(labels_detail::contingency(gold, found));
  // Equal clusterings; among them are all the cases where the quotient below is 0 / 0.
  if (pairs.both == pairs.gold && pairs.both == pairs.found) return 1;
  // (both - expected) / (mean of gold and found - expected), expected = gold * found / all, times 2 * all throughout.
  const Wide chance = Wide{pairs.gold} * pairs.found;
  const Wide above_chance = 2 * (Wide{pairs.both} * pairs.all - chance);
  const Wide most = (Wide{pairs.gold} + pairs.found) * pairs.all - 2 * chance;
  return static_cast<double>(above_chance) / static_cast<double>(most);
}

double v_measure(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> found) {
  const Contingency table = labels_detail::contingency(gold, found);
  const double items = static_cast<double>(table.items);
  const auto entropy = [&](const std::vector<std::uint64_t>& sizes) {
    double sum = 0;
    for (const std::uint64_t size : sizes)
      sum -= static_cast<double>(size) / items * std::log(static_cast<double>(size) / items);
    return sum;
  };
  // One cluster on both sides tells as little as can be told, and all of it is right.
  if (table.gold_sizes.size() <= 1 && table.found_sizes.size() <= 1) return 1;
  double information = 0;
  for (const Cell& cell : table.cells) {
    const double both = static_cast<double>(cell.items);
    information +=
        both / items *
        std::log(both * items / (static_cast<double>(cell.gold_size) * static_cast<double>(cell.found_size)));
  }
  const double v = 2 * information / (entropy(table.gold_sizes) + entropy(table.found_sizes));
  return std::clamp(v, 0.0, 1.0);
}

WrongPairs count_wrong_pairs(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> found) {
  const PairCounts pairs = count_pairs(labels_detail::contingency(gold, found));
  return {pairs.found - pairs.both, pairs.gold - pairs.both};
}

void visit_split_pairs(std::span<const std::uint32_t> clusters, std::span<const std::uint32_t> other,
                       const std::function<bool(std::size_t a, std::size_t b)>& visit) {
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> members;
  for (std::size_t item = 0; item < clusters.size(); ++item) members[clusters[item]].push_back(item);
  for (std::size_t a = 0; a < clusters.size(); ++a) {
    const std::vector<std::size_t>& cluster = members[clusters[a]];
    for (auto b = std::ranges::upper_bound(cluster, a); b != cluster.end(); ++b) {
      if (other[a] != other[*b] && !visit(a, *b)) return;
    }
  }
}

}  // namespace bundel
