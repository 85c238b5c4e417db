#include "bundel/events.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace bundel;

namespace {

constexpr std::int64_t kDay = kSecondsPerDay;

SparseRows rows_of(const std::vector<std::vector<double>>& values) {
  SparseRows rows(static_cast<Eigen::Index>(values.size()), static_cast<Eigen::Index>(values.front().size()));
  for (std::size_t i = 0; i < values.size(); ++i) {
    double squares = 0;
    for (const double value : values[i]) squares += value * value;
    for (std::size_t c = 0; c < values[i].size(); ++c) {
      if (values[i][c] != 0) {
        rows.insert(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(c)) = values[i][c] / std::sqrt(squares);
      }
    }
  }
  rows.makeCompressed();
  return rows;
}

TimeSpan day(std::int64_t number) {
  return {number * kDay, (number + 1) * kDay};
}

/// Two reports of one event and one of another.
struct Three {
  SparseRows rows = rows_of({{1, 1, 0, 0}, {1, 1, 1, 0}, {0, 0, 1, 1}});
  std::vector<std::optional<TimeSpan>> times = {day(0), day(0), day(0)};
  std::vector<Manner> manners = {{1, 100}, {1, 100}, {1, 100}};
  EventInput input{rows, rows, rows, times, manners};
  EventSettings settings;
  std::vector<ScoredPair> pairs =
      score_pairs(input, std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 1}, {0, 2}, {1, 2}}, settings);
};

}  // namespace

TEST_CASE("the score of a pair is the weighted cosines less the time penalty") {
  Three three;
  three.times[2] = day(9);
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs = {{0, 1}, {1, 2}};
  const auto scored = score_pairs(three.input, pairs, three.settings);
  const double cosine = 2 / std::sqrt(6);
  CHECK(scored[0].z == doctest::Approx(38 * cosine - 4.4));
  CHECK(scored[1].z == doctest::Approx(38 / std::sqrt(6) - std::log(10.0) - 4.4));
}

TEST_CASE("an unknown date costs the average penalty, whichever of the two lacks it") {
  Three three;
  three.times[1] = std::nullopt;
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs = {{0, 1}, {0, 2}};
  const auto scored = score_pairs(three.input, pairs, three.settings);
  CHECK(scored[0].z == doctest::Approx(38 * 2 / std::sqrt(6) - 1.5 - 4.4));
  CHECK(scored[1].z == doctest::Approx(-4.4));
}

TEST_CASE("between two known languages the bias is higher") {
  Three three;
  three.manners[1].language = 2;
  three.manners[2].language = 0;
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs = {{0, 1}, {1, 2}};
  const auto scored = score_pairs(three.input, pairs, three.settings);
  CHECK(scored[0].z == doctest::Approx(38 * 2 / std::sqrt(6) + 1.3 - 4.4));
  CHECK(scored[1].z == doctest::Approx(38 / std::sqrt(6) - 4.4));
}

TEST_CASE("short texts must be nearer: the penalty falls from ten words to a hundred") {
  CHECK(shortness(0) == 1);
  CHECK(shortness(10) == 1);
  CHECK(shortness(32) == doctest::Approx(0.5).epsilon(0.02));
  CHECK(shortness(100) == doctest::Approx(0));
  CHECK(shortness(5'000) == doctest::Approx(0));
  Three three;
  three.manners[0].words = 8;
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs = {{0, 2}};
  CHECK(score_pairs(three.input, pairs, three.settings)[0].z == doctest::Approx(-4.4 - 2.6 / 2));
}

TEST_CASE("a month and a day in it are no days apart") {
  CHECK(gap_days(TimeSpan{0, 31 * kDay}, day(12)) == 0);
  CHECK(gap_days(TimeSpan{0, 31 * kDay}, day(31)) == 1);
  CHECK(gap_days(day(3), day(-4)) == 7);
}

TEST_CASE("the nearest pair joins first and the cut takes the merges down to the threshold") {
  const Three three;
  const Dendrogram dendrogram = agglomerate(three.input, three.pairs, three.settings);
  REQUIRE(dendrogram.merges.size() == 2);
  CHECK(dendrogram.merges[0].a == 0);
  CHECK(dendrogram.merges[0].b == 1);
  CHECK(dendrogram.merges[1].z == doctest::Approx((three.pairs[1].z + three.pairs[2].z) / 2));
  const bool split = cut(dendrogram, 0.99) == std::vector<std::uint32_t>{0, 0, 2};
  const bool together = cut(dendrogram, 0.5) == std::vector<std::uint32_t>{0, 0, 0};
  CHECK(split);
  CHECK(together);
}

TEST_CASE("at threshold 1 every article stands alone, at 0 the graph's components are the events") {
  const Three three;
  const std::vector<ScoredPair> one_edge = {three.pairs[1]};  // 0 and 2 only
  const Dendrogram dendrogram = agglomerate(three.input, one_edge, three.settings);
  CHECK(cut(dendrogram, 1.0) == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(cut(dendrogram, 0.0) == std::vector<std::uint32_t>{0, 1, 0});
  // Same text, whose probability rounds to 1, does not join at 1 either.
  EventSettings strong;
  strong.body_weight = strong.lead_weight = 500;
  const SparseRows same = rows_of({{1, 0}, {1, 0}});
  const std::vector<std::optional<TimeSpan>> times(2);
  const std::vector<Manner> manners(2);
  const EventInput input{same, same, same, times, manners};
  const auto pairs = score_pairs(input, std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 1}}, strong);
  CHECK(link_probability(pairs[0].z) == 1.0);
  CHECK(cut(agglomerate(input, pairs, strong), 1.0) == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("no articles, one article and articles without a candidate pair are clustered") {
  const EventSettings settings;
  const SparseRows none(0, 1);
  CHECK(cut(agglomerate({none, none, none, {}, {}}, {}, settings), 0.5).empty());
  const SparseRows two = rows_of({{1}, {1}});
  const std::vector<std::optional<TimeSpan>> times(2);
  const std::vector<Manner> manners(2);
  CHECK(cut(agglomerate({two, two, two, times, manners}, {}, settings), 0.0) == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("members are listed by event in the order of their first row") {
  const std::vector<std::uint32_t> event = {0, 1, 0, 3, 1};
  CHECK(members_of(event) == std::vector<std::vector<std::uint32_t>>{{0, 2}, {1, 4}, {3}});
}

TEST_CASE("a member's score is its link probability with the others, and 1 when alone") {
  const Three three;
  CHECK(member_scores(three.input, std::vector<std::uint32_t>{1}, three.settings) == std::vector<double>{1.0});
  const auto scores = member_scores(three.input, std::vector<std::uint32_t>{0, 1, 2}, three.settings);
  CHECK(scores[0] == doctest::Approx(link_probability((three.pairs[0].z + three.pairs[1].z) / 2)));
  CHECK(scores[2] == doctest::Approx(link_probability((three.pairs[1].z + three.pairs[2].z) / 2)));
}

TEST_CASE("the label is the candidate nearest to all members, the first of equals") {
  const Three three;
  const SparseRows candidates = rows_of({{0, 0, 0, 1}, {1, 1, 0, 0}, {2, 2, 0, 0}});
  CHECK(choose_label(three.input, std::vector<std::uint32_t>{0, 1}, candidates) == 1);
  CHECK(choose_label(three.input, std::vector<std::uint32_t>{2}, candidates) == 0);
}

namespace {

using Rows = std::vector<std::uint32_t>;

/// Keywords of events of which every two articles are a candidate pair.
std::vector<Rows> keywords_of(const SparseRows& rows, const std::vector<Rows>& events,
                              const std::vector<ColumnWord>& words, std::size_t most) {
  const auto count = static_cast<std::uint32_t>(rows.rows());
  const std::vector<std::optional<TimeSpan>> times(count);
  const std::vector<Manner> manners(count);
  const EventInput input{rows, rows, rows, times, manners};
  std::vector<std::pair<std::uint32_t, std::uint32_t>> all;
  for (std::uint32_t a = 0; a < count; ++a) {
    for (std::uint32_t b = a + 1; b < count; ++b) all.emplace_back(a, b);
  }
  return choose_keywords(input, score_pairs(input, all, {}), events, words, most);
}

std::vector<ColumnWord> plain_words(std::uint32_t columns) {
  std::vector<ColumnWord> words;
  for (std::uint32_t column = 0; column < columns; ++column) words.push_back({column, WordKind::word});
  return words;
}

}  // namespace

TEST_CASE("keywords tell an event from its neighbours: what look-alikes share is none") {
  // Column 0 ("fire") is in all; column 1 is one town, column 2 the other.
  const SparseRows rows = rows_of({{1, 1, 0}, {1, 1, 0}, {1, 0, 1}, {1, 0, 1}});
  CHECK(keywords_of(rows, {{0, 1}, {2, 3}}, plain_words(3), 5) == std::vector<Rows>{{1}, {2}});
}

TEST_CASE("a keyword that a larger neighbour shows gives way to one that it does not show") {
  // Column 0 ("bomb") tells both events from a third that lacks it; the towns are columns 1 and 2.
  std::vector<std::vector<double>> values(3, {5, 1, 0, 0});
  values.insert(values.end(), 2, {5, 0, 1, 0});
  values.insert(values.end(), 12, {0, 0, 0, 5});
  const SparseRows rows = rows_of(values);
  Rows others;
  for (std::uint32_t row = 5; row < 17; ++row) others.push_back(row);
  CHECK(keywords_of(rows, {{3, 4}, {0, 1, 2}, others}, plain_words(4), 1) == std::vector<Rows>{{2}, {0}, {3}});
  // Where nothing else is left both show it.
  CHECK(keywords_of(rows, {{3, 4}, {0, 1, 2}, others}, plain_words(4), 2) == std::vector<Rows>{{2, 0}, {0, 1}, {3}});
}

TEST_CASE("forms of a word and its name are one keyword, names come first among equals, single letters never") {
  const SparseRows rows = rows_of({{1, 1, 1, 1}, {1, 1, 1, 1}});
  std::vector<ColumnWord> words = plain_words(4);
  words[3] = {1, WordKind::name};
  CHECK(keywords_of(rows, {{0, 1}}, words, 5) == std::vector<Rows>{{3, 0, 2}});
  words[0].kind = WordKind::letter;
  CHECK(keywords_of(rows, {{0, 1}}, words, 5) == std::vector<Rows>{{3, 2}});
}

TEST_CASE("a number comes before words only where two or more members, and all of them, hold it") {
  std::vector<ColumnWord> words = plain_words(3);
  words[0].kind = WordKind::number;
  const SparseRows both = rows_of({{3, 2, 1}, {3, 2, 1}});
  CHECK(keywords_of(both, {{0, 1}}, words, 5) == std::vector<Rows>{{0, 1, 2}});
  CHECK(keywords_of(both, {{0}}, words, 5) == std::vector<Rows>{{1, 2, 0}});
  const SparseRows one = rows_of({{9, 2, 1}, {0, 2, 1}});
  CHECK(keywords_of(one, {{0, 1}}, words, 5) == std::vector<Rows>{{1, 2, 0}});
}
