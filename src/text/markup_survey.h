/// What a text holds of markup: whether it is marked up at all or only mentions tags, and how it must be read.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace bundel::text_detail {

struct MarkupSurvey {
  bool is_markup = false;      ///< by the rule of visible_text; all else is set only where it is
  bool has_block = false;      ///< an element that has lines of its own
  bool has_paragraph = false;  ///< `p` or `br`: the text's paragraphs are marked up
  bool is_xml = false;         ///< one document whose outermost element is none of HTML's, or that declares to be XML
  bool shows_title = false;    ///< `title` is no part of a page's head
  bool shows_code = false;     ///< `code`, `pre` and their kin
  bool needs_tree = false;     ///< what is hidden depends on which element ends where
  bool fits_tree = false;      ///< HTML such as HtmlTree reads, without loss and in time linear in its length
  /// Elements that HTML does not have and that have an end tag behind their start tag; names in lower case.
  std::unordered_set<std::string> ended;
};

/// Cost: linear.
MarkupSurvey survey_markup(std::string_view text);

}  // namespace bundel::text_detail
