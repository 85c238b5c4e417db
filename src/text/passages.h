/// Cuts an article into passages: paragraphs, the long ones cut at sentence ends, the short ones joined.
#pragma once

#include "bundel/text.h"
#include "text/word_scanner.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace bundel::text_detail {

/// `words` are those of `text`; the passages count from the first word of the title, which has `title_words` and
/// belongs to the first passage. None is empty; in order they cover all words of title and text.
std::vector<WordRange> passages_of(std::string_view text, std::span<const ScannedWord> words, std::uint32_t title_words,
                                   const TextSettings& settings);

}  // namespace bundel::text_detail
