/// Where sentences begin and end: ICU's rules for showing and for passages, a cheap rule for marks.
#pragma once

#include "bundel/text.h"
#include "text/word_scanner.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace bundel::text_detail {

/// Whether a full stop behind this normalised word belongs to the word: "mr", "dr", one letter ("j", the s of "u.s").
bool is_abbreviation(std::string_view letters);

/// A word as `is_abbreviation` wants it: one respelt as written, as the initial "Þ" would be two letters.
std::string_view as_abbreviation(std::string_view text, const WordScanner& scanned, std::size_t word);

/// The lines of a text without their ends ("\n", "\r"); runs of line ends give no empty lines.
std::vector<ByteRange> lines_of(std::string_view text);

/// The ends of the sentences of one line in bytes, by ICU, ascending; the last is `line.size()`. ICU ends a sentence
/// at every full stop before a capital; those behind an abbreviation are taken back.
std::vector<std::size_t> sentence_ends(std::string_view line);

/// Whether the bytes between two words of one line begin a new sentence, or open one within (a quotation, what stands
/// behind a colon, a dash or a bracket). An apostrophe that joins two words ("l'Italia") opens nothing.
/// `before`: the normalised word in front of the gap. Cost: a few comparisons for the usual single space.
bool begins_sentence(std::string_view gap, std::string_view before);

/// Whether the bytes between two words of one line end a sentence: a full stop or its like, with white space behind it
/// where its script has any. Only what ends one counts, nothing that opens within. `before`: as in begins_sentence.
bool ends_sentence(std::string_view gap, std::string_view before);

}  // namespace bundel::text_detail
