#include "report/layout.h"
#include "report/tables.h"

#include <algorithm>
#include <cassert>

namespace bundel {

namespace {

using namespace report_detail;

/// A cut cell narrower than this says nothing.
constexpr std::size_t kLeastColumns = 8;

bool is_number(std::string_view cell) {
  return !cell.empty() && cell.find_first_not_of("0123456789.-%") == std::string_view::npos;
}

struct TableColumn {
  std::size_t width = 0;
  bool numbers = true;  ///< every cell below the header is one, or empty
};

std::vector<TableColumn> columns_of(std::span<const std::string> header, std::span<const std::vector<std::string>> rows,
                                    const TableStyle& style) {
  std::vector<TableColumn> columns(header.size());
  for (std::size_t c = 0; c < columns.size(); ++c) {
    columns[c].width = style.measure.width(printable(header[c]));
    for (const std::vector<std::string>& row : rows) {
      if (c >= row.size()) continue;
      const std::string cell = printable(row[c]);
      columns[c].width = std::max(columns[c].width, style.measure.width(cell));
      columns[c].numbers = columns[c].numbers && (cell.empty() || is_number(cell));
    }
  }
  return columns;
}

/// Takes what is too much from the flexible column first, then from the widest ones, a column of the terminal at a
/// time.
void shrink(std::vector<TableColumn>& columns, std::size_t flexible, std::size_t limit) {
  std::size_t total = kGap * (columns.size() - 1);
  for (const TableColumn& column : columns) total += column.width;
  if (flexible < columns.size()) {
    std::size_t& width = columns[flexible].width;
    while (total > limit && width > kLeastColumns) --width, --total;
  }
  while (total > limit) {
    const auto widest = std::max_element(columns.begin(), columns.end(),
                                         [](const TableColumn& a, const TableColumn& b) { return a.width < b.width; });
    if (widest->width <= kLeastColumns) return;
    --widest->width;
    --total;
  }
}

class PlainTable {
 public:
  PlainTable(std::ostream& out, const std::vector<TableColumn>& columns, const TableStyle& style)
      : out_(out), columns_(columns), style_(style), line_(style) {}

  void put_header(std::span<const std::string> header) {
    put(header, Paint::bold, [this](std::size_t c, std::string_view) { return columns_[c].numbers; });
  }

  void put_row(std::span<const std::string> row) {
    put(row, Paint::plain, [](std::size_t, std::string_view cell) { return is_number(cell); });
  }

 private:
  template <typename ToTheRight>
  void put(std::span<const std::string> cells, Paint paint, ToTheRight to_the_right) {
    assert(cells.size() <= columns_.size());
    std::size_t at = 0;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      std::string cell = printable(cells[c]);
      const std::size_t width = columns_[c].width;
      const bool right = to_the_right(c, cell);
      if (style_.measure.width(cell) > width) cell = style_.measure.cut(cell, width);
      if (right) {
        line_.right(at + width, cell, paint);
      } else {
        line_.at(at).put(cell, paint);
      }
      at += width + kGap;
    }
    line_.end(out_);
  }

  std::ostream& out_;
  const std::vector<TableColumn>& columns_;
  const TableStyle& style_;
  Line line_;
};

}  // namespace

void report_detail::write_table(std::ostream& out, std::span<const std::string> header,
                                std::span<const std::vector<std::string>> rows, std::size_t flexible,
                                const TableStyle& style) {
  assert(style.measure.width != nullptr && style.measure.cut != nullptr);
  if (rows.empty() || header.empty()) return;
  std::vector<TableColumn> columns = columns_of(header, rows, style);
  if (style.columns != 0) shrink(columns, flexible, style.columns);
  PlainTable table(out, columns, style);
  table.put_header(header);
  for (const std::vector<std::string>& row : rows) table.put_row(row);
}

}  // namespace bundel
