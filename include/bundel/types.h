/// The nouns that the rooms hand to one another, and the records of a result.
///
/// An article is read once and known by its ArticleId, its place in the collection. Rooms speak in ids; records
/// (GroupRecord, PairRecord, EventRecord) speak in the articles' own names and are what a user sees.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bundel {

// --- ids ---------------------------------------------------------------------------------------------------------

/// Place of an article in the collection, which is in canonical order (first moment, undated last, then id).
enum class ArticleId : std::uint32_t {};
/// Place of a normalised word in the Vocabulary.
enum class WordId : std::uint32_t {};

template <typename Id>
constexpr std::size_t index_of(Id id) noexcept {
  return static_cast<std::size_t>(id);
}

// --- articles ----------------------------------------------------------------------------------------------------

/// When something was published, as exactly as it is known: seconds since 1970 in UTC, end exclusive.
///
/// "2023-02" is all of February; a time stamp is one second. A span of whole days prints as year, month or day.
struct TimeSpan {
  std::int64_t begin = 0;
  std::int64_t end = 0;

  friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

constexpr std::int64_t kSecondsPerDay = 86'400;

/// Days since 1970 that contain the first and the last second of the span.
constexpr std::int64_t first_day(const TimeSpan& t) {
  return t.begin >= 0 ? t.begin / kSecondsPerDay : -((-t.begin + kSecondsPerDay - 1) / kSecondsPerDay);
}
constexpr std::int64_t last_day(const TimeSpan& t) {
  return first_day({t.end - 1, t.end});
}

/// Whole days between two spans; 0 where they share a day.
constexpr std::int64_t gap_days(const TimeSpan& a, const TimeSpan& b) {
  const std::int64_t gap = first_day(a) > first_day(b) ? first_day(a) - last_day(b) : first_day(b) - last_day(a);
  return gap > 0 ? gap : 0;
}

/// Where the bytes of a record stand, so that it can be written again as it was read.
struct RecordPlace {
  std::uint32_t input = 0;   ///< index into Collection::files
  std::uint32_t line = 0;    ///< first line, from 1; 0 for a whole file (.txt)
  std::uint64_t offset = 0;  ///< bytes before the record
  std::uint64_t length = 0;  ///< bytes of the record, without the newline or comma behind it
};

/// One report as read. The full text is title, newline, text; both are UTF-8 and may be empty.
struct Article {
  std::string id;
  std::string title;
  std::string text;
  std::optional<TimeSpan> time;
  std::string source;  ///< empty where unknown, as are url and language
  std::string url;
  std::string language;  ///< lower-case ISO 639-1 where the record gave one
  RecordPlace place;
};

/// A bad record: where it stands and why it was not read. Never stops the rest.
struct Rejection {
  std::string source;      ///< path of the file, "-" for standard input
  std::uint64_t line = 0;  ///< from 1; 0 where the whole file is meant
  std::string reason;

  friend bool operator==(const Rejection&, const Rejection&) = default;
};

// --- text --------------------------------------------------------------------------------------------------------

/// Half-open range of word offsets in one article.
struct WordRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const noexcept { return end - begin; }
  friend bool operator==(const WordRange&, const WordRange&) = default;
};

/// How a word is written where it stands; the bits say what counts as evidence for a name.
enum class WordMark : std::uint8_t {
  none = 0,
  inside = 1,  ///< inside a sentence whose case tells something (not its first word, not a Title Case or CAPS line)
  capitalised = 2,  ///< begins with an upper- or title-case letter
  number = 4,       ///< all digits
};
constexpr WordMark operator|(WordMark a, WordMark b) {
  return static_cast<WordMark>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr bool has(WordMark marks, WordMark mark) {
  return (static_cast<unsigned>(marks) & static_cast<unsigned>(mark)) != 0;
}

/// What the text room makes of one article.
struct Document {
  std::vector<WordId> words;        ///< of the full text, in order
  std::vector<WordMark> marks;      ///< one a word; empty where marks were not asked for
  std::uint32_t title_words = 0;    ///< the first so many words are the title's
  std::uint32_t lead_words = 0;     ///< the first so many words are title and lead; all of them in a short article
  std::vector<WordRange> passages;  ///< in order; together they cover all words
  std::string language;             ///< ISO 639-1, from the record or detected; empty where neither tells
};

// --- neighbours --------------------------------------------------------------------------------------------------

struct Neighbour {
  std::uint32_t row = 0;
  float similarity = 0;

  friend bool operator==(const Neighbour&, const Neighbour&) = default;
};

/// Nearest rows of each row, the most similar first (ties: smaller row first), never the row itself.
struct NeighbourLists {
  std::vector<std::size_t> offsets;  ///< rows + 1
  std::vector<Neighbour> entries;
};

// --- duplicates --------------------------------------------------------------------------------------------------

enum class MatchKind : std::uint8_t {
  identical,
  copy,
  noisy,
  excerpt,
  revision,  ///< an older article of the same page; only where asked for, and never of a pair
};

/// The same words at two places.
struct SharedRun {
  WordRange a;
  WordRange b;

  friend bool operator==(const SharedRun&, const SharedRun&) = default;
};

/// A verified pair, with its evidence. `a` comes before `b` in the default keep order.
struct Match {
  ArticleId a{};
  ArticleId b{};
  MatchKind kind = MatchKind::copy;
  double a_in_b = 0;  ///< shared words of a / words of a, 0 to 1; letters where `kind` is noisy
  double b_in_a = 0;
  /// In the order of a; together they cover every shared word of both. Where `kind` is noisy: aligned stretches, whose
  /// two sides may differ in words and number.
  std::vector<SharedRun> shared;
  double other_a_in_b = 0;  ///< by the other measure, letters or words; 0 where it was not looked at
  double other_b_in_a = 0;

  [[nodiscard]] double overlap() const noexcept { return a_in_b < b_in_a ? a_in_b : b_in_a; }
};

/// An article folded under a kept one.
struct Folded {
  ArticleId id{};
  MatchKind kind = MatchKind::copy;
  double in_kept = 0;                    ///< share of its words that stand in the kept one
  double of_kept = 0;                    ///< share of the kept one's words that stand in it
  std::optional<ArticleId> newest = {};  ///< of a revision: the newest article of its page, kept or folded itself
};

/// A star: every member has a verified match with the kept article.
struct CopyGroup {
  ArticleId kept{};
  std::vector<Folded> members;  ///< the folded ones, in keep order; never empty
};

// --- result ------------------------------------------------------------------------------------------------------

/// A value in force and where it came from ("default", "command line"), so that a run can be repeated.
struct Setting {
  std::string name;
  std::string value;
  std::string origin;
};

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

struct MemberRecord {
  std::string id;
  std::string title;  ///< the article's, or the beginning of its text where it has none
  std::string date;   ///< ISO 8601 at the precision known; empty where unknown
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
  std::string first;  ///< ISO 8601 of the earliest and the latest dated report; empty where none has a date
  std::string last;
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
  std::string date;  ///< as in MemberRecord
  std::string source;
  std::string text;  ///< the full text
  std::uint64_t words = 0;
  std::uint64_t shared_words = 0;
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

/// Why two articles are, or are not, in one event.
struct EventExplanation {
  bool together = false;  ///< at the threshold
  std::string verdict;    ///< as a sentence
  std::string change;     ///< what would have to change, as a sentence; empty where nothing is to be said
  MemberRecord a;         ///< without score and copies
  MemberRecord b;
  std::optional<std::int64_t> gap_days;  ///< none where an article has no date
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

/// What a person said of a pair.
struct JudgedPair {
  std::string a;
  std::string b;
  std::optional<bool> same;  ///< none: skipped

  friend bool operator==(const JudgedPair&, const JudgedPair&) = default;
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
