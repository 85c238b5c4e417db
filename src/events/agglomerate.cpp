/// Average linkage over the graph of candidate pairs, from sums, one connected component after the other.
///
/// A cluster keeps the sum of its reports' rows and, for each cluster that a candidate pair connects it with, the sum
/// of the scores of all pairs between the two (not only the candidates). When a and b join, the sums with a third
/// cluster add up if both had it as neighbour; otherwise the missing one is a product of summed rows. The queue holds
/// stale entries, known by their generation.
///
/// Components apart give what one queue for all would. A merge changes the links of the two clusters' neighbours alone,
/// which are of the same component; so what happens in a component, and in which order, does not depend on the others.
/// One queue pops the best of the components' next merges each time (ties: the smaller rows), and that is how their
/// lists are put together again. A cut ends the whole list at its first merge below the threshold: when that one was
/// the best of all next ones, the next merge of every component was below the threshold too, so each list ends at its
/// own first merge below it, whatever higher ones come behind.
#include "bundel/events.h"
#include "bundel/run.h"
#include "events/cluster_sums.h"
#include "ground/parallel.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>
#include <tuple>

namespace bundel {
namespace {

using events_detail::ClusterSums;

bool is_likely(double log_odds, const EventSettings& settings) {
  return link_probability(log_odds) >= settings.floor;
}

/// Sets of rows that grow together, each named by its smallest row.
class RowSets {
 public:
  explicit RowSets(std::size_t rows) : parent_(rows) { std::iota(parent_.begin(), parent_.end(), 0U); }

  std::uint32_t find(std::uint32_t row) {
    while (parent_[row] != row) row = parent_[row] = parent_[parent_[row]];
    return row;
  }
  /// Whether they were two.
  bool join(Row one, Row other) {
    const auto [low, high] =
        std::minmax({find(static_cast<std::uint32_t>(one)), find(static_cast<std::uint32_t>(other))});
    parent_[high] = low;
    return low != high;
  }

 private:
  std::vector<std::uint32_t> parent_;
};

/// Rows that likely pairs connect, and these pairs.
struct Component {
  std::vector<Row> rows;  ///< ascending; their places here are the rows of `pairs`
  std::vector<ScoredPair> pairs;
};

/// Components of two rows and more, by smallest row.
std::vector<Component> components_of(std::size_t rows, std::span<const ScoredPair> pairs,
                                     const EventSettings& settings) {
  constexpr std::size_t kAlone = std::numeric_limits<std::size_t>::max();
  RowSets sets(rows);
  for (const ScoredPair& pair : pairs) {
    assert(pair.a < pair.b);
    if (is_likely(pair.log_odds, settings)) sets.join(pair.a, pair.b);
  }
  std::vector<std::uint32_t> size(rows, 0);
  for (std::uint32_t row = 0; row < rows; ++row) ++size[sets.find(row)];
  std::vector<Component> components;
  std::vector<std::size_t> component(rows, kAlone);  // by row
  std::vector<std::uint32_t> place(rows, 0);         // of the row in its component
  for (std::uint32_t row = 0; row < rows; ++row) {
    const std::uint32_t first = sets.find(row);
    if (size[first] < 2) continue;
    if (first == row) {
      component[row] = components.size();
      components.emplace_back().rows.reserve(size[row]);
    }
    component[row] = component[first];
    place[row] = static_cast<std::uint32_t>(components[component[row]].rows.size());
    components[component[row]].rows.push_back(static_cast<Row>(row));
  }
  for (const ScoredPair& pair : pairs) {
    if (!is_likely(pair.log_odds, settings)) continue;
    components[component[index_of(pair.a)]].pairs.push_back(
        {static_cast<Row>(place[index_of(pair.a)]), static_cast<Row>(place[index_of(pair.b)]), pair.log_odds});
  }
  return components;
}

/// The clusters of one component, by their smallest rows in it.
class Agglomeration {
  struct Link {
    std::uint32_t to = 0;
    double total = 0;  ///< sum of the scores of all pairs between the two clusters
  };

  struct Cluster {
    ClusterSums sums;
    std::vector<Link> links;  ///< by `to`, ascending
    std::uint32_t generation = 0;
  };

  struct Candidate {
    double log_odds = 0;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::uint32_t generation_a = 0;
    std::uint32_t generation_b = 0;
  };

  /// The queue's top is the largest score, then the smallest rows.
  struct Later {
    bool operator()(const Candidate& x, const Candidate& y) const {
      return std::tuple(-x.log_odds, x.a, x.b) > std::tuple(-y.log_odds, y.a, y.b);
    }
  };
  /// Of large clusters a merge takes up to a millisecond.
  static constexpr std::size_t kMergesPerCheck = 64;
  using Queue = std::priority_queue<Candidate, std::vector<Candidate>, Later>;

 public:
  Agglomeration(const EventInput& input, const Component& component, const EventSettings& settings)
      : component_(component), settings_(settings), clusters_(component.rows.size()) {
    for (std::size_t i = 0; i < clusters_.size(); ++i)
      clusters_[i].sums = events_detail::sums_of_row(input, component.rows[i]);
    std::vector<Candidate> candidates;
    candidates.reserve(component.pairs.size());
    for (const auto& [a, b, log_odds] : component.pairs) {
      const auto low = static_cast<std::uint32_t>(a);
      const auto high = static_cast<std::uint32_t>(b);
      clusters_[low].links.push_back({high, log_odds});
      clusters_[high].links.push_back({low, log_odds});
      candidates.push_back({log_odds, low, high, 0, 0});
    }
    for (Cluster& cluster : clusters_) std::ranges::sort(cluster.links, {}, &Link::to);
    queue_ = Queue(Later{}, std::move(candidates));
  }

  /// The merges in their order.
  std::vector<Merge> run() {
    std::vector<Merge> merges;
    while (!queue_.empty()) {
      const Candidate best = queue_.top();
      queue_.pop();
      if (clusters_[best.a].generation != best.generation_a || clusters_[best.b].generation != best.generation_b)
        continue;
      if (!is_likely(best.log_odds, settings_)) break;
      if (merges.size() % kMergesPerCheck == 0) check_stop();
      merges.push_back({component_.rows[best.a], component_.rows[best.b], best.log_odds});
      join(best.a, best.b);
    }
    return merges;
  }

 private:
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
    const double pairs = static_cast<double>(one.sums.reports) * static_cast<double>(other.sums.reports);
    const auto [low, high] = std::minmax(a, link.to);
    queue_.push({link.total / pairs, low, high, clusters_[low].generation, clusters_[high].generation});
  }

  const Component& component_;
  const EventSettings& settings_;
  std::vector<Cluster> clusters_;
  Queue queue_;
};

/// The merges of all components in the order of one queue: each time the best of those that come next.
std::vector<Merge> in_order(const std::vector<std::vector<Merge>>& of_components) {
  struct Next {
    const Merge* merge;
    const Merge* end;
  };
  const auto later = [](const Next& x, const Next& y) {
    return std::tuple(-x.merge->log_odds, x.merge->a, x.merge->b) >
           std::tuple(-y.merge->log_odds, y.merge->a, y.merge->b);
  };
  std::vector<Next> heads;
  std::size_t count = 0;
  for (const std::vector<Merge>& merges : of_components) {
    count += merges.size();
    if (!merges.empty()) heads.push_back({merges.data(), merges.data() + merges.size()});
  }
  std::priority_queue queue(later, std::move(heads));
  std::vector<Merge> merges;
  merges.reserve(count);
  while (!queue.empty()) {
    Next next = queue.top();
    queue.pop();
    merges.push_back(*next.merge);
    if (++next.merge != next.end) queue.push(next);
  }
  return merges;
}

/// Joins what the pairs connect beyond the merges there are.
void connect(std::span<const ScoredPair> pairs, Dendrogram& dendrogram) {
  RowSets sets(dendrogram.rows);
  for (const Merge& merge : dendrogram.merges) sets.join(merge.a, merge.b);
  for (const ScoredPair& pair : pairs) {
    const auto a = static_cast<Row>(sets.find(static_cast<std::uint32_t>(pair.a)));
    const auto b = static_cast<Row>(sets.find(static_cast<std::uint32_t>(pair.b)));
    if (!sets.join(a, b)) continue;
    dendrogram.merges.push_back({std::min(a, b), std::max(a, b), -std::numeric_limits<double>::infinity()});
  }
}

}  // namespace

double link_probability(double log_odds) {
  return 1.0 / (1.0 + std::exp(-log_odds));
}

Dendrogram agglomerate(const EventInput& input, std::span<const ScoredPair> pairs, const EventSettings& settings) {
  std::vector<Component> components = components_of(input.rows(), pairs, settings);
  std::vector<std::vector<Merge>> merges(components.size());
  const auto cluster = [&](std::size_t c) {
    merges[c] = Agglomeration(input, components[c], settings).run();
    components[c] = {};  // a million reports have many
  };
  ground::parallel_for(components.size(), cluster);
  Dendrogram dendrogram{static_cast<std::uint32_t>(input.rows()), in_order(merges)};
  connect(pairs, dendrogram);
  return dendrogram;
}

std::vector<Row> cut(const Dendrogram& dendrogram, double threshold) {
  std::vector<Row> event(dendrogram.rows);
  for (std::uint32_t row = 0; row < dendrogram.rows; ++row) event[row] = static_cast<Row>(row);
  if (threshold < 1.0) {  // a probability is never 1, though its double may be
    for (const Merge& merge : dendrogram.merges) {
      if (link_probability(merge.log_odds) < threshold) break;
      event[index_of(merge.b)] = merge.a;
    }
  }
  // A cluster's name is its smallest row, so one pass upwards finds every row's last name.
  for (Row& of_row : event) of_row = event[index_of(of_row)];
  return event;
}

std::vector<std::vector<Row>> members_of(std::span<const Row> event_of_row) {
  std::vector<std::vector<Row>> events;
  std::vector<std::size_t> place(event_of_row.size());
  for (std::size_t row = 0; row < event_of_row.size(); ++row) {
    const std::size_t event = index_of(event_of_row[row]);
    if (event == row) {
      place[row] = events.size();
      events.emplace_back();
    }
    events[place[event]].push_back(static_cast<Row>(row));
  }
  return events;
}

}  // namespace bundel
