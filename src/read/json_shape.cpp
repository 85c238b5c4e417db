#include "read/json_shape.h"

#include "read/json_record.h"
#include "read/json_values.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace bundel::read_detail {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;

struct JsonShape::Arrays {
  std::vector<Way> with_text, with_title, others;
  // Of the first records of each:
  std::size_t longest_text = 0;  ///< bytes
  std::size_t most_parts = 0;    ///< of those with a text
  bool titled = false;           ///< some have a title too
};

namespace {

/// Envelopes are not nested more deeply ({"response": {"hits": {"hits": [..]}}} is 3); articles' own parts are.
constexpr std::size_t kDeepestEnvelope = 6;

/// More than half of the names of the smaller set are in the other.
bool are_alike(const std::set<std::string>& one, const std::set<std::string>& other) {
  const auto shared = std::ranges::count_if(one, [&](const std::string& name) { return other.contains(name); });
  return 2 * static_cast<std::size_t>(shared) > std::min(one.size(), other.size());
}

/// Bytes.
std::size_t longest_text(const Candidates& found) {
  std::size_t longest = 0;
  for (const Candidate& candidate : found.of(Part::text))
    longest = std::max(longest, body_text(candidate.value).value_or("").size());
  return longest;
}

/// Bytes of the longest string of several words among the fields.
std::size_t longest_string(object fields) {
  std::size_t longest = 0;
  for (const auto& [key, value] : fields) {
    std::string_view string;
    const bool several = value.get(string) == simdjson::SUCCESS && string.find(' ') != std::string_view::npos;
    if (several && has_words(string)) longest = std::max(longest, string.size());
  }
  return longest;
}

}  // namespace

bool is_array_of_objects(array elements) {
  const auto is_object = [](element e) { return e.type() == element_type::OBJECT; };
  return std::any_of(elements.begin(), elements.end(), is_object) &&
         std::all_of(elements.begin(), elements.end(), [&](element e) { return is_object(e) || e.is_null(); });
}

bool are_columns(object fields) {
  std::size_t members = 0;
  std::size_t length = 0;
  for (const auto& [key, value] : fields) {
    array list;
    object by_row;
    std::size_t size = 0;
    if (value.get(list) == simdjson::SUCCESS) {
      size = list.size();
    } else if (value.get(by_row) == simdjson::SUCCESS) {
      size = by_row.size();
    }
    if (size < 2 || (members > 0 && size != length)) return false;
    length = size;
    ++members;
  }
  return members > 1;
}

bool holds_rows(object fields) {
  return std::any_of(fields.begin(), fields.end(), [](const auto& member) {
    array rows;
    return member.value.get(rows) == simdjson::SUCCESS && rows.size() > 0 &&
           std::all_of(rows.begin(), rows.end(), [](element row) { return row.type() == element_type::ARRAY; });
  });
}

std::optional<object> JsonShape::wrapped_article(object fields, const Candidates& found) const {
  if (found.has(Part::title) || !found.has(Part::text)) return std::nullopt;
  for (const auto& [key, value] : fields) {
    object inside;
    if (value.get(inside) != simdjson::SUCCESS) continue;
    const bool all = std::ranges::all_of(found.of(Part::text), [&, name = std::string_view(key)](const Candidate& c) {
      return c.value.is_null() || c.outermost == name;
    });
    const Candidates inner(inside, plan_);
    if (all && inner.has(Part::title) && inner.has(Part::text)) return inside;
  }
  return std::nullopt;
}

std::optional<object> JsonShape::article_inside(object fields) const {
  std::optional<object> best;
  for (const auto& [key, value] : fields) {
    object inside;
    if (value.get(inside) != simdjson::SUCCESS) continue;
    const Candidates found(inside, plan_);
    if (found.has(Part::text)) return inside;
    if (found.has(Part::title) && !best) best = inside;
  }
  return best;
}

bool JsonShape::is_map_of_articles(object fields) const {
  std::size_t members = 0;
  std::size_t texts = 0;
  std::size_t articles = 0;
  std::set<std::string> first;
  for (const auto& [key, value] : fields) {
    if (!plan_.uses(folded_name(key)).empty()) return false;
    ++members;
    object inside;
    if (value.get(inside) != simdjson::SUCCESS) continue;
    const Candidates found(inside, plan_);
    if (!found.has(Part::title) && !found.has(Part::text)) continue;
    ++articles;
    texts += found.has(Part::text) ? 1 : 0;
    std::set<std::string> names;
    for (const auto& member : inside) names.insert(folded_name(member.key));
    if (articles == 1)
      first = std::move(names);
    else if (!are_alike(first, names))
      return false;
  }
  return articles > 1 && 2 * articles > members && texts != 1;
}

std::vector<Way> JsonShape::arrays_of_records(object fields, const Candidates& found) const {
  Arrays arrays;
  Way way;
  find_arrays(fields, way, arrays);
  if (!arrays.with_text.empty()) {
    const std::optional<object> inside =
        found.has(Part::title) || found.has(Part::text) ? std::nullopt : article_inside(fields);
    const Candidates own = inside ? Candidates(*inside, plan_) : found;
    if (!own.has_title_and_text())
      return arrays.longest_text > longest_string(fields) ? arrays.with_text : std::vector<Way>{};
    const bool longer = arrays.longest_text > longest_text(own);
    const bool more = arrays.most_parts > own.parts();
    const bool as_many = arrays.most_parts == own.parts();
    const bool envelope = arrays.titled ? more || (as_many && longer) : more && longer;
    return envelope ? arrays.with_text : std::vector<Way>{};
  }
  if (found.has(Part::title) || found.has(Part::text)) return {};
  if (!arrays.with_title.empty()) return arrays.with_title;
  if (arrays.others.size() == 1 && !article_inside(fields)) return arrays.others;
  return {};
}

void JsonShape::find_arrays(object fields, Way& way, Arrays& arrays) const {
  std::size_t member = 0;
  for (const auto& [key, value] : fields) {
    way.push_back(member++);
    object inside;
    array elements;
    if (value.get(inside) == simdjson::SUCCESS) {
      if (is_map_of_articles(inside)) {
        std::vector<element> values;
        for (const auto& one : inside) values.push_back(one.value);
        place(values, way, arrays);
      } else if (way.size() < kDeepestEnvelope && !Candidates(inside, plan_).has_main_text()) {
        find_arrays(inside, way, arrays);
      }
    } else if (value.get(elements) == simdjson::SUCCESS && is_array_of_objects(elements)) {
      place({elements.begin(), elements.end()}, way, arrays);
    }
    way.pop_back();
  }
}

void JsonShape::place(const std::vector<element>& elements, const Way& way, Arrays& arrays) const {
  constexpr std::size_t kLookAt = 8;  // records of one export are alike but for what some of them lack
  bool text = false;
  bool title = false;
  std::size_t seen = 0;
  for (const element value : elements) {
    object fields;
    if (value.get(fields) != simdjson::SUCCESS) continue;
    if (seen++ == kLookAt) break;
    Candidates found(fields, plan_);
    if (!found.has(Part::title) && !found.has(Part::text)) {
      if (const std::optional<object> inside = article_inside(fields)) found.add_outer(Candidates(*inside, plan_));
    }
    text = text || found.has(Part::text);
    title = title || found.has(Part::title);
    if (found.has(Part::text)) arrays.most_parts = std::max(arrays.most_parts, found.parts());
    arrays.titled = arrays.titled || found.has_title_and_text();
    arrays.longest_text = std::max(arrays.longest_text, longest_text(found));
  }
  (text ? arrays.with_text : title ? arrays.with_title : arrays.others).push_back(way);
}

}  // namespace bundel::read_detail
