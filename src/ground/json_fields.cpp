#include "ground/json_fields.h"

#include "bundel/dates.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace bundel::ground {

void fail_line(const LinePlace& place, const std::string& reason) {
  throw Error(ErrorKind::input, fmt::format("not {} record: {}", place.record, reason),
              fmt::format("{}:{}", place.name, place.line));
}

Json parse_line(const std::string& text, const LinePlace& place) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    fail_line(place, fmt::format("no JSON from byte {} on", error.byte));
  } catch (const Json::exception&) {
    // A number beyond a double is the one other thing the parser throws at.
    fail_line(place, "a number is out of range");
  }
}

Fields::Fields(const Json& object, const LinePlace& place) : object_(object), place_(place) {
  if (!object.is_object()) fail_line(place, "an object was expected");
}

void Fields::fail(const char* key, const char* wanted) const {
  fail_line(place_, fmt::format("\"{}\" is {}", key, wanted));
}

const Json* Fields::find(const char* key) const {
  const auto at = object_.find(key);
  return at == object_.end() ? nullptr : &*at;
}

const Json& Fields::need(const char* key) const {
  const Json* value = find(key);
  if (value == nullptr) fail(key, "missing");
  return *value;
}

const Json& Fields::array(const char* key) const {
  const Json& value = need(key);
  if (!value.is_array()) fail(key, "not a list");
  return value;
}

std::string Fields::text(const char* key) const {
  const Json& value = need(key);
  if (!value.is_string()) fail(key, "not a string");
  return value.get<std::string>();
}

std::string Fields::text_or_number(const char* key) const {
  const Json& value = need(key);
  if (value.is_number_integer()) return value.dump();
  return text(key);
}

std::string Fields::known_text(const char* key) const {
  return find(key) == nullptr ? std::string() : text(key);
}

double Fields::share(const char* key) const {
  const Json& value = need(key);
  if (!value.is_number()) fail(key, "not a number");
  const double share = value.get<double>();
  if (!(share >= 0 && share <= 1)) fail(key, "not between 0 and 1");
  return share;
}

std::uint64_t Fields::count(const char* key) const {
  const Json& value = need(key);
  if (!value.is_number_unsigned()) fail(key, "not a count");
  return value.get<std::uint64_t>();
}

double Fields::number(const char* key) const {
  constexpr double kMost = 1e9;
  const Json& value = need(key);
  if (!value.is_number() || !(std::abs(value.get<double>()) <= kMost)) fail(key, "not a number up to 1e9");
  return value.get<double>();
}

std::vector<double> Fields::numbers(const char* key) const {
  std::vector<double> numbers;
  for (const Json& item : array(key)) {
    if (!item.is_number()) fail(key, "not a list of numbers");
    numbers.push_back(item.get<double>());
  }
  return numbers;
}

std::vector<std::pair<std::string, std::uint64_t>> Fields::counts(const char* key) const {
  const Json& object = need(key);
  if (!object.is_object()) fail(key, "not an object");
  std::vector<std::pair<std::string, std::uint64_t>> counts;
  for (const auto& [name, value] : object.items()) {
    if (!value.is_number_unsigned()) fail(key, "not an object of counts");
    counts.emplace_back(name, value.get<std::uint64_t>());
  }
  return counts;
}

std::optional<std::int64_t> Fields::known_days(const char* key) const {
  if (find(key) == nullptr) return std::nullopt;
  const std::uint64_t days = count(key);
  if (days > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) fail(key, "not a number of days");
  return static_cast<std::int64_t>(days);
}

std::optional<TimeSpan> Fields::known_date(const char* key) const {
  const std::string written = known_text(key);
  const std::optional<TimeSpan> date = parse_iso_date(written);
  if (!date && !written.empty()) fail(key, "not a date");
  return date;
}

WordRange Fields::range(const char* key) const {
  constexpr std::uint64_t kLast = std::numeric_limits<std::uint32_t>::max();
  const Json& value = array(key);
  if (value.size() != 2 || !value[0].is_number_unsigned() || !value[1].is_number_unsigned()) {
    fail(key, "not a pair of word offsets");
  }
  const std::uint64_t begin = value[0].get<std::uint64_t>();
  const std::uint64_t end = value[1].get<std::uint64_t>();
  if (begin > end || end > kLast) fail(key, "not a range of words");
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::vector<std::string> Fields::texts(const char* key) const {
  std::vector<std::string> texts;
  for (const Json& item : array(key)) {
    if (!item.is_string()) fail(key, "not a list of strings");
    texts.push_back(item.get<std::string>());
  }
  return texts;
}

}  // namespace bundel::ground
