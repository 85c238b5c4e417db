/// All pairs: every text looks up the texts before it and compares itself with those that could match.
#include "bundel/duplicates.h"
#include "duplicates/index.h"
#include "duplicates/parallel.h"
#include "duplicates/rules.h"
#include "duplicates/runs.h"
#include "duplicates/texts.h"
#include "duplicates/windows.h"

#include <algorithm>
#include <cassert>
#include <iterator>

namespace bundel {
namespace {

using namespace duplicates_detail;

/// What one thread needs to look up and compare texts.
struct Scratch {
  CandidateFinder finder;
  SharedWordCounter counter;
  ShingleLister lister;
  std::vector<Shingle> shingles;
};

/// What one text found among the texts before it.
struct Finds {
  std::vector<Match> pairs;
  std::uint64_t candidates = 0;
};

class PairSearch {
 public:
  PairSearch(const Texts& texts, const CopySettings& settings)
      : texts_(texts),
        settings_(settings),
        repeated_(texts.words, settings.min_run),
        index_(index_all(texts, settings.min_run, repeated_)) {}

  [[nodiscard]] Finds search(TextId text, Scratch& scratch) const {
    const Words words = texts_.words[text];
    scratch.lister.list(words, settings_.min_run, repeated_, scratch.shingles);
    const std::span<const Candidate> candidates = scratch.finder.find(
        index_, scratch.shingles, text, [&](const Candidate& candidate) { return could_match(candidate, words); });
    Finds finds{{}, candidates.size()};
    if (!candidates.empty()) scratch.counter.take(words, settings_.min_run);
    for (const Candidate& candidate : candidates) {
      const Words other = texts_.words[candidate.text];
      const SharedWords shared = scratch.counter.count(other);
      const double a_in_b = share_of(shared.there, other.size());
      const double b_in_a = share_of(shared.here, words.size());
      const std::optional<MatchKind> kind = kind_of(a_in_b, b_in_a, settings_);
      if (!kind) continue;
      finds.pairs.push_back({texts_.first[candidate.text], texts_.first[text], *kind, a_in_b, b_in_a,
                             shared_runs(other, scratch.counter.table())});
    }
    return finds;
  }

 private:
  /// The rules applied to the largest shares that the counts allow.
  [[nodiscard]] bool could_match(const Candidate& candidate, Words words) const {
    const std::size_t other_words = texts_.words[candidate.text].size();
    return kind_of(most_share(candidate.most_there, other_words), most_share(candidate.most_here, words.size()),
                   settings_)
        .has_value();
  }

  const Texts& texts_;
  const CopySettings& settings_;
  RepeatedShingles repeated_;
  ShingleIndex index_;
};

/// Articles with the words of an earlier one, each against the first that has them.
std::vector<Match> identical_pairs(const Texts& texts, std::span<const ArticleId> order) {
  std::vector<Match> pairs;
  for (const ArticleId article : order) {
    const TextId text = texts.of_article[index_of(article)];
    if (text == kNoText || texts.first[text] == article) continue;
    const WordRange all{0, static_cast<std::uint32_t>(texts.words[text].size())};
    pairs.push_back({texts.first[text], article, MatchKind::identical, 1.0, 1.0, {{all, all}}});
  }
  return pairs;
}

}  // namespace

Matches find_matches(const CopyInput& input, const CopySettings& settings) {
  assert(settings.min_run >= 1 && settings.min_run <= 1000);
  const std::vector<ArticleId> order = keep_order(input, Keep::earliest);
  const Texts texts = distinct_texts(input, order);
  const PairSearch search(texts, settings);

  std::vector<Finds> finds(texts.size());
  std::vector<Scratch> scratch(thread_limit(), Scratch{CandidateFinder(texts.size(), settings.min_run), {}, {}, {}});
  parallel_for(texts.size(), [&](std::size_t text, std::size_t thread) {
    finds[text] = search.search(static_cast<TextId>(text), scratch[thread]);
  });

  Matches matches{identical_pairs(texts, order), {texts.size(), 0, 0}};
  for (Finds& found : finds) {
    matches.counts.candidates += found.candidates;
    matches.counts.matches += found.pairs.size();
    std::ranges::move(found.pairs, std::back_inserter(matches.pairs));
    found.pairs = {};
  }
  std::vector<std::uint32_t> rank(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) rank[index_of(order[i])] = static_cast<std::uint32_t>(i);
  std::ranges::sort(matches.pairs, {},
                    [&](const Match& m) { return std::pair(rank[index_of(m.a)], rank[index_of(m.b)]); });
  return matches;
}

}  // namespace bundel
