/// A loop over OpenMP's threads out of which exceptions come as out of a plain loop.
#pragma once

#include <cstddef>
#include <exception>
#include <limits>

namespace bundel::read_detail {

// Calls that one thread takes at a time; no more than these are not worth waking the others.
constexpr std::size_t kShare = 8;

/// Calls work(i) once for each i below `count`, in any order. Of the calls that throw, the exception of the smallest i
/// is thrown again, so that the error does not depend on the number of threads; the other calls still run.
template <typename Work>
void for_each_index(std::size_t count, const Work& work) {
  std::exception_ptr error;
  std::size_t failed = std::numeric_limits<std::size_t>::max();
#pragma omp parallel for schedule(dynamic, kShare) if (count > kShare)
  for (std::size_t i = 0; i < count; ++i) {
    try {
      work(i);
    } catch (...) {
#pragma omp critical(bundel_read_error)
      if (i < failed) {
        failed = i;
        error = std::current_exception();
      }
    }
  }
  if (error) std::rethrow_exception(error);
}

}  // namespace bundel::read_detail
