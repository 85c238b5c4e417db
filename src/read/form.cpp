#include "read/form.h"

#include "read/inputs.h"
#include "read/json_bytes.h"
#include "read/utf8.h"

#include <algorithm>
#include <array>

namespace bundel::read_detail {
namespace {

/// The first byte that is no white space, behind a byte order mark; 0 where there is none.
char first_letter(std::string_view head) {
  head = without_bom(head);
  const std::size_t at = head.find_first_not_of(kWhiteSpace);
  return at == std::string_view::npos ? '\0' : head[at];
}

/// Whether a line is an object and nothing else.
bool is_object(std::string_view line) {
  line = trimmed(line);
  return line.starts_with('{') && json_value_end(line, 0) == line.size();
}

/// Whether one of the first lines with a brace in its first column is an object: lines of an object that is spread over
/// many are indented. A broken line or two in front do not hide the others.
bool has_object_lines(std::string_view head, bool whole) {
  constexpr int kLines = 20;
  head = without_bom(head);
  bool first = true;
  for (int lines = 0; lines < kLines && !head.empty();) {
    const std::size_t end = head.find('\n');
    if (end == std::string_view::npos && !whole) return first;  // one line of more than the head
    const std::string_view one = head.substr(0, end);
    if (one.starts_with('{') && is_object(one)) return true;
    head.remove_prefix(std::min(one.size() + 1, head.size()));
    const bool blank = trimmed(one).empty();
    lines += blank ? 0 : 1;
    first = first && blank;
  }
  return false;
}

char expected_separator(NamedForm named) {
  return named == NamedForm::tabs ? '\t' : ',';
}

Content table_content(std::string_view head, bool whole, NamedForm named, const FieldPlan& fields) {
  return {Form::table, sniff_dialect(head, whole, fields, expected_separator(named))};
}

/// Whether it is no text: a byte of zero now and then is an accident.
bool has_zeros(std::string_view head) {
  constexpr std::size_t kLookAt = 1024;
  constexpr std::size_t kFew = 32;
  head = head.substr(0, kLookAt);
  return head.size() >= kFew && 16 * std::ranges::count(head, '\0') >= static_cast<std::ptrdiff_t>(head.size());
}

Content text_content(std::string_view head, bool whole, const FieldPlan& fields) {
  if (has_zeros(head)) return {};
  const std::string_view begin =
      without_bom(head).substr(std::min(without_bom(head).find_first_not_of(kWhiteSpace), without_bom(head).size()));
  if (is_object(begin.substr(0, begin.find('\n')))) return {Form::lines, {}};
  if (const auto dialect = dialect_of_articles(head, whole, fields, '\t', true)) return {Form::table, *dialect};
  return {Form::text, {}};
}

}  // namespace

Content content_of(std::string_view head, bool whole, NamedForm named, const FieldPlan& fields) {
  // A hole in a disk, or nothing yet: it may be as long as it likes.
  if (!head.empty() && head.find_first_not_of('\0') == std::string_view::npos) return {};
  if (named == NamedForm::text) return text_content(head, whole, fields);
  const bool named_table = named == NamedForm::commas || named == NamedForm::tabs;
  const char first = first_letter(head);
  if (first == '\0' && whole && !named_table) return {Form::lines, {}};  // nothing in it
  if (named_table && first != '{') return table_content(head, whole, named, fields);
  if (first == '{') {
    // What is named as lines and is no value at all is broken line by line.
    const bool broken = json_value_end(head, head.find('{')) == std::string_view::npos;
    const bool lines = has_object_lines(head, whole) || (named == NamedForm::lines && broken);
    return {lines ? Form::lines : Form::json, {}};
  }
  if (first == '[') return {Form::json, {}};
  if (const auto dialect = dialect_of_articles(head, whole, fields, expected_separator(named)))
    return {Form::table, *dialect};
  if (named == NamedForm::lines || named == NamedForm::json) {
    // Empty, or broken from its first byte on: the cutters of these forms say so.
    return {named == NamedForm::lines ? Form::lines : Form::json, {}};
  }
  return {Form::unknown, {}};
}

std::optional<ForeignKind> foreign_kind(std::string_view head, std::string_view path) {
  using namespace std::string_view_literals;
  struct Kind {
    std::string_view begins;
    std::string_view ending;  ///< of the name, where several kinds begin alike
    std::string_view says;
    bool data;
  };
  constexpr auto kZip = "PK\3\4"sv;
  constexpr auto kSheet =
      "a spreadsheet: save it as CSV UTF-8 (in Excel: File, Save As; in LibreOffice: Text CSV) and read that"sv;
  constexpr std::array<Kind, 13> kKinds = {{
      {kZip, ".xlsx"sv, kSheet, true},
      {kZip, ".xlsm"sv, kSheet, true},
      {kZip, ".ods"sv, kSheet, true},
      {kZip, ".docx"sv, "a Word document: save its articles as text, one .txt file each, and read those"sv, true},
      {kZip, ""sv, "a zip archive: unpack it and read what is in it"sv, false},
      {"\xD0\xCF\x11\xE0"sv, ".xls"sv, kSheet, true},
      {"\xD0\xCF\x11\xE0"sv, ""sv, "an old Office file: save it as CSV UTF-8 or as text and read that"sv, true},
      {"PAR1"sv, ""sv,
       "a Parquet file: write it as JSON Lines (pandas: to_json(orient='records', lines=True)) and read that"sv, true},
      {"ARROW1"sv, ""sv, "an Arrow file: write it as JSON Lines and read that"sv, true},
      {"SQLite format 3"sv, ""sv, "an SQLite database: write its table as CSV (sqlite3 -csv -header) and read that"sv,
       true},
      {"WARC/"sv, ""sv, "a web archive (WARC): take its articles out first, as JSON Lines"sv, true},
      {"%PDF"sv, ""sv, "a PDF: take its text out first (pdftotext) and read that as .txt"sv, false},
      {"7z\xBC\xAF"sv, ""sv, "a 7z archive: unpack it and read what is in it"sv, false},
  }};
  const std::string ending = last_ending(path);
  // A workbook under another name still names its parts "xl/...".
  if (head.starts_with(kZip) && head.find("xl/"sv) != std::string_view::npos)
    return ForeignKind{std::string(kSheet), true};
  const auto known = std::ranges::find_if(kKinds, [&](const Kind& kind) {
    return head.starts_with(kind.begins) && (kind.ending.empty() || kind.ending == ending);
  });
  if (known == kKinds.end()) return std::nullopt;
  return ForeignKind{std::string(known->says), known->data};
}

ForeignKind unknown_kind(std::string_view head) {
  if (first_letter(head) == '<')
    return {"XML or HTML: take its articles out first, as JSON Lines or one .txt file an article", false};
  if (has_zeros(head)) return {"no text: it holds bytes of zero", false};
  return {
      "cannot tell what it holds: neither JSON nor a table whose header names a title or a text (name the columns by "
      "--fields title=NAME,text=NAME, or call a text NAME.txt)",
      false};
}

}  // namespace bundel::read_detail
