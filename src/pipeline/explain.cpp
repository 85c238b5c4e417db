/// Two articles side by side, from one reading of the input.
#include "pipeline/explain.h"
#include "bundel/error.h"
#include "pipeline/steps.h"

#include <algorithm>

namespace bundel {
namespace {

std::size_t find_article(std::span<const Article> articles, const std::string& id) {
  const auto found = std::ranges::find(articles, id, &Article::id);
  if (found != articles.end()) return static_cast<std::size_t>(found - articles.begin());
  // An id of several files became file:id.
  const auto of_file = [&](const Article& article) { return article.id.ends_with(":" + id); };
  const auto near = std::ranges::find_if(articles, of_file);
  throw Error(near == articles.end() ? "no article of the input has this id"
                                     : "no article of the input has this id; there is " + near->id,
              id);
}

}  // namespace

ExplainResult explain(const std::vector<std::string>& inputs, const std::string& one, const std::string& other,
                      Explained wanted, const Settings& settings, const RunContext& context) {
  const RunScope scope(context);
  check(settings);
  if (one == other) throw Error("an article is not compared with itself", one);
  Settings lean = settings;
  if (wanted == Explained::copies) lean.text.marks = lean.text.passages = lean.text.detect_language = false;
  Corpus corpus = read_corpus(inputs, lean);
  // Collection order, so that ties of the keep order fall as in a whole run.
  const auto [first, second] =
      std::minmax({find_article(corpus.collection.articles, one), find_article(corpus.collection.articles, other)});
  ExplainResult result;
  if (wanted != Explained::events) result.copies = pipeline_detail::explain_copies(corpus, first, second, settings);
  if (wanted != Explained::copies) {
    pipeline_detail::EventState state = pipeline_detail::grow(std::move(corpus), settings);
    result.events = pipeline_detail::explain_events(state, first, second, settings);
    corpus = std::move(state.corpus);
  }
  result.collection = std::move(corpus.collection);
  return result;
}

}  // namespace bundel
