/// Threads that wait for loops, belonging to the thread that runs the loops.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
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

  /// `work` must live until `finish`.
  void start(const Work& work) noexcept;
  /// Waits until the work is done; takes it back where the thread has not come to it.
  void finish() noexcept;

 private:
  void live();

  std::size_t number_;
  std::mutex mutex_;
  std::condition_variable changed_;
  const Work* work_ = nullptr;
  bool busy_ = false;
  bool quit_ = false;
  std::thread thread_;  // last, since it looks at the others
};

/// The helpers of one calling thread, started when they are first needed.
class Team {
 public:
  void run(std::size_t threads, const Work& work);

 private:
  /// Has `count` helpers if that many can be started.
  void grow(std::size_t count) noexcept;

  std::vector<std::unique_ptr<Helper>> helpers_;
};

/// Whether this thread is carrying out a loop that several threads share.
bool in_shared_loop() noexcept;

}  // namespace bundel::ground
