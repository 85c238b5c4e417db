/// Nearest rows without comparing all: rows are put into lists by their nearest centre, and a row is compared with the
/// rows of the few lists whose centres are nearest to it.
///
/// The work is turned round so that it stays matrix products: a thread takes a chunk of rows that stand in the same
/// or near lists, sorts (row, list to look into) by list, and multiplies all the chunk's rows that look into a list
/// with all the rows of that list at once. Rows then tell each other what they have found, look at the
/// neighbours of their neighbours, and tell again.
#include "bundel/neighbours.h"
#include "ground/parallel.h"
#include "neighbours/best_lists.h"
#include "neighbours/centroids.h"
#include "neighbours/compare.h"
#include "neighbours/look_further.h"
#include "neighbours/one_thread_each.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <span>
#include <vector>

namespace bundel {
namespace {

using namespace neighbours_detail;

/// Rows that a thread takes at a time. The more, the more of them look into one list and the better the products; the
/// fewer, the better they share out among threads.
constexpr std::size_t kChunkRows = 8192;

/// Lists are this many times the root of the rows: assigning costs rows * lists and comparing rows * rows * probes /
/// lists, so both grow as rows^1.5. More and shorter lists find more: at 200,000 rows 3.0 gave recall 0.981 in 81 CPU
/// seconds, 4.5 0.987 in 103.
constexpr double kListsPerRoot = 4.5;
/// From 830,000 rows on; training costs the square of the lists.
constexpr std::size_t kMostLists = 4096;

std::size_t list_count(std::size_t rows) {
  const auto lists = static_cast<std::size_t>(kListsPerRoot * std::sqrt(static_cast<double>(rows)));
  return std::clamp<std::size_t>(lists, 1, std::min(rows, kMostLists));
}

/// Which rows stand in which group: ids of group g are ids[offsets[g]] to ids[offsets[g + 1]].
struct Groups {
  std::vector<std::size_t> offsets;
  std::vector<std::uint32_t> ids;

  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t group) const {
    return std::span(ids).subspan(offsets[group], offsets[group + 1] - offsets[group]);
  }
};

/// Puts each of `rows` into the groups of its first `depth` probes, in the order of `rows`. Uses the memory of `out`.
void group_by_list(const NeighbourLists& probes, std::span<const std::uint32_t> rows, std::size_t depth, Groups& out) {
  const auto each = [&](auto&& act) {
    for (const std::uint32_t row : rows) {
      const auto lists = list_of(probes, row);
      for (const Neighbour& list : lists.first(std::min(depth, lists.size()))) act(row, list.row);
    }
  };
  std::fill(out.offsets.begin(), out.offsets.end(), 0);
  each([&](std::uint32_t, std::uint32_t list) { ++out.offsets[list + 1]; });
  std::partial_sum(out.offsets.begin(), out.offsets.end(), out.offsets.begin());
  each([&](std::uint32_t row, std::uint32_t list) { out.ids[out.offsets[list]++] = row; });
  // Every offset now stands at the end of its group, which is the beginning of the next.
  std::copy_backward(out.offsets.begin(), out.offsets.end() - 1, out.offsets.end());
  out.offsets.front() = 0;
}

std::vector<std::uint32_t> all_ids(std::size_t count) {
  std::vector<std::uint32_t> ids(count);
  std::iota(ids.begin(), ids.end(), 0U);
  return ids;
}

/// The lists nearest to each row, nearest first; none for a row of zeros.
NeighbourLists nearest_lists(const NormedRows& rows, const DenseRows& centroids, std::size_t probes) {
  const NormedRows centres(centroids);
  BestLists best(rows.size(), probes, kAnySimilarity);
  compare_all({rows, centres, best, false});
  return best.take();
}

/// Where each row looks: the lists nearest to it, at most `depth`; the first is the list it stands in.
struct Probes {
  NeighbourLists of_row;
  std::size_t depth;
  std::size_t lists;
};

/// Compares every row with the rows of the lists it looks into.
void compare_lists(const NormedRows& rows, const Probes& probes, BestLists& best) {
  Groups members{std::vector<std::size_t>(probes.lists + 1), std::vector<std::uint32_t>(rows.size())};
  group_by_list(probes.of_row, all_ids(rows.size()), 1, members);
  const std::span<const std::uint32_t> in_lists = std::span(members.ids).first(members.offsets.back());

  struct Space {
    Groups lookers;
    CompareSpace compare;
  };
  ground::PerThread<Space> spaces([&] {
    return Space{{std::vector<std::size_t>(probes.lists + 1),
                  std::vector<std::uint32_t>(std::min(kChunkRows, rows.size()) * probes.depth)},
                 CompareSpace(rows.columns())};
  });
  const Comparison comparison{rows, rows, best, true};
  const OneThreadEach one;
  const std::size_t chunks = (in_lists.size() + kChunkRows - 1) / kChunkRows;
  ground::parallel_for(chunks, spaces, [&](std::size_t chunk, Space& space) {
    const std::size_t first = chunk * kChunkRows;
    const auto queries = in_lists.subspan(first, std::min(kChunkRows, in_lists.size() - first));
    group_by_list(probes.of_row, queries, probes.depth, space.lookers);
    for (std::size_t list = 0; list < probes.lists; ++list) {
      const auto looking = space.lookers.of(list);
      if (!looking.empty()) compare(comparison, looking, members.of(list), space.compare);
    }
  });
}

}  // namespace

DenseRows fit_centres(const DenseRows& rows, const NeighbourSettings& settings) {
  const auto count = static_cast<std::size_t>(rows.rows());
  if (count <= settings.exact_rows || rows.cols() == 0) return DenseRows(0, rows.cols());
  return train_centroids(rows, list_count(count));
}

NeighbourLists nearest_blocked(const DenseRows& rows, const NeighbourSettings& settings) {
  NeighbourSettings any = settings;
  any.exact_rows = 0;
  return nearest_blocked(rows, settings, fit_centres(rows, any));
}

NeighbourLists nearest_blocked(const DenseRows& dense, const NeighbourSettings& settings, const DenseRows& centres) {
  assert(settings.count >= 0 && settings.probes >= 1 && settings.further >= 0);
  const NormedRows rows(dense);
  const std::size_t others = rows.size() == 0 ? 0 : rows.size() - 1;
  const std::size_t count = std::min(static_cast<std::size_t>(settings.count), others);
  BestLists best(rows.size(), count, settings.least);
  if (count == 0 || rows.columns() == 0) return best.take();

  assert(centres.rows() > 0 && centres.cols() == dense.cols());
  const auto lists = static_cast<std::size_t>(centres.rows());
  const std::size_t depth = std::min(static_cast<std::size_t>(settings.probes), lists);
  compare_lists(rows, {nearest_lists(rows, centres, depth), depth, lists}, best);
  best.share();
  const NeighbourLists found = best.take();
  best = BestLists(rows.size(), count, settings.least);
  look_further(rows, found, static_cast<std::size_t>(settings.further), best);
  best.share();
  return best.take();
}

}  // namespace bundel
