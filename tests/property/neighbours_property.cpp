// Both searches against a naive twin: a triple loop in doubles.
#include "bundel/neighbours.h"
#include "support/threads.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <utility>
#include <vector>

using namespace bundel;

namespace {

/// Integer rows around shared centres: `near` of a row's values are its group's, the rest its own.
struct Planted {
  Eigen::Index rows = 0;
  Eigen::Index columns = 64;
  Eigen::Index groups = 10;
  double near = 0.7;
  unsigned seed = 1;
};

/// The values are drawn without <random>'s distributions, which differ between libraries.
DenseRows planted_rows(const Planted& plan) {
  std::mt19937_64 generator(plan.seed);
  const auto unit = [&] { return static_cast<double>(generator() >> 11) * 0x1p-53; };
  const auto sparse = [&] { return unit() < 0.2 ? 2 * unit() - 1 : 0.0; };
  Eigen::MatrixXd centres(plan.groups, plan.columns);
  for (Eigen::Index i = 0; i < centres.size(); ++i) centres.data()[i] = sparse();
  DenseRows rows(plan.rows, plan.columns);
  for (Eigen::Index row = 0; row < plan.rows; ++row) {
    const auto group = static_cast<Eigen::Index>(unit() * static_cast<double>(plan.groups));
    Eigen::VectorXd values(plan.columns);
    for (Eigen::Index i = 0; i < plan.columns; ++i) values[i] = unit() < plan.near ? centres(group, i) : sparse();
    const double norm = values.norm();
    if (norm > 0) values *= 2000 / norm;
    for (Eigen::Index i = 0; i < plan.columns; ++i) rows(row, i) = static_cast<float>(std::rint(values[i]));
  }
  return rows;
}

double product(const DenseRows& rows, Eigen::Index a, Eigen::Index b) {
  const float* x = rows.data() + a * rows.cols();
  const float* y = rows.data() + b * rows.cols();
  double sum = 0;
  for (Eigen::Index i = 0; i < rows.cols(); ++i) sum += static_cast<double>(x[i]) * static_cast<double>(y[i]);
  return sum;
}

NeighbourLists naive_nearest(const DenseRows& rows, const NeighbourSettings& settings) {
  std::vector<double> norms;
  for (Eigen::Index row = 0; row < rows.rows(); ++row) norms.push_back(std::sqrt(product(rows, row, row)));
  NeighbourLists lists;
  lists.offsets.push_back(0);
  for (Eigen::Index a = 0; a < rows.rows(); ++a) {
    const double a_norm = norms[static_cast<std::size_t>(a)];
    std::vector<Neighbour> found;
    for (Eigen::Index b = 0; b < rows.rows(); ++b) {
      const double b_norm = norms[static_cast<std::size_t>(b)];
      if (a == b || a_norm == 0 || b_norm == 0) continue;
      const auto similarity = static_cast<float>(product(rows, a, b) / (a_norm * b_norm));
      if (similarity > settings.least) found.push_back({static_cast<std::uint32_t>(b), similarity});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Neighbour& x, const Neighbour& y) { return x.similarity > y.similarity; });
    found.resize(std::min(found.size(), static_cast<std::size_t>(settings.count)));
    lists.entries.insert(lists.entries.end(), found.begin(), found.end());
    lists.offsets.push_back(lists.entries.size());
  }
  return lists;
}

std::vector<Neighbour> list_of(const NeighbourLists& lists, std::size_t row) {
  return {lists.entries.begin() + static_cast<std::ptrdiff_t>(lists.offsets[row]),
          lists.entries.begin() + static_cast<std::ptrdiff_t>(lists.offsets[row + 1])};
}

bool same(const NeighbourLists& a, const NeighbourLists& b) {
  return a.offsets == b.offsets && a.entries == b.entries;
}

template <typename Act>
auto with_threads(int threads, Act act) {
  const Threads set(threads);
  return act();
}

}  // namespace

TEST_CASE("the exact search equals the naive twin, ids and similarities") {
  // Few columns make many ties; sizes stand around those of a block.
  const std::vector<NeighbourSettings> wishes{
      {.count = 1}, {.count = 7, .least = -2.0F}, {.count = 64}, {.count = 64, .least = 0.4F}};
  for (const Eigen::Index rows : {2, 3, 63, 511, 513}) {
    for (const Eigen::Index columns : {1, 3, 17, 64}) {
      const DenseRows data = planted_rows({.rows = rows, .columns = columns, .groups = 5, .seed = 3});
      for (const NeighbourSettings& settings : wishes) {
        CAPTURE(rows);
        CAPTURE(columns);
        CAPTURE(settings.count);
        CAPTURE(settings.least);
        CHECK(same(nearest_exact(data, settings), naive_nearest(data, settings)));
      }
    }
  }
}

TEST_CASE("the exact search equals the naive twin over more than one block of targets") {
  const DenseRows data = planted_rows({.rows = 2'100, .columns = 24, .groups = 40});
  CHECK(same(nearest_exact(data, {}), naive_nearest(data, {})));
}

TEST_CASE("the blocked search gives exact similarities only, in order, and finds what was planted") {
  const DenseRows data = planted_rows({.rows = 3'000, .columns = 128, .groups = 100});
  const NeighbourSettings settings{.count = 20};
  const NeighbourLists exact = nearest_exact(data, settings);
  const NeighbourLists blocked = nearest_blocked(data, settings);
  std::size_t near = 0;
  std::size_t found = 0;
  for (std::size_t row = 0; row < 3'000; ++row) {
    std::map<std::uint32_t, float> given;
    Neighbour before{0, 2.0F};
    for (const Neighbour& n : list_of(blocked, row)) {
      REQUIRE(n.row != row);
      REQUIRE(given.emplace(n.row, n.similarity).second);
      const bool ordered =
          n.similarity < before.similarity || (n.similarity == before.similarity && n.row > before.row);
      REQUIRE(ordered);
      const auto a = static_cast<Eigen::Index>(row);
      const auto b = static_cast<Eigen::Index>(n.row);
      const double norms = std::sqrt(product(data, a, a)) * std::sqrt(product(data, b, b));
      REQUIRE(n.similarity == static_cast<float>(product(data, a, b) / norms));
      before = n;
    }
    REQUIRE(given.size() <= 20);
    for (const Neighbour& n : list_of(exact, row)) {
      if (n.similarity < 0.2F) continue;
      ++near;
      found += given.count(n.row);
    }
  }
  REQUIRE(near > 30'000);
  CHECK(static_cast<double>(found) >= 0.95 * static_cast<double>(near));
}

TEST_CASE("of a pair that the blocked search lists for one row, the other row lists it too unless it has nearer ones") {
  const DenseRows data = planted_rows({.rows = 2'000, .columns = 32, .groups = 100});
  const NeighbourLists lists = nearest_blocked(data, {.count = 12, .probes = 2});
  REQUIRE(lists.entries.size() > 10'000);
  for (std::uint32_t row = 0; row < 2'000; ++row) {
    for (const Neighbour& n : list_of(lists, row)) {
      const std::vector<Neighbour> others = list_of(lists, n.row);
      const Neighbour back{row, n.similarity};
      const bool listed = std::find(others.begin(), others.end(), back) != others.end();
      const bool full =
          others.size() == 12 && (others.back().similarity > back.similarity ||
                                  (others.back().similarity == back.similarity && others.back().row < row));
      const bool told = listed || full;
      REQUIRE(told);
    }
  }
}

TEST_CASE("the blocked search that looks into every list is the exact search") {
  for (const unsigned seed : {1U, 2U, 3U}) {
    DenseRows data = planted_rows({.rows = 900, .columns = 48, .groups = 30, .seed = seed});
    data.row(5).setZero();
    data.row(6) = data.row(7);
    const NeighbourSettings settings{.count = 13, .probes = 1'000};
    CHECK(same(nearest_blocked(data, settings), nearest_exact(data, settings)));
  }
}

TEST_CASE("one thread and several give the same lists") {
  // More rows than a thread takes at a time, so that the threads do share the work.
  const DenseRows data = planted_rows({.rows = 10'000, .columns = 32, .groups = 300});
  for (const auto search : {nearest_exact, nearest_blocked}) {
    const auto run = [&] { return search(data, {.count = 10}); };
    const NeighbourLists one = with_threads(1, run);
    CHECK(same(one, with_threads(2, run)));
    CHECK(same(one, with_threads(3, run)));
  }
}

TEST_CASE("permuted rows have permuted neighbours in the exact search") {
  const DenseRows data = planted_rows({.rows = 600, .columns = 40, .groups = 20});
  std::vector<std::uint32_t> old_row(600);
  std::iota(old_row.begin(), old_row.end(), 0U);
  std::mt19937_64 generator(5);
  for (std::size_t i = old_row.size() - 1; i > 0; --i) std::swap(old_row[i], old_row[generator() % (i + 1)]);
  DenseRows permuted(600, 40);
  for (std::size_t row = 0; row < 600; ++row) permuted.row(static_cast<Eigen::Index>(row)) = data.row(old_row[row]);

  const NeighbourLists before = nearest_exact(data, {.count = 15});
  const NeighbourLists after = nearest_exact(permuted, {.count = 15});
  // Rows decide ties, so lists are compared as they would stand in the old numbers; at the last place, where a tie
  // decides who is left out, only the similarity.
  for (std::size_t row = 0; row < 600; ++row) {
    const std::vector<Neighbour> expected = list_of(before, old_row[row]);
    std::vector<Neighbour> renamed = list_of(after, row);
    for (Neighbour& n : renamed) n.row = old_row[n.row];
    std::sort(renamed.begin(), renamed.end(), [](const Neighbour& x, const Neighbour& y) {
      return x.similarity != y.similarity ? x.similarity > y.similarity : x.row < y.row;
    });
    REQUIRE(renamed.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      REQUIRE(renamed[i].similarity == expected[i].similarity);
      if (expected[i].similarity > expected.back().similarity) REQUIRE(renamed[i].row == expected[i].row);
    }
  }
}
