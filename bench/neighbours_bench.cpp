// Nearest rows: comparing all, the lists, and FAISS's flat search beside them, on hashed TF-IDF rows of made-up
// reports.
//
// A report has 60 distinct words: of its event, of its theme, and of the language, drawn by Zipf's law. Its row is
// binary TF-IDF, hashed with signs into 512 columns and rounded. Events have from 1 to 200 reports, most only one.
// Recall is counted on 1,000 rows: of the 64 nearest in the hashed rows (recall_hashed), and of those among them whose
// unhashed cosine is at least 0.2 too (recall), how many are found.
#include "bundel/neighbours.h"

#include <benchmark/benchmark.h>
#include <faiss/IndexFlat.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

using namespace bundel;

namespace {

constexpr Eigen::Index kColumns = 512;
constexpr std::size_t kWordsOfReport = 60;
constexpr double kVocabulary = 200'000;
constexpr float kNear = 0.2F;

struct Word {
  std::uint32_t id = 0;
  float weight = 0;
};

struct Reports {
  std::vector<std::vector<Word>> words;  // of each report, by id
  DenseRows rows;
};

/// Draws without <random>'s distributions, so that every machine measures the same rows.
class Dice {
 public:
  double unit() { return static_cast<double>(generator_() >> 11) * 0x1p-53; }
  std::size_t below(double size) { return static_cast<std::size_t>(size * unit()); }
  /// Zipf's law: word r is drawn in proportion to 1 / r, the `skip` most frequent ones never.
  std::uint32_t word(double skip) {
    return static_cast<std::uint32_t>(skip * std::exp(unit() * std::log(kVocabulary / skip)));
  }

 private:
  std::mt19937_64 generator_{7};
};

std::uint64_t hash_of(std::uint64_t x) {
  x = (x ^ (x >> 31)) * 0x9fb21c651e98df25ULL;
  x = (x ^ (x >> 29)) * 0xd6e8feb86659fd93ULL;
  return x ^ (x >> 32);
}

/// What the words of an event's reports are drawn from.
struct EventWords {
  std::vector<std::uint32_t> event;
  const std::vector<std::uint32_t>& theme;
  double event_share;  // the theme has 0.45 of the rest, the language what remains
};

std::vector<Word> report_of(const EventWords& from, Dice& dice) {
  std::set<std::uint32_t> ids;
  while (ids.size() < kWordsOfReport) {
    const double x = dice.unit();
    const double early = dice.unit() * dice.unit();  // frequent words of a theme come first
    if (x < from.event_share) {
      ids.insert(from.event[dice.below(static_cast<double>(from.event.size()))]);
    } else if (x < from.event_share + 0.45 * (1 - from.event_share)) {
      ids.insert(from.theme[static_cast<std::size_t>(early * static_cast<double>(from.theme.size()))]);
    } else {
      ids.insert(dice.word(1));
    }
  }
  std::vector<Word> words;
  for (const std::uint32_t id : ids) words.push_back({id, 0});
  return words;
}

std::vector<std::vector<Word>> draw_reports(std::size_t count) {
  Dice dice;
  std::vector<std::vector<std::uint32_t>> themes(std::clamp<std::size_t>(count / 200, 8, 400));
  for (auto& theme : themes) {
    for (int i = 0; i < 300; ++i) theme.push_back(dice.word(50));
  }
  std::vector<std::vector<Word>> reports;
  while (reports.size() < count) {
    const double at = dice.unit() * dice.unit() * static_cast<double>(themes.size());
    EventWords from{{}, themes[static_cast<std::size_t>(at)], 0.35 + 0.5 * dice.unit()};
    for (int i = 0; i < 60; ++i) from.event.push_back(dice.unit() < 0.5 ? dice.word(200) : from.theme[dice.below(300)]);
    const double size = std::min(200.0, std::pow(1 - dice.unit(), -0.8));
    for (double i = 0; i < std::floor(size) && reports.size() < count; ++i) reports.push_back(report_of(from, dice));
  }
  for (std::size_t i = count - 1; i > 0; --i) std::swap(reports[i], reports[dice.below(static_cast<double>(i + 1))]);
  return reports;
}

void weigh(std::vector<std::vector<Word>>& reports) {
  std::unordered_map<std::uint32_t, double> frequency;
  for (const auto& report : reports) {
    for (const Word& word : report) ++frequency[word.id];
  }
  for (auto& report : reports) {
    double sum = 0;
    for (Word& word : report) {
      word.weight = static_cast<float>(std::log(static_cast<double>(reports.size() + 1) / frequency.at(word.id)));
      sum += static_cast<double>(word.weight) * static_cast<double>(word.weight);
    }
    for (Word& word : report) word.weight = static_cast<float>(static_cast<double>(word.weight) / std::sqrt(sum));
  }
}

const Reports& reports_of(std::size_t count) {
  static std::map<std::size_t, Reports> made;
  Reports& reports = made[count];
  if (!reports.words.empty()) return reports;
  reports.words = draw_reports(count);
  weigh(reports.words);
  reports.rows = DenseRows::Zero(static_cast<Eigen::Index>(count), kColumns);
  for (Eigen::Index row = 0; row < reports.rows.rows(); ++row) {
    for (const Word& word : reports.words[static_cast<std::size_t>(row)]) {
      const std::uint64_t hash = hash_of(word.id + 1);
      reports.rows(row, static_cast<Eigen::Index>(hash % kColumns)) +=
          (hash >> 40) % 2 == 0 ? word.weight : -word.weight;
    }
    const float norm = reports.rows.row(row).norm();
    for (Eigen::Index i = 0; i < kColumns; ++i) reports.rows(row, i) = std::rint(2000 * reports.rows(row, i) / norm);
  }
  return reports;
}

float cosine(const std::vector<Word>& a, const std::vector<Word>& b) {
  float sum = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].id == b[j].id) {
      sum += a[i++].weight * b[j++].weight;
    } else {
      (a[i].id < b[j].id ? i : j) += 1;
    }
  }
  return sum;
}

void count_recall(benchmark::State& state, const Reports& reports, const NeighbourLists& lists) {
  constexpr std::size_t kSample = 1'000;
  constexpr std::size_t kNearest = 65;  // itself too
  const std::size_t step = reports.words.size() / kSample;
  DenseRows sample(kSample, kColumns);
  for (std::size_t i = 0; i < kSample; ++i) {
    sample.row(static_cast<Eigen::Index>(i)) = reports.rows.row(static_cast<Eigen::Index>(i * step));
  }
  std::vector<float> products(kSample * kNearest);
  std::vector<faiss::Index::idx_t> ids(products.size());
  faiss::IndexFlatIP index(kColumns);
  index.add(reports.rows.rows(), reports.rows.data());
  index.search(sample.rows(), sample.data(), kNearest, products.data(), ids.data());

  std::size_t near[2] = {};
  std::size_t found[2] = {};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::size_t row = i / kNearest * step;
    const auto other = static_cast<std::size_t>(ids[i]);
    if (other == row || products[i] < kNear * 2000 * 2000) continue;
    const bool in_words = cosine(reports.words[row], reports.words[other]) >= kNear;
    const auto begin = lists.entries.begin() + static_cast<std::ptrdiff_t>(lists.offsets[row]);
    const auto end = lists.entries.begin() + static_cast<std::ptrdiff_t>(lists.offsets[row + 1]);
    const bool listed = std::any_of(begin, end, [=](const Neighbour& n) { return n.row == other; });
    near[0] += 1;
    near[1] += in_words ? 1 : 0;
    found[0] += listed ? 1 : 0;
    found[1] += in_words && listed ? 1 : 0;
  }
  state.counters["recall_hashed"] = static_cast<double>(found[0]) / static_cast<double>(near[0]);
  state.counters["recall"] = static_cast<double>(found[1]) / static_cast<double>(near[1]);
}

void exact(benchmark::State& state) {
  const Reports& reports = reports_of(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    NeighbourLists lists = nearest_exact(reports.rows, {});
    benchmark::DoNotOptimize(lists.entries.data());
  }
}

void blocked(benchmark::State& state) {
  const Reports& reports = reports_of(static_cast<std::size_t>(state.range(0)));
  NeighbourLists lists;
  for (auto _ : state) {
    lists = nearest_blocked(reports.rows, {.probes = static_cast<int>(state.range(1))});
    benchmark::DoNotOptimize(lists.entries.data());
  }
  count_recall(state, reports, lists);
}

/// What FAISS alone would take for the same work: it ranks by product, and which of several equal ones it keeps is
/// open.
void faiss_flat(benchmark::State& state) {
  const Reports& reports = reports_of(static_cast<std::size_t>(state.range(0)));
  const auto rows = reports.rows.rows();
  std::vector<float> products(static_cast<std::size_t>(rows) * 65);
  std::vector<faiss::Index::idx_t> ids(products.size());
  for (auto _ : state) {
    faiss::IndexFlatIP index(kColumns);
    index.add(rows, reports.rows.data());
    index.search(rows, reports.rows.data(), 65, products.data(), ids.data());
    benchmark::DoNotOptimize(ids.data());
  }
}

BENCHMARK(exact)
    ->ArgName("rows")
    ->Arg(2'000)
    ->Arg(5'000)
    ->Arg(10'000)
    ->Arg(20'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();
BENCHMARK(faiss_flat)
    ->ArgName("rows")
    ->Arg(20'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();
BENCHMARK(blocked)
    ->ArgNames({"rows", "probes"})
    ->ArgsProduct({{2'000, 5'000, 10'000, 200'000}, {16}})
    ->ArgsProduct({{20'000, 100'000}, {8, 16, 32}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

}  // namespace
