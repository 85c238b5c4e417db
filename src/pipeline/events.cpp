/// From INPUTs to events.
#include "bundel/error.h"
#include "pipeline/say.h"
#include "pipeline/steps.h"

#include <algorithm>
#include <memory>

namespace bundel {
namespace {

using namespace pipeline_detail;

/// Every stage made from those before it.
std::shared_ptr<EventStages> make_stages(Corpus corpus, const Settings& settings) {
  auto stages = std::make_shared<EventStages>();
  auto& [of_words, reports, model, space, candidates, pairs, dendrogram] = *stages;
  of_words = std::move(corpus);

  Step copies("copies");
  reports = fold_copies(of_words, settings.copies);
  copies.done(say_reports(reports));

  Step vectorising("vectorise");
  model = {settings.vectorise, count(of_words.vocabulary.words, reports.documents(), settings.vectorise.term_letters)};
  std::size_t with_vectors = 0;
  std::vector<Channel> brought;
  if (!settings.vectors.empty())
    brought.push_back(vector_channel(reports, read_vectors(settings.vectors), settings.vector_weight, with_vectors));
  space = vectorise(reports, model, model.frequencies, settings.channel_weights, std::move(brought));
  vectorising.done(say_space(space, reports, with_vectors));

  Step neighbours("neighbours");
  candidates = nominate(space, settings.vectorise.dense_columns, settings.candidates);
  pairs = score_pairs(stages->input(), candidates.reports, settings.events);
  neighbours.done(say_candidates(candidates, reports));

  Step clustering("cluster");
  dendrogram = agglomerate(stages->input(), pairs, settings.events);
  clustering.done(say_merges(dendrogram));
  return stages;
}

}  // namespace

EventsResult run_events(const std::vector<std::string>& inputs, const Settings& settings, const RunContext& context) {
  const RunScope scope(context);
  check(settings);
  return run_events(read_step(inputs, settings.read), settings, context);
}

EventsResult run_events(Collection collection, const Settings& settings, const RunContext& context) {
  const RunScope scope(context);
  check(settings);
  return run_events(text_step(std::move(collection), settings.text), settings, context);
}

EventsResult run_events(Corpus corpus, const Settings& settings, const RunContext& context) {
  const RunScope scope(context);
  check(settings);
  const auto stages = make_stages(std::move(corpus), settings);
  Step step("events");
  EventsResult result;
  result.events = event_records(describe(*stages, settings.events), *stages, settings.events);
  result.collection = std::move(stages->corpus.collection);
  step.done(say_events(result.events));
  return result;
}

EventHierarchy build_hierarchy(const std::vector<std::string>& inputs, const Settings& settings,
                               const RunContext& context) {
  const RunScope scope(context);
  check(settings);
  return {make_stages(read_corpus(inputs, settings), settings), settings.events};
}

EventHierarchy::EventHierarchy(std::shared_ptr<const EventStages> stages, EventSettings settings)
    : stages_(std::move(stages)), settings_(settings) {}

double EventHierarchy::weakest(std::span<const Row> members) const {
  return std::ranges::min(member_scores(stages_->input(), members, settings_));
}

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
