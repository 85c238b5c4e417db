/// The thresholds of tune as a curve.
#include "bundel/curve.h"
#include "ground/lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace bundel {
namespace {

/// A line over the thresholds; ends where labels of pairs leave the value open.
CurveLine line_of(const TuneReport& report, const std::string& name,
                  const std::function<Interval(const ThresholdRecord&)>& value) {
  CurveLine line{name, {}, {}, {}};
  for (const ThresholdRecord& record : report.thresholds) {
    const Interval at = value(record);
    line.values.push_back(at.value);
    if (report.judged == 0) continue;
    line.low.push_back(at.low);
    line.high.push_back(at.high);
  }
  return line;
}

}  // namespace

Curve curve_of(const TuneReport& report) {
  Curve curve;
  curve.title = fmt::format("{} by threshold, {}", report.copies ? "Copies" : "Events",
                            ground::count_of(report.articles, "article", "articles"));
  curve.x_name = report.copies ? "threshold (least overlap)" : "threshold (least link probability)";
  curve.chosen = report.recommended;
  curve.standard = report.standard;
  for (const ThresholdRecord& record : report.thresholds) curve.x.push_back(record.threshold);
  if (report.thresholds.front().f1) {
    curve.y_name = "score of pairs";
    curve.lines = {line_of(report, "precision", [](const auto& record) { return *record.precision; }),
                   line_of(report, "recall", [](const auto& record) { return *record.recall; }),
                   line_of(report, "F1", [](const auto& record) { return *record.f1; })};
    if (!report.copies) {
      curve.y_name = "score";
      curve.lines.push_back({report.judged > 0 ? "B-cubed F1, expected" : "B-cubed F1", {}, {}, {}});
      for (const ThresholdRecord& record : report.thresholds) curve.lines.back().values.push_back(*record.bcubed);
    }
    return curve;
  }
  const auto share = [&](std::uint64_t count) {
    return Interval{static_cast<double>(count) / static_cast<double>(std::max<std::uint64_t>(report.articles, 1)), 0,
                    0};
  };
  curve.y_name = "share of all articles";
  curve.lines = {
      line_of(report, report.copies ? "folded" : "events per article",
              [&](const auto& record) { return share(record.folded ? *record.folded : record.events.value_or(0)); }),
      line_of(report, report.copies ? "in the largest group" : "in the largest event",
              [&](const auto& record) { return share(record.largest); }),
      line_of(report, "in other company than one threshold before",
              [&](const auto& record) { return share(record.changed); })};
  return curve;
}

}  // namespace bundel
