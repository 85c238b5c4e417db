/// JSON as bytes: where values end, and what can be mended in them before they are parsed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bundel::read_detail {

/// A value's bytes within a text.
struct JsonRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The end of the value that begins at `at`; npos where the text ends first. Strings and depth are followed, nothing
/// else is checked.
std::size_t json_value_end(std::string_view text, std::size_t at);

/// The elements of the array that begins at `at`.
std::vector<JsonRange> json_elements(std::string_view text, std::size_t at);

/// Where the value of the `member`-th member (from 0) of the object that begins at `at` begins; npos where there is
/// none.
std::size_t json_member(std::string_view text, std::size_t at, std::size_t member);

/// The values of all members of the object whose brace is at `at`, in order.
std::vector<JsonRange> json_members(std::string_view text, std::size_t at);

/// The text with what writers that are no JSON libraries leave in it: NaN, Infinity, None and their like become null,
/// True and False true and false; a comma before a closing bracket goes, a \u escape of half a surrogate pair becomes
/// \ufffd. None where there is nothing of that kind.
std::optional<std::string> repaired_json(std::string_view text);

}  // namespace bundel::read_detail
