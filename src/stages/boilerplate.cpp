/// Documents without the words of their site.
#include "bundel/stages.h"
#include "ground/parallel.h"

#include <algorithm>
#include <utility>

namespace bundel {
namespace {

/// Where words go when some are taken out.
class Cut {
 public:
  explicit Cut(std::span<const WordRange> gone) : gone_(gone) {}

  /// Words that stay of the first so many.
  [[nodiscard]] std::uint32_t staying(std::uint32_t words) const {
    std::uint32_t gone = 0;
    for (const WordRange& range : gone_) {
      if (range.begin >= words) break;
      gone += std::min(range.end, words) - range.begin;
    }
    return words - gone;
  }

  template <typename T>
  void apply(std::vector<T>& values) const {
    if (values.empty()) return;
    auto to = values.begin() + gone_.front().begin;
    for (std::size_t i = 0; i < gone_.size(); ++i) {
      const auto end = i + 1 < gone_.size() ? values.begin() + gone_[i + 1].begin : values.end();
      to = std::move(values.begin() + gone_[i].end, end, to);
    }
    values.erase(to, values.end());
    values.shrink_to_fit();
  }

 private:
  std::span<const WordRange> gone_;
};

void take_out(std::vector<WordRange> gone, Document& document) {
  const Cut cut(gone);
  cut.apply(document.words);
  cut.apply(document.marks);
  document.title_words_set_aside = document.title_words - cut.staying(document.title_words);
  document.title_words -= document.title_words_set_aside;
  document.lead_words = std::min(document.lead_words, static_cast<std::uint32_t>(document.words.size()));
  std::vector<WordRange> passages;
  for (const WordRange& passage : document.passages) {
    const WordRange rest{cut.staying(passage.begin), cut.staying(passage.end)};
    if (rest.size() > 0) passages.push_back(rest);
  }
  document.passages = std::move(passages);
  std::vector<std::uint32_t> pieces;
  for (const std::uint32_t piece : document.pieces) {
    const auto of = std::ranges::find_if(gone, [&](const WordRange& range) { return piece < range.end; });
    if (of == gone.end() || piece < of->begin) pieces.push_back(cut.staying(piece));
  }
  document.pieces = std::move(pieces);
  document.set_aside = std::move(gone);
}

}  // namespace

Corpus set_boilerplate_aside(Corpus corpus, const BoilerplateSettings& settings) {
  if (corpus.boilerplate) return corpus;
  Boilerplate found = find_boilerplate(corpus.copy_input(), settings);
  const auto cut = [&](std::size_t i) {
    if (!found.of_article[i].empty()) take_out(std::exchange(found.of_article[i], {}), corpus.documents[i]);
  };
  ground::parallel_for(corpus.documents.size(), cut, {64});
  found.of_article = {};
  corpus.boilerplate = std::move(found);
  return corpus;
}

}  // namespace bundel
