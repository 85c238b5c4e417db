/// Words to vectors: document frequencies, a frozen model of them, TF-IDF sparse rows and hashed dense rows.
///
/// A word counts as the term of its first five letters, so that "bezoek", "bezoekt" and "bezoekers" meet; a name or a
/// number counts once more, in full. Terms are present or absent (a report does not become another event by repeating a
/// word). Their weight is the inverse document frequency in the collection and, behind it, in a thousand other articles
/// of its languages: five articles about one visit must not take "Moscow" for a common word, and five million need no
/// help.
///
/// Measured as mean B-cubed F1 over five labelled sets at one common threshold, average linkage: terms of five letters
/// 0.903, four 0.900, six 0.898; names not counted again 0.897; term frequency 1 + ln tf instead of presence 0.896;
/// without a background 0.891.
/// Source: signed feature hashing, Weinberger et al. 2009.
#pragma once

#include "bundel/rows.h"
#include "bundel/types.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bundel {

struct VectoriseSettings {
  int term_letters = 5;                ///< first letters of a word that make its term
  double name_share = 0.5;             ///< a word is a name where more of its uses inside sentences are capitalised
  double background_articles = 1'000;  ///< articles of the languages' background behind a small collection's own
  double background_fades = 150;       ///< reports of a collection that has half of them behind it, see `weigh`
  int ngram_letters = 4;               ///< consecutive letters of a word that make one of its character n-grams
  int dense_columns = 512;  ///< columns of hashed rows. Of the pairs with cosine >= 0.2, among the 100 nearest of
                            ///< 8,025 hashed rows: 256 columns 0.90, 512 0.99, 1024 1.00

  friend bool operator==(const VectoriseSettings&, const VectoriseSettings&) = default;
};

/// What a set of reports counts of its words. Counts of the parts of a collection add up to those of the whole.
struct Frequencies {
  struct OfWord {
    std::uint32_t reports = 0;      ///< that hold the word
    std::uint32_t inside = 0;       ///< uses inside sentences (WordMark::inside)
    std::uint32_t capitalised = 0;  ///< of those
    bool number = false;

    friend bool operator==(const OfWord&, const OfWord&) = default;
  };

  std::uint64_t reports = 0;
  std::uint64_t words = 0;                                      ///< in all reports
  std::map<std::string, std::uint64_t, std::less<>> languages;  ///< reports in each; "" where it is not known
  std::vector<std::pair<std::string, OfWord>> of_words;         ///< by word, ascending; each in a report at least
  std::vector<std::pair<std::string, std::uint32_t>> of_terms;  ///< reports that hold a word of the term, ascending

  friend bool operator==(const Frequencies&, const Frequencies&) = default;
};

/// A vocabulary in the order of its letters, with the terms that its words begin with: what hangs on no numbering of
/// the words. Views the words as long as it lives. Cost: O(n log n).
struct WordOrder {
  WordOrder(std::span<const std::string> of_words, int term_letters);

  std::span<const std::string> spelt;   ///< by WordId
  std::vector<WordId> words;            ///< by their letters, ascending
  std::vector<std::string_view> terms;  ///< each once, ascending
  std::vector<std::uint32_t> term_of;   ///< by WordId: place in `terms`
};

/// Counts reports of these words; documents need marks, or only numbers are names. Cost: linear in the vocabulary and
/// in the words of the documents.
Frequencies count(const WordOrder& words, std::span<const Document* const> documents);

/// The counts of both together.
Frequencies add(const Frequencies& one, const Frequencies& other);

/// A column of the rows.
struct Term {
  std::string text;     ///< its letters; of a name the whole word
  bool name = false;    ///< also of a number
  double weight = 0.0;  ///< inverse document frequency; at 0 or below it says nothing of any report

  friend bool operator==(const Term&, const Term&) = default;
};

constexpr Column kNoColumn{0xFFFF'FFFF};

/// The columns of a collection's rows. They are in the order of their texts, a term before the name: the same for any
/// numbering of the words.
struct Terms {
  std::vector<Column> of_word;  ///< by WordId: column of its term
  std::vector<Column> name_of;  ///< by WordId: column of the name it is, or kNoColumn
  std::vector<Term> columns;

  [[nodiscard]] std::size_t size() const noexcept { return columns.size(); }
  [[nodiscard]] const Term& operator[](Column column) const { return columns[index_of(column)]; }
};

/// The columns of a vocabulary, weighed by what is `known` of words. A word that is not known is a name by what `here`,
/// the counts of the collection, says of it; the counts of the collection itself may be both.
/// weight = ln((n + B + 1) / (df + B * e + 0.5)), with n reports of which df hold the term, B background articles
/// (background_articles / (1 + (n / background_fades)^3): what forty reports of one event take for a common word says
/// little, what four hundred of many events do says what this collection is about) and
/// e the share of them expected to hold it, 1 - exp(-p(term) * mean words a report), p mixed over the languages of
/// the reports by their shares. Languages without a table add nothing to B. Cost: linear in the vocabulary.
Terms weigh(const WordOrder& words, const Frequencies& known, const Frequencies& here,
            const VectoriseSettings& settings);

/// One unit row a word sequence, columns ascending; a sequence without words gives an empty row.
SparseRows sparse_rows(const Terms& terms, std::span<const std::span<const WordId>> sequences);

/// Columns of n-gram rows: the n-grams' hashes modulo this many, so that a collision is rare and no table is kept.
constexpr std::uint32_t kNgramColumns = 1U << 22U;

/// One unit row a word sequence over the character n-grams of its words: "vaccinatie" and "vaccineren", "positivo" and
/// "positif" share some. A word, with a mark at both ends, has the weight of its term, spread over its n-grams so that
/// long words do not count more; an n-gram of several words has the largest. A word shorter than an n-gram is one.
/// Parallel. Source: McNamee and Mayfield 2004.
SparseRows ngram_rows(const Terms& terms, std::span<const std::string> words,
                      std::span<const std::span<const WordId>> sequences, int ngram_letters);

/// Signed hashed unit rows times 2,000, rounded to integers, so that their inner products are exact in float.
/// The place of a term depends on its letters alone, so rows of different collections are comparable.
DenseRows hashed_rows(const Terms& terms, const SparseRows& rows, int columns);

/// Unit rows likewise times 2,000 and rounded; rows of zeros stay so.
DenseRows whole_rows(const DenseRows& rows);

/// Expected share of a language's words that begin with `term` (its first five letters); 0 where the table does not
/// know it.
class Background {
 public:
  /// The shipped table of an ISO 639-1 language, or null. Parsed at first use, safe between threads.
  static const Background* of(std::string_view language);
  /// Languages with a table, sorted.
  static std::span<const std::string_view> languages();

  [[nodiscard]] double share(std::string_view term) const;
  [[nodiscard]] std::size_t size() const noexcept { return terms_.size(); }

  explicit Background(std::string_view table);

 private:
  struct Entry {
    std::string_view term;  ///< into the table, which lives as long as the program
    double share;
  };
  std::vector<Entry> terms_;  ///< sorted by term
};

}  // namespace bundel
