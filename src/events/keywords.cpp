/// Which words tell an event from its neighbours.
#include <algorithm>
#include <cassert>
#include <numeric>
#include <set>

#include "bundel/events.h"

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

  /// The bodies' and leads' rows, and nothing of what was there before.
  void fill(const EventInput& input, std::span<const std::uint32_t> rows) {
    for (const std::uint32_t column : columns_) weight_[column] = 0, holders_[column] = 0;
    columns_.clear();
    const double scale = rows.empty() ? 0.0 : 0.5 / static_cast<double>(rows.size());
    for (const std::uint32_t row : rows) {
      add(input.body, row, scale, 1);
      add(input.lead, row, scale, 0);
    }
  }
  [[nodiscard]] std::span<const std::uint32_t> columns() const { return columns_; }
  [[nodiscard]] double mean(std::uint32_t column) const { return weight_[column]; }
  [[nodiscard]] std::size_t holders(std::uint32_t column) const { return holders_[column]; }

 private:
  void add(const SparseRows& rows, std::uint32_t row, double scale, std::uint32_t holder) {
    for (SparseRows::InnerIterator entry(rows, row); entry; ++entry) {
      const auto column = static_cast<std::uint32_t>(entry.col());
      if (weight_[column] == 0) columns_.push_back(column);
      weight_[column] += scale * entry.value();
      holders_[column] += holder;
    }
  }

  std::vector<double> weight_;
  std::vector<std::uint32_t> holders_;  ///< bodies
  std::vector<std::uint32_t> columns_;  ///< with a weight
};

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

struct Candidate {
  bool mere_number = false;
  double difference = 0;  ///< mean weight here less mean weight outside
  bool name = false;
  std::uint32_t column = 0;
};

bool ranks_before(const Candidate& x, const Candidate& y) {
  if (x.mere_number != y.mere_number) return y.mere_number;
  if (x.difference != y.difference) return x.difference > y.difference;
  if (x.name != y.name) return x.name;
  return x.column < y.column;
}

/// Columns that tell `here`, the sums of so many members, from `outside`, best first, one a word.
std::vector<std::uint32_t> rank_columns(const Tally& here, const Tally& outside, std::size_t members,
                                        std::span<const ColumnWord> words, std::size_t most) {
  std::vector<Candidate> candidates;
  for (const std::uint32_t column : here.columns()) {
    const WordKind kind = words[column].kind;
    const std::size_t holders = here.holders(column);
    const double difference = here.mean(column) - outside.mean(column);
    if (kind == WordKind::letter || 2 * holders < members || difference <= 0) continue;
    const bool mere_number = kind == WordKind::number && (members == 1 || holders < members);
    candidates.push_back({mere_number, difference, kind == WordKind::name, column});
  }
  std::ranges::sort(candidates, ranks_before);
  std::set<std::uint32_t> terms;
  std::vector<std::uint32_t> ranked;
  for (const Candidate& candidate : candidates) {
    if (ranked.size() == most) break;
    if (terms.insert(words[candidate.column].term).second) ranked.push_back(candidate.column);
  }
  return ranked;
}

/// The first of `ranked` whose words are not taken; then, where they are too few, the first that are.
std::vector<std::uint32_t> pick(std::span<const std::uint32_t> ranked, const std::set<std::uint32_t>& taken,
                                std::span<const ColumnWord> words, std::size_t most) {
  std::vector<std::uint32_t> picked(ranked.begin(), ranked.end());
  std::ranges::stable_partition(picked, [&](std::uint32_t column) { return !taken.contains(words[column].term); });
  picked.resize(std::min(picked.size(), most));
  return picked;
}

/// Events and which of them are neighbours: one has an article among those nearest to the other.
class Neighbourhood {
 public:
  Neighbourhood(std::span<const std::vector<std::uint32_t>> events, std::span<const ScoredPair> pairs, std::size_t rows)
      : event_of_(rows), outside_(events.size()), beside_(events.size()) {
    for (std::size_t e = 0; e < events.size(); ++e) {
      for (const std::uint32_t row : events[e]) event_of_[row] = e;
    }
    std::vector<std::vector<std::pair<double, std::uint32_t>>> found(events.size());
    for (const ScoredPair& pair : pairs) {
      if (event_of_[pair.a] == event_of_[pair.b]) continue;
      found[event_of_[pair.a]].emplace_back(pair.z, pair.b);
      found[event_of_[pair.b]].emplace_back(pair.z, pair.a);
    }
    for (std::size_t e = 0; e < events.size(); ++e) {
      outside_[e] = nearest_outside(std::move(found[e]));
      for (const std::uint32_t row : outside_[e]) {
        beside_[e].push_back(event_of_[row]);
        beside_[event_of_[row]].push_back(e);
      }
    }
  }

  [[nodiscard]] std::span<const std::uint32_t> outside(std::size_t event) const { return outside_[event]; }
  /// Some of them twice.
  [[nodiscard]] std::span<const std::size_t> beside(std::size_t event) const { return beside_[event]; }

 private:
  std::vector<std::size_t> event_of_;
  std::vector<std::vector<std::uint32_t>> outside_;
  std::vector<std::vector<std::size_t>> beside_;
};

}  // namespace

std::vector<std::vector<std::uint32_t>> choose_keywords(const EventInput& input, std::span<const ScoredPair> pairs,
                                                        std::span<const std::vector<std::uint32_t>> events,
                                                        std::span<const ColumnWord> words, std::size_t most) {
  const auto columns = static_cast<std::size_t>(input.body.cols());
  assert(words.size() == columns);
  const Neighbourhood neighbourhood(events, pairs, static_cast<std::size_t>(input.body.rows()));
  std::vector<std::vector<std::uint32_t>> ranked(events.size());
  const auto count = static_cast<std::ptrdiff_t>(events.size());
#pragma omp parallel
  {
    Tally here(columns);
    Tally outside(columns);
#pragma omp for schedule(dynamic, 16)
    for (std::ptrdiff_t e = 0; e < count; ++e) {
      here.fill(input, events[e]);
      outside.fill(input, neighbourhood.outside(e));
      ranked[e] = rank_columns(here, outside, events[e].size(), words, kRankedPerKeyword * most);
    }
  }
  std::vector<std::size_t> order(events.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t e) { return events[e].size(); });
  std::vector<std::vector<std::uint32_t>> keywords(events.size());
  for (const std::size_t e : order) {
    std::set<std::uint32_t> taken;
    for (const std::size_t other : neighbourhood.beside(e)) {
      for (const std::uint32_t column : keywords[other]) taken.insert(words[column].term);
    }
    keywords[e] = pick(ranked[e], taken, words, most);
  }
  return keywords;
}

}  // namespace bundel
