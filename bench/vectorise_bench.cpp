#include <benchmark/benchmark.h>

#include "bundel/text.h"
#include "bundel/vectorise.h"
#include "generate.h"

namespace {

struct Ground {
  bundel::TextResult text = bundel::analyse(bundel::bench::generate({.articles = 5'000}), {});
  std::vector<std::span<const bundel::WordId>> bodies;

  Ground() {
    for (const auto& document : text.documents) bodies.emplace_back(document.words);
  }
};

const Ground& ground() {
  static const Ground made;
  return made;
}

void weigh(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(bundel::weigh_terms(ground().text.vocabulary.words, ground().text.documents, {}));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(ground().bodies.size()) * state.iterations());
}

void sparse(benchmark::State& state) {
  const auto terms = bundel::weigh_terms(ground().text.vocabulary.words, ground().text.documents, {});
  for (auto _ : state) benchmark::DoNotOptimize(bundel::sparse_rows(terms, ground().bodies));
  state.SetItemsProcessed(static_cast<std::int64_t>(ground().bodies.size()) * state.iterations());
}

void hashed(benchmark::State& state) {
  const auto terms = bundel::weigh_terms(ground().text.vocabulary.words, ground().text.documents, {});
  const auto rows = bundel::sparse_rows(terms, ground().bodies);
  for (auto _ : state) benchmark::DoNotOptimize(bundel::hashed_rows(terms, rows, 512));
  state.SetItemsProcessed(static_cast<std::int64_t>(ground().bodies.size()) * state.iterations());
}

BENCHMARK(weigh)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(sparse)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(hashed)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
