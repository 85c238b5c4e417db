#include "cli/drop_reason.h"

#include <array>
#include <span>

#include "bundel/records.h"
#include "ground/csv.h"
#include "ground/json_line.h"
#include "ground/number.h"

namespace bundel::cli {
namespace {

using ground::csv_cell;

constexpr std::string_view kSpaces = " \t\r\n";
constexpr std::array<std::string_view, 4> kColumns = {"dropped_for", "dropped_kind", "dropped_overlap", "dropped_from"};

std::array<std::string, 4> cells_of(const DropReason& reason, char separator) {
  return {csv_cell(reason.kept, separator), std::string(name_of(reason.kind)), ground::share_text(reason.overlap),
          csv_cell(reason.from, separator)};
}

template <typename Cells>
std::string with_cells(std::string_view row, char separator, const Cells& cells) {
  const std::string_view body = row.substr(0, row.size() - (row.ends_with('\r') ? 1 : 0));
  std::string made(body);
  for (const auto& added : cells) (made += separator) += added;
  return made += row.substr(body.size());
}

std::size_t separators_in(std::string_view row, char separator) {
  std::size_t count = 0;
  bool quoted = false;
  for (const char c : row) {
    if (c == '"') quoted = !quoted;
    count += c == separator && !quoted ? 1 : 0;
  }
  return count;
}

/// The row without the blank cells that it has beyond the header: what is added must stand below its name.
std::string without_surplus(std::string_view row, std::string_view header, char separator) {
  const std::string_view end = row.substr(row.size() - (row.ends_with('\r') ? 1 : 0));
  std::string made(row.substr(0, row.size() - end.size()));
  const std::size_t most = separators_in(header, separator);
  for (std::size_t count = separators_in(made, separator); count > most && made.ends_with(separator); --count)
    made.pop_back();
  return made += end;
}

}  // namespace

std::string with_reason_json(std::string_view object, const DropReason& reason) {
  ground::JsonLine line;
  line.begin_object().key("id").string(reason.kept).key("kind").string(name_of(reason.kind));
  line.key("overlap").share(reason.overlap).known("from", reason.from).end_object();
  const std::size_t end = object.rfind('}');
  if (end == std::string_view::npos) return std::string(object);
  const std::size_t last = object.find_last_not_of(kSpaces, end - 1);
  std::string made(object.substr(0, end));
  if (last != std::string_view::npos && object[last] != '{') made += ',';
  made += "\"dropped_for\":" + line.text();
  return made += object.substr(end);
}

std::string with_reason_row(std::string_view row, std::string_view header, char separator, const DropReason& reason) {
  return with_cells(without_surplus(row, header, separator), separator, cells_of(reason, separator));
}

std::string with_reason_header(std::string_view header, char separator) {
  return with_cells(header, separator, kColumns);
}

std::string with_reason_path(std::string_view path, const DropReason& reason) {
  const std::array<std::string, 4> cells = cells_of(reason, '\t');
  return with_cells(path, '\t', std::span(cells).first(reason.from.empty() ? 3 : 4));
}

}  // namespace bundel::cli
