/// Stars without pairs: texts in keep order, each compared with kept texts only.
///
/// "Each not yet folded text is kept and folds those that match it" is the same as "each text, in order, folds under
/// the first kept text that it matches, or is kept". So a block of texts can look up all texts kept before the block in
/// parallel; only those that found none go on, in order, against the texts kept within the block. A text that folds is
/// never indexed: ten thousand reprints cost ten thousand comparisons with one kept text.
#include "bundel/duplicates.h"
#include "bundel/run.h"
#include "duplicates/alignment.h"
#include "duplicates/fingerprints.h"
#include "duplicates/grain.h"
#include "duplicates/index.h"
#include "duplicates/revisions.h"
#include "duplicates/rules.h"
#include "duplicates/template_rule.h"
#include "duplicates/texts.h"
#include "duplicates/windows.h"
#include "duplicates/word_kinds.h"

#include <algorithm>
#include <cassert>

namespace bundel {
namespace {

using namespace duplicates_detail;

/// Texts settled together. The result does not depend on it: a small block keeps the serial part in the cache, a large
/// one lets threads wait less.
constexpr std::size_t kBlock = 1024;

/// What one thread needs to look up and compare texts.
struct Scratch {
  CandidateFinder finder;
  SharedWordCounter counter;
  ShingleLister lister;
  NoisyFinder noisy_finder;
  NoisyComparer noisy_comparer;
  LetterSpace space;
  TemplateRule templates;
};

struct Settled {
  Verdict verdict;
  std::uint64_t candidates = 0;
  std::uint64_t aligned = 0;
};

/// Texts to look up, by their words and by their letters.
struct Indexes {
  TextIndex words;
  NoisyIndex letters;
};

/// What a text is looked up by.
struct Shingles {
  TextShingles words;
  std::vector<Shingle> letters;
};

class StarSearch {
 public:
  /// The first `references` texts are kept without a look.
  StarSearch(const Texts& texts, TextId references, const Fingerprints& fingerprints, const WordKinds& kinds,
             const CopySettings& settings)
      : texts_(texts),
        references_(references),
        fingerprints_(fingerprints),
        settings_(settings),
        repeated_(texts.words, texts.hash_of_word, settings.min_run),
        frequent_words_(texts.size()),
        settled_(texts.size()),
        shingles_(kBlock),
        scratch_([this, &kinds] {
          return Scratch{CandidateFinder(frequent_words_, settings_.min_run),
                         {},
                         ShingleLister(repeated_, settings_.min_run),
                         NoisyFinder(texts_.size()),
                         {},
                         {},
                         TemplateRule(kinds)};
        }) {
    const std::size_t repeated = repeated_.different() * 5 / 4;  // of those that share a cell one is seen
    kept_.words.used.reserve(repeated, 2 * repeated);
    kept_.words.aside.reserve(0, 2 * repeated);
  }

  std::vector<Settled> run() {
    for (std::size_t begin = 0; begin < texts_.size(); begin += kBlock) {
      const std::size_t size = std::min(kBlock, texts_.size() - begin);
      const auto prepare = [&](std::size_t i, Scratch& scratch) {
        const auto text = static_cast<TextId>(begin + i);
        scratch.lister.list(texts_.words[text], least_share(settings_), shingles_[i].words);
        frequent_words_[text] = shingles_[i].words.frequent_words;
        if (fingerprints_.any()) fingerprints_.list(text, scratch.space, shingles_[i].letters);
        if (text >= references_) look_up(text, kept_, shingles_[i], scratch);
      };
      ground::parallel_for(size, scratch_, prepare, kTexts);
      settle(begin, size);
    }
    return std::move(settled_);
  }

 private:
  void settle(std::size_t begin, std::size_t size) {
    kept_in_block_.words.clear();
    kept_in_block_.letters.clear();
    for (std::size_t i = 0; i < size; ++i) {
      check_stop();
      const auto text = static_cast<TextId>(begin + i);
      const Verdict& verdict = settled_[text].verdict;
      if (text >= references_ && verdict.kept == kNoText) look_up(text, kept_in_block_, shingles_[i], scratch_[0]);
      if (verdict.kept != kNoText) continue;
      for (Indexes* indexes : {&kept_in_block_, &kept_}) {
        indexes->words.add(text, shingles_[i].words);
        indexes->letters.add(text, fingerprints_.suspect(text), shingles_[i].letters);
      }
    }
  }

  /// Folds the text under the first of the indexed ones that it matches.
  void look_up(TextId text, const Indexes& indexes, const Shingles& shingles, Scratch& scratch) {
    look_up_words(text, indexes.words, shingles.words, scratch);
    if (!shingles.letters.empty()) look_up_letters(text, indexes.letters, shingles.letters, scratch);
  }

  void look_up_words(TextId text, const TextIndex& index, const TextShingles& shingles, Scratch& scratch) {
    const Words words = texts_.words[text];
    // A copy shares enough of both texts; what an excerpt shares may be so little of the text that contains it that
    // this one has set it all aside.
    const LookIn look_in = settings_.fold_excerpts ? LookIn::both : LookIn::used;
    const std::span<const Candidate> candidates = scratch.finder.find(
        index, look_in, shingles, text, [&](const Candidate& candidate) { return could_fold(candidate, words); });
    if (!candidates.empty()) scratch.counter.take(words, settings_.min_run);
    Settled& settled = settled_[text];
    for (const Candidate& candidate : candidates) {
      const Words kept = texts_.words[candidate.text];
      const SharedWords shared = scratch.counter.count(kept);
      ++settled.candidates;
      const double in_kept = share_of(shared.here, words.size());
      const double of_kept = share_of(shared.there, kept.size());
      auto kind = folding_kind(in_kept, of_kept, settings_);
      if (kind == MatchKind::copy && scratch.templates.compare(kept, words, scratch.counter, shared)) {
        if (!settings_.fold_templates) continue;
        kind = MatchKind::templated;
      }
      if (!kind) continue;
      settled.verdict = {candidate.text, *kind, in_kept, of_kept};
      return;
    }
  }

  /// Looks among the texts before the one that the words found; and at that one too where it holds an excerpt.
  void look_up_letters(TextId text, const NoisyIndex& index, std::span<const Shingle> shingles, Scratch& scratch) {
    Settled& settled = settled_[text];
    TextId before = std::min(text, settled.verdict.kept);
    if (settled.verdict.kept != kNoText && settled.verdict.kind == MatchKind::excerpt) ++before;
    const std::span<const TextId> candidates = scratch.noisy_finder.find(fingerprints_, index, text, shingles, before);
    if (!candidates.empty()) scratch.noisy_comparer.take(fingerprints_, text);
    for (const TextId kept : candidates) {
      ++settled.aligned;
      const auto shares = scratch.noisy_comparer.compare(fingerprints_, kept, settings_.threshold);
      if (!shares) continue;
      const bool templated = is_template(text, kept, scratch);
      if (templated && !settings_.fold_templates) continue;
      settled.verdict = {kept, templated ? MatchKind::templated : MatchKind::noisy, shares->here, shares->there};
      return;
    }
  }

  bool is_template(TextId text, TextId kept, Scratch& scratch) const {
    const Words words = texts_.words[text];
    const Words kept_words = texts_.words[kept];
    scratch.counter.take(words, settings_.min_run);
    const SharedWords shared = scratch.counter.count(kept_words);
    return scratch.templates.compare(kept_words, words, scratch.counter, shared).has_value();
  }

  /// The fold rule applied to the largest shares that the counts allow.
  [[nodiscard]] bool could_fold(const Candidate& candidate, Words words) const {
    const std::size_t kept_words = texts_.words[candidate.text].size();
    return folding_kind(most_share(candidate.most_here, words.size()), most_share(candidate.most_there, kept_words),
                        settings_)
        .has_value();
  }

  const Texts& texts_;
  TextId references_;
  const Fingerprints& fingerprints_;
  const CopySettings& settings_;
  RepeatedShingles repeated_;
  Indexes kept_;
  Indexes kept_in_block_;
  std::vector<std::uint32_t> frequent_words_;  ///< by TextId
  std::vector<Settled> settled_;               ///< by TextId
  std::vector<Shingles> shingles_;             ///< of the block's texts
  ground::PerThread<Scratch> scratch_;
};

}  // namespace

CopyGroups find_groups(const CopyInput& input, const CopySettings& settings) {
  assert(settings.min_run >= 1 && settings.min_run <= 1000);
  const std::vector<ArticleId> order = keep_order(input, settings);
  const Revisions revisions(input, settings);
  const Texts texts = distinct_texts(input, revisions.without_older(order));
  const auto references =
      std::ranges::partition_point(texts.first, [&](ArticleId id) { return input.is_reference(id); });
  const Fingerprints fingerprints(texts, settings.noisy ? input.words : std::span<const std::string>{},
                                  settings.min_run);
  const WordKinds kinds(input);
  const std::vector<Settled> settled =
      StarSearch(texts, static_cast<TextId>(references - texts.first.begin()), fingerprints, kinds, settings).run();

  CopyCounts counts{texts.size(), 0, 0, fingerprints.suspects(), 0, fingerprints.frequent()};
  std::vector<Verdict> verdicts;
  verdicts.reserve(settled.size());
  for (const Settled& text : settled) {
    counts.candidates += text.candidates;
    counts.aligned += text.aligned;
    counts.matches += text.verdict.kept != kNoText ? 1 : 0;
    verdicts.push_back(text.verdict);
  }
  CopyGroups found{assemble(input, texts, order, verdicts), counts};
  revisions.add_older(input, order, settings.min_run, found.groups);
  return found;
}

}  // namespace bundel
