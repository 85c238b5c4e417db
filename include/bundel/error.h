/// The one exception of the library: it could not go on.
///
/// A bad record is not an Error, it is a Rejection; a bug is an assert. Errors of outside libraries are
/// translated at the edge of the room that uses them, and only `main` turns an Error into an exit code.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace bundel {

/// The run was told to stop (RunContext::stop). Not an Error: nothing is wrong.
class Stopped : public std::runtime_error {
 public:
  Stopped() : std::runtime_error("stopped") {}
};

class Error : public std::runtime_error {
 public:
  /// `what`: one sentence without a full stop. `where`: a path, `path:line` or the name of a setting; may be empty.
  /// what() is "where: what".
  Error(const std::string& what, std::string where)
      : std::runtime_error(where.empty() ? what : where + ": " + what), where_(std::move(where)), reason_(what) {}

  [[nodiscard]] const std::string& where() const noexcept { return where_; }
  [[nodiscard]] const std::string& reason() const noexcept { return reason_; }  ///< what() without `where`

 private:
  std::string where_;
  std::string reason_;
};

}  // namespace bundel
