/// One pass of matching, every threshold: what each would give, which one to take, and which pairs to ask a person.
#pragma once

#include "bundel/labels.h"
#include "bundel/pipeline.h"
#include "bundel/records.h"
#include "bundel/sampling.h"
#include "bundel/types.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace bundel {

struct TuneSettings {
  double from = 0.05;  ///< first threshold
  double to = 1;       ///< last threshold; there only copies are together
  double step = 0.05;
  std::optional<double> target_precision;  ///< of pairs; with labels only
  std::optional<double> target_recall;
  std::size_t borderline = 3;  ///< pairs shown on either side of the recommended threshold
  std::size_t wrong = 10;      ///< wrong pairs shown of each kind
  std::uint64_t seed = 1;      ///< of the pairs to judge
};

namespace tune_detail {
struct Matched;
}

/// What was matched, once, and all that can be asked of it afterwards.
class Tuning {
 public:
  Tuning(std::unique_ptr<tune_detail::Matched> matched, const TuneSettings& settings);
  ~Tuning();
  Tuning(Tuning&&) noexcept;

  [[nodiscard]] const Collection& collection() const;
  [[nodiscard]] const PairPool& pool() const;

  /// The pair whose answer tells most (PairDrawer), given all answers so far; skipped pairs do not come again. None
  /// where all are asked. Answers about ids that are no article are passed over. Cost: O(joins + answers).
  std::optional<PairToJudge> next(std::span<const JudgedPair> answers);
  /// As many such pairs at once, fewer where there are no more.
  std::vector<PairToJudge> sample(std::size_t count, std::span<const JudgedPair> answers);

  /// Every threshold with what the labels say of it, and the one to take.
  ///
  /// Labels of events score every threshold over the articles they name: pairs, B-cubed, ARI. The largest B-cubed F1 is
  /// recommended. Judged pairs give precision, recall and F1 with their intervals (estimate_pairs) and the expected F1
  /// (expected_f1), the largest of which is recommended; skipped ones say nothing, and pairs that score below the first
  /// threshold are counted and left out. Without labels the default stands unless the scores alone, calibrated on
  /// labelled sets, promise events more than 0.01 of F1. A target takes the threshold with the largest recall among
  /// those that reach the precision, or the other way round; both: the largest F1 among those that reach both.
  ///
  /// Errors: Error named `labels_name` where labels name no article or no pair of the input; Error where a target is
  /// set and there are no labels.
  [[nodiscard]] TuneReport report(const LabelTable& labels = {}, const std::string& labels_name = {}) const;

 private:
  std::unique_ptr<tune_detail::Matched> matched_;
  TuneSettings settings_;
  PairDrawer drawer_;
};

/// Copies: matches are found once, at the lowest threshold, and folded at each. Every row says what `dups` gives there.
/// The threshold in force is one of the rows. Errors: as run_dups.
Tuning tune_dups(const std::vector<std::string>& inputs, const TuneSettings& tune, const Settings& settings,
                 const RunContext& context = run_context());

/// Events: one dendrogram, cut at each. Every row says what `events` gives there. Errors: as run_events.
Tuning tune_events(const std::vector<std::string>& inputs, const TuneSettings& tune, const Settings& settings,
                   const RunContext& context = run_context());

}  // namespace bundel
