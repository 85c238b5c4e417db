/// Which language a text is in, by CLD2.
#pragma once

#include <string>
#include <string_view>

namespace bundel::text_detail {

/// ISO 639-1, or empty where CLD2 does not call its own answer reliable or the language has no code of two letters.
/// Looks at the title and the first bytes of the text only.
std::string detect_language(std::string_view title, std::string_view text);

}  // namespace bundel::text_detail
