#include "bundel/neighbours.h"
#include "bundel/error.h"
#include "neighbours/best_lists.h"
#include "neighbours/centroids.h"
#include "neighbours/compare.h"
#include "neighbours/look_further.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <span>
#include <vector>

extern "C" {
void openblas_set_num_threads(int threads);
int openblas_get_num_threads(void);
}

using namespace bundel;
using namespace bundel::neighbours_detail;

namespace {

using Search = NeighbourLists (*)(const DenseRows&, const NeighbourSettings&);
constexpr std::array<Search, 3> kSearches{nearest, nearest_exact, nearest_blocked};

DenseRows rows_of(std::initializer_list<std::initializer_list<float>> values) {
  DenseRows rows(static_cast<Eigen::Index>(values.size()), static_cast<Eigen::Index>(values.begin()->size()));
  Eigen::Index at = 0;
  for (const auto& value : values) {
    std::copy(value.begin(), value.end(), rows.row(at++).data());
  }
  return rows;
}

std::vector<Neighbour> entries_of(const NeighbourLists& lists, std::size_t row) {
  const auto list = neighbours_detail::list_of(lists, row);
  return {list.begin(), list.end()};
}

std::vector<std::uint32_t> ids_of(const NeighbourLists& lists, std::size_t row) {
  std::vector<std::uint32_t> ids;
  for (const Neighbour& neighbour : entries_of(lists, row)) ids.push_back(neighbour.row);
  return ids;
}

}  // namespace

TEST_CASE("no rows have no lists") {
  for (const Search search : kSearches) {
    const NeighbourLists lists = search(DenseRows(0, 512), {});
    CHECK(lists.offsets == std::vector<std::size_t>{0});
    CHECK(lists.entries.empty());
  }
}

TEST_CASE("one row has an empty list") {
  for (const Search search : kSearches) {
    const NeighbourLists lists = search(rows_of({{1200, 1600}}), {});
    CHECK(lists.offsets == std::vector<std::size_t>{0, 0});
    CHECK(lists.entries.empty());
  }
}

TEST_CASE("rows without columns have empty lists") {
  for (const Search search : kSearches) {
    const NeighbourLists lists = search(DenseRows(3, 0), {});
    CHECK(lists.offsets == std::vector<std::size_t>{0, 0, 0, 0});
    CHECK(lists.entries.empty());
  }
}

TEST_CASE("similarity is the product divided by both norms, whatever their length") {
  const DenseRows rows = rows_of({{2000, 0}, {1200, 1600}, {3, 4}});
  const NeighbourLists lists = nearest_exact(rows, {});
  CHECK(entries_of(lists, 0) == std::vector<Neighbour>{{1, 0.6F}, {2, 0.6F}});
  CHECK(entries_of(lists, 1) == std::vector<Neighbour>{{2, 1.0F}, {0, 0.6F}});
  CHECK(entries_of(lists, 2) == std::vector<Neighbour>{{1, 1.0F}, {0, 0.6F}});
}

TEST_CASE("a larger product of a longer row does not make it nearer") {
  // Products with row 0: 1,600,000 and 1,602,000; similarities 0.8000 and 0.7989.
  const DenseRows rows = rows_of({{1000, 0}, {1600, 1200}, {1602, 1206}});
  CHECK(ids_of(nearest_exact(rows, {.count = 1}), 0) == std::vector<std::uint32_t>{1});
}

TEST_CASE("a row of zeros has no neighbours and is nobody's") {
  const DenseRows rows = rows_of({{2000, 0}, {0, 0}, {2000, 0}, {0, 0}});
  for (const Search search : kSearches) {
    const NeighbourLists lists = search(rows, {.probes = 16, .least = -2.0F});
    CHECK(entries_of(lists, 1).empty());
    CHECK(entries_of(lists, 3).empty());
    CHECK(ids_of(lists, 0) == std::vector<std::uint32_t>{2});
    CHECK(ids_of(lists, 2) == std::vector<std::uint32_t>{0});
  }
}

TEST_CASE("rows of zeros alone have empty lists") {
  for (const Search search : kSearches) {
    const NeighbourLists lists = search(DenseRows::Zero(100, 8), {});
    CHECK(lists.offsets == std::vector<std::size_t>(101, 0));
    CHECK(lists.entries.empty());
  }
}

TEST_CASE("a count beyond the rows gives every other row") {
  const DenseRows rows = rows_of({{2000, 0}, {1600, 1200}, {1200, 1600}});
  for (const Search search : kSearches) {
    const NeighbourLists lists = search(rows, {.count = 1000, .probes = 16});
    CHECK(ids_of(lists, 0) == std::vector<std::uint32_t>{1, 2});
    CHECK(ids_of(lists, 1) == std::vector<std::uint32_t>{2, 0});
    CHECK(ids_of(lists, 2) == std::vector<std::uint32_t>{1, 0});
  }
}

TEST_CASE("a count of none gives empty lists") {
  const DenseRows rows = rows_of({{2000, 0}, {1600, 1200}});
  for (const Search search : kSearches) {
    CHECK(search(rows, {.count = 0}).offsets == std::vector<std::size_t>{0, 0, 0});
  }
}

TEST_CASE("identical rows all tie, and the smaller rows are kept") {
  DenseRows rows(700, 16);
  rows.setConstant(500);
  const NeighbourLists exact = nearest_exact(rows, {.count = 5});
  CHECK(ids_of(exact, 0) == std::vector<std::uint32_t>{1, 2, 3, 4, 5});
  CHECK(ids_of(exact, 3) == std::vector<std::uint32_t>{0, 1, 2, 4, 5});
  CHECK(ids_of(exact, 699) == std::vector<std::uint32_t>{0, 1, 2, 3, 4});
  CHECK(std::all_of(exact.entries.begin(), exact.entries.end(), [](const Neighbour& n) { return n.similarity == 1; }));

  const NeighbourLists blocked = nearest_blocked(rows, {.count = 5});
  CHECK(blocked.entries.size() == 700 * 5);
  CHECK(std::all_of(blocked.entries.begin(), blocked.entries.end(),
                    [](const Neighbour& n) { return n.similarity == 1; }));
}

TEST_CASE("neighbours must be above the least similarity, not at it") {
  const DenseRows rows = rows_of({{2000, 0}, {0, 2000}, {-2000, 0}, {1200, 1600}});
  for (const Search search : kSearches) {
    CHECK(ids_of(search(rows, {.probes = 16}), 0) == std::vector<std::uint32_t>{3});
    CHECK(ids_of(search(rows, {.probes = 16, .least = 0.6F}), 0).empty());
    CHECK(ids_of(search(rows, {.probes = 16, .least = -0.5F}), 0) == std::vector<std::uint32_t>{3, 1});
    CHECK(ids_of(search(rows, {.probes = 16, .least = -2.0F}), 0) == std::vector<std::uint32_t>{3, 1, 2});
  }
}

TEST_CASE("the number of rows chooses the way of searching") {
  // Two rows in lists of their own: one probe does not see the other, comparing all does.
  DenseRows rows = DenseRows::Zero(2, 4);
  rows(0, 0) = 1600;
  rows(0, 1) = 1200;
  rows(1, 0) = 1200;
  rows(1, 1) = 1600;
  CHECK(ids_of(nearest(rows, {.exact_rows = 2}), 0) == std::vector<std::uint32_t>{1});
  CHECK(ids_of(nearest(rows, {.exact_rows = 1, .probes = 1}), 0).empty());
  CHECK(ids_of(nearest(rows, {.exact_rows = 1, .probes = 2}), 0) == std::vector<std::uint32_t>{1});
}

TEST_CASE("a row finds the neighbours of its neighbours, each once and with its own similarity") {
  const DenseRows dense = rows_of({{2000, 0}, {1600, 1200}, {1200, 1600}, {0, 2000}});
  const NormedRows rows(dense);
  const NeighbourLists found{{0, 1, 3, 4, 4}, {{1, 0.8F}, {2, 0.96F}, {0, 0.8F}, {1, 0.96F}}};
  BestLists best(4, 3, 0.0F);
  look_further(rows, found, 16, best);
  const NeighbourLists lists = best.take();
  CHECK(entries_of(lists, 0) == std::vector<Neighbour>{{1, 0.8F}, {2, 0.6F}});
  CHECK(entries_of(lists, 1) == std::vector<Neighbour>{{2, 0.96F}, {0, 0.8F}});
  CHECK(entries_of(lists, 2) == std::vector<Neighbour>{{1, 0.96F}, {0, 0.6F}});
  CHECK(entries_of(lists, 3).empty());
}

TEST_CASE("a row asks as many neighbours as it is told to, and each names as many") {
  // A star: 1 to 4 know only 0, which knows 1, 2, 3 and 4, the nearest first.
  const DenseRows dense = rows_of({{2000, 0}, {1920, 560}, {1600, 1200}, {1200, 1600}, {560, 1920}});
  const NormedRows rows(dense);
  const NeighbourLists found{
      {0, 4, 5, 6, 7, 8}, {{1, 0.96F}, {2, 0.8F}, {3, 0.6F}, {4, 0.28F}, {0, 0.96F}, {0, 0.8F}, {0, 0.6F}, {0, 0.28F}}};
  for (const std::size_t further : {0, 1, 2, 3, 4}) {
    CAPTURE(further);
    BestLists best(5, 4, 0.0F);
    look_further(rows, found, further, best);
    const NeighbourLists lists = best.take();
    CHECK(entries_of(lists, 0).size() == 4);
    CHECK(entries_of(lists, 4).size() == 1 + std::min<std::size_t>(further, 3));
    CHECK(entries_of(lists, 1).size() == 1 + (further > 0 ? further - 1 : 0));
  }
}

TEST_CASE("sharing tells the row that was found, unless its list is full of nearer ones") {
  BestLists best(4, 2, 0.0F);
  best.offer(0, {3, 0.5F});
  best.offer(1, {3, 0.7F});
  best.offer(2, {3, 0.6F});
  best.offer(3, {1, 0.7F});
  best.share();
  const NeighbourLists lists = best.take();
  CHECK(entries_of(lists, 0) == std::vector<Neighbour>{{3, 0.5F}});
  CHECK(entries_of(lists, 3) == std::vector<Neighbour>{{1, 0.7F}, {2, 0.6F}});
}

TEST_CASE("a search leaves the number of BLAS threads as it was") {
  const int before = openblas_get_num_threads();
  openblas_set_num_threads(3);
  nearest_exact(rows_of({{2000, 0}, {1600, 1200}}), {});
  nearest_blocked(rows_of({{2000, 0}, {1600, 1200}}), {});
  CHECK(openblas_get_num_threads() == 3);
  openblas_set_num_threads(before);
}

TEST_CASE("rows are compared with the rows of another matrix, same numbers included") {
  const DenseRows dense_queries = rows_of({{2000, 0}, {0, 2000}});
  const DenseRows dense_targets = rows_of({{1200, 1600}, {0, 0}, {1600, 1200}});
  const NormedRows queries(dense_queries);
  const NormedRows targets(dense_targets);
  BestLists best(2, 3, kAnySimilarity);
  compare_all({queries, targets, best, false});
  const NeighbourLists lists = best.take();
  CHECK(entries_of(lists, 0) == std::vector<Neighbour>{{2, 0.8F}, {0, 0.6F}});
  CHECK(entries_of(lists, 1) == std::vector<Neighbour>{{0, 0.8F}, {2, 0.6F}});
}

TEST_CASE("centres are whole numbers of length 2000, one at each of three bundles of rows") {
  DenseRows rows(300, 3);
  for (Eigen::Index row = 0; row < 300; ++row) {
    rows.row(row).setConstant(static_cast<float>(row % 7));
    rows(row, row % 3) = 1990;
  }
  const DenseRows centroids = train_centroids(rows, 3);
  std::vector<Eigen::Index> ahead;
  for (Eigen::Index centre = 0; centre < 3; ++centre) {
    CHECK(centroids.row(centre).norm() == doctest::Approx(2000).epsilon(0.001));
    for (Eigen::Index i = 0; i < 3; ++i) CHECK(centroids(centre, i) == std::rint(centroids(centre, i)));
    ahead.push_back(0);
    centroids.row(centre).maxCoeff(&ahead.back());
  }
  std::sort(ahead.begin(), ahead.end());
  CHECK(ahead == std::vector<Eigen::Index>{0, 1, 2});
}

TEST_CASE("what FAISS refuses is an Error of ours") {
  CHECK_THROWS_AS(train_centroids(rows_of({{2000, 0}, {0, 2000}}), 3), Error);
}
