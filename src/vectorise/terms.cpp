/// Terms, names and their weights.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>

#include "bundel/vectorise.h"

namespace bundel {
namespace {

/// First byte of a name's text, so that the name "rutte" and the term "rutte" are two.
constexpr char kNamePrefix = '\x01';

bool starts_letter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

/// The first `letters` code points of UTF-8.
std::string_view beginning(std::string_view word, int letters) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (starts_letter(word[i]) && letters-- == 0) return word.substr(0, i);
  }
  return word;
}

/// How often a word stands inside sentences, how often capitalised there, and whether it is a number.
struct CaseCount {
  std::uint32_t inside = 0;
  std::uint32_t capitalised = 0;
  bool number = false;
};

std::vector<CaseCount> count_case(std::size_t words, std::span<const Document> documents) {
  std::vector<CaseCount> counts(words);
  for (const Document& document : documents) {
    for (std::size_t i = 0; i < document.marks.size(); ++i) {
      CaseCount& count = counts[index_of(document.words[i])];
      const WordMark mark = document.marks[i];
      count.number = count.number || has(mark, WordMark::number);
      if (!has(mark, WordMark::inside)) continue;
      ++count.inside;
      if (has(mark, WordMark::capitalised)) ++count.capitalised;
    }
  }
  return counts;
}

/// Numbers columns by first appearance.
class Columns {
 public:
  explicit Columns(std::vector<std::string>& texts) : texts_(texts) {}

  std::uint32_t of(std::string text) {
    const auto [place, added] = columns_.try_emplace(std::move(text), static_cast<std::uint32_t>(texts_.size()));
    if (added) texts_.push_back(place->first);
    return place->second;
  }

 private:
  std::vector<std::string>& texts_;
  std::unordered_map<std::string, std::uint32_t> columns_;
};

/// Articles that hold each column.
std::vector<std::uint32_t> document_frequencies(const Terms& terms, std::span<const Document> documents) {
  std::vector<std::uint32_t> frequency(terms.texts.size(), 0);
  std::vector<std::uint32_t> last_seen(terms.texts.size(), kNoTerm);
  for (std::uint32_t d = 0; d < documents.size(); ++d) {
    const auto see = [&](std::uint32_t column) {
      if (column == kNoTerm || last_seen[column] == d) return;
      last_seen[column] = d;
      ++frequency[column];
    };
    for (const WordId word : documents[d].words) {
      see(terms.of_word[index_of(word)]);
      see(terms.name_of[index_of(word)]);
    }
  }
  return frequency;
}

/// The backgrounds of the documents' languages with the share of the documents that each stands for, by language.
struct BackgroundMix {
  struct Part {
    const Background* table;
    double share;
  };
  std::vector<Part> parts;
  double covered = 0;  ///< sum of the shares

  explicit BackgroundMix(std::span<const Document> documents) {
    std::map<std::string_view, std::size_t> languages;
    for (const Document& document : documents) ++languages[document.language];
    for (const auto& [language, count] : languages) {
      const Background* table = Background::of(language);
      if (table == nullptr) continue;
      parts.push_back({table, static_cast<double>(count) / static_cast<double>(documents.size())});
      covered += parts.back().share;
    }
  }

  /// Share of the background's articles, of `length` words, that are expected to hold the term.
  [[nodiscard]] double expected(std::string_view term, double length) const {
    double sum = 0;
    for (const Part& part : parts) sum += part.share * -std::expm1(-part.table->share(term) * length);
    return sum;
  }
};

double mean_length(std::span<const Document> documents) {
  std::size_t words = 0;
  for (const Document& document : documents) words += document.words.size();
  return documents.empty() ? 0.0 : static_cast<double>(words) / static_cast<double>(documents.size());
}

std::vector<double> inverse_frequencies(const Terms& terms, std::span<const Document> documents,
                                        const VectoriseSettings& settings) {
  const std::vector<std::uint32_t> frequency = document_frequencies(terms, documents);
  const BackgroundMix background(documents);
  const double length = mean_length(documents);
  const double behind = settings.background_articles;
  const double articles = static_cast<double>(documents.size()) + behind * background.covered;
  std::vector<double> weights(terms.texts.size());
  for (std::size_t column = 0; column < weights.size(); ++column) {
    std::string_view text = terms.texts[column];
    if (text.front() == kNamePrefix) text = beginning(text.substr(1), settings.term_letters);
    const double holding = frequency[column] + behind * background.expected(text, length);
    weights[column] = std::log((articles + 1.0) / (holding + 0.5));
  }
  return weights;
}

/// Puts the columns in the order of their texts, a term before the name, whatever the order of the words.
void sort_columns(Terms& terms) {
  const auto key = [&](std::uint32_t column) {
    const std::string_view text = terms.texts[column];
    const bool name = text.starts_with(kNamePrefix);
    return std::pair(text.substr(name ? 1 : 0), name);
  };
  std::vector<std::uint32_t> order(terms.texts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, key);
  std::vector<std::uint32_t> place(order.size());
  std::vector<std::string> texts;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    texts.push_back(terms.texts[order[i]]);
  }
  for (std::uint32_t& column : terms.of_word) column = place[column];
  for (std::uint32_t& column : terms.name_of) column = column == kNoTerm ? kNoTerm : place[column];
  terms.texts = std::move(texts);
}

}  // namespace

Terms weigh_terms(std::span<const std::string> words, std::span<const Document> documents,
                  const VectoriseSettings& settings) {
  Terms terms;
  Columns columns(terms.texts);
  const std::vector<CaseCount> counts = count_case(words.size(), documents);
  for (std::size_t w = 0; w < words.size(); ++w) {
    terms.of_word.push_back(columns.of(std::string(beginning(words[w], settings.term_letters))));
    const CaseCount& count = counts[w];
    const bool name = count.number || count.capitalised > settings.name_share * count.inside;
    terms.name_of.push_back(name ? columns.of(kNamePrefix + words[w]) : kNoTerm);
  }
  sort_columns(terms);
  terms.weights = inverse_frequencies(terms, documents, settings);
  return terms;
}

}  // namespace bundel
