/// INPUTs to a corpus, the ground of every command.
#include "bundel/error.h"
#include "pipeline/say.h"
#include "pipeline/steps.h"

#include <algorithm>
#include <utility>

namespace bundel {
namespace pipeline_detail {

Collection read_step(const std::vector<std::string>& inputs, const ReadSettings& settings, std::string_view name) {
  Step step(name);
  Collection collection = read_articles(inputs, settings);
  step.done(say_read(collection));
  return collection;
}

Corpus text_step(Collection collection, const TextSettings& settings, std::vector<Article> references) {
  Step step("text");
  std::vector<Segment> own(1);
  own[0] = cut_segment(std::exchange(collection.articles, {}), settings);
  std::vector<Segment> others;
  if (!references.empty()) others.push_back(cut_segment(std::move(references), settings));
  Corpus corpus = merge(std::move(collection), std::move(own), std::move(others));
  step.done(say_text(corpus, settings));
  return corpus;
}

Corpus boilerplate_step(Corpus corpus, const BoilerplateSettings& settings) {
  if (corpus.boilerplate) return corpus;
  Step step("boilerplate");
  corpus = set_boilerplate_aside(std::move(corpus), settings);
  step.done(say_boilerplate(*corpus.boilerplate, settings));
  return corpus;
}

Settings words_only(Settings settings) {
  settings.text.marks = settings.text.passages = settings.text.detect_language = false;
  return settings;
}

ArticleId find_article(const Corpus& corpus, const std::string& id) {
  const std::vector<Article>& articles = corpus.collection.articles;
  const auto found = std::ranges::find(articles, id, &Article::id);
  if (found != articles.end()) return static_cast<ArticleId>(found - articles.begin());
  // An id of several files became file:id.
  const auto of_file = [&](const Article& article) { return article.id.ends_with(":" + id); };
  const auto near = std::ranges::find_if(articles, of_file);
  throw Error(ErrorKind::input,
              near == articles.end() ? "no article of the input has this id"
                                     : "no article of the input has this id; there is " + near->id,
              id);
}

void free_texts(std::vector<Article>& articles) {
  std::vector<Article> lean;
  lean.reserve(articles.size());
  for (Article& article : articles) {
    std::string text;
    text.swap(article.text);
    lean.push_back(article);
    text.swap(article.text);  // freed with all others, when nothing new stands among them
  }
  articles = std::move(lean);
}

}  // namespace pipeline_detail

Corpus read_corpus(const std::vector<std::string>& inputs, const Settings& settings, const RunContext& context) {
  const RunScope scope(context);
  using namespace pipeline_detail;
  return boilerplate_step(text_step(read_step(inputs, settings.read), settings.text), settings.boilerplate);
}

}  // namespace bundel
