/// Two articles in the event clustering: the score taken apart, and what joins or parts them.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "pipeline/explain.h"
#include "pipeline/records.h"

namespace bundel {
namespace {

using pipeline_detail::EventState;

constexpr std::size_t kTerms = 12;
constexpr std::size_t kPassages = 3;
/// OwnPassages less alike than this share little but common words.
constexpr double kLeastCosine = 0.05;

/// The article itself, or the one that it folds under.
ArticleId kept_of(const EventState& state, ArticleId id) {
  const auto folds_it = [&](const CopyGroup& group) { return std::ranges::count(group.members, id, &Folded::id) > 0; };
  const auto group = std::ranges::find_if(state.groups, folds_it);
  return group == state.groups.end() ? id : group->kept;
}

std::uint32_t row_of(const EventState& state, ArticleId id) {
  return static_cast<std::uint32_t>(std::ranges::lower_bound(state.kept, kept_of(state, id)) - state.kept.begin());
}

MemberRecord card_of(const EventState& state, std::size_t place) {
  const Article& article = state.corpus.collection.articles[place];
  return {article.id, headline_of(article), article.time ? format_date(*article.time) : "", article.source, 0, {}};
}

/// The word of a document that most often stands for a column, as it is spelt there; ties: the smaller id.
std::string word_of(const EventState& state, std::uint32_t row, std::uint32_t column) {
  std::map<WordId, std::size_t> uses;
  for (const WordId word : state.documents[row].words) {
    const std::size_t at = index_of(word);
    if (state.terms.of_word[at] == column || state.terms.name_of[at] == column) ++uses[word];
  }
  const auto most = std::ranges::max_element(uses, {}, [](const auto& use) { return use.second; });
  return most == uses.end() ? std::string{} : pipeline_detail::spelling_of(most->first, state.corpus, state.kept[row]);
}

std::vector<SharedTermRecord> terms_of(const EventState& state, std::uint32_t a, std::uint32_t b,
                                       const EventSettings& settings) {
  std::vector<SharedTermRecord> terms;
  for (const SharedColumn& shared : shared_columns(state.input(), a, b, settings)) {
    const std::string in_a = word_of(state, a, shared.column);
    const std::string in_b = word_of(state, b, shared.column);
    const std::string word = in_a == in_b ? in_a : fmt::format("{}/{}", in_a, in_b);
    const bool name = state.terms.texts[shared.column].starts_with('\x01');
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

/// OwnPassages of one article as rows, and as they are written.
struct OwnPassages {
  SparseRows rows;
  std::vector<std::string> texts;

  OwnPassages(const EventState& state, std::uint32_t row) {
    const Document& document = state.documents[row];
    const std::string text = full_text(state.corpus.collection.articles[index_of(state.kept[row])]);
    const std::vector<WordSpan> spans = words_of(text);
    std::vector<std::span<const WordId>> words;
    for (const WordRange& range : document.passages) {
      if (range.size() == 0 || range.end > spans.size()) continue;
      words.push_back(std::span(document.words).subspan(range.begin, range.size()));
      const std::size_t begin = spans[range.begin].begin;
      texts.push_back(pipeline_detail::one_line(text.substr(begin, spans[range.end - 1].end - begin)));
    }
    rows = sparse_rows(state.terms, words);
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
std::string stand_ins(const EventState& state, std::size_t first, std::size_t second) {
  std::string said;
  for (const auto& [name, place] : {std::pair("a", first), std::pair("b", second)}) {
    const auto id = static_cast<ArticleId>(place);
    const ArticleId kept = kept_of(state, id);
    if (kept == id) continue;
    said += fmt::format("{} is a copy of {}, which stands for it; ", name,
                        state.corpus.collection.articles[index_of(kept)].id);
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

/// How far the two alone are from the threshold, in the terms of each channel that could make up for it.
std::string change_of(const EventExplanation& explanation, double z, const EventSettings& settings) {
  if (explanation.threshold <= 0 || explanation.threshold >= 1) return {};
  const double missing = std::log(explanation.threshold / (1 - explanation.threshold)) - z;
  const double cosine = missing / (settings.body_weight + settings.lead_weight);
  std::string said =
      fmt::format("alone, the two would {} the threshold with both cosines {} by {:.2g}",
                  missing > 0 ? "reach" : "fall below", missing > 0 ? "higher" : "lower", std::abs(cosine));
  if (!explanation.gap_days || settings.time_weight <= 0) return said;
  const double days = static_cast<double>(1 + *explanation.gap_days) * std::exp(-missing / settings.time_weight) - 1;
  if (days < 0) return said + "; no nearness in time would be enough";
  if (days > 36'500) return said + "; no distance in time would part them";
  return said + fmt::format(", or {:.0f} days apart instead of {}", missing > 0 ? std::floor(days) : std::ceil(days),
                            *explanation.gap_days);
}

}  // namespace

EventExplanation pipeline_detail::explain_events(const EventState& state, std::size_t first, std::size_t second,
                                                 const Settings& settings) {
  const std::uint32_t a = row_of(state, static_cast<ArticleId>(first));
  const std::uint32_t b = row_of(state, static_cast<ArticleId>(second));
  EventExplanation explanation;
  explanation.a = card_of(state, first);
  explanation.b = card_of(state, second);
  explanation.threshold = settings.events.threshold;
  explanation.joined_at = a == b ? std::optional<double>(1) : joined_at(state.dendrogram, a, b);
  explanation.together = explanation.joined_at && *explanation.joined_at >= settings.events.threshold;
  if (state.times[a] && state.times[b]) explanation.gap_days = gap_days(*state.times[a], *state.times[b]);
  double z = 0;
  for (const ChannelShare& channel : channels_of(state.input(), a, b, settings.events)) {
    explanation.channels.push_back({std::string(channel.name), channel.value, channel.weight * channel.value});
    z += channel.weight * channel.value;
  }
  explanation.probability = link_probability(z);
  explanation.verdict = stand_ins(state, first, second) + verdict_of(explanation, a == b, settings.events.floor);
  explanation.terms = terms_of(state, a, b, settings.events);
  explanation.passages = match_passages(OwnPassages(state, a), OwnPassages(state, b));
  if (a != b) explanation.change = change_of(explanation, z, settings.events);
  return explanation;
}

PairToJudge pipeline_detail::event_pair_to_judge(const EventState& state, std::size_t first, std::size_t second,
                                                 const Settings& settings) {
  constexpr std::size_t kWords = 5;
  const std::uint32_t a = row_of(state, static_cast<ArticleId>(first));
  const std::uint32_t b = row_of(state, static_cast<ArticleId>(second));
  PairToJudge pair{card_of(state, first),
                   card_of(state, second),
                   a == b ? 1 : joined_at(state.dendrogram, a, b).value_or(0),
                   {},
                   {},
                   {}};
  const OwnPassages of_a(state, a);
  const OwnPassages of_b(state, b);
  if (const auto matches = match_passages(of_a, of_b); !matches.empty()) {
    pair.text_a = matches.front().a;
    pair.text_b = matches.front().b;
  } else {
    if (!of_a.texts.empty()) pair.text_a = of_a.texts.front();
    if (!of_b.texts.empty()) pair.text_b = of_b.texts.front();
  }
  std::vector<std::string> words;
  for (const SharedTermRecord& term : terms_of(state, a, b, settings.events)) {
    if (words.size() < kWords) words.push_back(term.word);
  }
  pair.why = words.empty() ? "no telling word in common" : fmt::format("both have {}", fmt::join(words, ", "));
  if (state.times[a] && state.times[b]) {
    const std::int64_t days = gap_days(*state.times[a], *state.times[b]);
    pair.why += days == 0 ? "; the same day" : fmt::format("; {} {} apart", days, days == 1 ? "day" : "days");
  }
  return pair;
}

}  // namespace bundel
