#include "duplicates/fingerprints.h"

#include "duplicates/grain.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstring>

namespace bundel::duplicates_detail {
namespace {

/// One fingerprint in so many is used.
constexpr std::size_t kSampling = 8;
/// 2^64 divided by the golden ratio, odd (Knuth, multiplicative hashing).
constexpr std::uint64_t kChooser = 0x9E3779B97F4A7C15;

/// In how many texts each word stands, up to kRareTexts + 1.
std::vector<std::uint8_t> texts_of_words(const Texts& texts, std::size_t vocabulary) {
  std::vector<std::uint8_t> count(vocabulary, 0);
  std::vector<TextId> last(vocabulary, kNoText);
  for (TextId text = 0; text < texts.size(); ++text) {
    for (const WordId word : texts.words[text]) {
      if (count[index_of(word)] > kRareTexts || last[index_of(word)] == text) continue;
      last[index_of(word)] = text;
      ++count[index_of(word)];
    }
  }
  return count;
}

}  // namespace

Fingerprints::Fingerprints(const Texts& texts, std::span<const std::string> words, int min_run)
    : texts_(texts), table_(words), letter_counts_(texts.size(), 0), suspect_(texts.size(), 0) {
  if (words.empty()) return;
  measure(min_run);
  find_suspects(words.size());
  if (suspects_ > 0) count_places();
}

void Fingerprints::measure(int min_run) {
  const auto measure_text = [&](std::size_t text) {
    const Words words = texts_.words[text];
    if (words.size() < static_cast<std::size_t>(min_run)) return;
    const std::size_t letters = table_.count(words);
    if (letters >= kLeastLetters) letter_counts_[text] = letters;
  };
  ground::parallel_for(texts_.size(), measure_text, kTexts);
}

void Fingerprints::find_suspects(std::size_t vocabulary) {
  const std::vector<std::uint8_t> in_texts = texts_of_words(texts_, vocabulary);
  const auto suspect_text = [&](std::size_t text) {
    if (letter_counts_[text] == 0) return;
    const Words words = texts_.words[text];
    const auto rare = std::ranges::count_if(words, [&](WordId word) { return in_texts[index_of(word)] <= kRareTexts; });
    suspect_[text] = reaches(share_of(static_cast<std::uint64_t>(rare), words.size()), kRareShare) ? 1 : 0;
  };
  ground::parallel_for(texts_.size(), suspect_text, kTexts);
  suspects_ = static_cast<std::uint64_t>(std::ranges::count(suspect_, 1));
}

void Fingerprints::count_places() {
  of_others_.resize(texts_.size());
  ground::PerThread<LetterSpace> spaces;
  const auto for_texts = [&](bool suspects, auto count) {
    const auto count_text = [&](std::size_t i, LetterSpace& space) {
      const auto text = static_cast<TextId>(i);
      if (letter_counts_[text] != 0 && suspect(text) == suspects) count(text, space);
    };
    ground::parallel_for(texts_.size(), spaces, count_text, kTexts);
  };
  std::atomic<std::size_t> sampled = 0;
  for_texts(true, [&](TextId text, LetterSpace& space) {
    sample(text, space);
    sampled += space.sampled.size();
  });
  places_ = HashCounts(sampled);
  for_texts(true, [&](TextId text, LetterSpace& space) { count_places_of_suspect(text, space); });
  for_texts(false, [&](TextId text, LetterSpace& space) { count_places_of_other(text, space); });
  frequent_ = places_.above(kMostPlaces);
}

void Fingerprints::sample(TextId text, LetterSpace& space) const {
  table_.join_codes(texts_.words[text], space.codes);
  const std::size_t places = space.codes.size() - kGram + 1;
  if (space.places.size() < places) space.places.resize(places);
  const auto letters_at = [&](std::size_t at) {
    std::uint64_t letters = 0;
    std::memcpy(&letters, space.codes.data() + at, kGram);
    return letters;
  };
  // Written always, counted one time in eight: a branch that nobody can foresee would cost more than the writing. One
  // product is enough to choose by, since its highest bits depend on all letters.
  std::size_t size = 0;
  for (std::size_t at = 0; at < places; ++at) {
    space.places[size] = static_cast<std::uint32_t>(at);
    size += letters_at(at) * kChooser < ~std::uint64_t{0} / kSampling ? 1 : 0;
  }
  space.sampled.clear();
  for (std::size_t i = 0; i < size; ++i)
    space.sampled.push_back({scatter(letters_at(space.places[i])), space.places[i], 1});
}

template <typename Visit>
void Fingerprints::for_each(std::span<const Shingle> fingerprints, const Visit& visit) const {
  constexpr std::size_t kAhead = 16;
  for (std::size_t i = 0; i < fingerprints.size(); ++i) {
    if (i + kAhead < fingerprints.size()) places_.prefetch(fingerprints[i + kAhead].hash);
    visit(fingerprints[i]);
  }
}

void Fingerprints::count_places_of_suspect(TextId text, LetterSpace& space) {
  sample(text, space);
  for_each(space.sampled, [&](const Shingle& shingle) { places_.add(shingle.hash); });
}

void Fingerprints::count_places_of_other(TextId text, LetterSpace& space) {
  sample(text, space);
  for_each(space.sampled, [&](const Shingle& shingle) {
    if (places_.count_if_known(shingle.hash)) of_others_[text].push_back(shingle);
  });
}

void Fingerprints::list(TextId text, LetterSpace& space, std::vector<Shingle>& found) const {
  found.clear();
  if (letter_counts_[text] == 0) return;
  if (suspect(text)) sample(text, space);
  std::size_t frequent = 0;
  for_each(suspect(text) ? space.sampled : of_others_[text], [&](const Shingle& shingle) {
    const std::uint16_t places = places_.of(shingle.hash);
    if (places >= 2) found.push_back(shingle);
    frequent += places > kMostPlaces ? 1 : 0;
  });
  if (frequent == 0 || frequent * kFrequentShare * kSampling >= letter_counts_[text]) return;
  std::erase_if(found, [&](const Shingle& shingle) { return places_.of(shingle.hash) > kMostPlaces; });
}

std::span<const TextId> NoisyFinder::find(const Fingerprints& fingerprints, const NoisyIndex& index, TextId text,
                                          std::span<const Shingle> shingles, TextId before) {
  collect(index.suspects(), shingles, before);
  if (fingerprints.suspect(text)) collect(index.others(), shingles, before);
  found_.clear();
  for (const TextId other : touched_) {
    if (enough_hits(hits_[other].here, fingerprints.letter_count(text)) &&
        enough_hits(hits_[other].there, fingerprints.letter_count(other))) {
      found_.push_back(other);
    }
    hits_[other] = {};
  }
  touched_.clear();
  std::ranges::sort(found_);
  return found_;
}

void NoisyFinder::collect(const ShingleIndex& index, std::span<const Shingle> shingles, TextId before) {
  constexpr std::size_t kAhead = 16;
  for (std::size_t i = 0; i < std::min(kAhead, shingles.size()); ++i) index.prefetch(shingles[i].hash);
  for (std::size_t i = 0; i < shingles.size(); ++i) {
    if (i + kAhead < shingles.size()) index.prefetch(shingles[i + kAhead].hash);
    TextId last = kNoText;  // a text's postings stand side by side
    const auto visit = [&](const ShingleIndex::Posting& posting) {
      Hits& hits = hits_[posting.text];
      if (hits.here == 0) touched_.push_back(posting.text);
      if (posting.text != last) ++hits.here;
      ++hits.there;
      last = posting.text;
    };
    index.visit(shingles[i].hash, before, visit, kMostPlaces);
  }
}

}  // namespace bundel::duplicates_detail
