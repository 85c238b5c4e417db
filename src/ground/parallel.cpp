#include "ground/parallel.h"

#include "ground/team.h"

#include <omp.h>

#include <algorithm>

namespace bundel::ground {

std::size_t thread_limit() noexcept {
  if (in_shared_loop()) return 1;
  return static_cast<std::size_t>(std::max(1, std::min(omp_get_max_threads(), omp_get_thread_limit())));
}

namespace parallel_detail {

void Items::fail(std::size_t item) noexcept {
  const std::scoped_lock lock(mutex_);
  if (error_ && item >= failed_) return;
  error_ = std::current_exception();
  failed_ = item;
}

void Turns::wait_for(std::size_t item) noexcept {
  std::unique_lock lock(mutex_);
  passed_.wait(lock, [&] { return now_ == item; });
}

void Turns::pass() noexcept {
  {
    const std::scoped_lock lock(mutex_);
    ++now_;
  }
  passed_.notify_all();
}

std::size_t threads_for(std::size_t count, Grain grain, std::size_t most) noexcept {
  const std::size_t share = std::max<std::size_t>(1, std::max(grain.chunk, grain.share));
  return std::clamp<std::size_t>(count / share + (count % share != 0 ? 1 : 0), 1, most);
}

void run_on_threads(std::size_t threads, const std::function<void(std::size_t)>& work) {
  if (threads <= 1 || in_shared_loop()) return work(0);
  thread_local Team team;
  team.run(threads, work);
}

}  // namespace parallel_detail
}  // namespace bundel::ground
