#include "cli/output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <utility>

#include "bundel/error.h"
#include "cli/file_name.h"
#include "cli/paths.h"
#include "cli/standard_streams.h"

namespace bundel::cli {
namespace {

constexpr mode_t kPermissions = 0777;

[[noreturn]] void fail(const std::string& why, const std::string& path) {
  throw Error(ErrorKind::output, why.empty() ? "cannot be written" : "cannot be written: " + why, path);
}

/// Why the last call failed, or nothing where the system did not say.
std::string reason() {
  return errno == 0 ? std::string{} : std::strerror(errno);
}

}  // namespace

Output::Output(std::string path) : path_(std::move(path)), target_(path_) {
  if (path_.empty()) {
    require_standard_output();
    return;
  }
  struct stat old {};
  const bool exists = ::stat(path_.c_str(), &old) == 0;
  if (!exists && errno != ENOENT) fail(reason(), path_);  // links in a circle, for one
  const std::optional<int> open = own_descriptor(path_);
  direct_ = open || (exists && !S_ISREG(old.st_mode));
  int file = -1;
  if (open) {
    file = ::fcntl(*open, F_DUPFD_CLOEXEC, 0);
  } else if (direct_) {
    file = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
  } else {
    constexpr mode_t kUsual = 0666;
    target_ = follow_links(path_);
    file = beside_.create_beside(target_, exists ? old.st_mode & kPermissions : kUsual);
  }
  if (file < 0) fail(reason(), path_);
  buffer_.emplace(file, file_name(path_).packing);
  file_.rdbuf(&*buffer_);
  // A file that others may not read stays one, and one that they may write too.
  if (exists && !direct_) ::fchmod(file, old.st_mode & kPermissions);
}

std::ostream& Output::stream() {
  return path_.empty() ? std::cout : file_;
}

void Output::mark_utf8() {
  if (!path_.empty() && !direct_) file_ << "\xEF\xBB\xBF";
}

void Output::commit() {
  errno = 0;
  if (path_.empty()) {
    if (!std::cout.flush()) fail(reason(), "standard output");
    return;
  }
  if (!buffer_->finish() || !file_) fail(buffer_->fault(), path_);
  if (direct_) return;
  if (::rename(beside_.path().c_str(), target_.c_str()) != 0) fail(reason(), path_);
  beside_.keep();
}

void interrupt_output() noexcept {
  constexpr int kInterrupted = 130;
  remove_unfinished();
  ::_exit(kInterrupted);
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
