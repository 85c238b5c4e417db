/// A curve as a picture: grid, bands, marks, lines, then all words.
#include "bundel/curve.h"
#include "ground/utf8.h"
#include "report/axis.h"
#include "report/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ostream>

namespace bundel {

namespace {

using namespace report_detail;

constexpr double kWidth = 760;
constexpr double kLeft = 70;
constexpr double kRight = 30;
constexpr double kTop = 84;  // title, name of the y axis, two rows of marks
constexpr double kPlotWidth = kWidth - kLeft - kRight;
constexpr double kPlotHeight = 320;
constexpr double kFloor = kTop + kPlotHeight;
constexpr double kFontSize = 13;
constexpr double kLegendTop = kFloor + 74;
constexpr double kLegendRow = 22;
constexpr double kSample = 34;  // length of a line in the legend
constexpr std::size_t kTicks = 10;
constexpr std::size_t kNameLetters = 46;
constexpr double kTitleSize = 16;

/// Okabe and Ito's colours that show on white, the darkest first.
struct Pen {
  std::string_view colour;
  std::string_view dashes;
};
constexpr std::array<Pen, 7> kPens = {{{"#0072B2", "none"},
                                       {"#D55E00", "9 4"},
                                       {"#009E73", "3 3"},
                                       {"#CC79A7", "10 3 2 3"},
                                       {"#000000", "14 5"},
                                       {"#E69F00", "6 2 2 2 2 2"},
                                       {"#56B4E9", "2 6"}}};

const Pen& pen(std::size_t line) {
  return kPens[line % kPens.size()];
}

/// The code point at `at` and its bytes; none where it is not UTF-8 (Unicode, table 3-7) or not allowed in XML.
struct Letter {
  std::size_t bytes = 1;
  std::optional<char32_t> code;
};
Letter letter_at(std::string_view text, std::size_t at) {
  text.remove_prefix(at);
  const std::size_t bytes = ground::utf8_length(text);
  if (bytes == 0) return {};
  const char32_t code = ground::code_point(text, bytes);
  return code == 0xfffe || code == 0xffff ? Letter{} : Letter{bytes, code};
}

/// On one line and escaped; what is not UTF-8 becomes U+FFFD. Cut behind `most` letters.
std::string xml_text(std::string_view raw, std::size_t most = std::string::npos) {
  const std::string text = printable(raw);
  std::string made;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size(); ++letters) {
    if (letters == most) return made.append("…");
    const Letter letter = letter_at(text, at);
    const std::string_view bytes = std::string_view(text).substr(at, letter.bytes);
    at += letter.bytes;
    if (!letter.code) {
      made += "\xef\xbf\xbd";
    } else if (bytes == "<") {
      made += "&lt;";
    } else if (bytes == ">") {
      made += "&gt;";
    } else if (bytes == "&") {
      made += "&amp;";
    } else if (bytes == "\"") {
      made += "&quot;";
    } else if (bytes == "'") {
      made += "&#39;";
    } else {
      made += bytes;
    }
  }
  return made;
}

/// About what a letter takes in a common font, rather too much than too little; those behind U+2E80 are wide.
double width_of(const Letter& letter, bool bold) {
  if (letter.code.value_or(0) >= 0x2e80) return kFontSize;
  return (bold ? 0.74 : 0.6) * kFontSize;
}

/// At most kNameLetters and what cuts them.
double width_of(std::string_view text, bool bold) {
  const std::string line = printable(text);
  double width = 0;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < line.size() && letters <= kNameLetters; ++letters) {
    const Letter letter = letter_at(line, at);
    width += width_of(letter, bold);
    at += letter.bytes;
  }
  return width;
}

/// Letters that fit into `room` with a font of `times` the usual size.
std::size_t letters_within(std::string_view text, double room, double times, bool bold) {
  const std::string line = printable(text);
  std::size_t letters = 0;
  for (std::size_t at = 0; at < line.size(); ++letters) {
    const Letter letter = letter_at(line, at);
    room -= times * width_of(letter, bold);
    if (room < kFontSize) break;
    at += letter.bytes;
  }
  return letters;
}

class CurvePicture {
 public:
  CurvePicture(std::ostream& out, const Curve& curve)
      : out_(out), curve_(curve), x_(x_axis(curve)), y_(curve.y_from, curve.y_to), marks_(marks_of(curve)) {}

  void write() {
    place_legend();
    put_head();
    put_grid();
    for (std::size_t i = 0; i < curve_.lines.size(); ++i) put_band(i);
    put_marks();
    for (std::size_t i = curve_.lines.size(); i-- > 0;) put_line(i);
    put_names();
    put_legend();
    out_ << "</svg>\n";
  }

 private:
  struct Place {
    double x = 0;
    double y = 0;
  };

  [[nodiscard]] double x_of(double value) const { return kLeft + kPlotWidth * x_.share(value); }
  [[nodiscard]] double y_of(double value) const { return kFloor - kPlotHeight * y_.share(value); }
  [[nodiscard]] std::string point(double x, double y) const { return fmt::format("{:.2f},{:.2f}", x_of(x), y_of(y)); }

  void place_legend() {
    Place next = {kLeft, kLegendTop};
    for (const CurveLine& line : curve_.lines) {
      const double width = kSample + 8 + width_of(line.name, false) + 24;
      if (next.x > kLeft && next.x + width > kWidth) next = {kLeft, next.y + kLegendRow};
      legend_.push_back(next);
      next.x += width;
    }
    height_ = next.y + kLegendRow;
  }

  [[nodiscard]] std::string description() const {
    std::string text = fmt::format("{} over {}:", curve_.y_name, curve_.x_name);
    for (const CurveLine& line : curve_.lines) text += fmt::format(" {};", line.name);
    for (const Mark& mark : marks_) text += fmt::format(" {};", mark.words);
    text.back() = '.';
    return text;
  }

  void put_head() {
    out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    out_ << fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"{0:g}\" height=\"{1:g}\" viewBox=\"0 0 "
        "{0:g} "
        "{1:g}\" role=\"img\" aria-labelledby=\"curve-title curve-description\" font-family=\"Helvetica, Arial, "
        "'DejaVu Sans', sans-serif\" font-size=\"{2:g}\" fill=\"#222222\">\n",
        kWidth, height_, kFontSize);
    out_ << fmt::format("<title id=\"curve-title\">{}</title>\n", xml_text(curve_.title));
    out_ << fmt::format("<desc id=\"curve-description\">{}</desc>\n", xml_text(description()));
    out_ << fmt::format("<rect width=\"{:g}\" height=\"{:g}\" fill=\"#ffffff\"/>\n", kWidth, height_);
  }

  void put_text(Place at, std::string_view attributes, std::string_view escaped) {
    if (escaped.empty()) return;
    out_ << fmt::format("<text x=\"{:.2f}\" y=\"{:.2f}\"{}>{}</text>\n", at.x, at.y, attributes, escaped);
  }

  void put_stroke(Place from, Place to, std::string_view attributes) {
    out_ << fmt::format("<line x1=\"{:.2f}\" y1=\"{:.2f}\" x2=\"{:.2f}\" y2=\"{:.2f}\" {}/>\n", from.x, from.y, to.x,
                        to.y, attributes);
  }

  void put_grid() {
    constexpr std::string_view kPale = "stroke=\"#e4e4e4\"";
    constexpr std::string_view kDark = "stroke=\"#666666\"";
    for (const double tick : y_.ticks(kTicks)) {
      const double y = y_of(tick);
      put_stroke({kLeft, y}, {kLeft + kPlotWidth, y}, kPale);
      put_stroke({kLeft - 5, y}, {kLeft, y}, kDark);
      put_text({kLeft - 9, y + 4.5}, " text-anchor=\"end\"", y_.text(tick, kTicks));
    }
    for (const double tick : x_ticks()) {
      const double x = x_of(tick);
      put_stroke({x, kTop}, {x, kFloor}, kPale);
      put_stroke({x, kFloor}, {x, kFloor + 5}, kDark);
      put_text({x, kFloor + 20}, " text-anchor=\"middle\"", x_.text(tick, kTicks));
    }
    out_ << fmt::format(
        "<rect class=\"plot\" x=\"{:g}\" y=\"{:g}\" width=\"{:g}\" height=\"{:g}\" fill=\"none\" "
        "stroke=\"#666666\"/>\n",
        kLeft, kTop, kPlotWidth, kPlotHeight);
  }

  [[nodiscard]] std::vector<double> x_ticks() const {
    return curve_.x.empty() ? std::vector<double>{} : x_.ticks(kTicks);
  }

  void put_band(std::size_t index) {
    const CurveLine& line = curve_.lines[index];
    for (const Run& run : runs_of(curve_.x, {&line.low, &line.high})) {
      std::string points;
      for (std::size_t i = run.begin; i < run.end; ++i) points += point(curve_.x[i], line.high[i]) + ' ';
      for (std::size_t i = run.end; i-- > run.begin;) points += point(curve_.x[i], line.low[i]) + ' ';
      points.pop_back();
      // A band of one x has no area; its outline shows it.
      const std::string_view outline = run.end - run.begin == 1 ? "0.5" : "0";
      out_ << fmt::format(
          "<polygon class=\"band\" points=\"{0}\" fill=\"{1}\" fill-opacity=\"0.16\" stroke=\"{1}\" "
          "stroke-opacity=\"{2}\" stroke-width=\"4\"/>\n",
          points, pen(index).colour, outline);
    }
  }

  void put_line(std::size_t index) {
    const CurveLine& line = curve_.lines[index];
    for (const Run& run : runs_of(curve_.x, {&line.values})) {
      std::string points;
      for (std::size_t i = run.begin; i < run.end; ++i) points += point(curve_.x[i], line.values[i]) + ' ';
      points.pop_back();
      put_path(index, points);
      if (run.end - run.begin == 1) put_dot(index, curve_.x[run.begin], line.values[run.begin]);
    }
  }

  void put_path(std::size_t index, const std::string& points) {
    out_ << fmt::format(
        "<polyline class=\"line\" points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2.2\" "
        "stroke-dasharray=\"{}\" stroke-linejoin=\"round\"/>\n",
        points, pen(index).colour, pen(index).dashes);
  }

  void put_dot(std::size_t index, double x, double y) {
    out_ << fmt::format("<circle cx=\"{:.2f}\" cy=\"{:.2f}\" r=\"3.5\" fill=\"{}\"/>\n", x_of(x), y_of(y),
                        pen(index).colour);
  }

  /// Words beside their marks, outwards; where the edge is too near, one above the other.
  void put_marks() {
    for (const Mark& mark : marks_) {
      put_stroke({x_of(mark.x), kTop - 6}, {x_of(mark.x), kFloor},
                 mark.chosen ? "stroke=\"#000000\" stroke-width=\"1.6\""
                             : "stroke=\"#595959\" stroke-width=\"1.6\" stroke-dasharray=\"5 4\"");
    }
    if (marks_.size() == 2 && outwards_fit()) {
      put_words(marks_[0], x_of(marks_[0].x) - 2, 0, "end");
      put_words(marks_[1], x_of(marks_[1].x) + 2, 0, "start");
      return;
    }
    for (std::size_t i = 0; i < marks_.size(); ++i) put_centred(marks_[i], i);
  }

  [[nodiscard]] bool outwards_fit() const {
    return x_of(marks_[0].x) - width_of(marks_[0].words, marks_[0].chosen) > 2 &&
           x_of(marks_[1].x) + width_of(marks_[1].words, marks_[1].chosen) < kWidth - 2;
  }

  void put_centred(const Mark& mark, std::size_t row) {
    const double half = width_of(mark.words, mark.chosen) / 2;
    put_words(mark, std::clamp(x_of(mark.x), half + 4, kWidth - half - 4), row, "middle");
  }

  void put_words(const Mark& mark, double x, std::size_t row, std::string_view anchor) {
    const std::string attributes =
        fmt::format(" text-anchor=\"{}\"{}", anchor, mark.chosen ? " font-weight=\"bold\"" : " fill=\"#595959\"");
    put_text({x, kTop - 11 - 16 * static_cast<double>(row)}, attributes, mark.words);
  }

  void put_names() {
    const std::size_t title_letters = letters_within(curve_.title, kPlotWidth, kTitleSize / kFontSize, true);
    put_text({kLeft, 26}, fmt::format(" font-size=\"{:g}\" font-weight=\"bold\"", kTitleSize),
             xml_text(curve_.title, title_letters));
    put_text({kLeft + kPlotWidth / 2, kFloor + 44}, " text-anchor=\"middle\"", xml_text(curve_.x_name, kNameLetters));
    const double middle = kTop + kPlotHeight / 2;
    put_text({20, middle}, fmt::format(" text-anchor=\"middle\" transform=\"rotate(-90 20 {:.2f})\"", middle),
             xml_text(curve_.y_name, letters_within(curve_.y_name, kPlotHeight + 40, 1, false)));
  }

  void put_legend() {
    for (std::size_t i = 0; i < legend_.size(); ++i) {
      const auto [x, y] = legend_[i];
      const CurveLine& line = curve_.lines[i];
      if (!line.low.empty()) {
        out_ << fmt::format(
            "<rect x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:g}\" height=\"14\" fill=\"{}\" fill-opacity=\"0.16\"/>\n", x,
            y - 12, kSample, pen(i).colour);
      }
      put_stroke(
          {x, y - 5}, {x + kSample, y - 5},
          fmt::format("stroke=\"{}\" stroke-width=\"2.2\" stroke-dasharray=\"{}\"", pen(i).colour, pen(i).dashes));
      put_text({x + kSample + 8, y}, "", xml_text(line.name, kNameLetters));
    }
  }

  std::ostream& out_;
  const Curve& curve_;
  Axis x_;
  Axis y_;
  std::vector<Mark> marks_;
  std::vector<Place> legend_;
  double height_ = 0;
};

}  // namespace

void write_curve_svg(std::ostream& out, const Curve& curve) {
  CurvePicture(out, curve).write();
}

}  // namespace bundel
