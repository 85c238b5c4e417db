/// libcsv reads one row at a time, already cut at its line end.
#include "read/cells.h"

#include "bundel/error.h"

namespace bundel::read_detail {

namespace {

/// A row whose quotes are escaped by a backslash, with doubled quotes instead; outside quotes nothing is an escape.
void double_quotes(std::string_view row, char quote, std::string& into) {
  into.clear();
  bool quoted = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const char next = i + 1 < row.size() ? row[i + 1] : '\0';
    if (quoted && row[i] == '\\' && (next == quote || next == '\\')) {
      into.append(next == quote ? 2 : 1, next);
      ++i;
      continue;
    }
    if (row[i] == quote) quoted = !quoted;
    into += row[i];
  }
}

}  // namespace

std::string_view without_cr(std::string_view row) {
  if (row.ends_with('\r')) row.remove_suffix(1);
  return row;
}

CellSplitter::CellSplitter(const Dialect& dialect) : dialect_(dialect) {
  start_parser();
}

CellSplitter::~CellSplitter() {
  csv_free(&parser_);
}

void CellSplitter::start_parser() {
  constexpr std::size_t kCellStep = std::size_t{1} << 16;  // bytes that a cell's buffer grows by; libcsv's own are 128
  if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) throw Error("cannot start the CSV parser", "");
  csv_set_blk_size(&parser_, kCellStep);
  csv_set_delim(&parser_, static_cast<unsigned char>(dialect_.separator));
  csv_set_quote(&parser_, static_cast<unsigned char>(dialect_.quote));
  // libcsv trims what it takes for blanks around cells, and ends rows at what it takes for line ends within them.
  const auto nothing = [](unsigned char) { return 0; };
  const auto blank = [](unsigned char c) { return c == ' ' ? 1 : 0; };
  csv_set_space_func(&parser_, dialect_.spaced ? static_cast<int (*)(unsigned char)>(blank) : nothing);
  csv_set_term_func(&parser_, nothing);
}

void CellSplitter::add(std::string_view cell) {
  if (used_ == cells_.size()) cells_.emplace_back();
  cells_[used_++] = cell;
}

void CellSplitter::add_cell(void* cell, std::size_t size, void* self) {
  static_cast<CellSplitter*>(self)->add({static_cast<const char*>(cell), size});
}

std::string_view CellSplitter::split(std::string_view row) {
  used_ = 0;
  row = without_cr(row);
  if (dialect_.quoting == Quoting::doubled) return split_quoted(row);
  if (dialect_.quoting == Quoting::backslash) {
    double_quotes(row, dialect_.quote, rewritten_);
    return split_quoted(rewritten_);
  }
  split_plain(row);
  return {};
}

void CellSplitter::split_plain(std::string_view row) {
  const char separator = dialect_.separator;
  for (std::size_t end = row.find(separator); end != std::string_view::npos; end = row.find(separator)) {
    add(row.substr(0, end));
    row.remove_prefix(end + 1);
  }
  add(row);
}

std::string_view CellSplitter::split_quoted(std::string_view row) {
  if (csv_parse(&parser_, row.data(), row.size(), add_cell, nullptr, this) == row.size() &&
      csv_fini(&parser_, add_cell, nullptr, this) == 0) {
    return {};
  }
  const bool syntax = csv_error(&parser_) == CSV_EPARSE;
  csv_free(&parser_);  // after an error it does not go on with the next row
  start_parser();
  return syntax ? "malformed CSV: a quote stands inside a cell" : "not enough memory for a cell";
}

}  // namespace bundel::read_detail
