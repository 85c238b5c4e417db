#include "bundel/events.h"

#include <doctest/doctest.h>

#include <cmath>
#include <utility>
#include <vector>

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

/// The channels of every run, all with the same rows.
std::vector<Channel> channels_of(const SparseRows& rows) {
  return {{"body", 18, true, rows}, {"lead", 12, true, rows}, {"pieces", 8, false, rows}};
}

std::vector<RowPair> pairs_of(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& numbers) {
  std::vector<RowPair> pairs;
  for (const auto& [a, b] : numbers) pairs.emplace_back(Row{a}, Row{b});
  return pairs;
}

std::vector<Row> rows_at(const std::vector<std::uint32_t>& numbers) {
  std::vector<Row> rows;
  for (const std::uint32_t number : numbers) rows.push_back(Row{number});
  return rows;
}

TimeSpan day(std::int64_t number) {
  return {number * kDay, (number + 1) * kDay};
}

/// Two reports of one event and one of another.
struct Three {
  SparseRows rows = rows_of({{1, 1, 0, 0}, {1, 1, 1, 0}, {0, 0, 1, 1}});
  std::vector<std::optional<TimeSpan>> times = {day(0), day(0), day(0)};
  std::vector<ReportTraits> traits = {{1, 100}, {1, 100}, {1, 100}};
  std::vector<Channel> channels = channels_of(rows);
  EventInput input{channels, times, traits};
  EventSettings settings;
  std::vector<ScoredPair> pairs = score_pairs(input, pairs_of({{0, 1}, {0, 2}, {1, 2}}), settings);
};

}  // namespace

TEST_CASE("the score of a pair is the weighted cosines less the time penalty") {
  Three three;
  three.times[2] = day(9);
  const std::vector<RowPair> pairs = pairs_of({{0, 1}, {1, 2}});
  const auto scored = score_pairs(three.input, pairs, three.settings);
  const double cosine = 2 / std::sqrt(6);
  CHECK(scored[0].log_odds == doctest::Approx(38 * cosine - 4.4));
  CHECK(scored[1].log_odds == doctest::Approx(38 / std::sqrt(6) - std::log(10.0) - 4.4));
}

TEST_CASE("an unknown date costs the average penalty, whichever of the two lacks it") {
  Three three;
  three.times[1] = std::nullopt;
  const std::vector<RowPair> pairs = pairs_of({{0, 1}, {0, 2}});
  const auto scored = score_pairs(three.input, pairs, three.settings);
  CHECK(scored[0].log_odds == doctest::Approx(38 * 2 / std::sqrt(6) - 1.5 - 4.4));
  CHECK(scored[1].log_odds == doctest::Approx(-4.4));
}

TEST_CASE("between two known languages the bias is higher") {
  Three three;
  three.traits[1].language = 2;
  three.traits[2].language = 0;
  const std::vector<RowPair> pairs = pairs_of({{0, 1}, {1, 2}});
  const auto scored = score_pairs(three.input, pairs, three.settings);
  CHECK(scored[0].log_odds == doctest::Approx(38 * 2 / std::sqrt(6) + 1.3 - 4.4));
  CHECK(scored[1].log_odds == doctest::Approx(38 / std::sqrt(6) - 4.4));
}

TEST_CASE("short texts must be nearer: the penalty falls from ten words to a hundred") {
  CHECK(shortness(0) == 1);
  CHECK(shortness(10) == 1);
  CHECK(shortness(32) == doctest::Approx(0.5).epsilon(0.02));
  CHECK(shortness(100) == doctest::Approx(0));
  CHECK(shortness(5'000) == doctest::Approx(0));
  Three three;
  three.traits[0].words = 8;
  const std::vector<RowPair> pairs = pairs_of({{0, 2}});
  CHECK(score_pairs(three.input, pairs, three.settings)[0].log_odds == doctest::Approx(-4.4 - 2.6 / 2));
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
  CHECK(dendrogram.merges[0].a == Row{0});
  CHECK(dendrogram.merges[0].b == Row{1});
  CHECK(dendrogram.merges[1].log_odds == doctest::Approx((three.pairs[1].log_odds + three.pairs[2].log_odds) / 2));
  CHECK(cut(dendrogram, 0.99) == rows_at({0, 0, 2}));
  CHECK(cut(dendrogram, 0.5) == rows_at({0, 0, 0}));
}

TEST_CASE("at threshold 1 every article stands alone, at 0 the graph's components are the events") {
  const Three three;
  const std::vector<ScoredPair> one_edge = {three.pairs[1]};  // 0 and 2 only
  const Dendrogram dendrogram = agglomerate(three.input, one_edge, three.settings);
  CHECK(cut(dendrogram, 1.0) == rows_at({0, 1, 2}));
  CHECK(cut(dendrogram, 0.0) == rows_at({0, 1, 0}));
  // Same text, whose probability rounds to 1, does not join at 1 either.
  const std::vector<Channel> strong = {{"body", 1'000, true, rows_of({{1, 0}, {1, 0}})}};
  const std::vector<std::optional<TimeSpan>> times(2);
  const std::vector<ReportTraits> traits(2);
  const EventInput input{strong, times, traits};
  const auto pairs = score_pairs(input, pairs_of({{0, 1}}), {});
  CHECK(link_probability(pairs[0].log_odds) == 1.0);
  CHECK(cut(agglomerate(input, pairs, {}), 1.0) == rows_at({0, 1}));
}

TEST_CASE("no articles, one article and articles without a candidate pair are clustered") {
  const EventSettings settings;
  const std::vector<Channel> none = channels_of(SparseRows(0, 1));
  CHECK(cut(agglomerate({none, {}, {}}, {}, settings), 0.5).empty());
  const std::vector<Channel> two = channels_of(rows_of({{1}, {1}}));
  const std::vector<std::optional<TimeSpan>> times(2);
  const std::vector<ReportTraits> traits(2);
  CHECK(cut(agglomerate({two, times, traits}, {}, settings), 0.0) == rows_at({0, 1}));
}

TEST_CASE("members are listed by event in the order of their first row") {
  CHECK(members_of(rows_at({0, 1, 0, 3, 1})) == std::vector{rows_at({0, 2}), rows_at({1, 4}), rows_at({3})});
}

TEST_CASE("a member's score is its link probability with the others, and 1 when alone") {
  const Three three;
  CHECK(member_scores(three.input, rows_at({1}), three.settings) == std::vector<double>{1.0});
  const auto scores = member_scores(three.input, rows_at({0, 1, 2}), three.settings);
  CHECK(scores[0] == doctest::Approx(link_probability((three.pairs[0].log_odds + three.pairs[1].log_odds) / 2)));
  CHECK(scores[2] == doctest::Approx(link_probability((three.pairs[1].log_odds + three.pairs[2].log_odds) / 2)));
}

TEST_CASE("the label is the candidate nearest to all members, the first of equals") {
  const Three three;
  const SparseRows candidates = rows_of({{0, 0, 0, 1}, {1, 1, 0, 0}, {2, 2, 0, 0}});
  CHECK(choose_label(three.input, rows_at({0, 1}), candidates) == 1);
  CHECK(choose_label(three.input, rows_at({2}), candidates) == 0);
}

namespace {

using Numbers = std::vector<std::uint32_t>;

/// Keywords, as numbers of columns, of events of which every two articles are a candidate pair.
std::vector<Numbers> keywords_of(const SparseRows& rows, const std::vector<Numbers>& events,
                                 const std::vector<ColumnWord>& words, std::size_t most) {
  const auto count = static_cast<std::uint32_t>(rows.rows());
  const std::vector<Channel> channels = channels_of(rows);
  const std::vector<std::optional<TimeSpan>> times(count);
  const std::vector<ReportTraits> traits(count);
  const EventInput input{channels, times, traits};
  std::vector<RowPair> all;
  for (std::uint32_t a = 0; a < count; ++a) {
    for (std::uint32_t b = a + 1; b < count; ++b) all.emplace_back(Row{a}, Row{b});
  }
  std::vector<std::vector<Row>> members;
  for (const Numbers& event : events) members.push_back(rows_at(event));
  std::vector<Numbers> keywords;
  for (const auto& columns : choose_keywords(input, score_pairs(input, all, {}), members, words, most)) {
    keywords.emplace_back();
    for (const Column column : columns) keywords.back().push_back(static_cast<std::uint32_t>(column));
  }
  return keywords;
}

std::vector<ColumnWord> plain_words(std::uint32_t columns) {
  std::vector<ColumnWord> words;
  for (std::uint32_t column = 0; column < columns; ++column) words.push_back({Column{column}, WordKind::word});
  return words;
}

}  // namespace

TEST_CASE("keywords tell an event from its neighbours: what look-alikes share is none") {
  // Column 0 ("fire") is in all; column 1 is one town, column 2 the other.
  const SparseRows rows = rows_of({{1, 1, 0}, {1, 1, 0}, {1, 0, 1}, {1, 0, 1}});
  CHECK(keywords_of(rows, {{0, 1}, {2, 3}}, plain_words(3), 5) == std::vector<Numbers>{{1}, {2}});
}

TEST_CASE("a keyword that a larger neighbour shows gives way to one that it does not show") {
  // Column 0 ("bomb") tells both events from a third that lacks it; the towns are columns 1 and 2.
  std::vector<std::vector<double>> values(3, {5, 1, 0, 0});
  values.insert(values.end(), 2, {5, 0, 1, 0});
  values.insert(values.end(), 12, {0, 0, 0, 5});
  const SparseRows rows = rows_of(values);
  Numbers others;
  for (std::uint32_t row = 5; row < 17; ++row) others.push_back(row);
  CHECK(keywords_of(rows, {{3, 4}, {0, 1, 2}, others}, plain_words(4), 1) == std::vector<Numbers>{{2}, {0}, {3}});
  // Where nothing else is left both show it.
  CHECK(keywords_of(rows, {{3, 4}, {0, 1, 2}, others}, plain_words(4), 2) == std::vector<Numbers>{{2, 0}, {0, 1}, {3}});
}

TEST_CASE("forms of a word and its name are one keyword, names come first among equals, single letters never") {
  const SparseRows rows = rows_of({{1, 1, 1, 1}, {1, 1, 1, 1}});
  std::vector<ColumnWord> words = plain_words(4);
  words[3] = {Column{1}, WordKind::name};
  CHECK(keywords_of(rows, {{0, 1}}, words, 5) == std::vector<Numbers>{{3, 0, 2}});
  words[0].kind = WordKind::letter;
  CHECK(keywords_of(rows, {{0, 1}}, words, 5) == std::vector<Numbers>{{3, 2}});
}

TEST_CASE("a number comes before words only where two or more members, and all of them, hold it") {
  std::vector<ColumnWord> words = plain_words(3);
  words[0].kind = WordKind::number;
  const SparseRows both = rows_of({{3, 2, 1}, {3, 2, 1}});
  CHECK(keywords_of(both, {{0, 1}}, words, 5) == std::vector<Numbers>{{0, 1, 2}});
  CHECK(keywords_of(both, {{0}}, words, 5) == std::vector<Numbers>{{1, 2, 0}});
  const SparseRows one = rows_of({{9, 2, 1}, {0, 2, 1}});
  CHECK(keywords_of(one, {{0, 1}}, words, 5) == std::vector<Numbers>{{1, 2, 0}});
}
