/// One JSON value to one record, or to the records of an envelope.
#pragma once

#include "read/fields.h"
#include "read/record.h"

#include <simdjson.h>

#include <map>
#include <string>
#include <string_view>

namespace bundel::read_detail {

/// Letters by path of the fields that are part of no article, to find a text under a name that nobody told us; and of
/// the titles beside them.
struct Census {
  std::map<std::string, std::uint64_t> letters;  ///< of strings of several words, by path as written
  std::uint64_t title_letters = 0;
  std::uint64_t records = 0;
  bool has_text = false;  ///< some record has a text under a known name

  /// The path that holds far more letters than the titles: at least twice as many, and at least 80 a record (a
  /// headline has 40 to 70). Empty where none does, or where a text is known.
  [[nodiscard]] std::string text_path() const;
};

/// Whether a string is running text: it has blanks, or letters of scripts that do without.
bool has_words(std::string_view value);

/// Reads one value.
///
/// An object is an article by the names in `fields`; where it has no title and text of its own but one object inside
/// does ({"_id": .., "_source": {..}}), that one is read, and what it lacks is taken from outside. An object that holds
/// arrays of such objects ({"status": "ok", "articles": [..]}), or an array of them, is the records inside. Text may be
/// an array of paragraphs, also nested, a number, or an object such as {"rendered": ".."}. NaN, Infinity, commas before
/// a closing bracket and lone surrogates are repaired. Anything else is a rejected record with its reason.
///
/// At least kPadding bytes behind `bytes` must be readable. The parser's memory is reused, so one a thread is best.
/// Dates that cannot be read are counted and the article stays undated. `census`, where given, counts letters.
Record parse_json_record(simdjson::dom::parser& parser, std::string_view bytes, const FieldPlan& fields,
                         Census* census = nullptr);

}  // namespace bundel::read_detail
