#include "text/dictionary.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <limits>

namespace bundel::text_detail {
namespace {

constexpr std::size_t kFirstSlots = std::size_t{1} << 14;

constexpr std::uint32_t tag_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash >> 32);
}

}  // namespace

std::uint64_t hash_of(std::string_view letters) {
  return XXH3_64bits(letters.data(), letters.size());
}

Dictionary::Dictionary() : slots_(kFirstSlots) {}

std::uint32_t Dictionary::intern(std::string_view letters, std::uint64_t hash) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].word_and_1 != 0; at = (at + 1) & mask) {
    if (slots_[at].tag == tag_of(hash) && holds(slots_[at], letters)) return slots_[at].word_and_1 - 1;
  }
  assert(entries_.size() < std::numeric_limits<std::uint32_t>::max() - 1);
  const auto word = static_cast<std::uint32_t>(entries_.size());
  slots_[at] = {tag_of(hash), word + 1, letters_.size()};
  letters_.append(letters);
  entries_.push_back({hash, letters_.size()});
  letters_.push_back('\0');
  if (2 * entries_.size() > slots_.size()) grow();
  return word;
}

bool Dictionary::holds(const Slot& slot, std::string_view letters) const {
  const std::size_t end = slot.letters + letters.size();
  return end < letters_.size() && letters_[end] == '\0' &&
         std::memcmp(letters_.data() + slot.letters, letters.data(), letters.size()) == 0;
}

void Dictionary::clear() {
  letters_.clear();
  entries_.clear();
  std::fill(slots_.begin(), slots_.end(), Slot{});
}

void Dictionary::grow() {
  slots_.assign(slots_.size() * 4, {});
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t word = 0; word < entries_.size(); ++word) {
    const std::uint64_t hash = entries_[word].hash;
    std::size_t at = hash & mask;
    while (slots_[at].word_and_1 != 0) at = (at + 1) & mask;
    slots_[at] = {tag_of(hash), static_cast<std::uint32_t>(word + 1),
                  word == 0 ? 0 : entries_[word - 1].letters_end + 1};
  }
}

}  // namespace bundel::text_detail
