#include "bundel/stages.h"

namespace bundel {

std::string Corpus::spelling(WordId word, ArticleId id) const {
  const std::string& folded = vocabulary[word];
  return vocabulary.respelt[index_of(word)] ? spelling_in(full_text(article(id)), folded) : folded;
}

}  // namespace bundel
