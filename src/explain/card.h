#pragma once

#include "bundel/explain.h"

namespace bundel::explain_detail {

/// Who an article is: without score and copies.
inline MemberRecord card_of(const Corpus& corpus, ArticleId id) {
  const Article& article = corpus.article(id);
  return {article.id, headline_of(article), article.time, article.source, 0, {}};
}

}  // namespace bundel::explain_detail
