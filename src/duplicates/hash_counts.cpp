#include "duplicates/hash_counts.h"

#include <algorithm>
#include <atomic>
#include <bit>

namespace bundel::duplicates_detail {
namespace {

template <typename Number>
Number read(const Number& number) {
  // Never written through: std::atomic_ref of a const number is for later standards.
  return std::atomic_ref(const_cast<Number&>(number)).load(std::memory_order_relaxed);
}

}  // namespace

HashCounts::HashCounts(std::size_t different)
    : keys_(std::bit_ceil(2 * different + 1) + 1, kEmpty), counts_(keys_.size(), 0) {}

std::size_t HashCounts::find(std::uint64_t hash) const {
  if (hash == kEmpty) return keys_.size() - 1;
  std::size_t slot = home_of(hash);
  for (std::uint64_t key = read(keys_[slot]); key != kEmpty && key != hash; key = read(keys_[slot]))
    slot = (slot + 1) & mask();
  return slot;
}

void HashCounts::add(std::uint64_t hash) {
  std::size_t slot = find(hash);
  if (hash != kEmpty) {
    std::uint64_t key = kEmpty;
    while (!std::atomic_ref(keys_[slot]).compare_exchange_strong(key, hash, std::memory_order_relaxed) && key != hash) {
      slot = (slot + 1) & mask();
      key = kEmpty;
    }
  }
  count_at(slot);
}

bool HashCounts::count_if_known(std::uint64_t hash) {
  const std::size_t slot = find(hash);
  if (hash == kEmpty ? read(counts_[slot]) == 0 : read(keys_[slot]) == kEmpty) return false;
  count_at(slot);
  return true;
}

std::uint16_t HashCounts::of(std::uint64_t hash) const {
  return counts_[find(hash)];
}

std::size_t HashCounts::above(std::uint16_t times) const {
  return static_cast<std::size_t>(std::ranges::count_if(counts_, [&](std::uint16_t count) { return count > times; }));
}

void HashCounts::count_at(std::size_t slot) {
  const std::atomic_ref count(counts_[slot]);
  std::uint16_t now = count.load(std::memory_order_relaxed);
  while (now < kMost && !count.compare_exchange_weak(now, now + 1, std::memory_order_relaxed)) {
  }
}

}  // namespace bundel::duplicates_detail
