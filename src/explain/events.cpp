/// Why two articles are, or are not, in one event: the score taken apart, and what joins or parts them.
#include "bundel/explain.h"
#include "explain/card.h"
#include "ground/lines.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace bundel {
namespace {

using explain_detail::card_of;

constexpr std::size_t kTerms = 12;
constexpr std::size_t kPassages = 3;
/// Passages less alike than this share little but common words.
constexpr double kLeastCosine = 0.05;

/// The word of a report that most often stands for a column, as it is spelt there; ties: the first by its letters.
std::string word_of(const EventStages& stages, Row row, Column column) {
  const Terms& terms = stages.space.terms;
  const Vocabulary& vocabulary = stages.corpus.vocabulary;
  std::map<WordId, std::size_t> uses;
  for (const WordId word : stages.reports.document(row).words) {
    const std::size_t at = index_of(word);
    if (terms.of_word[at] == column || terms.name_of[at] == column) ++uses[word];
  }
  const auto most = std::ranges::max_element(uses, [&](const auto& x, const auto& y) {
    return x.second != y.second ? x.second < y.second : vocabulary[x.first] > vocabulary[y.first];
  });
  return most == uses.end() ? std::string{} : stages.corpus.spelling(most->first, stages.reports.id(row));
}

std::vector<SharedTermRecord> terms_of(const EventStages& stages, Row a, Row b) {
  std::vector<SharedTermRecord> terms;
  for (const SharedColumn& shared : shared_columns(stages.input(), a, b)) {
    const std::string in_a = word_of(stages, a, shared.column);
    const std::string in_b = word_of(stages, b, shared.column);
    const std::string word = in_a == in_b ? in_a : fmt::format("{}/{}", in_a, in_b);
    const bool name = stages.space.terms[shared.column].name;
    // A name counts as a term and as a name; a person reads one word.
    if (const auto known = std::ranges::find(terms, word, &SharedTermRecord::word); known != terms.end()) {
      known->name = known->name || name;
      known->score += shared.score;
    } else {
      terms.push_back({word, name, shared.score});
    }
  }
  std::ranges::stable_sort(terms, std::greater{}, &SharedTermRecord::score);
  terms.resize(std::min(terms.size(), kTerms));
  return terms;
}

/// The passages of one report as rows, and as they are written.
struct OwnPassages {
  SparseRows rows;
  std::vector<std::string> texts;

  OwnPassages(const EventStages& stages, Row row) {
    const Document& document = stages.reports.document(row);
    const WrittenText written(stages.reports.article(row), document);
    std::vector<std::span<const WordId>> words;
    for (const WordRange& range : document.passages) {
      if (range.size() == 0) continue;
      words.push_back(std::span(document.words).subspan(range.begin, range.size()));
      texts.push_back(written.line(range));
    }
    rows = sparse_rows(stages.space.terms, words);
  }
};

/// Each passage once, in the pair in which it is most alike.
std::vector<PassageMatchRecord> match_passages(const OwnPassages& a, const OwnPassages& b) {
  struct Pair {
    double cosine = 0;
    Eigen::Index a = 0;
    Eigen::Index b = 0;
  };
  std::vector<Pair> pairs;
  for (Eigen::Index i = 0; i < a.rows.rows(); ++i) {
    for (Eigen::Index j = 0; j < b.rows.rows(); ++j) pairs.push_back({a.rows.row(i).dot(b.rows.row(j)), i, j});
  }
  std::ranges::stable_sort(pairs, std::greater{}, &Pair::cosine);
  std::vector<PassageMatchRecord> matches;
  std::vector<bool> used_a(a.texts.size());
  std::vector<bool> used_b(b.texts.size());
  for (const Pair& pair : pairs) {
    if (matches.size() == kPassages || pair.cosine < kLeastCosine) break;
    if (used_a[pair.a] || used_b[pair.b]) continue;
    used_a[pair.a] = used_b[pair.b] = true;
    matches.push_back({pair.cosine, a.texts[pair.a], b.texts[pair.b]});
  }
  return matches;
}

/// Who stands for an article that is a copy, as the beginning of a sentence.
std::string stand_ins(const EventStages& stages, ArticleId first, ArticleId second) {
  std::string said;
  for (const auto& [name, id] : {std::pair("a", first), std::pair("b", second)}) {
    const ArticleId kept = stages.reports.kept_of(id);
    if (kept != id)
      said += fmt::format("{} is a copy of {}, which stands for it; ", name, stages.corpus.article(kept).id);
  }
  return said;
}

std::string verdict_of(const EventExplanation& explanation, bool one_row, double floor) {
  if (one_row) return "copies are one report, in one event at any threshold";
  if (explanation.together) {
    return fmt::format("in one event at the threshold {}, and up to {:.4g}", explanation.threshold,
                       *explanation.joined_at);
  }
  if (!explanation.joined_at) return "in two events at any threshold: no chain of near articles connects them";
  if (*explanation.joined_at == 0) {
    return fmt::format("in two events at any threshold of {} and more: less likely ones are not told apart", floor);
  }
  return fmt::format("in two events at the threshold {}; in one at {:.4g} and below", explanation.threshold,
                     *explanation.joined_at);
}

/// Days between two articles; none where one has no date.
std::optional<std::int64_t> days_apart(const std::optional<TimeSpan>& a, const std::optional<TimeSpan>& b) {
  return a && b ? std::optional(gap_days(*a, *b)) : std::nullopt;
}

/// How far the two alone are from the threshold, in the terms of what could make up for it. `apart`: days between the
/// reports that are scored, which may be others than the articles asked for.
std::string change_of(const EventExplanation& explanation, double log_odds, std::optional<std::int64_t> apart,
                      std::span<const Channel> channels, const EventSettings& settings) {
  if (explanation.threshold <= 0 || explanation.threshold >= 1) return {};
  const double missing = std::log(explanation.threshold / (1 - explanation.threshold)) - log_odds;
  double weight = 0;
  for (const Channel& channel : channels) weight += channel.of_terms ? channel.weight : 0;
  std::string said =
      fmt::format("alone, the two would {} the threshold with both cosines {} by {:.2g}",
                  missing > 0 ? "reach" : "fall below", missing > 0 ? "higher" : "lower", std::abs(missing / weight));
  if (!apart || settings.time_weight <= 0) return said;
  const double days = static_cast<double>(1 + *apart) * std::exp(-missing / settings.time_weight) - 1;
  if (days < 0) return said + "; no nearness in time would be enough";
  if (days > 36'500) return said + "; no distance in time would part them";
  return said +
         fmt::format(", or {:.0f} days apart instead of {}", missing > 0 ? std::floor(days) : std::ceil(days), *apart);
}

}  // namespace

EventExplanation explain_events(const EventStages& stages, ArticleId first, ArticleId second,
                                const EventSettings& settings) {
  const Reports& reports = stages.reports;
  const Row a = reports.row_of(first);
  const Row b = reports.row_of(second);
  EventExplanation explanation;
  explanation.a = card_of(stages.corpus, first);
  explanation.b = card_of(stages.corpus, second);
  explanation.threshold = settings.threshold;
  explanation.joined_at = a == b ? std::optional<double>(1) : joined_at(stages.dendrogram, a, b);
  explanation.together = explanation.joined_at && *explanation.joined_at >= settings.threshold;
  explanation.gap_days = days_apart(explanation.a.date, explanation.b.date);
  double log_odds = 0;
  for (const ScorePart& part : score_parts(stages.input(), a, b, settings)) {
    explanation.channels.push_back({part.name, part.value, part.weight * part.value});
    log_odds += part.weight * part.value;
  }
  explanation.probability = link_probability(log_odds);
  explanation.verdict = stand_ins(stages, first, second) + verdict_of(explanation, a == b, settings.floor);
  explanation.terms = terms_of(stages, a, b);
  explanation.passages = match_passages(OwnPassages(stages, a), OwnPassages(stages, b));
  if (a != b) {
    const auto apart = days_apart(reports.times[index_of(a)], reports.times[index_of(b)]);
    explanation.change = change_of(explanation, log_odds, apart, stages.space.channels, settings);
  }
  return explanation;
}

PairToJudge event_pair_to_judge(const EventStages& stages, ArticleId first, ArticleId second) {
  constexpr std::size_t kWords = 5;
  const Row a = stages.reports.row_of(first);
  const Row b = stages.reports.row_of(second);
  PairToJudge pair{card_of(stages.corpus, first), card_of(stages.corpus, second), 1, {}, {}, {}};
  if (a != b) pair.score = joined_at(stages.dendrogram, a, b).value_or(0);
  const OwnPassages of_a(stages, a);
  const OwnPassages of_b(stages, b);
  if (const auto matches = match_passages(of_a, of_b); !matches.empty()) {
    pair.text_a = matches.front().a;
    pair.text_b = matches.front().b;
  } else {
    if (!of_a.texts.empty()) pair.text_a = of_a.texts.front();
    if (!of_b.texts.empty()) pair.text_b = of_b.texts.front();
  }
  std::vector<std::string> words;
  for (const SharedTermRecord& term : terms_of(stages, a, b)) {
    if (words.size() < kWords) words.push_back(term.word);
  }
  pair.why = words.empty() ? "no telling word in common" : fmt::format("both have {}", fmt::join(words, ", "));
  if (const auto days = days_apart(pair.a.date, pair.b.date)) {
    pair.why += *days == 0
                    ? "; the same day"
                    : fmt::format("; {} apart", ground::count_of(static_cast<std::uint64_t>(*days), "day", "days"));
  }
  return pair;
}

}  // namespace bundel
