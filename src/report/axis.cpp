#include "report/axis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace bundel::report_detail {

namespace {

constexpr double kWidest = 1e15;  ///< beyond it round numbers are no longer exact

bool is_place(const Curve& curve, const std::optional<std::size_t>& at) {
  return at && *at < curve.x.size() && std::isfinite(curve.x[*at]);
}

}  // namespace

Axis::Axis(double from, double to) : from_(from), to_(to) {
  if (!std::isfinite(from_) || std::abs(from_) > kWidest) from_ = 0;
  if (!std::isfinite(to_) || std::abs(to_) > kWidest) to_ = from_ + 1;
  if (to_ - from_ > 1e-9 * std::max(1.0, std::abs(from_))) return;
  const double middle = from_;
  from_ = middle - 0.5;
  to_ = middle + 0.5;
}

double Axis::share(double value) const {
  return std::clamp((value - from_) / (to_ - from_), 0.0, 1.0);
}

double Axis::step(std::size_t most) const {
  const double least = (to_ - from_) / static_cast<double>(std::max<std::size_t>(most, 1));
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double times : {1.0, 2.0, 5.0}) {
    if (times * power >= least * (1 - 1e-9)) return times * power;
  }
  return 10 * power;
}

std::vector<double> Axis::ticks(std::size_t most) const {
  const double apart = step(most);
  const double slack = 1e-9;
  std::vector<double> ticks;
  const double last = std::floor(to_ / apart + slack);
  for (double i = std::ceil(from_ / apart - slack); i <= last && ticks.size() <= most; ++i) {
    ticks.push_back(i * apart + 0.0);  // no negative zero
  }
  return ticks;
}

std::string Axis::text(double tick, std::size_t most) const {
  const int digits = std::max(0, static_cast<int>(-std::floor(std::log10(step(most)) + 1e-9)));
  return std::abs(tick) >= 1e6 || digits > 6 ? fmt::format("{:.3g}", tick) : fmt::format("{:.{}f}", tick, digits);
}

Axis x_axis(const Curve& curve) {
  std::vector<double> known;
  std::ranges::copy_if(curve.x, std::back_inserter(known), [](double x) { return std::isfinite(x); });
  if (known.empty()) return {0, 1};
  const auto [least, most] = std::ranges::minmax(known);
  return {least, most};
}

std::string value_text(double value) {
  return fmt::format("{:.4g}", value);
}

std::vector<Run> runs_of(const std::vector<double>& x, const std::vector<const std::vector<double>*>& values) {
  std::vector<Run> runs;
  bool open = false;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const bool known = std::isfinite(x[i]) && std::ranges::all_of(values, [i](const std::vector<double>* each) {
                         return i < each->size() && std::isfinite((*each)[i]);
                       });
    if (known && !open) runs.push_back({i, i});
    if (known) runs.back().end = i + 1;
    open = known;
  }
  return runs;
}

std::vector<Mark> marks_of(const Curve& curve) {
  const bool chosen = is_place(curve, curve.chosen);
  const bool standard = is_place(curve, curve.standard);
  if (chosen && standard && curve.x[*curve.chosen] == curve.x[*curve.standard]) {
    const double x = curve.x[*curve.chosen];
    return {{x, fmt::format("recommended, default {}", value_text(x)), true}};
  }
  std::vector<Mark> marks;
  if (chosen) {
    const double x = curve.x[*curve.chosen];
    marks.push_back({x, fmt::format("recommended {}", value_text(x)), true});
  }
  if (standard) {
    const double x = curve.x[*curve.standard];
    marks.push_back({x, fmt::format("default {}", value_text(x)), false});
  }
  std::ranges::sort(marks, {}, &Mark::x);
  return marks;
}

}  // namespace bundel::report_detail
