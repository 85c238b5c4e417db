/// Stars from pairs at hand: the same rule as a search, with the comparisons already made.
#include "bundel/duplicates.h"
#include "bundel/run.h"
#include "duplicates/rules.h"
#include "duplicates/texts.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace bundel {
namespace {

using namespace duplicates_detail;

/// Texts numbered in `order`, taken from the identical pairs: each names the first article with the words.
Texts texts_from_pairs(const CopyInput& input, std::span<const Match> matches, std::span<const ArticleId> order) {
  std::vector<std::size_t> twin(input.documents.size());
  std::iota(twin.begin(), twin.end(), std::size_t{0});
  for (const Match& match : matches) {
    check_stop();
    if (match.kind == MatchKind::identical) twin[index_of(match.b)] = index_of(match.a);
  }
  Texts texts;
  texts.of_article.assign(input.documents.size(), kNoText);
  std::vector<TextId> of_twin(input.documents.size(), kNoText);
  for (const ArticleId article : order) {
    check_stop();
    const Words words = input.documents[index_of(article)].words;
    if (words.empty()) continue;
    TextId& text = of_twin[twin[index_of(article)]];
    if (text == kNoText) {
      text = static_cast<TextId>(texts.size());
      texts.words.push_back(words);
      texts.first.push_back(article);
    }
    texts.of_article[index_of(article)] = text;
  }
  return texts;
}

/// A text that would fold under an earlier one if that one is kept.
struct Fold {
  TextId text = 0;
  Verdict verdict;
};

/// How the later text would fold; `kept` is kNoText where it would not. `b_folds`: the later one is b.
Verdict verdict_of(const Match& match, bool b_folds, const CopySettings& settings) {
  const auto seen = [&](const Shares& shares) { return b_folds ? shares : shares.swapped(); };  // b: the one that folds
  const Shares words = seen(match.words);
  const auto kind = first_kind(folding_kind(words.b_in_a, words.a_in_b, settings), is_noisy(match.letters, settings),
                               match.fillings.has_value());
  if (!kind || (kind == MatchKind::templated && !settings.fold_templates)) return {};
  const Shares by_kind = *kind == MatchKind::noisy ? seen(*match.letters) : words;
  return {0, *kind, by_kind.b_in_a, by_kind.a_in_b};
}

std::vector<Fold> possible_folds(const Texts& texts, std::span<const Match> matches, const CopySettings& settings) {
  std::vector<Fold> folds;
  for (const Match& match : matches) {
    check_stop();
    if (match.kind == MatchKind::identical) continue;
    const TextId a = texts.of_article[index_of(match.a)];
    const TextId b = texts.of_article[index_of(match.b)];
    if (const Verdict verdict = verdict_of(match, a < b, settings); verdict.kept != kNoText) {
      folds.push_back({std::max(a, b), {std::min(a, b), verdict.kind, verdict.in_kept, verdict.of_kept}});
    }
  }
  std::ranges::sort(folds, {}, [](const Fold& fold) { return std::pair(fold.text, fold.verdict.kept); });
  return folds;
}

}  // namespace

std::vector<CopyGroup> fold(const CopyInput& input, std::span<const Match> matches, const CopySettings& settings) {
  const std::vector<ArticleId> order = keep_order(input, settings);
  const Texts texts = texts_from_pairs(input, matches, order);
  std::vector<Verdict> verdicts(texts.size());
  for (const Fold& fold : possible_folds(texts, matches, settings)) {
    const bool open = verdicts[fold.text].kept == kNoText;
    const bool under_kept = verdicts[fold.verdict.kept].kept == kNoText;
    if (open && under_kept) verdicts[fold.text] = fold.verdict;
  }
  return assemble(input, texts, order, verdicts);
}

}  // namespace bundel
