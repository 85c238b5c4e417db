/// Why two articles are, or are not, copies: the numbers, the rule that decided, and the words they share.
#include "bundel/describe.h"
#include "bundel/explain.h"
#include "explain/card.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace bundel {
namespace {

/// The two articles in a collection of their own.
struct Two {
  std::array<Article, 2> articles;
  std::array<Document, 2> documents;

  const Vocabulary& vocabulary;

  [[nodiscard]] CopyInput input() const { return {articles, documents, vocabulary.words, {}, vocabulary.uses}; }
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
  const WrittenText written(article, document);
  MarkedText marked{article.id, article.time, article.source, written.text(), document.words.size(), 0, 0, {}};
  for (const WordRange& range : document.set_aside) marked.set_aside += range.size();
  std::vector<bool> shared(document.words.size(), false);
  for (const SharedRun& run : runs) {
    const WordRange& range = run.*side;
    for (std::uint32_t word = range.begin; word < range.end; ++word) shared[word] = true;
  }
  for (std::uint32_t word = 0; word < shared.size(); ++word) {
    if (!shared[word]) continue;
    const ByteRange bytes = written.bytes({word, word + 1});
    ++marked.shared_words;
    if (word > 0 && shared[word - 1] && !written.begins_stretch(word)) {
      marked.shared.back().second = bytes.end;
    } else {
      marked.shared.emplace_back(bytes.begin, bytes.end);
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
      case MatchKind::templated:
        return fmt::format(
            "one template filled in twice: {} other numbers and {} other names in the same places, {} that are the same",
            match.fillings->numbers, match.fillings->names, match.fillings->same);
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

/// The longest run; the first of equals.
const SharedRun* longest_run(const Match& match) {
  const auto longest = std::ranges::max_element(match.shared, {}, [](const SharedRun& run) { return run.a.size(); });
  return longest == match.shared.end() ? nullptr : &*longest;
}

/// At most so many words of a range; a person needs no more to see whether texts are one.
WordRange first_words(WordRange range) {
  constexpr std::uint32_t kWords = 60;
  return {range.begin, std::min(range.end, range.begin + kWords)};
}

std::string why_copies(const Match& match, std::size_t words_a, std::size_t words_b) {
  if (match.kind == MatchKind::identical) return "all words are the same";
  if (match.kind == MatchKind::noisy) {
    return fmt::format("aligned letter by letter: {:.0f} % of a's and {:.0f} % of b's", 100 * match.shares().a_in_b,
                       100 * match.shares().b_in_a);
  }
  const SharedRun* longest = longest_run(match);
  return fmt::format("{:.0f} of a's {} words and {:.0f} of b's {} stand in the other, the longest run has {}",
                     match.words.a_in_b * static_cast<double>(words_a), words_a,
                     match.words.b_in_a * static_cast<double>(words_b), words_b,
                     longest == nullptr ? 0 : longest->a.size());
}

}  // namespace

CopyExplanation explain_copies(const Corpus& corpus, ArticleId first, ArticleId second, const CopySettings& settings) {
  const Two two{{corpus.article(first), corpus.article(second)},
                {corpus.document(first), corpus.document(second)},
                corpus.vocabulary};
  CopyExplanation explanation;
  const Match match = compare_two(two.input(), settings, explanation.match);
  const std::size_t a = index_of(match.a);
  const std::size_t b = index_of(match.b);
  explanation.pair = pair_record(match, two.input(), false);
  explanation.rule =
      rule_of(match, explanation.match, two.documents[a].words.size(), two.documents[b].words.size(), settings);
  explanation.a = mark(two.articles[a], two.documents[a], match.shared, &SharedRun::a);
  explanation.b = mark(two.articles[b], two.documents[b], match.shared, &SharedRun::b);
  return explanation;
}

PairToJudge copies_to_judge(const Corpus& corpus, ArticleId a, ArticleId b, const Match* match) {
  const auto words = [&](ArticleId id) { return static_cast<std::uint32_t>(corpus.document(id).words.size()); };
  const SharedRun* run = match == nullptr ? nullptr : longest_run(*match);
  const SharedRun shown = run == nullptr ? SharedRun{{0, words(a)}, {0, words(b)}} : *run;
  PairToJudge pair{explain_detail::card_of(corpus, a), explain_detail::card_of(corpus, b), 0, {}, {}, {}};
  pair.text_a = WrittenText(corpus.article(a), corpus.document(a)).line(first_words(shown.a));
  pair.text_b = WrittenText(corpus.article(b), corpus.document(b)).line(first_words(shown.b));
  pair.why =
      match == nullptr ? "no run of words in common that would nominate them" : why_copies(*match, words(a), words(b));
  return pair;
}

}  // namespace bundel
