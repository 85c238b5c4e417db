/// From judged pairs to a threshold: which pairs to ask about, and what the answers say.
///
/// The pairs of a collection are known by the largest threshold at which they are together, their score; the thresholds
/// of a table cut them into strata. Pairs are drawn by stratum, more where the answers leave most open, and each answer
/// counts for the part of its stratum that it stands for. No pair is enumerated: a merge of two clusters stands for all
/// pairs across it, so that 100,000 articles cost as little as their merges.
#pragma once

#include "bundel/labels.h"
#include "bundel/pipeline.h"
#include "bundel/records.h"

#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace bundel {

/// Two sides that come together at a score: every pair across them.
struct Join {
  double score = 0;      ///< largest threshold at which they are together
  std::uint32_t a = 0;   ///< places in PairPool::articles from here on
  std::uint32_t as = 1;  ///< how many
  std::uint32_t b = 0;
  std::uint32_t bs = 1;

  [[nodiscard]] double pairs() const { return static_cast<double>(as) * bs; }
  /// What its pairs weigh together in a mean over articles (B-cubed): an article counts once, in a large cluster and in
  /// a small one. Of single pairs in proportion to their number.
  [[nodiscard]] double mass() const { return 2 * pairs() / (as + bs); }
};

/// The pairs of a collection that score at least the lowest threshold.
struct PairPool {
  std::vector<ArticleId> articles;     ///< by place
  std::vector<std::uint32_t> reports;  ///< by place: the article and the copies that it stands for
  std::vector<Join> joins;             ///< the highest score first
  std::vector<double> thresholds;      ///< ascending; stratum i holds the scores from the i-th to below the next
  bool nested = false;                 ///< joins are merges of clusters; otherwise single pairs

  /// Stratum of a score of at least the lowest threshold.
  [[nodiscard]] std::size_t stratum_of(double score) const;
};

/// The merges of a dendrogram, down to the lowest threshold. Places are in the order of the dendrogram's leaves.
PairPool pool_of(const EventHierarchy& hierarchy, std::span<const double> thresholds);
/// Copies: each match with the largest threshold at which it is a copy (its overlap, by letters if that is more, or 1
/// where the words are the same), if it reaches the lowest threshold. Excerpts are no copies at any threshold.
PairPool pool_of(std::size_t articles, std::span<const Match> matches, std::span<const double> thresholds);

/// The largest threshold at which a match is a copy: the larger overlap of its two measures, 1 where the words are the
/// same.
double copy_score(const Match& match);

/// A pair of places and the join that it stands across.
struct PoolPair {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t join = 0;
};

/// Finds the join of two places. Of nested joins it knows the one between each place and the next; the lowest of those
/// between two places is theirs. Cost: O(n log n) once, then O(1).
class PairFinder {
 public:
  explicit PairFinder(const PairPool& pool);
  /// None where no join has the pair: it scores less than the lowest threshold.
  [[nodiscard]] std::optional<PoolPair> find(std::uint32_t a, std::uint32_t b) const;

 private:
  bool nested_;
  std::vector<std::vector<std::uint32_t>> lowest_;  ///< [k][i]: last join of the 2^k gaps from the i-th on
  std::unordered_map<std::uint64_t, std::uint32_t> single_;
};

/// A pair with its answer; none where it was drawn but not answered.
struct PoolAnswer {
  PoolPair pair;
  std::optional<bool> same;
};

/// What the answers say about each stratum.
struct StratumBelief {
  double pairs = 0;     ///< that it holds
  double mass = 0;      ///< Join::mass, summed
  double logit = 0;     ///< of the scores, mean by mass
  double drawn = 0;     ///< pairs that were asked about
  double judged = 0;    ///< of those, answered
  double same = 0;      ///< those that said yes
  double expected = 0;  ///< share of yes that the calibrated score expects
  double share = 0;     ///< posterior mean of the share of yes
};

/// How likely a pair of a score is one: the logistic function of `shift` + `slope` * logit(score).
struct Calibration {
  double shift = 0;
  double slope = 1;
};

/// Normal prior of a Calibration: from labelled sets, see the constants.
struct CalibrationPrior {
  Calibration mean;
  Calibration deviation;
};

/// Mean and deviation of the calibrations of five labelled sets (bench/README.md).
extern const CalibrationPrior kEventPrior;
/// Assumed, and weak: an overlap of a half is as likely a copy as not.
extern const CalibrationPrior kCopyPrior;

/// The most probable calibration given the answers (Newton's method), and each stratum's posterior: a Beta distribution
/// whose prior is the calibrated share, worth kPriorAnswers answers. Without answers the prior speaks alone.
struct Belief {
  Calibration calibration;
  std::vector<StratumBelief> strata;
};
Belief believe(const PairPool& pool, std::span<const PoolAnswer> answers, const CalibrationPrior& prior);

/// Expected F1 at each threshold: B-cubed over articles where joins are nested, else pairwise. Recall is among pairs of
/// the pool. Cost: O(joins + articles).
std::vector<double> expected_f1(const PairPool& pool, const Belief& belief);

/// Index of the threshold with the largest F1; of those within `slack` of it the one nearest to `standard`, then the
/// lower one.
std::size_t choose_threshold(const PairPool& pool, std::span<const double> f1, double standard, double slack = 1e-9);

/// Of pairs: precision of those together at a threshold, recall among all pairs of the pool.
struct PairEstimate {
  Interval precision;
  Interval recall;
  Interval f1;
};

/// By threshold. 95 % intervals from 2,000 draws of the posteriors of all strata together (Goutte and Gaussier 2005:
/// Beta distributions carried through precision, recall and F1), so that each answer counts by the part of its stratum;
/// pairs that were judged are known. As in the interval of Clopper and Pearson (1934), a lower end takes one answer
/// more against it in every stratum and an upper end one more in favour. The ends are the outer 0.625 % of the draws,
/// not 2.5 %, since the answers decide where the next pair is drawn; they hold in at least 0.94 of simulated runs of
/// every set (bench/README.md). The same answers give the same numbers.
std::vector<PairEstimate> estimate_pairs(const Belief& belief);

/// Draws pairs: the next one comes from the stratum whose answers leave the sum of its mass most uncertain (Neyman
/// 1934, with the posterior in place of the unknown deviation), within it a pair at random.
/// No pair comes twice. The same seed and answers give the same pair.
class PairDrawer {
 public:
  PairDrawer(const PairPool& pool, const CalibrationPrior& prior, std::uint64_t seed);
  /// `answers`: all so far. None where all pairs are judged.
  std::optional<PoolPair> next(std::span<const PoolAnswer> answers);

 private:
  std::optional<PoolPair> draw(std::size_t stratum, std::span<const PoolAnswer> answers);

  const PairPool& pool_;
  CalibrationPrior prior_;
  std::mt19937_64 random_;
  std::vector<std::vector<std::uint32_t>> joins_;  ///< by stratum
  std::vector<std::vector<double>> upto_;          ///< by stratum: running sums of pairs
};

}  // namespace bundel
