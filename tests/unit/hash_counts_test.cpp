/// Counts of hashes beside those of a map.
#include "duplicates/hash_counts.h"
#include "ground/parallel.h"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>
#include <vector>

namespace bundel {

using duplicates_detail::HashCounts;

TEST_CASE("hashes are counted exactly, also those that meet in one slot") {
  std::mt19937_64 random(2);
  std::vector<std::uint64_t> known = {0, 1, ~std::uint64_t{0}};
  for (std::uint64_t low = 1; low <= 60; ++low) known.push_back(low);  // the same bits choose the slot of all of these
  while (known.size() < 400) known.push_back(random());
  std::vector<std::uint64_t> added;
  for (int i = 0; i < 20'000; ++i) added.push_back(known[random() % (1 + random() % known.size())]);
  std::vector<std::uint64_t> counted;
  for (int i = 0; i < 20'000; ++i) counted.push_back(random() % 2 == 0 ? known[random() % known.size()] : random());

  std::map<std::uint64_t, std::uint64_t> expected;
  for (const std::uint64_t hash : added) ++expected[hash];
  const std::set<std::uint64_t> before = [&] {
    std::set<std::uint64_t> keys;
    for (const auto& [hash, times] : expected) keys.insert(hash);
    return keys;
  }();
  std::vector<std::uint8_t> known_expected;
  for (const std::uint64_t hash : counted) {
    known_expected.push_back(before.contains(hash) ? 1 : 0);
    if (before.contains(hash)) ++expected[hash];
  }

  HashCounts counts(before.size());
  ground::parallel_for(added.size(), [&](std::size_t i) { counts.add(added[i]); }, {16});
  std::vector<std::uint8_t> was_known(counted.size());
  const auto count = [&](std::size_t i) { was_known[i] = counts.count_if_known(counted[i]) ? 1 : 0; };
  ground::parallel_for(counted.size(), count, {16});

  CHECK(was_known == known_expected);
  std::size_t above = 0;
  for (const auto& [hash, times] : expected) {
    CAPTURE(hash);
    CHECK(counts.of(hash) == std::min<std::uint64_t>(times, HashCounts::kMost));
    above += times > 60 ? 1 : 0;
  }
  CHECK(above > 0);
  CHECK(counts.above(60) == above);
  CHECK(counts.of(12'345'678'901) == 0);
}

TEST_CASE("no hashes need no room") {
  HashCounts none;
  CHECK(none.of(7) == 0);
  CHECK_FALSE(none.count_if_known(0));
  CHECK(none.above(0) == 0);
}

}  // namespace bundel
