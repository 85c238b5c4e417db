/// From INPUTs to events, every step in order.
#include "pipeline/say.h"
#include "pipeline/steps.h"

#include <algorithm>
#include <memory>

namespace bundel {

using namespace pipeline_detail;

std::shared_ptr<EventStages> pipeline_detail::make_stages(Corpus corpus, const Settings& settings) {
  auto stages = std::make_shared<EventStages>();
  auto& [of_words, reports, model, space, candidates, pairs, dendrogram] = *stages;
  model = known_model(settings);
  of_words = boilerplate_step(std::move(corpus), settings.boilerplate);

  Step copies("copies");
  reports = fold_copies(of_words, settings.copies);
  copies.done(say_reports(reports));

  Step vectorising("vectorise");
  const WordOrder words(of_words.vocabulary.words, model.settings.term_letters);
  const Frequencies here = count(words, reports.documents());
  if (settings.model.empty()) model.frequencies = here;
  std::size_t with_vectors = 0;
  std::vector<Channel> brought;
  if (!settings.vectors.empty())
    brought.push_back(vector_channel(reports, read_vectors(settings.vectors), settings.vector_weight, with_vectors));
  space = vectorise(reports, model, words, here, std::move(brought));
  vectorising.done(say_space(space, reports, with_vectors));

  Step neighbours("neighbours");
  candidates = nominate(space, model, settings.candidates);
  pairs = score_pairs(stages->input(), candidates.reports, settings.events);
  neighbours.done(say_candidates(candidates, reports));

  Step clustering("cluster");
  dendrogram = agglomerate(stages->input(), pairs, settings.events);
  clustering.done(say_merges(dendrogram));
  return stages;
}

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
  result.model = std::move(stages->model);
  stages->candidates.centres.merge(result.model.centres);
  result.model.centres = std::move(stages->candidates.centres);
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

}  // namespace bundel
