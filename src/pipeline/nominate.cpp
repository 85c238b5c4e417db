/// Neighbours of articles and of passages to pairs of articles.
#include <algorithm>

#include "pipeline/event_state.h"

namespace bundel::pipeline_detail {
namespace {

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

struct Passages {
  std::vector<std::span<const WordId>> words;
  std::vector<std::uint32_t> owner;  ///< row of the article
};

/// Passages of one article that are indexed: eight thousand words, ten times a long report. A book among the articles
/// would fill the index and make its cost grow with the square of its length; its whole row is indexed all the same.
constexpr std::size_t kMostPassages = 100;

Passages passages_of(std::span<const Document> documents) {
  Passages passages;
  for (std::uint32_t row = 0; row < documents.size(); ++row) {
    const std::span<const WordRange> ranges(documents[row].passages);
    for (const WordRange& range : ranges.first(std::min(kMostPassages, ranges.size()))) {
      passages.words.push_back(std::span(documents[row].words).subspan(range.begin, range.size()));
      passages.owner.push_back(row);
    }
  }
  return passages;
}

/// `owner_of`: row of the article that a neighbour row belongs to.
template <typename OwnerOf>
void add_pairs(Pairs& pairs, const NeighbourLists& lists, OwnerOf owner_of) {
  for (std::size_t row = 0; row + 1 < lists.offsets.size(); ++row) {
    for (std::size_t i = lists.offsets[row]; i < lists.offsets[row + 1]; ++i) {
      const std::uint32_t one = owner_of(static_cast<std::uint32_t>(row));
      const std::uint32_t other = owner_of(lists.entries[i].row);
      if (one != other) pairs.emplace_back(std::min(one, other), std::max(one, other));
    }
  }
}

}  // namespace

Pairs nominate(const EventState& state, const Settings& settings, std::size_t& passages_indexed) {
  const int columns = settings.vectorise.dense_columns;
  Pairs pairs;
  add_pairs(pairs, nearest(hashed_rows(state.terms, state.body, columns), settings.neighbours),
            [](std::uint32_t row) { return row; });

  const Passages passages = passages_of(state.documents);
  const bool same_as_articles = passages.owner.size() <= state.documents.size();
  passages_indexed =
      same_as_articles || passages.owner.size() > settings.passage_index_rows ? 0 : passages.owner.size();
  if (passages_indexed > 0) {
    NeighbourSettings of_passages = settings.neighbours;
    of_passages.count = settings.passage_neighbours;
    const SparseRows rows = sparse_rows(state.terms, passages.words);
    add_pairs(pairs, nearest(hashed_rows(state.terms, rows, columns), of_passages),
              [&](std::uint32_t row) { return passages.owner[row]; });
  }
  std::ranges::sort(pairs);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace bundel::pipeline_detail
