/// Stars without pairs: texts in keep order, each compared with kept texts only.
///
/// "Each not yet folded text is kept and folds those that match it" is the same as "each text, in order, folds under
/// the first kept text that it matches, or is kept". So a block of texts can look up all texts kept before the block in
/// parallel; only those that found none go on, in order, against the texts kept within the block. A text that folds is
/// never indexed: ten thousand reprints cost ten thousand comparisons with one kept text.
#include "bundel/duplicates.h"
#include "duplicates/index.h"
#include "duplicates/parallel.h"
#include "duplicates/rules.h"
#include "duplicates/texts.h"
#include "duplicates/windows.h"

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
};

struct Settled {
  Verdict verdict;
  std::uint64_t candidates = 0;
};

class StarSearch {
 public:
  StarSearch(const Texts& texts, const CopySettings& settings)
      : texts_(texts),
        settings_(settings),
        repeated_(texts.words, settings.min_run),
        settled_(texts.size()),
        shingles_(kBlock),
        scratch_(thread_limit(), Scratch{CandidateFinder(texts.size(), settings.min_run), {}, {}}) {}

  std::vector<Settled> run() {
    for (std::size_t begin = 0; begin < texts_.size(); begin += kBlock) {
      const std::size_t size = std::min(kBlock, texts_.size() - begin);
      parallel_for(size, [&](std::size_t i, std::size_t thread) {
        scratch_[thread].lister.list(texts_.words[begin + i], settings_.min_run, repeated_, shingles_[i]);
        look_up(static_cast<TextId>(begin + i), kept_, shingles_[i], scratch_[thread]);
      });
      settle(begin, size);
    }
    return std::move(settled_);
  }

 private:
  void settle(std::size_t begin, std::size_t size) {
    kept_in_block_.clear();
    for (std::size_t i = 0; i < size; ++i) {
      const auto text = static_cast<TextId>(begin + i);
      const Verdict& verdict = settled_[text].verdict;
      if (verdict.kept == kNoText) look_up(text, kept_in_block_, shingles_[i], scratch_.front());
      if (verdict.kept != kNoText) continue;
      kept_in_block_.add(text, shingles_[i]);
      kept_.add(text, shingles_[i]);
    }
  }

  /// Folds the text under the first of the indexed ones that it matches.
  void look_up(TextId text, const ShingleIndex& index, std::span<const Shingle> shingles, Scratch& scratch) {
    const Words words = texts_.words[text];
    const std::span<const Candidate> candidates =
        scratch.finder.find(index, shingles, text, [&](const Candidate& c) { return could_fold(c, words); });
    if (!candidates.empty()) scratch.counter.take(words, settings_.min_run);
    Settled& settled = settled_[text];
    for (const Candidate& candidate : candidates) {
      const Words kept = texts_.words[candidate.text];
      const SharedWords shared = scratch.counter.count(kept);
      ++settled.candidates;
      const double in_kept = share_of(shared.here, words.size());
      const double of_kept = share_of(shared.there, kept.size());
      if (const auto kind = folding_kind(in_kept, of_kept, settings_)) {
        settled.verdict = {candidate.text, *kind, in_kept, of_kept};
        return;
      }
    }
  }

  /// The fold rule applied to the largest shares that the counts allow.
  [[nodiscard]] bool could_fold(const Candidate& candidate, Words words) const {
    const std::size_t kept_words = texts_.words[candidate.text].size();
    return folding_kind(most_share(candidate.most_here, words.size()), most_share(candidate.most_there, kept_words),
                        settings_)
        .has_value();
  }

  const Texts& texts_;
  const CopySettings& settings_;
  RepeatedShingles repeated_;
  ShingleIndex kept_;
  ShingleIndex kept_in_block_;
  std::vector<Settled> settled_;                ///< by TextId
  std::vector<std::vector<Shingle>> shingles_;  ///< of the block's texts
  std::vector<Scratch> scratch_;
};

}  // namespace

CopyGroups find_groups(const CopyInput& input, const CopySettings& settings) {
  assert(settings.min_run >= 1 && settings.min_run <= 1000);
  const std::vector<ArticleId> order = keep_order(input, effective_keep(settings));
  const Texts texts = distinct_texts(input, order);
  const std::vector<Settled> settled = StarSearch(texts, settings).run();

  CopyCounts counts{texts.size(), 0, 0};
  std::vector<Verdict> verdicts;
  verdicts.reserve(settled.size());
  for (const Settled& text : settled) {
    counts.candidates += text.candidates;
    counts.matches += text.verdict.kept != kNoText ? 1 : 0;
    verdicts.push_back(text.verdict);
  }
  return {assemble(texts, order, verdicts), counts};
}

}  // namespace bundel
