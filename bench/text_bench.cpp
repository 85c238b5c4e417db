#include <benchmark/benchmark.h>

#include "bundel/text.h"
#include "generate.h"

namespace {

void words_marks_passages(benchmark::State& state) {
  const auto articles = bundel::bench::generate({.articles = 2'000});
  std::size_t bytes = 0;
  for (const auto& article : articles) bytes += article.text.size();
  for (auto _ : state) benchmark::DoNotOptimize(bundel::analyse(articles, {}));
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}

BENCHMARK(words_marks_passages)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
