#include "read/json_values.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <span>

namespace bundel::read_detail {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;

using Names = std::span<const std::string_view>;

/// Under which names writers put the content of a value that has attributes too: WordPress, XML made JSON, editors.
constexpr std::array<std::string_view, 15> kContentNames = {
    "rendered", "main", "text", "content", "value",       "#text",      "$t",           "_",
    "__cdata",  "body", "html", "plain",   "$numberLong", "$numberInt", "$numberDouble"};
constexpr std::array<std::string_view, 18> kLabelNames = {
    "name",  "title", "label", "$oid", "$uuid",  "$numberLong", "$numberInt", "$numberDouble", "value",
    "#text", "$t",    "_",     "code", "domain", "uri",         "href",       "url",           "id"};
constexpr std::array<std::string_view, 9> kDateNames = {
    "$date", "$numberLong", "$numberInt", "$numberDouble", "value", "date", "#text", "$t", "_"};

/// The first of these members that the reader makes something of.
template <typename Read>
std::optional<std::string> member_text(object fields, Names names, const Read& read) {
  for (const std::string_view name : names) {
    element inner;
    if (fields.at_key(name).get(inner) != simdjson::SUCCESS || inner.is_null()) continue;
    if (auto text = read(inner)) return text;
  }
  return std::nullopt;
}

std::optional<std::string> paragraph_text(element value, std::string_view joint);

std::optional<std::string> joined(array values, std::string_view joint) {
  std::string text;
  for (const element value : values) {
    const auto part = paragraph_text(value, " ");
    if (!part || part->empty()) continue;
    if (!text.empty()) text += joint;
    text += *part;
  }
  return text;
}

std::optional<std::string> paragraph_text(element value, std::string_view joint) {
  switch (value.type()) {
    case element_type::STRING:
      return std::string(value.get_string().value());
    case element_type::ARRAY:
      return joined(value.get_array().value(), joint);
    case element_type::OBJECT:
      // Numbers inside are dates and places, not text.
      return member_text(value.get_object().value(), kContentNames,
                         [](element inner) { return number_text(inner) ? std::nullopt : paragraph_text(inner, "\n"); });
    default:
      return number_text(value);
  }
}

}  // namespace

std::string_view type_name(element value) {
  switch (value.type()) {
    case element_type::ARRAY:
      return "an array";
    case element_type::OBJECT:
      return "an object";
    case element_type::BOOL:
      return "true or false";
    case element_type::STRING:
      return "a string";
    case element_type::NULL_VALUE:
      return "null";
    default:
      return "a number";
  }
}

std::optional<std::string> number_text(element value) {
  constexpr double kExact = 9007199254740992;  // 2^53: whole numbers below are what was meant
  if (value.is<std::int64_t>()) return std::to_string(value.get<std::int64_t>().value());
  if (value.is<std::uint64_t>()) return std::to_string(value.get<std::uint64_t>().value());
  double number = 0;
  if (!value.is_double() || value.get(number) != simdjson::SUCCESS) return std::nullopt;
  if (std::trunc(number) == number && std::abs(number) < kExact)
    return std::to_string(static_cast<std::int64_t>(number));
  return fmt::format("{}", number);
}

std::optional<std::string> body_text(element value) {
  return paragraph_text(value, "\n");
}

std::optional<std::string> label_text(element value) {
  switch (value.type()) {
    case element_type::STRING:
      return std::string(value.get_string().value());
    case element_type::ARRAY: {
      const array values = value.get_array().value();
      const bool boxed = values.size() == 1 && !values.at(0).value().is_object();
      return boxed ? label_text(values.at(0).value()) : std::nullopt;
    }
    case element_type::OBJECT:
      return member_text(value.get_object().value(), kLabelNames, label_text);
    default:
      return number_text(value);
  }
}

std::optional<std::string> date_text(element value) {
  switch (value.type()) {
    case element_type::ARRAY: {
      const array values = value.get_array().value();
      return values.size() == 1 ? date_text(values.at(0).value()) : std::nullopt;
    }
    case element_type::OBJECT:
      return member_text(value.get_object().value(), kDateNames, date_text);
    case element_type::DOUBLE: {
      const double number = value.get_double().value();
      if (!(std::abs(number) < 1e19)) return std::nullopt;
      return fmt::format("{:.0f}", std::trunc(number));
    }
    case element_type::STRING:
      return std::string(value.get_string().value());
    default:
      return number_text(value);
  }
}

}  // namespace bundel::read_detail
