#include "duplicates/windows.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace bundel::duplicates_detail {
namespace {

/// Words in the union of windows that are added in order of their positions.
class Coverage {
 public:
  explicit Coverage(int min_run) : run_(static_cast<std::uint32_t>(min_run)) {}
  void add(std::uint32_t position) {
    words_ += position + run_ - std::max(position, end_);
    end_ = position + run_;
  }
  [[nodiscard]] std::uint32_t words() const noexcept { return words_; }

 private:
  std::uint32_t run_;
  std::uint32_t end_ = 0;
  std::uint32_t words_ = 0;
};

}  // namespace

void WindowTable::build(Words words, int min_run) {
  words_ = words;
  min_run_ = min_run;
  classes_.clear();
  class_of_.clear();
  const std::size_t slots = std::bit_ceil(words.size() * 2 + 2);
  slots_.assign(slots, kNone);
  mask_ = slots - 1;
  for_each_shingle(words, min_run, HashOfPlace(), [&](std::uint32_t position, std::uint64_t hash) {
    std::uint32_t& slot = slots_[slot_of(hash, words.data() + position)];
    if (slot == kNone) {
      slot = static_cast<std::uint32_t>(classes_.size());
      classes_.push_back({hash, position});
    }
    class_of_.push_back(slot);
  });
}

std::size_t WindowTable::slot_of(std::uint64_t hash, const WordId* window) const {
  const std::size_t bytes = static_cast<std::size_t>(min_run_) * sizeof(WordId);
  std::size_t slot = hash & mask_;
  for (; slots_[slot] != kNone; slot = (slot + 1) & mask_) {
    const Class& other = classes_[slots_[slot]];
    if (other.hash == hash && std::memcmp(words_.data() + other.position, window, bytes) == 0) break;
  }
  return slot;
}

std::uint32_t WindowTable::find(std::uint64_t hash, const WordId* window) const {
  return slots_[slot_of(hash, window)];
}

void SharedWordCounter::take(Words here, int min_run) {
  table_.build(here, min_run);
  met_in_.assign(table_.classes(), 0);
  comparison_ = 0;
}

SharedWords SharedWordCounter::count(Words there) {
  if (comparison_ == std::numeric_limits<std::uint32_t>::max()) take(table_.words(), table_.min_run());
  ++comparison_;
  Coverage covered_there(table_.min_run());
  for_each_shingle(there, table_.min_run(), HashOfPlace(), [&](std::uint32_t position, std::uint64_t hash) {
    const std::uint32_t met = table_.find(hash, there.data() + position);
    if (met == WindowTable::kNone) return;
    met_in_[met] = comparison_;
    covered_there.add(position);
  });
  if (covered_there.words() == 0) return {};
  Coverage covered_here(table_.min_run());
  const std::span<const std::uint32_t> class_of = table_.class_of();
  for (std::uint32_t position = 0; position < class_of.size(); ++position) {
    if (met_in_[class_of[position]] == comparison_) covered_here.add(position);
  }
  return {covered_here.words(), covered_there.words()};
}

}  // namespace bundel::duplicates_detail
