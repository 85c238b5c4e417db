/// Neighbours of articles and of passages to pairs of articles.
#include <algorithm>

#include "pipeline/event_state.h"

namespace bundel::pipeline_detail {
namespace {

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Passages of one article that are indexed: eight thousand words, ten times a long report. A book among the articles
/// would fill the index and make its cost grow with the square of its length; its whole row is indexed all the same.
constexpr std::size_t kMostPassages = 100;

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

Passages passages_of(std::span<const Document> documents) {
  Passages passages;
  for (std::uint32_t row = 0; row < documents.size(); ++row) {
    const std::vector<WordRange>& ranges = documents[row].passages;
    for (std::uint32_t i = 0; i < std::min(kMostPassages, ranges.size()); ++i) {
      passages.words.push_back(std::span(documents[row].words).subspan(ranges[i].begin, ranges[i].size()));
      passages.owner.push_back(row);
      passages.place.push_back(i);
    }
  }
  return passages;
}

Pairs nominate(const EventState& state, const Settings& settings, PassageHits& hits) {
  const int columns = settings.vectorise.dense_columns;
  Pairs pairs;
  add_pairs(pairs, nearest(hashed_rows(state.terms, state.body, columns), settings.neighbours),
            [](std::uint32_t row) { return row; });

  const Passages passages = passages_of(state.documents);
  const bool same_as_articles = passages.owner.size() <= state.documents.size();
  hits.indexed = same_as_articles || passages.owner.size() > settings.passage_index_rows ? 0 : passages.owner.size();
  if (hits.indexed > 0) {
    NeighbourSettings of_passages = settings.neighbours;
    of_passages.count = settings.passage_neighbours;
    const SparseRows rows = sparse_rows(state.terms, passages.words);
    const NeighbourLists lists = nearest(hashed_rows(state.terms, rows, columns), of_passages);
    add_pairs(pairs, lists, [&](std::uint32_t row) { return passages.owner[row]; });
    for (std::uint32_t row = 0; row < passages.owner.size(); ++row) {
      for (std::size_t i = lists.offsets[row]; i < lists.offsets[row + 1]; ++i) {
        const std::uint32_t other = lists.entries[i].row;
        if (passages.owner[row] != passages.owner[other]) hits.pairs.emplace_back(row, other);
      }
    }
  }
  std::ranges::sort(pairs);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace bundel::pipeline_detail
