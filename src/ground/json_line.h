/// One line of JSON, written key by key in the order of the calls.
///
/// Keys are ours and need no escapes. Strings are UTF-8 as they are, with the escapes JSON asks for; a byte that is
/// not UTF-8 becomes U+FFFD. No spaces. Every value but the first in an object stands behind a key().
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bundel::ground {

class JsonLine {
 public:
  JsonLine& begin_object();
  JsonLine& end_object();
  JsonLine& begin_array();
  JsonLine& end_array();
  JsonLine& key(std::string_view name);

  JsonLine& string(std::string_view text);
  JsonLine& integer(std::int64_t number);
  JsonLine& count(std::uint64_t number);
  JsonLine& boolean(bool value);
  /// A share or score from 0 to 1, at most four digits.
  JsonLine& share(double number);

  /// Any finite number, at most four digits.
  JsonLine& number(double number);
  /// Any finite number, in as few digits as read back to the same one.
  JsonLine& exact(double number);

  /// The key with its string; nothing at all where the string is empty, that is, unknown.
  JsonLine& known(std::string_view name, std::string_view text);

  [[nodiscard]] const std::string& text() const noexcept { return line_; }
  /// Forgets the line and keeps its memory.
  void clear() noexcept { line_.clear(); }

 private:
  void separate();

  std::string line_;
};

}  // namespace bundel::ground
