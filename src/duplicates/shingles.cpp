#include "duplicates/shingles.h"

#include "duplicates/parallel.h"

#include <atomic>
#include <bit>

namespace bundel::duplicates_detail {

RepeatedShingles::RepeatedShingles(std::span<const Words> texts, int min_run) {
  const auto run = static_cast<std::size_t>(min_run);
  std::size_t shingles = 0;
  for (const Words words : texts) shingles += words.size() < run ? 0 : words.size() - run + 1;
  cells_.assign(std::bit_ceil(shingles / 4 + 1), 0);
  mask_ = cells_.size() - 1;
  parallel_for(texts.size(), [&](std::size_t text, std::size_t) {
    for_each_shingle(texts[text], min_run, [&](std::uint32_t, std::uint64_t hash) { mark(hash); });
  });
}

void RepeatedShingles::mark(std::uint64_t hash) {
  const std::atomic_ref cell(cells_[word_of(hash)]);
  const std::uint64_t seen = kSeen << shift_of(hash);
  const std::uint64_t again = kAgain << shift_of(hash);
  // Read first: in a collection of reprints most cells are full, and a write would take the line from other threads.
  if ((cell.load(std::memory_order_relaxed) & again) != 0) return;
  if ((cell.fetch_or(seen, std::memory_order_relaxed) & seen) != 0) cell.fetch_or(again, std::memory_order_relaxed);
}

void ShingleLister::list(Words words, int min_run, const RepeatedShingles& repeated, std::vector<Shingle>& shingles) {
  shingles.clear();
  slots_.assign(std::bit_ceil(words.size() * 2 + 2), 0);
  const std::size_t mask = slots_.size() - 1;
  for_each_shingle(words, min_run, [&](std::uint32_t position, std::uint64_t hash) {
    if (!repeated.contains(hash)) return;
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

}  // namespace bundel::duplicates_detail
