/// Curves over a threshold, for a terminal and as a picture.
#pragma once

#include "bundel/records.h"
#include "bundel/style.h"

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace bundel {

struct CurveLine {
  std::string name;
  std::vector<double> values;  ///< by x; what is not finite, or missing at the end, is a gap
  std::vector<double> low;     ///< lower and upper end of a band, by x; empty: no band
  std::vector<double> high;
};

struct Curve {
  std::string title;
  std::string x_name;
  std::string y_name;
  std::vector<double> x;  ///< ascending
  std::vector<CurveLine> lines;
  std::optional<std::size_t> chosen;    ///< index in x: recommended
  std::optional<std::size_t> standard;  ///< index in x: the default
  double y_from = 0;                    ///< values outside y_from to y_to stand at the edge
  double y_to = 1;
};

/// What `tune` found, by threshold: with labels their scores, without them shares of the articles.
Curve curve_of(const TuneReport& report);

/// One panel of 11 rows with axes, the words of chosen and default below and a legend. Lines are told apart by the
/// glyph of their points, of which there are eight; where two meet, the earlier line is on top. No line is wider than
/// `style.columns` (0: 80); names are cut. `ascii`: only bytes below 0x80, other letters of names become '?'.
void write_curve(std::ostream& out, const Curve& curve, const TableStyle& style, bool ascii);

/// A file of its own: SVG 1.1, no scripts, light background. Lines differ in colour (Okabe and Ito 2008, which the
/// colour-blind tell apart) and in dashes; bands are translucent. Names are escaped; controls and what is not UTF-8
/// do not get through.
void write_curve_svg(std::ostream& out, const Curve& curve);

}  // namespace bundel
