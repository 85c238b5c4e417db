/// Which words are written with a capital where a capital means something.
///
/// In "De minister sprak met Poetin" the capital of Poetin is evidence for a name and that of De is not. In "Putin
/// Meets Minister In Moscow" and "PUTIN MEETS MINISTER" no capital is. So a word counts as *inside* where it begins no
/// sentence, and where its line and its sentence show lower case in the places that could have either.
#pragma once

#include "bundel/types.h"
#include "text/word_scanner.h"

#include <string_view>
#include <vector>

namespace bundel::text_detail {

/// Appends one mark a word of `scanned`, which is the scan of `text`.
void append_marks(std::string_view text, const WordScanner& scanned, std::vector<WordMark>& marks);

}  // namespace bundel::text_detail
