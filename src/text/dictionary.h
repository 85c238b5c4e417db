/// Distinct words and their numbers, by first appearance.
///
/// Open addressing, letters in one string. Looking up is waiting for memory: a slot names its letters itself, so that a
/// known word costs two places in memory, of which the first can be fetched ahead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bundel::text_detail {

/// XXH3 of the letters.
std::uint64_t hash_of(std::string_view letters);

class Dictionary {
 public:
  Dictionary();

  /// The number of the word, a new one where it was not known. Hash: that of `hash_of`. The letters hold no NUL.
  std::uint32_t intern(std::string_view letters, std::uint64_t hash);

  /// Starts loading what `intern` will look at first.
  void prefetch(std::uint64_t hash) const { __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]); }

  /// Forgets the words, keeps the memory.
  void clear();

  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t word) const {
    const std::size_t begin = word == 0 ? 0 : entries_[word - 1].letters_end + 1;
    return {letters_.data() + begin, entries_[word].letters_end - begin};
  }
  [[nodiscard]] std::uint64_t hash(std::size_t word) const { return entries_[word].hash; }

 private:
  struct Entry {
    std::uint64_t hash;
    std::size_t letters_end;  ///< a NUL stands there, and behind it the next entry's letters
  };
  struct Slot {
    std::uint32_t tag = 0;         ///< upper half of the hash
    std::uint32_t word_and_1 = 0;  ///< 0: empty
    std::size_t letters = 0;       ///< where they begin
  };

  [[nodiscard]] bool holds(const Slot& slot, std::string_view letters) const;
  void grow();

  std::string letters_;
  std::vector<Entry> entries_;
  std::vector<Slot> slots_;  ///< a power of two, at most half full
};

}  // namespace bundel::text_detail
