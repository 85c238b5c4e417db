/// Articles written in a test, and the corpus of them.
#pragma once

#include "bundel/pipeline.h"

#include <string>
#include <utility>
#include <vector>

namespace bundel::test {

inline Article article(std::string id, std::string title, std::string text, std::string source = {}) {
  Article made;
  made.id = std::move(id);
  made.title = std::move(title);
  made.text = std::move(text);
  made.source = std::move(source);
  return made;
}

inline Corpus corpus_of(const std::vector<Article>& articles, const TextSettings& settings = {}) {
  Collection read = collect(articles);
  std::vector<Segment> segments(1);
  segments[0] = cut_segment(std::exchange(read.articles, {}), settings);
  return merge(std::move(read), std::move(segments));
}

}  // namespace bundel::test
