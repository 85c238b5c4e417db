/// The one place where rows are compared: a matrix product of two blocks, read once into the lists of the best.
///
/// Both ways of searching come through here, so a similarity is the same number whichever way found it.
#pragma once

#include "bundel/neighbours.h"
#include "neighbours/best_lists.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace bundel::neighbours_detail {

/// Rows a side of a product. At 512 columns a thread has 4 MiB of products and gathers at most 1 and 4 MiB of rows.
constexpr std::size_t kQueryBlock = 512;
constexpr std::size_t kTargetBlock = 2048;

/// Rows with their norms. Reads the rows as long as it lives.
class NormedRows {
 public:
  explicit NormedRows(const DenseRows& rows)
      : NormedRows(rows.data(), static_cast<std::size_t>(rows.rows()), static_cast<std::size_t>(rows.cols())) {}
  NormedRows(const float* data, std::size_t rows, std::size_t columns);

  [[nodiscard]] std::size_t size() const { return norms_.size(); }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] const float* row(std::size_t at) const { return data_ + at * columns_; }
  /// 0 for a row of zeros, which is near nothing.
  [[nodiscard]] double norm(std::size_t at) const { return norms_[at]; }

 private:
  const float* data_;
  std::size_t columns_;
  std::vector<double> norms_;
};

/// The one way from a product to a similarity. The order of the norms does not matter to the result.
inline float similarity_of(float product, double a_norm, double b_norm) {
  return static_cast<float>(static_cast<double>(product) / (a_norm * b_norm));
}

/// Working space of one thread; what is never written takes no memory.
struct CompareSpace {
  explicit CompareSpace(std::size_t columns)
      : products(std::make_unique_for_overwrite<float[]>(kQueryBlock * kTargetBlock)),
        queries(std::make_unique_for_overwrite<float[]>(kQueryBlock * columns)),
        targets(std::make_unique_for_overwrite<float[]>(kTargetBlock * columns)),
        scales(std::make_unique_for_overwrite<float[]>(kTargetBlock)) {}

  std::unique_ptr<float[]> products;
  std::unique_ptr<float[]> queries;  // rows gathered where their ids are not a run; so are targets
  std::unique_ptr<float[]> targets;
  std::unique_ptr<float[]> scales;  // 1 / norm of each target
};

/// What is compared with what, and where the best go.
struct Comparison {
  const NormedRows& queries;
  const NormedRows& targets;
  BestLists& best;    ///< one list a row of `queries`
  bool same = false;  ///< both sides are the same rows: a row is not its own neighbour
};

/// Offers every query every target, in blocks of queries that threads take.
void compare_all(const Comparison& comparison);

/// Offers each query every target. Ids may stand in any order; runs of neighbouring ids are not copied.
/// Cost: one product of 2 * queries * targets * columns operations, and one read of the products.
void compare(const Comparison& comparison, std::span<const std::uint32_t> queries,
             std::span<const std::uint32_t> targets, CompareSpace& space);

}  // namespace bundel::neighbours_detail
