/// Thresholds over one pass of matching.
#include "bundel/tune.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "bundel/error.h"
#include "ground/lines.h"
#include "tune/matched.h"

namespace bundel {
namespace {

using tune_detail::Matched;

/// Steps are counted in whole numbers, so that 0.05 to 1 has 20 thresholds and 0.15 is 0.15; and the default.
std::vector<double> thresholds_of(const TuneSettings& tune, double standard) {
  std::vector<double> thresholds;
  const auto steps = static_cast<int>(std::floor((tune.to - tune.from) / tune.step + 1e-9));
  for (int i = 0; i <= steps; ++i) thresholds.push_back(std::round((tune.from + i * tune.step) * 1e6) / 1e6);
  const auto after = std::ranges::lower_bound(thresholds, standard - 1e-9);
  const bool inside = standard > thresholds.front() && standard < thresholds.back();
  if (inside && *after > standard + 1e-9) thresholds.insert(after, standard);
  return thresholds;
}

/// Each article its own cluster but for the folded ones, which have that of their kept one.
std::vector<std::uint32_t> clusters_of(std::span<const CopyGroup> groups, std::size_t articles) {
  std::vector<std::uint32_t> cluster(articles);
  std::iota(cluster.begin(), cluster.end(), 0U);
  for (const CopyGroup& group : groups) {
    for (const Folded& member : group.members)
      cluster[index_of(member.id)] = static_cast<std::uint32_t>(index_of(group.kept));
  }
  return cluster;
}

struct MatchedCopies : Matched {
  Corpus corpus;
  Matches matches;
  std::map<std::pair<ArticleId, ArticleId>, std::size_t> match_of;

  [[nodiscard]] CopyInput input() const { return corpus.copy_input(); }
  [[nodiscard]] const Collection& collection() const override { return corpus.collection; }
  [[nodiscard]] PairToJudge pair(ArticleId a, ArticleId b) const override {
    const auto found = match_of.find(std::minmax(a, b));
    const Match* match = found == match_of.end() ? nullptr : &matches.pairs[found->second];
    if (match != nullptr) a = match->a, b = match->b;
    PairToJudge pair = copies_to_judge(corpus, a, b, match);
    if (match != nullptr) pair.score = copy_score(*match);
    return pair;
  }

  void add_row(double threshold, CopySettings settings) {
    check_stop();
    settings.threshold = threshold;
    ThresholdRecord record;
    record.threshold = threshold;
    for (const Match& match : matches.pairs) {
      const auto& a = corpus.documents[index_of(match.a)].words;
      const auto& b = corpus.documents[index_of(match.b)].words;
      if (classify(match, a, b, settings)) ++record.pairs;
    }
    const std::vector<CopyGroup> groups = fold(input(), matches.pairs, settings);
    record.groups = groups.size();
    record.folded = 0;
    for (const CopyGroup& group : groups) {
      *record.folded += group.members.size();
      if (group.members.size() + 1 <= record.largest) continue;
      record.largest = group.members.size() + 1;
      record.weakest = 1;
      for (const Folded& member : group.members) {
        record.weakest = std::min({*record.weakest, member.in_kept, member.of_kept});
      }
    }
    records.push_back(record);
    clusters.push_back(clusters_of(groups, corpus.collection.articles.size()));
  }
};

struct MatchedEvents : Matched {
  explicit MatchedEvents(EventHierarchy built) : hierarchy(std::move(built)) {}
  EventHierarchy hierarchy;

  [[nodiscard]] const Collection& collection() const override { return hierarchy.collection(); }
  [[nodiscard]] PairToJudge pair(ArticleId a, ArticleId b) const override {
    return event_pair_to_judge(hierarchy.stages(), std::min(a, b), std::max(a, b));
  }

  void add_row(double threshold) {
    check_stop();
    ThresholdRecord record;
    record.threshold = threshold;
    const std::vector<Row> event_of_row = cut(hierarchy.dendrogram(), threshold);
    std::vector<std::uint32_t> event(hierarchy.collection().articles.size());
    for (std::size_t row = 0; row < hierarchy.kept().size(); ++row) {
      event[index_of(hierarchy.kept()[row])] =
          static_cast<std::uint32_t>(index_of(hierarchy.kept()[index_of(event_of_row[row])]));
    }
    for (const CopyGroup& group : hierarchy.groups()) {
      for (const Folded& member : group.members) event[index_of(member.id)] = event[index_of(group.kept)];
    }
    std::vector<std::uint64_t> size(event.size(), 0);
    for (const std::uint32_t e : event) ++size[e];
    record.events = 0;
    for (const std::uint64_t n : size) {
      *record.events += n > 0 ? 1 : 0;
      record.groups += n > 1 ? 1 : 0;
      record.pairs += n > 1 ? n * (n - 1) / 2 : 0;
    }
    const auto largest = std::ranges::max_element(size);
    record.largest = *largest;
    if (record.largest > 1) record.weakest = weakest(event_of_row, static_cast<ArticleId>(largest - size.begin()));
    records.push_back(record);
    clusters.push_back(std::move(event));
  }

 private:
  [[nodiscard]] double weakest(std::span<const Row> event_of_row, ArticleId first) const {
    const auto row = static_cast<Row>(std::ranges::lower_bound(hierarchy.kept(), first) - hierarchy.kept().begin());
    std::vector<Row> members;
    for (std::size_t i = 0; i < event_of_row.size(); ++i) {
      if (event_of_row[i] == row) members.push_back(static_cast<Row>(i));
    }
    return hierarchy.weakest(members);
  }
};

}  // namespace

Tuning tune_dups(const std::vector<std::string>& inputs, const TuneSettings& tune, const Settings& settings,
                 const RunContext& context) {
  const RunScope scope(context);
  Settings lowest = settings;
  lowest.text.marks = lowest.text.passages = lowest.text.detect_language = false;
  lowest.copies.threshold = tune.from;
  lowest.copies.align_copies = true;
  check(settings);
  check(lowest);
  auto matched = std::make_unique<MatchedCopies>();
  matched->copies = true;
  matched->default_threshold = settings.copies.threshold;
  matched->corpus = read_corpus(inputs, lowest);
  Step step("copies");
  matched->matches = find_matches(matched->input(), lowest.copies);
  const std::vector<Match>& pairs = matched->matches.pairs;
  for (std::size_t i = 0; i < pairs.size(); ++i) matched->match_of.emplace(std::minmax(pairs[i].a, pairs[i].b), i);
  const std::vector<double> thresholds = thresholds_of(tune, matched->default_threshold);
  for (const double threshold : thresholds) matched->add_row(threshold, lowest.copies);
  const std::size_t articles = matched->corpus.collection.articles.size();
  matched->pool = pool_of(articles, pairs, thresholds);
  matched->place.resize(articles);
  std::iota(matched->place.begin(), matched->place.end(), 0U);
  step.done(fmt::format("{} at the lowest threshold, {}", ground::count_of(pairs.size(), "pair", "pairs"), tune.from));
  return {std::move(matched), tune};
}

Tuning tune_events(const std::vector<std::string>& inputs, const TuneSettings& tune, const Settings& settings,
                   const RunContext& context) {
  const RunScope scope(context);
  auto matched = std::make_unique<MatchedEvents>(build_hierarchy(inputs, settings));
  matched->default_threshold = settings.events.threshold;
  const EventHierarchy& hierarchy = matched->hierarchy;
  std::vector<double> thresholds = thresholds_of(tune, matched->default_threshold);
  std::erase_if(thresholds, [&](double threshold) { return threshold < settings.events.floor; });
  if (thresholds.empty())
    throw Error(ErrorKind::setting, fmt::format("{} is above every threshold", settings.events.floor), "event-floor");
  for (const double threshold : thresholds) matched->add_row(threshold);
  matched->pool = pool_of(hierarchy, thresholds);
  matched->place.resize(hierarchy.collection().articles.size());
  for (std::uint32_t i = 0; i < matched->pool.articles.size(); ++i) {
    matched->place[index_of(matched->pool.articles[i])] = i;
  }
  for (const CopyGroup& group : hierarchy.groups()) {
    for (const Folded& member : group.members) {
      matched->place[index_of(member.id)] = matched->place[index_of(group.kept)];
    }
  }
  return {std::move(matched), tune};
}

namespace {

std::unique_ptr<Matched> completed(std::unique_ptr<Matched> matched) {
  tune_detail::mark_changes(matched->records, matched->clusters);
  matched->finder.emplace(matched->pool);
  const std::vector<Article>& articles = matched->collection().articles;
  for (std::size_t i = 0; i < articles.size(); ++i) matched->index.emplace(articles[i].id, i);
  return matched;
}

}  // namespace

Tuning::Tuning(std::unique_ptr<Matched> matched, const TuneSettings& settings)
    : matched_(completed(std::move(matched))),
      settings_(settings),
      drawer_(matched_->pool, matched_->prior(), settings.seed) {}
Tuning::~Tuning() = default;
Tuning::Tuning(Tuning&&) noexcept = default;

const Collection& Tuning::collection() const {
  return matched_->collection();
}

const PairPool& Tuning::pool() const {
  return matched_->pool;
}

std::optional<PairToJudge> Tuning::next(std::span<const JudgedPair> answers) {
  const auto pair = drawer_.next(tune_detail::place_answers(*matched_, answers).answers);
  if (!pair) return std::nullopt;
  PairToJudge judge = matched_->pair(matched_->article(pair->a), matched_->article(pair->b));
  judge.score = matched_->pool.joins[pair->join].score;
  return judge;
}

std::vector<PairToJudge> Tuning::sample(std::size_t count, std::span<const JudgedPair> answers) {
  std::vector<JudgedPair> drawn(answers.begin(), answers.end());
  std::vector<PairToJudge> pairs;
  while (pairs.size() < count) {
    std::optional<PairToJudge> pair = next(drawn);
    if (!pair) break;
    drawn.push_back({pair->a.id, pair->b.id, {}});
    pairs.push_back(std::move(*pair));
  }
  return pairs;
}

}  // namespace bundel
