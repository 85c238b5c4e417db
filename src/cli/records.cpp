#include "cli/records.h"

#include <algorithm>
#include <ostream>
#include <tuple>
#include <vector>

namespace bundel::cli {
namespace {

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
  RecordReader reader(result.collection.files);
  for (const Article* article : chosen) {
    const InputFile& file = result.collection.files[article->place.input];
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
