// Each step of `bundel dups` by itself, on every series: read, words, groups or pairs, write.
#include <benchmark/benchmark.h>

#include <sstream>
#include <string>

#include "bundel/duplicates.h"
#include "bundel/read.h"
#include "bundel/text.h"
#include "bundel/writer.h"
#include "json_file.h"

namespace {

using namespace bundel::bench;

constexpr bundel::TextSettings kWordsOnly{.marks = false, .passages = false, .detect_language = false};

Generation generation_of(const benchmark::State& state, Series series) {
  return {.series = series, .articles = static_cast<std::size_t>(state.range(0))};
}

/// Articles whose words are cut once.
struct Ground {
  std::vector<bundel::Article> articles;
  bundel::TextResult text;

  explicit Ground(const Generation& generation)
      : articles(generate(generation)), text(bundel::analyse(articles, kWordsOnly)) {}

  [[nodiscard]] bundel::CopyInput input() const { return {articles, text.documents, text.vocabulary.words, text.vocabulary.hashes}; }
};

void count_items(benchmark::State& state) {
  state.SetItemsProcessed(state.range(0) * state.iterations());
}

void read(benchmark::State& state, Series series) {
  const JsonFile file(generation_of(state, series));
  for (auto _ : state) benchmark::DoNotOptimize(bundel::read_articles({file.path()}, {}));
  count_items(state);
}

void words(benchmark::State& state, Series series) {
  const auto articles = generate(generation_of(state, series));
  for (auto _ : state) benchmark::DoNotOptimize(bundel::analyse(articles, kWordsOnly));
  count_items(state);
}

void find_groups(benchmark::State& state, Series series, bool noisy) {
  const Ground ground(generation_of(state, series));
  for (auto _ : state) benchmark::DoNotOptimize(bundel::find_groups(ground.input(), {.noisy = noisy}));
  count_items(state);
}
void groups(benchmark::State& state, Series series) {
  find_groups(state, series, false);
}
void groups_noisy(benchmark::State& state, Series series) {
  find_groups(state, series, true);
}

void pairs(benchmark::State& state, Series series) {
  const Ground ground(generation_of(state, series));
  for (auto _ : state) benchmark::DoNotOptimize(bundel::find_matches(ground.input(), {.noisy = false}));
  count_items(state);
}

/// Records in the shape of the pipeline's, as JSON Lines.
void write(benchmark::State& state, Series series) {
  const Ground ground(generation_of(state, series));
  std::vector<bundel::GroupRecord> records;
  for (const bundel::CopyGroup& group : bundel::find_groups(ground.input(), {.noisy = false}).groups) {
    records.push_back({"c1", ground.articles[bundel::index_of(group.kept)].id, {}});
    for (const bundel::Folded& member : group.members) {
      records.back().members.push_back({ground.articles[bundel::index_of(member.id)].id, member.kind,
                                        std::min(member.in_kept, member.of_kept), member.in_kept, member.of_kept});
    }
  }
  for (auto _ : state) {
    std::ostringstream out;
    bundel::make_writer(bundel::Format::jsonl, out, {})->groups(records);
    benchmark::DoNotOptimize(out);
  }
  count_items(state);
}

using Step = void (*)(benchmark::State&, Series);

void add(const char* name, Step step, Series series, std::int64_t articles) {
  benchmark::RegisterBenchmark((std::string(name) + '/' + std::string(name_of(series))).c_str(), step, series)
      ->Arg(articles)
      ->Unit(benchmark::kMillisecond)
      ->UseRealTime()
      ->MeasureProcessCPUTime();
}

void add_steps(Series series, std::int64_t articles) {
  add("read", read, series, articles);
  add("words", words, series, articles);
  add("groups", groups, series, articles);
  add("groups_noisy", groups_noisy, series, articles);
  // Pairs of one template or of a giant group grow with the square.
  const bool quadratic = series == Series::templated || series == Series::giant_group;
  add("pairs", pairs, series, quadratic ? articles / 10 : articles);
  add("write", write, series, articles);
}

[[maybe_unused]] const bool kRegistered = [] {
  for (const Series series : kAllSeries) {
    for (const std::int64_t articles : {2'000, 20'000}) add_steps(series, articles);
  }
  add_steps(Series::wire_copies, 200'000);
  return true;
}();

}  // namespace
