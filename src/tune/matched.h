/// What one pass of matching leaves for every question about thresholds.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bundel/tune.h"

namespace bundel::tune_detail {

struct Matched {
  virtual ~Matched() = default;
  [[nodiscard]] virtual const Collection& collection() const = 0;
  /// Two articles, whatever their order, with the evidence for their score.
  [[nodiscard]] virtual PairToJudge pair(ArticleId a, ArticleId b) const = 0;

  bool copies = false;
  double default_threshold = 0.5;
  PairPool pool;
  std::vector<ThresholdRecord> records;              ///< without labels
  std::vector<std::vector<std::uint32_t>> clusters;  ///< by threshold: of every article
  std::vector<std::uint32_t> place;                  ///< in the pool, of every article; a folded one has its kept one's
  std::optional<PairFinder> finder;                  ///< of the pool
  std::unordered_map<std::string_view, std::size_t> index;  ///< of every article, by its id

  [[nodiscard]] const CalibrationPrior& prior() const { return copies ? kCopyPrior : kEventPrior; }
  [[nodiscard]] ArticleId article(std::uint32_t pool_place) const { return pool.articles[pool_place]; }
};

/// Fills `changed` and `mark` from the clusters.
void mark_changes(std::vector<ThresholdRecord>& records, std::span<const std::vector<std::uint32_t>> clusters);

/// Judged pairs as answers about the pool, each pair once.
struct PlacedAnswers {
  std::vector<PoolAnswer> answers;
  std::uint64_t yes = 0;
  std::uint64_t no = 0;
  std::uint64_t skipped = 0;
  std::uint64_t below = 0;       ///< yes or no, of pairs that score below the first threshold
  std::uint64_t below_same = 0;  ///< of those, yes
  std::uint64_t one_report = 0;  ///< yes or no, of copies folded before events are looked for
  std::uint64_t unknown = 0;     ///< with an id that is no article
};
PlacedAnswers place_answers(const Matched& matched, std::span<const JudgedPair> judged);

/// A threshold and why.
struct Choice {
  std::size_t index = 0;
  std::string why;
};
/// From the scores alone.
Choice choose_unlabelled(const Matched& matched, const TuneReport& report);
/// By the largest `f1`, of which the why speaks as `measure`.
Choice choose_best(const TuneReport& report, std::span<const double> f1, const std::string& measure,
                   const std::string& basis);
/// By the targets; there is at least one.
Choice choose_target(const TuneReport& report, const TuneSettings& settings);

/// What the rows below and above with another picture give, a sentence each.
void add_neighbours(TuneReport& report);
/// Pairs on either side of the recommended threshold.
void add_borderline(const Matched& matched, std::size_t count, TuneReport& report);
/// Wrong pairs by labels of articles; `articles` and `labels` side by side.
void add_wrong(const Matched& matched, std::span<const std::size_t> articles, std::span<const std::uint32_t> labels,
               std::size_t count, TuneReport& report);
/// Wrong pairs among judged ones.
void add_wrong(const Matched& matched, std::span<const PoolAnswer> answers, std::size_t count, TuneReport& report);

}  // namespace bundel::tune_detail
