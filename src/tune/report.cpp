/// Labels to scores of every threshold, and the report.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "bundel/agreement.h"
#include "bundel/error.h"
#include "ground/lines.h"
#include "tune/matched.h"

namespace bundel {
namespace tune_detail {
namespace {

Interval exact(double value) {
  return {value, value, value};
}

/// The labelled articles and their labels as numbers, side by side.
struct Gold {
  std::vector<std::size_t> articles;
  std::vector<std::uint32_t> labels;
  std::uint64_t unknown = 0;

  Gold(std::span<const LabelRecord> records, const Matched& matched) {
    std::map<std::size_t, std::uint32_t> label_of;
    std::map<std::string_view, std::uint32_t> numbers;
    for (const LabelRecord& record : records) {
      const auto found = matched.index.find(record.id);
      if (found == matched.index.end()) {
        ++unknown;
        continue;
      }
      const auto number = static_cast<std::uint32_t>(numbers.size());
      label_of.emplace(found->second, numbers.try_emplace(record.label, number).first->second);
    }
    for (const auto& [article, label] : label_of) {
      articles.push_back(article);
      labels.push_back(label);
    }
  }

  void score(std::span<const std::uint32_t> cluster, ThresholdRecord& record) const {
    std::vector<std::uint32_t> found;
    for (const std::size_t i : articles) found.push_back(cluster[i]);
    const Score pairs = pairwise(labels, found);
    record.precision = exact(pairs.precision);
    record.recall = exact(pairs.recall);
    record.f1 = exact(pairs.f1);
    record.bcubed = bcubed(labels, found).f1;
    record.ari = adjusted_rand(labels, found);
  }
};

}  // namespace

PlacedAnswers place_answers(const Matched& matched, std::span<const JudgedPair> judged) {
  PlacedAnswers placed;
  std::set<std::pair<std::uint32_t, std::uint32_t>> known;
  for (const JudgedPair& pair : judged) {
    const auto a = matched.index.find(pair.a);
    const auto b = matched.index.find(pair.b);
    if (a == matched.index.end() || b == matched.index.end()) {
      ++placed.unknown;
      continue;
    }
    const std::uint32_t of_a = matched.place[a->second];
    const std::uint32_t of_b = matched.place[b->second];
    if (pair.same) ++(*pair.same ? placed.yes : placed.no);
    placed.skipped += pair.same ? 0 : 1;
    const auto found = matched.finder->find(of_a, of_b);
    if (found) {
      if (known.insert(std::minmax(of_a, of_b)).second) placed.answers.push_back({*found, pair.same});
    } else if (pair.same && of_a == of_b) {
      ++placed.one_report;
    } else if (pair.same) {
      ++placed.below;
      placed.below_same += *pair.same ? 1 : 0;
    }
  }
  return placed;
}

namespace {

std::size_t nearest(std::span<const ThresholdRecord> records, double threshold) {
  const auto distance = [&](const ThresholdRecord& record) { return std::abs(record.threshold - threshold); };
  return static_cast<std::size_t>(std::ranges::min_element(records, {}, distance) - records.begin());
}

std::string pairs_of(std::uint64_t count) {
  return ground::count_of(count, "pair", "pairs");
}

void say_what_was_judged(const PlacedAnswers& placed, const Matched& matched, TuneReport& report) {
  const double floor = matched.pool.thresholds.front();
  std::string said =
      fmt::format("{} judged: {} the same, {} not", pairs_of(placed.yes + placed.no), placed.yes, placed.no);
  if (placed.skipped > 0) said += fmt::format("; {} skipped", placed.skipped);
  report.notes.push_back(std::move(said));
  report.notes.push_back(fmt::format(
      "recall is among pairs that score at least {:.2f}{}", floor,
      placed.below == 0 ? ""
                        : fmt::format("; {} judged {} below it, {} of them the same", pairs_of(placed.below),
                                      placed.below == 1 ? "lies" : "lie", placed.below_same)));
  if (placed.one_report > 0) {
    report.notes.push_back(
        fmt::format("{} judged are copies of one report, in one event at any threshold", pairs_of(placed.one_report)));
  }
}

Choice judge(const Matched& matched, const PlacedAnswers& placed, TuneReport& report) {
  const Belief belief = believe(matched.pool, placed.answers, matched.prior());
  const std::vector<PairEstimate> estimates = estimate_pairs(belief);
  const std::vector<double> f1 = expected_f1(matched.pool, belief);
  for (std::size_t i = 0; i < report.thresholds.size(); ++i) {
    ThresholdRecord& record = report.thresholds[i];
    record.precision = estimates[i].precision;
    record.recall = estimates[i].recall;
    record.f1 = estimates[i].f1;
    if (!matched.copies) record.bcubed = f1[i];
  }
  report.judged = placed.yes + placed.no;
  say_what_was_judged(placed, matched, report);
  report.notes.emplace_back(
      "in brackets the 95 % interval: Beta posteriors of the strata of scores, with ends as Clopper and Pearson's "
      "(Goutte and Gaussier 2005); it holds where pairs were drawn by tune and none was left out");
  return choose_best(report, f1, matched.copies ? "expected F1 of pairs" : "expected B-cubed F1",
                     fmt::format("after {}", pairs_of(report.judged)));
}

Choice score_articles(const Matched& matched, const Gold& gold, TuneReport& report) {
  std::vector<double> f1;
  for (std::size_t i = 0; i < report.thresholds.size(); ++i) {
    gold.score(matched.clusters[i], report.thresholds[i]);
    f1.push_back(*report.thresholds[i].bcubed);
  }
  report.labelled = gold.articles.size();
  report.notes.push_back(
      fmt::format("precision, recall and F1 are of pairs among the {} labelled articles", report.labelled));
  return choose_best(report, f1, "B-cubed F1", fmt::format("over {} labelled articles", report.labelled));
}

}  // namespace
}  // namespace tune_detail

TuneReport Tuning::report(const LabelTable& labels, const std::string& labels_name) const {
  using namespace tune_detail;
  const Matched& matched = *matched_;
  TuneReport report;
  report.copies = matched.copies;
  report.thresholds = matched.records;
  report.default_threshold = matched.default_threshold;
  report.standard = nearest(report.thresholds, report.default_threshold);
  report.articles = matched.collection().articles.size();
  const bool targets = settings_.target_precision || settings_.target_recall;
  Choice choice;
  PlacedAnswers placed;
  std::optional<Gold> gold;
  if (labels.of_pairs) {
    placed = place_answers(matched, labels.pairs);
    report.unknown_labels = placed.unknown;
    if (placed.unknown == labels.pairs.size() && placed.unknown > 0)
      throw Error(ErrorKind::input, "no pair in it is of two articles of the input", labels_name);
  } else if (!labels.articles.empty()) {
    gold.emplace(labels.articles, matched);
    report.unknown_labels = gold->unknown;
    if (gold->articles.empty()) throw Error(ErrorKind::input, "no id in it is an article of the input", labels_name);
  }
  const bool judged = std::ranges::any_of(placed.answers, [](const PoolAnswer& a) { return a.same.has_value(); });
  if (gold) {
    choice = score_articles(matched, *gold, report);
  } else if (judged) {
    choice = judge(matched, placed, report);
  } else {
    if (placed.yes + placed.no > 0) say_what_was_judged(placed, matched, report);
    if (targets)
      throw Error(ErrorKind::setting, "a target is a share of what labels call right: there are none", labels_name);
    choice = choose_unlabelled(matched, report);
  }
  if (targets) choice = choose_target(report, settings_);
  report.recommended = choice.index;
  report.why = choice.why;
  add_neighbours(report);
  add_borderline(matched, settings_.borderline, report);
  if (gold) add_wrong(matched, gold->articles, gold->labels, settings_.wrong, report);
  if (report.judged > 0) add_wrong(matched, placed.answers, settings_.wrong, report);
  return report;
}

}  // namespace bundel
