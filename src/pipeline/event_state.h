/// What the event steps hand on: the kept articles, their rows and the scored pairs.
#pragma once

#include <vector>

#include "bundel/pipeline.h"

namespace bundel::pipeline_detail {

struct EventState {
  Corpus corpus;  ///< the kept articles' documents are moved out of it
  std::vector<CopyGroup> groups;
  std::vector<ArticleId> kept;                 ///< by row, ascending
  std::vector<Document> documents;             ///< by row
  std::vector<std::optional<TimeSpan>> times;  ///< by row
  Terms terms;
  SparseRows body;
  SparseRows lead;
  SparseRows pieces;
  std::vector<Manner> manners;  ///< by row
  std::vector<ScoredPair> pairs;
  Dendrogram dendrogram;

  [[nodiscard]] EventInput input() const { return {body, lead, pieces, times, manners}; }
};

/// All steps from the folding of copies to the dendrogram.
EventState grow(Corpus corpus, const Settings& settings, Observer& observer);

/// Pairs of rows worth scoring: near as whole articles, or holding passages that are near.
std::vector<std::pair<std::uint32_t, std::uint32_t>> nominate(const EventState& state, const Settings& settings,
                                                              std::size_t& passages_indexed);

/// Events at the threshold, described.
std::vector<EventRecord> event_records(const EventState& state, const Settings& settings);

}  // namespace bundel::pipeline_detail
