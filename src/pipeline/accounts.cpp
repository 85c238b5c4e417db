#include "pipeline/accounts.h"

#include "bundel/error.h"

namespace bundel::pipeline_detail {
namespace {

[[noreturn]] void fail_lost() {
  throw Error(ErrorKind::bug, "kept, dropped and rejected records do not add up to those read; nothing was written",
              "bug in bundel");
}

}  // namespace

void check_accounts(const Collection& read) {
  if (read.articles.size() + read.outside + read.rejections.size() != read.records) fail_lost();
}

void place_folded(DupsResult& result, std::span<const CopyGroup> groups, std::size_t articles) {
  result.folded.assign(articles, std::nullopt);
  for (std::uint32_t g = 0; g < groups.size(); ++g) {
    for (std::uint32_t m = 0; m < groups[g].members.size(); ++m) {
      const std::size_t at = index_of(groups[g].members[m].id);
      if (at >= articles || result.folded[at]) fail_lost();
      result.folded[at] = {g, m};
    }
  }
  for (const CopyGroup& group : groups) {
    const std::size_t kept = index_of(group.kept);
    if (kept < articles && result.folded[kept]) fail_lost();
  }
}

void name_files(DupsResult& result, std::span<const CopyGroup> groups, const CopyInput& input) {
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (!input.is_reference(groups[g].kept)) continue;
    const Article& article = input.articles[index_of(groups[g].kept)];
    result.groups[g].from = result.references.files[article.place.input].path;
  }
}

}  // namespace bundel::pipeline_detail
