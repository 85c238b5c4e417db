/// What a run may take, who hears of its steps, and how it is stopped.
///
/// A context is in force on the thread that set it, so that several runs may go on in one process, each with its own.
/// No result depends on it.
#pragma once

#include <chrono>
#include <stop_token>
#include <string>
#include <string_view>

namespace bundel {

/// What came out of a step.
struct StepCount {
  std::string step;
  std::string detail;  ///< for a person
  double seconds = 0;
};

class Rejections;

/// Hears of the steps as they happen; called from the thread that runs them only.
class Observer {
 public:
  virtual ~Observer() = default;
  /// A step begins: "read", "text", "copies", "vectorise", "neighbours", "cluster", "events".
  virtual void begins(std::string_view step) = 0;
  virtual void ends(const StepCount& count) = 0;
  /// The articles of INPUTs were read, and these records became none; also where that ends the run for want of
  /// articles, and no result can carry them.
  virtual void rejected(const Rejections& /*rejections*/) {}
};

struct RunContext {
  int threads = 0;               ///< at most so many; 0: as many as OpenMP would take, which is all there are
  Observer* observer = nullptr;  ///< may be null
  std::stop_token stop = {};     ///< stops the run with Stopped, within a second
};

/// Puts a context in force on this thread until it goes out of scope; then the one before is in force again.
class RunScope {
 public:
  explicit RunScope(RunContext context);
  ~RunScope();
  RunScope(const RunScope&) = delete;
  RunScope& operator=(const RunScope&) = delete;

 private:
  RunContext context_;
  const RunContext* before_;
};

/// The context in force on this thread, and in the loops that it runs; without a scope one of defaults.
const RunContext& run_context() noexcept;

/// For long loops. Errors: Stopped where the run in force is to stop.
void check_stop();

/// The clock around a step: tells the observer in force when it begins, and what came out and how long it took when it
/// is done. A step that an exception leaves does not end. Errors of both: Stopped, also where the observer asks for it.
class Step {
 public:
  explicit Step(std::string_view name);
  /// `detail`: one line for a person.
  void done(std::string detail);

 private:
  std::string name_;
  std::chrono::steady_clock::time_point start_;
};

}  // namespace bundel
