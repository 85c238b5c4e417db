#include "report/layout.h"

#include "ground/utf8.h"

#include <algorithm>
#include <cassert>
#include <ostream>

namespace bundel::report_detail {

namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

/// Bytes of the letter at `at` that a line cannot show; 0 where it can. Beside ASCII: the controls U+0080 to U+009F,
/// line and paragraph separator, and the embeddings, overrides and isolates of the bidirectional algorithm.
std::size_t unshowable_bytes(std::string_view text, std::size_t at) {
  const unsigned first = byte_at(text, at);
  const unsigned second = byte_at(text, at + 1);
  const unsigned third = byte_at(text, at + 2);
  if (first <= 0x20 || first == 0x7f) return 1;
  if (first == 0xc2 && second >= 0x80 && second <= 0x9f) return 2;
  if (first == 0xe2 && second == 0x80 && third >= 0xa8 && third <= 0xae) return 3;
  if (first == 0xe2 && second == 0x81 && third >= 0xa6 && third <= 0xa9) return 3;
  return 0;
}

/// The longest end of the text that fits and begins with a letter that has a width, not with a mark put on one.
std::string_view end_of(std::string_view text, std::size_t columns, const TextMeasure& measure) {
  std::string_view best;
  std::size_t best_width = 0;
  for (std::size_t at = text.size(); at-- > 0;) {
    if (!ground::begins_code_point(text[at])) continue;
    const std::string_view end = text.substr(at);
    const std::size_t width = measure.width(end);
    if (width > columns) break;
    if (width > best_width) {
      best = end;
      best_width = width;
    }
  }
  return best;
}

std::string_view code_of(Paint paint) {
  return paint == Paint::bold ? "\x1b[1m" : "\x1b[2m";
}

constexpr std::string_view kUnpaint = "\x1b[0m";

}  // namespace

std::string cut_middle(std::string_view text, std::size_t columns, const TableStyle& style) {
  if (style.columns == 0 || style.measure.width(text) <= columns) return std::string(text);
  const std::string_view end = end_of(text, columns / 2, style.measure);
  const std::size_t rest = columns - style.measure.width(end);
  return style.measure.cut(text.substr(0, text.size() - end.size()), rest).append(end);
}

Line::Line(const TableStyle& style) : style_(style) {
  assert(style.measure.width != nullptr && style.measure.cut != nullptr);
}

Line& Line::at(std::size_t column) {
  start_ = used_ == 0 ? column : std::max(column, used_ + kGap);
  return *this;
}

Line& Line::right(std::size_t column, std::string_view text, Paint paint) {
  const std::size_t width = style_.measure.width(text);
  return at(column > width ? column - width : 0).put(text, paint);
}

Line& Line::put(std::string_view text, Paint paint) {
  if (text.empty()) return *this;
  start_ = std::max(start_, used_);
  std::string fitted;
  if (style_.columns != 0) {
    if (start_ >= style_.columns) return *this;
    const std::size_t room = style_.columns - start_;
    if (style_.measure.width(text) > room) {
      fitted = style_.measure.cut(text, room);
      text = fitted;
    }
  }
  text_.append(start_ - used_, ' ');
  const bool painted = style_.colour && style_.columns != 0 && paint != Paint::plain;
  if (painted) text_ += code_of(paint);
  text_ += text;
  if (painted) text_ += kUnpaint;
  used_ = start_ + style_.measure.width(text);
  start_ = used_;
  return *this;
}

void Line::end(std::ostream& out) {
  out << text_ << '\n';
  text_.clear();
  used_ = 0;
  start_ = 0;
}

}  // namespace bundel::report_detail

namespace bundel {

std::string printable(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t bytes = report_detail::unshowable_bytes(text, at); bytes != 0) {
      space = true;
      at += bytes;
      continue;
    }
    if (space && !line.empty()) line += ' ';
    space = false;
    line += text[at++];
  }
  return line;
}

}  // namespace bundel
