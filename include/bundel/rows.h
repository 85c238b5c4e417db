/// Reports and passages as vectors, and the channels in which two reports are compared.
#pragma once

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <string>
#include <variant>

namespace bundel {

/// One row a report or passage, columns ascending.
using SparseRows = Eigen::SparseMatrix<double, Eigen::RowMajor>;
/// One row an item; row-major, so that a row is contiguous.
using DenseRows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// One thing in which two reports are compared: the cosine of their rows. The score of a pair is the sum of its
/// channels, each times its weight, and of what no rows say (EventSettings).
struct Channel {
  std::string name;
  double weight = 0;      ///< 0 or more
  bool of_terms = false;  ///< its columns are those of Terms; the first such channel holds whole reports
  std::variant<SparseRows, DenseRows> rows;  ///< unit rows; an empty row, or one of zeros, is like no other
};

}  // namespace bundel
