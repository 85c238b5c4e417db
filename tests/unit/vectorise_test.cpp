#include "bundel/vectorise.h"

#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "bundel/error.h"

using namespace bundel;

namespace {

constexpr WordMark kInside = WordMark::inside;
constexpr WordMark kInsideCapital = WordMark::inside | WordMark::capitalised;

WordId word(std::uint32_t id) {
  return static_cast<WordId>(id);
}

/// A document of words by number, in no language, each inside a sentence.
Document document_of(std::vector<std::uint32_t> ids, std::vector<WordMark> marks = {}) {
  Document document;
  for (const std::uint32_t id : ids) document.words.push_back(word(id));
  document.marks = marks.empty() ? std::vector<WordMark>(ids.size(), kInside) : std::move(marks);
  return document;
}

/// The columns of a collection by a model of itself.
Terms terms_of(const std::vector<std::string>& words, const std::vector<Document>& documents) {
  std::vector<const Document*> all;
  for (const Document& document : documents) all.push_back(&document);
  const WordOrder order(words, VectoriseSettings{}.term_letters);
  const Frequencies counts = count(order, all);
  return weigh(order, counts, counts, {});
}

double weight_of(const Terms& terms, std::size_t word) {
  return terms[terms.of_word[word]].weight;
}

std::vector<double> dense(const SparseRows& rows, Eigen::Index row) {
  std::vector<double> values(static_cast<std::size_t>(rows.cols()), 0.0);
  for (SparseRows::InnerIterator entry(rows, row); entry; ++entry)
    values[static_cast<std::size_t>(entry.col())] = entry.value();
  return values;
}

}  // namespace

TEST_CASE("words with the same first five letters are one term, counted in letters and not in bytes") {
  const std::vector<std::string> words = {"bezoek", "bezoekers", "bezem", "élysée", "élysées", "élys"};
  const std::vector<Document> documents = {document_of({0, 1, 2, 3, 4, 5})};
  const Terms terms = terms_of(words, documents);
  CHECK(terms.of_word[0] == terms.of_word[1]);
  CHECK(terms.of_word[0] != terms.of_word[2]);
  CHECK(terms.of_word[3] == terms.of_word[4]);
  CHECK(terms.of_word[3] != terms.of_word[5]);
  CHECK(terms[terms.of_word[3]].text == "élysé");
}

TEST_CASE("a word mostly capitalised inside sentences is a name, one capitalised half the time is not") {
  const std::vector<std::string> words = {"moskou", "president", "de"};
  const std::vector<Document> documents = {
      document_of({0, 1, 2, 0, 1}, {kInsideCapital, kInsideCapital, kInside, kInsideCapital, kInside}),
      document_of({0}, {WordMark::capitalised}),  // first word of its sentence: no evidence
  };
  const Terms terms = terms_of(words, documents);
  CHECK(terms.name_of[0] != kNoColumn);
  CHECK(terms.name_of[1] == kNoColumn);
  CHECK(terms.name_of[2] == kNoColumn);
  CHECK(terms.name_of[0] != terms.of_word[0]);
}

TEST_CASE("a number is a name wherever it stands, and names are whole words") {
  const std::vector<std::string> words = {"2023", "moskouse", "moskou"};
  const std::vector<Document> documents = {document_of({0, 1, 2}, {WordMark::number, kInsideCapital, kInsideCapital})};
  const Terms terms = terms_of(words, documents);
  CHECK(terms.name_of[0] != kNoColumn);
  CHECK(terms.of_word[1] == terms.of_word[2]);
  CHECK(terms.name_of[1] != terms.name_of[2]);
}

TEST_CASE("the weight is the inverse document frequency of the stated formula") {
  const std::vector<std::string> words = {"kaas", "brug"};
  const std::vector<Document> documents = {document_of({0, 0}), document_of({0, 1}), document_of({1}),
                                           document_of({0})};
  const Terms terms = terms_of(words, documents);  // no language, so no background
  CHECK(weight_of(terms, 0) == doctest::Approx(std::log(5.0 / 3.5)));
  CHECK(weight_of(terms, 1) == doctest::Approx(std::log(5.0 / 2.5)));
}

TEST_CASE("the background makes a common word light in a small collection, and a rare one heavy") {
  const std::vector<std::string> words = {"niet", "sloep"};
  std::vector<Document> documents = {document_of({0, 1}), document_of({0, 1})};
  const Terms without = terms_of(words, documents);
  CHECK(weight_of(without, 0) == weight_of(without, 1));
  for (Document& document : documents) document.language = "nl";
  const Terms with = terms_of(words, documents);
  CHECK(weight_of(with, 1) > weight_of(with, 0) + 1);
  const double share = Background::of("nl")->share("niet");
  CHECK(weight_of(with, 0) == doctest::Approx(std::log(1003.0 / (2 + 1000 * (1 - std::exp(-share * 2)) + 0.5))));
}

TEST_CASE("every shipped language has a table of frequencies that are shares") {
  for (const std::string_view language : Background::languages()) {
    CAPTURE(language);
    const Background* table = Background::of(language);
    REQUIRE(table != nullptr);
    CHECK(table->size() <= 20'000);
    CHECK(table->size() > 18'000);
  }
  CHECK(Background::of("nl")->share("de") > 0.02);
  CHECK(Background::of("en")->share("the") > 0.02);
  CHECK(Background::of("nl")->share("qqqqq") == 0.0);
  CHECK(Background::of("fr")->share("etait") > 0.001);  // spelt as words are
  CHECK(Background::of("fr")->share("\u00E9tait") == 0.0);
  CHECK(Background::of("xx") == nullptr);
  CHECK(Background::of("") == nullptr);
}

TEST_CASE("a table line without a frequency is an error") {
  CHECK_THROWS_AS(Background("abc de het"), Error);
  CHECK_THROWS_AS(Background("12 de"), Error);
  CHECK(Background("# note\n-100 de het\n").share("het") == doctest::Approx(0.1));
}

TEST_CASE("rows are unit rows of present terms, and a sequence without words is an empty row") {
  const std::vector<std::string> words = {"kaas", "brug", "melk"};
  const std::vector<Document> documents = {document_of({0, 1, 1, 1}), document_of({2}), document_of({})};
  const Terms terms = terms_of(words, documents);
  std::vector<std::span<const WordId>> sequences;
  for (const Document& document : documents) sequences.emplace_back(document.words);
  const SparseRows rows = sparse_rows(terms, sequences);
  REQUIRE(rows.rows() == 3);
  const std::vector<double> first = dense(rows, 0);
  CHECK(first[index_of(terms.of_word[0])] == doctest::Approx(std::sqrt(0.5)));  // three times or once: present
  CHECK(first[index_of(terms.of_word[1])] == doctest::Approx(std::sqrt(0.5)));
  CHECK(dense(rows, 1)[index_of(terms.of_word[2])] == doctest::Approx(1.0));
  CHECK(rows.row(2).nonZeros() == 0);
}

TEST_CASE("words of one stem share n-grams, other words none, and a word weighs what its term weighs") {
  const std::vector<std::string> words = {"positivo", "positif", "brug", "ok", "žalgiris"};
  const std::vector<Document> documents = {document_of({0}),    document_of({1}), document_of({2}),
                                           document_of({3, 2}), document_of({}),  document_of({4})};
  const Terms terms = terms_of(words, documents);
  std::vector<std::span<const WordId>> sequences;
  for (const Document& document : documents) sequences.emplace_back(document.words);
  const SparseRows rows = ngram_rows(terms, words, sequences, 4);
  // " pos", "posi", "osit", "siti" of 7 and 6 pieces.
  CHECK(rows.row(0).dot(rows.row(1)) == doctest::Approx(4 / std::sqrt(7.0 * 6.0)));
  CHECK(rows.row(0).dot(rows.row(2)) == 0);
  const double bridge = weight_of(terms, 2);
  const double ok = weight_of(terms, 3);
  CHECK(rows.row(2).dot(rows.row(3)) == doctest::Approx(bridge / std::hypot(bridge, ok)));
  CHECK(rows.row(3).nonZeros() == 4);  // " bru", "brug", "rug ", " ok "
  CHECK(rows.row(4).nonZeros() == 0);
  CHECK(rows.row(5).nonZeros() == 7);  // n-grams are of letters, not of bytes
}

TEST_CASE("hashed rows are integers of length 2,000, and the place of a term depends on its letters alone") {
  const std::vector<std::string> words = {"kaas", "brug", "melk", "gracht", "fiets"};
  const std::vector<std::string> other_order = {"fiets", "gracht", "melk", "brug", "kaas"};
  const std::vector<Document> documents = {document_of({0, 1, 2}), document_of({3, 4})};
  const std::vector<Document> same = {document_of({4, 3, 2}), document_of({1, 0})};
  const auto hashed = [](const std::vector<std::string>& vocabulary, const std::vector<Document>& of) {
    const Terms terms = terms_of(vocabulary, of);
    std::vector<std::span<const WordId>> sequences;
    for (const Document& document : of) sequences.emplace_back(document.words);
    return hashed_rows(terms, sparse_rows(terms, sequences), 64);
  };
  const DenseRows rows = hashed(words, documents);
  CHECK(rows == hashed(other_order, same));
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    CHECK(rows.row(i).norm() == doctest::Approx(2000).epsilon(0.01));
    for (const float value : rows.row(i)) CHECK(value == std::rint(value));
  }
}
