/// Where data goes: standard output, or a file that appears only when it is whole.
#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>

#include "cli/file_buffer.h"
#include "cli/unfinished.h"

namespace bundel::cli {

/// A file is written beside its place, synced and renamed by `commit`; without that it leaves nothing behind, and what
/// stood there before stays. Links are followed, also to where nothing is yet. What is no regular file (a pipe, a
/// terminal) is written as it comes. The file is packed where its name ends in .gz, .zst, .xz or .bz2.
class Output {
 public:
  /// `path`: empty for standard output. Errors: Error where it cannot be written, or standard output is closed.
  explicit Output(std::string path);
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  std::ostream& stream();
  /// To be called first, for tables: a file begins with a byte order mark, without which spreadsheets take UTF-8 for
  /// something else. What is no file gets none.
  void mark_utf8();
  void commit();

 private:
  std::string path_;    ///< as the user gave it
  std::string target_;  ///< with links followed
  bool direct_ = true;  ///< not written beside
  Unfinished beside_;
  std::optional<FileBuffer> buffer_;
  std::ostream file_{nullptr};
};

/// Removes unfinished files and ends the program with 130. Safe in a signal handler.
[[noreturn]] void interrupt_output() noexcept;

/// Columns of the terminal on standard output; 0 where it is none.
std::size_t terminal_columns();
/// Whether standard output takes bold and dim: a terminal that is not dumb, and NO_COLOR is not set.
bool terminal_colour();

}  // namespace bundel::cli
