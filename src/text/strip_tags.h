/// Visible text without a tree of elements.
#pragma once

#include "text/markup_survey.h"
#include "text/visible_writer.h"

#include <string>
#include <string_view>

namespace bundel::text_detail {

/// Leaves out what a reader of the HTML or XML does not see, and ends lines where elements do. An element that hides
/// ends at its end tag, at an end tag of what it stands in, or, where its end tag may be left out, at the next one of
/// its kind; without any of these it hides nothing. A start
/// tag of an element that HTML does not have, without values and without an end tag behind it, is text. `survey`: that
/// of the text. Cost: linear, whatever the text.
std::string strip_tags(std::string_view text, const MarkupSurvey& survey, WhiteSpace white_space);

}  // namespace bundel::text_detail
