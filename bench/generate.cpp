#include "generate.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

namespace bundel::bench {
namespace {

/// Words of news follow Zipf's law with an exponent near 1.
constexpr std::size_t kVocabulary = 60'000;
/// Of an article's words, how many are its event's own; an event has so many words of its own, some of them names.
constexpr double kEventShare = 0.25;
constexpr std::size_t kEventWords = 60;
/// Share of words that an edited copy replaces.
constexpr double kEdits = 0.04;

/// A number in [0, 1) that is the same everywhere (the distributions of <random> are not).
double uniform(std::mt19937_64& random) {
  return static_cast<double>(random() >> 11U) * 0x1.0p-53;
}

/// A pronounceable word for a rank: two to five syllables, the commoner the shorter.
std::string spell(std::size_t rank) {
  static constexpr std::string_view kConsonants = "bdfghjklmnprstvwz";
  static constexpr std::string_view kVowels = "aeiou";
  std::string word;
  std::size_t rest = rank + 1;
  do {
    word += kConsonants[rest % kConsonants.size()];
    rest /= kConsonants.size();
    word += kVowels[rest % kVowels.size()];
    rest /= kVowels.size();
  } while (rest > 0);
  return word;
}

std::size_t zipf(std::mt19937_64& random) {
  // The inverse of the cumulated 1/rank is exponential.
  return static_cast<std::size_t>(std::exp(uniform(random) * std::log(static_cast<double>(kVocabulary)))) - 1;
}

std::string event_word(std::uint64_t event, std::size_t k) {
  std::string word = spell(kVocabulary + (event * 7919 + k * 104'729) % 2'000'000);
  if (k % 3 == 0) word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

std::vector<std::string> write_words(std::mt19937_64& random, std::uint64_t event, std::size_t count) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < count; ++i) {
    if (uniform(random) < kEventShare) {
      words.push_back(event_word(event, static_cast<std::size_t>(uniform(random) * kEventWords)));
    } else {
      words.push_back(spell(zipf(random)));
    }
  }
  return words;
}

/// Sentences of 16 words, paragraphs of four sentences.
std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += words[i];
    const bool sentence_end = i % 16 == 15 || i + 1 == words.size();
    text += sentence_end ? (i % 64 == 63 ? ".\n" : ". ") : " ";
  }
  return text;
}

}  // namespace

std::vector<Article> generate(const Generation& generation) {
  std::mt19937_64 random(generation.seed);
  std::vector<Article> articles;
  std::vector<std::vector<std::string>> texts;
  std::size_t originals = 0;
  for (std::size_t i = 0; i < generation.articles; ++i) {
    Article article;
    article.id = "a" + std::to_string(i);
    const std::int64_t begin = static_cast<std::int64_t>(19'000 + i % 365) * kSecondsPerDay;
    article.time = TimeSpan{begin, begin + kSecondsPerDay};
    if (i > 0 && uniform(random) < generation.copies) {
      const auto from = static_cast<std::size_t>(uniform(random) * static_cast<double>(i));
      texts.push_back(texts[from]);
      for (std::string& word : texts.back()) {
        if (uniform(random) < kEdits) word = spell(zipf(random));
      }
      article.source = articles[from].source;
    } else {
      const std::uint64_t event = originals++ / generation.per_event;
      texts.push_back(write_words(random, event, generation.words));
      article.source = "e" + std::to_string(event);
    }
    article.text = join(texts.back());
    articles.push_back(std::move(article));
  }
  std::ranges::sort(articles, [](const Article& a, const Article& b) {
    return a.time->begin != b.time->begin ? a.time->begin < b.time->begin : a.id < b.id;
  });
  return articles;
}

}  // namespace bundel::bench
