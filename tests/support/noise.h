/// Texts in a made-up language, and what a bad scanner makes of them.
#pragma once

#include "bundel/duplicates.h"

#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace bundel::noise {

using Random = std::mt19937;

inline std::size_t below(Random& random, std::size_t limit) {
  return random() % limit;
}

inline std::string word(Random& random) {
  constexpr std::string_view kFirst = "bdfgklmnprstvz";
  constexpr std::string_view kSecond = "aeiou";
  std::string made;
  for (std::size_t pairs = 1 + below(random, 4); pairs > 0; --pairs) {
    made += kFirst[below(random, kFirst.size())];
    made += kSecond[below(random, kSecond.size())];
  }
  return made;
}

/// So many words of a vocabulary, small ranks more often.
inline std::string text(Random& random, const std::vector<std::string>& vocabulary, std::size_t words) {
  std::string made;
  for (std::size_t i = 0; i < words; ++i) {
    made += vocabulary[below(random, 1 + below(random, vocabulary.size()))] + " ";
  }
  return made;
}

/// A share of the letters misread, dropped, doubled or followed by a space.
inline std::string scanned(Random& random, std::string_view clean, double share) {
  std::string made;
  for (const char letter : clean) {
    const bool hit = letter != ' ' && static_cast<double>(below(random, 100'000)) < share * 100'000;
    const std::size_t how = below(random, 10);
    if (!hit) {
      made += letter;
    } else if (how < 6) {
      made += static_cast<char>('a' + below(random, 26));
    } else if (how < 8) {
      made += {letter, letter};
    } else if (how < 9) {
      made += {letter, ' '};
    }
  }
  return made;
}

/// Articles of given texts, cut at spaces; ids and offsets as given.
struct Collection {
  std::vector<Article> articles;
  std::vector<Document> documents;
  std::vector<std::string> words;
  std::map<std::string, WordId, std::less<>> ids;

  Collection() = default;
  explicit Collection(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) add(text);
  }

  void add(std::string_view text) {
    Article& article = articles.emplace_back();
    article.id = "n" + std::to_string(articles.size());
    article.place.offset = articles.size();
    Document& document = documents.emplace_back();
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      if (end > begin) document.words.push_back(id_of(text.substr(begin, end - begin)));
      begin = end + 1;
    }
  }

  WordId id_of(std::string_view text) {
    const auto [entry, fresh] = ids.try_emplace(std::string(text), static_cast<WordId>(words.size()));
    if (fresh) words.emplace_back(text);
    return entry->second;
  }

  [[nodiscard]] CopyInput input() const { return {articles, documents, words}; }
};

}  // namespace bundel::noise
