#include "events/sums.h"

#include <algorithm>
#include <cmath>
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

double walk(const std::vector<Entry>& a, const std::vector<Entry>& b) {
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

double look_up(const std::vector<Entry>& few, const std::vector<Entry>& many) {
  double sum = 0;
  auto from = many.begin();
  for (const Entry& entry : few) {
    from = std::lower_bound(from, many.end(), entry.key, [](const Entry& e, std::uint32_t key) { return e.key < key; });
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

Sums sums_of_row(const EventInput& input, std::uint32_t row, const EventSettings& settings) {
  Sums sums;
  sums.articles = 1;
  sums.times = {{input.times[row], 1}};
  sums.shortness = shortness(input.manners[row].words);
  sums.languages = {{input.manners[row].language, 1}};
  const double body_scale = std::sqrt(settings.body_weight);
  const double lead_scale = std::sqrt(settings.lead_weight);
  SparseRows::InnerIterator body(input.body, row);
  SparseRows::InnerIterator lead(input.lead, row);
  while (body || lead) {
    if (body && (!lead || body.col() <= lead.col())) {
      sums.entries.push_back({2 * static_cast<std::uint32_t>(body.col()), body.value() * body_scale});
      ++body;
    } else {
      sums.entries.push_back({2 * static_cast<std::uint32_t>(lead.col()) + 1, lead.value() * lead_scale});
      ++lead;
    }
  }
  const double piece_scale = std::sqrt(settings.piece_weight);
  const auto behind = 2 * static_cast<std::uint32_t>(input.body.cols());
  for (SparseRows::InnerIterator piece(input.pieces, row); piece; ++piece) {
    sums.entries.push_back({behind + static_cast<std::uint32_t>(piece.col()), piece.value() * piece_scale});
  }
  return sums;
}

Sums add(const Sums& a, const Sums& b) {
  Sums sums;
  sums.articles = a.articles + b.articles;
  sums.shortness = a.shortness + b.shortness;
  sums.entries = merge_sorted(
      a.entries, b.entries, [](const Entry& x, const Entry& y) { return x.key < y.key; },
      [](const Entry& x, const Entry& y) {
        return Entry{x.key, x.value + y.value};
      });
  sums.languages = merge_sorted(
      a.languages, b.languages, [](const LanguageCount& x, const LanguageCount& y) { return x.language < y.language; },
      [](const LanguageCount& x, const LanguageCount& y) {
        return LanguageCount{x.language, x.articles + y.articles};
      });
  sums.times = merge_sorted(
      a.times, b.times, [](const TimeCount& x, const TimeCount& y) { return earlier(x.time, y.time); },
      [](const TimeCount& x, const TimeCount& y) {
        return TimeCount{x.time, x.articles + y.articles};
      });
  return sums;
}

double product(const std::vector<Entry>& a, const std::vector<Entry>& b) {
  if (a.size() * kLopsided < b.size()) return look_up(a, b);
  if (b.size() * kLopsided < a.size()) return look_up(b, a);
  return walk(a, b);
}

double total_score(const Sums& a, const Sums& b, const EventSettings& settings) {
  double time = 0;
  for (const TimeCount& x : a.times) {
    for (const TimeCount& y : b.times) {
      time +=
          time_penalty(x.time, y.time, settings) * static_cast<double>(x.articles) * static_cast<double>(y.articles);
    }
  }
  double between_languages = 0;
  for (const LanguageCount& x : a.languages) {
    for (const LanguageCount& y : b.languages) {
      if (foreign(x.language, y.language)) between_languages += static_cast<double>(x.articles) * y.articles;
    }
  }
  const double pairs = static_cast<double>(a.articles) * static_cast<double>(b.articles);
  const double shortness = (a.shortness * b.articles + b.shortness * a.articles) / 2;
  return product(a.entries, b.entries) + settings.foreign_bias * between_languages -
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
