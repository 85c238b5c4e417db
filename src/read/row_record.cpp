/// "id,title,text" and "1,Xi to visit Moscow,"  become an article with an empty text; "1,Xi" has too few cells.
#include "read/row_record.h"

#include "bundel/error.h"
#include "bundel/read.h"
#include "bundel/url.h"
#include "ground/lines.h"
#include "read/date_column.h"
#include "read/json_record.h"
#include "read/record_cutter.h"
#include "read/utf8.h"

#include <fmt/format.h>

#include <algorithm>

namespace bundel::read_detail {
namespace {

using Cells = std::span<const std::string>;

}  // namespace

Header::Header(std::string_view bytes, CellSplitter& splitter, const std::string& path) {
  if (first_invalid_utf8(bytes))
    throw Error(ErrorKind::input,
                "the header is not valid UTF-8: --encoding NAME says what it is, such as windows-1252", path);
  if (const auto fault = splitter.split(bytes); !fault.empty())
    throw Error(ErrorKind::input, fmt::format("the header is {}", fault), path);
  if (splitter.dialect().row_names) names_.emplace_back();
  names_.insert(names_.end(), splitter.cells().begin(), splitter.cells().end());
  std::ranges::transform(names_, std::back_inserter(folded_), folded_name);
}

std::vector<std::size_t> Header::columns(Part part, const FieldPlan& fields) const {
  std::vector<std::size_t> places;
  std::vector<std::size_t> further;  // of the same name as one before: they stand behind all others
  for (const std::string& name : fields.names(part)) {
    bool first = true;
    const std::string folded = folded_name(name);
    for (std::size_t place = 0; place < folded_.size(); ++place) {
      if (folded_[place] != folded) continue;
      (first ? places : further).push_back(place);
      first = false;
    }
  }
  places.insert(places.end(), further.begin(), further.end());
  return places;
}

bool Header::looks_like_names() const {
  constexpr std::size_t kLongestName = 60;  // bytes: headlines are mostly as long, names of columns hardly half
  return std::ranges::none_of(names_, [](const std::string& name) {
    const std::string_view cell = trimmed(name);
    const bool number = !cell.empty() && cell.find_first_not_of("0123456789.,+-") == std::string_view::npos;
    return number || cell.size() > kLongestName || !host_of(cell).empty() || parse_date(cell).has_value();
  });
}

std::string unknown_text_column(const Header& header, std::string_view head, bool whole, const Dialect& dialect,
                                const FieldPlan& fields) {
  std::vector<Piece> pieces;
  RowCutter(dialect).cut(head, whole, pieces);
  CellSplitter splitter(dialect);
  const RowParser rows(header, fields);
  Census census;
  for (const Piece& piece : std::span(pieces).subspan(std::min<std::size_t>(1, pieces.size()))) {
    const std::string_view row = head.substr(piece.begin, piece.end - piece.begin);
    const Record record = rows.parse(row, splitter);
    if (!record.reason.empty() || record.blank) continue;
    ++census.records;
    census.title_letters += record.article.title.size();
    for (std::size_t i = 0; i < header.names().size(); ++i) {
      const std::string& name = header.names()[i];
      const std::string& cell = splitter.cells()[i];
      if (fields.uses(folded_name(name)).empty() && has_words(cell)) census.letters[name] += cell.size();
    }
  }
  return census.text_path();
}

RowParser::RowParser(const Header& header, const FieldPlan& fields)
    : names_(header.names().begin(), header.names().end()), width_(header.names().size()) {
  for (std::size_t i = 0; i < kParts; ++i) {
    const Part part{static_cast<std::uint8_t>(i)};
    for (const std::size_t place : header.columns(part, fields)) {
      const std::string folded = folded_name(header.names()[place]);
      for (const FieldPlan::Use& use : fields.uses(folded)) {
        if (use.part == part) columns_[i].push_back({place, use.rank});
      }
      if (fields.given(part)) named_.set(i);
    }
  }
}

const RowParser::Column* RowParser::first_filled(Cells cells, Part part, Record& record) const {
  for (const Column& column : columns_[static_cast<std::size_t>(part)]) {
    if (is_blank(cells[column.place])) continue;
    if ((part == Part::title || part == Part::text) && is_placeholder(cells[column.place])) {
      record.placeholder = true;
      continue;
    }
    record.used[static_cast<std::size_t>(part)] = static_cast<std::uint16_t>(column.rank + 1);
    return &column;
  }
  return nullptr;
}

void RowParser::find_date(Cells cells, Record& record) const {
  for (const Column& column : columns_[static_cast<std::size_t>(Part::date)]) {
    if (is_blank(cells[column.place])) continue;
    take_date(record, cells[column.place]);
    record.used[static_cast<std::size_t>(Part::date)] = static_cast<std::uint16_t>(column.rank + 1);
    if (record.date.state == DateState::read || record.date.state == DateState::ambiguous) return;
  }
}

/// Whether the cells are the names of the columns, in whatever order.
bool RowParser::is_header(Cells cells) const {
  const auto is_name = [&](const std::string& cell) { return std::ranges::find(names_, cell) != names_.end(); };
  return width_ > 1 && cells.size() == width_ && std::ranges::all_of(cells, is_name);
}

std::string RowParser::header_reason(Cells cells) const {
  if (std::ranges::equal(cells, names_)) return "the header stands here once more";
  return "another header stands here, with the columns in another order: cut the file before it";
}

Record RowParser::parse(std::string_view row, CellSplitter& splitter) const {
  if (first_invalid_utf8(row)) return rejected("not valid UTF-8");
  // Files that were put together one behind the other bring their byte order marks and headers along.
  if (const auto fault = splitter.split(without_bom(row)); !fault.empty()) return rejected(std::string(fault));
  const Cells cells = splitter.cells();
  Record record;
  if (std::ranges::all_of(cells, is_blank)) {
    record.blank = true;
    return record;
  }
  if (is_header(cells)) return rejected(header_reason(cells));
  if (cells.size() < width_ || !std::ranges::all_of(cells.subspan(width_), is_blank)) {
    return rejected(
        fmt::format("the row has {}, the header {}", ground::count_of(cells.size(), "cell", "cells"), width_));
  }
  const auto value = [&](Part part) {
    const Column* column = first_filled(cells, part, record);
    return column == nullptr ? std::string_view() : std::string_view(cells[column->place]);
  };
  record.has_fields = true;
  record.named_fields = named_;
  Article& article = record.article;
  article.title = value(Part::title);
  article.text = value(Part::text);
  article.id = value(Part::id);
  article.source = source_name(value(Part::source));
  article.url = trimmed(value(Part::url));
  article.language = language_code(value(Part::language));
  find_date(cells, record);
  return record;
}

}  // namespace bundel::read_detail
