/// "id,title,text" and "1,Xi to visit Moscow,"  become an article with an empty text; "1,Xi" has too few cells.
#include "read/row_record.h"

#include "bundel/error.h"
#include "read/utf8.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <omp.h>

#include <algorithm>
#include <span>

namespace bundel::read_detail {
namespace {

using Cells = std::span<const std::string>;

/// The header's names for a message of one line: a wrong file may have thousands, and anything in them.
std::string shown_columns(Cells header) {
  constexpr std::size_t kShown = 12;
  constexpr std::size_t kLongest = 40;
  std::vector<std::string> names;
  for (const std::string& name : header.first(std::min(kShown, header.size()))) {
    std::string shown = name.size() <= kLongest ? name : "...";
    std::replace_if(
        shown.begin(), shown.end(), [](char c) { return c >= 0 && c < ' '; }, ' ');
    names.push_back(std::move(shown));
  }
  const std::size_t more = header.size() - names.size();
  return fmt::format("{}{}", fmt::join(names, ", "), more > 0 ? fmt::format(" and {} more", more) : "");
}

/// The first of these columns that says something; null where none does.
const std::string* first_filled(Cells cells, const std::vector<std::size_t>& columns, bool blanks_count) {
  for (const std::size_t column : columns) {
    const std::string& cell = cells[column];
    if (blanks_count ? !cell.empty() : !trimmed(cell).empty()) return &cell;
  }
  return nullptr;
}

}  // namespace

RowParser::RowParser(std::string_view header, char separator, const FieldPlan& fields, const std::string& path) {
  for (int thread = 0; thread < omp_get_max_threads(); ++thread) splitters_.emplace_back(separator);
  if (first_invalid_utf8(header)) throw Error("the header is not valid UTF-8", path);
  if (without_cr(header).find('\r') != std::string_view::npos && header.find('\n') == std::string_view::npos)
    throw Error("lines end in CR alone; LF or CRLF is needed", path);
  CellSplitter& splitter = splitters_.front();
  if (const auto fault = splitter.split(header); !fault.empty())
    throw Error(fmt::format("the header is {}", fault), path);
  const Cells names = splitter.cells();
  width_ = names.size();
  for (std::size_t i = 0; i < kParts; ++i) {
    const Part part{static_cast<std::uint8_t>(i)};
    for (const std::string& name : fields.names(part)) {
      const auto found = std::find(names.begin(), names.end(), name);
      if (found == names.end()) continue;
      columns_[i].push_back(static_cast<std::size_t>(found - names.begin()));
      if (fields.given(part)) named_.set(i);
    }
  }
  if (columns(Part::title).empty() && columns(Part::text).empty())
    throw Error(fmt::format("no column holds a title or a text (columns: {})", shown_columns(names)), path);
}

Record RowParser::parse(std::string_view row) {
  if (first_invalid_utf8(row)) return rejected("not valid UTF-8");
  CellSplitter& splitter = splitters_[static_cast<std::size_t>(omp_get_thread_num())];
  if (const auto fault = splitter.split(row); !fault.empty()) return rejected(std::string(fault));
  const Cells cells = splitter.cells();
  if (cells.size() != width_) {
    return rejected(
        fmt::format("the row has {} {}, the header {}", cells.size(), cells.size() == 1 ? "cell" : "cells", width_));
  }
  const auto body = [&](Part part) {
    const std::string* cell = first_filled(cells, columns(part), true);
    return cell == nullptr ? std::string() : *cell;
  };
  const auto label = [&](Part part) {
    const std::string* cell = first_filled(cells, columns(part), false);
    return cell == nullptr ? std::string_view() : std::string_view(*cell);
  };
  Record record;
  record.has_fields = true;
  record.named_fields = named_;
  Article& article = record.article;
  article.title = body(Part::title);
  article.text = body(Part::text);
  article.id = label(Part::id);
  article.source = trimmed(label(Part::source));
  article.url = trimmed(label(Part::url));
  article.language = language_code(label(Part::language));
  if (const std::string_view date = label(Part::date); !date.empty()) {
    article.time = parse_date(date);
    record.bad_date = !article.time;
  }
  return record;
}

}  // namespace bundel::read_detail
