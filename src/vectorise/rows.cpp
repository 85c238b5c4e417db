/// Word sequences to sparse unit rows, and those to hashed dense ones.
#include "bundel/run.h"
#include "bundel/vectorise.h"
#include "ground/parallel.h"
#include "ground/utf8.h"

#include <xxhash.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace bundel {
namespace {

/// Length of a hashed row: an inner product of two is at most 4,000,000, so every partial sum is an integer below 2^24
/// and exact in float whatever the order of summation.
constexpr double kDenseLength = 2'000.0;

/// The columns of a sequence, ascending, each once.
void columns_of(const Terms& terms, std::span<const WordId> words, std::vector<Column>& columns) {
  columns.clear();
  for (const WordId word : words) {
    columns.push_back(terms.of_word[index_of(word)]);
    if (const Column name = terms.name_of[index_of(word)]; name != kNoColumn) columns.push_back(name);
  }
  std::ranges::sort(columns);
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  // A term in nearly every article can weigh nothing or less; it says nothing of any.
  std::erase_if(columns, [&](Column column) { return terms[column].weight <= 0; });
}

using NgramRow = std::vector<std::pair<std::uint32_t, double>>;

/// Appends the word's n-grams. A space marks both its ends.
void add_ngrams(std::string_view word, double weight, int letters, NgramRow& row) {
  const std::string marked = ' ' + std::string(word) + ' ';
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (ground::begins_code_point(marked[i])) starts.push_back(i);
  }
  starts.push_back(marked.size());
  const std::size_t length = std::min(static_cast<std::size_t>(letters), starts.size() - 1);
  const std::size_t ngrams = starts.size() - length;
  for (std::size_t i = 0; i < ngrams; ++i) {
    const XXH64_hash_t hash = XXH3_64bits(marked.data() + starts[i], starts[i + length] - starts[i]);
    row.emplace_back(static_cast<std::uint32_t>(hash % kNgramColumns), weight / std::sqrt(static_cast<double>(ngrams)));
  }
}

/// Columns ascending, each once with its largest weight, scaled to length 1.
void to_unit_row(NgramRow& row) {
  std::ranges::sort(
      row, [](const auto& x, const auto& y) { return x.first != y.first ? x.first < y.first : x.second > y.second; });
  row.erase(std::unique(row.begin(), row.end(), [](const auto& x, const auto& y) { return x.first == y.first; }),
            row.end());
  double squares = 0;
  for (const auto& [column, weight] : row) squares += weight * weight;
  for (auto& [column, weight] : row) weight /= std::sqrt(squares);
}

SparseRows gathered(std::span<const NgramRow> entries, std::uint32_t columns) {
  SparseRows rows(static_cast<Eigen::Index>(entries.size()), static_cast<Eigen::Index>(columns));
  std::size_t count = 0;
  for (const NgramRow& row : entries) count += row.size();
  rows.reserve(static_cast<Eigen::Index>(count));
  for (std::size_t i = 0; i < entries.size(); ++i) {
    check_stop();
    rows.startVec(static_cast<Eigen::Index>(i));
    for (const auto& [column, weight] : entries[i]) {
      rows.insertBack(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(column)) = weight;
    }
  }
  rows.finalize();
  return rows;
}

}  // namespace

SparseRows sparse_rows(const Terms& terms, std::span<const std::span<const WordId>> sequences) {
  std::vector<std::vector<Column>> columns(sequences.size());
  ground::parallel_for(sequences.size(), [&](std::size_t i) { columns_of(terms, sequences[i], columns[i]); }, {64});

  const auto count = static_cast<Eigen::Index>(sequences.size());
  SparseRows rows(count, static_cast<Eigen::Index>(terms.size()));
  std::size_t entries = 0;
  for (const auto& row : columns) entries += row.size();
  rows.reserve(static_cast<Eigen::Index>(entries));
  for (Eigen::Index i = 0; i < count; ++i) {
    check_stop();
    double squares = 0;
    for (const Column column : columns[i]) squares += terms[column].weight * terms[column].weight;
    const double scale = squares > 0 ? 1.0 / std::sqrt(squares) : 0.0;
    rows.startVec(i);
    for (const Column column : columns[i])
      rows.insertBack(i, static_cast<Eigen::Index>(index_of(column))) = terms[column].weight * scale;
  }
  rows.finalize();
  return rows;
}

SparseRows ngram_rows(const Terms& terms, std::span<const std::string> words,
                      std::span<const std::span<const WordId>> sequences, int ngram_letters) {
  std::vector<NgramRow> rows(sequences.size());
  const auto make_row = [&](std::size_t i) {
    std::vector<WordId> distinct(sequences[i].begin(), sequences[i].end());
    std::ranges::sort(distinct);
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    for (const WordId word : distinct) {
      const double weight = terms[terms.of_word[index_of(word)]].weight;
      if (weight > 0) add_ngrams(words[index_of(word)], weight, ngram_letters, rows[i]);
    }
    to_unit_row(rows[i]);
  };
  ground::parallel_for(sequences.size(), make_row, {64});
  return gathered(rows, kNgramColumns);
}

DenseRows hashed_rows(const Terms& terms, const SparseRows& rows, int columns) {
  assert(columns > 0);
  struct Slot {
    Eigen::Index column;
    double sign;
  };
  std::vector<Slot> slots;
  slots.reserve(terms.size());
  for (const Term& term : terms.columns) {
    // The name "rutte" and the term "rutte" are two.
    const std::string text = term.name ? '\x01' + term.text : term.text;
    const XXH64_hash_t hash = XXH3_64bits(text.data(), text.size());
    slots.push_back(
        {static_cast<Eigen::Index>((hash >> 1U) % static_cast<XXH64_hash_t>(columns)), (hash & 1U) != 0 ? 1.0 : -1.0});
  }

  DenseRows dense(rows.rows(), columns);
  ground::PerThread<Eigen::VectorXd> sums([&] { return Eigen::VectorXd(columns); });
  const auto make_row = [&](std::size_t at, Eigen::VectorXd& sum) {
    const auto i = static_cast<Eigen::Index>(at);
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
  };
  ground::parallel_for(static_cast<std::size_t>(rows.rows()), sums, make_row, {64});
  return dense;
}

DenseRows whole_rows(const DenseRows& rows) {
  DenseRows whole(rows.rows(), rows.cols());
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    check_stop();
    double squares = 0;
    for (Eigen::Index c = 0; c < rows.cols(); ++c) squares += static_cast<double>(rows(i, c)) * rows(i, c);
    const double scale = squares > 0 ? kDenseLength / std::sqrt(squares) : 0.0;
    for (Eigen::Index c = 0; c < rows.cols(); ++c) whole(i, c) = static_cast<float>(std::rint(rows(i, c) * scale));
  }
  return whole;
}

}  // namespace bundel
