/// libcsv reads one row at a time, already cut at its line end. It knows no escapes: rows with those are split here.
#include "read/cells.h"

#include "bundel/error.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace bundel::read_detail {

namespace {

constexpr std::string_view kQuoteInside = "malformed CSV: a quote stands inside a cell";

/// What a backslash and a letter stand for; none for \N (no value), \0 and \r.
std::optional<char> spelt_by(char letter) {
  switch (letter) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'b':
      return ' ';
    case '\\':
    case '\'':
    case '"':
      return letter;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::string_view without_cr(std::string_view row) {
  while (row.ends_with('\r')) row.remove_suffix(1);
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
  if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0)
    throw Error(ErrorKind::resources, "cannot start the CSV parser", "");
  csv_set_blk_size(&parser_, kCellStep);
  csv_set_delim(&parser_, static_cast<unsigned char>(dialect_.separator));
  csv_set_quote(&parser_, static_cast<unsigned char>(dialect_.quote));
  // libcsv trims what it takes for blanks around cells, and ends rows at what it takes for line ends within them.
  const auto nothing = [](unsigned char) { return 0; };
  const auto blank = [](unsigned char c) { return c == ' ' ? 1 : 0; };
  csv_set_space_func(&parser_, dialect_.spaced ? static_cast<int (*)(unsigned char)>(blank) : nothing);
  csv_set_term_func(&parser_, nothing);
}

std::string& CellSplitter::add(std::string_view cell) {
  if (used_ == cells_.size()) cells_.emplace_back();
  return cells_[used_++] = cell;
}

void CellSplitter::add_cell(void* cell, std::size_t size, void* self) {
  static_cast<CellSplitter*>(self)->add({static_cast<const char*>(cell), size});
}

std::string_view CellSplitter::split(std::string_view row) {
  used_ = 0;
  row = without_cr(row);
  if (dialect_.quoting == Quoting::doubled) return split_quoted(row);
  if (dialect_.quoting == Quoting::backslash) return split_escaped(row);
  split_plain(row);
  if (dialect_.quoting == Quoting::letters) spell_out();
  return {};
}

void CellSplitter::spell_out() {
  for (std::string& cell : std::span(cells_).first(used_)) {
    if (cell.find('\\') == std::string::npos) continue;
    std::string spelt;
    for (std::size_t i = 0; i < cell.size(); ++i) {
      const bool escape = cell[i] == '\\' && i + 1 < cell.size();
      const std::optional<char> letter = escape ? spelt_by(cell[++i]) : cell[i];
      if (letter) spelt += *letter;
    }
    cell = std::move(spelt);
  }
}

void CellSplitter::split_plain(std::string_view row) {
  const char separator = dialect_.separator;
  for (std::size_t end = row.find(separator); end != std::string_view::npos; end = row.find(separator)) {
    add(row.substr(0, end));
    row.remove_prefix(end + 1);
  }
  add(row);
}

std::string_view CellSplitter::split_escaped(std::string_view row) {
  enum class State : std::uint8_t { start, plain, quoted, behind_quote };
  const std::array<char, 4> escapable = {dialect_.quote, dialect_.separator, dialect_.row_end, '\\'};
  State state = State::start;
  std::string* cell = &add({});
  for (std::size_t i = 0; i < row.size(); ++i) {
    const char c = row[i];
    const char next = i + 1 < row.size() ? row[i + 1] : '\0';
    const bool doubled = state == State::quoted && c == dialect_.quote && next == dialect_.quote;
    const bool escape = c == '\\' && std::ranges::find(escapable, next) != escapable.end();
    if (state != State::quoted && c == dialect_.separator) {
      state = State::start;
      cell = &add({});
    } else if (dialect_.spaced && c == ' ' && (state == State::start || state == State::behind_quote)) {
      continue;
    } else if (c == dialect_.quote && !doubled) {
      if (state != State::start && state != State::quoted) return kQuoteInside;
      state = state == State::quoted ? State::behind_quote : State::quoted;
    } else if (state == State::behind_quote) {
      return kQuoteInside;
    } else {
      if (state == State::start) state = State::plain;
      *cell += doubled || escape ? next : c;
      i += doubled || escape ? 1 : 0;
    }
  }
  return state == State::quoted ? kQuoteInside : std::string_view();
}

std::string_view CellSplitter::split_quoted(std::string_view row) {
  if (csv_parse(&parser_, row.data(), row.size(), add_cell, nullptr, this) == row.size() &&
      csv_fini(&parser_, add_cell, nullptr, this) == 0) {
    return {};
  }
  const bool syntax = csv_error(&parser_) == CSV_EPARSE;
  csv_free(&parser_);  // after an error it does not go on with the next row
  start_parser();
  return syntax ? kQuoteInside : "not enough memory for a cell";
}

}  // namespace bundel::read_detail
