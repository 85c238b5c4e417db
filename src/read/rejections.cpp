#include "bundel/read.h"

#include <stdexcept>
#include <tuple>

namespace bundel {

std::uint32_t Rejections::keep(const std::string& text) {
  const auto [place, is_new] = places_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
  if (is_new) texts_.push_back(text);
  return place->second;
}

void Rejections::push_back(const Rejection& rejection) {
  entries_.push_back({rejection.line, keep(rejection.source), keep(rejection.reason)});
}

void Rejections::append(const Rejections& others) {
  for (const Entry& entry : others.entries_)
    entries_.push_back({entry.line, keep(others.texts_[entry.source]), keep(others.texts_[entry.reason])});
}

void Rejections::sort() {
  std::vector<std::uint32_t> order(texts_.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  std::ranges::sort(order, {}, [&](std::uint32_t i) -> const std::string& { return texts_[i]; });
  std::vector<std::uint32_t> rank(texts_.size());
  for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = static_cast<std::uint32_t>(i);
  std::ranges::sort(entries_, {}, [&](const Entry& e) { return std::tuple(rank[e.source], e.line, rank[e.reason]); });
}

Rejection Rejections::operator[](std::size_t i) const {
  const Entry& entry = entries_[i];
  return {texts_[entry.source], entry.line, texts_[entry.reason]};
}

Rejection Rejections::at(std::size_t i) const {
  if (i >= size()) throw std::out_of_range("no so many rejections");
  return (*this)[i];
}

}  // namespace bundel
