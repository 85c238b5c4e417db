/// The columns of a collection, and what a model says that they weigh.
#include "bundel/run.h"
#include "bundel/vectorise.h"
#include "vectorise/word_order.h"

#include <algorithm>
#include <cmath>

namespace bundel {
namespace {

using vectorise_detail::beginning;

/// The backgrounds of the reports' languages with the share of the reports that each stands for, by language.
struct BackgroundMix {
  struct Part {
    const Background* table;
    double share;
  };
  std::vector<Part> parts;
  double covered = 0;  ///< sum of the shares

  explicit BackgroundMix(const Frequencies& frequencies) {
    for (const auto& [language, reports] : frequencies.languages) {
      const Background* table = Background::of(language);
      if (table == nullptr) continue;
      parts.push_back({table, static_cast<double>(reports) / static_cast<double>(frequencies.reports)});
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

/// The formula of `weigh`.
class InverseFrequency {
 public:
  InverseFrequency(const Frequencies& known, const VectoriseSettings& settings)
      : background_(known),
        behind_(settings.background_articles /
                (1 + std::pow(static_cast<double>(known.reports) / settings.background_fades, 3))),
        articles_(static_cast<double>(known.reports) + behind_ * background_.covered) {
    length_ = known.reports == 0 ? 0.0 : static_cast<double>(known.words) / static_cast<double>(known.reports);
  }

  [[nodiscard]] double operator()(std::uint32_t reports, std::string_view term) const {
    const double holding = reports + behind_ * background_.expected(term, length_);
    return std::log((articles_ + 1.0) / (holding + 0.5));
  }

 private:
  BackgroundMix background_;
  double behind_;
  double articles_;
  double length_;
};

/// Looks up keys that come in ascending order.
template <typename Value>
class Ascending {
 public:
  explicit Ascending(const std::vector<std::pair<std::string, Value>>& entries)
      : at_(entries.begin()), end_(entries.end()) {}

  /// Null where there is none.
  const Value* find(std::string_view key) {
    while (at_ != end_ && at_->first < key) ++at_;
    return at_ != end_ && at_->first == key ? &at_->second : nullptr;
  }

 private:
  typename std::vector<std::pair<std::string, Value>>::const_iterator at_;
  typename std::vector<std::pair<std::string, Value>>::const_iterator end_;
};

bool is_name(const Frequencies::OfWord* word, double name_share) {
  return word != nullptr && (word->number || word->capitalised > name_share * word->inside);
}

}  // namespace

Terms weigh(const WordOrder& order, const Frequencies& known, const Frequencies& here,
            const VectoriseSettings& settings) {
  const std::span<const std::string> words = order.spelt;
  const InverseFrequency weight(known, settings);
  Ascending of_terms(known.of_terms);
  Ascending of_words(known.of_words);
  Ascending of_words_here(here.of_words);
  Terms terms{std::vector<Column>(words.size()), std::vector<Column>(words.size(), kNoColumn), {}};
  // Words of a term stand together and before them, in the order of texts, stands the term: no word of it is shorter,
  // and one that is equal comes first.
  const auto next_column = [&] { return static_cast<Column>(terms.columns.size()); };
  std::uint32_t term = 0;
  Column term_column = kNoColumn;
  for (const WordId id : order.words) {
    check_stop();
    const std::string& word = words[index_of(id)];
    if (term_column == kNoColumn || order.term_of[index_of(id)] != term) {
      term = order.term_of[index_of(id)];
      const std::string_view text = order.terms[term];
      const std::uint32_t* reports = of_terms.find(text);
      term_column = next_column();
      terms.columns.push_back({std::string(text), false, weight(reports == nullptr ? 0 : *reports, text)});
    }
    terms.of_word[index_of(id)] = term_column;
    const Frequencies::OfWord* counted = of_words.find(word);
    const Frequencies::OfWord* seen = of_words_here.find(word);
    if (!is_name(counted != nullptr ? counted : seen, settings.name_share)) continue;
    terms.name_of[index_of(id)] = next_column();
    terms.columns.push_back(
        {word, true, weight(counted == nullptr ? 0 : counted->reports, beginning(word, settings.term_letters))});
  }
  return terms;
}

}  // namespace bundel
