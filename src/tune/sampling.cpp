/// Strata, calibration and expected quality.
#include "bundel/sampling.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>

namespace bundel {
namespace {

/// Answers that the calibrated share of a stratum is worth beside real ones.
constexpr double kPriorAnswers = 4;

/// Scores of 0 and 1 have no logit; beyond this nothing is told apart.
constexpr double kMostLogit = 7;

double logit(double p) {
  return std::clamp(std::log(p / (1 - p)), -kMostLogit, kMostLogit);
}

double logistic(double x) {
  return 1 / (1 + std::exp(-x));
}

double square(double x) {
  return x * x;
}

/// Newton's method on the logarithm of the posterior; it is concave, so few steps do.
Calibration calibrate(const PairPool& pool, std::span<const PoolAnswer> answers, const CalibrationPrior& prior) {
  constexpr int kSteps = 30;
  Calibration found = prior.mean;
  for (int step = 0; step < kSteps; ++step) {
    double g0 = (prior.mean.shift - found.shift) / square(prior.deviation.shift);
    double g1 = (prior.mean.slope - found.slope) / square(prior.deviation.slope);
    double h00 = 1 / square(prior.deviation.shift);
    double h11 = 1 / square(prior.deviation.slope);
    double h01 = 0;
    for (const PoolAnswer& answer : answers) {
      if (!answer.same) continue;
      const double x = logit(pool.joins[answer.pair.join].score);
      const double p = logistic(found.shift + found.slope * x);
      const double w = p * (1 - p);
      g0 += (*answer.same ? 1 : 0) - p;
      g1 += ((*answer.same ? 1 : 0) - p) * x;
      h00 += w;
      h01 += w * x;
      h11 += w * x * x;
    }
    const double determinant = h00 * h11 - h01 * h01;
    const double d0 = (h11 * g0 - h01 * g1) / determinant;
    const double d1 = (h00 * g1 - h01 * g0) / determinant;
    found.shift += std::clamp(d0, -2.0, 2.0);
    found.slope += std::clamp(d1, -2.0, 2.0);
    if (std::abs(d0) + std::abs(d1) < 1e-9) break;
  }
  return found;
}

}  // namespace

const CalibrationPrior kEventPrior = {{-0.9, 1.3}, {1.8, 0.7}};
const CalibrationPrior kCopyPrior = {{0, 2}, {1, 1}};

std::size_t PairPool::stratum_of(double score) const {
  const auto above = std::ranges::upper_bound(thresholds, score + 1e-12);
  assert(above != thresholds.begin());
  return static_cast<std::size_t>(above - thresholds.begin()) - 1;
}

namespace {

constexpr std::uint32_t kNoJoin = std::numeric_limits<std::uint32_t>::max();

std::uint64_t key_of(std::uint32_t a, std::uint32_t b) {
  return (std::uint64_t{std::min(a, b)} << 32U) | std::max(a, b);
}

}  // namespace

PairFinder::PairFinder(const PairPool& pool) : nested_(pool.nested) {
  if (!nested_) {
    for (std::uint32_t j = 0; j < pool.joins.size(); ++j) {
      single_.emplace(key_of(pool.joins[j].a, pool.joins[j].b), j);
    }
    return;
  }
  const std::size_t gaps = pool.articles.empty() ? 0 : pool.articles.size() - 1;
  lowest_.emplace_back(gaps, kNoJoin);
  for (std::uint32_t j = 0; j < pool.joins.size(); ++j) lowest_[0][pool.joins[j].b - 1] = j;  // sides lie side by side
  for (std::size_t span = 2; span <= gaps; span *= 2) {
    const std::vector<std::uint32_t>& half = lowest_.back();
    std::vector<std::uint32_t> whole(gaps - span + 1);
    for (std::size_t i = 0; i < whole.size(); ++i) whole[i] = std::max(half[i], half[i + span / 2]);
    lowest_.push_back(std::move(whole));
  }
}

std::optional<PoolPair> PairFinder::find(std::uint32_t a, std::uint32_t b) const {
  if (a == b) return std::nullopt;
  if (!nested_) {
    const auto known = single_.find(key_of(a, b));
    return known == single_.end() ? std::nullopt : std::optional(PoolPair{a, b, known->second});
  }
  const auto [first, last] = std::minmax(a, b);
  const auto level = static_cast<std::size_t>(std::bit_width(last - first)) - 1;
  const std::uint32_t join = std::max(lowest_[level][first], lowest_[level][last - (std::size_t{1} << level)]);
  return join == kNoJoin ? std::nullopt : std::optional(PoolPair{first, last, join});
}

Belief believe(const PairPool& pool, std::span<const PoolAnswer> answers, const CalibrationPrior& prior) {
  Belief belief;
  belief.calibration = calibrate(pool, answers, prior);
  belief.strata.resize(pool.thresholds.size());
  for (const Join& join : pool.joins) {
    StratumBelief& stratum = belief.strata[pool.stratum_of(join.score)];
    stratum.pairs += join.pairs();
    stratum.mass += join.mass();
    stratum.logit += join.mass() * logit(join.score);
  }
  for (const PoolAnswer& answer : answers) {
    const Join& join = pool.joins[answer.pair.join];
    const std::size_t h = pool.stratum_of(join.score);
    belief.strata[h].drawn += 1;
    if (!answer.same) continue;
    belief.strata[h].judged += 1;
    belief.strata[h].same += *answer.same ? 1 : 0;
  }
  for (std::size_t h = 0; h < belief.strata.size(); ++h) {
    StratumBelief& stratum = belief.strata[h];
    if (stratum.mass > 0) stratum.logit /= stratum.mass;
    stratum.expected = logistic(belief.calibration.shift + belief.calibration.slope * stratum.logit);
    stratum.share = (stratum.same + kPriorAnswers * stratum.expected) / (stratum.judged + kPriorAnswers);
  }
  return belief;
}

namespace {

/// Pairs of each stratum that are one.
std::vector<double> pairwise_f1(const Belief& belief) {
  std::vector<double> f1(belief.strata.size());
  double together = 0;
  double right = 0;
  double all = 0;
  for (const StratumBelief& stratum : belief.strata) all += stratum.pairs * stratum.share;
  for (std::size_t h = belief.strata.size(); h-- > 0;) {
    together += belief.strata[h].pairs;
    right += belief.strata[h].pairs * belief.strata[h].share;
    f1[h] = together + all > 0 ? 2 * right / (together + all) : 1;
  }
  return f1;
}

/// Expected B-cubed. With e(x, t) the expected reports of x's event among those that share its cluster at t, precision
/// is the mean of e(x, t) / size of the cluster, recall that of e(x, t) / e(x, lowest).
class ExpectedBcubed {
 public:
  ExpectedBcubed(const PairPool& pool, const Belief& belief) : pool_(pool), belief_(belief) {
    reports_upto_.push_back(0);
    for (const std::uint32_t reports : pool.reports) reports_upto_.push_back(reports_upto_.back() + reports);
  }

  std::vector<double> f1() {
    find_inverse_ends();
    const double articles = reports_upto_.back();
    double precision = 0;  // sums over articles
    double recall = 0;
    for (std::size_t i = 0; i < pool_.articles.size(); ++i) {
      precision += pool_.reports[i];
      recall += pool_.reports[i] * pool_.reports[i] * inverse_[i];
    }
    std::vector<double> inside(pool_.articles.size());  // by first place of a cluster: sum of e over its reports
    for (std::size_t i = 0; i < inside.size(); ++i) inside[i] = square(pool_.reports[i]);
    std::vector<double> f1(pool_.thresholds.size());
    std::size_t next = pool_.thresholds.size();
    const auto settle = [&](std::size_t down_to) {
      while (next > down_to) f1[--next] = articles > 0 ? 2 * precision * recall / (precision + recall) / articles : 1;
    };
    for (const Join& join : pool_.joins) {
      settle(pool_.stratum_of(join.score) + 1);
      const double share = share_of(join);
      const double a = reports(join.a, join.as);
      const double b = reports(join.b, join.bs);
      precision -= inside[join.a] / a + inside[join.b] / b;
      inside[join.a] += inside[join.b] + 2 * share * a * b;
      precision += inside[join.a] / (a + b);
      recall += share * (b * inverses(join.a, join.as) + a * inverses(join.b, join.bs));
    }
    settle(0);
    return f1;
  }

 private:
  [[nodiscard]] double share_of(const Join& join) const { return belief_.strata[pool_.stratum_of(join.score)].share; }
  [[nodiscard]] double reports(std::uint32_t begin, std::uint32_t count) const {
    return reports_upto_[begin + count] - reports_upto_[begin];
  }
  [[nodiscard]] double inverses(std::uint32_t begin, std::uint32_t count) const {
    return inverse_upto_[begin + count] - inverse_upto_[begin];
  }

  /// 1 / e(x, lowest): what a join adds to a side is added to each of its places; running differences make that one
  /// pass.
  void find_inverse_ends() {
    std::vector<double> steps(pool_.articles.size() + 1);
    const auto add = [&](std::uint32_t begin, std::uint32_t count, double value) {
      steps[begin] += value;
      steps[begin + count] -= value;
    };
    for (const Join& join : pool_.joins) {
      add(join.a, join.as, share_of(join) * reports(join.b, join.bs));
      add(join.b, join.bs, share_of(join) * reports(join.a, join.as));
    }
    inverse_upto_.push_back(0);
    double sum = 0;
    for (std::size_t i = 0; i < pool_.articles.size(); ++i) {
      sum += steps[i];
      inverse_.push_back(1 / (pool_.reports[i] + std::max(sum, 0.0)));
      inverse_upto_.push_back(inverse_upto_.back() + pool_.reports[i] * inverse_.back());
    }
  }

  const PairPool& pool_;
  const Belief& belief_;
  std::vector<double> reports_upto_;
  std::vector<double> inverse_;
  std::vector<double> inverse_upto_;
};

}  // namespace

std::vector<double> expected_f1(const PairPool& pool, const Belief& belief) {
  return pool.nested ? ExpectedBcubed(pool, belief).f1() : pairwise_f1(belief);
}

std::size_t choose_threshold(const PairPool& pool, std::span<const double> f1, double standard, double slack) {
  const double largest = *std::ranges::max_element(f1);
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < f1.size(); ++i) {
    const auto distance = [&](std::size_t at) { return std::abs(pool.thresholds[at] - standard); };
    if (f1[i] >= largest - slack && (!best || distance(i) < distance(*best) - 1e-9)) best = i;
  }
  return *best;
}

PairDrawer::PairDrawer(const PairPool& pool, const CalibrationPrior& prior, std::uint64_t seed)
    : pool_(pool), prior_(prior), random_(seed), joins_(pool.thresholds.size()), upto_(pool.thresholds.size()) {
  for (std::uint32_t j = 0; j < pool.joins.size(); ++j) {
    const std::size_t h = pool.stratum_of(pool.joins[j].score);
    joins_[h].push_back(j);
    upto_[h].push_back((upto_[h].empty() ? 0 : upto_[h].back()) + pool.joins[j].pairs());
  }
}

namespace {

/// Uniform in [0, 1), the same everywhere.
double uniform(std::mt19937_64& random) {
  return static_cast<double>(random() >> 11) * 0x1.0p-53;
}

}  // namespace

std::optional<PoolPair> PairDrawer::draw(std::size_t stratum, std::span<const PoolAnswer> answers) {
  constexpr int kTries = 1000;
  const std::vector<double>& upto = upto_[stratum];
  for (int tried = 0; tried < kTries; ++tried) {
    const auto at = std::ranges::upper_bound(upto, uniform(random_) * upto.back()) - upto.begin();
    const std::uint32_t j = joins_[stratum][std::min<std::size_t>(at, upto.size() - 1)];
    const Join& join = pool_.joins[j];
    const PoolPair pair{join.a + static_cast<std::uint32_t>(uniform(random_) * join.as),
                        join.b + static_cast<std::uint32_t>(uniform(random_) * join.bs), j};
    const auto same = [&](const PoolAnswer& answer) { return answer.pair.a == pair.a && answer.pair.b == pair.b; };
    if (std::ranges::none_of(answers, same)) return pair;
  }
  return std::nullopt;
}

std::optional<PoolPair> PairDrawer::next(std::span<const PoolAnswer> answers) {
  const Belief belief = believe(pool_, answers, prior_);
  std::vector<std::pair<double, std::size_t>> gains;
  for (std::size_t h = 0; h < belief.strata.size(); ++h) {
    const StratumBelief& stratum = belief.strata[h];
    if (stratum.drawn >= stratum.pairs) continue;
    const double n = stratum.drawn + 1;
    const double share = (stratum.share * n + 0.5) / (n + 1);  // a share of 0 or 1 is never sure
    gains.emplace_back(square(stratum.mass) * share * (1 - share) / (n * (n + 1)), h);
  }
  std::ranges::stable_sort(gains, std::greater{}, [](const auto& gain) { return gain.first; });
  for (const auto& [gain, stratum] : gains) {
    if (const auto pair = draw(stratum, answers)) return pair;
  }
  return std::nullopt;
}

}  // namespace bundel
