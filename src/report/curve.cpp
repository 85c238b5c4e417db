/// A curve on a terminal.
///
///   B-cubed F1
///      1 ┤       ●···●···●
///    0.8 ┤   ●···    ┊    ·●
///        └────────────────────
///           0.2     0.4
///                    ▲ recommended 0.45
///     threshold
///   ● F1  ░ interval
#include "bundel/curve.h"
#include "report/axis.h"
#include "report/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdlib>

namespace bundel {

namespace {

using namespace report_detail;

constexpr std::size_t kRows = 11;  // ten steps, so that tenths of a share stand on rows
constexpr std::size_t kYTicks = 5;
constexpr std::size_t kUsualColumns = 80;
constexpr std::size_t kLeastPlot = 8;  // narrower, and the labels of the y axis give way

struct Glyphs {
  std::array<std::string_view, 8> points;
  std::string_view path, band, chosen_line, standard_line, chosen, standard, axis, tick, corner, floor;
};

constexpr Glyphs kUnicode = {
    {"●", "○", "◆", "◇", "■", "□", "×", "+"}, "·", "░", "│", "┊", "▲", "△", "│", "┤", "└", "─"};
constexpr Glyphs kAscii = {{"o", "x", "+", "*", "#", "@", "%", "&"}, ".", ":", "|", "!", "^", "^", "|", "+", "+", "-"};

std::size_t ascii_width(std::string_view text) {
  return text.size();
}

std::string ascii_cut(std::string_view text, std::size_t columns) {
  if (text.size() <= columns) return std::string(text);
  return std::string(text.substr(0, columns - 1)).append("~");
}

/// A letter that is not ASCII becomes one '?'.
std::string ascii_text(std::string_view text) {
  std::string made;
  for (const char byte : text) {
    const unsigned code = static_cast<unsigned char>(byte);
    if (code < 0x80) made += byte;
    if (code >= 0xc0) made += '?';
  }
  return made;
}

TableStyle style_for(TableStyle style, bool ascii) {
  if (style.columns == 0) style = {kUsualColumns, false, style.measure};
  if (ascii) style.measure = {ascii_width, ascii_cut};
  return style;
}

/// Cells of one column each; what is put later stands on top.
class Panel {
 public:
  Panel(std::size_t columns, const Axis& x, const Axis& y)
      : columns_(columns), x_(x), y_(y), cells_(kRows * columns, " ") {}

  [[nodiscard]] std::size_t column(double x) const { return nearest(x_.share(x), columns_); }
  [[nodiscard]] std::size_t row(double y) const { return kRows - 1 - nearest(y_.share(y), kRows); }

  void put(std::size_t row, std::size_t column, std::string_view glyph) { cells_[row * columns_ + column] = glyph; }

  void put_upright(std::size_t column, std::string_view glyph) {
    for (std::size_t row = 0; row < kRows; ++row) put(row, column, glyph);
  }

  [[nodiscard]] std::string text(std::size_t row) const {
    std::string text;
    for (std::size_t column = 0; column < columns_; ++column) text += cells_[row * columns_ + column];
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  }

 private:
  static std::size_t nearest(double share, std::size_t places) {
    return static_cast<std::size_t>(std::lround(share * static_cast<double>(places - 1)));
  }

  std::size_t columns_;
  const Axis& x_;
  const Axis& y_;
  std::vector<std::string_view> cells_;
};

/// From one cell to another, a step of at most a cell at a time.
template <typename Visit>
void walk(const Panel& panel, std::array<double, 2> from, std::array<double, 2> to, Visit visit) {
  const auto column = static_cast<double>(panel.column(from[0]));
  const auto row = static_cast<double>(panel.row(from[1]));
  const double columns = static_cast<double>(panel.column(to[0])) - column;
  const double rows = static_cast<double>(panel.row(to[1])) - row;
  const double steps = std::max({1.0, std::abs(columns), std::abs(rows)});
  for (double step = 0; step <= steps; ++step) {
    visit(static_cast<std::size_t>(std::lround(row + rows * step / steps)),
          static_cast<std::size_t>(std::lround(column + columns * step / steps)));
  }
}

/// The row at each column of a run, by the steps of its path.
std::vector<std::pair<std::size_t, std::size_t>> path_of(const Panel& panel, const std::vector<double>& x,
                                                         const std::vector<double>& values, const Run& run) {
  std::vector<std::pair<std::size_t, std::size_t>> path;
  for (std::size_t i = run.begin; i < run.end; ++i) {
    const std::size_t next = std::min(i + 1, run.end - 1);
    walk(panel, {x[i], values[i]}, {x[next], values[next]},
         [&](std::size_t row, std::size_t column) { path.emplace_back(column, row); });
  }
  return path;
}

class CurvePlot {
 public:
  CurvePlot(std::ostream& out, const Curve& curve, const TableStyle& style, bool ascii)
      : out_(out),
        curve_(curve),
        style_(style),
        ascii_(ascii),
        glyphs_(ascii ? kAscii : kUnicode),
        x_(x_axis(curve)),
        y_(curve.y_from, curve.y_to),
        marks_(marks_of(curve)),
        margin_(margin()),
        panel_(style.columns - margin_, x_, y_) {}

  void write() {
    put_line(text_of(curve_.title), Paint::bold);
    put_line(text_of(curve_.y_name), Paint::dim);
    draw();
    put_panel();
    put_x_labels();
    put_marks();
    put_x_name();
    put_legend();
  }

 private:
  [[nodiscard]] std::string text_of(std::string_view text) const {
    return ascii_ ? ascii_text(printable(text)) : printable(text);
  }

  /// Columns of the widest label, a space and the axis; only of the axis where too little would be left.
  [[nodiscard]] std::size_t margin() const {
    std::size_t widest = 0;
    for (const double tick : y_.ticks(kYTicks)) widest = std::max(widest, y_.text(tick, kYTicks).size());
    if (widest + 2 + kLeastPlot <= style_.columns) return widest + 2;
    return style_.columns > 1 ? 1 : 0;
  }

  void put_line(const std::string& text, Paint paint) {
    if (!text.empty()) Line(style_).put(text, paint).end(out_);
  }

  void draw() {
    for (const CurveLine& line : curve_.lines) draw_band(line);
    for (const Mark& mark : marks_) {
      panel_.put_upright(panel_.column(mark.x), mark.chosen ? glyphs_.chosen_line : glyphs_.standard_line);
    }
    for (const CurveLine& line : curve_.lines) draw_path(line);
    for (std::size_t i = curve_.lines.size(); i-- > 0;) draw_points(i);
  }

  void draw_band(const CurveLine& line) {
    for (const Run& run : runs_of(curve_.x, {&line.low, &line.high})) {
      std::vector<std::array<std::size_t, 2>> reach(style_.columns, {kRows, 0});
      for (const std::vector<double>* side : {&line.low, &line.high}) {
        for (const auto& [column, row] : path_of(panel_, curve_.x, *side, run)) {
          reach[column] = {std::min(reach[column][0], row), std::max(reach[column][1], row)};
        }
      }
      for (std::size_t column = 0; column < reach.size(); ++column) {
        for (std::size_t row = reach[column][0]; row <= reach[column][1]; ++row) panel_.put(row, column, glyphs_.band);
      }
    }
  }

  void draw_path(const CurveLine& line) {
    for (const Run& run : runs_of(curve_.x, {&line.values})) {
      for (const auto& [column, row] : path_of(panel_, curve_.x, line.values, run)) {
        panel_.put(row, column, glyphs_.path);
      }
    }
  }

  void draw_points(std::size_t index) {
    const CurveLine& line = curve_.lines[index];
    for (const Run& run : runs_of(curve_.x, {&line.values})) {
      for (std::size_t i = run.begin; i < run.end; ++i) {
        panel_.put(panel_.row(line.values[i]), panel_.column(curve_.x[i]), point(index));
      }
    }
  }

  [[nodiscard]] std::string_view point(std::size_t index) const {
    return glyphs_.points[index % glyphs_.points.size()];
  }

  void put_panel() {
    std::array<std::string, kRows> labels;
    for (const double tick : y_.ticks(kYTicks)) labels[panel_.row(tick)] = y_.text(tick, kYTicks);
    for (std::size_t row = 0; row < kRows; ++row) {
      Line line(style_);
      if (margin_ > 1) line.put(std::string(margin_ - 2 - labels[row].size(), ' ') + labels[row] + ' ', Paint::dim);
      const std::string_view axis = labels[row].empty() ? glyphs_.axis : glyphs_.tick;
      line.put((margin_ > 0 ? std::string(axis) : std::string()) + panel_.text(row)).end(out_);
    }
    std::string floor(margin_ > 1 ? margin_ - 1 : 0, ' ');
    if (margin_ > 0) floor += glyphs_.corner;
    for (std::size_t column = margin_; column < style_.columns; ++column) floor += glyphs_.floor;
    put_line(floor, Paint::plain);
  }

  /// As many ticks as leave two columns between their labels; a lone x is its own tick.
  void put_x_labels() {
    if (curve_.x.empty()) return;
    std::vector<std::pair<std::size_t, std::string>> labels;
    for (std::size_t most = 10; most > 0 && labels.empty(); --most) labels = x_labels(most);
    Line line(style_);
    for (const auto& [begin, text] : labels) line.at(begin).put(text, Paint::dim);
    line.end(out_);
  }

  /// Where each label begins; none where they do not fit.
  [[nodiscard]] std::vector<std::pair<std::size_t, std::string>> x_labels(std::size_t most) const {
    std::vector<std::pair<std::size_t, std::string>> labels;
    std::size_t used = 0;
    for (const double tick : x_.ticks(most)) {
      const std::string text = x_.text(tick, most);
      const std::size_t begin = begin_around(margin_ + panel_.column(tick), text.size());
      if (!labels.empty() && begin < used + kGap) return {};
      used = begin + text.size();
      labels.emplace_back(begin, text);
    }
    return labels;
  }

  /// Where a text of `width` begins so that its middle is at `column`, as far as the edges let it.
  [[nodiscard]] std::size_t begin_around(std::size_t column, std::size_t width) const {
    const std::size_t begin = column - std::min(column, width / 2);
    return width >= style_.columns ? 0 : std::min(begin, style_.columns - width);
  }

  struct Words {
    std::size_t begin = 0;
    std::string text;
  };

  /// The sign of a mark with its words to the right, or to the left where they do not fit.
  [[nodiscard]] std::optional<Words> words_of(const Mark& mark, std::string_view words, bool left) const {
    const std::string_view sign = mark.chosen ? glyphs_.chosen : glyphs_.standard;
    const std::size_t column = margin_ + panel_.column(mark.x);
    if (left && words.size() + 1 <= column) return Words{column - words.size() - 1, fmt::format("{} {}", words, sign)};
    if (!left && column + 2 + words.size() <= style_.columns) return Words{column, fmt::format("{} {}", sign, words)};
    return std::nullopt;
  }

  /// Both marks on one line where they keep apart, else one line each.
  void put_marks() {
    if (marks_.size() == 2 && put_together()) return;
    for (const Mark& mark : marks_) put_alone(mark);
  }

  bool put_together() {
    for (const bool first_left : {false, true}) {
      const auto first = words_of(marks_[0], marks_[0].words, first_left);
      auto second = words_of(marks_[1], marks_[1].words, false);
      if (!second && !first_left) second = words_of(marks_[1], marks_[1].words, true);
      if (!first || !second) continue;
      if (second->begin < first->begin + style_.measure.width(first->text) + kGap) continue;
      Line(style_).at(first->begin).put(first->text).at(second->begin).put(second->text).end(out_);
      return true;
    }
    return false;
  }

  void put_alone(const Mark& mark) {
    for (const bool left : {false, true}) {
      if (const auto words = words_of(mark, mark.words, left)) {
        Line(style_).at(words->begin).put(words->text).end(out_);
        return;
      }
    }
    const std::size_t column = margin_ + panel_.column(mark.x);
    Line(style_).at(column).put(mark.chosen ? glyphs_.chosen : glyphs_.standard).end(out_);
    Line(style_).at(begin_around(column, mark.words.size())).put(mark.words).end(out_);
  }

  void put_x_name() {
    const std::string name = text_of(curve_.x_name);
    if (name.empty()) return;
    const std::size_t middle = margin_ + (style_.columns - margin_) / 2;
    Line(style_).at(begin_around(middle, style_.measure.width(name))).put(name, Paint::dim).end(out_);
  }

  void put_legend() {
    std::vector<std::string> items;
    bool band = false;
    for (std::size_t i = 0; i < curve_.lines.size(); ++i) {
      items.push_back(fmt::format("{} {}", point(i), text_of(curve_.lines[i].name)));
      band = band || !curve_.lines[i].low.empty();
    }
    if (band) items.push_back(fmt::format("{} interval", glyphs_.band));
    Line line(style_);
    std::size_t used = 0;
    for (const std::string& item : items) {
      const std::size_t width = style_.measure.width(item);
      if (used != 0 && used + kGap + width > style_.columns) line.end(out_), used = 0;
      line.at(used == 0 ? 0 : used + kGap).put(item);
      used += (used == 0 ? 0 : kGap) + width;
    }
    if (used != 0) line.end(out_);
  }

  std::ostream& out_;
  const Curve& curve_;
  const TableStyle& style_;
  bool ascii_;
  const Glyphs& glyphs_;
  Axis x_;
  Axis y_;
  std::vector<Mark> marks_;
  std::size_t margin_;
  Panel panel_;
};

}  // namespace

void write_curve(std::ostream& out, const Curve& curve, const TableStyle& style, bool ascii) {
  assert(style.measure.width != nullptr && style.measure.cut != nullptr);
  const TableStyle fitted = style_for(style, ascii);
  CurvePlot(out, curve, fitted, ascii).write();
}

}  // namespace bundel
