/// The ground of every command: articles read and cut.
#include <fmt/format.h>

#include "bundel/pipeline.h"
#include "pipeline/steps.h"

namespace bundel {

using pipeline_detail::count_of;
using pipeline_detail::Step;

std::string pipeline_detail::count_of(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

namespace {

std::string say_read(const Collection& collection) {
  std::string said = count_of(collection.records, "record", "records");
  said += fmt::format(" in {}: {}", count_of(collection.files.size(), "file", "files"),
                      count_of(collection.articles.size(), "article", "articles"));
  if (!collection.rejections.empty()) said += fmt::format(", {} rejected", collection.rejections.size());
  if (collection.outside > 0) said += fmt::format(", {} outside the dates", collection.outside);
  if (collection.undated > 0) said += fmt::format(", {} undated", collection.undated);
  if (collection.bad_dates > 0) said += fmt::format(" ({} with an unreadable date)", collection.bad_dates);
  if (collection.skipped_files > 0) {
    said +=
        fmt::format("; skipped {}", count_of(collection.skipped_files, "file of another kind", "files of other kinds"));
  }
  return said;
}

}  // namespace

Corpus read_corpus(const std::vector<std::string>& inputs, const Settings& settings, Observer& observer) {
  Corpus corpus;
  Step read(observer, "read");
  corpus.collection = read_articles(inputs, settings.read);
  read.done(say_read(corpus.collection));

  Step text(observer, "text");
  TextResult cut = analyse(corpus.collection.articles, settings.text);
  corpus.vocabulary = std::move(cut.vocabulary);
  corpus.documents = std::move(cut.documents);
  std::size_t words = 0;
  std::size_t passages = 0;
  for (const Document& document : corpus.documents) {
    words += document.words.size();
    passages += document.passages.size();
  }
  text.done(settings.text.passages
                ? fmt::format("{}, {} distinct, {}", count_of(words, "word", "words"), corpus.vocabulary.size(),
                              count_of(passages, "passage", "passages"))
                : fmt::format("{}, {} distinct", count_of(words, "word", "words"), corpus.vocabulary.size()));
  return corpus;
}

}  // namespace bundel
