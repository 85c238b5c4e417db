#include "bundel/tune.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "bundel/error.h"
#include "bundel/labels.h"
#include "support/temp_folder.h"
#include "support/writers.h"

using namespace bundel;

namespace {

const std::vector<std::string> kShipped = {BUNDEL_TEST_DATA "/articles"};

}  // namespace

TEST_CASE("tune shows twenty thresholds from 0.05 to 1") {
  const TuneReport result = tune_dups(kShipped, {}, {}).report();
  REQUIRE(result.thresholds.size() == 20);
  for (std::size_t i = 0; i < 20; ++i)
    CHECK(result.thresholds[i].threshold == doctest::Approx(0.05 * static_cast<double>(i + 1)));
  CHECK(result.thresholds[result.recommended].threshold == doctest::Approx(0.5));
  CHECK_FALSE(result.thresholds[0].f1);
}

TEST_CASE("each line of tune dups is what dups gives at that threshold") {
  const TuneReport result = tune_dups(kShipped, {}, {}).report();
  for (const ThresholdRecord& record : result.thresholds) {
    CAPTURE(record.threshold);
    Settings settings;
    settings.copies.threshold = record.threshold;
    CHECK(record.pairs == run_dups(kShipped, DupsWanted::pairs, settings).pairs.size());
    const DupsResult groups = run_dups(kShipped, DupsWanted::groups, settings);
    std::size_t folded = 0;
    std::size_t largest = 0;
    for (const GroupRecord& group : groups.groups) {
      folded += group.members.size();
      largest = std::max(largest, group.members.size() + 1);
    }
    CHECK(record.groups == groups.groups.size());
    CHECK(record.folded == folded);
    CHECK(record.largest == largest);
  }
}

TEST_CASE("each line of tune events is what events gives at that threshold") {
  const TuneReport result = tune_events(kShipped, {}, {}).report();
  for (const ThresholdRecord& record : result.thresholds) {
    CAPTURE(record.threshold);
    Settings settings;
    settings.events.threshold = record.threshold;
    const EventsResult events = run_events(kShipped, settings);
    std::uint64_t groups = 0;
    std::uint64_t largest = 0;
    std::uint64_t pairs = 0;
    for (const EventRecord& event : events.events) {
      groups += event.reports > 1 ? 1 : 0;
      largest = std::max(largest, event.reports);
      pairs += event.reports * (event.reports - 1) / 2;
    }
    CHECK(record.events == events.events.size());
    CHECK(record.groups == groups);
    CHECK(record.largest == largest);
    CHECK(record.pairs == pairs);
  }
}

namespace {

const std::string kLabels = BUNDEL_TEST_DATA "/articles.labels.csv";

std::map<std::string, std::string> gold() {
  return read_labels(kLabels);
}

/// Answers of someone who knows the labels.
std::optional<bool> know(const std::map<std::string, std::string>& labels, const PairToJudge& pair) {
  return labels.at(pair.a.id) == labels.at(pair.b.id);
}

}  // namespace

TEST_CASE("labels of events score every threshold and recommend the best") {
  const TuneReport result = tune_events(kShipped, {}, {}).report(read_label_table(kLabels), kLabels);
  CHECK(result.labelled == result.articles);
  CHECK(result.unknown_labels == 0);
  const ThresholdRecord& best = result.thresholds[result.recommended];
  for (const ThresholdRecord& record : result.thresholds) CHECK(*record.bcubed <= *best.bcubed);
  CHECK(*best.bcubed == doctest::Approx(1.0));
  CHECK(*best.ari == doctest::Approx(1.0));
  CHECK(best.f1->value == doctest::Approx(1.0));
  // What bundel score says of the events at the default.
  Settings settings;
  const EventsResult events = run_events(kShipped, settings);
  const test::TempFolder folder;
  std::ostringstream lines;
  test::write_events_jsonl(lines, events.events);
  const ScoreRecord scored = score(kLabels, folder.write("events.jsonl", lines.str())).score;
  const ThresholdRecord& standard = result.thresholds[result.standard];
  CHECK(*standard.bcubed == doctest::Approx(scored.bcubed_f1));
  CHECK(standard.precision->value == doctest::Approx(scored.pair_precision));
  CHECK(standard.recall->value == doctest::Approx(scored.pair_recall));
  CHECK(*standard.ari == doctest::Approx(scored.ari));
}

TEST_CASE("the wrong pairs are those that score counts, the worst first") {
  const std::map<std::string, std::string> labels = gold();
  Settings fine;
  fine.events.threshold = 0.9;
  TuneSettings tune;
  tune.wrong = 1000;
  tune.target_precision = 1;
  tune.target_recall = 0.55;  // met up to 0.9; the largest F1 is at the lowest
  const LabelTable table = read_label_table(kLabels);
  const TuneReport report = tune_events(kShipped, tune, fine).report(table, kLabels);
  CHECK(report.wrong.empty());
  tune.target_precision = {};
  tune.target_recall = 0.2;
  tune.from = 0.9;
  const TuneReport high = tune_events(kShipped, tune, fine).report(table, kLabels);
  const double threshold = high.thresholds[high.recommended].threshold;
  fine.events.threshold = threshold;
  std::set<std::pair<std::string, std::string>> apart;
  std::map<std::string, std::string> event_of;
  for (const EventRecord& event : run_events(kShipped, fine).events) {
    for (const MemberRecord& member : event.members) {
      event_of[member.id] = event.event;
      for (const CopyRecord& copy : member.copies) event_of[copy.id] = event.event;
    }
  }
  for (const auto& [a, event] : event_of) {
    for (const auto& [b, other] : event_of) {
      if (a < b && event != other && labels.at(a) == labels.at(b)) apart.emplace(a, b);
    }
  }
  std::set<std::pair<std::string, std::string>> said;
  double last = -1;
  for (const WrongAtThreshold& wrong : high.wrong) {
    CHECK_FALSE(wrong.together);
    CHECK(wrong.pair.score < threshold);
    CHECK(wrong.pair.score >= last);
    last = wrong.pair.score;
    said.insert(std::minmax(wrong.pair.a.id, wrong.pair.b.id));
  }
  CHECK(said == apart);
  CHECK(apart.size() > 10);
}

TEST_CASE("labels may cover some articles and name others; they may not name none") {
  const test::TempFolder folder;
  const std::string some = folder.write("some.csv", "id,event\nvisit/rumour,x\nvisit/arrival,x\nnowhere,y\n");
  const Tuning events = tune_events(kShipped, {}, {});
  const TuneReport result = events.report(read_label_table(some), some);
  CHECK(result.labelled == 2);
  CHECK(result.unknown_labels == 1);
  for (const char* none : {"id,event\nnowhere,y\n", "a,b,same\nnowhere,visit/rumour,yes\n"}) {
    const std::string path = folder.write("none.csv", none);
    CHECK_THROWS_AS(events.report(read_label_table(path), path), Error);
    CHECK_THROWS_AS(tune_dups(kShipped, {}, {}).report(read_label_table(path), path), Error);
  }
}

TEST_CASE("answers to all pairs give the numbers of the labels") {
  const std::map<std::string, std::string> labels = gold();
  for (const bool copies : {false, true}) {
    CAPTURE(copies);
    Tuning tuning = copies ? tune_dups(kShipped, {}, {}) : tune_events(kShipped, {}, {});
    LabelTable table;
    table.of_pairs = true;
    while (const auto pair = tuning.next(table.pairs)) {
      REQUIRE(table.pairs.size() < 10'000);
      table.pairs.push_back({pair->a.id, pair->b.id, know(labels, *pair)});
    }
    const TuneReport report = tuning.report(table, "answers");
    CHECK(report.judged == table.pairs.size());
    double pairs = 0;
    for (const Join& join : tuning.pool().joins) pairs += join.pairs();
    CHECK(report.judged == pairs);
    for (const ThresholdRecord& record : report.thresholds) {
      CHECK(record.precision->low == doctest::Approx(record.precision->high));
      const auto right = static_cast<double>(std::ranges::count(table.pairs, std::optional(true), &JudgedPair::same));
      CHECK(record.recall->value <= 1);
      if (record.threshold == doctest::Approx(0.05)) {
        CHECK(record.precision->value == doctest::Approx(right / pairs));
        CHECK(record.recall->value == doctest::Approx(1));
      }
    }
  }
}

TEST_CASE("pairs to judge come earlier article first, with their texts and the score at which they join") {
  Tuning tuning = tune_events(kShipped, {}, {});
  const EventHierarchy hierarchy = build_hierarchy(kShipped, {});
  const auto& articles = tuning.collection().articles;
  const auto place = [&](const std::string& id) {
    return std::ranges::find(articles, id, &Article::id) - articles.begin();
  };
  const std::vector<PairToJudge> sample = tuning.sample(30, {});
  REQUIRE(sample.size() == 30);
  std::set<std::pair<std::string, std::string>> once;
  for (const PairToJudge& pair : sample) {
    CHECK(place(pair.a.id) < place(pair.b.id));
    CHECK_FALSE(pair.text_a.empty());
    CHECK_FALSE(pair.text_b.empty());
    CHECK_FALSE(pair.why.empty());
    once.emplace(pair.a.id, pair.b.id);
    const auto row = [&](const std::string& id) {
      return static_cast<Row>(std::ranges::find(hierarchy.kept(), static_cast<ArticleId>(place(id))) -
                              hierarchy.kept().begin());
    };
    CHECK(pair.score == doctest::Approx(*joined_at(hierarchy.dendrogram(), row(pair.a.id), row(pair.b.id))));
  }
  CHECK(once.size() == 30);
  CHECK(tuning.sample(1'000'000, {}).size() < 1000);
}

TEST_CASE("borderline pairs lie on their sides of the recommended threshold, the nearest first") {
  for (const bool copies : {false, true}) {
    const TuneReport report = (copies ? tune_dups(kShipped, {}, {}) : tune_events(kShipped, {}, {})).report();
    const double threshold = report.thresholds[report.recommended].threshold;
    CHECK(report.below.size() + report.above.size() > 0);
    double last = threshold;
    for (const PairToJudge& pair : report.above) {
      CHECK(pair.score >= last - 1e-9);
      last = pair.score;
    }
    last = threshold;
    for (const PairToJudge& pair : report.below) {
      CHECK(pair.score <= last);
      CHECK(pair.score < threshold);
      last = pair.score;
    }
  }
}

TEST_CASE("rows say how many articles change company, and the marks lie where they should") {
  const TuneReport report = tune_events(kShipped, {}, {}).report();
  std::map<std::string, std::set<std::string>> before;
  for (std::size_t i = 0; i < report.thresholds.size(); ++i) {
    Settings settings;
    settings.events.threshold = report.thresholds[i].threshold;
    std::map<std::string, std::set<std::string>> now;
    for (const EventRecord& event : run_events(kShipped, settings).events) {
      std::set<std::string> company;
      for (const MemberRecord& member : event.members) {
        company.insert(member.id);
        for (const CopyRecord& copy : member.copies) company.insert(copy.id);
      }
      for (const std::string& id : company) now[id] = company;
    }
    std::uint64_t changed = 0;
    for (const auto& [id, company] : now) changed += i > 0 && before[id] != company ? 1 : 0;
    CHECK(report.thresholds[i].changed == changed);
    before = std::move(now);
  }
  std::uint64_t largest = 0;
  const auto below_one = std::span(report.thresholds).first(report.thresholds.size() - 1);  // where all parts anyway
  CHECK(report.thresholds.back().mark == ThresholdMark::none);
  for (const ThresholdRecord& record : below_one) largest = std::max(largest, record.changed);
  for (const ThresholdRecord& record : below_one) {
    if (record.changed == largest) CHECK(record.mark == ThresholdMark::break_point);
    if (record.mark == ThresholdMark::stable) CHECK(record.changed < largest);
  }
}

TEST_CASE("the threshold in force is a row of its own and the default of the report") {
  Settings settings;
  settings.events.threshold = 0.33;
  const TuneReport report = tune_events(kShipped, {}, settings).report();
  CHECK(report.thresholds.size() == 21);
  CHECK(report.default_threshold == 0.33);
  CHECK(report.thresholds[report.standard].threshold == 0.33);
  CHECK(std::ranges::is_sorted(report.thresholds, {}, &ThresholdRecord::threshold));
}

TEST_CASE("tune events recommends no threshold below the floor, which events would refuse") {
  Settings settings;
  settings.events.floor = 0.3;
  const TuneReport report = tune_events(kShipped, {}, settings).report();
  CHECK(report.thresholds.front().threshold == 0.3);
  CHECK(report.thresholds.size() == 15);
  TuneSettings low;
  low.to = 0.2;
  CHECK_THROWS_WITH_AS(tune_events(kShipped, low, settings), doctest::Contains("event-floor"), Error);
}

TEST_CASE("a target takes the most of the other among the thresholds that reach it") {
  const LabelTable table = read_label_table(kLabels);
  TuneSettings tune;
  tune.target_recall = 0.8;
  const TuneReport recall = tune_events(kShipped, tune, {}).report(table, kLabels);
  CHECK(recall.thresholds[recall.recommended].recall->value >= 0.8);
  tune.target_recall = {};
  tune.target_precision = 0.5;
  const LabelTable harsh = {
      {{"visit/rumour", "a", ""}, {"visit/arrival", "b", ""}, {"visit/announcement", "c", ""}}, {}, false};
  const TuneReport precision = tune_events(kShipped, tune, {}).report(harsh, "harsh");
  // With every pair apart by the labels precision is 1 only where none is together.
  CHECK(precision.thresholds[precision.recommended].precision->value == 1);
  tune.target_precision = 0.9;
  tune.target_recall = 0.9;
  const TuneReport both = tune_events(kShipped, tune, {}).report(table, kLabels);
  CHECK(both.thresholds[both.recommended].f1->value == doctest::Approx(1));
  CHECK_THROWS_AS(tune_events(kShipped, tune, {}).report(), Error);
}

TEST_CASE("answers below the floor and between copies are counted apart") {
  const Tuning tuning = tune_events(kShipped, {}, {});
  const std::vector<CopyGroup> groups = build_hierarchy(kShipped, {}).groups();
  REQUIRE_FALSE(groups.empty());
  const auto& articles = tuning.collection().articles;
  const std::string kept = articles[index_of(groups[0].kept)].id;
  const std::string copy = articles[index_of(groups[0].members[0].id)].id;
  LabelTable table;
  table.of_pairs = true;
  table.pairs = {{kept, copy, true},
                 {"visit/rumour", "dike/sasbeek_flash", false},
                 {"visit/announcement", "visit/arrival", true},
                 {"visit/announcement", "visit/rumour", std::nullopt},
                 {"visit/announcement", "nowhere", true}};
  const TuneReport report = tuning.report(table, "answers");
  CHECK(report.judged == 3);
  CHECK(report.unknown_labels == 1);
  std::string notes;
  for (const std::string& note : report.notes) notes += note + "\n";
  CHECK(notes.find("3 pairs judged: 2 the same, 1 not; 1 skipped") != std::string::npos);
  CHECK(notes.find("1 pair judged lies below it, 0 of them the same") != std::string::npos);
  CHECK(notes.find("1 pair judged are copies of one report") != std::string::npos);
}

TEST_CASE("answers that all lie below the floor recommend nothing of their own") {
  LabelTable table;
  table.of_pairs = true;
  table.pairs = {{"visit/rumour", "dike/sasbeek_flash", true}};
  const TuneReport report = tune_events(kShipped, {}, {}).report(table, "answers");
  CHECK(report.judged == 0);
  CHECK_FALSE(report.thresholds.front().f1);
  CHECK(report.recommended == report.standard);
  REQUIRE(report.notes.size() == 2);
  CHECK(report.notes[1].find("1 pair judged lies below it, 1 of them the same") != std::string::npos);
}
