/// Word sequences to sparse unit rows, and those to hashed dense ones.
#include <xxhash.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "bundel/vectorise.h"

namespace bundel {
namespace {

/// Length of a hashed row: an inner product of two is at most 4,000,000, so every partial sum is an integer below 2^24
/// and exact in float whatever the order of summation.
constexpr double kDenseLength = 2'000.0;

/// The columns of a sequence, ascending, each once.
void columns_of(const Terms& terms, std::span<const WordId> words, std::vector<std::uint32_t>& columns) {
  columns.clear();
  for (const WordId word : words) {
    columns.push_back(terms.of_word[index_of(word)]);
    if (const std::uint32_t name = terms.name_of[index_of(word)]; name != kNoTerm) columns.push_back(name);
  }
  std::ranges::sort(columns);
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  // A term in nearly every article can weigh nothing or less; it says nothing of any.
  std::erase_if(columns, [&](std::uint32_t column) { return terms.weights[column] <= 0; });
}

}  // namespace

SparseRows sparse_rows(const Terms& terms, std::span<const std::span<const WordId>> sequences) {
  const auto count = static_cast<std::ptrdiff_t>(sequences.size());
  std::vector<std::vector<std::uint32_t>> columns(sequences.size());
#pragma omp parallel for schedule(dynamic, 64)
  for (std::ptrdiff_t i = 0; i < count; ++i) columns_of(terms, sequences[i], columns[i]);

  SparseRows rows(count, static_cast<Eigen::Index>(terms.columns()));
  std::size_t entries = 0;
  for (const auto& row : columns) entries += row.size();
  rows.reserve(static_cast<Eigen::Index>(entries));
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    double squares = 0;
    for (const std::uint32_t column : columns[i]) squares += terms.weights[column] * terms.weights[column];
    const double scale = squares > 0 ? 1.0 / std::sqrt(squares) : 0.0;
    rows.startVec(i);
    for (const std::uint32_t column : columns[i]) rows.insertBack(i, column) = terms.weights[column] * scale;
  }
  rows.finalize();
  return rows;
}

DenseRows hashed_rows(const Terms& terms, const SparseRows& rows, int columns) {
  assert(columns > 0);
  struct Slot {
    Eigen::Index column;
    double sign;
  };
  std::vector<Slot> slots;
  slots.reserve(terms.columns());
  for (const std::string& text : terms.texts) {
    const XXH64_hash_t hash = XXH3_64bits(text.data(), text.size());
    slots.push_back(
        {static_cast<Eigen::Index>((hash >> 1U) % static_cast<XXH64_hash_t>(columns)), (hash & 1U) != 0 ? 1.0 : -1.0});
  }

  DenseRows dense(rows.rows(), columns);
#pragma omp parallel
  {
    Eigen::VectorXd sum(columns);
#pragma omp for schedule(static)
    for (Eigen::Index i = 0; i < rows.rows(); ++i) {
      sum.setZero();
      for (SparseRows::InnerIterator entry(rows, i); entry; ++entry) {
        const Slot& slot = slots[static_cast<std::size_t>(entry.col())];
        sum[slot.column] += slot.sign * entry.value();
      }
      // Terms of opposite sign can cancel, so the length is that of the hashed row.
      double squares = 0;
      for (Eigen::Index c = 0; c < columns; ++c) squares += sum[c] * sum[c];
      const double scale = squares > 0 ? kDenseLength / std::sqrt(squares) : 0.0;
      for (Eigen::Index c = 0; c < columns; ++c) dense(i, c) = static_cast<float>(std::rint(sum[c] * scale));
    }
  }
  return dense;
}

}  // namespace bundel
