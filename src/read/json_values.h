/// Values of a JSON DOM to the strings that articles are made of.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bundel::read_detail {

/// "an array", "a number", ...: for messages.
std::string_view type_name(simdjson::dom::element value);

/// Digits of a whole number, also one written as 1.0; other numbers as short as they can be written. None for values
/// that are no numbers.
std::optional<std::string> number_text(simdjson::dom::element value);

/// A title or text: a string as it is; a number's digits; an array's paragraphs on lines of their own, an array within
/// it being sentences of one paragraph; of an object what it holds under a name for content ({"rendered": "<p>..."}).
/// None for null, true, false and objects without such a name.
std::optional<std::string> body_text(simdjson::dom::element value);

/// A short value: as a title or text, but for an array only its one element that is no object, and of an object what names it
/// ({"$oid": ".."}, {"id": null, "name": ".."}).
std::optional<std::string> label_text(simdjson::dom::element value);

/// A date: a string, a number's digits, or MongoDB's {"$date": ..}, also with {"$numberLong": ".."}.
std::optional<std::string> date_text(simdjson::dom::element value);

}  // namespace bundel::read_detail
