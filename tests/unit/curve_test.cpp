#include "bundel/curve.h"

#include "bundel/terminal.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

namespace {

using namespace bundel;

constexpr double kGapValue = std::numeric_limits<double>::quiet_NaN();

TableStyle terminal(std::size_t columns) {
  return {columns, false, {display_width, cut_to_width}};
}

/// Nineteen thresholds, two lines with bands.
Curve example() {
  Curve curve;
  curve.title = "F1 of events by threshold";
  curve.x_name = "threshold";
  curve.y_name = "F1";
  curve.lines = {{"expected B-cubed F1", {}, {}, {}}, {"pairwise F1 of judged pairs", {}, {}, {}}};
  for (int i = 1; i <= 19; ++i) {
    const double x = i / 20.0;
    curve.x.push_back(x);
    const std::vector<double> values = {0.35 + 2.2 * x * (1 - x), std::sqrt(x) * (1.1 - x) + 0.2};
    for (std::size_t line = 0; line < 2; ++line) {
      curve.lines[line].values.push_back(values[line]);
      curve.lines[line].low.push_back(values[line] - 0.1 * x);
      curve.lines[line].high.push_back(std::min(1.0, values[line] + 0.06));
    }
  }
  curve.chosen = 11;
  curve.standard = 9;
  return curve;
}

std::string shown(const Curve& curve, std::size_t columns, bool ascii) {
  std::ostringstream out;
  write_curve(out, curve, terminal(columns), ascii);
  return out.str();
}

std::string drawn(const Curve& curve) {
  std::ostringstream out;
  write_curve_svg(out, curve);
  return out.str();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// Every curve that is odd in a way of its own.
std::vector<Curve> odd_curves() {
  std::vector<Curve> curves(1);
  curves.push_back(example());
  curves.push_back(example());
  curves.back().chosen = curves.back().standard = 18;
  curves.push_back(example());
  curves.back().chosen = 0;
  curves.back().standard = 18;
  curves.push_back(example());
  curves.back().lines[0].values[3] = kGapValue;
  curves.back().lines[0].low[5] = std::numeric_limits<double>::infinity();
  curves.back().lines[1].values = {0.5};
  curves.back().x[7] = kGapValue;
  curves.back().chosen = 7;
  curves.back().standard = 99;
  curves.push_back(example());
  curves.back().x = {0.5};
  curves.back().standard = 0;
  curves.push_back(example());
  curves.back().lines.clear();
  curves.push_back(example());
  curves.back().y_from = curves.back().y_to = 7;
  curves.back().title = std::string(300, 'x') + "市議会が新しい図書館の建設計画を承認";
  curves.back().lines[0].name = "市議会が新しい図書館の建設計画を承認\x1b[31m\t\"<&>'\xff\xed\xa0\x80\xef\xbf\xbf";
  curves.push_back(example());
  curves.back().y_from = -1e300;
  curves.back().y_to = kGapValue;
  curves.back().x = {-1e300, 1e300};
  return curves;
}

/// Whether each tag that opens is closed in order, and no attribute holds what it may not.
bool is_balanced(const std::string& xml) {
  std::vector<std::string> open;
  for (std::size_t at = xml.find('<'); at != std::string::npos; at = xml.find('<', at + 1)) {
    const std::size_t end = xml.find('>', at);
    if (end == std::string::npos) return false;
    const std::string tag = xml.substr(at + 1, end - at - 1);
    if (tag.front() == '?' || tag.back() == '/') continue;
    const bool closes = tag.front() == '/';
    const std::string name = tag.substr(closes ? 1 : 0, tag.find(' ') - (closes ? 1 : 0));
    if (!closes) {
      open.push_back(name);
    } else {
      if (open.empty() || open.back() != name) return false;
      open.pop_back();
    }
  }
  return open.empty();
}

double attribute(const std::string& tag, const std::string& name) {
  const std::size_t at = tag.find(" " + name + "=\"");
  REQUIRE(at != std::string::npos);
  return std::stod(tag.substr(at + name.size() + 3));
}

/// The elements of a class, as they stand.
std::vector<std::string> of_class(const std::string& svg, const std::string& name) {
  std::vector<std::string> tags;
  const std::string key = "class=\"" + name + "\"";
  for (std::size_t at = svg.find(key); at != std::string::npos; at = svg.find(key, at + 1)) {
    const std::size_t begin = svg.rfind('<', at);
    tags.push_back(svg.substr(begin, svg.find('>', at) - begin + 1));
  }
  return tags;
}

std::vector<std::pair<double, double>> points_of(const std::string& tag) {
  const std::size_t begin = tag.find("points=\"") + 8;
  std::istringstream in(tag.substr(begin, tag.find('"', begin) - begin));
  std::vector<std::pair<double, double>> points;
  char comma = 0;
  for (std::pair<double, double> point; in >> point.first >> comma >> point.second;) points.push_back(point);
  return points;
}

}  // namespace

TEST_CASE("no line of a curve is wider than the terminal, and ascii is ascii") {
  for (const Curve& curve : odd_curves()) {
    for (const std::size_t columns : {1U, 2U, 7U, 11U, 20U, 40U, 80U, 132U}) {
      for (const bool ascii : {false, true}) {
        CAPTURE(columns);
        const std::string text = shown(curve, columns, ascii);
        CAPTURE(text);
        for (const std::string& line : lines_of(text)) CHECK(display_width(line) <= columns);
        const auto is_plain = [](char byte) { return byte == '\n' || (byte >= 0x20 && byte < 0x7f); };
        if (ascii) CHECK(std::ranges::all_of(text, is_plain));
        CHECK_FALSE(contains(text, "\x1b"));
      }
    }
    CHECK(shown(curve, 0, false) == shown(curve, 80, false));
  }
}

TEST_CASE("the highest value stands in the top row, the lowest in the bottom row, gaps nowhere") {
  Curve curve;
  curve.x = {0, 1, 2, 3, 4};
  curve.lines = {{"a", {1, kGapValue, 0, 5, -5}, {}, {}}};
  const std::vector<std::string> lines = lines_of(shown(curve, 46, true));
  REQUIRE(lines.size() > 11);
  const auto plot = [&](std::size_t row) { return lines[row].substr(5); };
  CHECK(plot(0).find('o') == 0);
  CHECK(plot(0).rfind('o') == 30);
  CHECK(plot(10).find('o') == 20);
  CHECK(plot(10).rfind('o') == 40);
  // Nothing between the first two known points: the one between them is a gap.
  for (std::size_t row = 0; row < 11; ++row) CHECK(plot(row).find_first_not_of(' ', 1) >= 20);
  CHECK(lines[0].starts_with("1.0 "));
  CHECK(lines[10].starts_with("0.0 "));
}

TEST_CASE("chosen and default are named below their places, together or apart") {
  Curve curve = example();
  const std::vector<std::string> apart = lines_of(shown(curve, 80, false));
  const auto with = [&](const std::vector<std::string>& lines, std::string_view part) {
    return std::ranges::find_if(lines, [&](const std::string& line) { return contains(line, part); });
  };
  CHECK(contains(*with(apart, "▲ recommended 0.6"), "default 0.5 △"));
  curve.standard = curve.chosen;
  CHECK(with(lines_of(shown(curve, 80, false)), "recommended, default 0.6") != lines_of("").end());
  CHECK(contains(shown(curve, 80, false), "▲ recommended, default 0.6"));
  curve.chosen = 18;
  curve.standard = 17;
  const std::string edge = shown(curve, 80, false);
  CHECK(contains(edge, "recommended 0.95 ▲"));
  CHECK(contains(edge, "default 0.9 △"));
  CHECK(contains(edge, "● expected B-cubed F1  ○ pairwise F1 of judged pairs  ░ interval"));
}

TEST_CASE("the mark stands in the column of its x") {
  Curve curve;
  curve.x = {0, 1, 2};
  curve.lines = {{"a", {0.5, 0.5, 0.5}, {}, {}}};
  curve.chosen = 1;
  const std::string text = shown(curve, 45, true);
  const std::vector<std::string> lines = lines_of(text);
  for (const std::string& line : lines) {
    if (contains(line, "recommended")) CHECK(line.find('^') == lines[0].find('|', 5));
  }
  CHECK(lines[0].find('|', 5) == 25);
}

TEST_CASE("every picture of a curve is well-formed, whatever its names hold") {
  for (const Curve& curve : odd_curves()) {
    const std::string svg = drawn(curve);
    CAPTURE(svg);
    CHECK(is_balanced(svg));
    CHECK_FALSE(contains(svg, "nan"));
    CHECK_FALSE(contains(svg, "inf"));
    CHECK_FALSE(contains(svg, "\x1b"));
    CHECK_FALSE(contains(svg, "\xff"));
    CHECK_FALSE(contains(svg, "\xed\xa0"));
    CHECK_FALSE(contains(svg, "\xef\xbf\xbf"));
  }
  Curve curve = example();
  curve.lines[0].name = "a<b & \"c\" 'd'>\x01\x7f";
  CHECK(contains(drawn(curve), "a&lt;b &amp; &quot;c&quot; &#39;d&#39;&gt;</text>"));
}

TEST_CASE("the points of a picture are where their values belong") {
  Curve curve = example();
  curve.lines[0].values[4] = kGapValue;
  const std::string svg = drawn(curve);
  const std::vector<std::string> plots = of_class(svg, "plot");
  REQUIRE(plots.size() == 1);
  const auto x_at = [&](double x) {
    return attribute(plots[0], "x") + attribute(plots[0], "width") * (x - 0.05) / 0.9;
  };
  const auto y_at = [&](double y) {
    return attribute(plots[0], "y") + attribute(plots[0], "height") * (1 - std::clamp(y, 0.0, 1.0));
  };
  const auto check = [&](const std::pair<double, double>& point, std::size_t i, double value) {
    CHECK(std::abs(point.first - x_at(curve.x[i])) < 0.01);
    CHECK(std::abs(point.second - y_at(value)) < 0.01);
  };
  const std::vector<std::string> lines = of_class(svg, "line");  // the first line is drawn last
  REQUIRE(lines.size() == 3);
  const auto whole = points_of(lines[0]);
  REQUIRE(whole.size() == 19);
  for (std::size_t i = 0; i < 19; ++i) check(whole[i], i, curve.lines[1].values[i]);
  CHECK(points_of(lines[1]).size() == 4);
  const auto rest = points_of(lines[2]);
  REQUIRE(rest.size() == 14);
  for (std::size_t i = 0; i < 14; ++i) check(rest[i], i + 5, curve.lines[0].values[i + 5]);
  const std::vector<std::string> bands = of_class(svg, "band");
  REQUIRE(bands.size() == 2);
  const auto band = points_of(bands[0]);
  REQUIRE(band.size() == 38);
  for (std::size_t i = 0; i < 19; ++i) check(band[i], i, curve.lines[0].high[i]);
  for (std::size_t i = 0; i < 19; ++i) check(band[37 - i], i, curve.lines[0].low[i]);
}

TEST_CASE("the words of chosen and default never overlap in a picture") {
  struct Words {
    double begin, end, y;
  };
  for (std::size_t chosen = 0; chosen < 19; ++chosen) {
    for (std::size_t standard = 0; standard < 19; ++standard) {
      Curve curve = example();
      curve.chosen = chosen;
      curve.standard = standard;
      std::vector<Words> found;
      for (const std::string& line : lines_of(drawn(curve))) {
        if (!line.starts_with("<text") || (!contains(line, ">recommended") && !contains(line, ">default"))) continue;
        const std::string words = line.substr(line.find('>') + 1, line.rfind('<') - line.find('>') - 1);
        const double width = (contains(line, "bold") ? 9.5 : 7.8) * static_cast<double>(words.size());
        const double share = contains(line, "\"end\"") ? 1 : contains(line, "\"middle\"") ? 0.5 : 0;
        const double begin = attribute(line, "x") - share * width;
        found.push_back({begin, begin + width, attribute(line, "y")});
        CHECK(begin >= 0);
        CHECK(begin + width <= 760);
      }
      REQUIRE(found.size() == (chosen == standard ? 1 : 2));
      if (found.size() == 1 || found[0].y != found[1].y) continue;
      CHECK((found[0].end < found[1].begin || found[1].end < found[0].begin));
    }
  }
}
