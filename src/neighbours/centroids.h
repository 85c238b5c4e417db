/// Centres of the lists that the blocked search cuts the rows into.
#pragma once

#include "bundel/neighbours.h"

#include <cstddef>

namespace bundel::neighbours_detail {

/// Spherical k-means by FAISS on a sample of the rows, with a fixed seed.
///
/// After every step the centres are brought to length 2000 and rounded, so the products that assign rows are exact
/// whole numbers, and the same rows give the same centres for any BLAS kernel and number of threads.
/// Input    at least `count` rows, `count` at least 1, at least one column.
/// Output   `count` rows of whole numbers. Some may be equal, or zero where the rows of a list cancel out.
/// Cost     five products of at most 64 * count sampled rows with all centres; memory: the sample.
/// Errors   Error where FAISS fails.
DenseRows train_centroids(const DenseRows& rows, std::size_t count);

}  // namespace bundel::neighbours_detail
