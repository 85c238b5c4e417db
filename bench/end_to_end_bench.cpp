#include <benchmark/benchmark.h>

#include <string>

#include "bundel/pipeline.h"
#include "json_file.h"

namespace {

using namespace bundel::bench;

void dups(benchmark::State& state, Series series) {
  const JsonFile file({.series = series, .articles = static_cast<std::size_t>(state.range(0))});
  for (auto _ : state) benchmark::DoNotOptimize(bundel::run_dups({file.path()}, bundel::DupsWanted::groups, {}));
  state.SetItemsProcessed(state.range(0) * state.iterations());
}

void events(benchmark::State& state) {
  const JsonFile file({.articles = static_cast<std::size_t>(state.range(0))});
  for (auto _ : state) benchmark::DoNotOptimize(bundel::run_events({file.path()}, {}));
  state.SetItemsProcessed(state.range(0) * state.iterations());
}

[[maybe_unused]] const bool kRegistered = [] {
  for (const Series series : kAllSeries) {
    benchmark::RegisterBenchmark(("dups/" + std::string(name_of(series))).c_str(), dups, series)
        ->Arg(2'000)
        ->Arg(20'000)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime()
        ->MeasureProcessCPUTime();
  }
  return true;
}();

BENCHMARK(events)->Arg(2'000)->Arg(10'000)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();

}  // namespace
