#include "bundel/tune.h"

#include <doctest/doctest.h>

#include "bundel/error.h"
#include "support/silent.h"
#include "support/temp_folder.h"

using namespace bundel;
using test::Silent;

namespace {

const std::vector<std::string> kShipped = {BUNDEL_TEST_DATA "/articles"};

}  // namespace

TEST_CASE("tune shows nineteen thresholds from 0.05 to 0.95") {
  Silent observer;
  const TuneResult result = tune_dups(kShipped, {}, {}, observer);
  REQUIRE(result.thresholds.size() == 19);
  for (std::size_t i = 0; i < 19; ++i)
    CHECK(result.thresholds[i].threshold == doctest::Approx(0.05 * static_cast<double>(i + 1)));
  CHECK_FALSE(result.best);
  CHECK_FALSE(result.thresholds[0].f1);
}

TEST_CASE("each line of tune dups is what dups gives at that threshold") {
  Silent observer;
  const TuneResult result = tune_dups(kShipped, {}, {}, observer);
  for (const ThresholdRecord& record : result.thresholds) {
    CAPTURE(record.threshold);
    Settings settings;
    settings.copies.threshold = record.threshold;
    CHECK(record.pairs == run_dups(kShipped, DupsWanted::pairs, settings, observer).pairs.size());
    const DupsResult groups = run_dups(kShipped, DupsWanted::groups, settings, observer);
    std::size_t folded = 0;
    std::size_t largest = 0;
    for (const CopyGroup& group : groups.groups) {
      folded += group.members.size();
      largest = std::max(largest, group.members.size() + 1);
    }
    CHECK(record.groups == groups.groups.size());
    CHECK(record.folded == folded);
    CHECK(record.largest == largest);
  }
}

TEST_CASE("each line of tune events is what events gives at that threshold") {
  Silent observer;
  const TuneResult result = tune_events(kShipped, {}, {}, observer);
  for (const ThresholdRecord& record : result.thresholds) {
    CAPTURE(record.threshold);
    Settings settings;
    settings.events.threshold = record.threshold;
    const EventsResult events = run_events(kShipped, settings, observer);
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

TEST_CASE("labels score every threshold and mark the best") {
  Silent observer;
  TuneSettings tune;
  tune.labels = BUNDEL_TEST_DATA "/articles.labels.csv";
  const TuneResult result = tune_events(kShipped, tune, {}, observer);
  REQUIRE(result.best);
  CHECK(result.labelled == result.collection.articles.size());
  CHECK(result.unknown_labels == 0);
  for (const ThresholdRecord& record : result.thresholds) CHECK(*record.f1 <= *result.thresholds[*result.best].f1);
  CHECK(*result.thresholds[*result.best].f1 == doctest::Approx(1.0));
}

TEST_CASE("labels may cover some articles and name others; they may not name none") {
  const test::TempFolder folder;
  TuneSettings tune;
  tune.labels = folder.write("some.csv", "id,event\nvisit/rumour,x\nvisit/arrival,x\nnowhere,y\n");
  Silent observer;
  const TuneResult result = tune_events(kShipped, tune, {}, observer);
  CHECK(result.labelled == 2);
  CHECK(result.unknown_labels == 1);
  tune.labels = folder.write("none.csv", "id,event\nnowhere,y\n");
  CHECK_THROWS_AS(tune_events(kShipped, tune, {}, observer), Error);
  CHECK_THROWS_AS(tune_dups(kShipped, tune, {}, observer), Error);
}
