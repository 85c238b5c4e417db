#include "bundel/run.h"

#include "bundel/error.h"
#include "ground/context.h"
#include "ground/team.h"

#include <utility>

namespace bundel {
namespace {

thread_local const RunContext* in_force = nullptr;

const RunContext& defaults() noexcept {
  static const RunContext context;
  return context;
}

}  // namespace

const RunContext* ground::adopt(const RunContext* context) noexcept {
  return std::exchange(in_force, context);
}

RunScope::RunScope(RunContext context) : context_(std::move(context)), before_(ground::adopt(&context_)) {}

RunScope::~RunScope() {
  ground::adopt(before_);
  if (before_ == nullptr) ground::team_of_this_thread().dismiss();
}

const RunContext& run_context() noexcept {
  return in_force == nullptr ? defaults() : *in_force;
}

void check_stop() {
  if (run_context().stop.stop_requested()) throw Stopped();
}

Step::Step(std::string_view name) : name_(name) {
  check_stop();
  if (Observer* observer = run_context().observer) observer->begins(name_);
  check_stop();
  start_ = std::chrono::steady_clock::now();
}

void Step::done(std::string detail) {
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start_;
  if (Observer* observer = run_context().observer) observer->ends({name_, std::move(detail), seconds.count()});
  check_stop();
}

}  // namespace bundel
