#include "cli/unfinished.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <thread>
#include <utility>

namespace bundel::cli {
namespace {

// The list is linked through its members: a handler may neither allocate nor meet a list half changed.
std::atomic_flag busy;
Unfinished* first = nullptr;

void take() noexcept {
  while (busy.test_and_set(std::memory_order_acquire)) std::this_thread::yield();
}

bool ends_as_interrupted(int signal) {
  return signal == SIGINT || signal == SIGTERM || signal == SIGHUP;
}

/// Whether the program would end by it. SIGKILL would too, but cannot be caught.
bool ends_program(int signal) {
  constexpr std::array kOthers = {SIGKILL, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT, SIGCHLD, SIGURG, SIGWINCH};
  return std::ranges::find(kOthers, signal) == kOthers.end();
}

void end_by(int signal) {
  constexpr int kInterrupted = 130;
  constexpr int kSignalled = 128;
  remove_unfinished();
  if (ends_as_interrupted(signal)) ::_exit(kInterrupted);
  // Once more, and now as if it had not been caught.
  ::signal(signal, SIG_DFL);
  sigset_t only{};
  ::sigemptyset(&only);
  ::sigaddset(&only, signal);
  ::pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
  ::raise(signal);
  ::_exit(kSignalled + signal);
}

/// None where the system has no randomness to give.
bool random_number(std::uint64_t& number) {
  return ::getrandom(&number, sizeof number, 0) == static_cast<ssize_t>(sizeof number);
}

}  // namespace

SignalsHeld::SignalsHeld() noexcept {
  sigset_t all{};
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  take();
}

SignalsHeld::~SignalsHeld() {
  busy.clear(std::memory_order_release);
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

int Unfinished::create_beside(const std::string& target, mode_t mode) {
  constexpr std::size_t kLongestName = 200;  // with what is added it stays below the 255 bytes of most file systems
  constexpr int kTries = 100;
  const std::filesystem::path place(target);
  for (int i = 0; i < kTries; ++i) {
    std::uint64_t number = 0;
    if (!random_number(number)) return -1;
    const std::string name = place.filename().native().substr(0, kLongestName);
    std::string path = (place.parent_path() / fmt::format(".{}.{:016x}.part", name, number)).native();
    const SignalsHeld held;
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    if (file >= 0) adopt(std::move(path), held);
    if (file >= 0 || errno != EEXIST) return file;
  }
  return -1;
}

void Unfinished::adopt(std::string path, const SignalsHeld& /*held*/) {
  path_ = std::move(path);
  enlist();
}

void Unfinished::keep() noexcept {
  const SignalsHeld held;
  delist();
}

void Unfinished::remove() noexcept {
  const SignalsHeld held;
  if (listed_) ::unlink(path_.c_str());
  delist();
}

void Unfinished::enlist() noexcept {
  listed_ = true;
  next_ = first;
  previous_ = nullptr;
  if (first != nullptr) first->previous_ = this;
  first = this;
}

void Unfinished::delist() noexcept {
  if (!listed_) return;
  (previous_ == nullptr ? first : previous_->next_) = next_;
  if (next_ != nullptr) next_->previous_ = previous_;
  listed_ = false;
}

void remove_unfinished() noexcept {
  take();
  for (const Unfinished* file = first; file != nullptr; file = file->next_) ::unlink(file->path_.c_str());
}

void catch_signals() {
  struct sigaction caught {};
  caught.sa_handler = end_by;
  ::sigfillset(&caught.sa_mask);
  for (int signal = 1; signal <= SIGRTMAX; ++signal) {
    struct sigaction now {};
    if (!ends_program(signal) || ::sigaction(signal, nullptr, &now) != 0) continue;
    if ((now.sa_flags & SA_SIGINFO) != 0 || now.sa_handler != SIG_DFL) continue;
    if (signal == SIGXFSZ) {
      ::signal(signal, SIG_IGN);
    } else {
      ::sigaction(signal, &caught, nullptr);
    }
  }
}

}  // namespace bundel::cli
