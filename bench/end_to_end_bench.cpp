#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "bundel/pipeline.h"
#include "generate.h"

namespace {

class Silent : public bundel::Observer {
 public:
  void begins(std::string_view /*step*/) override {}
  void ends(const bundel::StepCount& /*count*/) override {}
};

/// Generated articles in a JSON Lines file that goes away with the object. The words need no escaping but for the
/// newlines.
class File {
 public:
  explicit File(std::size_t articles)
      : path_(std::filesystem::temp_directory_path() / ("bundel_bench_" + std::to_string(::getpid()) + ".jsonl")) {
    std::ofstream out(path_, std::ios::binary);
    for (const bundel::Article& article : bundel::bench::generate({.articles = articles})) {
      out << R"({"id":")" << article.id << R"(","date":)" << article.time->begin << R"(,"text":")";
      for (const char byte : article.text) out << (byte == '\n' ? "\\n" : std::string(1, byte));
      out << "\"}\n";
    }
  }
  ~File() { std::remove(path_.c_str()); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

void dups(benchmark::State& state) {
  const File file(static_cast<std::size_t>(state.range(0)));
  Silent silent;
  for (auto _ : state)
    benchmark::DoNotOptimize(bundel::run_dups({file.path()}, bundel::DupsWanted::groups, {}, silent));
  state.SetItemsProcessed(state.range(0) * state.iterations());
}

void events(benchmark::State& state) {
  const File file(static_cast<std::size_t>(state.range(0)));
  Silent silent;
  for (auto _ : state) benchmark::DoNotOptimize(bundel::run_events({file.path()}, {}, silent));
  state.SetItemsProcessed(state.range(0) * state.iterations());
}

BENCHMARK(dups)->Arg(2'000)->Arg(20'000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(events)->Arg(2'000)->Arg(10'000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
