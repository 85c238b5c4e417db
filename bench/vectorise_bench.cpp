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

bundel::Terms terms() {
  std::vector<const bundel::Document*> documents;
  for (const auto& document : ground().text.documents) documents.push_back(&document);
  const bundel::WordOrder order(ground().text.vocabulary.words, bundel::VectoriseSettings{}.term_letters);
  const bundel::Frequencies counts = bundel::count(order, documents);
  return bundel::weigh(order, counts, counts, {});
}

void weigh(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(terms());
  state.SetItemsProcessed(static_cast<std::int64_t>(ground().bodies.size()) * state.iterations());
}

void sparse(benchmark::State& state) {
  const auto columns = terms();
  for (auto _ : state) benchmark::DoNotOptimize(bundel::sparse_rows(columns, ground().bodies));
  state.SetItemsProcessed(static_cast<std::int64_t>(ground().bodies.size()) * state.iterations());
}

void hashed(benchmark::State& state) {
  const auto columns = terms();
  const auto rows = bundel::sparse_rows(columns, ground().bodies);
  for (auto _ : state) benchmark::DoNotOptimize(bundel::hashed_rows(columns, rows, 512));
  state.SetItemsProcessed(static_cast<std::int64_t>(ground().bodies.size()) * state.iterations());
}

BENCHMARK(weigh)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(sparse)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(hashed)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
