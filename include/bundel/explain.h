/// Two articles side by side: why they are, or are not, copies, and in one event.
#pragma once

#include "bundel/records.h"
#include "bundel/stages.h"

#include <cstddef>

namespace bundel {

/// Two articles of a corpus, `first` before `second`, so that ties of the keep order fall as in a whole run.
CopyExplanation explain_copies(const Corpus& corpus, ArticleId first, ArticleId second, const CopySettings& settings);

/// At `settings.threshold`. A copy is explained by the article that it folds under.
EventExplanation explain_events(const EventStages& stages, ArticleId first, ArticleId second,
                                const EventSettings& settings);

/// Two articles with their longest shared run; `match`: what matching found, null for nothing. `score` is left at 0.
PairToJudge copies_to_judge(const Corpus& corpus, ArticleId a, ArticleId b, const Match* match);

/// Two articles with the largest threshold at which they are together (0: none), their most similar passages and the
/// words that add most to their score.
PairToJudge event_pair_to_judge(const EventStages& stages, ArticleId first, ArticleId second);

}  // namespace bundel
