#include "duplicates/word_kinds.h"

#include "ground/edits.h"

#include <algorithm>

namespace bundel::duplicates_detail {
namespace {

/// Share of capitalised words beyond which they are no names: inside the sentences of news 0.09 (French), 0.12 (Dutch,
/// Spanish), 0.13 to 0.17 (English, Polish), 0.20 (Turkish), but 0.37 in German.
constexpr double kGrammar = 0.25;

}  // namespace

WordKinds::WordKinds(const CopyInput& input) : words_(input.words), kinds_(input.words.size(), WordKind::plain) {
  for (std::size_t word = 0; word < kinds_.size(); ++word) {
    const char first = input.words[word].empty() ? ' ' : input.words[word].front();
    if (first >= '0' && first <= '9') {
      kinds_[word] = WordKind::number;
    } else if (word < input.uses.size() && 2 * input.uses[word].capitalised > input.uses[word].inside) {
      kinds_[word] = WordKind::name;
    }
  }
  double inside = 0;
  double capitalised = 0;
  for (const WordUse& use : input.uses) {
    inside += use.inside;
    capitalised += use.capitalised;
  }
  capitals_are_grammar_ = capitalised > kGrammar * inside;
}

bool WordKinds::near(WordId one, WordId other) const {
  const std::string& a = words_[index_of(one)];
  const std::string& b = words_[index_of(other)];
  const std::size_t most = std::max(a.size(), b.size()) / 3;
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > most) return false;
  return ground::edits(a, b) <= most;
}

}  // namespace bundel::duplicates_detail
