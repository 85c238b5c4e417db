/// Files that no end of the program may leave behind, and the signals that end it.
///
/// Signals that were ignored when the program began (nohup, a shell's background job) stay ignored.
#pragma once

#include <sys/types.h>

#include <csignal>
#include <string>

namespace bundel::cli {

/// While one lives, no signal is handled in this thread and no other thread opens or forgets an unfinished file; so
/// nothing is made between two looks of a program that ends. Not to be nested, and not for long.
class SignalsHeld {
 public:
  SignalsHeld() noexcept;
  ~SignalsHeld();
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;

 private:
  sigset_t before_{};
};

/// A file that is removed when its owner goes or a signal ends the program, unless it was kept. Any number at once.
class Unfinished {
 public:
  Unfinished() = default;
  ~Unfinished() { remove(); }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  /// Makes a hidden file beside `target` for writing, under a name that nobody can foresee and that no link stands at.
  /// Returns its descriptor, or -1 where it cannot be made; errno says why.
  int create_beside(const std::string& target, mode_t mode);
  /// Takes over a file that is there.
  void adopt(std::string path, const SignalsHeld& held);
  /// It stays, by whatever name it has now.
  void keep() noexcept;
  void remove() noexcept;

  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  friend void remove_unfinished() noexcept;
  void enlist() noexcept;
  void delist() noexcept;

  std::string path_;
  bool listed_ = false;
  Unfinished* next_ = nullptr;  // of the list that a signal's handler goes through
  Unfinished* previous_ = nullptr;
};

/// Removes all unfinished files; afterwards none can be made: the program has to end. Safe in a signal handler.
void remove_unfinished() noexcept;

/// From now on signals that end the program remove unfinished files first. SIGINT, SIGTERM and SIGHUP then end it with
/// 130, all others as they would have. What exceeds a limit of file sizes is an error of writing instead.
void catch_signals();

}  // namespace bundel::cli
