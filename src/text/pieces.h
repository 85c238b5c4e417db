/// Cuts a text into the smallest parts that a site repeats: its lines, and their sentences.
#pragma once

#include "text/word_scanner.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace bundel::text_detail {

/// Appends the first words of the pieces of `text`, whose scan is `scanned` and whose first word is `first_word`. A
/// piece begins at each line with a word, and behind each sentence within (`ends_sentence`), but none ends behind its
/// first word within a line: "Sen. Kay" and "3. Kay" are one. Cost: a comparison a word, and a look at what is no
/// single space.
void append_pieces(std::string_view text, const WordScanner& scanned, std::uint32_t first_word,
                   std::vector<std::uint32_t>& pieces);

}  // namespace bundel::text_detail
