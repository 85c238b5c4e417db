#pragma once

#include <exception>
#include <mutex>

namespace bundel::text_detail {

/// Exceptions must not leave a parallel region: keeps the first and lets the others go.
class FirstFailure {
 public:
  template <typename Action>
  void guard(Action&& action) noexcept {
    try {
      action();
    } catch (...) {
      const std::scoped_lock lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
    }
  }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::mutex mutex_;
  std::exception_ptr failure_;
};

}  // namespace bundel::text_detail
