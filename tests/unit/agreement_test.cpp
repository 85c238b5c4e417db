#include "bundel/agreement.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <random>
#include <utility>

namespace {

using bundel::Score;
using Labels = std::vector<std::uint32_t>;

double harmonic_mean(double a, double b) {
  return a + b == 0 ? 0 : 2 * a * b / (a + b);
}

/// The definition, item by item, each looking at all others.
Score naive_bcubed(const Labels& gold, const Labels& found) {
  double precision = 0;
  double recall = 0;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    double both = 0;
    double same_gold = 0;
    double same_found = 0;
    for (std::size_t j = 0; j < gold.size(); ++j) {
      same_gold += gold[i] == gold[j];
      same_found += found[i] == found[j];
      both += gold[i] == gold[j] && found[i] == found[j];
    }
    precision += both / same_found;
    recall += both / same_gold;
  }
  precision /= static_cast<double>(gold.size());
  recall /= static_cast<double>(gold.size());
  return {precision, recall, harmonic_mean(precision, recall)};
}

struct NaivePairs {
  double both = 0;
  double only_gold = 0;
  double only_found = 0;
  double neither = 0;
};

NaivePairs naive_pairs(const Labels& gold, const Labels& found) {
  NaivePairs pairs;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    for (std::size_t j = i + 1; j < gold.size(); ++j) {
      const bool in_gold = gold[i] == gold[j];
      const bool in_found = found[i] == found[j];
      (in_gold ? (in_found ? pairs.both : pairs.only_gold) : (in_found ? pairs.only_found : pairs.neither)) += 1;
    }
  }
  return pairs;
}

Score naive_pairwise(const Labels& gold, const Labels& found) {
  const NaivePairs pairs = naive_pairs(gold, found);
  const double in_found = pairs.both + pairs.only_found;
  const double in_gold = pairs.both + pairs.only_gold;
  const double precision = in_found == 0 ? 1 : pairs.both / in_found;
  const double recall = in_gold == 0 ? 1 : pairs.both / in_gold;
  return {precision, recall, harmonic_mean(precision, recall)};
}

/// The form by the four counts of pairs, not the one by cluster sizes.
double naive_adjusted_rand(const Labels& gold, const Labels& found) {
  const auto [both, only_gold, only_found, neither] = naive_pairs(gold, found);
  if (only_gold == 0 && only_found == 0) return 1;
  return 2 * (both * neither - only_gold * only_found) /
         ((both + only_gold) * (only_gold + neither) + (both + only_found) * (only_found + neither));
}

void check_score(const Score& score, const Score& wanted) {
  CHECK(score.precision == doctest::Approx(wanted.precision).epsilon(1e-12));
  CHECK(score.recall == doctest::Approx(wanted.recall).epsilon(1e-12));
  CHECK(score.f1 == doctest::Approx(wanted.f1).epsilon(1e-12));
}

bool same_bits(const Score& a, const Score& b) {
  return a.precision == b.precision && a.recall == b.recall && a.f1 == b.f1;
}

std::uint32_t below(std::uint32_t limit, std::mt19937& random) {
  return static_cast<std::uint32_t>(random() % limit);
}

Labels random_labels(std::size_t items, std::uint32_t clusters, std::mt19937& random) {
  Labels labels(items);
  // Spread over the whole range of 32 bits: labels are names, not places in a table.
  for (std::uint32_t& label : labels) label = 4'294'967'295U - below(clusters, random) * 40'503'123U;
  return labels;
}

Labels spread(std::uint64_t items, std::uint64_t step, std::uint64_t clusters) {
  Labels labels;
  for (std::uint64_t i = 0; i < items; ++i) {
    labels.push_back(static_cast<std::uint32_t>((i * step + i * i / 7) % clusters));
  }
  return labels;
}

}  // namespace

TEST_CASE("scores of a small example are those worked out by hand") {
  // gold {a b c} {d e}; found {a b} {c d e}
  const Labels gold = {1, 1, 1, 2, 2};
  const Labels found = {7, 7, 3, 3, 3};
  // Item by item, precision 1 1 1/3 2/3 2/3 and recall 2/3 2/3 1/3 1 1.
  const double share = 11.0 / 15;
  check_score(bundel::bcubed(gold, found), {share, share, share});
  // Pairs: gold ab ac bc de, found ab cd ce de, both ab de.
  check_score(bundel::pairwise(gold, found), {0.5, 0.5, 0.5});
  // Expected 4 * 4 / 10 = 1.6: (2 - 1.6) / (4 - 1.6).
  CHECK(bundel::adjusted_rand(gold, found) == doctest::Approx(1.0 / 6).epsilon(1e-12));
}

TEST_CASE("precision falls where clusters are joined and recall where they are split") {
  const Labels two = {1, 1, 2, 2};
  const Labels one = {4, 4, 4, 4};
  check_score(bundel::bcubed(two, one), {0.5, 1, 2.0 / 3});
  check_score(bundel::bcubed(one, two), {1, 0.5, 2.0 / 3});
  check_score(bundel::pairwise(two, one), {1.0 / 3, 1, 0.5});
  check_score(bundel::pairwise(one, two), {1, 1.0 / 3, 0.5});
}

TEST_CASE("equal clusterings score exactly 1 whatever the labels are called") {
  const Labels gold = {4, 4, 9, 4, 0, 9, 4'294'967'295U};
  const Labels found = {0, 0, 4'294'967'295U, 0, 9, 4'294'967'295U, 4};
  CHECK(same_bits(bundel::bcubed(gold, found), {1, 1, 1}));
  CHECK(same_bits(bundel::pairwise(gold, found), {1, 1, 1}));
  CHECK(bundel::adjusted_rand(gold, found) == 1);
}

TEST_CASE("clusterings without pairs and without items have defined scores") {
  const Labels alone = {0, 1, 2, 3};
  const Labels together = {5, 5, 5, 5};
  CHECK(same_bits(bundel::pairwise(alone, alone), {1, 1, 1}));
  CHECK(bundel::adjusted_rand(alone, alone) == 1);
  CHECK(bundel::adjusted_rand(together, together) == 1);
  CHECK(same_bits(bundel::pairwise(together, alone), {1, 0, 0}));
  CHECK(same_bits(bundel::pairwise(alone, together), {0, 1, 0}));
  CHECK(bundel::adjusted_rand(alone, together) == 0);
  CHECK(same_bits(bundel::pairwise(Labels{0, 0, 1, 2}, Labels{0, 1, 2, 2}), {0, 0, 0}));

  CHECK(same_bits(bundel::bcubed({}, {}), {1, 1, 1}));
  CHECK(same_bits(bundel::pairwise({}, {}), {1, 1, 1}));
  CHECK(bundel::adjusted_rand({}, {}) == 1);
  CHECK(same_bits(bundel::bcubed(Labels{3}, Labels{8}), {1, 1, 1}));
  CHECK(bundel::adjusted_rand(Labels{3}, Labels{8}) == 1);
}

TEST_CASE("scores agree with scikit-learn 1.9.1") {
  // from sklearn.metrics import adjusted_rand_score as ari
  // from sklearn.metrics.cluster import pair_confusion_matrix as pairs
  // spread = lambda n, step, k: [(i * step + i * i // 7) % k for i in range(n)]
  // (tn, fp), (fn, tp) = pairs(gold, found) // 2
  // print(repr(float(ari(gold, found))), tp, tp + fp, tp + fn)
  // from sklearn.metrics import v_measure_score, normalized_mutual_info_score  # the same to the last digit but one
  struct Expected {
    Labels gold;
    Labels found;
    double ari;
    double both;
    double in_found;
    double in_gold;
    double v;
  };
  Labels halved = spread(1000, 13, 17);
  for (std::uint32_t& label : halved) label /= 2;
  const std::vector<Expected> cases = {
      {{0, 0, 0, 1, 1, 1}, {0, 0, 1, 1, 2, 2}, 0.24242424242424243, 2, 3, 6, 0.5158037429793889},
      {{0, 0, 1, 1}, {0, 1, 0, 1}, -0.5, 0, 2, 2, 0.0},
      {{5, 5, 5, 5, 9, 9, 9, 2, 2, 7},
       {1, 1, 1, 3, 3, 3, 4, 4, 8, 8},
       0.3076923076923077,
       4,
       8,
       10,
       0.6134823076119165},
      {spread(1000, 13, 17), spread(1000, 29, 11), 0.0033700034549974736, 3871, 52911, 35260, 0.056058735194456956},
      {spread(1000, 13, 17), halved, 0.6792605619827916, 35260, 64274, 35260, 0.8754755746927726},
      {spread(200'000, 3, 5), spread(200'000, 13, 3), 0.047827086140481805, 1757747352, 7301465081, 4261166947,
       0.054173835794151935},
  };
  for (const Expected& known : cases) {
    CAPTURE(known.gold.size());
    CHECK(bundel::adjusted_rand(known.gold, known.found) == doctest::Approx(known.ari).epsilon(1e-12));
    const Score pairs = bundel::pairwise(known.gold, known.found);
    CHECK(pairs.precision == known.both / known.in_found);
    CHECK(pairs.recall == known.both / known.in_gold);
    CHECK(bundel::v_measure(known.gold, known.found) == doctest::Approx(known.v).epsilon(1e-12));
  }
}

TEST_CASE("equal clusterings have a V-measure of 1, and one that tells nothing has 0") {
  const Labels together = {5, 5, 5, 5};
  const Labels alone = {3, 1, 4, 2};
  CHECK(bundel::v_measure(together, together) == 1);
  CHECK(bundel::v_measure(alone, alone) == 1);
  CHECK(bundel::v_measure(alone, together) == 0);
  CHECK(bundel::v_measure({}, {}) == 1);
}

TEST_CASE("the wrong pairs are those that one labeling joins and the other does not, in order, and counted") {
  std::mt19937 random(31);
  for (int round = 0; round < 50; ++round) {
    const std::size_t items = 1 + below(30, random);
    const Labels gold = random_labels(items, 1 + below(8, random), random);
    const Labels found = random_labels(items, 1 + below(8, random), random);
    using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;
    Pairs together;
    Pairs apart;
    for (std::size_t a = 0; a < items; ++a) {
      for (std::size_t b = a + 1; b < items; ++b) {
        if (found[a] == found[b] && gold[a] != gold[b]) together.emplace_back(a, b);
        if (found[a] != found[b] && gold[a] == gold[b]) apart.emplace_back(a, b);
      }
    }
    const auto visited = [](const Labels& clusters, const Labels& other, std::size_t most) {
      Pairs pairs;
      bundel::visit_split_pairs(clusters, other, [&](std::size_t a, std::size_t b) {
        pairs.emplace_back(a, b);
        return pairs.size() < most;
      });
      return pairs;
    };
    CHECK(visited(found, gold, 1'000) == together);
    CHECK(visited(gold, found, 1'000) == apart);
    CHECK(visited(gold, found, 1).size() == std::min<std::size_t>(apart.size(), 1));
    const bundel::WrongPairs wrong = bundel::count_wrong_pairs(gold, found);
    CHECK(wrong.together == together.size());
    CHECK(wrong.apart == apart.size());
  }
}

TEST_CASE("scores agree with their quadratic twins on random labelings") {
  std::mt19937 random(20'230'214);
  for (int round = 0; round < 300; ++round) {
    const std::size_t items = 1 + below(60, random);
    const Labels gold = random_labels(items, 1 + below(20, random), random);
    Labels found = gold;
    // Between equal and unrelated: a share of the items moves to a random cluster.
    const std::uint32_t moved_in_ten = below(11, random);
    const Labels other = random_labels(items, 1 + below(20, random), random);
    for (std::size_t i = 0; i < items; ++i) {
      if (below(10, random) < moved_in_ten) found[i] = other[i];
    }
    CAPTURE(round);
    check_score(bundel::bcubed(gold, found), naive_bcubed(gold, found));
    check_score(bundel::pairwise(gold, found), naive_pairwise(gold, found));
    CHECK(bundel::adjusted_rand(gold, found) == doctest::Approx(naive_adjusted_rand(gold, found)).epsilon(1e-12));
  }
}

TEST_CASE("the order of the items changes no bit and swapping sides swaps precision and recall") {
  std::mt19937 random(7);
  const Labels gold = random_labels(500, 40, random);
  const Labels found = random_labels(500, 30, random);
  std::vector<std::size_t> order(gold.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (int round = 0; round < 20; ++round) {
    std::shuffle(order.begin(), order.end(), random);
    Labels shuffled_gold;
    Labels shuffled_found;
    for (const std::size_t i : order) {
      shuffled_gold.push_back(gold[i]);
      shuffled_found.push_back(found[i]);
    }
    CHECK(same_bits(bundel::bcubed(gold, found), bundel::bcubed(shuffled_gold, shuffled_found)));
    CHECK(same_bits(bundel::pairwise(gold, found), bundel::pairwise(shuffled_gold, shuffled_found)));
    CHECK(bundel::adjusted_rand(gold, found) == bundel::adjusted_rand(shuffled_gold, shuffled_found));
  }
  const Score score = bundel::bcubed(gold, found);
  const Score swapped = bundel::bcubed(found, gold);
  CHECK(score.precision == doctest::Approx(swapped.recall).epsilon(1e-12));
  CHECK(score.recall == doctest::Approx(swapped.precision).epsilon(1e-12));
  CHECK(bundel::adjusted_rand(gold, found) == bundel::adjusted_rand(found, gold));
}

TEST_CASE("labelings drawn by chance have an adjusted Rand index near 0") {
  std::mt19937 random(99);
  const Labels gold = random_labels(100'000, 50, random);
  const Labels found = random_labels(100'000, 50, random);
  CHECK(bundel::adjusted_rand(gold, found) == doctest::Approx(0).epsilon(0.001));
}
