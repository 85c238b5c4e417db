#include "cli/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string_view>
#include <tuple>
#include <vector>

#include "bundel/error.h"

namespace bundel::cli {
namespace {

bool same_columns(const InputFile& a, const InputFile& b) {
  const auto without_cr = [](std::string_view line) { return line.substr(0, line.size() - line.ends_with('\r')); };
  return a.separator == b.separator && without_cr(a.header) == without_cr(b.header);
}

/// The first table that records were chosen from, whose header stands above the rows of all; null where there is none.
/// Rows below the header of another table would be read as something else: Error.
const InputFile* header_of(const std::vector<const Article*>& chosen, const std::vector<InputFile>& files,
                           std::string_view emit) {
  const InputFile* first = nullptr;
  for (const Article* article : chosen) {
    const InputFile& file = files[article->place.input];
    if (file.separator == 0) continue;
    if (first == nullptr) first = &file;
    if (same_columns(*first, file)) continue;
    throw Error(fmt::format("its header is not the one of {}: --emit {} cannot write the rows of both below one header",
                            first->path, emit),
                file.path);
  }
  return first;
}

void write_records(std::ostream& out, const DupsResult& result, bool dropped) {
  const std::vector<Article>& articles = result.collection.articles;
  std::vector<bool> folded(articles.size(), false);
  for (const CopyGroup& group : result.groups) {
    for (const Folded& member : group.members) folded[index_of(member.id)] = true;
  }
  std::vector<const Article*> chosen;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    if (folded[i] == dropped) chosen.push_back(&articles[i]);
  }
  std::ranges::sort(chosen, {}, [](const Article* a) { return std::tuple(a->place.input, a->place.offset); });
  const std::vector<InputFile>& files = result.collection.files;
  const InputFile* header = header_of(chosen, files, dropped ? "dropped" : "kept");
  RecordReader reader(files);
  for (const Article* article : chosen) {
    const InputFile& file = files[article->place.input];
    if (&file == header) {
      out << file.header << '\n';
      header = nullptr;
    }
    out << (file.whole ? file.path : reader.raw(article->place)) << '\n';
  }
}

}  // namespace

void write_kept(std::ostream& out, const DupsResult& result) {
  write_records(out, result, false);
}
void write_dropped(std::ostream& out, const DupsResult& result) {
  write_records(out, result, true);
}

}  // namespace bundel::cli
