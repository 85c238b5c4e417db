/// Threads that wait for loops, belonging to the thread that runs the loops.
#pragma once

#include "bundel/run.h"

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace bundel::ground {

using Work = std::function<void(std::size_t thread)>;

/// Sleeps until it is given work. OpenMP's threads would spin meanwhile, which costs more than a short loop where the
/// machine is busy, and libgomp ends the process where a thread cannot be started.
class Helper {
 public:
  /// Errors: std::system_error where no thread can be started.
  explicit Helper(std::size_t number);
  ~Helper();
  Helper(const Helper&) = delete;
  Helper& operator=(const Helper&) = delete;

  /// `work` and `context`, which is in force for it, must live until `finish`.
  void start(const Work& work, const RunContext& context) noexcept;
  /// Waits until the work is done; takes it back where the thread has not come to it.
  void finish() noexcept;

 private:
  void live();

  std::size_t number_;
  std::mutex mutex_;
  std::condition_variable changed_;
  const Work* work_ = nullptr;
  const RunContext* context_ = nullptr;
  bool busy_ = false;
  bool quit_ = false;
  std::thread thread_;  // last, since it looks at the others
};

/// The helpers of one calling thread, started when they are first needed.
class Team {
 public:
  void run(std::size_t threads, const Work& work);
  /// Ends the helpers' threads; they are started again when they are needed.
  void dismiss() noexcept { helpers_.clear(); }

 private:
  /// Has `count` helpers, or fewer where so many cannot be started.
  void grow(std::size_t count) noexcept;

  std::vector<std::unique_ptr<Helper>> helpers_;
  std::size_t most_ = std::numeric_limits<std::size_t>::max();  // from when one could not be started
};

Team& team_of_this_thread();

/// Whether this thread is carrying out a loop that several threads share.
bool in_shared_loop() noexcept;

}  // namespace bundel::ground
