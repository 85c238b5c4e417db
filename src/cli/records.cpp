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
#include "bundel/report.h"

namespace bundel::cli {
namespace {

/// An article to write, and what to say about it, if anything.
struct Chosen {
  const Article* article = nullptr;
  std::optional<DropReason> reason;
};

bool same_columns(const InputFile& a, const InputFile& b) {
  const auto without_cr = [](std::string_view line) { return line.substr(0, line.size() - line.ends_with('\r')); };
  return a.separator == b.separator && without_cr(a.header) == without_cr(b.header);
}

/// The first table that records were chosen from, whose header stands above the rows of all; null where there is none.
/// Rows below the header of another table would be read as something else: Error.
const InputFile* header_of(const std::vector<Chosen>& chosen, const std::vector<InputFile>& files,
                           std::string_view emit) {
  const InputFile* first = nullptr;
  for (const Chosen& one : chosen) {
    const InputFile& file = files[one.article->place.input];
    if (file.separator == 0) continue;
    if (first == nullptr) first = &file;
    if (same_columns(*first, file)) continue;
    throw Error(fmt::format("its header is not the one of {}: --emit {} cannot write the rows of both below one header",
                            first->path, emit),
                file.path);
  }
  return first;
}

/// By ArticleId why it was dropped; none for a kept one.
std::vector<std::optional<DropReason>> reasons_of(const DupsResult& result) {
  std::vector<std::optional<DropReason>> reasons(result.collection.articles.size());
  for (std::size_t g = 0; g < result.groups.size(); ++g) {
    const GroupRecord& group = result.group_records[g];
    for (std::size_t m = 0; m < group.members.size(); ++m) {
      const CopyRecord& member = group.members[m];
      reasons[index_of(result.groups[g].members[m].id)] = {group.kept, group.from, member.kind, member.overlap};
    }
  }
  return reasons;
}

std::string record_of(const Chosen& chosen, const InputFile& file, RecordReader& reader) {
  std::string raw = file.whole ? file.path : reader.raw(chosen.article->place);
  if (!chosen.reason) return raw;
  if (file.whole) return with_reason_path(raw, *chosen.reason);
  if (file.separator != 0) return with_reason_row(raw, file.separator, *chosen.reason);
  return with_reason_json(raw, *chosen.reason);
}

void write_records(std::ostream& out, const DupsResult& result, std::vector<Chosen> chosen, const char* emit) {
  std::ranges::sort(chosen, {},
                    [](const Chosen& c) { return std::tuple(c.article->place.input, c.article->place.offset); });
  const std::vector<InputFile>& files = result.collection.files;
  const InputFile* header = header_of(chosen, files, emit);
  RecordReader reader(files);
  for (const Chosen& one : chosen) {
    const InputFile& file = files[one.article->place.input];
    if (&file == header) {
      out << (one.reason ? with_reason_header(file.header, file.separator) : file.header) << '\n';
      header = nullptr;
    }
    out << record_of(one, file, reader) << '\n';
  }
}

}  // namespace

void write_kept(std::ostream& out, const DupsResult& result) {
  const std::vector<std::optional<DropReason>> reasons = reasons_of(result);
  std::vector<Chosen> chosen;
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    if (!reasons[i]) chosen.push_back({&result.collection.articles[i], std::nullopt});
  }
  write_records(out, result, std::move(chosen), "kept");
}

void write_dropped(std::ostream& out, const DupsResult& result, bool with_reason) {
  const std::vector<std::optional<DropReason>> reasons = reasons_of(result);
  std::vector<Chosen> chosen;
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    if (!reasons[i]) continue;
    chosen.push_back({&result.collection.articles[i], with_reason ? reasons[i] : std::nullopt});
  }
  write_records(out, result, std::move(chosen), "dropped");
}

}  // namespace bundel::cli
