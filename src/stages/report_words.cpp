#include "bundel/stages.h"

#include <algorithm>

namespace bundel {

ReportWords::ReportWords(const Document& document, const SiteName& site)
    : document_(&document),
      title_words_(document.title_words - site.words()),
      lead_words_(document.lead_words - site.words()) {
  if (site.words() == 0) return;
  const std::span<const WordId> words(document.words);
  const auto title = words.subspan(site.head.words, title_words_);
  const auto text = words.subspan(document.title_words);
  shortened_.assign(title.begin(), title.end());
  shortened_.insert(shortened_.end(), text.begin(), text.end());
}

std::span<const WordId> ReportWords::headline() const {
  constexpr std::size_t kHeadlineWords = 15;
  return all().first(std::min(std::max<std::size_t>(title_words_, kHeadlineWords), all().size()));
}

}  // namespace bundel
