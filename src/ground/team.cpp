#include "ground/team.h"

#include "ground/context.h"

#include <algorithm>
#include <exception>

namespace bundel::ground {
namespace {

thread_local bool shares_loop = false;

}  // namespace

bool in_shared_loop() noexcept {
  return shares_loop;
}

Helper::Helper(std::size_t number) : number_(number), thread_([this] { live(); }) {}

Helper::~Helper() {
  {
    const std::scoped_lock lock(mutex_);
    quit_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Helper::start(const Work& work, const RunContext& context) noexcept {
  {
    const std::scoped_lock lock(mutex_);
    work_ = &work;
    context_ = &context;
  }
  changed_.notify_all();
}

void Helper::finish() noexcept {
  std::unique_lock lock(mutex_);
  work_ = nullptr;
  changed_.wait(lock, [this] { return !busy_; });
}

void Helper::live() {
  shares_loop = true;
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return quit_ || work_ != nullptr; });
    if (quit_) return;
    const Work& work = *work_;
    work_ = nullptr;
    busy_ = true;
    adopt(context_);
    lock.unlock();
    work(number_);
    lock.lock();
    busy_ = false;
    changed_.notify_all();
  }
}

Team& team_of_this_thread() {
  thread_local Team team;
  return team;
}

void Team::run(std::size_t threads, const Work& work) {
  grow(threads - 1);
  const std::size_t count = std::min(threads - 1, helpers_.size());
  for (std::size_t i = 0; i < count; ++i) helpers_[i]->start(work, run_context());
  shares_loop = true;
  work(0);
  shares_loop = false;
  for (std::size_t i = 0; i < count; ++i) helpers_[i]->finish();
}

void Team::grow(std::size_t count) noexcept {
  try {
    while (helpers_.size() < std::min(count, most_)) {
      helpers_.push_back(std::make_unique<Helper>(helpers_.size() + 1));
    }
  } catch (const std::exception&) {
    // Too few threads or too little memory. What is left of it is for the work: half of the helpers must do.
    most_ = helpers_.size() / 2;
    helpers_.resize(most_);
  }
}

}  // namespace bundel::ground
