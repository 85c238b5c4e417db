/// One value of a setting to text, and back.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "bundel/boilerplate.h"
#include "bundel/duplicates.h"
#include "bundel/read.h"
#include "bundel/types.h"

namespace bundel::pipeline_detail {

template <typename Value, std::size_t N>
using Names = std::array<std::pair<std::string_view, Value>, N>;

/// The values of a type that has a word for each; a value without one is not set.
template <typename Value>
constexpr Names<Value, 0> kNames = {};
template <>
inline constexpr Names<bool, 2> kNames<bool> = {{{"true", true}, {"false", false}}};
template <>
inline constexpr Names<Keep, 4> kNames<Keep> = {
    {{"earliest", Keep::earliest}, {"latest", Keep::latest}, {"longest", Keep::longest}, {"first", Keep::first}}};
template <>
inline constexpr Names<IdRule, 3> kNames<IdRule> = {
    {{"auto", IdRule::automatic}, {"given", IdRule::given}, {"file", IdRule::file}}};
template <>
inline constexpr Names<BoilerplateRule, 2> kNames<BoilerplateRule> = {
    {{"drop", BoilerplateRule::drop}, {"keep", BoilerplateRule::keep}}};
template <>
inline constexpr Names<DateOrder, 2> kNames<DateOrder> = {{{"dmy", DateOrder::dmy}, {"mdy", DateOrder::mdy}}};

template <typename Value>
concept Named = !kNames<Value>.empty();
template <typename Value>
concept Number = std::integral<Value> && !std::same_as<Value, bool> || std::floating_point<Value>;

/// "earliest, latest, longest, first".
template <Named Value>
std::string names_of() {
  std::string all;
  for (const auto& [name, value] : kNames<Value>) all += (all.empty() ? "" : ", ") + std::string(name);
  return all;
}

inline constexpr std::string_view kDates = "such as 2023, 2023-02 or 2023-02-21";

// --- to text; empty where it is not set ---------------------------------------------------------------------------

inline std::string text_of(const std::string& value) {
  return value;
}
inline std::string text_of(const std::optional<TimeSpan>& value) {
  return value ? format_date(*value) : "";
}
template <Named Value>
std::string text_of(Value value) {
  const auto found = std::ranges::find(kNames<Value>, value, &std::pair<std::string_view, Value>::second);
  return found == kNames<Value>.end() ? "" : std::string(found->first);
}
template <Number Value>
std::string text_of(Value value) {
  return fmt::format("{}", value);
}

// --- from text; each says what is wrong with it, or nothing where it was taken ------------------------------------

inline std::string take(const std::string& text, std::string& value) {
  value = text;
  return {};
}
inline std::string take(const std::string& text, std::optional<TimeSpan>& value) {
  const std::optional<TimeSpan> span = parse_date(text);
  if (!span) return fmt::format("'{}' is no date {}", text, kDates);
  value = span;
  return {};
}
template <Named Value>
std::string take(const std::string& text, Value& value) {
  const auto found = std::ranges::find(kNames<Value>, text, &std::pair<std::string_view, Value>::first);
  if (found == kNames<Value>.end()) return fmt::format("'{}' is none of {}", text, names_of<Value>());
  value = found->second;
  return {};
}
/// `limits`: said of a number that the type has no room for.
template <Number Value>
std::string take(const std::string& text, Value& value, const std::string& limits) {
  using Wide = std::conditional_t<std::integral<Value>, std::int64_t, double>;
  Wide wide = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), wide);
  const bool is_number = error != std::errc::invalid_argument && end == text.data() + text.size();
  if (!is_number) return fmt::format("'{}' is not a {}", text, std::integral<Value> ? "whole number" : "number");
  bool fits = error == std::errc{};
  if constexpr (std::integral<Value>) fits = fits && std::in_range<Value>(wide);
  if (!fits) return fmt::format("{} is {}", text, limits);
  value = static_cast<Value>(wide);
  return {};
}

}  // namespace bundel::pipeline_detail
