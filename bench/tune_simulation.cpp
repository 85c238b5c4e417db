/// How close the recommended threshold comes to the best: gold labels answer in a person's place.
///
/// bundel_tune_simulation dups|events INPUT LABELS [INPUT LABELS]...: of each set, the loss in F1 against the best
/// threshold (B-cubed for events, pairwise for copies) by the default, without labels, and with 50, 100 and 200
/// answers, drawn by stratum and at random; mean and worst over 20 seeds; and how often the stated intervals hold.
#include "bundel/agreement.h"
#include "bundel/labels.h"
#include "bundel/sampling.h"
#include "bundel/tune.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

using namespace bundel;

namespace {

struct Set {
  std::string name;
  PairPool pool;
  std::vector<std::string> label;  ///< by place
  std::vector<double> f1;          ///< by threshold, true
  double default_f1 = 0;
};

bool same(const Set& set, const PoolPair& pair) {
  return !set.label[pair.a].empty() && set.label[pair.a] == set.label[pair.b];
}

std::vector<double> pairwise_f1(const Set& set) {
  std::vector<double> together(set.pool.thresholds.size());
  std::vector<double> right(set.pool.thresholds.size());
  double all = 0;
  for (std::uint32_t j = 0; j < set.pool.joins.size(); ++j) {
    const Join& join = set.pool.joins[j];
    const bool is = same(set, {join.a, join.b, j});
    all += is ? 1 : 0;
    for (std::size_t h = 0; h <= set.pool.stratum_of(join.score); ++h) {
      together[h] += 1;
      right[h] += is ? 1 : 0;
    }
  }
  std::vector<double> f1;
  for (std::size_t h = 0; h < together.size(); ++h) f1.push_back(2 * right[h] / (together[h] + all));
  return f1;
}

Set read_set(bool events, const std::string& input, const std::string& labels) {
  Set set;
  set.name = input.substr(input.rfind('/') + 1);
  const Tuning tuning = events ? tune_events({input}, {}, {}) : tune_dups({input}, {}, {});
  const TuneReport result = tuning.report(read_label_table(labels), labels);
  set.pool = tuning.pool();
  const std::map<std::string, std::string> gold = read_labels(labels);
  for (const ArticleId id : set.pool.articles) {
    const auto found = gold.find(tuning.collection().articles[index_of(id)].id);
    set.label.push_back(found == gold.end() ? "" : found->second);
  }
  for (const ThresholdRecord& record : result.thresholds) set.f1.push_back(record.bcubed.value_or(0));
  if (!events) set.f1 = pairwise_f1(set);
  set.default_f1 = set.f1[set.pool.stratum_of(result.default_threshold)];
  return set;
}

double best(const Set& set) {
  return *std::ranges::max_element(set.f1);
}

std::size_t choice(const Set& set, const Belief& belief, double slack = 1e-9) {
  return choose_threshold(set.pool, expected_f1(set.pool, belief), 0.5, slack);
}

/// Answers for `count` pairs, by the drawer or, with no regard to scores, uniformly over pairs.
std::vector<PoolAnswer> answer(const Set& set, const CalibrationPrior& prior, std::size_t count, std::uint64_t seed,
                               bool stratified) {
  std::vector<PoolAnswer> answers;
  if (stratified) {
    PairDrawer drawer(set.pool, prior, seed);
    while (answers.size() < count) {
      const auto pair = drawer.next(answers);
      if (!pair) break;
      answers.push_back({*pair, same(set, *pair)});
    }
    return answers;
  }
  std::mt19937_64 random(seed);
  std::vector<double> upto;
  for (const Join& join : set.pool.joins) upto.push_back((upto.empty() ? 0 : upto.back()) + join.pairs());
  for (std::size_t tried = 0; tried < 50 * count && answers.size() < count; ++tried) {
    const double at = static_cast<double>(random() >> 11) * 0x1.0p-53 * upto.back();
    const auto j = static_cast<std::uint32_t>(std::ranges::upper_bound(upto, at) - upto.begin());
    const Join& join = set.pool.joins[j];
    const PoolPair pair{join.a + static_cast<std::uint32_t>(random() % join.as),
                        join.b + static_cast<std::uint32_t>(random() % join.bs), j};
    const auto is = [&](const PoolAnswer& a) { return a.pair.a == pair.a && a.pair.b == pair.b; };
    if (std::ranges::none_of(answers, is)) answers.push_back({pair, same(set, pair)});
  }
  return answers;
}

/// How many of the 95 % intervals, over all thresholds and seeds, hold the true precision, recall and F1.
std::vector<double> coverage(const Set& set, const CalibrationPrior& prior, std::size_t count, std::uint64_t seeds) {
  std::vector<double> pairs(set.pool.thresholds.size());
  std::vector<double> right(pairs.size());
  for (std::uint32_t j = 0; j < set.pool.joins.size(); ++j) {
    const Join& join = set.pool.joins[j];
    const std::size_t h = set.pool.stratum_of(join.score);
    pairs[h] += join.pairs();
    for (std::uint32_t a = join.a; a < join.a + join.as; ++a) {
      for (std::uint32_t b = join.b; b < join.b + join.bs; ++b) right[h] += same(set, {a, b, j}) ? 1 : 0;
    }
  }
  double all = 0;
  for (const double n : right) all += n;
  std::vector<double> held(3);
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const auto estimates = estimate_pairs(believe(set.pool, answer(set, prior, count, seed, true), prior));
    double together = 0;
    double sure = 0;
    for (std::size_t h = pairs.size(); h-- > 0;) {
      together += pairs[h];
      sure += right[h];
      const auto holds = [](const Interval& i, double truth) {
        return truth >= i.low - 1e-9 && truth <= i.high + 1e-9 ? 1.0 : 0.0;
      };
      held[0] += holds(estimates[h].precision, together > 0 ? sure / together : 1);
      held[1] += holds(estimates[h].recall, all > 0 ? sure / all : 1);
      held[2] += holds(estimates[h].f1, together + all > 0 ? 2 * sure / (together + all) : 1);
    }
  }
  for (double& n : held) n /= static_cast<double>(seeds * pairs.size());
  return held;
}

/// The calibration of a whole set: every pair answered.
Calibration whole(const Set& set) {
  std::vector<PoolAnswer> answers;
  for (std::uint32_t j = 0; j < set.pool.joins.size(); ++j) {
    const Join& join = set.pool.joins[j];
    if (join.pairs() > 100'000) continue;
    for (std::uint32_t a = join.a; a < join.a + join.as; ++a) {
      for (std::uint32_t b = join.b; b < join.b + join.bs; ++b) answers.push_back({{a, b, j}, same(set, {a, b, j})});
    }
  }
  return believe(set.pool, answers, {{0, 1}, {100, 100}}).calibration;
}

}  // namespace

int main(int argc, char** argv) {
  const bool events = argc > 1 && std::string(argv[1]) == "events";
  const CalibrationPrior& prior = events ? kEventPrior : kCopyPrior;
  constexpr std::uint64_t kSeeds = 20;
  std::map<std::string, std::pair<double, double>> over_sets;  // column: sum of means, worst run
  std::size_t sets = 0;
  const auto note = [&](const std::string& column, double mean, double worst) {
    over_sets[column].first += mean;
    over_sets[column].second = std::max(over_sets[column].second, worst);
  };
  fmt::print("{:28} {:>6} {:>8} {:>8} | {}\n", "set", "best", "default", "nothing",
             "answers: mean and worst loss by stratum, at random");
  for (int i = 2; i + 1 < argc; i += 2) {
    const Set set = read_set(events, argv[i], argv[i + 1]);
    const double top = best(set);
    const auto loss = [&](std::size_t h) { return top - set.f1[h]; };
    const double nothing = events ? loss(choice(set, believe(set.pool, {}, prior), 0.01)) : top - set.default_f1;
    fmt::print("{:28} {:6.3f} {:8.3f} {:8.3f} |", set.name, top, top - set.default_f1, nothing);
    ++sets;
    note(" default", top - set.default_f1, top - set.default_f1);
    note(" nothing", nothing, nothing);
    for (const std::size_t count : {50, 100, 200}) {
      for (const bool stratified : {true, false}) {
        double sum = 0;
        double worst = 0;
        for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
          const double lost = loss(choice(set, believe(set.pool, answer(set, prior, count, seed, stratified), prior)));
          sum += lost;
          worst = std::max(worst, lost);
        }
        note(fmt::format("{:3} {}", count, stratified ? "by stratum" : "at random"), sum / kSeeds, worst);
        fmt::print(" {}{} {:.3f} {:.3f}", stratified ? "s" : "r", count, sum / kSeeds, worst);
      }
    }
    for (const std::size_t count : {50, 100, 200}) {
      const std::vector<double> held = coverage(set, prior, count, kSeeds);
      fmt::print(" | {}: {:.3f} {:.3f} {:.3f}", count, held[0], held[1], held[2]);
    }
    const Calibration calibration = whole(set);
    fmt::print(" | shift {:.2f} slope {:.2f}\n", calibration.shift, calibration.slope);
    std::fflush(stdout);
  }
  for (const auto& [column, loss] : over_sets) {
    fmt::print("over {} sets, {:14} mean {:.3f} worst {:.3f}\n", sets, column, loss.first / static_cast<double>(sets),
               loss.second);
  }
  return 0;
}
