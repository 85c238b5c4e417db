/// One loop shape for the room: independent items, taken by whichever thread is free, scratch space a thread.
#pragma once

#include <omp.h>

#include <algorithm>
#include <cstddef>
#include <exception>

namespace bundel::duplicates_detail {

/// How many scratch spaces parallel_for can ask for.
inline std::size_t thread_limit() {
  return static_cast<std::size_t>(omp_get_max_threads());
}

/// Calls body(item, thread) for every item below `count`, in no set order; thread < thread_limit().
/// Takes one thread for every kItemsPerThread items: threads that wait for a short loop to end spin, which costs more
/// than the loop when the machine is busy.
/// An exception of the body (out of memory) is thrown again here, after the loop.
template <typename Body>
void parallel_for(std::size_t count, const Body& body) {
  constexpr std::size_t kItemsPerThread = 64;
  const int threads = static_cast<int>(std::min(thread_limit(), 1 + count / kItemsPerThread));
  std::exception_ptr failure;
#pragma omp parallel for schedule(dynamic, 4) num_threads(threads)
  for (std::size_t item = 0; item < count; ++item) {
    try {
      body(item, static_cast<std::size_t>(omp_get_thread_num()));
    } catch (...) {
#pragma omp critical(bundel_duplicates_failure)
      if (!failure) failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace bundel::duplicates_detail
