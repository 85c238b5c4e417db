/// The pairs that a person should look at.
#include <algorithm>
#include <cmath>

#include "bundel/agreement.h"
#include "tune/matched.h"

namespace bundel::tune_detail {
namespace {

/// Pairs looked at for the worst among them; beyond it the first so many stand for all.
constexpr std::size_t kLookedAt = 5'000'000;

/// A wrong pair before it is described.
struct Wrong {
  ArticleId a{};
  ArticleId b{};
  double score = 0;
};

/// The `count` worst: together the highest score first, apart the lowest.
void add_worst(const Matched& matched, bool together, std::vector<Wrong> wrong, std::size_t count, TuneReport& report) {
  const auto worse = [together](const Wrong& x, const Wrong& y) {
    if (x.score != y.score) return together ? x.score > y.score : x.score < y.score;
    return std::pair(x.a, x.b) < std::pair(y.a, y.b);
  };
  const auto shown = static_cast<std::ptrdiff_t>(std::min(count, wrong.size()));
  std::ranges::partial_sort(wrong, wrong.begin() + shown, worse);
  for (const Wrong& pair : std::span(wrong).first(shown)) {
    report.wrong.push_back({together, matched.pair(pair.a, pair.b)});
    report.wrong.back().pair.score = pair.score;
  }
}

}  // namespace

void add_borderline(const Matched& matched, std::size_t count, TuneReport& report) {
  const double threshold = report.thresholds[report.recommended].threshold;
  const std::vector<Join>& joins = matched.pool.joins;
  const auto split = static_cast<std::size_t>(
      std::ranges::partition_point(joins, [&](const Join& join) { return join.score >= threshold - 1e-12; }) -
      joins.begin());
  const auto pair = [&](const Join& join) {
    PairToJudge judge = matched.pair(matched.article(join.a), matched.article(join.b));
    judge.score = join.score;
    return judge;
  };
  for (std::size_t i = split; i-- > 0 && report.above.size() < count;) {
    if (joins[i].score < 1) report.above.push_back(pair(joins[i]));  // equal texts are no matter of opinion
  }
  for (std::size_t i = split; i < joins.size() && report.below.size() < count; ++i) {
    report.below.push_back(pair(joins[i]));
  }
}

void add_wrong(const Matched& matched, std::span<const std::size_t> articles, std::span<const std::uint32_t> labels,
               std::size_t count, TuneReport& report) {
  std::vector<std::uint32_t> found;
  for (const std::size_t i : articles) found.push_back(matched.clusters[report.recommended][i]);
  const auto score = [&](std::size_t a, std::size_t b) {
    const std::uint32_t of_a = matched.place[articles[a]];
    const std::uint32_t of_b = matched.place[articles[b]];
    if (of_a == of_b) return 1.0;
    const auto pair = matched.finder->find(of_a, of_b);
    return pair ? matched.pool.joins[pair->join].score : 0.0;
  };
  for (const bool together : {true, false}) {
    std::vector<Wrong> wrong;
    visit_split_pairs(
        together ? std::span<const std::uint32_t>(found) : labels,
        together ? labels : std::span<const std::uint32_t>(found), [&](std::size_t a, std::size_t b) {
          wrong.push_back({static_cast<ArticleId>(articles[a]), static_cast<ArticleId>(articles[b]), score(a, b)});
          return wrong.size() < kLookedAt;
        });
    add_worst(matched, together, std::move(wrong), count, report);
  }
}

void add_wrong(const Matched& matched, std::span<const PoolAnswer> answers, std::size_t count, TuneReport& report) {
  const double threshold = report.thresholds[report.recommended].threshold;
  for (const bool together : {true, false}) {
    std::vector<Wrong> wrong;
    for (const PoolAnswer& answer : answers) {
      const double score = matched.pool.joins[answer.pair.join].score;
      const bool is_together = score >= threshold - 1e-12;
      if (!answer.same || *answer.same == is_together || is_together != together) continue;
      wrong.push_back({matched.article(answer.pair.a), matched.article(answer.pair.b), score});
    }
    add_worst(matched, together, std::move(wrong), count, report);
  }
}

}  // namespace bundel::tune_detail
