#include "duplicates/shingles.h"

#include "duplicates/grain.h"
#include "duplicates/rules.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <tuple>

namespace bundel::duplicates_detail {
namespace {

/// Look-ups on the way from memory while one is done.
constexpr std::size_t kAhead = 16;

/// Calls visit(position, hash) for each, what it will look at asked for ahead.
template <typename Visit>
void for_each_hash(std::span<const std::uint64_t> hashes, const RepeatedShingles& repeated, const Visit& visit) {
  for (std::size_t i = 0; i < std::min(kAhead, hashes.size()); ++i) repeated.prefetch(hashes[i]);
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (i + kAhead < hashes.size()) repeated.prefetch(hashes[i + kAhead]);
    visit(static_cast<std::uint32_t>(i), hashes[i]);
  }
}

}  // namespace

RepeatedShingles::RepeatedShingles(std::span<const Words> texts, HashOfLetters hash_of, int min_run)
    : hash_of_(hash_of), min_run_(min_run) {
  const auto run = static_cast<std::size_t>(min_run);
  std::size_t shingles = 0;
  for (const Words words : texts) shingles += words.size() < run ? 0 : words.size() - run + 1;
  cells_.assign(shingles / 4 + 1, 0);
  places_.assign(shingles / 8 + 1, 0);
  using Hashes = std::vector<std::uint64_t>;
  ground::PerThread<Hashes> spaces;
  const auto mark_text = [&](std::size_t text, Hashes& hashes) {
    hash(texts[text], hashes);
    for_each_hash(hashes, *this, [&](std::uint32_t, std::uint64_t hash) { mark(hash); });
  };
  ground::parallel_for(texts.size(), spaces, mark_text, kTexts);
}

void RepeatedShingles::hash(Words words, std::vector<std::uint64_t>& hashes) const {
  hashes.clear();
  for_each_shingle(words, min_run_, hash_of_, [&](std::uint32_t, std::uint64_t hash) { hashes.push_back(hash); });
}

/// Of the threads that meet a shingle one sets each bit, and each of the others counts.
void RepeatedShingles::mark(std::uint64_t hash) {
  const std::atomic_ref cell(cells_[word_of(hash)]);
  const std::uint64_t seen = kSeen << shift_of(hash);
  const std::uint64_t again = kAgain << shift_of(hash);
  // Read first: in a collection of reprints most cells are full, and a write would take the line from other threads.
  if ((cell.load(std::memory_order_relaxed) & again) != 0) return count(hash);
  if ((cell.fetch_or(seen, std::memory_order_relaxed) & seen) == 0) return;
  if ((cell.fetch_or(again, std::memory_order_relaxed) & again) != 0) count(hash);
}

std::size_t RepeatedShingles::different() const {
  constexpr std::uint64_t kAllAgain = 0xAAAA'AAAA'AAAA'AAAA;
  std::size_t count = 0;
  for (const std::uint64_t cell : cells_) count += static_cast<std::size_t>(std::popcount(cell & kAllAgain));
  return count;
}

void RepeatedShingles::count(std::uint64_t hash) {
  const std::atomic_ref places(places_[place_of(hash)]);
  std::uint16_t now = places.load(std::memory_order_relaxed);
  while (now < kMostPlaces && !places.compare_exchange_weak(now, now + 1, std::memory_order_relaxed)) {
  }
}

void ShingleLister::list(Words words, double least, TextShingles& shingles) {
  list_repeated(words, shingles.used);
  shingles.aside.clear();
  shingles.frequent_words = 0;
  shingles.frequent_places = 0;
  frequent_.clear();
  for (std::uint32_t i = 0; i < shingles.used.size(); ++i) {
    const std::uint32_t places = repeated_->places(shingles.used[i].hash);
    if (places < kFrequent) continue;
    frequent_.push_back(i);
    shingles.frequent_places += places;
  }
  if (!frequent_.empty()) set_aside(words.size(), least, shingles);
}

void ShingleLister::list_repeated(Words words, std::vector<Shingle>& shingles) {
  shingles.clear();
  repeated_->hash(words, hashes_);
  slots_.assign(std::bit_ceil(words.size() * 2 + 2), 0);
  const std::size_t mask = slots_.size() - 1;
  for_each_hash(hashes_, *repeated_, [&](std::uint32_t position, std::uint64_t hash) {
    if (!repeated_->contains(hash)) return;
    std::size_t slot = hash & mask;
    while (slots_[slot] != 0 && shingles[slots_[slot] - 1].hash != hash) slot = (slot + 1) & mask;
    if (slots_[slot] != 0) {
      ++shingles[slots_[slot] - 1].count;
      return;
    }
    shingles.push_back({hash, position, 1});
    slots_[slot] = static_cast<std::uint32_t>(shingles.size());
  });
}

void ShingleLister::set_aside(std::size_t words, double least, TextShingles& shingles) {
  std::vector<Shingle>& used = shingles.used;
  const auto rank = [&](std::uint32_t i) { return std::pair(~repeated_->places(used[i].hash), used[i].hash); };
  std::ranges::sort(frequent_, {}, rank);
  covered_.assign(words, 0);
  std::uint32_t covered = 0;
  std::size_t aside = frequent_.size();
  for (std::size_t i = 0; i < frequent_.size(); ++i) {
    covered += cover(used[frequent_[i]]);
    if (aside == frequent_.size() && reaches(share_of(covered, words), least)) aside = i;
  }
  shingles.frequent_words = covered;
  frequent_.resize(aside);
  std::ranges::sort(frequent_);
  for (const std::uint32_t i : frequent_) {
    shingles.aside.push_back(used[i]);
    used[i].count = 0;
  }
  std::erase_if(used, [](const Shingle& shingle) { return shingle.count == 0; });
}

std::uint32_t ShingleLister::cover(const Shingle& shingle) {
  std::uint32_t fresh = (shingle.count - 1) * min_run_;
  for (std::uint32_t word = shingle.position; word < shingle.position + min_run_; ++word) {
    fresh += covered_[word] == 0 ? 1 : 0;
    covered_[word] = 1;
  }
  return fresh;
}

}  // namespace bundel::duplicates_detail
