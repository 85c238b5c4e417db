/// Pairs by the threshold at which they come together.
#include <algorithm>
#include <numeric>

#include "bundel/sampling.h"

namespace bundel {
namespace {

/// Nothing joins at threshold 1, also where the logistic function has no digits left to say so.
constexpr double kBelowOne = 1 - 1e-9;

/// Clusters as chains of rows: a merge hangs one chain behind the other, so that in the end every cluster that ever was
/// is a run of the last order.
class Chains {
 public:
  explicit Chains(std::uint32_t rows) : head_(rows), tail_(rows), next_(rows, rows), size_(rows, 1) {
    std::iota(head_.begin(), head_.end(), 0U);
    tail_ = head_;
  }

  /// `a`, `b`: the smallest rows of two clusters, a < b.
  void merge(std::uint32_t a, std::uint32_t b) {
    next_[tail_[a]] = b;
    tail_[a] = tail_[b];
    size_[a] += size_[b];
    head_[b] = a;
  }

  [[nodiscard]] std::uint32_t size(std::uint32_t a) const { return size_[a]; }

  /// Rows in the last order.
  [[nodiscard]] std::vector<std::uint32_t> order() const {
    std::vector<std::uint32_t> order;
    for (std::uint32_t row = 0; row < head_.size(); ++row) {
      if (head_[row] != row) continue;
      for (std::uint32_t at = row; at < next_.size(); at = next_[at]) order.push_back(at);
    }
    return order;
  }

 private:
  std::vector<std::uint32_t> head_;  ///< itself where it is the first of its chain
  std::vector<std::uint32_t> tail_;  ///< by first row
  std::vector<std::uint32_t> next_;
  std::vector<std::uint32_t> size_;  ///< by first row
};

std::vector<std::uint32_t> reports_of(const EventHierarchy& hierarchy) {
  std::vector<std::uint32_t> reports(hierarchy.kept().size(), 1);
  for (const CopyGroup& group : hierarchy.groups()) {
    const auto row = std::ranges::lower_bound(hierarchy.kept(), group.kept) - hierarchy.kept().begin();
    reports[row] += static_cast<std::uint32_t>(group.members.size());
  }
  return reports;
}

}  // namespace

double copy_score(const Match& match) {
  if (match.kind == MatchKind::identical) return 1;
  return std::max(match.words.overlap(), match.letters ? match.letters->overlap() : 0);
}

PairPool pool_of(const EventHierarchy& hierarchy, std::span<const double> thresholds) {
  PairPool pool;
  pool.nested = true;
  pool.thresholds.assign(thresholds.begin(), thresholds.end());
  Chains chains(hierarchy.dendrogram().rows);
  double lowest = 1;
  for (const Merge& merge : hierarchy.dendrogram().merges) {
    lowest = std::min(lowest, link_probability(merge.log_odds));
    if (lowest < thresholds.front()) break;
    const auto a = static_cast<std::uint32_t>(merge.a);
    const auto b = static_cast<std::uint32_t>(merge.b);
    pool.joins.push_back({std::min(lowest, kBelowOne), a, chains.size(a), b, chains.size(b)});
    chains.merge(a, b);
  }
  const std::vector<std::uint32_t> order = chains.order();
  std::vector<std::uint32_t> place(order.size());
  const std::vector<std::uint32_t> reports = reports_of(hierarchy);
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    pool.articles.push_back(hierarchy.kept()[order[i]]);
    pool.reports.push_back(reports[order[i]]);
  }
  for (Join& join : pool.joins) {
    join.a = place[join.a];
    join.b = place[join.b];
  }
  return pool;
}

PairPool pool_of(std::size_t articles, std::span<const Match> matches, std::span<const double> thresholds) {
  PairPool pool;
  pool.thresholds.assign(thresholds.begin(), thresholds.end());
  pool.reports.assign(articles, 1);
  for (std::size_t i = 0; i < articles; ++i) pool.articles.push_back(static_cast<ArticleId>(i));
  for (const Match& match : matches) {
    const double score = copy_score(match);
    if (score < thresholds.front()) continue;
    pool.joins.push_back(
        {score, static_cast<std::uint32_t>(index_of(match.a)), 1, static_cast<std::uint32_t>(index_of(match.b)), 1});
  }
  std::ranges::stable_sort(pool.joins, std::greater{}, &Join::score);
  return pool;
}

}  // namespace bundel
