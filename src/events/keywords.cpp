/// Which words tell an event from its neighbours.
#include "bundel/events.h"
#include "events/cluster_sums.h"
#include "ground/parallel.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace bundel {
namespace {

/// Articles outside an event that its keywords are held against, and whose events are its neighbours: enough to show
/// the look-alike, few enough to be like it.
constexpr std::size_t kContrast = 10;

/// Columns ranked for each keyword wanted: what a neighbour shows is passed over.
constexpr std::size_t kRankedPerKeyword = 4;

/// Sums of rows by column, taken again and again without a new table.
class Tally {
 public:
  explicit Tally(std::size_t columns) : weight_(columns), holders_(columns) {}

  /// The mean of the rows over the channels of terms, and nothing of what was there before.
  void fill(const EventInput& input, std::span<const Row> rows) {
    for (const Column column : columns_) weight_[index_of(column)] = 0, holders_[index_of(column)] = 0;
    columns_.clear();
    std::size_t channels = 0;
    events_detail::for_channels_of_terms(input, [&](const Channel&, const SparseRows&) { ++channels; });
    const double scale = rows.empty() ? 0.0 : 1.0 / static_cast<double>(channels * rows.size());
    for (const Row row : rows) {
      std::uint32_t holder = 1;  // by the first channel, which holds whole reports
      events_detail::for_channels_of_terms(input, [&](const Channel&, const SparseRows& of_channel) {
        add(of_channel, row, scale, std::exchange(holder, 0));
      });
    }
  }
  [[nodiscard]] std::span<const Column> columns() const { return columns_; }
  [[nodiscard]] double mean(Column column) const { return weight_[index_of(column)]; }
  [[nodiscard]] std::size_t holders(Column column) const { return holders_[index_of(column)]; }

 private:
  void add(const SparseRows& rows, Row row, double scale, std::uint32_t holder) {
    for (SparseRows::InnerIterator entry(rows, static_cast<Eigen::Index>(index_of(row))); entry; ++entry) {
      const auto column = static_cast<std::size_t>(entry.col());
      if (weight_[column] == 0) columns_.push_back(static_cast<Column>(column));
      weight_[column] += scale * entry.value();
      holders_[column] += holder;
    }
  }

  std::vector<double> weight_;
  std::vector<std::uint32_t> holders_;
  std::vector<Column> columns_;  ///< with a weight
};

/// The reports outside that score highest with any member, each once, the nearest first.
std::vector<Row> nearest_outside(std::vector<std::pair<double, Row>> found) {
  std::ranges::sort(
      found, [](const auto& x, const auto& y) { return x.first != y.first ? x.first > y.first : x.second < y.second; });
  std::vector<Row> rows;
  for (const auto& [score, row] : found) {
    if (rows.size() == kContrast) break;
    if (std::ranges::find(rows, row) == rows.end()) rows.push_back(row);
  }
  return rows;
}

struct Candidate {
  bool mere_number = false;
  double difference = 0;  ///< mean weight here less mean weight outside
  bool name = false;
  Column column{};
};

bool ranks_before(const Candidate& x, const Candidate& y) {
  if (x.mere_number != y.mere_number) return y.mere_number;
  if (x.difference != y.difference) return x.difference > y.difference;
  if (x.name != y.name) return x.name;
  return x.column < y.column;
}

/// Columns that tell `here`, the sums of so many members, from `outside`, best first, one a word.
std::vector<Column> rank_columns(const Tally& here, const Tally& outside, std::size_t members,
                                 std::span<const ColumnWord> words, std::size_t most) {
  std::vector<Candidate> candidates;
  for (const Column column : here.columns()) {
    const WordKind kind = words[index_of(column)].kind;
    const std::size_t holders = here.holders(column);
    const double difference = here.mean(column) - outside.mean(column);
    if (kind == WordKind::letter || 2 * holders < members || difference <= 0) continue;
    const bool mere_number = kind == WordKind::number && (members == 1 || holders < members);
    candidates.push_back({mere_number, difference, kind == WordKind::name, column});
  }
  std::ranges::sort(candidates, ranks_before);
  std::set<Column> terms;
  std::vector<Column> ranked;
  for (const Candidate& candidate : candidates) {
    if (ranked.size() == most) break;
    if (terms.insert(words[index_of(candidate.column)].term).second) ranked.push_back(candidate.column);
  }
  return ranked;
}

/// The first of `ranked` whose words are not taken; then, where they are too few, the first that are.
std::vector<Column> pick(std::span<const Column> ranked, const std::set<Column>& taken,
                         std::span<const ColumnWord> words, std::size_t most) {
  std::vector<Column> picked(ranked.begin(), ranked.end());
  std::ranges::stable_partition(picked, [&](Column column) { return !taken.contains(words[index_of(column)].term); });
  picked.resize(std::min(picked.size(), most));
  return picked;
}

/// Events and which of them are neighbours: one has a report among those nearest to the other.
class Neighbourhood {
 public:
  Neighbourhood(std::span<const std::vector<Row>> events, std::span<const ScoredPair> pairs, std::size_t rows)
      : event_of_(rows), outside_(events.size()), beside_(events.size()) {
    for (std::size_t e = 0; e < events.size(); ++e) {
      for (const Row row : events[e]) event_of_[index_of(row)] = e;
    }
    std::vector<std::vector<std::pair<double, Row>>> found(events.size());
    for (const ScoredPair& pair : pairs) {
      const std::size_t of_a = event_of_[index_of(pair.a)];
      const std::size_t of_b = event_of_[index_of(pair.b)];
      if (of_a == of_b) continue;
      found[of_a].emplace_back(pair.log_odds, pair.b);
      found[of_b].emplace_back(pair.log_odds, pair.a);
    }
    for (std::size_t e = 0; e < events.size(); ++e) {
      outside_[e] = nearest_outside(std::move(found[e]));
      for (const Row row : outside_[e]) {
        beside_[e].push_back(event_of_[index_of(row)]);
        beside_[event_of_[index_of(row)]].push_back(e);
      }
    }
  }

  [[nodiscard]] std::span<const Row> outside(std::size_t event) const { return outside_[event]; }
  /// Some of them twice.
  [[nodiscard]] std::span<const std::size_t> beside(std::size_t event) const { return beside_[event]; }

 private:
  std::vector<std::size_t> event_of_;
  std::vector<std::vector<Row>> outside_;
  std::vector<std::vector<std::size_t>> beside_;
};

}  // namespace

std::vector<std::vector<Column>> choose_keywords(const EventInput& input, std::span<const ScoredPair> pairs,
                                                 std::span<const std::vector<Row>> events,
                                                 std::span<const ColumnWord> words, std::size_t most) {
  const Neighbourhood neighbourhood(events, pairs, input.rows());
  std::vector<std::vector<Column>> ranked(events.size());
  struct Tallies {
    Tally here;
    Tally outside;
  };
  ground::PerThread<Tallies> tallies([&] { return Tallies{Tally(words.size()), Tally(words.size())}; });
  const auto rank = [&](std::size_t e, Tallies& tally) {
    tally.here.fill(input, events[e]);
    tally.outside.fill(input, neighbourhood.outside(e));
    ranked[e] = rank_columns(tally.here, tally.outside, events[e].size(), words, kRankedPerKeyword * most);
  };
  ground::parallel_for(events.size(), tallies, rank, {16});
  std::vector<std::size_t> order(events.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t e) { return events[e].size(); });
  std::vector<std::vector<Column>> keywords(events.size());
  for (const std::size_t e : order) {
    std::set<Column> taken;
    for (const std::size_t other : neighbourhood.beside(e)) {
      for (const Column column : keywords[other]) taken.insert(words[index_of(column)].term);
    }
    keywords[e] = pick(ranked[e], taken, words, most);
  }
  return keywords;
}

}  // namespace bundel
