/// The pair that comes nearest to being a copy, for a run that finds none: a running maximum instead of a list.
#include "bundel/duplicates.h"
#include "duplicates/grain.h"
#include "duplicates/index.h"
#include "duplicates/rules.h"
#include "duplicates/texts.h"
#include "duplicates/windows.h"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace bundel {
namespace {

using namespace duplicates_detail;

struct Closest {
  double overlap = 0;  ///< 0: no pair yet
  double larger_share = 0;
  TextId a = kNoText;
  TextId b = kNoText;

  [[nodiscard]] bool better_than(const Closest& other) const {
    return std::tuple(-overlap, -larger_share, a, b) <
           std::tuple(-other.overlap, -other.larger_share, other.a, other.b);
  }
};

struct Scratch {
  CandidateFinder finder;
  SharedWordCounter counter;
  ShingleLister lister;
  TextShingles shingles;
  Closest closest;
};

class ClosestSearch {
 public:
  ClosestSearch(const Texts& texts, int min_run)
      : texts_(texts),
        min_run_(min_run),
        repeated_(texts.words, texts.hash_of_word, min_run),
        index_(index_texts(texts, min_run, repeated_, 0, frequent_words_)) {}

  [[nodiscard]] Scratch scratch() const {
    return {CandidateFinder(frequent_words_, min_run_), {}, ShingleLister(repeated_, min_run_), {}, {}};
  }

  /// Compares the text with those before it that could be nearer than what the thread has. Equal ones are compared too,
  /// so what a thread skips cannot change the result.
  void search(TextId text, Scratch& scratch) const {
    const Words words = texts_.words[text];
    scratch.lister.list(words, scratch.closest.overlap, scratch.shingles);
    const auto could_be_closest = [&](const Candidate& candidate) {
      return most_overlap(candidate, words) >= scratch.closest.overlap;
    };
    const std::span<const Candidate> candidates =
        scratch.finder.find(index_, LookIn::both, scratch.shingles, text, could_be_closest);
    if (!candidates.empty()) scratch.counter.take(words, min_run_);
    for (const Candidate& candidate : candidates) {
      if (!could_be_closest(candidate)) continue;
      const Words other = texts_.words[candidate.text];
      const SharedWords shared = scratch.counter.count(other);
      const double here = share_of(shared.here, words.size());
      const double there = share_of(shared.there, other.size());
      const Closest pair{std::min(here, there), std::max(here, there), candidate.text, text};
      if (pair.overlap > 0 && pair.better_than(scratch.closest)) scratch.closest = pair;
    }
  }

 private:
  [[nodiscard]] double most_overlap(const Candidate& candidate, Words words) const {
    const std::size_t other_words = texts_.words[candidate.text].size();
    return std::min(most_share(candidate.most_here, words.size()), most_share(candidate.most_there, other_words));
  }

  const Texts& texts_;
  int min_run_;
  RepeatedShingles repeated_;
  std::vector<std::uint32_t> frequent_words_;  ///< by TextId
  TextIndex index_;
};

}  // namespace

std::optional<Match> closest_pair(const CopyInput& input, const CopySettings& settings) {
  assert(settings.min_run >= 1 && settings.min_run <= 1000);
  const std::vector<ArticleId> order = keep_order(input, Keep::earliest);
  const Texts texts = distinct_texts(input, order);
  const ClosestSearch search(texts, settings.min_run);
  ground::PerThread<Scratch> scratch([&] { return search.scratch(); });
  const auto compare_text = [&](std::size_t text, Scratch& of_thread) {
    search.search(static_cast<TextId>(text), of_thread);
  };
  ground::parallel_for(texts.size(), scratch, compare_text, kTexts);
  Closest closest;
  scratch.for_each([&](const Scratch& of_thread) {
    if (of_thread.closest.better_than(closest)) closest = of_thread.closest;
  });
  if (closest.a == kNoText) return std::nullopt;
  Match match = compare(texts.words[closest.a], texts.words[closest.b], settings.min_run);
  match.a = texts.first[closest.a];
  match.b = texts.first[closest.b];
  match.kind = kind_of(match.words, settings).value_or(MatchKind::copy);
  return match;
}

}  // namespace bundel
