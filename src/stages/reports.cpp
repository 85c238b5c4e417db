/// Kept articles and what is said in them.
#include "bundel/stages.h"
#include "stages/site_names.h"

#include <algorithm>
#include <map>

namespace bundel {
namespace {

/// Languages are numbered from 1 by first appearance.
std::vector<ReportTraits> traits_of(const Reports& reports) {
  std::map<std::string_view, std::uint32_t> numbers = {{"", 0}};
  std::vector<ReportTraits> traits;
  for (std::size_t row = 0; row < reports.size(); ++row) {
    const auto number = static_cast<std::uint32_t>(numbers.size());
    const std::string_view language = reports.document(static_cast<Row>(row)).language;
    traits.push_back({numbers.try_emplace(language, number).first->second,
                      static_cast<std::uint32_t>(reports.words[row].all().size())});
  }
  return traits;
}

}  // namespace

std::vector<const Document*> Reports::documents() const {
  std::vector<const Document*> documents;
  for (const ArticleId id : kept) documents.push_back(&corpus->document(id));
  return documents;
}

ArticleId Reports::kept_of(ArticleId id) const {
  if (std::ranges::binary_search(kept, id)) return id;
  const auto folds_it = [&](const CopyGroup& group) { return std::ranges::count(group.members, id, &Folded::id) > 0; };
  return std::ranges::find_if(groups, folds_it)->kept;
}

Row Reports::row_of(ArticleId id) const {
  return static_cast<Row>(std::ranges::lower_bound(kept, kept_of(id)) - kept.begin());
}

Reports fold_copies(const Corpus& corpus, const CopySettings& settings) {
  Reports reports;
  reports.corpus = &corpus;
  reports.groups = find_groups(corpus.copy_input(), settings).groups;
  std::vector<bool> folded(corpus.documents.size(), false);
  for (const CopyGroup& group : reports.groups) {
    for (const Folded& member : group.members) folded[index_of(member.id)] = true;
  }
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (!folded[i]) reports.kept.push_back(static_cast<ArticleId>(i));
  }
  reports.sites = stages_detail::site_names(corpus, reports.kept);
  for (std::size_t row = 0; row < reports.size(); ++row) {
    const ArticleId id = reports.kept[row];
    reports.words.emplace_back(corpus.document(id), reports.sites[row]);
    reports.times.push_back(corpus.article(id).time);
  }
  reports.traits = traits_of(reports);
  return reports;
}

}  // namespace bundel
