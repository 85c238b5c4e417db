/// Counts of words and terms, and their sums.
#include "bundel/run.h"
#include "bundel/vectorise.h"

#include <algorithm>

namespace bundel {
namespace {

constexpr std::uint32_t kNever = 0xFFFF'FFFF;

/// In how many documents each of so many things stands.
class HolderCount {
 public:
  explicit HolderCount(std::size_t things) : documents_(things, 0), last_(things, kNever) {}

  void see(std::size_t thing, std::uint32_t document) {
    if (last_[thing] == document) return;
    last_[thing] = document;
    ++documents_[thing];
  }
  [[nodiscard]] std::uint32_t documents(std::size_t thing) const { return documents_[thing]; }

 private:
  std::vector<std::uint32_t> documents_;
  std::vector<std::uint32_t> last_;  ///< the document that held it last
};

void count_case(const Document& document, std::vector<Frequencies::OfWord>& of_words) {
  for (std::size_t i = 0; i < document.marks.size(); ++i) {
    Frequencies::OfWord& word = of_words[index_of(document.words[i])];
    const WordMark mark = document.marks[i];
    word.number = word.number || has(mark, WordMark::number);
    if (!has(mark, WordMark::inside)) continue;
    ++word.inside;
    if (has(mark, WordMark::capitalised)) ++word.capitalised;
  }
}

/// Both ascending by key; `join` makes one of two with the same key.
template <typename Value, typename Join>
std::vector<std::pair<std::string, Value>> merge(const std::vector<std::pair<std::string, Value>>& one,
                                                 const std::vector<std::pair<std::string, Value>>& other, Join join) {
  std::vector<std::pair<std::string, Value>> both;
  both.reserve(one.size() + other.size());
  auto a = one.begin();
  auto b = other.begin();
  while (a != one.end() && b != other.end()) {
    if (a->first < b->first) {
      both.push_back(*a++);
    } else if (b->first < a->first) {
      both.push_back(*b++);
    } else {
      both.emplace_back(a->first, join(a->second, b->second));
      ++a;
      ++b;
    }
  }
  both.insert(both.end(), a, one.end());
  both.insert(both.end(), b, other.end());
  return both;
}

}  // namespace

Frequencies count(const WordOrder& order, std::span<const Document* const> documents) {
  const std::span<const std::string> words = order.spelt;
  std::vector<Frequencies::OfWord> of_words(words.size());
  HolderCount of_terms(order.terms.size());
  HolderCount holders(words.size());
  Frequencies counts;
  counts.reports = documents.size();
  for (std::uint32_t d = 0; d < documents.size(); ++d) {
    check_stop();
    const Document& document = *documents[d];
    counts.words += document.words.size();
    ++counts.languages[document.language];
    count_case(document, of_words);
    for (const WordId word : document.words) {
      holders.see(index_of(word), d);
      of_terms.see(order.term_of[index_of(word)], d);
    }
  }
  for (const WordId word : order.words) {
    check_stop();
    Frequencies::OfWord& of_word = of_words[index_of(word)];
    of_word.reports = holders.documents(index_of(word));
    if (of_word.reports > 0) counts.of_words.emplace_back(words[index_of(word)], of_word);
  }
  for (std::size_t term = 0; term < order.terms.size(); ++term) {
    if (of_terms.documents(term) > 0) counts.of_terms.emplace_back(order.terms[term], of_terms.documents(term));
  }
  return counts;
}

Frequencies add(const Frequencies& one, const Frequencies& other) {
  Frequencies both;
  both.reports = one.reports + other.reports;
  both.words = one.words + other.words;
  both.languages = one.languages;
  for (const auto& [language, reports] : other.languages) both.languages[language] += reports;
  both.of_words = merge(one.of_words, other.of_words, [](const auto& a, const auto& b) {
    return Frequencies::OfWord{a.reports + b.reports, a.inside + b.inside, a.capitalised + b.capitalised,
                               a.number || b.number};
  });
  both.of_terms = merge(one.of_terms, other.of_terms, std::plus{});
  return both;
}

}  // namespace bundel
