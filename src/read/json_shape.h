/// What one JSON object stands for: an article, or articles around or within it.
#pragma once

#include "read/json_candidates.h"

#include <simdjson.h>

#include <cstddef>
#include <optional>
#include <vector>

namespace bundel::read_detail {

/// Where an array of records, or an object of them, stands: the place of a member in each object on the way.
using Way = std::vector<std::size_t>;

class JsonShape {
 public:
  explicit JsonShape(const FieldPlan& plan) : plan_(plan) {}

  /// The member that holds the whole article where its name is one for texts: {"article": {"title": .., "body": ..}}.
  [[nodiscard]] std::optional<simdjson::dom::object> wrapped_article(simdjson::dom::object fields,
                                                                     const Candidates& found) const;

  /// An article that stands one level further in, such as Elasticsearch's _source.
  [[nodiscard]] std::optional<simdjson::dom::object> article_inside(simdjson::dom::object fields) const;

  /// Articles under names of their own: {"n1": {"title": ..}, "n2": {"title": ..}}. Two members and more than half of
  /// all are articles, two of them with a text unless none has one, and most of the names in each are those of the
  /// first: an article and its author, each with a title, are no such thing.
  [[nodiscard]] bool is_map_of_articles(simdjson::dom::object fields) const;

  /// Arrays of articles with a text, or else those with titles, or else the only one of objects.
  ///
  /// An article may hold arrays too (its pictures, comments, authors, sections), and an envelope may have a title and a
  /// description (a feed's). Where the object has a title and a text, it is an envelope if the records in it have more
  /// parts of an article (ties: longer texts); records without titles must have both. Where it has no text under a
  /// known name, it is an article if one of its strings is longer than their texts.
  [[nodiscard]] std::vector<Way> arrays_of_records(simdjson::dom::object fields, const Candidates& found) const;

 private:
  struct Arrays;

  void find_arrays(simdjson::dom::object fields, Way& way, Arrays& arrays) const;
  /// Puts the way into the list that its first records belong to.
  void place(const std::vector<simdjson::dom::element>& elements, const Way& way, Arrays& arrays) const;

  const FieldPlan& plan_;
};

/// Whether there are objects, and beside them nothing but nulls.
bool is_array_of_objects(simdjson::dom::array elements);

/// Whether the members are the columns of a table: two or more, arrays or objects all, of one length of two or more.
bool are_columns(simdjson::dom::object fields);

/// Whether a member is a list of lists.
bool holds_rows(simdjson::dom::object fields);

}  // namespace bundel::read_detail
