/// How wide text is on a terminal, by the letters that ICU knows.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bundel {

/// Columns a terminal gives the text: wide letters (East Asian width W and F) and emoji two, marks without a place of
/// their own (Mn, Me), format characters and controls none.
std::size_t display_width(std::string_view text);
/// The longest beginning of `text`, whole grapheme clusters, that fits into `columns`; with an ellipsis where cut.
std::string cut_to_width(std::string_view text, std::size_t columns);

}  // namespace bundel
