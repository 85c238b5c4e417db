#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "bundel/text.h"
#include "generate.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace {

void measure(benchmark::State& state, const std::vector<bundel::Article>& articles,
             const bundel::TextSettings& settings) {
  std::size_t bytes = 0;
  for (const auto& article : articles) bytes += article.text.size();
  for (auto _ : state) benchmark::DoNotOptimize(bundel::analyse(articles, settings));
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}

void words_marks_passages(benchmark::State& state) {
  measure(state, bundel::bench::generate({.articles = 2'000}), {});
}

struct Sample {
  std::string_view name;
  std::string_view sentence;
};

/// Word pieces of which a text of each kind is drawn; of Chinese, clauses.
constexpr auto kSamples = std::to_array<Sample>({
    {"ascii", "the harbour was closed on Monday after a storm had damaged two of its three cranes"},
    {"french", "le port a été fermé lundi après qu’une tempête eut endommagé deux de ses trois grues"},
    {"greek", "το λιμάνι έκλεισε τη Δευτέρα αφού μια καταιγίδα κατέστρεψε δύο από τους τρεις γερανούς"},
    {"arabic", "أغلق الميناء يوم الاثنين بعد أن ألحقت عاصفة أضرارا باثنتين من رافعاته الثلاث"},
    {"vocalised", "أُغْلِقَ المِينَاءُ يَوْمَ الاثْنَيْنِ بَعْدَ عَاصِفَةٍ"},
    {"russian", "порт закрыли в понедельник после того как шторм повредил два из трёх его кранов"},
    {"serbian", "лука је затворена у понедељак пошто је олуја оштетила две од њене три дизалице"},
    {"simplified", "港口星期一关闭， 一场风暴损坏了三台起重机中的两台， 市长感谢救援队。"},
    {"traditional", "港口星期一關閉， 一場風暴損壞了三台起重機中的兩台， 市長感謝救援隊。"},
    {"japanese", "嵐で三基のクレーンのうち二基が壊れ、 港は月曜日に閉鎖された。 市長は救助隊に感謝した。"},
});

/// Words alone, by script: what normalising, folding and cutting cost.
void words_by_script(benchmark::State& state) {
  const Sample& sample = kSamples[static_cast<std::size_t>(state.range(0))];
  state.SetLabel(std::string(sample.name));
  std::vector<std::string_view> pieces;
  for (std::string_view rest = sample.sentence; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    pieces.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::mt19937 random(1);
  std::vector<bundel::Article> articles(500);
  for (bundel::Article& article : articles) {
    while (article.text.size() < 8'000) article.text.append(pieces[random() % pieces.size()]).append(1, ' ');
  }
  measure(state, articles, {.marks = false, .passages = false, .detect_language = false});
}

BENCHMARK(words_marks_passages)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(words_by_script)->DenseRange(0, kSamples.size() - 1)->Unit(benchmark::kMillisecond)->UseRealTime();

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
