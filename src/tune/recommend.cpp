/// Which threshold, and why.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "ground/lines.h"
#include "tune/matched.h"

namespace bundel::tune_detail {
namespace {

/// What the scores alone must promise before they move a default that labelled sets chose.
constexpr double kGain = 0.01;
/// Breaks that are marked at most.
constexpr std::size_t kBreaks = 3;
/// Fewer thresholds are no stretch.
constexpr std::size_t kStretch = 3;

std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15ULL;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

/// Of each article: a number that stands for the members of its cluster, whatever the cluster's name.
std::vector<std::uint64_t> companies(std::span<const std::uint32_t> cluster) {
  std::vector<std::uint64_t> sum(cluster.size());
  for (std::size_t i = 0; i < cluster.size(); ++i) sum[cluster[i]] += mixed(i);
  std::vector<std::uint64_t> company;
  for (const std::uint32_t c : cluster) company.push_back(sum[c]);
  return company;
}

void mark_breaks(std::vector<ThresholdRecord>& records, double mean) {
  std::vector<std::size_t> rows(records.size());
  std::iota(rows.begin(), rows.end(), 0U);
  std::ranges::stable_sort(rows, std::greater{}, [&](std::size_t i) { return records[i].changed; });
  std::erase_if(rows, [&](std::size_t i) { return records[i].threshold >= 1; });
  for (std::size_t k = 0; k < std::min(kBreaks, rows.size()); ++k) {
    ThresholdRecord& record = records[rows[k]];
    if (record.changed >= 2 && static_cast<double>(record.changed) >= 2 * mean)
      record.mark = ThresholdMark::break_point;
  }
}

/// The longest run of rows between which less than half the mean changes; the first of equals.
void mark_stable(std::vector<ThresholdRecord>& records, double mean) {
  std::size_t best = 0;
  std::size_t best_rows = 0;
  for (std::size_t begin = 0; begin < records.size();) {
    std::size_t end = begin + 1;
    while (end < records.size() && static_cast<double>(records[end].changed) <= mean / 2) ++end;
    if (end - begin > best_rows) best = begin, best_rows = end - begin;
    begin = end;
  }
  if (best_rows < kStretch) return;
  for (std::size_t i = best; i < best + best_rows; ++i) {
    if (records[i].mark == ThresholdMark::none) records[i].mark = ThresholdMark::stable;
  }
}

bool same_picture(const ThresholdRecord& a, const ThresholdRecord& b) {
  return a.pairs == b.pairs && a.groups == b.groups && a.folded == b.folded && a.events == b.events &&
         a.largest == b.largest;
}

/// Rows around `at` over which nothing changes.
std::pair<std::size_t, std::size_t> plateau(std::span<const ThresholdRecord> records, std::size_t at) {
  std::size_t first = at;
  std::size_t last = at;
  while (first > 0 && records[first].changed == 0) --first;
  while (last + 1 < records.size() && records[last + 1].changed == 0) ++last;
  return {first, last};
}

std::string difference(std::uint64_t now, std::uint64_t then) {
  if (now == then) return "as many";
  return now > then ? fmt::format("{} more", now - then) : fmt::format("{} fewer", then - now);
}

std::string picture(const ThresholdRecord& record, const ThresholdRecord& than) {
  const bool copies = record.folded.has_value();
  const std::uint64_t now = copies ? *record.folded : record.events.value_or(0);
  const std::uint64_t then = copies ? *than.folded : than.events.value_or(0);
  return fmt::format(
      "{:.2f} gives {} ({}), the largest {} of {}", record.threshold,
      copies ? ground::count_of(now, "folded article", "folded articles") : ground::count_of(now, "event", "events"),
      difference(now, then), copies ? "group" : "event", ground::count_of(record.largest, "article", "articles"));
}

}  // namespace

void mark_changes(std::vector<ThresholdRecord>& records, std::span<const std::vector<std::uint32_t>> clusters) {
  std::vector<std::uint64_t> before;
  double total = 0;
  for (std::size_t i = 0; i < records.size(); ++i) {
    std::vector<std::uint64_t> now = companies(clusters[i]);
    for (std::size_t k = 0; k < before.size(); ++k) records[i].changed += before[k] != now[k] ? 1 : 0;
    total += static_cast<double>(records[i].changed);
    before = std::move(now);
  }
  // At 1 all but copies part, by definition: no news of the collection.
  if (records.size() > 1 && records.back().threshold >= 1) total -= static_cast<double>(records.back().changed);
  const double mean = records.size() < 2 ? 0 : total / static_cast<double>(records.size() - 1);
  mark_breaks(records, mean);
  mark_stable(records, mean);
}

Choice choose_unlabelled(const Matched& matched, const TuneReport& report) {
  const std::size_t standard = report.standard;
  const double threshold = report.thresholds[standard].threshold;
  if (matched.pool.joins.empty()) return {standard, "no two articles score as much as any threshold: nothing changes"};
  if (!matched.copies) {
    const std::vector<double> f1 = expected_f1(matched.pool, believe(matched.pool, {}, matched.prior()));
    const std::size_t best = choose_threshold(matched.pool, f1, report.default_threshold, kGain);
    if (best != standard) {
      return {best,
              fmt::format("by the scores alone, as calibrated on labelled sets, it is expected to give a B-cubed F1 "
                          "of {:.2f}, the default {:.2f} one of {:.2f}; judged pairs (--label) would say more",
                          f1[best], threshold, f1[standard])};
    }
  }
  const auto [first, last] = plateau(report.thresholds, standard);
  if (last > first) {
    return {standard, fmt::format("the default stands: from {:.2f} to {:.2f} nothing changes",
                                  report.thresholds[first].threshold, report.thresholds[last].threshold)};
  }
  if (matched.copies) {
    return {standard,
            "the default stands: without labels nothing speaks for another one; but the picture changes close "
            "to it, so look at the pairs below"};
  }
  return {standard, fmt::format("the default stands: by the scores alone, as calibrated on labelled sets, no other "
                                "threshold is expected to gain more than {} of B-cubed F1",
                                kGain)};
}

Choice choose_best(const TuneReport& report, std::span<const double> f1, const std::string& measure,
                   const std::string& basis) {
  PairPool grid;
  for (const ThresholdRecord& record : report.thresholds) grid.thresholds.push_back(record.threshold);
  const std::size_t best = choose_threshold(grid, f1, report.default_threshold);
  if (best == report.standard) {
    return {best, fmt::format("the default stands: {} it has the largest {}, {:.4f}", basis, measure, f1[best])};
  }
  return {best, fmt::format("{} it has the largest {}, {:.4f}; the default {:.2f} has {:.4f}", basis, measure, f1[best],
                            report.thresholds[report.standard].threshold, f1[report.standard])};
}

Choice choose_target(const TuneReport& report, const TuneSettings& settings) {
  const auto value = [&](std::size_t i, bool precision) {
    return (precision ? report.thresholds[i].precision : report.thresholds[i].recall)->value;
  };
  const auto reaches = [&](std::size_t i) {
    return (!settings.target_precision || value(i, true) >= *settings.target_precision - 1e-12) &&
           (!settings.target_recall || value(i, false) >= *settings.target_recall - 1e-12);
  };
  const bool both = settings.target_precision && settings.target_recall;
  const bool by_precision = settings.target_precision.has_value();
  const auto worth = [&](std::size_t i) { return both ? report.thresholds[i].f1->value : value(i, !by_precision); };
  std::optional<std::size_t> best;
  std::size_t nearest = 0;
  const auto lacks = [&](std::size_t i) {
    return std::max(0.0, settings.target_precision.value_or(0) - value(i, true)) +
           std::max(0.0, settings.target_recall.value_or(0) - value(i, false));
  };
  for (std::size_t i = 0; i < report.thresholds.size(); ++i) {
    if (reaches(i) && (!best || worth(i) > worth(*best))) best = i;
    if (lacks(i) < lacks(nearest)) nearest = i;
  }
  std::string target;
  if (settings.target_precision) target = fmt::format("a precision of {}", *settings.target_precision);
  if (settings.target_recall) target += fmt::format("{}a recall of {}", both ? " and " : "", *settings.target_recall);
  const std::size_t at = best.value_or(nearest);
  const std::string has = fmt::format("precision {:.4f} and recall {:.4f}", value(at, true), value(at, false));
  if (!best) return {at, fmt::format("no threshold reaches {}; this one comes nearest, with {}", target, has)};
  return {at, fmt::format("of those that reach {} it has the largest {}: {}", target,
                          both ? "F1" : (by_precision ? "recall" : "precision"), has)};
}

void add_neighbours(TuneReport& report) {
  const ThresholdRecord& here = report.thresholds[report.recommended];
  for (std::size_t i = report.recommended; i-- > 0;) {
    if (same_picture(report.thresholds[i], here)) continue;
    report.coarser = picture(report.thresholds[i], here);
    break;
  }
  for (std::size_t i = report.recommended + 1; i < report.thresholds.size(); ++i) {
    if (same_picture(report.thresholds[i], here)) continue;
    report.finer = picture(report.thresholds[i], here);
    break;
  }
}

}  // namespace bundel::tune_detail
