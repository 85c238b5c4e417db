/// What is said of a result: records in the articles' own names, as a user sees them.
///
/// The commands make them from ids at their end; writers of the room report write them and read them back. Nothing
/// decides by them. Lists are in the order in which they are shown.
#pragma once

#include "bundel/types.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bundel {

/// Name of a kind in results: "identical", "copy", "noisy", "excerpt", "template", "revision".
std::string_view name_of(MatchKind kind);
/// None where no kind has that name.
std::optional<MatchKind> kind_named(std::string_view name);

struct CopyRecord {
  std::string id;
  MatchKind kind = MatchKind::copy;
  double overlap = 0;
  double in_kept = 0;
  double of_kept = 0;
  bool new_headline = false;  ///< the same body as the kept one under another title
  std::string new_text{};     ///< the longest run of words that the kept one lacks, as written; only where asked for
  std::string newest{};       ///< of a revision: the newest article of its page, where that is not the kept one

  friend bool operator==(const CopyRecord&, const CopyRecord&) = default;
};

/// One line of `dups --emit groups`.
struct GroupRecord {
  std::string group;  ///< "c1", ...
  std::string kept;
  std::vector<CopyRecord> members;
  std::string from{};  ///< the file of a kept article that is a reference and not of the input; else empty

  friend bool operator==(const GroupRecord&, const GroupRecord&) = default;
};

struct SharedRecord {
  SharedRun at;
  std::string words;  ///< as written in a; only with --text

  friend bool operator==(const SharedRecord&, const SharedRecord&) = default;
};

/// One line of `dups --emit pairs`. `a` is the earlier one.
struct PairRecord {
  std::string a;
  std::string b;
  MatchKind kind = MatchKind::copy;
  double overlap = 0;
  double a_in_b = 0;
  double b_in_a = 0;
  std::optional<std::int64_t> gap_days;  ///< none where an article has no date
  std::vector<SharedRecord> shared;

  friend bool operator==(const PairRecord&, const PairRecord&) = default;
};

/// One line of `dups --emit boilerplate`: a line or sentence that was set aside.
struct BoilerplateRecord {
  std::string text;            ///< as written in the example, on one line
  std::uint64_t words = 0;     ///< of it
  std::uint64_t articles = 0;  ///< that have it
  std::uint64_t sources = 0;   ///< different known ones among them
  std::string example;         ///< id of the first article that has it

  friend bool operator==(const BoilerplateRecord&, const BoilerplateRecord&) = default;
};

struct MemberRecord {
  std::string id;
  std::string title;  ///< the article's, or the beginning of its text where it has none
  std::optional<TimeSpan> date;
  std::string source;
  double score = 0;  ///< mean link probability to the other members; 1 when alone
  std::vector<CopyRecord> copies;

  friend bool operator==(const MemberRecord&, const MemberRecord&) = default;
};

/// An article of another event with passages about this one.
struct AlsoRecord {
  std::string id;
  double score = 0;                   ///< of the best passage (AlsoWeights), 0.5 to 1
  std::vector<std::string> passages;  ///< as written, each on one line, in their order

  friend bool operator==(const AlsoRecord&, const AlsoRecord&) = default;
};

/// One line of `events`.
struct EventRecord {
  std::string event;  ///< "e1", ...
  std::string label;
  std::vector<std::string> keywords;
  std::optional<TimeSpan> first;  ///< the dates of the earliest and the latest dated report; none where none has a date
  std::optional<TimeSpan> last;
  std::uint64_t reports = 0;   ///< articles, copies included
  std::uint64_t distinct = 0;  ///< articles, copies folded
  /// Different known sources, whatever the case of their ASCII letters, each text counted once: an agency's text that
  /// ten papers print is one voice, that of the kept report or, where its source is unknown, of its first copy that has
  /// one.
  std::uint64_t sources = 0;
  std::string first_report;  ///< id of the earliest dated report; empty where none has a date
  std::vector<MemberRecord> members;
  std::vector<AlsoRecord> also;  ///< in canonical order of the articles

  friend bool operator==(const EventRecord&, const EventRecord&) = default;
};

/// A text with the words that another one shares.
struct MarkedText {
  std::string id;
  std::optional<TimeSpan> date;
  std::string source;
  std::string text;  ///< the full text
  std::uint64_t words = 0;
  std::uint64_t shared_words = 0;
  std::uint64_t set_aside = 0;  ///< words of boilerplate, which are not among `words`
  /// Bytes of `text` that are shared, ascending, apart from one another, end exclusive.
  std::vector<std::pair<std::size_t, std::size_t>> shared;
};

/// Why two articles are, or are not, copies.
struct CopyExplanation {
  bool match = false;
  PairRecord pair;   ///< its kind says something only where they match
  std::string rule;  ///< the rule that decided, as a sentence with its numbers
  MarkedText a;
  MarkedText b;
};

/// A channel of the score of two articles: what it measures and what that adds.
struct ChannelRecord {
  std::string name;
  double value = 0;
  double score = 0;
};

/// A word, name or number of both articles and what it adds to the score.
struct SharedTermRecord {
  std::string word;  ///< as in a; where b has another form, that one behind a slash
  bool name = false;
  double score = 0;
};

/// A passage of a and one of b that are alike, as written, on one line.
struct PassageMatchRecord {
  double cosine = 0;
  std::string a;
  std::string b;
};

/// Why two articles are, or are not, in one event. Where one is a copy, the score is that of the kept article which
/// stands for it, and so are its channels, words and passages; the verdict says so.
struct EventExplanation {
  bool together = false;  ///< at the threshold
  std::string verdict;    ///< as a sentence
  std::string change;     ///< what would have to change, as a sentence; empty where nothing is to be said
  MemberRecord a;         ///< without score and copies
  MemberRecord b;
  std::optional<std::int64_t> gap_days;  ///< between the two themselves; none where an article has no date
  double threshold = 0;
  double probability = 0;           ///< link probability of the two alone
  std::optional<double> joined_at;  ///< the largest threshold at which they are in one event; none: at no threshold
  std::vector<ChannelRecord> channels;
  std::vector<SharedTermRecord> terms;       ///< those that add most first
  std::vector<PassageMatchRecord> passages;  ///< the most alike first
};

/// Which cluster an article is in, by a labeling.
struct LabelRecord {
  std::string id;
  std::string label;
  std::string title;  ///< empty where the labeling has none

  friend bool operator==(const LabelRecord&, const LabelRecord&) = default;
};

/// How well one labeling agrees with another, all from 0 to 1 but `ari`.
struct ScoreRecord {
  double bcubed_precision = 0;
  double bcubed_recall = 0;
  double bcubed_f1 = 0;
  double pair_precision = 0;
  double pair_recall = 0;
  double pair_f1 = 0;
  double ari = 0;  ///< -1 to 1
  double nmi = 0;
  double v = 0;
  std::uint64_t articles = 0;        ///< that the gold labels
  std::uint64_t gold_clusters = 0;   ///< among them
  std::uint64_t found_clusters = 0;  ///< among them
  std::uint64_t wrong_together = 0;  ///< pairs in one cluster that the gold has apart: they cost precision
  std::uint64_t wrong_apart = 0;     ///< pairs apart that the gold has in one: they cost recall
};

/// A pair that one labeling has in one cluster and the other has not.
struct WrongPairRecord {
  bool together = false;  ///< in the result; the gold has them apart
  LabelRecord a;          ///< with the gold's label
  LabelRecord b;
};

/// Two articles put before a person: are they copies, or of one event?
struct PairToJudge {
  MemberRecord a;  ///< without score and copies; the earlier one
  MemberRecord b;
  double score = 0;    ///< the largest threshold at which the two are together
  std::string text_a;  ///< what of a is most like b, as written, on one line
  std::string text_b;
  std::string why;  ///< what speaks for the score, as a phrase: "both have moscow, xi; 3 days apart"
};

/// A number and the ends between which it lies with 95 % confidence; all three equal where it is counted.
struct Interval {
  double value = 0;
  double low = 0;
  double high = 0;

  friend bool operator==(const Interval&, const Interval&) = default;
};

/// What happens to the picture from a threshold to the next.
enum class ThresholdMark : std::uint8_t {
  none,
  stable,       ///< in the longest stretch of thresholds over which nearly nothing changes
  break_point,  ///< one of the largest changes
};

/// Name of a mark in results: "stable", "break", or nothing.
std::string_view name_of(ThresholdMark mark);

/// One line of `tune`: what a threshold gives.
struct ThresholdRecord {
  double threshold = 0;
  std::uint64_t pairs = 0;              ///< copies: as `dups --emit pairs` lists them; events: pairs in one event
  std::uint64_t groups = 0;             ///< copy groups, or events of two or more articles
  std::optional<std::uint64_t> folded;  ///< copies only: articles folded under a kept one
  std::optional<std::uint64_t> events;  ///< events only: all of them, singles included
  std::uint64_t largest = 0;            ///< articles of the largest group or event
  std::optional<double> weakest;        ///< in the largest one: least score of a member (MemberRecord::score), or least
                                        ///< overlap of a folded article with its kept one; none where all are alone
  std::uint64_t changed = 0;            ///< articles in other company than at the threshold before; 0 at the first
  ThresholdMark mark = ThresholdMark::none;
  std::optional<Interval> precision, recall, f1;  ///< of pairs; only with labels
  std::optional<double> bcubed;                   ///< F1; of events only with labels, expected where they are of pairs
  std::optional<double> ari;                      ///< only with labels of events

  friend bool operator==(const ThresholdRecord&, const ThresholdRecord&) = default;
};

/// A pair that the labels and the recommended threshold see differently.
struct WrongAtThreshold {
  bool together = false;  ///< by the threshold; the labels have them apart
  PairToJudge pair;
};

/// What `tune` says: every threshold, the one it recommends and what that rests on.
struct TuneReport {
  bool copies = false;                      ///< of `tune dups`; otherwise of `tune events`
  std::vector<ThresholdRecord> thresholds;  ///< ascending; never empty
  std::size_t recommended = 0;              ///< index
  std::size_t standard = 0;                 ///< index of the default, or of the threshold nearest to it
  double default_threshold = 0.5;           ///< what the commands use with the settings in force
  std::string why;                          ///< a sentence
  std::string coarser;                      ///< what the next lower threshold with another picture gives; or empty
  std::string finer;                        ///< likewise the next higher one
  std::vector<std::string> notes;           ///< what the numbers rest on, a sentence each
  std::vector<PairToJudge> above;           ///< just together, the lowest score first
  std::vector<PairToJudge> below;           ///< just apart, the highest score first
  std::vector<WrongAtThreshold> wrong;      ///< the worst first; with labels
  std::uint64_t articles = 0;
  std::uint64_t labelled = 0;        ///< articles that labels of events name
  std::uint64_t judged = 0;          ///< pairs that labels of pairs answer
  std::uint64_t unknown_labels = 0;  ///< labels that name what is no article
};

}  // namespace bundel
