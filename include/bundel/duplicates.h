/// Words to copies: exact matches with their evidence, and star-shaped copy groups.
///
/// A word of A is shared with B if it lies in a run of at least `min_run` consecutive words of A that also stands in B.
/// A reprint with another headline and two cut paragraphs is a copy; two reports that quote the same sentence are not.
/// Texts of fewer than `min_run` words can only be identical; empty texts match nothing.
///
/// A scan or a retyped text shares few runs of words. Two texts that are no copies by words are *noisy* copies if their
/// letters align: each text, without spaces, is cut into passages of at most 255 letters (marks and digits count); a
/// passage is shared if it aligns with a stretch of the other text at an edit distance of at most a third of its
/// letters; the letters of shared passages make up `threshold` of both texts. Texts of fewer than 100 letters are never
/// noisy, and one of the two must look noisy: at least 8 % of its words stand in no more than two texts.
/// A scan with a misread letter in every twenty is one; two reports on one event are not, however many names they
/// share. Passages to align are nominated by fingerprints of their letters, so of pairs with more noise than one letter
/// in ten some are missed; what is reported is always verified.
///
/// Two texts that would be copies, by words or by letters, are of one *template* where what differs are mostly other names
/// and numbers in the same places: a robot's reports of two earthquakes, the results of two firms. They never fold.
///   name, number  a word that begins with a digit is a number; one that is mostly capitalised where it begins neither a
///                 line nor a sentence is a name, unless more than a quarter of a text's words are such, and it has 100
///                 words or a quarter of the words of all texts are capitalised.
///   alignment     of the shared runs the longest first, but none that crosses one before it; in each gap between them of
///                 at most 64 words on both sides the longest common subsequence (of several the one that leaves out
///                 words of a first). What stands between two aligned words, on both sides, is a slot. A gap counts where
///                 at most a third of the words of both sides, aligned or in slots, are other words in slots than names
///                 and numbers.
///   filled        by text: F different numbers in slots whose other side has not that number; N different names in slots
///                 that stand nowhere in the other text and are no misspelling of a word on the other side (a third of
///                 the longer one's bytes changed); S different names and numbers in shared runs and aligned words. Of
///                 one template if for both texts F + N >= 2 and F + 2 N >= S.
/// A corrected figure, or three, leave the names and the other figures as they were; an own headline and added paragraphs
/// are mostly other words. A name weighs twice, since figures are corrected and names hardly.
///
/// Source: containment of word shingles, Broder 1997; the star rule instead of connected components keeps every
/// folded article verified against the one that is kept.
#pragma once

#include "bundel/types.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bundel {

/// Which article of a copy group stays. Days decide first, for an agency's time and the time of a site that prints it a
/// minute later mean little beside a bare day; within a day the second does, where it is known.
enum class Keep : std::uint8_t {
  earliest,  ///< first day of the span; within it those with a time, by time, then bare days, months and years;
             ///< undated last; then longest; then id
  latest,    ///< the same with the last day and the latest time first; undated last; then longest; then id
  longest,   ///< most words; then as earliest
  first,     ///< first in input order
};

struct CopySettings {
  double threshold = 0.5;    ///< least overlap of a copy, above 0 to 1
  double containment = 0.8;  ///< least share of one text that stands in the other for an excerpt, above 0 to 1
  int min_run = 5;           ///< words of a shared run, 1 to 1000
  Keep keep = Keep::earliest;
  std::vector<std::string> prefer = {};  ///< sources whose articles come first in keep order, in this order
  bool latest_revision = false;  ///< find_groups: of the articles of one page only the newest takes part, see below
  bool fold_templates = false;   ///< fold copies that are of one template too, as those of version 0.3.0 did
  bool fold_excerpts = false;    ///< fold the contained article too, longest first unless `keep` is not earliest
  bool noisy = true;             ///< find noisy copies too, if the words are given
  bool align_copies = false;     ///< find_matches: align copies too, so that a higher threshold can call them noisy
};

/// What the copy rules need to know of the articles, by ArticleId.
struct CopyInput {
  std::span<const Article> articles;
  std::span<const Document> documents;
  std::span<const std::string> words = {};  ///< normalised, by WordId; may be empty: then nothing is noisy
  /// Of the letters of words, by WordId (Vocabulary::hashes). May be empty: then ids are hashed, and only the counts of
  /// candidates hang on how the words happen to be numbered.
  std::span<const std::uint64_t> hashes = {};
  /// How words are written, by WordId (Vocabulary::uses). May be empty: then no word is a name, and figures alone tell
  /// a template from a copy.
  std::span<const WordUse> uses = {};
  /// So many articles at the end are references: find_groups folds others under them and never them.
  std::size_t references = 0;

  [[nodiscard]] bool is_reference(ArticleId id) const { return index_of(id) + references >= articles.size(); }
};

/// What the search for copies looked at.
struct CopyCounts {
  std::uint64_t texts = 0;       ///< distinct word sequences, the empty one not counted
  std::uint64_t candidates = 0;  ///< pairs of them compared exactly
  std::uint64_t matches = 0;     ///< pairs of them that match
  std::uint64_t suspects = 0;    ///< texts that look noisy; nothing is aligned where there is none
  std::uint64_t aligned = 0;     ///< pairs of texts nominated and compared by their letters
  /// Fingerprints of suspects that stand at more than 512 places of the collection. To keep the cost linear they
  /// nominate only for texts that consist of them by a third or more, and only the first 512 texts that have them. The
  /// price: of more than 512 different scans of one text find_matches lists each with the first 512 alone. Beyond about
  /// a thousand even their misreadings are no rare words any more, so that few are suspects: of 1,000 scans of 200
  /// words with 5 % of the letters misread find_groups folds all, of 2,000 one in seven.
  std::uint64_t frequent = 0;
};

struct Matches {
  std::vector<Match> pairs;  ///< sorted by (a, b) in the default keep order; identical texts once, against their first
  CopyCounts counts;
};

struct CopyGroups {
  std::vector<CopyGroup> groups;  ///< in keep order of the kept; only those with members
  CopyCounts counts;
};

/// Articles in the order of a keep rule.
std::vector<ArticleId> keep_order(const CopyInput& input, Keep keep);

/// Articles in the order in which find_groups and fold consider them for keeping: references, then those of preferred
/// sources, then the others, each by `settings.keep` (by Keep::longest where excerpts fold and nothing else was said).
std::vector<ArticleId> keep_order(const CopyInput& input, const CopySettings& settings);

/// Whether two sources are one for CopySettings::prefer: the same but for the case of ASCII letters.
bool same_source(std::string_view one, std::string_view other);

/// Every pair of distinct texts that is a copy or an excerpt, the noisy ones that are nominated, and each article with
/// the words of an earlier one, once, as identical to the first that has them. `settings.keep` and
/// `settings.fold_excerpts` do not matter. Cost: proportional to the pairs that share a shingle; about 0.2 milliseconds
/// for each pair aligned. Same result for any number of threads. Errors: none.
Matches find_matches(const CopyInput& input, const CopySettings& settings);

/// Star groups: articles in keep order, each not yet folded one is kept and folds those that match it.
/// Compares articles with kept articles only, so reprints cost in proportion to articles, not to their pairs. Nothing
/// is sampled or capped: of each text the most frequent shingles that cover less than the threshold are left out of the
/// search, which loses no pair (Chaudhuri, Ganti and Kaushik 2006), so a footer under all articles makes no candidates.
///
/// References are kept whatever they match, and are members of no group; an article with the words of one folds under
/// that one, any other under the first that it matches. With `latest_revision` the articles of the
/// page (page_of in url.h) of a newer one (latest last moment, then latest first moment, undated last; then longest;
/// then id; references aside) are put aside before the search and are members, as revisions, of the group in which the
/// newest one is; their shares are measured against the kept one.
CopyGroups find_groups(const CopyInput& input, const CopySettings& settings);

/// The same groups from all that find_matches found at the same `min_run` and the same or lower thresholds (where they
/// are lower and `noisy` is on, with `align_copies`), each pair judged again by `settings`; for many thresholds at
/// once. Knows neither references nor revisions. Cost: O(n log n) in articles and matches.
std::vector<CopyGroup> fold(const CopyInput& input, std::span<const Match> matches, const CopySettings& settings);

/// Exact comparison of two word sequences: shares of both and the shared runs.
/// The runs of `shared` are as long as the words agree on both sides. Those for a are chosen from left to right: at the
/// first shared word not yet covered, the run through it that reaches furthest in a (ties: the first in b), so they are
/// as few as can be; then likewise for words of b that no run covers yet. Runs may overlap; they are sorted by a, then
/// b. Equal texts, even below `min_run` words, are `identical` with shares of 1 and one run; else `kind` is `copy`
/// whatever the shares: ask `classify`.
Match compare(std::span<const WordId> a, std::span<const WordId> b, int min_run);

/// The kind that the settings give to numbers as measured, or none; `a` and `b` are the words of the two texts. A share
/// that falls short of a threshold by less than 1e-12 reaches it, so 7 of 10 words are 0.7.
std::optional<MatchKind> classify(const Match& match, std::span<const WordId> a, std::span<const WordId> b,
                                  const CopySettings& settings);

/// The pair of distinct texts with the largest overlap; `kind` is what `classify` says, `copy` where it is no match.
/// None where no two texts share a run. Ties: the larger share of one in the other, then the first in the default keep
/// order.
std::optional<Match> closest_pair(const CopyInput& input, const CopySettings& settings);

}  // namespace bundel
