/// Cuts a text into words in one pass, remembering which bytes each came from.
///
/// Normalising a whole text before looking at it would be three passes over UTF-16. Here ASCII goes through a table of
/// 256 bytes, and any other code point through a table of its own mapping. That is right only where the code point does
/// not combine with its neighbours: a *segment* is a code point and all that follow it until one that never combines
/// backwards (Unicode: normalisation boundary). A segment of one code point is looked up; a longer one, "e" + U+0301
/// or "a" + soft hyphen + "b" (the hyphen vanishes), is handed to ICU. Segments can be normalised apart, so the words
/// are those of the text normalised as a whole. Spellings are folded code point by code point, so the table's mapping
/// includes it.
#pragma once

#include "text/code_points.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bundel::text_detail {

/// Where a word stands. Begin and end never go backwards from one word to the next; two words from one code point
/// (U+00BD, one half, is 1 and 2) have the same bytes.
struct ScannedWord {
  std::size_t letters_end = 0;  ///< of its normalised bytes, which begin where those of the word before end
  std::size_t begin = 0;        ///< bytes of the text
  std::size_t end = 0;
};

class WordScanner {
 public:
  /// Replaces what an earlier scan found. `text` is not kept.
  void scan(std::string_view text, Cyrillic cyrillic);

  [[nodiscard]] const std::vector<ScannedWord>& words() const { return words_; }
  /// The words whose letters may be others than NFKC_Casefold gives, in ascending order.
  [[nodiscard]] const std::vector<std::size_t>& respelt() const { return respelt_; }
  [[nodiscard]] std::string_view letters(std::size_t word) const {
    const std::size_t begin = word == 0 ? 0 : words_[word - 1].letters_end;
    return {letters_.data() + begin, words_[word].letters_end - begin};
  }

 private:
  /// Part of the run being read: letters from `letters` on came from these bytes of the text.
  struct Origin {
    std::size_t letters = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool byte_for_byte = false;  ///< the letter at letters + i came from the byte at begin + i
  };

  void scan_stretch(std::size_t at, std::size_t end);
  std::size_t scan_ascii_letters(std::size_t at, std::size_t end);
  std::size_t scan_other(std::size_t at, std::size_t end);
  std::size_t scan_segment(std::size_t at, std::size_t end);
  std::size_t scan_dictionary_run(std::size_t at, std::size_t end);
  [[nodiscard]] bool starts_segment(std::size_t at);
  void append_mapped(const CodePoint& entry, Origin from);
  void append(std::string_view letters, Origin from);
  /// At what is in no word: most often no run is open, and that is all there is to find out.
  void finish_run() {
    if (used_ != run_begin_) end_run();
    run_is_respelt_ = false;
  }
  void end_run();
  void end_run_of_han();
  void push_word(const ScannedWord& word);
  void simplify_run();

  CodePointTable* table_ = nullptr;  ///< of the text's kind
  std::string_view text_;
  bool inside_dictionary_run_ = false;
  std::string letters_;  ///< `used_` bytes of it are filled; always room for the rest of the text as ASCII
  std::size_t used_ = 0;
  std::size_t run_begin_ = 0;  ///< in letters_
  bool run_has_han_ = false;   ///< or Kana
  bool run_has_kana_ = false;
  bool run_is_respelt_ = false;
  std::vector<Origin> origins_;  ///< of the run
  std::vector<ScannedWord> words_;
  std::vector<std::size_t> respelt_;
  std::string normalised_;           ///< of one segment
  std::vector<std::size_t> pieces_;  ///< ends, of a run with Han or Kana
};

}  // namespace bundel::text_detail
