/// Words in the order of their letters.
#include "vectorise/word_order.h"

#include "bundel/vectorise.h"
#include "ground/utf8.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace bundel {
namespace {

/// The first eight bytes as a number that orders as they do: few words need a look at more.
std::uint64_t first_bytes(std::string_view word) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, word.data(), std::min(word.size(), sizeof bytes));
  return std::endian::native == std::endian::little ? __builtin_bswap64(bytes) : bytes;
}

}  // namespace

namespace vectorise_detail {

std::string_view beginning(std::string_view word, int letters) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (ground::begins_code_point(word[i]) && letters-- == 0) return word.substr(0, i);
  }
  return word;
}

}  // namespace vectorise_detail

using vectorise_detail::beginning;

WordOrder::WordOrder(std::span<const std::string> of_words, int term_letters)
    : spelt(of_words), term_of(of_words.size()) {
  struct Entry {
    std::uint64_t bytes;
    WordId word;
  };
  std::vector<Entry> entries;
  entries.reserve(of_words.size());
  for (std::size_t i = 0; i < of_words.size(); ++i)
    entries.push_back({first_bytes(of_words[i]), static_cast<WordId>(i)});
  std::ranges::sort(entries, [&](const Entry& a, const Entry& b) {
    return a.bytes != b.bytes ? a.bytes < b.bytes : of_words[index_of(a.word)] < of_words[index_of(b.word)];
  });
  words.reserve(entries.size());
  // Beginnings of as many letters are in the order of their words, so equal ones stand together.
  for (const Entry& entry : entries) {
    words.push_back(entry.word);
    const std::string_view term = beginning(of_words[index_of(entry.word)], term_letters);
    if (terms.empty() || terms.back() != term) terms.push_back(term);
    term_of[index_of(entry.word)] = static_cast<std::uint32_t>(terms.size() - 1);
  }
}

}  // namespace bundel
