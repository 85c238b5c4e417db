/// Axes of a curve: where a value stands between its ends, and which round numbers are written beside it.
#pragma once

#include "bundel/curve.h"

#include <cstddef>
#include <string>
#include <vector>

namespace bundel::report_detail {

class Axis {
 public:
  /// Ends that are not finite, or not apart, become a whole unit around what is known of them.
  Axis(double from, double to);

  /// 0 at the beginning, 1 at the end; values outside stand at the edge. `value` is finite.
  [[nodiscard]] double share(double value) const;
  /// Round numbers within the axis, ascending, 1, 2 or 5 times a power of ten apart, at most `most` + 1.
  [[nodiscard]] std::vector<double> ticks(std::size_t most) const;
  /// A tick as text, with the digits that the distance of `most` ticks takes.
  [[nodiscard]] std::string text(double tick, std::size_t most) const;

 private:
  [[nodiscard]] double step(std::size_t most) const;

  double from_;
  double to_;
};

/// From the smallest to the largest finite x.
Axis x_axis(const Curve& curve);

/// A value on x as a person writes it: "0.5", "0.55".
std::string value_text(double value);

/// A stretch of a line without gaps: its indexes, end exclusive.
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
};
/// Where x and all of `values` are finite.
std::vector<Run> runs_of(const std::vector<double>& x, const std::vector<const std::vector<double>*>& values);

/// The words at a place of x.
struct Mark {
  double x = 0;
  std::string words;  ///< "recommended 0.55"
  bool chosen = false;
};
/// Of chosen and default, by x; one where they are the same place.
std::vector<Mark> marks_of(const Curve& curve);

}  // namespace bundel::report_detail
