/// The nouns that the rooms hand to one another.
///
/// An article is read once and known by its ArticleId, its place in the collection. Rooms speak in ids; what is said of
/// a result in the articles' own names stands in records.h.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bundel {

// --- ids ---------------------------------------------------------------------------------------------------------

/// Place of an article in the collection, which is in canonical order (first moment, undated last, then id).
enum class ArticleId : std::uint32_t {};
/// Place of a normalised word in the Vocabulary.
enum class WordId : std::uint32_t {};
/// Place of a report (an article that is kept) among those that are clustered; ascending as their ArticleIds.
enum class Row : std::uint32_t {};
/// Place of a term or a name among the columns of rows.
enum class Column : std::uint32_t {};
/// Place of a passage among those of all reports.
enum class PassageId : std::uint32_t {};
/// Place of an event among those of one threshold.
enum class EventId : std::uint32_t {};

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
  std::string id = {};
  std::string title = {};
  std::string text = {};
  std::optional<TimeSpan> time = {};
  std::string source = {};  ///< empty where unknown, as are url and language
  std::string url = {};
  std::string language = {};  ///< lower-case ISO 639-1 where the record gave one
  RecordPlace place = {};
};

/// Canonical order: first moment, undated last, then id.
inline bool comes_first(const Article& a, const Article& b) {
  if (a.time.has_value() != b.time.has_value()) return a.time.has_value();
  if (a.time && a.time->begin != b.time->begin) return a.time->begin < b.time->begin;
  return a.id < b.id;
}

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

/// How a word is written over all texts that have it; sums of parts are those of the whole.
struct WordUse {
  std::uint32_t inside = 0;       ///< places in texts (not titles) that begin no piece
  std::uint32_t capitalised = 0;  ///< of those, the ones that begin with an upper- or title-case letter

  WordUse& operator+=(const WordUse& other) {
    inside += other.inside;
    capitalised += other.capitalised;
    return *this;
  }
  friend bool operator==(const WordUse&, const WordUse&) = default;
};

/// What the text room makes of one article.
struct Document {
  std::vector<WordId> words;        ///< of the full text, in order
  std::vector<WordMark> marks;      ///< one a word; empty where marks were not asked for
  std::uint32_t title_words = 0;    ///< the first so many words are the title's
  std::uint32_t lead_words = 0;     ///< the first so many words are title and lead; all of them in a short article
  std::vector<WordRange> passages;  ///< in order; together they cover all words
  std::string language;             ///< ISO 639-1, from the record or detected; empty where neither tells
  /// First words of the text's pieces, ascending: its lines, cut at the ends of sentences.
  std::vector<std::uint32_t> pieces;
  /// What was taken out of all of the above because it is boilerplate, in words of the full text, ascending and apart.
  std::vector<WordRange> set_aside;
  std::uint32_t title_words_set_aside = 0;  ///< of these, those of the title
};

/// Where some words of a document stand in its full text, with what was set aside between them. Cost: linear in
/// `set_aside`.
constexpr WordRange in_full_text(const Document& document, WordRange words) {
  std::uint32_t last = words.end == words.begin ? words.end : words.end - 1;
  const std::uint32_t behind = words.end - last;
  for (const WordRange& range : document.set_aside) {
    if (range.begin <= words.begin) words.begin += range.size();
    if (range.begin <= last) last += range.size();
  }
  return {words.begin, last + behind};
}

// --- neighbours --------------------------------------------------------------------------------------------------

/// A row near another, whatever its rows stand for.
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
  templated,  ///< of one template: what differs are other names and numbers in the same places
  revision,   ///< an older article of the same page; only where asked for, and never of a pair
};

/// The same words at two places.
struct SharedRun {
  WordRange a;
  WordRange b;

  friend bool operator==(const SharedRun&, const SharedRun&) = default;
};

/// How much of each of two texts stands in the other, 0 to 1.
struct Shares {
  double a_in_b = 0;  ///< what they share / all of a
  double b_in_a = 0;

  /// The smaller of both.
  [[nodiscard]] constexpr double overlap() const noexcept { return a_in_b < b_in_a ? a_in_b : b_in_a; }
  /// The larger of both: how much of the one stands in the other at best.
  [[nodiscard]] constexpr double containment() const noexcept { return a_in_b < b_in_a ? b_in_a : a_in_b; }
  /// The same seen from the other side.
  [[nodiscard]] constexpr Shares swapped() const noexcept { return {b_in_a, a_in_b}; }

  friend bool operator==(const Shares&, const Shares&) = default;
};

/// The names and numbers of two texts that are aligned word by word; the smaller of the counts of both, but for `same`.
struct Fillings {
  std::uint32_t numbers = 0;  ///< different ones that are others in the same places
  std::uint32_t names = 0;    ///< likewise, and that stand nowhere in the other text
  std::uint32_t same = 0;     ///< different names and numbers in shared runs and aligned words

  friend bool operator==(const Fillings&, const Fillings&) = default;
};

/// A verified pair, with its evidence. `a` comes before `b` in the default keep order.
struct Match {
  ArticleId a{};
  ArticleId b{};
  MatchKind kind = MatchKind::copy;
  Shares words = {};  ///< of words in shared runs; 0 where it was found by letters alone
  /// In the order of a; together they cover every shared word of both. Where `kind` is noisy: aligned stretches, whose
  /// two sides may differ in words and number.
  std::vector<SharedRun> shared;
  std::optional<Shares> letters = {};  ///< of aligned letters, where they were compared; always where `kind` is noisy
  std::optional<Fillings> fillings = {};  ///< where both are one template filled in twice

  /// By the measure that made it a match: letters where `kind` is noisy, else words.
  [[nodiscard]] const Shares& shares() const noexcept { return kind == MatchKind::noisy && letters ? *letters : words; }
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

}  // namespace bundel
