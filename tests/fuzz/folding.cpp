/// Words: the scanner against the definition as it is written down; then sentences, passages and widths.
#include "bundel/terminal.h"
#include "bundel/text.h"
#include "fuzz/support.h"
#include "support/naive_words.h"

#include <vector>

namespace {

using namespace bundel;

void check_words(std::string_view text) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  std::size_t end = 0;
  for (const WordSpan& span : words_of(text)) {
    fuzz::require(span.begin >= begin && span.end >= end && span.begin < span.end && span.end <= text.size(),
                  "words come in order");
    begin = span.begin;
    end = span.end;
    words.push_back(span.word);
  }
  fuzz::require(words == test::naive_words(text), "words are as they are defined");
}

/// The first line is the title.
void check_analysis(std::string_view input) {
  Article article;
  article.title = input.substr(0, input.find('\n'));
  if (article.title.size() < input.size()) article.text = input.substr(article.title.size() + 1);
  const TextResult result = analyse({&article, 1}, {});
  const Document& document = result.documents.at(0);
  std::vector<std::string> words;
  for (const WordId id : document.words) words.push_back(result.vocabulary[id]);
  fuzz::require(words == test::naive_words(full_text(article)), "a document's words are as they are defined");
  fuzz::require(document.marks.size() == words.size(), "each word has a mark");
  fuzz::require(document.title_words <= document.lead_words && document.lead_words <= words.size(),
                "title, lead and text follow one another");
  std::uint32_t covered = 0;
  for (const WordRange& passage : document.passages) {
    fuzz::require(passage.begin == covered && passage.end > passage.begin, "passages follow one another");
    covered = passage.end;
  }
  fuzz::require(covered == words.size(), "passages cover all words");
}

void check_shown(std::string_view text) {
  std::size_t end = 0;
  for (const ByteRange& sentence : sentences_of(text, 5)) {
    fuzz::require(sentence.begin >= end && sentence.begin < sentence.end && sentence.end <= text.size(),
                  "sentences come in order");
    end = sentence.end;
  }
  for (const std::size_t columns : {1, 7, 40})
    fuzz::require(display_width(cut_to_width(text, columns)) <= columns, "a text is cut to its columns");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::view(data, size);
  check_words(text);
  check_shown(text);
  constexpr std::size_t kSeldom = 8;  // it prepares for a whole collection
  if (fuzz::choice(text, kSeldom) == 0) check_analysis(text);
  return 0;
}
