/// The DOM of one record at a time: a fault in one cannot reach the next.
#include "read/json_record.h"

#include "bundel/read.h"
#include "read/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace bundel::read_detail {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;

std::string_view fault_of(simdjson::error_code error) {
  switch (error) {
    case simdjson::UTF8_ERROR:
      return "not valid UTF-8";
    case simdjson::UNCLOSED_STRING:
      return "malformed JSON: a string is not closed";
    case simdjson::STRING_ERROR:
      return "malformed JSON: a bad escape in a string";
    case simdjson::UNESCAPED_CHARS:
      return "malformed JSON: a control character in a string";
    case simdjson::NUMBER_ERROR:
      return "malformed JSON: a bad number, or one of more than 64 bits";
    case simdjson::T_ATOM_ERROR:
    case simdjson::F_ATOM_ERROR:
    case simdjson::N_ATOM_ERROR:
      return "malformed JSON: a word that is not true, false or null";
    case simdjson::DEPTH_ERROR:
      return "malformed JSON: nested too deeply";
    case simdjson::TAPE_ERROR:
      return "malformed JSON: a comma, colon, bracket or key is missing or misplaced";
    case simdjson::EMPTY:
      return "malformed JSON: nothing in it";
    case simdjson::CAPACITY:
      return "the record is longer than 4 GiB";
    case simdjson::MEMALLOC:
      return "not enough memory to parse the record";
    default:
      return "malformed JSON";
  }
}

std::string_view type_of(element value) {
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

std::optional<element> find_path(object fields, std::string_view path) {
  element value;
  if (fields.at_key(path).get(value) == simdjson::SUCCESS) return value;
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  object inner;
  if (fields.at_key(path.substr(0, dot)).get(inner) != simdjson::SUCCESS) return std::nullopt;
  return find_path(inner, path.substr(dot + 1));
}

/// Digits of a whole number; none for other values.
std::optional<std::string> digits_of(element value) {
  if (value.is<std::int64_t>()) return std::to_string(value.get<std::int64_t>().value());
  if (value.is<std::uint64_t>()) return std::to_string(value.get<std::uint64_t>().value());
  return std::nullopt;
}

/// Takes the parts of one article out of its object; the first fault ends it.
class Extractor {
 public:
  Extractor(object fields, const FieldPlan& plan) : fields_(fields), plan_(plan) {}

  Record run() {
    record_.has_fields = true;
    note_named_fields();
    Article& article = record_.article;
    const bool title = take_body(Part::title, article.title);
    const bool text = take_body(Part::text, article.text);
    if (record_.reason.empty() && !title && !text) record_.reason = "neither a title nor a text";
    article.id = take_label(Part::id, true);
    article.source = trimmed(take_label(Part::source, true));
    article.url = trimmed(take_label(Part::url, false));
    article.language = language_code(take_label(Part::language, false));
    take_date();
    return std::move(record_);
  }

 private:
  /// Fields the user named count as there even where they hold null.
  void note_named_fields() {
    for (std::size_t i = 0; i < kParts; ++i) {
      const Part part{static_cast<std::uint8_t>(i)};
      if (plan_.given(part) && find_path(fields_, plan_.names(part).front())) record_.named_fields.set(i);
    }
  }

  void reject(const std::string& name, element value) {
    if (record_.reason.empty()) record_.reason = fmt::format("field \"{}\" is {}, not a string", name, type_of(value));
  }

  /// Title and text: an empty string is there, and is what the article says.
  bool take_body(Part part, std::string& into) {
    for (const std::string& name : plan_.names(part)) {
      const auto value = find_path(fields_, name);
      if (!value || value->is_null()) continue;
      std::string_view string;
      if (value->get(string) == simdjson::SUCCESS) {
        into = string;
      } else {
        reject(name, *value);
      }
      return true;
    }
    return false;
  }

  /// Short values, where a blank one says as little as none: the next name is tried.
  std::string take_label(Part part, bool numbers) {
    for (const std::string& name : plan_.names(part)) {
      const auto value = find_path(fields_, name);
      if (!value || value->is_null()) continue;
      std::string_view string;
      if (value->get(string) == simdjson::SUCCESS) {
        if (trimmed(string).empty()) continue;
        return std::string(string);
      }
      if (numbers) {
        if (auto digits = digits_of(*value)) return *digits;
      }
      // An object whose member has a name of its own in the list ({"name": null} as source) says nothing.
      if (value->is_object() && !plan_.given(part) && has_path_into(part, name)) continue;
      reject(name, *value);
      return {};
    }
    return {};
  }

  [[nodiscard]] bool has_path_into(Part part, const std::string& name) const {
    const auto names = plan_.names(part);
    return std::any_of(names.begin(), names.end(), [&](const std::string& n) { return n.starts_with(name + "."); });
  }

  void take_date() {
    for (const std::string& name : plan_.names(Part::date)) {
      const auto value = find_path(fields_, name);
      if (!value || value->is_null()) continue;
      std::string_view string;
      double number = 0;
      if (value->get(string) == simdjson::SUCCESS) {
        if (trimmed(string).empty()) continue;
        record_.article.time = parse_date(string);
      } else if (const auto digits = digits_of(*value)) {
        record_.article.time = parse_date(*digits);
      } else if (value->get(number) == simdjson::SUCCESS && number >= 0 && number < 1e14) {
        record_.article.time = parse_date(std::to_string(static_cast<std::int64_t>(number)));
      }
      record_.bad_date = !record_.article.time;
      return;
    }
  }

  object fields_;
  const FieldPlan& plan_;
  Record record_;
};

}  // namespace

Record parse_json_record(simdjson::dom::parser& parser, std::string_view bytes, const FieldPlan& fields) {
  constexpr bool kCopyFirst = false;
  element root;
  if (const auto error = parser.parse(bytes.data(), bytes.size(), kCopyFirst).get(root)) {
    return rejected(std::string(fault_of(error)));
  }
  object object_fields;
  if (root.get(object_fields) != simdjson::SUCCESS) {
    return rejected(fmt::format("the record is {}, not an object", type_of(root)));
  }
  return Extractor(object_fields, fields).run();
}

}  // namespace bundel::read_detail
