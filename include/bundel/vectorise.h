/// Words to vectors: document frequencies, TF-IDF sparse rows and hashed dense rows.
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

#include "bundel/types.h"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bundel {

using SparseRows = Eigen::SparseMatrix<double, Eigen::RowMajor>;
using DenseRows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

struct VectoriseSettings {
  int term_letters = 5;                ///< first letters of a word that make its term
  double name_share = 0.5;             ///< a word is a name where more of its uses inside sentences are capitalised
  double background_articles = 1'000;  ///< articles of the languages' background that stand behind the collection's own
  int piece_letters = 4;               ///< consecutive letters of a word that make one of its pieces
  int dense_columns = 512;  ///< columns of hashed rows. Of the pairs with cosine >= 0.2, among the 100 nearest of
                            ///< 8,025 hashed rows: 256 columns 0.90, 512 0.99, 1024 1.00
};

constexpr std::uint32_t kNoTerm = 0xFFFF'FFFF;

/// The columns of all rows and what each weighs.
struct Terms {
  std::vector<std::uint32_t> of_word;  ///< by WordId: column of its term
  std::vector<std::uint32_t> name_of;  ///< by WordId: column of the name it is, or kNoTerm
  std::vector<std::string> texts;      ///< by column: the term's letters; a name's begin with U+0001
  std::vector<double> weights;         ///< by column: inverse document frequency, above 0

  [[nodiscard]] std::size_t columns() const noexcept { return weights.size(); }
};

/// Finds terms and names and weighs them. `words`: by WordId; documents need marks, or only numbers are names.
/// weight = ln((n + B + 1) / (df + B * e + 0.5)), with n articles of which df hold the term, B background articles and
/// e the share of them expected to hold it, 1 - exp(-p(term) * mean words an article), p mixed over the languages of
/// the documents by their shares. Languages without a table add nothing to B. Cost: linear in words. Same result for
/// any number of threads.
Terms weigh_terms(std::span<const std::string> words, std::span<const Document> documents,
                  const VectoriseSettings& settings);

/// One unit row a word sequence, columns ascending; a sequence without words gives an empty row.
SparseRows sparse_rows(const Terms& terms, std::span<const std::span<const WordId>> sequences);

/// Columns of piece rows: the pieces' hashes modulo this many, so that a collision is rare and no table is kept.
constexpr std::uint32_t kPieceColumns = 1U << 22U;

/// One unit row a word sequence over the pieces of its words: "vaccinatie" and "vaccineren", "positivo" and "positif"
/// share some. A word, with a mark at both ends, has the weight of its term, spread over its pieces so that long words
/// do not count more; a piece of several words has the largest. A word shorter than a piece is one. Parallel.
/// Source: character n-grams, McNamee and Mayfield 2004.
SparseRows piece_rows(const Terms& terms, std::span<const std::string> words,
                      std::span<const std::span<const WordId>> sequences, int piece_letters);

/// Signed hashed unit rows times 2,000, rounded to integers, so that their inner products are exact in float.
/// The place of a term depends on its letters alone, so rows of different collections are comparable.
DenseRows hashed_rows(const Terms& terms, const SparseRows& rows, int columns);

/// Expected share of a language's words that begin with `term` (its first five letters); 0 where the table does not
/// know it.
class Background {
 public:
  /// The shipped table of an ISO 639-1 language, or null. Parsed at first use, safe between threads.
  static const Background* of(std::string_view language);
  /// Languages that have a table, sorted.
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
