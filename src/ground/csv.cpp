#include "ground/csv.h"

#include <algorithm>
#include <array>
#include <ostream>

namespace bundel::ground {
namespace {

/// What a spreadsheet takes for a formula, or would but for the apostrophes before it.
bool is_formula(std::string_view text) {
  constexpr std::array<std::string_view, 11> kBeginnings = {"=",  "+",  "-",  "@",  "\t", "\r",
                                                            "\n", "＝", "＋", "－", "＠"};
  const std::string_view from = text.substr(std::min(text.find_first_not_of('\''), text.size()));
  return std::ranges::any_of(kBeginnings, [&](std::string_view mark) { return from.starts_with(mark); });
}

}  // namespace

std::string csv_cell(std::string_view text, char separator) {
  std::string made(text);
  if (separator == '\t') {
    std::ranges::replace_if(
        made, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return made;
  }
  if (text.find_first_of("\"\n\r") == std::string_view::npos && text.find(separator) == std::string_view::npos) {
    return made;
  }
  made = '"';
  for (const char c : text) {
    if (c == '"') made += '"';
    made += c;
  }
  return made += '"';
}

std::string guarded_cell(std::string_view text) {
  return (is_formula(text) ? "'" : "") + std::string(text);
}

std::string unguarded_cell(std::string_view cell) {
  return std::string(cell.starts_with('\'') && is_formula(cell) ? cell.substr(1) : cell);
}

void put_row(std::ostream& out, std::span<const std::string_view> cells, char separator) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += separator;
    line += csv_cell(cells[i], separator);
  }
  out << line << '\n';
}

}  // namespace bundel::ground
