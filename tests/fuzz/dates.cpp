/// Dates: one by itself, and a column of them, a line of the input each.
#include "fuzz/support.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace {

using namespace bundel;

void check_date(std::string_view text) {
  const std::optional<TimeSpan> span = parse_date(text);
  if (!span) return;
  fuzz::require(span->begin < span->end, "a span is not empty");
  const std::string shown = format_date(*span);
  fuzz::require(shown.size() >= 4 && shown[0] != '-', "years have four digits");
  fuzz::require(parse_date(shown) == span, "a date that is shown is read as the same span");
  fuzz::require(parse_date(" " + std::string(text) + "\n") == span, "white space around a date is ignored");
}

std::string column_of(const std::vector<std::string_view>& dates) {
  std::string lines;
  for (const std::string_view date : dates)
    lines.append("{\"title\":\"t\",\"date\":").append(fuzz::json_string(date)).append("}\n");
  return lines;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = fuzz::view(data, size);
  std::vector<std::string_view> dates;
  for (std::size_t begin = 0; begin < input.size();) {
    const std::size_t end = std::min(input.find('\n', begin), input.size());
    dates.push_back(input.substr(begin, end - begin));
    begin = end + 1;
  }
  for (const std::string_view date : dates) check_date(date);
  if (!dates.empty() && fuzz::is_utf8(input)) fuzz::check_reading("a.jsonl", column_of(dates), fuzz::Blank::spaces);
  return 0;
}
