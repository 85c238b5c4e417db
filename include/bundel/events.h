/// Kept articles to events: scored pairs, one dendrogram for every threshold, labels and keywords.
///
/// The score of a pair is linear in its channels, z = sum_k w_k cosine_k - w_t ln(1 + days) + b, with a bonus between
/// languages and a penalty for short texts, and the score of two clusters is the mean over their pairs. Cosines of unit
/// rows add up, so that mean comes from the clusters' summed rows without an n x n matrix. It is the logarithm of the
/// odds that they report one event, and the logistic function of it the link probability; the two clusters with the
/// highest one join first (average linkage, Sokal and Michener 1958), among those that a candidate pair connects. Two
/// outlets on the announcement and on the programme of a visit, months apart, are one event while their people, places
/// and purpose stay the same; two fires in two towns are not, although most of their words are the same.
#pragma once

#include "bundel/rows.h"
#include "bundel/types.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace bundel {

/// What the score of a pair takes besides its channels, whose weights stand in them. Between languages little but names
/// is shared, so the bias is higher there; two headlines share two words by chance more easily than two articles do, so
/// short texts must be nearer.
/// Found, with the weights of the channels, by random steps on five labelled sets, pairs in seven languages and the
/// shipped articles, then rounded by hand to a place where neighbouring weights do as well. The same search without the
/// set that is scored, from weights without foreign bias and penalty: basil 0.990, dutch_titles 0.931, ecbplus 0.910,
/// meantime 0.957, og2021_titles 0.671, semeval22 0.728.
struct EventSettings {
  double threshold = 0.5;      ///< least link probability of clusters that join, 0 to 1; at 1 none do
  double foreign_bias = 1.3;   ///< added between two known languages
  double short_penalty = 2.6;  ///< of the mean shortness of the two
  double time_weight = 1.0;    ///< of ln(1 + days between)
  double unknown_time = 1.5;   ///< ln(1 + days) assumed where a date is missing: no evidence either way (the mean over
                               ///< pairs of one event in dated sets lies between 1 and 2.5)
  double bias = -4.4;
  /// Link probability below which merges are not told apart: an event that is one in a hundred likely is none. All that
  /// candidate pairs still connect then joins at probability 0.
  double floor = 0.01;
  int keywords = 5;  ///< most words that describe an event
};

/// What a report is like apart from its words and date.
struct ReportTraits {
  std::uint32_t language = 0;  ///< a number for each language; 0: unknown, which differs from none
  std::uint32_t words = 0;     ///< of title and text
};

/// How short a text is: 1 up to ten words (a headline), 0 from a hundred, between them by the logarithm.
double shortness(std::uint32_t words);

/// What the clustering needs to know of the reports. All by Row; rows are in canonical order.
struct EventInput {
  std::span<const Channel> channels;  ///< at least one
  std::span<const std::optional<TimeSpan>> times;
  std::span<const ReportTraits> traits;

  [[nodiscard]] std::size_t rows() const noexcept { return times.size(); }
};

/// Two reports, a < b.
using RowPair = std::pair<Row, Row>;

/// Two reports worth scoring, a < b, and their score.
struct ScoredPair {
  Row a{};
  Row b{};
  double log_odds = 0;
};

/// Two clusters that joined, each named by its smallest row (a < b), and the mean score of their pairs.
struct Merge {
  Row a{};
  Row b{};
  double log_odds = 0;
};

struct Dendrogram {
  std::uint32_t rows = 0;
  std::vector<Merge> merges;  ///< in the order in which they happened
};

/// The logistic function: score to link probability.
double link_probability(double log_odds);

/// Scores candidate pairs. `pairs`: a < b, each once; the scores come in the same order. Parallel; errors: none.
std::vector<ScoredPair> score_pairs(const EventInput& input, std::span<const RowPair> pairs,
                                    const EventSettings& settings);

/// Joins clusters, best first, while one of at least `settings.floor` is left that a pair of at least as much connects;
/// then, at a score of minus infinity, all that any candidate pair connects. Ties: the smaller rows first. Cost:
/// O(pairs log pairs) steps and, a merge, a sparse product for each neighbour that only one side had; parallel over the
/// connected components of the pairs. Of 5,000 generated articles the floor leaves out 19 of 20 pairs and nine tenths
/// of the time, and changes no event of the labelled sets.
Dendrogram agglomerate(const EventInput& input, std::span<const ScoredPair> pairs, const EventSettings& settings);

/// Event of each row, named by its smallest row: all merges before the first whose link probability is below the
/// threshold.
std::vector<Row> cut(const Dendrogram& dendrogram, double threshold);

/// The members of each event, ascending; events by smallest row.
std::vector<std::vector<Row>> members_of(std::span<const Row> event_of_row);

/// Link probability of each member with the other members together; 1 when alone.
std::vector<double> member_scores(const EventInput& input, std::span<const Row> members, const EventSettings& settings);

/// What one part of the score adds to it: weight * value.
struct ScorePart {
  std::string name;  ///< of the channel, then "foreign", "short", "time", "bias"
  double value = 0;  ///< a cosine; 1 between languages, else 0; mean shortness; ln(1 + days); 1
  double weight = 0;
};
/// All parts of a pair's score; what they add makes it.
std::vector<ScorePart> score_parts(const EventInput& input, Row a, Row b, const EventSettings& settings);

struct SharedColumn {
  Column column{};
  double score = 0;  ///< what it adds to the score, by the channels of terms
};
/// Columns that both rows hold, the one that adds most first (ties: the smaller column).
std::vector<SharedColumn> shared_columns(const EventInput& input, Row a, Row b);

/// The largest threshold at which `cut` has both rows in one event; none where no merge ever joins them.
std::optional<double> joined_at(const Dendrogram& dendrogram, Row a, Row b);

/// A passage and an event, not its report's own, that it may be about. Cosines of unit rows.
struct CrossReferenceCandidate {
  PassageId passage{};
  Row row{};  ///< its report
  EventId event{};
  double nearest = 0;      ///< with the most similar passage found of the event's members
  double own_rest = 0;     ///< with the rest of its own article
  double own_nearest = 0;  ///< with the most similar other passage of its own article
};

/// score = body (m - o) + passage (nearest - own_nearest) + bias, with m the mean cosine of the passage with the
/// event's bodies and o the larger of own_rest and its mean cosine with the other members of its own event: a passage
/// is about another event where it is nearer to it than to where it stands. From 0 on it is listed. Fitted by logistic
/// regression on planted paragraphs of three labelled sets and the shipped articles, the bias so that no set has more
/// than 0.07 wrong entries an article, then rounded; held-out figures in bench/README.md. Days between told nothing.
struct CrossReferenceWeights {
  double body = 30;
  double passage = 10;
  double bias = -5.3;
};

/// Score of each candidate. `body`: by Row; `passages`: by PassageId; `events`: as members_of gives them. Cost: the
/// bodies of the events named, once each, and the passages' rows. Parallel, the same for any number of threads.
std::vector<double> score_cross_references(const SparseRows& body, const SparseRows& passages,
                                           std::span<const std::vector<Row>> events,
                                           std::span<const CrossReferenceCandidate> candidates,
                                           const CrossReferenceWeights& weights = {});

/// Index of the candidate row nearest to all members (largest mean cosine in the channels of terms); ties: the first.
/// At least one candidate.
std::size_t choose_label(const EventInput& input, std::span<const Row> members, const SparseRows& candidates);

enum class WordKind : std::uint8_t { word, name, number, letter };

/// The word behind a column. Columns of one term are forms of one word: "bezoek", "bezoekt" and the name
/// "Bezoekerscentrum".
struct ColumnWord {
  Column term{};
  WordKind kind = WordKind::word;
};

/// Columns that tell each event from its neighbours, the most telling first.
///   1. A column's weight is its mean over the channels of terms. A column counts where at least half the members hold
///      it (in the first of these channels) and its mean weight in them is above that in the ten nearest reports
///      outside; the difference ranks it, of equals names come first.
///   2. A number stands behind all words unless two or more members, and all of them, hold it; a single letter is no
///      keyword; of the columns of one word only the first counts.
///   3. Neighbours are the events of those ten reports, and the events that have this one's among theirs. What a
///      neighbour shows is passed over while others of the best 4 * `most` remain: the event of more members keeps it,
///      of equals the earlier.
/// At most `most` an event, fewer where fewer tell it apart. `events`: as members_of gives them, in any order; `words`:
/// by Column. Cost: linear in the rows of members and neighbours. Parallel.
std::vector<std::vector<Column>> choose_keywords(const EventInput& input, std::span<const ScoredPair> pairs,
                                                 std::span<const std::vector<Row>> events,
                                                 std::span<const ColumnWord> words, std::size_t most);

}  // namespace bundel
