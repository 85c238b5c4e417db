#include "cli/output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "bundel/error.h"

namespace bundel::cli {
namespace {

/// Unfinished files, which an interruption has to remove. Fixed buffers, since a signal handler may not allocate; a run
/// has at most six files open (data, rejections, statistics, settings, picture, answers).
struct Unfinished {
  std::atomic<bool> used{false};
  std::array<char, 4096> path{};
};
std::array<Unfinished, 6> unfinished;

void remember(const std::string& path) {
  for (Unfinished& slot : unfinished) {
    if (slot.used || path.size() >= slot.path.size()) continue;
    std::memcpy(slot.path.data(), path.c_str(), path.size() + 1);
    slot.used = true;
    return;
  }
}

void forget(const std::string& path) {
  for (Unfinished& slot : unfinished) {
    if (slot.used && path == slot.path.data()) slot.used = false;
  }
}

/// ": why", or nothing where the system did not say.
std::string reason() {
  return errno == 0 ? std::string{} : fmt::format(": {}", std::strerror(errno));
}

void sync(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw Error(fmt::format("cannot be written{}", reason()), path);
  const bool synced = ::fsync(file) == 0 || errno == EINVAL || errno == EROFS;  // not every file system has it
  const std::string why = reason();
  ::close(file);
  if (!synced) throw Error(fmt::format("cannot be written{}", why), path);
}

}  // namespace

Output::Output(std::string path) : path_(std::move(path)), target_(path_) {
  if (path_.empty()) return;
  std::error_code none;
  const std::filesystem::path followed = std::filesystem::canonical(path_, none);
  if (!none) target_ = followed.native();
  if (!std::filesystem::exists(target_, none) || std::filesystem::is_regular_file(target_, none)) {
    beside_ = fmt::format("{}.{}.part", target_, ::getpid());
  } else {
    target_ = path_;  // a link to a pipe has no path of its own
  }
  errno = 0;
  file_.open(beside_.empty() ? target_ : beside_, std::ios::binary | std::ios::trunc);
  if (!file_) throw Error(fmt::format("cannot be written{}", reason()), path_);
  if (beside_.empty()) return;
  remember(beside_);
  // A file that others may not read stays one.
  const auto old = std::filesystem::status(target_, none);
  if (std::filesystem::exists(old)) std::filesystem::permissions(beside_, old.permissions(), none);
}

Output::~Output() {
  if (beside_.empty()) return;
  file_.close();
  ::unlink(beside_.c_str());
  forget(beside_);
}

std::ostream& Output::stream() {
  return path_.empty() ? std::cout : file_;
}

void Output::commit() {
  errno = 0;
  stream().flush();
  if (!stream()) throw Error(fmt::format("cannot be written{}", reason()), path_.empty() ? "standard output" : path_);
  if (path_.empty()) return;
  file_.close();
  if (beside_.empty()) return;
  sync(beside_);
  if (::rename(beside_.c_str(), target_.c_str()) != 0) throw Error(fmt::format("cannot be written{}", reason()), path_);
  forget(beside_);
  beside_.clear();
}

void interrupt_output() noexcept {
  for (const Unfinished& slot : unfinished) {
    if (slot.used) ::unlink(slot.path.data());
  }
  ::_exit(130);
}

std::size_t terminal_columns() {
  winsize size{};
  if (::isatty(STDOUT_FILENO) == 0 || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

bool terminal_colour() {
  const char* term = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr &&
         (term == nullptr || std::strcmp(term, "dumb") != 0);
}

}  // namespace bundel::cli
