#include <benchmark/benchmark.h>

#include "bundel/text.h"
#include "generate.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace {

void words_marks_passages(benchmark::State& state) {
  const auto articles = bundel::bench::generate({.articles = 2'000});
  std::size_t bytes = 0;
  for (const auto& article : articles) bytes += article.text.size();
  for (auto _ : state) benchmark::DoNotOptimize(bundel::analyse(articles, {}));
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}

BENCHMARK(words_marks_passages)->Unit(benchmark::kMillisecond)->UseRealTime();

// --- visible text -------------------------------------------------------------------------------------------------

std::string repeated(std::string_view what) {
  constexpr std::size_t kBytes = std::size_t{1} << 20;
  std::string text;
  while (text.size() < kBytes) text += what;
  return text;
}

void visible(benchmark::State& state, const std::string& text) {
  for (auto _ : state) benchmark::DoNotOptimize(bundel::visible_text(text));
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}

const std::string kSentence =
    "The harbour reopened on Tuesday after divers had recovered the last of forty containers. ";
const std::string kHtml =
    "<p>The harbour reopened on <a href=\"https://site.example/topic/12?utm_source=rss&amp;utm_medium=feed\" "
    "target=\"_blank\">Tuesday</a> after divers had recovered the last of <strong>forty</strong> containers, "
    "the mayor said.&nbsp;&#8220;All is well.&#8221;</p>\n";

BENCHMARK_CAPTURE(visible, plain, repeated(kSentence + "\n"));
BENCHMARK_CAPTURE(visible, lone_less, repeated("a < b "));
BENCHMARK_CAPTURE(visible, only_less, repeated("< "));
BENCHMARK_CAPTURE(visible, lone_ampersand, repeated("R & D "));
BENCHMARK_CAPTURE(visible, only_ampersand, repeated("& "));
BENCHMARK_CAPTURE(visible, references, repeated(kSentence + "&quot;All&nbsp;is well&#8217;, he said.\n"));
BENCHMARK_CAPTURE(visible, html, repeated(kHtml));
BENCHMARK_CAPTURE(visible, html_by_tree, "<p hidden></p>" + repeated(kHtml).substr(0, std::size_t{1} << 19));

}  // namespace
