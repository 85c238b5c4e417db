/// Judged pairs as a table that people open in a spreadsheet and programs append to.
#include "bundel/labels.h"
#include "ground/ascii.h"
#include "ground/csv.h"

#include <algorithm>
#include <string_view>

namespace bundel {
namespace {

void put_cells(std::ostream& out, const std::vector<std::string>& cells, char separator) {
  const std::vector<std::string_view> views(cells.begin(), cells.end());
  ground::put_row(out, views, separator);
}

}  // namespace

void write_judged_csv(std::ostream& out, std::span<const JudgedPair> pairs, const JudgedTable& before) {
  const std::vector<std::string> usual = {"a", "b", "same"};
  const std::vector<std::string>& header = before.header.empty() ? usual : before.header;
  put_cells(out, header, before.separator);
  for (const std::vector<std::string>& row : before.rows) put_cells(out, row, before.separator);
  for (const JudgedPair& pair : pairs) {
    std::vector<std::string> cells(header.size());
    for (std::size_t i = 0; i < header.size(); ++i) {
      const std::string name = ground::ascii_lower(header[i]);
      if (name == "a") cells[i] = ground::guarded_cell(pair.a);
      if (name == "b") cells[i] = ground::guarded_cell(pair.b);
      if (name == "same") cells[i] = !pair.same ? "" : *pair.same ? "yes" : "no";
    }
    put_cells(out, cells, before.separator);
  }
}

}  // namespace bundel
