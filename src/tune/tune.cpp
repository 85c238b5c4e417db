/// Thresholds over one pass of matching, with or without labels.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "bundel/error.h"
#include "bundel/evaluate.h"
#include "bundel/tune.h"

namespace bundel {
namespace {

/// Labels of ids; none where there is no file. Read before the work, so that a bad file costs no time.
std::map<std::string, std::string> labels_of(const TuneSettings& tune) {
  return tune.labels.empty() ? std::map<std::string, std::string>{} : read_labels(tune.labels);
}

/// The labelled articles and their labels as numbers.
class Gold {
 public:
  Gold(const std::map<std::string, std::string>& labels, const TuneSettings& tune, std::span<const Article> articles,
       TuneResult& result) {
    if (tune.labels.empty()) return;
    std::map<std::string_view, std::uint32_t> numbers;
    for (std::size_t i = 0; i < articles.size(); ++i) {
      const auto label = labels.find(articles[i].id);
      if (label == labels.end()) continue;
      articles_.push_back(i);
      labels_.push_back(numbers.try_emplace(label->second, static_cast<std::uint32_t>(numbers.size())).first->second);
    }
    if (articles_.empty()) throw Error("no id in it is an article of the input", tune.labels);
    result.labelled = articles_.size();
    result.unknown_labels = labels.size() - articles_.size();
  }

  /// `cluster`: of every article.
  void score(std::span<const std::uint32_t> cluster, ThresholdRecord& record) const {
    if (articles_.empty()) return;
    std::vector<std::uint32_t> found;
    for (const std::size_t i : articles_) found.push_back(cluster[i]);
    const Score score = bcubed(labels_, found);
    record.precision = score.precision;
    record.recall = score.recall;
    record.f1 = score.f1;
  }

 private:
  std::vector<std::size_t> articles_;
  std::vector<std::uint32_t> labels_;
};

/// Steps are counted in whole numbers, so that 0.05 to 0.95 has 19 thresholds and 0.15 is 0.15.
std::vector<double> thresholds_of(const TuneSettings& tune) {
  std::vector<double> thresholds;
  const auto steps = static_cast<int>(std::floor((tune.to - tune.from) / tune.step + 1e-9));
  for (int i = 0; i <= steps; ++i) thresholds.push_back(std::round((tune.from + i * tune.step) * 1e6) / 1e6);
  return thresholds;
}

/// Each article its own cluster but for the folded ones, which have that of their kept one.
std::vector<std::uint32_t> clusters_of(std::span<const CopyGroup> groups, std::size_t articles) {
  std::vector<std::uint32_t> cluster(articles);
  for (std::uint32_t i = 0; i < articles; ++i) cluster[i] = i;
  for (const CopyGroup& group : groups) {
    for (const Folded& member : group.members)
      cluster[index_of(member.id)] = static_cast<std::uint32_t>(index_of(group.kept));
  }
  return cluster;
}

void choose_best(TuneResult& result) {
  for (std::size_t i = 0; i < result.thresholds.size(); ++i) {
    const ThresholdRecord& record = result.thresholds[i];
    if (!record.f1) return;
    if (!result.best) result.best = i;
    const ThresholdRecord& best = result.thresholds[*result.best];
    const auto from_default = [&](const ThresholdRecord& r) {
      return std::abs(r.threshold - result.default_threshold);
    };
    if (*record.f1 > *best.f1 || (*record.f1 == *best.f1 && from_default(record) < from_default(best) - 1e-9))
      result.best = i;
  }
}

ThresholdRecord copies_at(double threshold, const CopyInput& input, const Matches& matches, CopySettings settings,
                          const Gold& gold) {
  settings.threshold = threshold;
  ThresholdRecord record;
  record.threshold = threshold;
  for (const Match& match : matches.pairs) {
    const auto& a = input.documents[index_of(match.a)].words;
    const auto& b = input.documents[index_of(match.b)].words;
    if (classify(match, a, b, settings)) ++record.pairs;
  }
  const std::vector<CopyGroup> groups = fold(input, matches.pairs, settings);
  record.groups = groups.size();
  record.folded = 0;
  for (const CopyGroup& group : groups) {
    *record.folded += group.members.size();
    record.largest = std::max<std::uint64_t>(record.largest, group.members.size() + 1);
  }
  gold.score(clusters_of(groups, input.articles.size()), record);
  return record;
}

ThresholdRecord events_at(double threshold, const EventTree& tree, const Gold& gold) {
  ThresholdRecord record;
  record.threshold = threshold;
  const std::vector<std::uint32_t> event_of_row = cut(tree.dendrogram, threshold);
  std::vector<std::uint32_t> event(tree.corpus.collection.articles.size());
  for (std::size_t row = 0; row < tree.kept.size(); ++row) {
    event[index_of(tree.kept[row])] = static_cast<std::uint32_t>(index_of(tree.kept[event_of_row[row]]));
  }
  for (const CopyGroup& group : tree.groups) {
    for (const Folded& member : group.members) event[index_of(member.id)] = event[index_of(group.kept)];
  }
  std::vector<std::uint64_t> size(event.size(), 0);
  for (const std::uint32_t e : event) ++size[e];
  record.events = 0;
  for (const std::uint64_t n : size) {
    *record.events += n > 0 ? 1 : 0;
    record.groups += n > 1 ? 1 : 0;
    record.pairs += n > 1 ? n * (n - 1) / 2 : 0;
    record.largest = std::max(record.largest, n);
  }
  gold.score(event, record);
  return record;
}

}  // namespace

TuneResult tune_dups(const std::vector<std::string>& inputs, const TuneSettings& tune, const Settings& settings,
                     Observer& observer) {
  const std::map<std::string, std::string> labels = labels_of(tune);
  Settings lowest = settings;
  lowest.text.marks = lowest.text.passages = lowest.text.detect_language = false;
  lowest.copies.threshold = tune.from;
  lowest.copies.align_copies = true;
  check(lowest);
  Corpus corpus = read_corpus(inputs, lowest, observer);
  const CopyInput input{corpus.collection.articles, corpus.documents, corpus.vocabulary.words};
  TuneResult result;
  result.default_threshold = CopySettings{}.threshold;
  const Gold gold(labels, tune, corpus.collection.articles, result);
  observer.begins("copies");
  const Matches matches = find_matches(input, lowest.copies);
  for (const double threshold : thresholds_of(tune)) {
    result.thresholds.push_back(copies_at(threshold, input, matches, lowest.copies, gold));
  }
  result.pool = pool_of(corpus.collection.articles.size(), matches.pairs, thresholds_of(tune));
  observer.ends(
      {"copies",
       fmt::format("{} at the lowest threshold, {}",
                   matches.pairs.size() == 1 ? "1 pair" : fmt::format("{} pairs", matches.pairs.size()), tune.from),
       0});
  choose_best(result);
  result.collection = std::move(corpus.collection);
  return result;
}

TuneResult tune_events(const std::vector<std::string>& inputs, const TuneSettings& tune, const Settings& settings,
                       Observer& observer) {
  const std::map<std::string, std::string> labels = labels_of(tune);
  EventTree tree = grow_events(inputs, settings, observer);
  TuneResult result;
  result.default_threshold = EventSettings{}.threshold;
  const Gold gold(labels, tune, tree.corpus.collection.articles, result);
  for (const double threshold : thresholds_of(tune)) result.thresholds.push_back(events_at(threshold, tree, gold));
  result.pool = pool_of(tree, thresholds_of(tune));
  choose_best(result);
  result.collection = std::move(tree.corpus.collection);
  return result;
}

}  // namespace bundel
