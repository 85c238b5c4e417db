#include "ground/json_line.h"

#include "ground/number.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

namespace bundel::ground {

namespace {

/// Letters that stand in JSON as they are and need no look at their UTF-8.
bool is_plain(char letter) {
  return letter >= 0x20 && letter < 0x7f && letter != '"' && letter != '\\';
}

}  // namespace

void JsonLine::separate() {
  // No string can end in one of these: its last byte here is the closing quote.
  if (!line_.empty() && std::string_view("{[:").find(line_.back()) == std::string_view::npos) line_ += ',';
}

JsonLine& JsonLine::begin_object() {
  separate();
  line_ += '{';
  return *this;
}

JsonLine& JsonLine::end_object() {
  line_ += '}';
  return *this;
}

JsonLine& JsonLine::begin_array() {
  separate();
  line_ += '[';
  return *this;
}

JsonLine& JsonLine::end_array() {
  line_ += ']';
  return *this;
}

JsonLine& JsonLine::key(std::string_view name) {
  separate();
  fmt::format_to(std::back_inserter(line_), "\"{}\":", name);
  return *this;
}

JsonLine& JsonLine::string(std::string_view text) {
  separate();
  if (std::all_of(text.begin(), text.end(), is_plain)) {
    line_.append(1, '"').append(text).append(1, '"');
  } else {
    line_ += nlohmann::ordered_json(text).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  }
  return *this;
}

JsonLine& JsonLine::integer(std::int64_t number) {
  separate();
  fmt::format_to(std::back_inserter(line_), "{}", number);
  return *this;
}

JsonLine& JsonLine::count(std::uint64_t number) {
  separate();
  fmt::format_to(std::back_inserter(line_), "{}", number);
  return *this;
}

JsonLine& JsonLine::boolean(bool value) {
  separate();
  line_ += value ? "true" : "false";
  return *this;
}

JsonLine& JsonLine::share(double number) {
  separate();
  line_ += share_text(number);
  return *this;
}

JsonLine& JsonLine::number(double number) {
  separate();
  line_ += number_text(number);
  return *this;
}

JsonLine& JsonLine::exact(double number) {
  separate();
  fmt::format_to(std::back_inserter(line_), "{}", number);
  return *this;
}

JsonLine& JsonLine::known(std::string_view name, std::string_view text) {
  return text.empty() ? *this : key(name).string(text);
}

}  // namespace bundel::ground
