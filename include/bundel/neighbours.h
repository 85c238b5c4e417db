/// Dense rows to nearest rows: every row against every row, or against the rows of a few lists where that is too many.
///
/// Rows are unit rows made of integers in floats (vectorise says how), so that inner products are exact and the answer
/// does not depend on the BLAS kernel, the number of threads or the place of a row in a block. For that the norm of a
/// row must be at most 2048; a row of other numbers is a bug (assert). A row of zeros has no neighbours and is none.
///
/// Similarity is the inner product divided by the product of the norms, computed in double and kept as float. That
/// float, then the smaller row, decides what is nearer.
#pragma once

#include "bundel/rows.h"
#include "bundel/types.h"

#include <cstddef>
#include <cstdint>

namespace bundel {

struct NeighbourSettings {
  int count = 64;  ///< nearest rows kept a row, 0 or more
  /// Up to so many rows all are compared; beyond, lists. Lists are quicker from about 5,000 rows on, but miss one
  /// neighbour in a hundred; up to here knowing them all costs a few seconds more (measured: see bench/README.md).
  std::size_t exact_rows = 20'000;
  int probes = 16;  ///< lists that a row is compared with, beyond exact_rows; at least 1
  /// Beyond exact_rows, how many neighbours of a row are asked, and how many each of them names: `further`² products a
  /// row at most. Measured at 100,000 rows: recall 0.966 with 0, 0.981 with 16, 0.982 with 32.
  int further = 16;
  float least = 0.0F;  ///< leave out neighbours whose similarity is not above this
};

/// Centres of the lists that the blocked search parts these rows into, by k-means (FAISS); none where there are no more
/// than `exact_rows` rows, which are all compared. Whole numbers, rows of about norm 2000. Fixed seed, and centres
/// rounded after every step: the same for any number of threads and any BLAS kernel. They do change with the order of
/// the rows, which decides where k-means begins. Cost: the square of the lists (4.5 * root of the rows, at most 4,096)
/// * columns; memory: the sample (64 rows a list). Errors: Error where FAISS fails.
DenseRows fit_centres(const DenseRows& rows, const NeighbourSettings& settings);

/// The nearest rows of each row: exact up to `exact_rows` rows, else blocked. Errors: those of fit_centres.
NeighbourLists nearest(const DenseRows& rows, const NeighbourSettings& settings);
/// The same by centres that were fitted before, to these rows or to others; without any all rows are compared.
NeighbourLists nearest(const DenseRows& rows, const NeighbourSettings& settings, const DenseRows& centres);

/// All pairs compared. Cost: rows² * columns, as matrix products; memory beside the answer: about 9 MB a thread.
NeighbourLists nearest_exact(const DenseRows& rows, const NeighbourSettings& settings);

/// A list a centre, at least one; a row is compared with the rows of the `probes` lists whose centres are nearest to
/// it, then with the neighbours of its neighbours, and what one row finds the other is told. Every similarity given is
/// exact; some neighbours are missed (recall against nearest_exact: bench/README.md). The answer hangs on the rows and
/// the centres alone. Cost: rows^1.5 * columns where the centres are of these rows, more where one list holds many rows
/// (identical rows stand in one); memory beside the answer: another answer, `probes` * 8 bytes a row, and a thread
/// about 9 MB and 4 bytes a row.
NeighbourLists nearest_blocked(const DenseRows& rows, const NeighbourSettings& settings, const DenseRows& centres);
/// By centres fitted to these rows, however few they are.
NeighbourLists nearest_blocked(const DenseRows& rows, const NeighbourSettings& settings);

}  // namespace bundel
