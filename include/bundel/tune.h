/// One pass of matching, every threshold: what each would give.
#pragma once

#include "bundel/pipeline.h"
#include "bundel/sampling.h"
#include "bundel/types.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bundel {

struct TuneSettings {
  std::string labels;  ///< path of a table `id,event`; empty: none
  double from = 0.05;  ///< first threshold
  double to = 0.95;    ///< last threshold
  double step = 0.05;
};

struct TuneResult {
  Collection collection;
  PairPool pool;                            ///< of the same thresholds
  std::vector<ThresholdRecord> thresholds;  ///< ascending
  std::optional<std::size_t>
      best;  ///< index of the largest B-cubed F1 (ties: the one nearest the default, then the lower); with labels only
  double default_threshold = 0.5;    ///< what the commands use when nothing is said
  std::uint64_t labelled = 0;        ///< articles that have a label; only they are scored
  std::uint64_t unknown_labels = 0;  ///< labels of ids that are no article
};

/// Copies: matches are found once, at the lowest threshold, and folded at each. Every row says what `dups` gives there.
/// Errors: as run_dups; Error where labels name none of the articles.
TuneResult tune_dups(const std::vector<std::string>& inputs, const TuneSettings& tune, const Settings& settings,
                     Observer& observer);

/// Events: one dendrogram, cut at each. Every row says what `events` gives there. Errors: as tune_dups.
TuneResult tune_events(const std::vector<std::string>& inputs, const TuneSettings& tune, const Settings& settings,
                       Observer& observer);

/// Two labelings of the articles that the gold labels, in the order of the gold.
struct ScoreResult {
  ScoreRecord score;
  std::vector<LabelRecord> articles;  ///< with the gold's labels; titles of either
  std::vector<std::uint32_t> gold;    ///< cluster of each article
  std::vector<std::uint32_t> found;   ///< likewise; a number of its own for one that the result does not name
  std::uint64_t not_in_result = 0;    ///< articles scored as alone
  std::uint64_t not_in_gold = 0;      ///< labels of the result that were not looked at
};

/// Scores a result against labels. Both are paths: .csv or .tsv as read_labels, all else JSON Lines as
/// read_labels_jsonl; `result` may be "-" for standard input. Errors: Error where one cannot be read or labels nothing.
ScoreResult score(const std::string& gold, const std::string& result);

}  // namespace bundel
