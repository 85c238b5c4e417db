/// Where data goes: standard output, or a file that appears only when it is whole.
#pragma once

#include <cstddef>
#include <fstream>
#include <ostream>
#include <string>

namespace bundel::cli {

/// A file is written beside its place, synced and renamed by `commit`; without that it leaves nothing behind, and what
/// stood there before stays. A link is followed. What is no regular file (a pipe, a terminal) is written as it comes.
class Output {
 public:
  /// `path`: empty for standard output. Errors: Error where it cannot be written.
  explicit Output(std::string path);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  std::ostream& stream();
  void commit();

 private:
  std::string path_;    ///< as the user gave it
  std::string target_;  ///< with links followed
  std::string beside_;  ///< empty where the target is written directly
  std::ofstream file_;
};

/// Removes unfinished files and ends the program with 130. Safe in a signal handler.
void interrupt_output() noexcept;

/// Columns of the terminal on standard output; 0 where it is none.
std::size_t terminal_columns();
/// Whether standard output takes bold and dim: a terminal that is not dumb, and NO_COLOR is not set.
bool terminal_colour();

}  // namespace bundel::cli
