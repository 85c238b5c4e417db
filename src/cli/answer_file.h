/// The file in which a person's answers are kept.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bundel/labels.h"
#include "bundel/table.h"
#include "cli/unfinished.h"

namespace bundel::cli {

/// Rows that the file held before stay, with all their columns; answers are rows below them. One session at a time:
/// while this lives, another one for the same file is refused, whatever name it uses and however this one ends.
class AnswerFile {
 public:
  /// Errors: Error where the folder cannot be written, or another session has the file; as read_table.
  explicit AnswerFile(std::string path);
  ~AnswerFile();
  AnswerFile(const AnswerFile&) = delete;
  AnswerFile& operator=(const AnswerFile&) = delete;

  /// Replaces the file as a whole (see Output). Errors: as there.
  void write(std::span<const JudgedPair> answers) const;

  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  AnswerFile() = default;
  void lock();

  std::string path_;
  std::optional<Table> before_;
  Unfinished lock_file_;
  int lock_ = -1;
};

}  // namespace bundel::cli
