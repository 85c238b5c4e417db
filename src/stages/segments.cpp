/// Articles to segments, and segments to one corpus.
#include "bundel/read.h"
#include "bundel/stages.h"
#include "ground/parallel.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

namespace bundel {
namespace {

/// Brings one side's articles into canonical order, and their documents with them. Ids differ, so no two are equal.
void sort_canonically(std::vector<Article>& articles, std::vector<Document>& documents) {
  if (std::ranges::is_sorted(articles, comes_first)) return;
  std::vector<std::size_t> order(articles.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return comes_first(articles[a], articles[b]); });
  std::vector<Article> sorted_articles;
  std::vector<Document> sorted_documents;
  sorted_articles.reserve(order.size());
  sorted_documents.reserve(order.size());
  for (const std::size_t at : order) {
    sorted_articles.push_back(std::move(articles[at]));
    sorted_documents.push_back(std::move(documents[at]));
  }
  articles = std::move(sorted_articles);
  documents = std::move(sorted_documents);
}

void append(Segment& all, Segment&& part) {
  std::ranges::move(part.articles, std::back_inserter(all.articles));
  std::ranges::move(part.documents, std::back_inserter(all.documents));
  all.marked_up += part.marked_up;
}

/// All of them in one, with ids of a vocabulary that `words` gathers.
Segment joined(std::vector<Segment> parts, VocabularyMerger& words) {
  Segment all;
  for (Segment& part : parts) {
    const std::vector<WordId> in_all = words.add(part.vocabulary);
    ground::parallel_for(part.documents.size(),
                         [&](std::size_t i) {
                           for (WordId& word : part.documents[i].words) word = in_all[index_of(word)];
                         },
                         {64});
    append(all, std::move(part));
  }
  sort_canonically(all.articles, all.documents);
  return all;
}

Corpus corpus_of(Collection read, Segment&& all) {
  read.articles = std::move(all.articles);
  return {std::move(read), std::move(all.vocabulary), std::move(all.documents), all.marked_up};
}

}  // namespace

Segment cut_segment(std::vector<Article> articles, const TextSettings& settings) {
  Segment segment;
  segment.articles = std::move(articles);
  segment.marked_up = make_visible(segment.articles);
  TextResult cut = analyse(segment.articles, settings);
  segment.vocabulary = std::move(cut.vocabulary);
  segment.documents = std::move(cut.documents);
  return segment;
}

Frequencies Segment::frequencies(int term_letters) const {
  std::vector<const Document*> all;
  all.reserve(documents.size());
  for (const Document& document : documents) all.push_back(&document);
  return count(WordOrder(vocabulary.words, term_letters), all);
}

Corpus merge(Collection read, std::vector<Segment> segments, std::vector<Segment> references) {
  assert(read.articles.empty());
  if (segments.size() == 1 && references.empty()) {
    sort_canonically(segments[0].articles, segments[0].documents);
    return corpus_of(std::move(read), std::move(segments[0]));
  }
  VocabularyMerger words;
  Segment all = joined(std::move(segments), words);
  append(all, joined(std::move(references), words));
  all.vocabulary = words.take();
  return corpus_of(std::move(read), std::move(all));
}

}  // namespace bundel
