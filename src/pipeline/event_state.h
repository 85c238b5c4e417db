/// What the event steps hand on: the kept articles, their rows and the scored pairs.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "bundel/pipeline.h"

namespace bundel::pipeline_detail {

/// Passages and their nearest ones in other articles, by row of `passages_of`.
struct PassageHits {
  std::size_t indexed = 0;  ///< passages in the index; 0 where there was none
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
};

/// The name of a site at the ends of a title, separators included, which is no part of the report.
struct SiteName {
  struct Part {
    std::uint32_t words = 0;
    std::size_t bytes = 0;
  };
  Part head;
  Part tail;

  [[nodiscard]] std::uint32_t words() const { return head.words + tail.words; }
};

struct EventState {
  Corpus corpus;  ///< the kept articles' documents are moved out of it
  std::vector<CopyGroup> groups;
  std::vector<ArticleId> kept;                 ///< by row, ascending
  std::vector<Document> documents;             ///< by row
  std::vector<std::optional<TimeSpan>> times;  ///< by row
  std::vector<SiteName> sites;                 ///< by row
  Terms terms;
  SparseRows body;
  SparseRows lead;
  SparseRows pieces;
  std::vector<Manner> manners;  ///< by row
  std::vector<ScoredPair> pairs;
  PassageHits hits;
  Dendrogram dendrogram;

  [[nodiscard]] EventInput input() const { return {body, lead, pieces, times, manners}; }
};

/// All steps from the folding of copies to the dendrogram.
EventState grow(Corpus corpus, const Settings& settings);

/// The names of sites in the titles of kept articles, by row: what stands, in the same words, behind the last " - ",
/// " – ", " — ", " | " or " :: " (or before the first) of at least three titles and half of the titles of a source. Of
/// articles without a source: of at least five and one in a hundred of the titles that have such a separator, where it
/// is shorter than the rest. No title loses all its words. Cost: a second cutting of those titles, in parallel.
std::vector<SiteName> site_names(const EventState& state);

std::string_view without_site(std::string_view title, const SiteName& site);
std::span<const WordId> title_without_site(const Document& document, const SiteName& site);
std::vector<WordId> words_without_site(const Document& document, const SiteName& site);

/// Pairs of rows worth scoring: near as whole articles, or holding passages that are near.
std::vector<std::pair<std::uint32_t, std::uint32_t>> nominate(const EventState& state, const Settings& settings,
                                                              PassageHits& hits);

/// The passages of all kept articles, article after article.
struct Passages {
  std::vector<std::span<const WordId>> words;
  std::vector<std::uint32_t> owner;  ///< row of the article
  std::vector<std::uint32_t> place;  ///< in Document::passages of its article
};
Passages passages_of(std::span<const Document> documents);

/// Of each event, the articles of others with passages about it. Passages are compared with those that the index found
/// near; where there are too many for it, with those of articles that make a pair of link probability at least
/// kLeastProbability. Each passage is about one other event at most, the one that it is nearest to.
std::vector<std::vector<AlsoRecord>> find_also(const EventState& state,
                                               std::span<const std::vector<std::uint32_t>> events);

/// Events at the threshold, described.
std::vector<EventRecord> event_records(const EventState& state, const Settings& settings);

}  // namespace bundel::pipeline_detail
