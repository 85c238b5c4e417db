/// Precision, recall and F1 of pairs with intervals.
#include <algorithm>
#include <cmath>
#include <random>

#include "bundel/sampling.h"

namespace bundel {
namespace {

constexpr std::size_t kDraws = 2000;
/// A quarter of the 2.5 % that a sample of fixed size would take on each side: which stratum is asked next depends on
/// the answers. With 2.5 % the intervals of the worst of eighteen sets held in 0.907 of runs, with this in 0.943.
constexpr double kTail = 0.00625;
/// What the calibrated share weighs beside answers in a value; the ends of intervals do not know it.
constexpr double kWeakPrior = 1;

double beta(std::mt19937_64& random, double yes, double no) {
  const double a = std::gamma_distribution<double>(yes, 1)(random);
  const double b = std::gamma_distribution<double>(no, 1)(random);
  return a + b > 0 ? a / (a + b) : yes / (yes + no);
}

/// Pairs of a stratum that are one where `share` of those not yet judged are.
double same_pairs(const StratumBelief& stratum, double share) {
  return stratum.same + std::max(0.0, stratum.pairs - stratum.judged) * share;
}

/// Pairs at a threshold.
struct Counts {
  double together = 0;
  double right = 0;  ///< of those
  double all = 0;    ///< that should be together

  [[nodiscard]] double precision() const { return together > 0 ? right / together : 1; }
  [[nodiscard]] double recall() const { return all > 0 ? right / all : 1; }
  [[nodiscard]] double f1() const { return together + all > 0 ? 2 * right / (together + all) : 1; }
};

/// At the threshold of a stratum: pairs that are one as `above` has them from it on and as `below` has them below.
Counts count(const Belief& belief, const std::vector<double>& above, const std::vector<double>& below,
             std::size_t stratum) {
  Counts counts;
  for (std::size_t h = 0; h < stratum; ++h) counts.all += below[h];
  for (std::size_t h = stratum; h < above.size(); ++h) {
    counts.together += belief.strata[h].pairs;
    counts.right += above[h];
  }
  counts.all += counts.right;
  return counts;
}

/// Ends of an interval, draw by draw.
struct Ends {
  std::vector<double> low, high;

  void add(double worst, double best) {
    low.push_back(worst);
    high.push_back(best);
  }
  Interval around(double value) {
    const auto at = [](std::vector<double>& draws, double share) {
      const auto place = draws.begin() + static_cast<std::ptrdiff_t>(share * (kDraws - 1));
      std::ranges::nth_element(draws, place);
      return *place;
    };
    return {value, std::min(value, at(low, kTail)), std::max(value, at(high, 1 - kTail))};
  }
};

struct Draws {
  Ends precision, recall, f1;
};

}  // namespace

std::vector<PairEstimate> estimate_pairs(const Belief& belief) {
  const std::size_t strata = belief.strata.size();
  std::vector<double> same;
  for (const StratumBelief& s : belief.strata) {
    same.push_back(same_pairs(s, (s.same + kWeakPrior * s.expected) / (s.judged + kWeakPrior)));
  }
  std::vector<Draws> draws(strata);
  std::mt19937_64 random(1);
  for (std::size_t draw = 0; draw < kDraws; ++draw) {
    std::vector<double> least;
    std::vector<double> most;
    for (const StratumBelief& s : belief.strata) {
      const double no = s.judged - s.same;
      least.push_back(same_pairs(s, s.same > 0 ? beta(random, s.same, no + 1) : 0));
      most.push_back(same_pairs(s, no > 0 ? beta(random, s.same + 1, no) : 1));
    }
    for (std::size_t h = 0; h < strata; ++h) {
      // Pairs above the threshold that are one raise all three; those below lower recall and F1.
      const Counts worst = count(belief, least, most, h);
      const Counts best = count(belief, most, least, h);
      draws[h].precision.add(worst.precision(), best.precision());
      draws[h].recall.add(worst.recall(), best.recall());
      draws[h].f1.add(worst.f1(), best.f1());
    }
  }
  std::vector<PairEstimate> estimates;
  for (std::size_t h = 0; h < strata; ++h) {
    const Counts counts = count(belief, same, same, h);
    estimates.push_back({draws[h].precision.around(counts.precision()), draws[h].recall.around(counts.recall()),
                         draws[h].f1.around(counts.f1())});
  }
  return estimates;
}

}  // namespace bundel
