/// Articles to events: copies folded, rows, candidate pairs, one dendrogram, records.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "bundel/pipeline.h"
#include "pipeline/event_state.h"
#include "pipeline/explain.h"
#include "pipeline/steps.h"

namespace bundel {
namespace pipeline_detail {
namespace {

/// Folds copies; the rows of all later steps are the kept articles.
void fold_copies(EventState& state, const Settings& settings) {
  Step step("copies");
  const CopyInput input{state.corpus.collection.articles, state.corpus.documents, state.corpus.vocabulary.words};
  state.groups = find_groups(input, settings.copies).groups;
  std::vector<bool> folded(state.corpus.documents.size(), false);
  std::size_t copies = 0;
  for (const CopyGroup& group : state.groups) {
    for (const Folded& member : group.members) folded[index_of(member.id)] = true;
    copies += group.members.size();
  }
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (folded[i]) continue;
    state.kept.push_back(static_cast<ArticleId>(i));
    state.documents.push_back(std::move(state.corpus.documents[i]));
    state.times.push_back(state.corpus.collection.articles[i].time);
  }
  step.done(fmt::format("{} folded, {}", count_of(copies, "copy", "copies"),
                        count_of(state.kept.size(), "distinct report", "distinct reports")));
}

/// The words that say what an article reports, without the name of its site.
struct Said {
  std::vector<WordId> shortened;  ///< what `words` shows where the title names the site
  std::span<const WordId> words;
  std::uint32_t title_words;
  std::uint32_t lead_words;

  Said(const Document& document, const SiteName& site)
      : words(document.words),
        title_words(document.title_words - site.words()),
        lead_words(document.lead_words - site.words()) {
    if (site.words() == 0) return;
    shortened = words_without_site(document, site);
    words = shortened;
  }

  /// The title's words; where they are fewer, the text's next ones, as many as a headline has.
  [[nodiscard]] std::span<const WordId> headline() const {
    constexpr std::size_t kHeadlineWords = 15;
    return words.first(std::min(std::max<std::size_t>(title_words, kHeadlineWords), words.size()));
  }
};

/// Languages are numbered from 1 by first appearance.
std::vector<Manner> manners_of(std::span<const Document> documents, std::span<const SiteName> sites) {
  std::map<std::string_view, std::uint32_t> numbers = {{"", 0}};
  std::vector<Manner> manners;
  for (std::size_t row = 0; row < documents.size(); ++row) {
    const Document& document = documents[row];
    const auto number = static_cast<std::uint32_t>(numbers.size());
    manners.push_back({numbers.try_emplace(document.language, number).first->second,
                       static_cast<std::uint32_t>(document.words.size()) - sites[row].words()});
  }
  return manners;
}

void vectorise(EventState& state, const Settings& settings) {
  Step step("vectorise");
  state.terms = weigh_terms(state.corpus.vocabulary.words, state.documents, settings.vectorise);
  state.sites = site_names(state);
  state.manners = manners_of(state.documents, state.sites);
  std::vector<Said> said;
  std::vector<std::span<const WordId>> bodies;
  std::vector<std::span<const WordId>> leads;
  std::vector<std::span<const WordId>> headlines;
  said.reserve(state.documents.size());  // the spans point into it
  for (std::size_t row = 0; row < state.documents.size(); ++row) {
    const Said& article = said.emplace_back(state.documents[row], state.sites[row]);
    bodies.push_back(article.words);
    leads.push_back(article.words.first(article.lead_words));
    headlines.push_back(article.headline());
  }
  state.body = sparse_rows(state.terms, bodies);
  state.lead = sparse_rows(state.terms, leads);
  state.pieces = piece_rows(state.terms, state.corpus.vocabulary.words, headlines, settings.vectorise.piece_letters);
  step.done(count_of(state.terms.columns(), "term", "terms"));
}

void score_neighbours(EventState& state, const Settings& settings) {
  Step step("neighbours");
  const auto pairs = nominate(state, settings, state.hits);
  state.pairs = score_pairs(state.input(), pairs, settings.events);
  step.done(fmt::format("{} from {} and {}", count_of(pairs.size(), "candidate pair", "candidate pairs"),
                        count_of(state.kept.size(), "article row", "article rows"),
                        count_of(state.hits.indexed, "passage row", "passage rows")));
}

}  // namespace

EventState grow(Corpus corpus, const Settings& settings) {
  EventState state;
  state.corpus = std::move(corpus);
  fold_copies(state, settings);
  vectorise(state, settings);
  score_neighbours(state, settings);
  Step step("cluster");
  state.dendrogram = agglomerate(state.input(), state.pairs, settings.events);
  step.done(count_of(state.dendrogram.merges.size(), "merge", "merges"));
  return state;
}

}  // namespace pipeline_detail

EventsResult run_events(const std::vector<std::string>& inputs, const Settings& settings, const RunContext& context) {
  const RunScope scope(context);
  check(settings);
  pipeline_detail::EventState state = pipeline_detail::grow(read_corpus(inputs, settings), settings);
  Step step("events");
  EventsResult result;
  result.events = pipeline_detail::event_records(state, settings);
  result.collection = std::move(state.corpus.collection);
  std::size_t together = 0;
  for (const EventRecord& event : result.events) together += event.reports > 1 ? 1 : 0;
  step.done(fmt::format("{}, {} of two or more reports",
                        pipeline_detail::count_of(result.events.size(), "event", "events"), together));
  return result;
}

EventTree grow_events(const std::vector<std::string>& inputs, const Settings& settings, const RunContext& context) {
  const RunScope scope(context);
  check(settings);
  auto state = pipeline_detail::grow(read_corpus(inputs, settings), settings);
  return {std::make_shared<const pipeline_detail::EventState>(std::move(state)), settings};
}

EventTree::EventTree(std::shared_ptr<const pipeline_detail::EventState> state, Settings settings)
    : state_(std::move(state)), settings_(std::move(settings)) {}

const Collection& EventTree::collection() const {
  return state_->corpus.collection;
}
const std::vector<CopyGroup>& EventTree::groups() const {
  return state_->groups;
}
const std::vector<ArticleId>& EventTree::kept() const {
  return state_->kept;
}
const Dendrogram& EventTree::dendrogram() const {
  return state_->dendrogram;
}

PairToJudge EventTree::pair_to_judge(ArticleId a, ArticleId b) const {
  return pipeline_detail::event_pair_to_judge(*state_, index_of(a), index_of(b), settings_);
}

double EventTree::weakest(std::span<const std::uint32_t> rows) const {
  return std::ranges::min(member_scores(state_->input(), rows, settings_.events));
}

}  // namespace bundel
