/// The one product of OpenBLAS that this room makes itself. It is made inside loops that have all threads already:
/// where it is, a OneThreadEach is.
///
/// Rows hold whole numbers and have norms of at most 2048, so every product and partial sum is below 2^24 and exact in
/// a float: which kernel runs, and in which order it adds, cannot show in the answer.
#pragma once

#include <cassert>
#include <cstddef>

extern "C" {
void sgemm_(const char* transpose_a, const char* transpose_b, const int* m, const int* n, const int* k,
            const float* alpha, const float* a, const int* lda, const float* b, const int* ldb, const float* beta,
            float* c, const int* ldc);
}

namespace bundel::neighbours_detail {

/// out[i * b_rows + j] = row i of a times row j of b; both row-major and `columns` wide.
inline void multiply(const float* a, std::size_t a_rows, const float* b, std::size_t b_rows, std::size_t columns,
                     float* out) {
  assert(a_rows > 0 && b_rows > 0 && columns > 0);
  const int m = static_cast<int>(b_rows);
  const int n = static_cast<int>(a_rows);
  const int k = static_cast<int>(columns);
  const float one = 1.0F;
  const float zero = 0.0F;
  // BLAS reads by columns: what it calls the transpose of b is b as it lies here.
  sgemm_("T", "N", &m, &n, &k, &one, b, &k, a, &k, &zero, out, &m);
}

}  // namespace bundel::neighbours_detail
