/// INPUTs to a corpus, the ground of every command.
#include "pipeline/say.h"
#include "pipeline/steps.h"

namespace bundel {
namespace pipeline_detail {

Collection read_step(const std::vector<std::string>& inputs, const ReadSettings& settings,
                     std::string_view name) {
  Step step(name);
  Collection collection = read_articles(inputs, settings);
  step.done(say_read(collection));
  return collection;
}

Corpus text_step(Collection collection, const TextSettings& settings) {
  Step step("text");
  Corpus corpus;
  corpus.collection = std::move(collection);
  const std::size_t marked_up = make_visible(corpus.collection.articles);
  TextResult cut = analyse(corpus.collection.articles, settings);
  corpus.vocabulary = std::move(cut.vocabulary);
  corpus.documents = std::move(cut.documents);
  step.done(say_text(corpus, settings, marked_up));
  return corpus;
}

Settings words_only(Settings settings) {
  settings.text.marks = settings.text.passages = settings.text.detect_language = false;
  return settings;
}

}  // namespace pipeline_detail

Corpus read_corpus(const std::vector<std::string>& inputs, const Settings& settings, const RunContext& context) {
  const RunScope scope(context);
  return pipeline_detail::text_step(pipeline_detail::read_step(inputs, settings.read), settings.text);
}

}  // namespace bundel
