/// All pairs: every text looks up the texts before it and compares itself with those that could match.
///
/// A text that contains another may have set aside all that they share. Such pairs are found first, by the texts that
/// may be contained, and handed to the later text of the two.
#include "bundel/duplicates.h"
#include "bundel/run.h"
#include "duplicates/alignment.h"
#include "duplicates/fingerprints.h"
#include "duplicates/grain.h"
#include "duplicates/index.h"
#include "duplicates/rules.h"
#include "duplicates/runs.h"
#include "duplicates/template_rule.h"
#include "duplicates/texts.h"
#include "duplicates/windows.h"
#include "duplicates/word_kinds.h"

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
  TextShingles shingles;
  std::vector<TextId> others;
  std::vector<Shingle> letter_shingles;
  NoisyFinder noisy_finder;
  NoisyComparer noisy_comparer;
  LetterSpace space;
  TemplateRule templates;
};

/// What one text found among the texts before it.
struct Finds {
  std::vector<Match> pairs;
  std::vector<TextId> others;  ///< of each pair, ascending up to the noisy ones, which come last
  std::uint64_t candidates = 0;
  std::uint64_t aligned = 0;
};

class PairSearch {
 public:
  PairSearch(const Texts& texts, const Fingerprints& fingerprints, const WordKinds& kinds, const CopySettings& settings)
      : texts_(texts),
        kinds_(kinds),
        settings_(settings),
        repeated_(texts.words, texts.hash_of_word, settings.min_run),
        index_(index_texts(texts, settings.min_run, repeated_, least_share(settings), frequent_words_)),
        fingerprints_(fingerprints) {
    if (fingerprints.any()) index_letters();
  }

  [[nodiscard]] Scratch scratch() const {
    return {CandidateFinder(frequent_words_, settings_.min_run),
            {},
            ShingleLister(repeated_, settings_.min_run),
            {},
            {},
            {},
            NoisyFinder(texts_.size()),
            {},
            {},
            TemplateRule(kinds_)};
  }

  /// The texts after it that may contain this one and have set aside what they share.
  [[nodiscard]] std::vector<TextId> later_containers(TextId text, Scratch& scratch) const {
    if (index_.aside.empty()) return {};
    const auto could_contain = [&](const Candidate& candidate) {
      return candidate.text > text &&
             reaches(most_share(candidate.most_here, texts_.words[text].size()), settings_.containment);
    };
    list_candidates(text, LookIn::aside, kNoText, could_contain, scratch);
    return scratch.others;
  }

  /// `contained`: the texts before it whose later_containers it is among, ascending.
  [[nodiscard]] Finds search(TextId text, std::span<const TextId> contained, Scratch& scratch) const {
    const Words words = texts_.words[text];
    list_candidates(
        text, LookIn::both, text, [&](const Candidate& candidate) { return could_match(candidate, words); }, scratch);
    std::vector<TextId>& others = scratch.others;
    const auto middle = others.insert(others.end(), contained.begin(), contained.end());
    std::inplace_merge(others.begin(), middle, others.end());
    others.erase(std::unique(others.begin(), others.end()), others.end());

    Finds finds{{}, {}, others.size(), 0};
    if (!others.empty()) scratch.counter.take(words, settings_.min_run);
    for (const TextId found : others) {
      const Words other = texts_.words[found];
      const SharedWords shared = scratch.counter.count(other);
      const Shares shares{share_of(shared.there, other.size()), share_of(shared.here, words.size())};
      const std::optional<MatchKind> kind = kind_of(shares, settings_);
      if (!kind) continue;
      finds.others.push_back(found);
      finds.pairs.push_back(
          {texts_.first[found], texts_.first[text], *kind, shares, shared_runs(other, scratch.counter.table())});
      if (*kind != MatchKind::copy) continue;
      Match& match = finds.pairs.back();
      if (scratch.templates.could_be(words, shared.here, other, shared.there))
        match.fillings = scratch.templates.compare(other, words, match.shared);
      if (match.fillings) match.kind = MatchKind::templated;
    }
    if (fingerprints_.any()) search_noisy(text, scratch, finds);
    return finds;
  }

 private:
  void index_letters() {
    constexpr std::size_t kBlock = 1024;
    std::vector<std::vector<Shingle>> shingles(kBlock);
    ground::PerThread<LetterSpace> spaces;
    for (std::size_t begin = 0; begin < texts_.size(); begin += kBlock) {
      const std::size_t size = std::min(kBlock, texts_.size() - begin);
      const auto list = [&](std::size_t i, LetterSpace& space) {
        fingerprints_.list(static_cast<TextId>(begin + i), space, shingles[i]);
      };
      ground::parallel_for(size, spaces, list, kTexts);
      for (std::size_t i = 0; i < size; ++i) {
        const auto text = static_cast<TextId>(begin + i);
        letter_index_.add(text, fingerprints_.suspect(text), shingles[i]);
      }
    }
  }

  /// Adds noisy pairs, and turns an excerpt that is one into one.
  void search_noisy(TextId text, Scratch& scratch, Finds& finds) const {
    fingerprints_.list(text, scratch.space, scratch.letter_shingles);
    const std::span<const TextId> candidates =
        scratch.noisy_finder.find(fingerprints_, letter_index_, text, scratch.letter_shingles, text);
    bool taken = false;
    const std::size_t exact = finds.others.size();
    for (const TextId other : candidates) {
      const auto end = finds.others.begin() + static_cast<std::ptrdiff_t>(exact);
      const auto known = std::lower_bound(finds.others.begin(), end, other);
      Match* match = known != end && *known == other ? &finds.pairs[known - finds.others.begin()] : nullptr;
      const bool by_words = match != nullptr && (match->kind == MatchKind::copy || match->kind == MatchKind::templated);
      if (by_words && !settings_.align_copies) continue;
      if (!taken) scratch.noisy_comparer.take(fingerprints_, text);
      taken = true;
      ++finds.aligned;
      const auto shares = scratch.noisy_comparer.compare(fingerprints_, other, settings_.threshold);
      if (!shares) continue;
      if (match == nullptr) {
        finds.others.push_back(other);
        finds.pairs.push_back({texts_.first[other], texts_.first[text], MatchKind::noisy, {}, {}});
        match = &finds.pairs.back();
      }
      match->letters = Shares{shares->there, shares->here};
      if (by_words) continue;
      match->fillings = fillings(text, other, scratch);
      if (match->fillings) {
        match->kind = MatchKind::templated;
        continue;
      }
      match->kind = MatchKind::noisy;
      match->shared = scratch.noisy_comparer.runs(fingerprints_);
    }
  }

  [[nodiscard]] std::optional<Fillings> fillings(TextId text, TextId other, Scratch& scratch) const {
    const Words words = texts_.words[text];
    const Words other_words = texts_.words[other];
    scratch.counter.take(words, settings_.min_run);
    const SharedWords shared = scratch.counter.count(other_words);
    return scratch.templates.compare(other_words, words, scratch.counter, shared);
  }

  /// Fills `others` with the plausible texts before `before` that share a shingle, ascending.
  template <typename Plausible>
  void list_candidates(TextId text, LookIn look_in, TextId before, const Plausible& plausible, Scratch& scratch) const {
    scratch.lister.list(texts_.words[text], least_share(settings_), scratch.shingles);
    const std::span<const Candidate> candidates =
        scratch.finder.find(index_, look_in, scratch.shingles, before, plausible);
    scratch.others.clear();
    for (const Candidate& candidate : candidates) scratch.others.push_back(candidate.text);
  }

  /// The rules applied to the largest shares that the counts allow.
  [[nodiscard]] bool could_match(const Candidate& candidate, Words words) const {
    const std::size_t other_words = texts_.words[candidate.text].size();
    const Shares most{most_share(candidate.most_there, other_words), most_share(candidate.most_here, words.size())};
    return kind_of(most, settings_).has_value();
  }

  const Texts& texts_;
  const WordKinds& kinds_;
  const CopySettings& settings_;
  RepeatedShingles repeated_;
  std::vector<std::uint32_t> frequent_words_;  ///< by TextId
  TextIndex index_;
  const Fingerprints& fingerprints_;
  NoisyIndex letter_index_;
};

/// For each text those before it whose later_containers it is among, ascending.
std::vector<std::vector<TextId>> contained_before(std::size_t texts, const PairSearch& search,
                                                  ground::PerThread<Scratch>& scratch) {
  std::vector<std::vector<TextId>> containers(texts);
  const auto find_containers = [&](std::size_t text, Scratch& of_thread) {
    containers[text] = search.later_containers(static_cast<TextId>(text), of_thread);
  };
  ground::parallel_for(texts, scratch, find_containers, kTexts);
  std::vector<std::vector<TextId>> contained(texts);
  for (TextId text = 0; text < texts; ++text) {
    for (const TextId container : containers[text]) contained[container].push_back(text);
  }
  return contained;
}

/// Articles with the words of an earlier one, each against the first that has them.
std::vector<Match> identical_pairs(const Texts& texts, std::span<const ArticleId> order) {
  std::vector<Match> pairs;
  for (const ArticleId article : order) {
    const TextId text = texts.of_article[index_of(article)];
    if (text == kNoText || texts.first[text] == article) continue;
    const WordRange all{0, static_cast<std::uint32_t>(texts.words[text].size())};
    pairs.push_back({texts.first[text], article, MatchKind::identical, {1, 1}, {{all, all}}});
  }
  return pairs;
}

}  // namespace

Matches find_matches(const CopyInput& input, const CopySettings& settings) {
  assert(settings.min_run >= 1 && settings.min_run <= 1000);
  const std::vector<ArticleId> order = keep_order(input, Keep::earliest);
  const Texts texts = distinct_texts(input, order);
  const Fingerprints fingerprints(texts, settings.noisy ? input.words : std::span<const std::string>{},
                                  settings.min_run);
  const WordKinds kinds(input);
  const PairSearch search(texts, fingerprints, kinds, settings);

  ground::PerThread<Scratch> scratch([&] { return search.scratch(); });
  const std::vector<std::vector<TextId>> contained = contained_before(texts.size(), search, scratch);
  std::vector<Finds> finds(texts.size());
  const auto search_text = [&](std::size_t text, Scratch& of_thread) {
    finds[text] = search.search(static_cast<TextId>(text), contained[text], of_thread);
  };
  ground::parallel_for(texts.size(), scratch, search_text, kTexts);

  Matches matches{identical_pairs(texts, order),
                  {texts.size(), 0, 0, fingerprints.suspects(), 0, fingerprints.frequent()}};
  for (Finds& found : finds) {
    check_stop();
    matches.counts.candidates += found.candidates;
    matches.counts.aligned += found.aligned;
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
