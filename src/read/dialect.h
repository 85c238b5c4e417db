/// How a table separates and quotes its cells.
#pragma once

#include "read/fields.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bundel::read_detail {

enum class Quoting : std::uint8_t {
  none,       ///< a quote is a letter as any other
  doubled,    ///< RFC 4180: "a ""b""" is a "b", and 'it''s' is it's where the quote is an apostrophe
  backslash,  ///< "a \"b\"" is a "b", as a \"b\" is; a\, is a, and \\ is one backslash
  letters,  ///< a quote is a letter, and a backslash and a letter stand for a line end (\n) or a tab (\t): mysql, COPY
};

struct Dialect {
  char separator = ',';
  Quoting quoting = Quoting::doubled;
  char quote = '"';
  bool spaced = false;          ///< blanks around a cell are none of it: `1, "a"` has a quoted cell
  char row_end = '\n';          ///< or CR, as old Macs and their Excel have it
  bool row_names = false;       ///< the header lacks a name for the first column, as R leaves it
  std::size_t preamble = 0;     ///< bytes in front of the header: a byte order mark, Excel's "sep=;" line, a title
  std::size_t lines_above = 0;  ///< of a title

  friend bool operator==(const Dialect&, const Dialect&) = default;
};

/// The same text for two dialects in which a row means the same.
std::string description_of(const Dialect& dialect);

/// Whether it is a separator that is told without a "sep=" line.
bool is_told(char separator);

/// Tells the dialect from the beginning of a table.
///
/// The separator (comma, semicolon, tab or bar) is the one that a "sep=" line gives, or else that cuts the header into
/// the most names of `fields`; ties: into the most cells, then `expected`. The quoting is the one by which the fewest
/// rows are malformed, of another width than the header, swallowed by a quote or left within their quotes; ties:
/// doubled quotes. An apostrophe may be the quote. Rows end at CR where the first line does and no LF follows.
///
/// Rows have names where most have a cell more than the header, and either both begin and end with a quote, or cells
/// end at tabs and the first ones count from 1 on, as R numbers rows (but not where the header's first name is one for
/// ids and the last cells are blank: those are tabs at the ends of rows).
///
/// The header is the first row; where that names no title and no text, it is the first of the next twenty that names
/// one of them and another field, and what stands before it is passed over, as the title that programs write over a
/// table.
///
/// `whole` says that nothing follows `head`; else its last row does not count. Cost: some passes over `head`.
Dialect sniff_dialect(std::string_view head, bool whole, const FieldPlan& fields, char expected);

/// The same where the header alone must show that this is a table of articles: two cells or more, and a name for a
/// title or a text among them. None where it does not.
///
/// Where `doubtful`, the first line may be one of a text, "Title, text and ...": nine lines in ten must be rows as wide
/// as it.
std::optional<Dialect> dialect_of_articles(std::string_view head, bool whole, const FieldPlan& fields, char expected,
                                           bool doubtful = false);

}  // namespace bundel::read_detail
