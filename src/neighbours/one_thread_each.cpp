#include "neighbours/one_thread_each.h"

#include <omp.h>

#include <mutex>

extern "C" {
void openblas_set_num_threads(int threads);
int openblas_get_num_threads(void);
}

namespace bundel::neighbours_detail {
namespace {

std::mutex mutex;
int alive = 0;
int blas_before = 0;

}  // namespace

OneThreadEach::OneThreadEach() : openmp_before_(omp_get_max_threads()) {
  omp_set_num_threads(1);
  const std::scoped_lock lock(mutex);
  if (alive++ > 0) return;
  blas_before = openblas_get_num_threads();
  openblas_set_num_threads(1);
}

OneThreadEach::~OneThreadEach() {
  omp_set_num_threads(openmp_before_);
  const std::scoped_lock lock(mutex);
  if (--alive == 0) openblas_set_num_threads(blas_before);
}

}  // namespace bundel::neighbours_detail
