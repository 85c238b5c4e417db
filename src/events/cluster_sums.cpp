#include "events/cluster_sums.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <tuple>

namespace bundel::events_detail {
namespace {

/// Beyond this ratio of lengths, binary search in the longer vector beats walking it (log2 of 20,000 entries is about
/// 14).
constexpr std::size_t kLopsided = 16;

bool earlier(const std::optional<TimeSpan>& a, const std::optional<TimeSpan>& b) {
  if (a.has_value() != b.has_value()) return !a.has_value();
  return a.has_value() && std::tie(a->begin, a->end) < std::tie(b->begin, b->end);
}

double walk(const std::vector<ColumnSum>& a, const std::vector<ColumnSum>& b) {
  double sum = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].key < b[j].key) {
      ++i;
    } else if (b[j].key < a[i].key) {
      ++j;
    } else {
      sum += a[i++].value * b[j++].value;
    }
  }
  return sum;
}

double look_up(const std::vector<ColumnSum>& few, const std::vector<ColumnSum>& many) {
  double sum = 0;
  auto from = many.begin();
  for (const ColumnSum& entry : few) {
    from = std::lower_bound(from, many.end(), entry.key,
                            [](const ColumnSum& e, std::uint32_t key) { return e.key < key; });
    if (from == many.end()) break;
    if (from->key == entry.key) sum += entry.value * from->value;
  }
  return sum;
}

template <typename Item, typename Less, typename Join>
std::vector<Item> merge_sorted(const std::vector<Item>& a, const std::vector<Item>& b, Less less, Join join) {
  std::vector<Item> both;
  both.reserve(a.size() + b.size());
  auto i = a.begin();
  auto j = b.begin();
  while (i != a.end() && j != b.end()) {
    if (less(*i, *j)) {
      both.push_back(*i++);
    } else if (less(*j, *i)) {
      both.push_back(*j++);
    } else {
      both.push_back(join(*i++, *j++));
    }
  }
  both.insert(both.end(), i, a.end());
  both.insert(both.end(), j, b.end());
  return both;
}

}  // namespace

bool foreign(std::uint32_t a, std::uint32_t b) {
  return a != b && a != 0 && b != 0;
}

double time_penalty(const std::optional<TimeSpan>& a, const std::optional<TimeSpan>& b, const EventSettings& settings) {
  if (!a || !b) return settings.unknown_time;
  return std::log1p(static_cast<double>(gap_days(*a, *b)));
}

ClusterSums sums_of_row(const EventInput& input, Row row) {
  ClusterSums sums;
  const std::size_t at = index_of(row);
  sums.reports = 1;
  sums.times = {{input.times[at], 1}};
  sums.shortness = shortness(input.traits[at].words);
  sums.languages = {{input.traits[at].language, 1}};
  std::uint32_t first_key = 0;
  for (const Channel& channel : input.channels) {
    const double scale = std::sqrt(channel.weight);
    const auto row_number = static_cast<Eigen::Index>(at);
    if (const auto* rows = std::get_if<SparseRows>(&channel.rows)) {
      for (SparseRows::InnerIterator entry(*rows, row_number); entry; ++entry)
        sums.columns.push_back({first_key + static_cast<std::uint32_t>(entry.col()), entry.value() * scale});
      first_key += static_cast<std::uint32_t>(rows->cols());
    } else {
      for (const float value : std::get<DenseRows>(channel.rows).row(row_number)) sums.dense.push_back(value * scale);
    }
  }
  return sums;
}

ClusterSums add(const ClusterSums& a, const ClusterSums& b) {
  ClusterSums sums;
  sums.reports = a.reports + b.reports;
  sums.shortness = a.shortness + b.shortness;
  sums.columns = merge_sorted(
      a.columns, b.columns, [](const ColumnSum& x, const ColumnSum& y) { return x.key < y.key; },
      [](const ColumnSum& x, const ColumnSum& y) {
        return ColumnSum{x.key, x.value + y.value};
      });
  sums.languages = merge_sorted(
      a.languages, b.languages, [](const LanguageCount& x, const LanguageCount& y) { return x.language < y.language; },
      [](const LanguageCount& x, const LanguageCount& y) {
        return LanguageCount{x.language, x.reports + y.reports};
      });
  sums.times = merge_sorted(
      a.times, b.times, [](const TimeCount& x, const TimeCount& y) { return earlier(x.time, y.time); },
      [](const TimeCount& x, const TimeCount& y) {
        return TimeCount{x.time, x.reports + y.reports};
      });
  sums.dense = a.dense.size() < b.dense.size() ? b.dense : a.dense;  // of no report yet there are none
  const std::vector<double>& others = a.dense.size() < b.dense.size() ? a.dense : b.dense;
  std::ranges::transform(others, sums.dense, sums.dense.begin(), std::plus{});
  return sums;
}

double product(const std::vector<ColumnSum>& a, const std::vector<ColumnSum>& b) {
  if (a.size() * kLopsided < b.size()) return look_up(a, b);
  if (b.size() * kLopsided < a.size()) return look_up(b, a);
  return walk(a, b);
}

double total_score(const ClusterSums& a, const ClusterSums& b, const EventSettings& settings) {
  double time = 0;
  for (const TimeCount& x : a.times) {
    for (const TimeCount& y : b.times) {
      time += time_penalty(x.time, y.time, settings) * static_cast<double>(x.reports) * static_cast<double>(y.reports);
    }
  }
  double between_languages = 0;
  for (const LanguageCount& x : a.languages) {
    for (const LanguageCount& y : b.languages) {
      if (foreign(x.language, y.language)) between_languages += static_cast<double>(x.reports) * y.reports;
    }
  }
  const double pairs = static_cast<double>(a.reports) * static_cast<double>(b.reports);
  const double shortness = (a.shortness * b.reports + b.shortness * a.reports) / 2;
  const double dense = std::inner_product(a.dense.begin(), a.dense.end(), b.dense.begin(), 0.0);
  return product(a.columns, b.columns) + dense + settings.foreign_bias * between_languages -
         settings.short_penalty * shortness - settings.time_weight * time + settings.bias * pairs;
}

}  // namespace bundel::events_detail

namespace bundel {

double shortness(std::uint32_t words) {
  constexpr double kShort = 10;
  constexpr double kLong = 100;
  return 1 - std::log(std::clamp<double>(words, kShort, kLong) / kShort) / std::log(kLong / kShort);
}

}  // namespace bundel
