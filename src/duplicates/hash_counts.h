/// How often each of some hashes occurs, exactly; hashes that were not asked for are not counted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bundel::duplicates_detail {

/// Open addressing with linear probing, at most half full. Threads may add and count at the same time; what is read is
/// settled when they are done. Each count is the same whichever thread came first.
class HashCounts {
 public:
  /// Counts go no higher: beyond it they do not matter.
  static constexpr std::uint16_t kMost = 1023;

  /// Room for so many different hashes. Space: 20 to 40 bytes for each.
  explicit HashCounts(std::size_t different = 0);

  void prefetch(std::uint64_t hash) const { __builtin_prefetch(&keys_[home_of(hash)]); }
  /// Counts one more of the hash, whether it was known or not.
  void add(std::uint64_t hash);
  /// Counts one more where the hash was added before; says whether it was.
  bool count_if_known(std::uint64_t hash);
  /// 0 where it was never added.
  [[nodiscard]] std::uint16_t of(std::uint64_t hash) const;
  /// Different hashes counted more than so many times. Cost: a pass over the room.
  [[nodiscard]] std::size_t above(std::uint16_t times) const;

 private:
  /// No hash stands in an empty slot; the hash that is 0 has a slot of its own, the last.
  static constexpr std::uint64_t kEmpty = 0;

  [[nodiscard]] std::size_t mask() const noexcept { return keys_.size() - 2; }
  [[nodiscard]] std::size_t home_of(std::uint64_t hash) const { return static_cast<std::size_t>(hash >> 24) & mask(); }
  /// Where the hash is, or the empty slot where it would be.
  [[nodiscard]] std::size_t find(std::uint64_t hash) const;
  void count_at(std::size_t slot);

  std::vector<std::uint64_t> keys_;  ///< a power of two, and one
  std::vector<std::uint16_t> counts_;
};

}  // namespace bundel::duplicates_detail
