#include "ground/parallel.h"

#include "bundel/error.h"
#include "bundel/run.h"
#include "ground/team.h"

#include <omp.h>

#include <algorithm>

namespace bundel::ground {

std::size_t thread_limit() noexcept {
  // What OMP_NUM_THREADS leaves of the processors that this process may use, and the most that OMP_THREAD_LIMIT allows.
  static const int all = omp_get_max_threads();
  static const int most = omp_get_thread_limit();
  if (in_shared_loop()) return 1;
  const int wanted = run_context().threads;
  return static_cast<std::size_t>(std::max(1, std::min(wanted > 0 ? wanted : all, most)));
}

namespace parallel_detail {

Items::Items(std::size_t count, std::size_t chunk) noexcept : count_(count), chunk_(chunk), stop_(run_context().stop) {}

Items::Chunk Items::take() noexcept {
  if (stop_.stop_requested()) {
    stopped_ = true;
    return {};
  }
  const std::size_t begin = next_.fetch_add(chunk_, std::memory_order_relaxed);
  if (begin >= count_ || skips(begin)) return {};
  return {begin, count_ - begin < chunk_ ? count_ : begin + chunk_};
}

void Items::rethrow() const {
  if (error_) std::rethrow_exception(error_);
  if (stopped_) throw Stopped();
}

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
  team_of_this_thread().run(threads, work);
}

}  // namespace parallel_detail
}  // namespace bundel::ground
