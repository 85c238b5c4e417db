#include "neighbours/compare.h"

#include "bundel/run.h"
#include "ground/parallel.h"
#include "neighbours/blas.h"
#include "neighbours/one_thread_each.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace bundel::neighbours_detail {
namespace {

/// More than all the rounding between a float estimate of a similarity and the similarity (a few times 2^-24).
constexpr double kSlack = 1e-6;

/// Products looked at together before any of them is looked at alone.
constexpr std::size_t kStride = 16;

#ifndef NDEBUG
bool exact_in_floats(const float* row, std::size_t columns, double norm) {
  return norm <= 2048.0 && std::all_of(row, row + columns, [](float x) { return x == std::rint(x); });
}
#endif

/// The rows of these ids as one matrix: where they lie if they are a run, else copied into `space`.
const float* gathered(const NormedRows& rows, std::span<const std::uint32_t> ids, float* space) {
  bool run = true;
  for (std::size_t i = 1; i < ids.size() && run; ++i) run = ids[i] == ids[i - 1] + 1;
  if (run) return rows.row(ids.front());
  float* out = space;
  for (const std::uint32_t id : ids) out = std::copy_n(rows.row(id), rows.columns(), out);
  return space;
}

/// Reads one query's products. Almost all fall to a comparison of floats; those near the floor are computed in double.
void read_products(const Comparison& c, std::uint32_t query, std::span<const std::uint32_t> targets,
                   const float* products, const float* scales) {
  const double norm = c.queries.norm(query);
  if (norm == 0.0) return;
  const auto bound_now = [&] {
    const double floor = static_cast<double>(c.best.floor(query)) * norm;
    return static_cast<float>(floor - std::abs(floor) * kSlack);
  };
  float bound = bound_now();
  const auto look = [&](std::size_t j) {
    if (products[j] * scales[j] < bound) return;
    const std::uint32_t target = targets[j];
    const double target_norm = c.targets.norm(target);
    if (target_norm == 0.0 || (c.same && target == query)) return;
    c.best.offer(query, {target, similarity_of(products[j], norm, target_norm)});
    bound = bound_now();
  };
  std::size_t j = 0;
  for (; j + kStride <= targets.size(); j += kStride) {
    int near = 0;
    for (std::size_t i = 0; i < kStride; ++i) near |= static_cast<int>(products[j + i] * scales[j + i] >= bound);
    if (near == 0) continue;
    for (std::size_t i = 0; i < kStride; ++i) look(j + i);
  }
  for (; j < targets.size(); ++j) look(j);
}

}  // namespace

NormedRows::NormedRows(const float* data, std::size_t rows, std::size_t columns)
    : data_(data), columns_(columns), norms_(rows) {
  constexpr ground::Grain kRows{256};
  const auto measure = [&](std::size_t at) {
    const float* values = row(at);
    double sum = 0;
    for (std::size_t i = 0; i < columns_; ++i) sum += static_cast<double>(values[i]) * static_cast<double>(values[i]);
    norms_[at] = std::sqrt(sum);
    assert(exact_in_floats(values, columns_, std::sqrt(sum)));
  };
  ground::parallel_for(rows, measure, kRows);
}

void compare(const Comparison& comparison, std::span<const std::uint32_t> queries,
             std::span<const std::uint32_t> targets, CompareSpace& space) {
  const std::size_t columns = comparison.queries.columns();
  for (std::size_t t = 0; t < targets.size(); t += kTargetBlock) {
    check_stop();
    const auto some_targets = targets.subspan(t, std::min(kTargetBlock, targets.size() - t));
    const float* target_rows = gathered(comparison.targets, some_targets, space.targets.get());
    for (std::size_t j = 0; j < some_targets.size(); ++j) {
      const double norm = comparison.targets.norm(some_targets[j]);
      space.scales[j] = norm == 0.0 ? 0.0F : static_cast<float>(1.0 / norm);
    }
    for (std::size_t q = 0; q < queries.size(); q += kQueryBlock) {
      const auto some_queries = queries.subspan(q, std::min(kQueryBlock, queries.size() - q));
      const float* query_rows = gathered(comparison.queries, some_queries, space.queries.get());
      multiply(query_rows, some_queries.size(), target_rows, some_targets.size(), columns, space.products.get());
      for (std::size_t i = 0; i < some_queries.size(); ++i) {
        read_products(comparison, some_queries[i], some_targets, space.products.get() + i * some_targets.size(),
                      space.scales.get());
      }
    }
  }
}

void compare_all(const Comparison& comparison) {
  std::vector<std::uint32_t> ids(std::max(comparison.queries.size(), comparison.targets.size()));
  std::iota(ids.begin(), ids.end(), 0U);
  const auto queries = std::span<const std::uint32_t>(ids).first(comparison.queries.size());
  const auto targets = std::span<const std::uint32_t>(ids).first(comparison.targets.size());
  ground::PerThread<CompareSpace> spaces([&] { return CompareSpace(comparison.queries.columns()); });
  const OneThreadEach one;
  const std::size_t blocks = (queries.size() + kQueryBlock - 1) / kQueryBlock;
  ground::parallel_for(blocks, spaces, [&](std::size_t block, CompareSpace& space) {
    const std::size_t first = block * kQueryBlock;
    compare(comparison, queries.subspan(first, std::min(kQueryBlock, queries.size() - first)), targets, space);
  });
}

}  // namespace bundel::neighbours_detail
