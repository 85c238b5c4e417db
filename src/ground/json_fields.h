/// JSON Lines of a known kind: the keys of each object, asked for by name and type.
///
/// What is not there or not of its type is an Error that names the key and the line. Keys nobody asks for are ignored.
#pragma once

#include "bundel/error.h"
#include "bundel/types.h"

#include <cstdint>
#include <istream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bundel::ground {

using Json = nlohmann::ordered_json;

/// Where a line stands, and what it should be.
struct LinePlace {
  const std::string& name;  ///< of the file; outlives the place
  std::uint64_t line = 0;   ///< from 1
  const char* record = "";  ///< "a group", ...
};

class Fields {
 public:
  /// Looks at `object` and `place`, which outlive it. Error where it is not an object.
  Fields(const Json& object, const LinePlace& place);

  [[nodiscard]] bool has(const char* key) const { return find(key) != nullptr; }
  [[nodiscard]] std::string text(const char* key) const;
  /// A whole number as it is written.
  [[nodiscard]] std::string text_or_number(const char* key) const;
  /// Empty where the key is missing.
  [[nodiscard]] std::string known_text(const char* key) const;
  /// From 0 to 1.
  [[nodiscard]] double share(const char* key) const;
  [[nodiscard]] std::uint64_t count(const char* key) const;
  /// Of at most 1e9 either way.
  [[nodiscard]] double number(const char* key) const;
  [[nodiscard]] std::vector<double> numbers(const char* key) const;
  [[nodiscard]] Fields object(const char* key) const { return {need(key), place_}; }
  /// Keys and counts of an object, in its order.
  [[nodiscard]] std::vector<std::pair<std::string, std::uint64_t>> counts(const char* key) const;
  /// None where the key is missing.
  [[nodiscard]] std::optional<std::int64_t> known_days(const char* key) const;
  /// None where the key is missing or its string is empty.
  [[nodiscard]] std::optional<TimeSpan> known_date(const char* key) const;
  [[nodiscard]] WordRange range(const char* key) const;
  [[nodiscard]] std::vector<std::string> texts(const char* key) const;

  /// Calls `read(Fields)` for each object of the list, in order, and gathers what it returns.
  template <typename Read>
  [[nodiscard]] auto list(const char* key, Read read) const {
    std::vector<decltype(read(*this))> values;
    for (const Json& item : array(key)) values.push_back(read(Fields(item, place_)));
    return values;
  }

  /// Throws the Error that `key` is `wanted`: "not a kind of match".
  [[noreturn]] void fail(const char* key, const char* wanted) const;

 private:
  [[nodiscard]] const Json* find(const char* key) const;
  [[nodiscard]] const Json& need(const char* key) const;
  [[nodiscard]] const Json& array(const char* key) const;

  const Json& object_;
  const LinePlace& place_;
};

[[noreturn]] void fail_line(const LinePlace& place, const std::string& reason);

Json parse_line(const std::string& text, const LinePlace& place);

/// Calls `read(Fields)` for each line, in order, and gathers what it returns; lines of nothing but spaces are counted
/// and skipped. `record`: what a line should be. Errors: Error with `name:line` where a line is no such record, with
/// `name` where the stream breaks.
template <typename Read>
auto read_lines(std::istream& in, const std::string& name, const char* record, Read read) {
  std::vector<decltype(read(std::declval<const Fields&>()))> records;
  LinePlace place{name, 0, record};
  std::string text;
  while (std::getline(in, text)) {
    ++place.line;
    if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
    const Json object = parse_line(text, place);
    records.push_back(read(Fields(object, place)));
  }
  if (in.bad()) throw Error(ErrorKind::input, "cannot be read", name);
  return records;
}

}  // namespace bundel::ground
