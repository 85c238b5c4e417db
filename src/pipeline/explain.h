/// The two halves of an explanation. Places are those of the articles in the collection, `first` before `second`.
#pragma once

#include "bundel/pipeline.h"
#include "pipeline/event_state.h"

namespace bundel::pipeline_detail {

CopyExplanation explain_copies(const Corpus& corpus, std::size_t first, std::size_t second, const Settings& settings);

/// A copy is explained by the article that it folds under.
EventExplanation explain_events(const EventState& state, std::size_t first, std::size_t second,
                                const Settings& settings);

/// See EventTree::pair_to_judge.
PairToJudge event_pair_to_judge(const EventState& state, std::size_t first, std::size_t second,
                                const Settings& settings);

}  // namespace bundel::pipeline_detail
