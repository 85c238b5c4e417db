/// Cells of tables that programs read.
#pragma once

#include <string>
#include <string_view>

namespace bundel::report_detail {

/// A cell of a .csv, in quotes where it needs them (RFC 4180); a .tsv has none, so what would end the cell becomes a
/// space.
std::string csv_cell(std::string_view text, char separator = ',');

/// With an apostrophe in front where a spreadsheet would run the cell as a formula: it begins with = + - @, tab or CR.
/// So does a cell that begins with apostrophes and one of these, so that unguarded_cell finds back every text.
std::string guarded_cell(std::string_view text);

}  // namespace bundel::report_detail
