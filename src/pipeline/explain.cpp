/// Two articles of a run side by side.
#include "bundel/error.h"
#include "pipeline/steps.h"

#include <algorithm>

namespace bundel {

using namespace pipeline_detail;

ExplainResult explain(const std::vector<std::string>& inputs, const std::string& one, const std::string& other,
                      Explained wanted, const Settings& settings, const RunContext& context) {
  const RunScope scope(context);
  check(settings);
  if (one == other) throw Error(ErrorKind::setting, "an article is not compared with itself", one);
  const bool words_alone = wanted == Explained::copies;
  Corpus corpus = read_corpus(inputs, words_alone ? words_only(settings) : settings);
  // Collection order, so that ties of the keep order fall as in a whole run.
  const auto [first, second] = std::minmax({find_article(corpus, one), find_article(corpus, other)});
  ExplainResult result;
  if (wanted != Explained::events) result.copies = explain_copies(corpus, first, second, settings.copies);
  if (words_alone) {
    result.collection = std::move(corpus.collection);
    return result;
  }
  const auto stages = make_stages(std::move(corpus), settings);
  result.events = explain_events(*stages, first, second, settings.events);
  result.collection = std::move(stages->corpus.collection);
  return result;
}

}  // namespace bundel
