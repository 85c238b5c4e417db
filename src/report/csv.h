/// Cells of tables that programs read.
#pragma once

#include <string>
#include <string_view>

namespace bundel::report_detail {

/// A cell of a .csv, in quotes where it needs them (RFC 4180); a .tsv has none, so what would end the cell becomes a
/// space.
std::string csv_cell(std::string_view text, char separator = ',');

}  // namespace bundel::report_detail
