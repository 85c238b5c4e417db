/// Rows of one table to records.
#pragma once

#include "read/cells.h"
#include "read/fields.h"
#include "read/record.h"

#include <array>
#include <bitset>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bundel::read_detail {

/// The names of a table's columns.
class Header {
 public:
  /// Errors: Error at `path` where the bytes are no row of UTF-8. A column without a name has an empty one.
  Header(std::string_view bytes, CellSplitter& splitter, const std::string& path);

  [[nodiscard]] std::span<const std::string> names() const { return names_; }
  /// The columns that may hold a part, the first choice first. Further columns of one name stand behind all others.
  [[nodiscard]] std::vector<std::size_t> columns(Part part, const FieldPlan& fields) const;
  [[nodiscard]] bool holds(Part part, const FieldPlan& fields) const { return !columns(part, fields).empty(); }
  /// Whether the cells may be names: none is a date, a number, an address or as long as a sentence.
  [[nodiscard]] bool looks_like_names() const;

 private:
  std::vector<std::string> names_;
  std::vector<std::string> folded_;  // as names are compared
};

/// The name of the column that holds far more letters than the titles, by the rows of the table's beginning; empty
/// where there is none. See Census.
std::string unknown_text_column(const Header& header, std::string_view head, bool whole, const Dialect& dialect,
                                const FieldPlan& fields);

/// Knows from the header which columns hold which part of an article.
///
/// A table cannot tell an empty cell from none: of several columns for a part the first that is not blank counts, and
/// where all are, the title or text is empty. A row whose cells are all blank is none, as sheets end in such rows. A
/// second header is a rejection, since what stands below it may be other columns.
class RowParser {
 public:
  RowParser(const Header& header, const FieldPlan& fields);

  /// Reads a row; what is no row as wide as the header is a rejected record (more cells count where they are blank).
  Record parse(std::string_view row, CellSplitter& splitter) const;

 private:
  struct Column {
    std::size_t place;
    std::uint16_t rank;  ///< of its name in the plan
  };

  const Column* first_filled(std::span<const std::string> cells, Part part, Record& record) const;
  /// Takes the first date that can be read, or may be when all dates of its file are known.
  void find_date(std::span<const std::string> cells, Record& record) const;
  [[nodiscard]] bool is_header(std::span<const std::string> cells) const;
  [[nodiscard]] std::string header_reason(std::span<const std::string> cells) const;

  std::vector<std::string> names_;
  std::array<std::vector<Column>, kParts> columns_;  // of each part, the first choice first
  std::bitset<kParts> named_;                        // parts whose column the user named and that is here
  std::size_t width_ = 0;
};

}  // namespace bundel::read_detail
