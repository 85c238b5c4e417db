#include "text/case_marks.h"

#include "text/code_points.h"
#include "text/sentences.h"

#include <unicode/uchar.h>

#include <cstddef>
#include <cstdint>
#include <span>

namespace bundel::text_detail {
namespace {

/// Words of fewer letters are mostly articles and prepositions, lower-case in Title Case lines too.
constexpr std::uint32_t kTellingLetters = 4;
/// Share of capitalised words at which a line is Title Case. German sentences reach 0.7 by their nouns, English
/// headlines stay above 0.8.
constexpr double kTitleCaseLine = 0.75;
/// A single sentence may be a list of names; it must look like a title more clearly, in at least so many words.
constexpr double kTitleCaseSentence = 0.9;
constexpr std::uint32_t kTitleCaseSentenceWords = 4;

struct WordCase {
  std::uint32_t upper = 0;  ///< letters
  std::uint32_t lower = 0;
  bool capitalised = false;
  bool begins_line = false;
  bool begins_sentence = false;
};

WordCase case_of(std::string_view written, CodePointTable& table) {
  WordCase result;
  bool letter_seen = false;
  for (std::size_t at = 0; at < written.size();) {
    const UChar32 code = next_code_point(written, at);
    if (code < 0) continue;
    const CodePoint& entry = table[code];
    const bool letter = entry.upper || entry.lower || (!letter_seen && u_isalpha(code));
    if (letter && !letter_seen) {
      result.capitalised = entry.upper;
      letter_seen = true;
    }
    result.upper += entry.upper ? 1 : 0;
    result.lower += entry.lower ? 1 : 0;
  }
  return result;
}

bool all_digits(std::string_view letters) {
  for (std::size_t at = 0; at < letters.size();) {
    if (u_charType(next_code_point(letters, at)) != U_DECIMAL_DIGIT_NUMBER) return false;
  }
  return true;
}

/// How a line or a sentence is written. Words that begin a sentence are left out of the counts of words.
struct Tally {
  std::uint32_t capitalised = 0;  ///< words of kTellingLetters and more
  std::uint32_t plain = 0;
  std::uint32_t short_capitalised = 0;
  std::uint32_t short_plain = 0;
  std::uint64_t upper = 0;  ///< letters of all words
  std::uint64_t lower = 0;

  void add(const WordCase& word) {
    upper += word.upper;
    lower += word.lower;
    const std::uint32_t cased = word.upper + word.lower;
    if (word.begins_sentence || cased == 0) return;
    const bool telling = cased >= kTellingLetters;
    ++(word.capitalised ? (telling ? capitalised : short_capitalised) : (telling ? plain : short_plain));
  }

  [[nodiscard]] bool capitals() const { return upper > lower; }

  /// Short words decide only where there are no others.
  [[nodiscard]] bool title_case(double share, std::uint32_t least_words) const {
    const bool telling = capitalised + plain > 0;
    const std::uint32_t with = telling ? capitalised : short_capitalised;
    const std::uint32_t all = telling ? with + plain : with + short_plain;
    return all >= least_words && with >= share * all;
  }
};

Tally tally(std::span<const WordCase> words) {
  Tally result;
  for (const WordCase& word : words) result.add(word);
  return result;
}

/// Sets `inside` for the words of one line.
void mark_line(std::span<const WordCase> line, WordMark* marks) {
  const Tally all = tally(line);
  if (all.upper + all.lower == 0 || all.capitals() || all.title_case(kTitleCaseLine, 0)) return;
  for (std::size_t begin = 0, end = 0; begin < line.size(); begin = end) {
    end = begin + 1;
    while (end < line.size() && !line[end].begins_sentence) ++end;
    const Tally sentence = tally(line.subspan(begin, end - begin));
    if (sentence.capitals() || sentence.title_case(kTitleCaseSentence, kTitleCaseSentenceWords)) continue;
    for (std::size_t i = begin + 1; i < end; ++i) marks[i] = marks[i] | WordMark::inside;
  }
}

}  // namespace

void append_marks(std::string_view text, const WordScanner& scanned, std::vector<WordMark>& marks) {
  CodePointTable& table = code_points();
  const std::vector<ScannedWord>& words = scanned.words();
  thread_local std::vector<WordCase> cases;  // kept for its memory
  cases.clear();
  const std::size_t offset = marks.size();
  for (std::size_t i = 0; i < words.size(); ++i) {
    WordCase word = case_of(text.substr(words[i].begin, words[i].end - words[i].begin), table);
    if (i == 0) {
      word.begins_line = true;
    } else if (words[i].begin > words[i - 1].end) {
      const std::string_view gap = text.substr(words[i - 1].end, words[i].begin - words[i - 1].end);
      word.begins_line = gap.size() > 1 || gap.front() != ' ' ? gap.find_first_of("\n\r") != gap.npos : false;
      word.begins_sentence = begins_sentence(gap, as_abbreviation(text, scanned, i - 1));
    }
    word.begins_sentence |= word.begins_line;
    cases.push_back(word);
    WordMark mark = word.capitalised ? WordMark::capitalised : WordMark::none;
    if (all_digits(scanned.letters(i))) mark = mark | WordMark::number;
    marks.push_back(mark);
  }
  for (std::size_t begin = 0, end = 0; begin < cases.size(); begin = end) {
    end = begin + 1;
    while (end < cases.size() && !cases[end].begins_line) ++end;
    mark_line(std::span(cases).subspan(begin, end - begin), marks.data() + offset + begin);
  }
}

}  // namespace bundel::text_detail
