/// Average linkage over the graph of candidate pairs, from sums.
///
/// A cluster keeps the sum of its articles' rows and, for each cluster that a candidate pair connects it with, the sum
/// of z over all pairs between the two (not only the candidates). When a and b join, the sums with a third cluster add
/// up if both had it as neighbour; otherwise the missing one is a product of summed rows. The queue holds stale
/// entries, known by their generation.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>
#include <tuple>

#include "bundel/events.h"
#include "events/sums.h"

namespace bundel {
namespace {

using events_detail::Sums;

struct Link {
  std::uint32_t to = 0;
  double total = 0;  ///< sum of z over all pairs between the two clusters
};

struct Cluster {
  Sums sums;
  std::vector<Link> links;  ///< by `to`, ascending
  std::uint32_t generation = 0;
};

struct Candidate {
  double z = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t generation_a = 0;
  std::uint32_t generation_b = 0;
};

/// The queue's top is the largest z, then the smallest rows.
struct Later {
  bool operator()(const Candidate& x, const Candidate& y) const {
    return std::tuple(-x.z, x.a, x.b) > std::tuple(-y.z, y.a, y.b);
  }
};

/// Joins what the pairs connect beyond the merges there are.
void connect(std::span<const ScoredPair> pairs, Dendrogram& dendrogram) {
  std::vector<std::uint32_t> parent(dendrogram.rows);
  std::iota(parent.begin(), parent.end(), 0U);
  const auto root_of = [&](std::uint32_t row) {
    while (parent[row] != row) row = parent[row] = parent[parent[row]];
    return row;
  };
  for (const Merge& merge : dendrogram.merges) parent[merge.b] = merge.a;
  for (const ScoredPair& pair : pairs) {
    const auto [a, b] = std::minmax({root_of(pair.a), root_of(pair.b)});
    if (a == b) continue;
    parent[b] = a;
    dendrogram.merges.push_back({a, b, -std::numeric_limits<double>::infinity()});
  }
}

class Agglomeration {
  using Queue = std::priority_queue<Candidate, std::vector<Candidate>, Later>;

 public:
  Agglomeration(const EventInput& input, std::span<const ScoredPair> pairs, const EventSettings& settings)
      : settings_(settings), clusters_(static_cast<std::size_t>(input.body.rows())) {
    for (std::uint32_t row = 0; row < clusters_.size(); ++row) {
      clusters_[row].sums = events_detail::sums_of_row(input, row, settings);
    }
    for (const ScoredPair& pair : pairs) {
      assert(pair.a < pair.b);
      if (!is_likely(pair.z)) continue;
      clusters_[pair.a].links.push_back({pair.b, pair.z});
      clusters_[pair.b].links.push_back({pair.a, pair.z});
    }
    for (Cluster& cluster : clusters_) std::ranges::sort(cluster.links, {}, &Link::to);
    std::vector<Candidate> candidates;
    for (const ScoredPair& pair : pairs) {
      if (is_likely(pair.z)) candidates.push_back({pair.z, pair.a, pair.b, 0, 0});
    }
    queue_ = Queue(Later{}, std::move(candidates));
  }

  Dendrogram run() {
    Dendrogram dendrogram{static_cast<std::uint32_t>(clusters_.size()), {}};
    while (!queue_.empty()) {
      const Candidate best = queue_.top();
      queue_.pop();
      if (clusters_[best.a].generation != best.generation_a || clusters_[best.b].generation != best.generation_b)
        continue;
      if (!is_likely(best.z)) break;
      dendrogram.merges.push_back({best.a, best.b, best.z});
      join(best.a, best.b);
    }
    return dendrogram;
  }

 private:
  [[nodiscard]] bool is_likely(double z) const { return link_probability(z) >= settings_.floor; }

  /// b becomes part of a.
  void join(std::uint32_t a, std::uint32_t b) {
    Cluster& kept = clusters_[a];
    Cluster& gone = clusters_[b];
    std::vector<Link> links = joined_links(a, b);
    kept.sums = events_detail::add(kept.sums, gone.sums);
    kept.links = std::move(links);
    gone.sums = {};
    gone.links = {};
    ++kept.generation;
    ++gone.generation;
    for (const Link& link : kept.links) {
      replace(clusters_[link.to].links, a, b, link.total);
      push(a, link);
    }
  }

  /// Links of a and b together with every third cluster.
  [[nodiscard]] std::vector<Link> joined_links(std::uint32_t a, std::uint32_t b) const {
    const Cluster& x = clusters_[a];
    const Cluster& y = clusters_[b];
    std::vector<Link> links;
    auto i = x.links.begin();
    auto j = y.links.begin();
    while (i != x.links.end() || j != y.links.end()) {
      if (j == y.links.end() || (i != x.links.end() && i->to < j->to)) {
        if (i->to != b) links.push_back({i->to, i->total + total(y, i->to)});
        ++i;
      } else if (i == x.links.end() || j->to < i->to) {
        if (j->to != a) links.push_back({j->to, j->total + total(x, j->to)});
        ++j;
      } else {
        links.push_back({i->to, i->total + j->total});
        ++i;
        ++j;
      }
    }
    return links;
  }

  [[nodiscard]] double total(const Cluster& cluster, std::uint32_t other) const {
    return events_detail::total_score(cluster.sums, clusters_[other].sums, settings_);
  }

  /// In a third cluster's links: one link to a in place of those to a and b.
  static void replace(std::vector<Link>& links, std::uint32_t a, std::uint32_t b, double total) {
    const auto place_of = [&](std::uint32_t to) { return std::ranges::lower_bound(links, to, {}, &Link::to); };
    if (const auto old = place_of(b); old != links.end() && old->to == b) links.erase(old);
    if (const auto place = place_of(a); place != links.end() && place->to == a) {
      place->total = total;
    } else {
      links.insert(place, {a, total});
    }
  }

  void push(std::uint32_t a, const Link& link) {
    const Cluster& one = clusters_[a];
    const Cluster& other = clusters_[link.to];
    const double z = link.total / (static_cast<double>(one.sums.articles) * static_cast<double>(other.sums.articles));
    const auto [low, high] = std::minmax(a, link.to);
    queue_.push({z, low, high, clusters_[low].generation, clusters_[high].generation});
  }

  const EventSettings& settings_;
  std::vector<Cluster> clusters_;
  Queue queue_;
};

}  // namespace

double link_probability(double z) {
  return 1.0 / (1.0 + std::exp(-z));
}

Dendrogram agglomerate(const EventInput& input, std::span<const ScoredPair> pairs, const EventSettings& settings) {
  assert(input.body.rows() == input.lead.rows());
  assert(static_cast<std::size_t>(input.body.rows()) == input.times.size());
  Dendrogram dendrogram = Agglomeration(input, pairs, settings).run();
  connect(pairs, dendrogram);
  return dendrogram;
}

std::vector<std::uint32_t> cut(const Dendrogram& dendrogram, double threshold) {
  std::vector<std::uint32_t> event(dendrogram.rows);
  for (std::uint32_t row = 0; row < dendrogram.rows; ++row) event[row] = row;
  if (threshold < 1.0) {  // a probability is never 1, though its double may be
    for (const Merge& merge : dendrogram.merges) {
      if (link_probability(merge.z) < threshold) break;
      event[merge.b] = merge.a;
    }
  }
  // A cluster's name is its smallest row, so one pass upwards finds every row's last name.
  for (std::uint32_t row = 0; row < dendrogram.rows; ++row) event[row] = event[event[row]];
  return event;
}

std::vector<std::vector<std::uint32_t>> members_of(std::span<const std::uint32_t> event_of_row) {
  std::vector<std::vector<std::uint32_t>> events;
  std::vector<std::size_t> place(event_of_row.size());
  for (std::uint32_t row = 0; row < event_of_row.size(); ++row) {
    const std::uint32_t event = event_of_row[row];
    if (event == row) {
      place[row] = events.size();
      events.emplace_back();
    }
    events[place[event]].push_back(row);
  }
  return events;
}

}  // namespace bundel
