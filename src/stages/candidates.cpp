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

/// One run's search for neighbours: centres come from the model where it has them, and are made where it has not.
class Nominator {
 public:
  Nominator(const Space& space, const Model& model, const CandidateSettings& settings)
      : space_(space), model_(model), settings_(settings) {}

  Candidates nominate() {
    const SparseRows& whole = space_.whole();
    by_rows("reports", hashed(whole));
    for (const Channel& channel : space_.channels) {
      if (const auto* rows = std::get_if<DenseRows>(&channel.rows)) by_rows(channel.name, whole_rows(*rows));
    }
    const std::size_t passages = space_.passages.size();
    const bool same_as_reports = passages <= static_cast<std::size_t>(whole.rows());
    if (!same_as_reports && passages <= settings_.passage_index_rows) by_passages();
    std::vector<RowPair>& pairs = found_.reports;
    std::ranges::sort(pairs);
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return std::move(found_);
  }

 private:
  [[nodiscard]] DenseRows hashed(const SparseRows& rows) const {
    return hashed_rows(space_.terms, rows, model_.settings.dense_columns);
  }

  NeighbourLists neighbours(const std::string& of, const DenseRows& rows, const NeighbourSettings& settings) {
    const auto known = model_.centres.find(of);
    const bool fits = known != model_.centres.end() && known->second.cols() == rows.cols();
    DenseRows centres = fits ? known->second : fit_centres(rows, settings);
    if (centres.rows() == 0) return nearest_exact(rows, settings);
    const DenseRows& kept = found_.centres.insert_or_assign(of, std::move(centres)).first->second;
    return nearest(rows, settings, kept);
  }

  void by_rows(const std::string& of, const DenseRows& rows) {
    for_neighbours(neighbours(of, rows, settings_.neighbours), [&](std::uint32_t row, std::uint32_t other) {
      add_pair(found_.reports, static_cast<Row>(row), static_cast<Row>(other));
    });
  }

  void by_passages() {
    found_.indexed_passages = space_.passages.size();
    NeighbourSettings of_passages = settings_.neighbours;
    of_passages.count = settings_.passage_neighbours;
    const std::vector<Row>& owner = space_.passages.owner;
    const DenseRows rows = hashed(sparse_rows(space_.terms, space_.passages.words));
    for_neighbours(neighbours("passages", rows, of_passages), [&](std::uint32_t passage, std::uint32_t other) {
      if (owner[passage] == owner[other]) return;
      add_pair(found_.reports, owner[passage], owner[other]);
      found_.passages.emplace_back(static_cast<PassageId>(passage), static_cast<PassageId>(other));
    });
  }

  const Space& space_;
  const Model& model_;
  const CandidateSettings& settings_;
  Candidates found_;
};

}  // namespace

Candidates nominate(const Space& space, const Model& model, const CandidateSettings& settings) {
  return Nominator(space, model, settings).nominate();
}

}  // namespace bundel
