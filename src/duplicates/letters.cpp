#include "duplicates/letters.h"

#include <cstring>

namespace bundel::duplicates_detail {
namespace {

/// Bytes that join_codes copies of every word; so many stand behind the last one.
constexpr std::size_t kSpare = 16;

/// The code point that begins at `at`, which moves behind it. A byte that begins none stands for itself.
Letter next_letter(const std::string& word, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(word[i]); };
  const unsigned lead = byte(at++);
  const int more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  Letter letter = more == 0 ? lead : lead & (0x3FU >> more);
  for (int i = 0; i < more && at < word.size(); ++i) letter = letter << 6 | (byte(at++) & 0x3FU);
  return letter;
}

}  // namespace

LetterTable::LetterTable(std::span<const std::string> words) {
  offsets_.reserve(words.size() + 1);
  offsets_.push_back(0);
  for (const std::string& word : words) {
    for (std::size_t at = 0; at < word.size();) letters_.push_back(next_letter(word, at));
    offsets_.push_back(static_cast<std::uint32_t>(letters_.size()));
  }
  codes_.reserve(letters_.size() + kSpare);
  for (const Letter letter : letters_) {
    codes_.push_back(static_cast<LetterCode>(letter < 0x80 ? letter : scatter(letter) >> 56));
  }
  codes_.resize(codes_.size() + kSpare);
}

std::size_t LetterTable::count(Words words) const {
  std::size_t letters = 0;
  for (const WordId word : words) letters += of(word).size();
  return letters;
}

void LetterTable::join(Words words, std::vector<Letter>& letters) const {
  letters.clear();
  for (const WordId word : words) {
    const Letters more = of(word);
    letters.insert(letters.end(), more.begin(), more.end());
  }
}

void LetterTable::join_codes(Words words, std::vector<LetterCode>& codes) const {
  const std::size_t size = count(words);
  codes.resize(size + kSpare);
  LetterCode* out = codes.data();
  for (const WordId word : words) {
    const std::size_t begin = offsets_[index_of(word)];
    const std::size_t length = offsets_[index_of(word) + 1] - begin;
    // Most words fit, and a copy of fixed length is two instructions; what it writes too much is written over.
    std::memcpy(out, codes_.data() + begin, kSpare);
    if (length > kSpare) std::memcpy(out + kSpare, codes_.data() + begin + kSpare, length - kSpare);
    out += length;
  }
  codes.resize(size);
}

}  // namespace bundel::duplicates_detail
