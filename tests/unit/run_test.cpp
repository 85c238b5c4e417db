#include "bundel/run.h"

#include <doctest/doctest.h>

#include <atomic>
#include <limits>
#include <sstream>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "bundel/error.h"
#include "bundel/neighbours.h"
#include "bundel/pipeline.h"
#include "bundel/tune.h"
#include "ground/parallel.h"
#include "support/silent.h"
#include "support/writers.h"

extern "C" {
void openblas_set_num_threads(int threads);
int openblas_get_num_threads(void);
}

using namespace bundel;

namespace {

const std::vector<std::string> kShipped = {BUNDEL_TEST_DATA "/articles"};

std::string events_of(const RunContext& context) {
  std::ostringstream out;
  test::write_events_jsonl(out, run_events(kShipped, {}, context).events);
  return out.str();
}

/// Asks for a stop when a step of this name begins.
class Stopper : public test::Silent {
 public:
  explicit Stopper(std::string step) : step_(std::move(step)) {}
  void begins(std::string_view step) override {
    Silent::begins(step);
    if (step == step_) source.request_stop();
  }
  std::stop_source source;

 private:
  std::string step_;
};

DenseRows some_rows(int count) {
  DenseRows rows(count, 64);
  for (int i = 0; i < count; ++i) {
    for (int c = 0; c < 64; ++c) rows(i, c) = static_cast<float>((i * 31 + c * c * 7 + i * c) % 101 - 50);
  }
  return rows;
}

}  // namespace

TEST_CASE("a scope is in force on its own thread until it ends, one within another") {
  const std::size_t all = ground::thread_limit();
  {
    const RunScope outer({.threads = 5});
    CHECK(ground::thread_limit() == 5);
    {
      const RunScope inner({.threads = 2});
      CHECK(ground::thread_limit() == 2);
      std::thread other([&] { CHECK(ground::thread_limit() == all); });
      other.join();
    }
    CHECK(ground::thread_limit() == 5);
  }
  CHECK(ground::thread_limit() == all);
}

TEST_CASE("the threads of a loop are in the caller's run") {
  std::stop_source source;
  const RunScope scope({.threads = 4, .stop = source.get_token()});
  std::atomic<int> stopped = 0;
  const auto body = [&](std::size_t i) {
    if (i == 0) source.request_stop();
    while (!source.stop_requested()) std::this_thread::yield();
    try {
      check_stop();
    } catch (const Stopped&) {
      ++stopped;
      throw;
    }
  };
  CHECK_THROWS_AS(ground::parallel_for(4, body), Stopped);
  CHECK(stopped >= 1);
}

TEST_CASE("a loop stops between two chunks") {
  for (const int threads : {1, 3}) {
    std::stop_source source;
    const RunScope scope({.threads = threads, .stop = source.get_token()});
    std::atomic<int> done = 0;
    const auto body = [&](std::size_t) {
      if (++done == 10) source.request_stop();
      if (done >= 10) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    };
    CHECK_THROWS_AS(ground::parallel_for(100'000, body), Stopped);
    CHECK(done < 100'000);
    CHECK_THROWS_AS(ground::parallel_for(5, body), Stopped);
  }
}

TEST_CASE("an error comes before a stop") {
  std::stop_source source;
  const RunScope scope({.threads = 1, .stop = source.get_token()});
  const auto body = [&](std::size_t) {
    source.request_stop();
    throw Error(ErrorKind::resources, "no more", "here");
  };
  CHECK_THROWS_AS(ground::parallel_for(9, body), Error);
}

TEST_CASE("a run stops in the step that it is in") {
  for (const std::string step : {"read", "text", "boilerplate", "copies", "neighbours"}) {
    Stopper stopper(step);
    const RunContext context{.threads = 2, .observer = &stopper, .stop = stopper.source.get_token()};
    CHECK_THROWS_AS(run_events(kShipped, {}, context), Stopped);
    CHECK(stopper.begun.back() == step);
    CHECK(stopper.ended.size() + 1 == stopper.begun.size());
  }
  Stopper stopper("copies");
  const RunContext context{.observer = &stopper, .stop = stopper.source.get_token()};
  CHECK_THROWS_AS(run_dups(kShipped, DupsWanted::pairs, {}, {}, context), Stopped);
  CHECK(stopper.ended == std::vector<std::string>{"read", "text", "boilerplate"});
}

/// Asks for a stop at the event of this number: steps that begin, that end, and readings whose rejections are told.
struct StopAt : Observer {
  explicit StopAt(std::size_t event) : event_(event) {}
  void begins(std::string_view) override { count(); }
  void ends(const StepCount&) override { count(); }
  void rejected(const Rejections&) override { count(); }

  std::stop_source source;
  std::size_t events = 0;

 private:
  void count() {
    if (events++ == event_) source.request_stop();
  }
  std::size_t event_;
};

TEST_CASE("a stop asked for at any event of any command ends the run there") {
  const auto check_every_event = [](const auto& run) {
    const auto run_to = [&](StopAt& observer) {
      run(RunContext{.threads = 2, .observer = &observer, .stop = observer.source.get_token()});
    };
    StopAt never(std::numeric_limits<std::size_t>::max());
    run_to(never);
    REQUIRE(never.events >= 7);
    for (std::size_t event = 0; event < never.events; ++event) {
      CAPTURE(event);
      StopAt observer(event);
      CHECK_THROWS_AS(run_to(observer), Stopped);
      CHECK(observer.events == event + 1);
    }
  };
  Settings settings;
  settings.keep_from = {BUNDEL_TEST_DATA "/exports/archive.jsonl"};
  check_every_event([&](const RunContext& context) { run_dups(kShipped, DupsWanted::groups, settings, {}, context); });
  check_every_event([](const RunContext& context) { run_dups(kShipped, DupsWanted::pairs, {}, {}, context); });
  check_every_event([](const RunContext& context) { run_events(kShipped, {}, context); });
  check_every_event([](const RunContext& context) { tune_dups(kShipped, {}, {}, context); });
  check_every_event([](const RunContext& context) { tune_events(kShipped, {}, {}, context); });
}

TEST_CASE("a search for neighbours stops between two blocks") {
  std::stop_source source;
  source.request_stop();
  const RunScope scope({.threads = 1, .stop = source.get_token()});
  const DenseRows rows = some_rows(600);
  NeighbourSettings settings;
  CHECK_THROWS_AS(nearest_exact(rows, settings), Stopped);
  CHECK_THROWS_AS(nearest_blocked(rows, settings), Stopped);
}

TEST_CASE("runs at the same time, each with its own threads, give the bytes of a run alone") {
  const std::string alone = events_of({.threads = 1});
  std::vector<std::string> found(4);
  std::vector<test::Silent> observers(found.size());
  std::vector<std::thread> runs;
  for (std::size_t i = 0; i < found.size(); ++i) {
    runs.emplace_back(
        [&, i] { found[i] = events_of({.threads = static_cast<int>(i) + 1, .observer = &observers[i]}); });
  }
  std::stop_source source;
  source.request_stop();
  CHECK_THROWS_AS(events_of({.stop = source.get_token()}), Stopped);
  for (std::thread& run : runs) run.join();
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(found[i] == alone);
    CHECK(observers[i].ended == observers[0].ended);
  }
}

TEST_CASE("runs at the same time put back the threads of OpenBLAS that they found") {
  const int before = openblas_get_num_threads();
  openblas_set_num_threads(2);
  const DenseRows rows = some_rows(700);
  NeighbourSettings settings;
  const NeighbourLists alone = nearest_blocked(rows, settings);
  CHECK(openblas_get_num_threads() == 2);
  std::atomic<int> same = 0;
  std::vector<std::thread> searches;
  for (int i = 0; i < 3; ++i) {
    searches.emplace_back([&, i] {
      const RunScope scope({.threads = i + 1});
      for (int round = 0; round < 5; ++round) {
        const NeighbourLists found = nearest_blocked(rows, settings);
        const auto equal = [](const Neighbour& a, const Neighbour& b) {
          return a.row == b.row && a.similarity == b.similarity;
        };
        same += found.offsets == alone.offsets && std::ranges::equal(found.entries, alone.entries, equal) ? 1 : 0;
      }
    });
  }
  for (std::thread& search : searches) search.join();
  CHECK(same == 15);
  CHECK(openblas_get_num_threads() == 2);
  openblas_set_num_threads(before);
}

TEST_CASE("every step of every command takes time") {
  const auto check_steps = [](const auto& run) {
    test::Silent observer;
    run(RunContext{.observer = &observer});
    CHECK(observer.begun == observer.ended);
    for (std::size_t i = 0; i < observer.ended.size(); ++i) {
      INFO(observer.ended[i]);
      CHECK(observer.seconds[i] > 0);
    }
  };
  check_steps([](const RunContext& context) { run_dups(kShipped, DupsWanted::groups, {}, {}, context); });
  check_steps([](const RunContext& context) { run_events(kShipped, {}, context); });
  check_steps([](const RunContext& context) { tune_dups(kShipped, {}, {}, context); });
  check_steps([](const RunContext& context) { tune_events(kShipped, {}, {}, context); });
}
