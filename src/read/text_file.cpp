/// "date 2023-02-21 The talks ..." has a date; "date palms grow" is text, and so is "date 2023-13", a bad date.
#include "read/text_file.h"

#include "bundel/read.h"
#include "read/date_column.h"
#include "read/dates.h"
#include "read/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace bundel::read_detail {
namespace {

struct Word {
  std::string_view word;
  std::string_view rest;
};

Word next_word(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kWhiteSpace), text.size()));
  const std::size_t end = std::min(text.find_first_of(kWhiteSpace), text.size());
  return {text.substr(0, end), text.substr(end)};
}

bool looks_like_date(std::string_view word) {
  constexpr std::size_t kYearDigits = 4;
  return word.size() >= kYearDigits &&
         std::all_of(word.begin(), word.begin() + kYearDigits, [](char c) { return c >= '0' && c <= '9'; });
}

/// YYYY, YYYY-MM or YYYY-MM-DD, and none of the other forms that records may use.
std::optional<TimeSpan> day_or_longer(std::string_view word) {
  const bool year = word.size() == 4;
  const bool dashed = (word.size() == 7 || word.size() == 10) && word[4] == '-';
  return year || dashed ? parse_database_date(word) : std::nullopt;
}

}  // namespace

Record parse_text_record(std::string_view bytes) {
  if (const auto bad = first_invalid_utf8(bytes)) return rejected(fmt::format("not valid UTF-8 at byte {}", *bad));
  Record record;
  std::string_view text = without_bom(bytes);
  const Word first = next_word(text);
  const Word second = next_word(first.rest);
  if (first.word == "date" && looks_like_date(second.word)) {
    take_day(record, day_or_longer(second.word), second.word);
    if (record.article.time)
      text = second.rest.substr(std::min(second.rest.find_first_not_of(kWhiteSpace), second.rest.size()));
  }
  record.article.text = text;
  return record;
}

}  // namespace bundel::read_detail
