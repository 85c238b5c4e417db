/// One line of a table on a terminal or in a pipe: texts at columns, never past the edge.
///
/// Columns are those of the terminal, as the caller's measure counts them, not bytes. Where the terminal has a width,
/// what does not fit is cut; in a pipe nothing is cut and a long text pushes the rest of its line to the right.
#pragma once

#include "bundel/style.h"

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>

namespace bundel::report_detail {

/// Between two columns.
constexpr std::size_t kGap = 2;

enum class Paint { plain, bold, dim };

/// Keeps beginning and end, where ids differ: "2022/nrc/…/0042.txt". For terminals; in a pipe the text as it is.
std::string cut_middle(std::string_view text, std::size_t columns, const TableStyle& style);

/// Columns a table gives to texts of many lengths: those of the longest one, at most `limit`.
class Breadth {
 public:
  explicit Breadth(std::size_t limit) : limit_(limit) {}
  void see(std::size_t columns) {
    if (columns > widest_) widest_ = columns < limit_ ? columns : limit_;
  }
  [[nodiscard]] std::size_t columns() const noexcept { return widest_; }

 private:
  std::size_t limit_;
  std::size_t widest_ = 0;
};

class Line {
 public:
  /// Keeps `style`, which outlives it and has both measures.
  explicit Line(const TableStyle& style);

  /// The next text begins there, or a gap behind what stands there already.
  Line& at(std::size_t column);
  /// The next text ends before that column.
  Line& right(std::size_t column, std::string_view text, Paint paint = Paint::plain);
  /// An empty text leaves no trace, not even spaces.
  Line& put(std::string_view text, Paint paint = Paint::plain);
  /// Writes the line, without spaces at its end, and begins the next.
  void end(std::ostream& out);

 private:
  const TableStyle& style_;
  std::string text_;
  std::size_t used_ = 0;   ///< columns of text_
  std::size_t start_ = 0;  ///< column of the next text
};

}  // namespace bundel::report_detail
