/// What a file holds, told by its first bytes; its name only helps.
#pragma once

#include "read/dialect.h"
#include "read/fields.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bundel::read_detail {

enum class Form : std::uint8_t {
  unknown,
  lines,  ///< JSON Lines: a line that is broken costs itself only
  json,   ///< JSON values one after another: arrays of records, objects over several lines
  table,
  text,  ///< one article
};

/// What a name says about the bytes.
enum class NamedForm : std::uint8_t { nothing, lines, json, commas, tabs, text };

struct Content {
  Form form = Form::unknown;
  Dialect dialect;  ///< of a table
};

/// `head` are the first bytes as UTF-8, `whole` says that there are no others.
///
///   {            lines where one of the first lines that begin with a brace is an object by itself, or the file is
///                named so and no object ends in the head; else json
///   [            json
///   a header     a table, where it names a title or a text, or where the file's name says so
///   anything     text where the file's name says so
///
/// A .txt file is a text unless its first line is a whole JSON object or the header of a table of articles.
Content content_of(std::string_view head, bool whole, NamedForm named, const FieldPlan& fields);

/// A kind of file that bundel does not read.
struct ForeignKind {
  std::string says;                ///< what it is and what to do
  bool may_hold_articles = false;  ///< it is a form of data: among articles it must not be passed over
};

/// The kind whose first bytes these are. None where they are of none that is known.
std::optional<ForeignKind> foreign_kind(std::string_view head, std::string_view path);

/// What to say of a file that is no form and no kind that is known.
ForeignKind unknown_kind(std::string_view head);

}  // namespace bundel::read_detail
