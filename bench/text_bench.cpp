#include <benchmark/benchmark.h>

#include "bundel/text.h"
#include "generate.h"

namespace {

void cut_words(benchmark::State& state, bundel::TextSettings settings) {
  const auto articles = bundel::bench::generate({.articles = 2'000});
  std::size_t bytes = 0;
  for (const auto& article : articles) bytes += article.text.size();
  for (auto _ : state) benchmark::DoNotOptimize(bundel::analyse(articles, settings));
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}

void words_only(benchmark::State& state) {
  cut_words(state, {.marks = false, .passages = false, .detect_language = false});
}
void words_marks_passages(benchmark::State& state) {
  cut_words(state, {});
}

BENCHMARK(words_only)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(words_marks_passages)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
