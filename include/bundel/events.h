/// Kept articles to events: scored pairs, one dendrogram for every threshold, labels and keywords.
///
/// The score of a pair is linear in its channels, z = sum_k w_k cosine_k - w_t ln(1 + days) + b, with a bonus between
/// languages and a penalty for short texts, and the score of two clusters is the mean over their pairs. Cosines of unit
/// rows add up, so that mean comes from the clusters' summed rows without an n x n matrix. The logistic function of it
/// is the link probability; the two clusters with the highest one join first (average linkage, Sokal and Michener
/// 1958), among those that a candidate pair connects. Two outlets on the announcement and on the programme of a visit,
/// months apart, are one event while their people, places and purpose stay the same; two fires in two towns are not,
/// although most of their words are the same.
#pragma once

#include "bundel/types.h"

#include <Eigen/SparseCore>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace bundel {

using SparseRows = Eigen::SparseMatrix<double, Eigen::RowMajor>;

/// Weights of the score. The body says who and where, the lead what happened; the pieces of the headline join what
/// inflection and related languages write differently. Between languages little else is shared, so the bias is higher
/// there; two headlines share two words by chance more easily than two articles do, so short texts must be nearer.
/// Found by random steps on five labelled sets, pairs in seven languages and the shipped articles, then rounded by hand
/// to a place where neighbouring weights do as well. The same search without the set that is scored, from weights
/// without foreign bias and penalty: basil 0.990, dutch_titles 0.931, ecbplus 0.910, meantime 0.957, og2021_titles
/// 0.671, semeval22 0.728.
struct EventSettings {
  double threshold = 0.5;      ///< least link probability of clusters that join, 0 to 1; at 1 none do
  double floor = 0.01;         ///< link probability below which merges are not told apart: an event that is one in a
                               ///< hundred likely is none. What candidate pairs still connect joins at probability 0
  double body_weight = 18.0;   ///< of the cosine of whole articles
  double lead_weight = 12.0;   ///< of the cosine of titles and leads
  double piece_weight = 8.0;   ///< of the cosine of the headlines' pieces
  double foreign_bias = 1.3;   ///< added between two known languages
  double short_penalty = 2.6;  ///< of the mean shortness of the two
  double time_weight = 1.0;    ///< of ln(1 + days between)
  double unknown_time = 1.5;   ///< ln(1 + days) assumed where a date is missing: no evidence either way (the mean over
                               ///< pairs of one event in dated sets lies between 1 and 2.5)
  double bias = -4.4;
  int keywords = 5;  ///< most words that describe an event
};

/// What an article is like apart from its words and date.
struct Manner {
  std::uint32_t language = 0;  ///< a number for each language; 0: unknown, which differs from none
  std::uint32_t words = 0;     ///< of title and text
};

/// How short a text is: 1 up to ten words (a headline), 0 from a hundred, between them by the logarithm.
double shortness(std::uint32_t words);

/// What the clustering needs to know of the articles. All by row; rows are in canonical order.
struct EventInput {
  const SparseRows& body;    ///< unit rows of whole articles
  const SparseRows& lead;    ///< unit rows of titles and leads
  const SparseRows& pieces;  ///< unit rows of the pieces of headlines
  std::span<const std::optional<TimeSpan>> times;
  std::span<const Manner> manners;
};

/// Two articles worth scoring, a < b, and their score.
struct ScoredPair {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  double z = 0;
};

/// Two clusters that joined, each named by its smallest row (a < b), and the mean score of their pairs.
struct Merge {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  double z = 0;
};

struct Dendrogram {
  std::uint32_t rows = 0;
  std::vector<Merge> merges;  ///< in the order in which they happened
};

/// The logistic function: score to link probability.
double link_probability(double z);

/// Scores candidate pairs. `pairs`: a < b, each once; the scores come in the same order. Parallel; errors: none.
std::vector<ScoredPair> score_pairs(const EventInput& input,
                                    std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs,
                                    const EventSettings& settings);

/// Joins clusters, best first, while one of at least `settings.floor` is left that a pair of at least as much connects;
/// then, at a z of minus infinity, all that any candidate pair connects. Ties: the smaller rows first. Cost:
/// O(pairs log pairs) steps and, a merge, a sparse product for each neighbour that only one side had. Of 5,000
/// generated articles the floor of 0.01 leaves out 19 of 20 pairs and nine tenths of the time, and changes no event of
/// the labelled sets.
Dendrogram agglomerate(const EventInput& input, std::span<const ScoredPair> pairs, const EventSettings& settings);

/// Event of each row, named by its smallest row: all merges before the first whose link probability is below the
/// threshold.
std::vector<std::uint32_t> cut(const Dendrogram& dendrogram, double threshold);

/// The members of each event, ascending; events by smallest row.
std::vector<std::vector<std::uint32_t>> members_of(std::span<const std::uint32_t> event_of_row);

/// Link probability of each member with the other members together; 1 when alone.
std::vector<double> member_scores(const EventInput& input, std::span<const std::uint32_t> members,
                                  const EventSettings& settings);

/// What one channel adds to the score of a pair: weight * value.
struct ChannelShare {
  std::string_view name;  ///< "body", "lead", "pieces", "foreign", "short", "time", "bias"
  double value = 0;       ///< a cosine; 1 between languages, else 0; mean shortness; ln(1 + days); 1
  double weight = 0;
};
/// All channels of a pair; what they add makes its z.
std::vector<ChannelShare> channels_of(const EventInput& input, std::uint32_t a, std::uint32_t b,
                                      const EventSettings& settings);

struct SharedColumn {
  std::uint32_t column = 0;
  double score = 0;  ///< what it adds to z, by bodies and leads
};
/// Columns that both rows hold, the one that adds most first (ties: the smaller column).
std::vector<SharedColumn> shared_columns(const EventInput& input, std::uint32_t a, std::uint32_t b,
                                         const EventSettings& settings);

/// The largest threshold at which `cut` has both rows in one event; none where no merge ever joins them.
std::optional<double> joined_at(const Dendrogram& dendrogram, std::uint32_t a, std::uint32_t b);

/// A passage and an event, not its article's own, that it may be about. Cosines of unit rows.
struct AlsoCandidate {
  std::uint32_t passage = 0;  ///< row of the passages
  std::uint32_t row = 0;      ///< of its article
  std::uint32_t event = 0;    ///< index of the event
  double nearest = 0;         ///< with the most similar passage found of the event's members
  double own_rest = 0;        ///< with the rest of its own article
  double own_nearest = 0;     ///< with the most similar other passage of its own article
};

/// z = body (m - o) + passage (nearest - own_nearest) + bias, with m the mean cosine of the passage with the event's
/// bodies and o the larger of own_rest and its mean cosine with the other members of its own event: a passage is about
/// another event where it is nearer to it than to where it stands. From 0 on it is listed. Fitted by logistic
/// regression on planted paragraphs of three labelled sets and the shipped articles, the bias so that no set has more
/// than 0.07 wrong entries an article, then rounded; held-out figures in bench/README.md. Days between told nothing.
struct AlsoWeights {
  double body = 30;
  double passage = 10;
  double bias = -5.3;
};

/// z of each candidate. `events`: as members_of gives them. Cost: the bodies of the events named, once each, and the
/// passages' rows. Parallel, the same for any number of threads.
std::vector<double> score_also(const SparseRows& body, const SparseRows& passages,
                               std::span<const std::vector<std::uint32_t>> events,
                               std::span<const AlsoCandidate> candidates, const AlsoWeights& weights = {});

/// Index of the candidate row nearest to all members (largest mean cosine with their leads and bodies); ties: the
/// first. At least one candidate.
std::size_t choose_label(const EventInput& input, std::span<const std::uint32_t> members, const SparseRows& candidates);

enum class WordKind : std::uint8_t { word, name, number, letter };

/// The word behind a column of bodies and leads. Columns of one term are forms of one word: "bezoek", "bezoekt" and the
/// name "Bezoekerscentrum".
struct ColumnWord {
  std::uint32_t term = 0;
  WordKind kind = WordKind::word;
};

/// Columns that tell each event from its neighbours, the most telling first: mean weight in the members less mean
/// weight in the ten nearest articles outside, among columns that at least half the members hold; of equals names
/// first. A number stands behind all words unless two or more members, and all of them, hold it; a single letter is no
/// keyword; a word is one only once. What a neighbour shows is passed over while others of the best 4 * `most` remain:
/// the event of more members keeps it, of equals the earlier. Neighbours are the events of those ten articles, and the
/// events that have it among theirs. At most `most` an event, fewer where fewer tell it apart. `events`: as members_of
/// gives them, in any order; `words`: by column. Cost: linear in the rows of members and neighbours.
std::vector<std::vector<std::uint32_t>> choose_keywords(const EventInput& input, std::span<const ScoredPair> pairs,
                                                        std::span<const std::vector<std::uint32_t>> events,
                                                        std::span<const ColumnWord> words, std::size_t most);

}  // namespace bundel
