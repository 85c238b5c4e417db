#include "bundel/sampling.h"

#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "bundel/tune.h"

using namespace bundel;

namespace {

/// Two clusters of three and two, then both; a fourth-place loner.
PairPool small_pool() {
  PairPool pool;
  pool.nested = true;
  pool.thresholds = {0.1, 0.4, 0.7};
  pool.reports = {1, 2, 1, 1, 1, 1};
  for (std::size_t i = 0; i < pool.reports.size(); ++i) pool.articles.push_back(static_cast<ArticleId>(i));
  pool.joins = {{0.9, 0, 1, 1, 1}, {0.8, 3, 1, 4, 1}, {0.5, 0, 2, 2, 1}, {0.2, 0, 3, 3, 2}};
  return pool;
}

/// The join of two places, join by join.
std::optional<PoolPair> find_pair(const PairPool& pool, std::uint32_t a, std::uint32_t b) {
  for (std::uint32_t j = 0; j < pool.joins.size(); ++j) {
    const Join& join = pool.joins[j];
    const auto across = [&](std::uint32_t x, std::uint32_t y) {
      return x >= join.a && x < join.a + join.as && y >= join.b && y < join.b + join.bs;
    };
    if (across(a, b) || across(b, a)) return PoolPair{a, b, j};
  }
  return std::nullopt;
}

/// Expected B-cubed, article by article and pair by pair.
std::vector<double> naive_bcubed(const PairPool& pool, const Belief& belief) {
  std::vector<std::uint32_t> row_of;  // of every report
  for (std::uint32_t i = 0; i < pool.reports.size(); ++i) row_of.insert(row_of.end(), pool.reports[i], i);
  const auto share = [&](std::uint32_t x, std::uint32_t y, double least) {
    if (x == y) return std::pair(true, 1.0);
    const auto pair = find_pair(pool, x, y);
    if (!pair || pool.joins[pair->join].score < least) return std::pair(false, 0.0);
    return std::pair(true, belief.strata[pool.stratum_of(pool.joins[pair->join].score)].share);
  };
  std::vector<double> f1;
  for (const double threshold : pool.thresholds) {
    double precision = 0;
    double recall = 0;
    for (const std::uint32_t x : row_of) {
      double size = 0;
      double right = 0;
      double all = 0;
      for (const std::uint32_t y : row_of) {
        const auto [together, same] = share(x, y, threshold);
        size += together ? 1 : 0;
        right += same;
        all += share(x, y, 0).second;
      }
      precision += right / size / static_cast<double>(row_of.size());
      recall += right / all / static_cast<double>(row_of.size());
    }
    f1.push_back(2 * precision * recall / (precision + recall));
  }
  return f1;
}

}  // namespace

TEST_CASE("expected B-cubed from merges is that of all pairs") {
  const PairPool pool = small_pool();
  const std::vector<PoolAnswer> answers = {{{0, 1, 0}, true}, {{0, 2, 2}, false}, {{1, 4, 3}, false}};
  for (const auto& judged : {std::vector<PoolAnswer>{}, answers}) {
    const Belief belief = believe(pool, judged, kEventPrior);
    const std::vector<double> fast = expected_f1(pool, belief);
    const std::vector<double> naive = naive_bcubed(pool, belief);
    REQUIRE(fast.size() == naive.size());
    for (std::size_t i = 0; i < fast.size(); ++i) CHECK(fast[i] == doctest::Approx(naive[i]));
  }
}

TEST_CASE("a pool of events holds each pair at the threshold up to which cut has it together") {
  const EventHierarchy hierarchy = build_hierarchy({BUNDEL_TEST_DATA "/articles"}, {});
  const std::vector<double> thresholds = {0.05, 0.5};
  const PairPool pool = pool_of(hierarchy, thresholds);
  REQUIRE(pool.articles.size() == hierarchy.kept().size());
  REQUIRE(std::set(pool.articles.begin(), pool.articles.end()).size() == hierarchy.kept().size());
  const auto row = [&](std::uint32_t place) {
    return static_cast<Row>(std::ranges::find(hierarchy.kept(), pool.articles[place]) - hierarchy.kept().begin());
  };
  std::size_t found = 0;
  for (std::uint32_t a = 0; a < pool.articles.size(); ++a) {
    for (std::uint32_t b = a + 1; b < pool.articles.size(); ++b) {
      const auto pair = find_pair(pool, a, b);
      const auto joined = joined_at(hierarchy.dendrogram(), std::min(row(a), row(b)), std::max(row(a), row(b)));
      REQUIRE(pair.has_value() == (joined && *joined >= 0.05));
      if (!pair) continue;
      ++found;
      CHECK(pool.joins[pair->join].score == doctest::Approx(*joined));
    }
  }
  CHECK(found > 20);
}

TEST_CASE("the finder knows the join of every two places") {
  const std::vector<std::string> shipped = {BUNDEL_TEST_DATA "/articles"};
  PairPool crossed = small_pool();  // single pairs, in no order of places
  crossed.nested = false;
  crossed.joins = {{0.9, 4, 1, 1, 1}, {0.5, 0, 1, 5, 1}, {0.2, 3, 1, 2, 1}};
  for (const PairPool& pool :
       {small_pool(), crossed, tune_events(shipped, {}, {}).pool(), tune_dups(shipped, {}, {}).pool(), PairPool{}}) {
    const PairFinder finder(pool);
    for (std::uint32_t a = 0; a < pool.articles.size(); ++a) {
      for (std::uint32_t b = 0; b < pool.articles.size(); ++b) {
        const auto fast = finder.find(a, b);
        const auto naive = find_pair(pool, a, b);
        REQUIRE(fast.has_value() == naive.has_value());
        if (fast) CHECK(fast->join == naive->join);
      }
    }
  }
}

TEST_CASE("a pair that was drawn and not answered does not come again and says nothing") {
  const PairPool pool = small_pool();
  PairDrawer drawer(pool, kEventPrior, 3);
  std::vector<PoolAnswer> answers;
  while (const auto pair = drawer.next(answers)) answers.push_back({*pair, std::nullopt});
  CHECK(answers.size() == 10);
  const Belief none = believe(pool, {}, kEventPrior);
  const Belief skipped = believe(pool, answers, kEventPrior);
  for (std::size_t h = 0; h < none.strata.size(); ++h) {
    CHECK(skipped.strata[h].share == none.strata[h].share);
    CHECK(skipped.strata[h].judged == 0);
  }
}

TEST_CASE("pairs come once each until all are judged, and the same seed draws the same") {
  const PairPool pool = small_pool();
  std::vector<std::pair<std::uint32_t, std::uint32_t>> drawn[2];
  for (auto& pairs : drawn) {
    PairDrawer drawer(pool, kEventPrior, 7);
    std::vector<PoolAnswer> answers;
    while (const auto pair = drawer.next(answers)) {
      answers.push_back({*pair, pair->join < 3});
      pairs.emplace_back(pair->a, pair->b);
    }
  }
  CHECK(drawn[0] == drawn[1]);
  CHECK(drawn[0].size() == 10);  // 1 + 1 + 2 + 6
  CHECK(std::set(drawn[0].begin(), drawn[0].end()).size() == 10);
}

TEST_CASE("when all pairs are judged the estimate is the truth and its interval a point") {
  const PairPool pool = small_pool();
  PairDrawer drawer(pool, kEventPrior, 1);
  std::vector<PoolAnswer> answers;
  while (const auto pair = drawer.next(answers)) answers.push_back({*pair, pair->join != 3});
  const std::vector<PairEstimate> estimates = estimate_pairs(believe(pool, answers, kEventPrior));
  CHECK(estimates[0].precision.value == doctest::Approx(0.4));
  CHECK(estimates[0].precision.low == doctest::Approx(0.4));
  CHECK(estimates[0].precision.high == doctest::Approx(0.4));
  CHECK(estimates[0].recall.value == doctest::Approx(1));
  CHECK(estimates[2].recall.value == doctest::Approx(0.5));
  CHECK(estimates[2].f1.value == doctest::Approx(2 * 0.5 / 1.5));
}

TEST_CASE("an interval without answers says nothing, and answers narrow it") {
  const PairPool pool = small_pool();
  const PairEstimate none = estimate_pairs(believe(pool, {}, kEventPrior))[0];
  CHECK(none.precision.low == 0);
  CHECK(none.precision.high == 1);
  const std::vector<PoolAnswer> one = {{{0, 3, 3}, false}};
  CHECK(estimate_pairs(believe(pool, one, kEventPrior))[0].precision.high < 1);
}

TEST_CASE("answers move the calibration, and the prior speaks where there are none") {
  const PairPool pool = small_pool();
  const Calibration prior = believe(pool, {}, kEventPrior).calibration;
  CHECK(prior.shift == doctest::Approx(kEventPrior.mean.shift));
  const std::vector<PoolAnswer> no = {{{0, 1, 0}, false}, {{3, 4, 1}, false}};
  CHECK(believe(pool, no, kEventPrior).calibration.shift < prior.shift);
}

TEST_CASE("of thresholds as good the one nearest the default is chosen") {
  const PairPool pool = small_pool();
  CHECK(choose_threshold(pool, std::vector<double>{0.9, 0.9, 0.9}, 0.5) == 1);
  CHECK(choose_threshold(pool, std::vector<double>{0.9, 0.895, 0.8}, 0.5) == 0);
  CHECK(choose_threshold(pool, std::vector<double>{0.9, 0.895, 0.8}, 0.5, 0.01) == 1);
}
