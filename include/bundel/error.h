/// The one exception of the library: it could not go on.
///
/// A bad record is not an Error, it is a Rejection; a bug is an assert, or an Error where going on would lose articles.
/// Memory that gives out is std::bad_alloc. Errors of outside libraries are
/// translated at the edge of the room that uses them, and only `main` turns an Error into an exit code.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

namespace bundel {

/// The run was told to stop (RunContext::stop). Not an Error: nothing is wrong.
class Stopped : public std::runtime_error {
 public:
  Stopped() : std::runtime_error("stopped") {}
};

/// What a caller can do about an Error.
enum class ErrorKind : std::uint8_t {
  input,        ///< bring another file: this one cannot be read, or does not hold what is wanted
  setting,      ///< ask for something else: a setting, option or argument that cannot be, alone or beside another
  output,       ///< write elsewhere: a file cannot be written, or something would be lost if it were
  no_articles,  ///< look at the rejections: what was read holds no article (Observer::rejected)
  resources,    ///< try elsewhere: the machine or an outside library could not go on
  bug,          ///< report it: bundel itself is wrong
};

class Error : public std::runtime_error {
 public:
  /// `what`: one sentence without a full stop. `where`: a path, `path:line` or the name of a setting; may be empty.
  /// what() is "where: what".
  Error(ErrorKind kind, const std::string& what, std::string where)
      : std::runtime_error(where.empty() ? what : where + ": " + what),
        kind_(kind),
        where_(std::move(where)),
        reason_(what) {}

  [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }
  [[nodiscard]] const std::string& where() const noexcept { return where_; }
  [[nodiscard]] const std::string& reason() const noexcept { return reason_; }  ///< what() without `where`

 private:
  ErrorKind kind_;
  std::string where_;
  std::string reason_;
};

}  // namespace bundel
