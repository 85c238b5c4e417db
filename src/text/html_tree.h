/// Visible text by the tree that a browser builds, with gumbo.
#pragma once

#include "text/visible_writer.h"

#include <optional>
#include <string>
#include <string_view>

namespace bundel::text_detail {

/// The visible text of HTML. Nothing where the tree would take more than some 64 times the memory of the text.
/// For texts that MarkupSurvey::fits_tree allows: gumbo's time grows with the square of the nesting and of the number
/// of a tag's attributes.
std::optional<std::string> read_html_tree(std::string_view text, WhiteSpace white_space);

}  // namespace bundel::text_detail
