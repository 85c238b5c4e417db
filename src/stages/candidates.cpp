/// Neighbours of reports and of passages to pairs of reports.
#include "bundel/run.h"
#include "bundel/stages.h"

#include <algorithm>

namespace bundel {
namespace {

/// Calls visit(row, one of its nearest) for all of them.
template <typename Visit>
void for_neighbours(const NeighbourLists& lists, const Visit& visit) {
  for (std::size_t row = 0; row + 1 < lists.offsets.size(); ++row) {
    check_stop();
    for (std::size_t i = lists.offsets[row]; i < lists.offsets[row + 1]; ++i)
      visit(static_cast<std::uint32_t>(row), lists.entries[i].row);
  }
}

void add_pair(std::vector<RowPair>& pairs, Row one, Row other) {
  if (one != other) pairs.emplace_back(std::min(one, other), std::max(one, other));
}

void nominate_by_rows(const DenseRows& rows, const NeighbourSettings& settings, std::vector<RowPair>& pairs) {
  for_neighbours(nearest(rows, settings), [&](std::uint32_t row, std::uint32_t other) {
    add_pair(pairs, static_cast<Row>(row), static_cast<Row>(other));
  });
}

void nominate_by_passages(const Space& space, int dense_columns, const CandidateSettings& settings,
                          Candidates& candidates) {
  NeighbourSettings of_passages = settings.neighbours;
  of_passages.count = settings.passage_neighbours;
  const std::vector<Row>& owner = space.passages.owner;
  const SparseRows rows = sparse_rows(space.terms, space.passages.words);
  const NeighbourLists lists = nearest(hashed_rows(space.terms, rows, dense_columns), of_passages);
  for_neighbours(lists, [&](std::uint32_t passage, std::uint32_t other) {
    if (owner[passage] == owner[other]) return;
    add_pair(candidates.reports, owner[passage], owner[other]);
    candidates.passages.emplace_back(static_cast<PassageId>(passage), static_cast<PassageId>(other));
  });
}

}  // namespace

Candidates nominate(const Space& space, int dense_columns, const CandidateSettings& settings) {
  Candidates candidates;
  const SparseRows& whole = space.whole();
  nominate_by_rows(hashed_rows(space.terms, whole, dense_columns), settings.neighbours, candidates.reports);
  for (const Channel& channel : space.channels) {
    if (const auto* rows = std::get_if<DenseRows>(&channel.rows))
      nominate_by_rows(whole_rows(*rows), settings.neighbours, candidates.reports);
  }
  const std::size_t passages = space.passages.size();
  const bool same_as_reports = passages <= static_cast<std::size_t>(whole.rows());
  if (!same_as_reports && passages <= settings.passage_index_rows) {
    candidates.indexed_passages = passages;
    nominate_by_passages(space, dense_columns, settings, candidates);
  }
  std::ranges::sort(candidates.reports);
  candidates.reports.erase(std::unique(candidates.reports.begin(), candidates.reports.end()), candidates.reports.end());
  return candidates;
}

}  // namespace bundel
