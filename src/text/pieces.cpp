#include "text/pieces.h"

#include "text/sentences.h"

namespace bundel::text_detail {

void append_pieces(std::string_view text, const WordScanner& scanned, std::uint32_t first_word,
                   std::vector<std::uint32_t>& pieces) {
  const std::vector<ScannedWord>& words = scanned.words();
  std::size_t begin = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) {
      if (words[i].begin <= words[i - 1].end) continue;
      const std::string_view gap = text.substr(words[i - 1].end, words[i].begin - words[i - 1].end);
      if (gap == " ") continue;
      const bool line = gap.find_first_of("\n\r") != gap.npos;
      if (!line && (i - begin < 2 || !ends_sentence(gap, as_abbreviation(text, scanned, i - 1)))) continue;
    }
    begin = i;
    pieces.push_back(first_word + static_cast<std::uint32_t>(i));
  }
}

}  // namespace bundel::text_detail
