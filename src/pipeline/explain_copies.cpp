/// Two articles side by side: the numbers, the rule that decided, and the words they share.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "pipeline/explain.h"
#include "pipeline/records.h"

namespace bundel {
namespace {

/// The two articles in a collection of their own.
struct Two {
  std::array<Article, 2> articles;
  std::array<Document, 2> documents;

  std::span<const std::string> words;  ///< the vocabulary, for noisy copies

  [[nodiscard]] CopyInput input() const { return {articles, documents, words}; }
};

/// The match, or what comes nearest to one.
Match compare_two(const CopyInput& input, const CopySettings& settings, bool& is_match) {
  const Matches matches = find_matches(input, settings);
  is_match = !matches.pairs.empty();
  if (is_match) return matches.pairs.front();
  if (const std::optional<Match> closest = closest_pair(input, settings)) return *closest;
  const std::vector<ArticleId> order = keep_order(input, Keep::earliest);
  Match nothing;
  nothing.a = order[0];
  nothing.b = order[1];
  return nothing;
}

MarkedText mark(const Article& article, const Document& document, std::span<const SharedRun> runs,
                WordRange SharedRun::*side) {
  MarkedText marked{article.id, article.time, article.source, full_text(article), document.words.size(), 0, {}};
  std::vector<bool> shared(document.words.size(), false);
  for (const SharedRun& run : runs) {
    const WordRange& range = run.*side;
    for (std::uint32_t word = range.begin; word < range.end; ++word) shared[word] = true;
  }
  const std::vector<WordSpan> spans = words_of(marked.text);
  for (std::size_t word = 0; word < std::min(shared.size(), spans.size()); ++word) {
    if (!shared[word]) continue;
    ++marked.shared_words;
    if (word > 0 && shared[word - 1]) {
      marked.shared.back().second = spans[word].end;
    } else {
      marked.shared.emplace_back(spans[word].begin, spans[word].end);
    }
  }
  return marked;
}

/// The rule that decided, with its numbers.
std::string rule_of(const Match& match, bool is_match, std::size_t words_a, std::size_t words_b,
                    const CopySettings& settings) {
  const std::size_t fewer = std::min(words_a, words_b);
  const Shares& shares = match.shares();
  const double more = shares.containment();
  if (is_match) {
    switch (match.kind) {
      case MatchKind::identical:
        return fmt::format("the same {} words in the same order", words_a);
      case MatchKind::copy:
        return fmt::format("overlap {:.4g} reaches the threshold {}", shares.overlap(), settings.threshold);
      case MatchKind::noisy:
        return fmt::format(
            "at least {:.1f} % of the letters of each stand, with misreadings, in the other, which reaches the "
            "threshold {}",
            100 * shares.overlap(), settings.threshold);
      case MatchKind::excerpt:
        return fmt::format(
            "{:.4g} of {} stands in {}, which reaches the containment {}; overlap {:.4g} is below the threshold {}",
            more, shares.a_in_b >= shares.b_in_a ? "a" : "b", shares.a_in_b >= shares.b_in_a ? "b" : "a",
            settings.containment, shares.overlap(), settings.threshold);
      case MatchKind::revision:
        break;  // never of a pair
    }
  }
  if (fewer == 0) return "a text without words matches nothing";
  if (fewer < static_cast<std::size_t>(settings.min_run)) {
    return fmt::format("a text of {} words, fewer than the shortest run of {}, can only be identical, and is not",
                       fewer, settings.min_run);
  }
  return fmt::format(
      "overlap {:.4g} is below the threshold {}, and the larger share {:.4g} is below the containment {}",
      shares.overlap(), settings.threshold, more, settings.containment);
}

}  // namespace

CopyExplanation pipeline_detail::explain_copies(const Corpus& corpus, std::size_t first, std::size_t second,
                                                const Settings& settings) {
  const Two two{{corpus.collection.articles[first], corpus.collection.articles[second]},
                {corpus.documents[first], corpus.documents[second]},
                corpus.vocabulary.words};
  CopyExplanation explanation;
  const Match match = compare_two(two.input(), settings.copies, explanation.match);
  const std::size_t a = index_of(match.a);
  const std::size_t b = index_of(match.b);
  explanation.pair = pair_record(match, two.articles, settings.shared_words);
  explanation.rule =
      rule_of(match, explanation.match, two.documents[a].words.size(), two.documents[b].words.size(), settings.copies);
  explanation.a = mark(two.articles[a], two.documents[a], match.shared, &SharedRun::a);
  explanation.b = mark(two.articles[b], two.documents[b], match.shared, &SharedRun::b);
  return explanation;
}

}  // namespace bundel
