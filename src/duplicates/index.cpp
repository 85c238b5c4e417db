#include "duplicates/index.h"

#include "duplicates/grain.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace bundel::duplicates_detail {
namespace {

constexpr std::size_t kFirstSlots = 1024;

}  // namespace

ShingleIndex::ShingleIndex() : slots_(kFirstSlots) {}

void ShingleIndex::reserve(std::size_t shingles, std::size_t postings) {
  assert(empty());
  slots_.resize(std::max(slots_.size(), shingles + shingles / 2 + kFirstSlots));
  postings_.reserve(postings);
}

void ShingleIndex::add(TextId text, std::span<const Shingle> shingles) {
  assert(postings_.size() + shingles.size() < kEnd);
  while ((used_ + shingles.size()) * 3 > slots_.size() * 2) grow();
  for (const Shingle& shingle : shingles) {
    const std::uint32_t key = key_of(shingle.hash);
    Slot& slot = slots_[slot_of(key)];
    const auto at = static_cast<std::uint32_t>(postings_.size());
    postings_.push_back({text, shingle.count, at});
    if (slot.last == kEnd) {
      ++used_;
    } else {
      postings_[at].next = std::exchange(postings_[slot.last].next, at);
    }
    slot = {key, at};
  }
}

void ShingleIndex::clear() {
  if (used_ > 0) slots_.assign(slots_.size(), Slot{});
  used_ = 0;
  postings_.clear();
}

void ShingleIndex::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.last != kEnd) slots_[slot_of(slot.key)] = slot;
  }
}

TextIndex index_texts(const Texts& texts, int min_run, const RepeatedShingles& repeated, double least,
                      std::vector<std::uint32_t>& frequent_words) {
  constexpr std::size_t kBlock = 1024;
  TextIndex index;
  frequent_words.assign(texts.size(), 0);
  std::vector<TextShingles> shingles(kBlock);
  ground::PerThread<ShingleLister> listers([&] { return ShingleLister(repeated, min_run); });
  for (std::size_t begin = 0; begin < texts.size(); begin += kBlock) {
    const std::size_t size = std::min(kBlock, texts.size() - begin);
    const auto list = [&](std::size_t i, ShingleLister& lister) {
      lister.list(texts.words[begin + i], least, shingles[i]);
    };
    ground::parallel_for(size, listers, list, kTexts);
    for (std::size_t i = 0; i < size; ++i) {
      index.add(static_cast<TextId>(begin + i), shingles[i]);
      frequent_words[begin + i] = shingles[i].frequent_words;
    }
  }
  return index;
}

}  // namespace bundel::duplicates_detail
