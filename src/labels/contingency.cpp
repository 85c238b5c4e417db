#include "labels/contingency.h"

#include <algorithm>
#include <cassert>
#include <cstddef>

namespace bundel::labels_detail {

namespace {

/// A label and how many items carry it.
struct Cluster {
  std::uint32_t label = 0;
  std::uint64_t items = 0;
};

std::vector<Cluster> clusters_of(std::span<const std::uint32_t> labels) {
  std::vector<std::uint32_t> sorted(labels.begin(), labels.end());
  std::sort(sorted.begin(), sorted.end());
  std::vector<Cluster> clusters;
  for (const std::uint32_t label : sorted) {
    if (clusters.empty() || clusters.back().label != label) clusters.push_back({label, 0});
    ++clusters.back().items;
  }
  return clusters;
}

std::uint64_t size_of(std::uint32_t label, const std::vector<Cluster>& clusters) {
  const auto at = std::lower_bound(clusters.begin(), clusters.end(), label,
                                   [](const Cluster& cluster, std::uint32_t wanted) { return cluster.label < wanted; });
  assert(at != clusters.end() && at->label == label);
  return at->items;
}

std::vector<std::uint64_t> sizes_of(const std::vector<Cluster>& clusters) {
  std::vector<std::uint64_t> sizes;
  sizes.reserve(clusters.size());
  for (const Cluster& cluster : clusters) sizes.push_back(cluster.items);
  return sizes;
}

/// Both labels in one number, the gold one in front, so that one sort brings the items of a cell together.
std::vector<std::uint64_t> sorted_label_pairs(std::span<const std::uint32_t> gold,
                                              std::span<const std::uint32_t> found) {
  std::vector<std::uint64_t> pairs(gold.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] = (std::uint64_t{gold[i]} << 32) | found[i];
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

}  // namespace

Contingency contingency(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> found) {
  assert(gold.size() == found.size());
  const std::vector<Cluster> gold_clusters = clusters_of(gold);
  const std::vector<Cluster> found_clusters = clusters_of(found);
  Contingency table;
  table.items = gold.size();
  table.gold_sizes = sizes_of(gold_clusters);
  table.found_sizes = sizes_of(found_clusters);
  const std::vector<std::uint64_t> pairs = sorted_label_pairs(gold, found);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (i == 0 || pairs[i] != pairs[i - 1]) {
      table.cells.push_back({0, size_of(static_cast<std::uint32_t>(pairs[i] >> 32), gold_clusters),
                             size_of(static_cast<std::uint32_t>(pairs[i]), found_clusters)});
    }
    ++table.cells.back().items;
  }
  return table;
}

}  // namespace bundel::labels_detail
