#include "duplicates/fingerprints.h"

#include "duplicates/parallel.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstring>

namespace bundel::duplicates_detail {
namespace {

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
  parallel_for(texts_.size(), [&](std::size_t text, std::size_t) {
    const Words words = texts_.words[text];
    if (words.size() < static_cast<std::size_t>(min_run)) return;
    const std::size_t letters = table_.count(words);
    if (letters >= kLeastLetters) letter_counts_[text] = letters;
  });
}

void Fingerprints::find_suspects(std::size_t vocabulary) {
  const std::vector<std::uint8_t> in_texts = texts_of_words(texts_, vocabulary);
  parallel_for(texts_.size(), [&](std::size_t text, std::size_t) {
    if (letter_counts_[text] == 0) return;
    const Words words = texts_.words[text];
    const auto rare = std::ranges::count_if(words, [&](WordId word) { return in_texts[index_of(word)] <= kRareTexts; });
    suspect_[text] = reaches(share_of(static_cast<std::uint64_t>(rare), words.size()), kRareShare) ? 1 : 0;
  });
  suspects_ = static_cast<std::uint64_t>(std::ranges::count(suspect_, 1));
}

void Fingerprints::count_places() {
  std::size_t letters = 0;
  for (std::size_t text = 0; text < texts_.size(); ++text) letters += suspect_[text] != 0 ? letter_counts_[text] : 0;
  places_.assign(std::bit_ceil(letters), 0);
  mask_ = places_.size() - 1;
  std::vector<LetterSpace> space(thread_limit());
  for (const bool of_suspects : {true, false}) {
    parallel_for(texts_.size(), [&](std::size_t text, std::size_t thread) {
      if (letter_counts_[text] == 0 || (suspect_[text] != 0) != of_suspects) return;
      count_places_of(static_cast<TextId>(text), space[thread]);
    });
  }
  frequent_ = static_cast<std::uint64_t>(
      std::ranges::count_if(places_, [](std::uint16_t places) { return places > kMostPlaces; }));
}

void Fingerprints::sample(TextId text, LetterSpace& space) const {
  table_.join_codes(texts_.words[text], space.codes);
  const std::size_t places = space.codes.size() - kGram + 1;
  space.sampled.resize(places);
  // Written always, counted one time in eight: a branch that nobody can foresee would cost more than the hash.
  std::size_t size = 0;
  for (std::size_t at = 0; at < places; ++at) {
    std::uint64_t letters = 0;
    std::memcpy(&letters, space.codes.data() + at, kGram);
    const std::uint64_t hash = scatter(letters);
    space.sampled[size] = {hash, static_cast<std::uint32_t>(at), 1};
    size += hash >> 61 == 0 ? 1 : 0;
  }
  space.sampled.resize(size);
}

template <typename Visit>
void Fingerprints::for_each(const LetterSpace& space, const Visit& visit) const {
  constexpr std::size_t kAhead = 16;
  const std::vector<Shingle>& sampled = space.sampled;
  for (std::size_t i = 0; i < sampled.size(); ++i) {
    if (i + kAhead < sampled.size()) __builtin_prefetch(&places_[cell_of(sampled[i + kAhead].hash)]);
    visit(sampled[i]);
  }
}

void Fingerprints::count_places_of(TextId text, LetterSpace& space) {
  sample(text, space);
  const std::uint16_t least = suspect_[text] != 0 ? 0 : 1;
  for_each(space, [&](const Shingle& shingle) {
    const std::atomic_ref cell(places_[cell_of(shingle.hash)]);
    const std::uint16_t places = cell.load(std::memory_order_relaxed);
    // Beyond the most places the number does not matter; it stays small, so it cannot run over.
    if (places >= least && places <= kMostPlaces) cell.fetch_add(1, std::memory_order_relaxed);
  });
}

void Fingerprints::list(TextId text, LetterSpace& space, std::vector<Shingle>& found) const {
  found.clear();
  if (letter_counts_[text] == 0) return;
  sample(text, space);
  for_each(space, [&](const Shingle& shingle) {
    if (used(shingle.hash)) found.push_back(shingle);
  });
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
    index.visit(shingles[i].hash, before, [&](const ShingleIndex::Posting& posting) {
      Hits& hits = hits_[posting.text];
      if (hits.here == 0) touched_.push_back(posting.text);
      if (posting.text != last) ++hits.here;
      ++hits.there;
      last = posting.text;
    });
  }
}

}  // namespace bundel::duplicates_detail
