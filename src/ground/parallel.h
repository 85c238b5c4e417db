/// The one parallel loop of all rooms: independent items, taken in ascending order by whichever thread is free.
///
/// What a loop does must not depend on which thread does it; then the result depends on no number of threads. The same
/// holds for errors. Of the calls that throw, the exception of the smallest item is thrown again on the calling thread,
/// after the loop: items are handed out in ascending order and all below the smallest failed one are carried out, only
/// those above it are skipped.
///
/// A run that is to stop stops between chunks, and the loop throws Stopped; bodies that take long call check_stop().
///
/// A loop inside a loop runs on the thread that it is in. Where no more threads can be started, the loop goes on with
/// those there are. Loops of different calling threads do not wait for each other.
#pragma once

#include <atomic>
#include <concepts>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

namespace bundel::ground {

/// How the items of a loop are shared out. It decides about time alone.
struct Grain {
  std::size_t chunk = 1;  ///< items that a thread takes at a time: handing out a chunk costs about 50 ns
  std::size_t share = 0;  ///< fewest items that are worth another thread, which costs about 10 us to wake; 0: `chunk`
};

/// How many threads a loop begun here may take, at least 1.
std::size_t thread_limit() noexcept;

/// Scratch space that each thread of a loop makes for itself when it first needs it, inside the loop's guard, and keeps
/// for the loops to come. Make it and loop over it on one thread.
template <typename T>
class PerThread {
 public:
  /// Each space is what `make` gives; several threads may call it at the same time.
  explicit PerThread(std::function<T()> make) : make_(std::move(make)), spaces_(thread_limit()) {}
  PerThread() requires std::default_initializable<T> : PerThread([] { return T(); }) {}

  /// Most threads that can have one.
  [[nodiscard]] std::size_t size() const noexcept { return spaces_.size(); }
  /// That of the loop's thread of this number; 0 is the calling thread.
  T& operator[](std::size_t thread) {
    std::unique_ptr<T>& space = spaces_[thread];
    if (!space) space.reset(new T(make_()));
    return *space;
  }
  /// Visits those that were made, by number of the thread: what stands in which depends on the run.
  template <typename Visit>
  void for_each(const Visit& visit) {
    for (const std::unique_ptr<T>& space : spaces_) {
      if (space) visit(*space);
    }
  }

 private:
  std::function<T()> make_;
  std::vector<std::unique_ptr<T>> spaces_;
};

namespace parallel_detail {

/// Hands out the items of one loop, and keeps the exception of the smallest that failed.
class Items {
 public:
  Items(std::size_t count, std::size_t chunk) noexcept;

  struct Chunk {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  /// The next chunk; an empty one where the loop is over or the run is to stop.
  Chunk take() noexcept;

  [[nodiscard]] bool skips(std::size_t item) const noexcept { return item > failed_.load(std::memory_order_relaxed); }

  /// Whether the act came to its end.
  template <typename Act>
  bool guard(std::size_t item, const Act& act) noexcept {
    try {
      act();
      return true;
    } catch (...) {
      fail(item);
      return false;
    }
  }

  /// For the calling thread, when all others are done. Errors: that of the smallest failed item; Stopped.
  void rethrow() const;

 private:
  void fail(std::size_t item) noexcept;

  std::size_t count_;
  std::size_t chunk_;
  const std::stop_token& stop_;
  std::atomic<bool> stopped_ = false;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::size_t> failed_ = std::numeric_limits<std::size_t>::max();
  std::mutex mutex_;
  std::exception_ptr error_;
};

/// Lets threads through one after another, in the order of the items that they took.
class Turns {
 public:
  void wait_for(std::size_t item) noexcept;
  void pass() noexcept;

 private:
  std::mutex mutex_;
  std::condition_variable passed_;
  std::size_t now_ = 0;
};

/// Calls work(thread) once on the calling thread, which is thread 0, and on up to threads - 1 others; returns when all
/// are done. `work` takes what there is to do from a common place, and may not throw.
void run_on_threads(std::size_t threads, const std::function<void(std::size_t)>& work);

std::size_t threads_for(std::size_t count, Grain grain, std::size_t most) noexcept;

/// Calls visit(item, thread) for each item.
template <typename Visit>
void loop(std::size_t count, Grain grain, std::size_t most_threads, const Visit& visit) {
  Items items(count, grain.chunk);
  const auto work = [&](std::size_t thread) {
    for (Items::Chunk chunk = items.take(); chunk.begin < chunk.end; chunk = items.take()) {
      for (std::size_t item = chunk.begin; item < chunk.end && !items.skips(item); ++item) {
        items.guard(item, [&] { visit(item, thread); });
      }
    }
  };
  run_on_threads(threads_for(count, grain, most_threads), std::cref(work));
  items.rethrow();
}

}  // namespace parallel_detail

/// Calls body(item) for each item below `count`.
template <std::invocable<std::size_t> Body>
void parallel_for(std::size_t count, const Body& body, Grain grain = {}) {
  parallel_detail::loop(count, grain, thread_limit(), [&](std::size_t item, std::size_t) { body(item); });
}

/// Calls body(item, space) for each item below `count`, with the thread's own scratch space.
template <typename T, std::invocable<std::size_t, T&> Body>
void parallel_for(std::size_t count, PerThread<T>& spaces, const Body& body, Grain grain = {}) {
  parallel_detail::loop(count, grain, spaces.size(),
                        [&](std::size_t item, std::size_t thread) { body(item, spaces[thread]); });
}

/// The same with scratch spaces of the caller's, at least one; the loop takes no more threads than there are spaces.
template <typename T, std::invocable<std::size_t, T&> Body>
void parallel_for(std::size_t count, std::span<T> spaces, const Body& body, Grain grain = {}) {
  parallel_detail::loop(count, grain, spaces.size(),
                        [&](std::size_t item, std::size_t thread) { body(item, spaces[thread]); });
}

/// Calls for each item below `count` work(item, space), then merge(item, space), then rest(item, space), all on one
/// thread: work and rest at the same time as those of other items, merge in the order of the items, one after another.
/// An item whose work failed, or behind one that failed, is not merged.
template <typename T, std::invocable<std::size_t, T&> Work, std::invocable<std::size_t, T&> Merge,
          std::invocable<std::size_t, T&> Rest>
void parallel_in_order(std::size_t count, PerThread<T>& spaces, const Work& work, const Merge& merge,
                       const Rest& rest) {
  using namespace parallel_detail;
  Items items(count, 1);
  Turns turns;
  const auto on_thread = [&](std::size_t thread) {
    for (Items::Chunk chunk = items.take(); chunk.begin < chunk.end; chunk = items.take()) {
      const std::size_t item = chunk.begin;
      const bool worked = items.guard(item, [&] { work(item, spaces[thread]); });
      // Whatever became of the item, those behind it wait for its turn to pass.
      turns.wait_for(item);
      const bool merged = worked && !items.skips(item) && items.guard(item, [&] { merge(item, spaces[thread]); });
      turns.pass();
      if (merged) items.guard(item, [&] { rest(item, spaces[thread]); });
    }
  };
  run_on_threads(threads_for(count, {}, spaces.size()), std::cref(on_thread));
  items.rethrow();
}

}  // namespace bundel::ground
