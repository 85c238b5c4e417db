#include <benchmark/benchmark.h>

#include "bundel/duplicates.h"
#include "bundel/text.h"
#include "generate.h"

namespace {

/// Articles whose words are cut once.
struct Ground {
  std::vector<bundel::Article> articles;
  bundel::TextResult text;

  explicit Ground(const bundel::bench::Generation& generation)
      : articles(bundel::bench::generate(generation)),
        text(bundel::analyse(articles, {.marks = false, .passages = false, .detect_language = false})) {}

  [[nodiscard]] bundel::CopyInput input() const { return {articles, text.documents}; }
};

void groups(benchmark::State& state, double copies) {
  const Ground ground({.articles = static_cast<std::size_t>(state.range(0)), .copies = copies});
  for (auto _ : state) benchmark::DoNotOptimize(bundel::find_groups(ground.input(), {}));
  state.SetItemsProcessed(state.range(0) * state.iterations());
}

void groups_unique(benchmark::State& state) {
  groups(state, 0.0);
}
void groups_wire_copies(benchmark::State& state) {
  groups(state, 0.3);
}

void pairs_wire_copies(benchmark::State& state) {
  const Ground ground({.articles = static_cast<std::size_t>(state.range(0)), .copies = 0.3});
  for (auto _ : state) benchmark::DoNotOptimize(bundel::find_matches(ground.input(), {}));
  state.SetItemsProcessed(state.range(0) * state.iterations());
}

BENCHMARK(groups_unique)->Arg(2'000)->Arg(20'000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(groups_wire_copies)->Arg(2'000)->Arg(20'000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(pairs_wire_copies)->Arg(2'000)->Arg(20'000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
