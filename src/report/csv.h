/// Cells of tables that programs read.
#pragma once

#include <string>
#include <string_view>

namespace bundel::report_detail {

/// A cell of a .csv, in quotes where it needs them (RFC 4180); a .tsv has none, so what would end the cell becomes a
/// space.
std::string csv_cell(std::string_view text, char separator = ',');

/// A text from outside as a cell that no spreadsheet takes for a formula: where it begins, perhaps behind apostrophes,
/// with = + - @ (also the wide ones) a tab, CR or LF, it gets an apostrophe in front; readers take exactly one away.
std::string guarded_cell(std::string_view text);

}  // namespace bundel::report_detail
