#include "duplicates/likeness.h"

#include "bundel/run.h"
#include "ground/utf8.h"

#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace bundel::duplicates_detail {
namespace {

/// Texts that are counted: as good as all where a share of 1 in 100 is to be told from one of 2.
constexpr std::size_t kCounted = 20'000;
/// Share of the shorter text beyond which two may be one. A text with as much of its own as a third of what it shares
/// is a story with a long footer.
constexpr double kOneText = 0.75;
/// Cosine of titles beyond which they tell of the same. Titles on one event have 0.3 and more, others below 0.1.
constexpr double kTitlesAlike = 0.2;
/// Share of a title's weight that stands in the text below it, if that is not only a wall.
constexpr double kTold = 0.3;
/// Letters of a word that stay the same in most of its forms.
constexpr std::size_t kBeginning = 5;

/// Those that are counted, by text.
std::vector<TextId> counted_texts(const Pieces& pieces) {
  std::vector<TextId> texts(pieces.texts());
  std::iota(texts.begin(), texts.end(), TextId{0});
  if (texts.size() <= kCounted) return texts;
  std::ranges::nth_element(texts, texts.begin() + kCounted, {},
                           [&](TextId text) { return std::pair(pieces.key(text), text); });
  texts.resize(kCounted);
  return texts;
}

}  // namespace

OwnWords::OwnWords(const Pieces& pieces, std::size_t words, std::span<const std::uint8_t> is_own)
    : pieces_(&pieces), is_own_(is_own), holders_(words, 0) {
  const std::vector<TextId> texts = counted_texts(pieces);
  std::vector<TextId> last(words, kNoText);
  for (const TextId text : texts) {
    check_stop();
    for_each(text, [&](WordId word) {
      if (std::exchange(last[index_of(word)], text) != text) ++holders_[index_of(word)];
    });
  }
  const auto all = static_cast<double>(texts.size());
  for (std::size_t n = 0; n <= texts.size(); ++n) {
    weights_.push_back(std::log((all + 1) / (static_cast<double>(n) + 0.5)));
  }
}

Likeness::Likeness(const Pieces& pieces, const OwnWords& own, std::span<const std::string> words,
                   std::size_t vocabulary)
    : pieces_(pieces), own_(own), words_(words), seen_(vocabulary, 0) {}

void Likeness::take(std::span<const TextId> texts) {
  taken_.resize(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Taken& taken = taken_[i];
    taken.text = texts[i];
    taken.own.words.clear();
    start();
    own_.for_each(taken.text, [&](WordId word) {
      if (see(word)) taken.own.words.push_back(word);
    });
    fill(taken.own);
    taken.title.words.clear();
    start();
    for (const WordId word : pieces_.title(taken.text)) {
      if (see(word)) taken.title.words.push_back(word);
    }
    fill(taken.title);
    taken.pieces.clear();
    taken.words = 0;
    const std::span<const std::uint64_t> hashes = pieces_.hashes(taken.text);
    for (std::uint32_t place = 0; place < hashes.size(); ++place) {
      taken.pieces.push_back({hashes[place], place});
      taken.words += pieces_.range(taken.text, place).size();
    }
    std::ranges::sort(taken.pieces);
  }
}

double Likeness::of(std::size_t one, std::size_t other) {
  if (one_text(taken_[one], taken_[other])) return 1;
  return cosine(taken_[one].own, taken_[other].own);
}

void Likeness::fill(Bag& bag) const {
  bag.length = 0;
  for (const WordId word : bag.words) bag.length += own_.weight(word) * own_.weight(word);
  bag.length = std::sqrt(bag.length);
}

double Likeness::cosine(const Bag& one, const Bag& other) {
  if (one.length == 0 || other.length == 0) return 0;
  start();
  for (const WordId word : one.words) see(word);
  double sum = 0;
  for (const WordId word : other.words) {
    if (seen_[index_of(word)] == now_) sum += own_.weight(word) * own_.weight(word);
  }
  return sum / (one.length * other.length);
}

bool Likeness::one_text(const Taken& one, const Taken& other) {
  std::vector<WordId> shared;
  auto a = one.pieces.begin();
  auto b = other.pieces.begin();
  while (a != one.pieces.end() && b != other.pieces.end()) {
    if (a->hash == b->hash) {
      const Words words = pieces_.words(one.text, a->place);
      shared.insert(shared.end(), words.begin(), words.end());
      ++a, ++b;
    } else {
      ++(a->hash < b->hash ? a : b);
    }
  }
  const auto shorter = static_cast<double>(std::min(one.words, other.words));
  if (static_cast<double>(shared.size()) <= kOneText * shorter) return false;
  if (one.title.length == 0 || other.title.length == 0) return true;
  return cosine(one.title, other.title) > kTitlesAlike || (tells(shared, one.title) && tells(shared, other.title));
}

bool Likeness::tells(std::span<const WordId> shared, const Bag& title) const {
  std::unordered_set<std::uint64_t> beginnings;
  for (const WordId word : shared) beginnings.insert(beginning_of(word));
  double told = 0;
  double all = 0;
  for (const WordId word : title.words) {
    all += own_.weight(word);
    if (beginnings.contains(beginning_of(word))) told += own_.weight(word);
  }
  return told >= kTold * all;
}

std::uint64_t Likeness::beginning_of(WordId word) const {
  if (words_.empty()) return static_cast<std::uint64_t>(word);
  const std::string_view letters = words_[index_of(word)];
  std::size_t end = 0;
  for (std::size_t begun = 0; end < letters.size(); ++end) {
    if (ground::begins_code_point(letters[end]) && begun++ == kBeginning) break;
  }
  return XXH3_64bits(letters.data(), end);
}

}  // namespace bundel::duplicates_detail
