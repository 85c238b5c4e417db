#include "cli/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "bundel/error.h"
#include "cli/drop_reason.h"
#include "cli/file_name.h"

namespace bundel::cli {
namespace {

/// An article to write, and what to say about it, if anything.
struct Chosen {
  const Article* article = nullptr;
  std::optional<DropReason> reason;
};

enum class Form { json, rows, paths };

Form form_of(const InputFile& file) {
  return file.whole ? Form::paths : file.separator != 0 ? Form::rows : Form::json;
}

std::string_view name_of(Form form) {
  return form == Form::json ? "JSON records" : form == Form::rows ? "rows of a table" : "paths of texts";
}

bool same_columns(const InputFile& a, const InputFile& b) {
  const auto without_cr = [](std::string_view line) { return line.substr(0, line.size() - line.ends_with('\r')); };
  return a.separator == b.separator && without_cr(a.header) == without_cr(b.header);
}

/// Records of two forms in one file would be read as something else, and so would rows below the header of another
/// table: Error.
void check_same_form(const InputFile& first, const InputFile& file, std::string_view emit) {
  if (form_of(first) != form_of(file)) {
    throw Error(ErrorKind::input,
                fmt::format("it gives {}, {} gives {}: --emit {} cannot write both into one file; run the files of one "
                            "form first, then the others with --keep-from the first",
                            name_of(form_of(file)), first.path, name_of(form_of(first)), emit),
                file.path);
  }
  if (form_of(file) != Form::rows) return;
  const bool columns = same_columns(first, file);
  if (columns && first.dialect == file.dialect) return;
  const char* what = columns ? "its way to quote cells and to end rows" : "its header";
  throw Error(ErrorKind::input,
              fmt::format("{} is not the one of {}: --emit {} cannot write the rows of both below one header", what,
                          first.path, emit),
              file.path);
}

/// A file's name must not promise what the records are not.
void check_name_of(const std::string& output, const InputFile& file, std::string_view emit) {
  const auto holds = [&] {
    if (form_of(file) == Form::json) return NamedForm::json;
    if (form_of(file) == Form::paths) return NamedForm::text;
    return file.separator == '\t' ? NamedForm::tsv : NamedForm::csv;
  }();
  const std::string_view tabs = file.separator == '\t' ? " with tabs" : "";
  check_name("--output", output, holds,
             fmt::format("--emit {} writes records as they were read, {}{}", emit, name_of(form_of(file)), tabs));
}

/// The first table that records were chosen from, whose header stands above the rows of all; null where there is none.
const InputFile* header_of(const std::vector<Chosen>& chosen, const std::vector<InputFile>& files,
                           std::string_view emit, const std::string& output) {
  if (chosen.empty()) return nullptr;
  const InputFile& first = files[chosen.front().article->place.input];
  for (const Chosen& one : chosen) check_same_form(first, files[one.article->place.input], emit);
  check_name_of(output, first, emit);
  return first.separator == 0 ? nullptr : &first;
}

/// Why an article was dropped.
DropReason reason_of(const DupsResult& result, const FoldedAt& at) {
  const GroupRecord& group = result.groups[at.group];
  const CopyRecord& member = group.members[at.member];
  return {group.kept, group.from, member.kind, member.overlap};
}

/// A JSON record on one line. Line breaks stand between its tokens only: in a string they are escaped.
std::string on_one_line(std::string record) {
  if (record.find('\n') != std::string::npos) std::erase_if(record, [](char c) { return c == '\n' || c == '\r'; });
  return record;
}

std::string record_of(const Chosen& chosen, const InputFile& file, RecordReader& reader) {
  std::string raw = file.whole ? file.path : reader.raw(chosen.article->place);
  if (form_of(file) == Form::json) raw = on_one_line(std::move(raw));
  if (!chosen.reason) return raw;
  if (file.whole) return with_reason_path(raw, *chosen.reason);
  if (file.separator != 0) return with_reason_row(raw, file.header, file.separator, *chosen.reason);
  return with_reason_json(raw, *chosen.reason);
}

void write_records(std::ostream& out, const DupsResult& result, std::vector<Chosen> chosen, const char* emit,
                   const std::string& output) {
  std::ranges::sort(chosen, {},
                    [](const Chosen& c) { return std::tuple(c.article->place.input, c.article->place.offset); });
  const std::vector<InputFile>& files = result.collection.files;
  const InputFile* header = header_of(chosen, files, emit, output);
  RecordReader reader(files);
  for (const Chosen& one : chosen) {
    const InputFile& file = files[one.article->place.input];
    if (&file == header) {
      if (!file.above_header.empty()) out << file.above_header << file.row_end;
      out << (one.reason ? with_reason_header(file.header, file.separator) : file.header) << file.row_end;
      header = nullptr;
    }
    out << record_of(one, file, reader) << file.row_end;
  }
}

}  // namespace

void write_kept(std::ostream& out, const DupsResult& result, const std::string& output) {
  std::vector<Chosen> chosen;
  for (std::size_t i = 0; i < result.folded.size(); ++i) {
    if (!result.folded[i]) chosen.push_back({&result.collection.articles[i], std::nullopt});
  }
  write_records(out, result, std::move(chosen), "kept", output);
}

void write_dropped(std::ostream& out, const DupsResult& result, bool with_reason, const std::string& output) {
  std::vector<Chosen> chosen;
  for (std::size_t i = 0; i < result.folded.size(); ++i) {
    const std::optional<FoldedAt>& at = result.folded[i];
    if (!at) continue;
    chosen.push_back(
        {&result.collection.articles[i], with_reason ? std::optional(reason_of(result, *at)) : std::nullopt});
  }
  write_records(out, result, std::move(chosen), "dropped", output);
}

}  // namespace bundel::cli
