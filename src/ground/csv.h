/// Cells and rows of tables that programs read.
#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

namespace bundel::ground {

/// A cell of a .csv, in quotes where it needs them (RFC 4180); a .tsv has none, so what would end the cell becomes a
/// space.
std::string csv_cell(std::string_view text, char separator = ',');

/// A text from outside as a cell that no spreadsheet takes for a formula: where it begins, perhaps behind apostrophes,
/// with = + - @ (also the wide ones) a tab, CR or LF, it gets an apostrophe in front.
std::string guarded_cell(std::string_view text);
/// The text of such a cell: without that apostrophe, where it has one.
std::string unguarded_cell(std::string_view cell);

/// A row of cells that stand as they are, in quotes where they need them, with a newline behind.
void put_row(std::ostream& out, std::span<const std::string_view> cells, char separator = ',');

}  // namespace bundel::ground
