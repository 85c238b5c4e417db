#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "bundel/events.h"
#include "bundel/vectorise.h"
#include "support/threads.h"

using namespace bundel;

namespace {

/// Random unit rows around a few centres, with dates of every kind, and a random graph over them.
struct Collection {
  SparseRows body;
  SparseRows lead;
  SparseRows pieces;
  std::vector<ReportTraits> traits;
  std::vector<std::optional<TimeSpan>> times;
  std::vector<RowPair> pairs;
  double body_weight = 18;
  std::vector<Channel> channels = {};

  [[nodiscard]] EventInput input() {
    if (channels.empty())
      channels = {{"body", body_weight, true, body}, {"lead", 12, true, lead}, {"pieces", 8, false, pieces}};
    return {channels, times, traits};
  }
};

Eigen::Index at(Row row) {
  return static_cast<Eigen::Index>(index_of(row));
}

SparseRows random_rows(std::mt19937& random, std::uint32_t rows, std::uint32_t columns) {
  std::uniform_real_distribution<double> weight(0.1, 1.0);
  SparseRows sparse(rows, columns);
  for (std::uint32_t i = 0; i < rows; ++i) {
    std::map<std::uint32_t, double> row;
    const auto centre = static_cast<std::uint32_t>(random() % 4);
    for (int k = 0; k < 6; ++k) row[(centre * 5 + static_cast<std::uint32_t>(random() % 8)) % columns] = weight(random);
    double squares = 0;
    for (const auto& [column, value] : row) squares += value * value;
    for (const auto& [column, value] : row) sparse.insert(i, column) = value / std::sqrt(squares);
  }
  sparse.makeCompressed();
  return sparse;
}

Collection random_collection(std::mt19937& random, std::uint32_t rows, double density) {
  Collection collection{
      random_rows(random, rows, 20), random_rows(random, rows, 20), random_rows(random, rows, 20), {}, {}, {}};
  for (std::uint32_t i = 0; i < rows; ++i) {
    const std::int64_t begin = static_cast<std::int64_t>(random() % 60) * kSecondsPerDay;
    const std::int64_t days = random() % 3 == 0 ? 30 : 1;
    collection.times.push_back(random() % 5 == 0 ? std::nullopt
                                                 : std::optional<TimeSpan>({begin, begin + days * kSecondsPerDay}));
  }
  for (std::uint32_t i = 0; i < rows; ++i) {
    collection.traits.push_back({static_cast<std::uint32_t>(random() % 3), static_cast<std::uint32_t>(random() % 150)});
  }
  std::bernoulli_distribution edge(density);
  for (std::uint32_t a = 0; a < rows; ++a) {
    for (std::uint32_t b = a + 1; b < rows; ++b) {
      if (edge(random)) collection.pairs.emplace_back(Row{a}, Row{b});
    }
  }
  return collection;
}

/// The score of a pair, straight from the definition.
double naive_score(const Collection& c, Row of_a, Row of_b, const EventSettings& s) {
  const Eigen::Index a = at(of_a);
  const Eigen::Index b = at(of_b);
  double time = s.unknown_time;
  if (c.times[a] && c.times[b]) time = std::log(1.0 + static_cast<double>(gap_days(*c.times[a], *c.times[b])));
  const double body = c.body.row(a).dot(c.body.row(b));
  const double lead = c.lead.row(a).dot(c.lead.row(b));
  const double pieces = c.pieces.row(a).dot(c.pieces.row(b));
  const ReportTraits& x = c.traits[a];
  const ReportTraits& y = c.traits[b];
  const bool foreign = x.language != y.language && x.language != 0 && y.language != 0;
  const double piece_part = 8 * pieces + (foreign ? s.foreign_bias : 0.0);
  const double short_part = s.short_penalty * (shortness(x.words) + shortness(y.words)) / 2;
  return c.body_weight * body + 12 * lead + piece_part - short_part - s.time_weight * time + s.bias;
}

double probability(double z) {
  return 1 / (1 + std::exp(-z));
}

/// Average linkage by recomputing every mean from its pairs in every round, as far as merges are told apart.
std::vector<Merge> naive_agglomerate(const Collection& c, const EventSettings& s) {
  std::map<Row, std::vector<Row>> clusters;
  for (std::uint32_t i = 0; i < c.times.size(); ++i) clusters[Row{i}] = {Row{i}};
  std::set<RowPair> edges;
  for (const auto& [a, b] : c.pairs) {
    if (probability(naive_score(c, a, b, s)) >= s.floor) edges.emplace(a, b);
  }
  const auto mean_z = [&](const auto& x, const auto& y) -> std::optional<double> {
    double sum = 0;
    bool joined = false;
    for (const Row i : x) {
      for (const Row j : y) {
        sum += naive_score(c, i, j, s);
        joined = joined || edges.contains(std::minmax(i, j));
      }
    }
    if (!joined) return std::nullopt;
    return sum / static_cast<double>(x.size() * y.size());
  };
  std::vector<Merge> merges;
  while (true) {
    std::optional<Merge> best;
    for (const auto& [a, members] : clusters) {
      for (const auto& [b, others] : clusters) {
        if (b <= a) continue;
        const std::optional<double> z = mean_z(members, others);
        if (z && (!best || *z > best->log_odds)) best = Merge{a, b, *z};
      }
    }
    if (!best || probability(best->log_odds) < s.floor) return merges;
    merges.push_back(*best);
    auto& kept = clusters[best->a];
    const auto& gone = clusters[best->b];
    kept.insert(kept.end(), gone.begin(), gone.end());
    clusters.erase(best->b);
  }
}

/// Rows of articles outside that score highest with a member, at most ten, the nearest first.
std::vector<Row> naive_nearest(const Collection& c, const std::vector<ScoredPair>& pairs,
                               const std::vector<Row>& members) {
  const std::set<Row> inside(members.begin(), members.end());
  std::map<Row, double> best;
  for (const ScoredPair& pair : pairs) {
    for (const auto& [in, out] : {RowPair(pair.a, pair.b), RowPair(pair.b, pair.a)}) {
      if (!inside.contains(in) || inside.contains(out)) continue;
      best[out] = best.contains(out) ? std::max(best[out], pair.log_odds) : pair.log_odds;
    }
  }
  std::vector<Row> rows;
  for (std::uint32_t row = 0; row < c.times.size(); ++row) {
    if (best.contains(Row{row})) rows.push_back(Row{row});
  }
  std::ranges::stable_sort(rows, std::greater{}, [&](Row row) { return best[row]; });
  rows.resize(std::min<std::size_t>(rows.size(), 10));
  return rows;
}

double naive_mean(const Collection& c, const std::vector<Row>& rows, Eigen::Index column) {
  double sum = 0;
  for (const Row row : rows) sum += (c.body.coeff(at(row), column) + c.lead.coeff(at(row), column)) / 2;
  return rows.empty() ? 0 : sum / static_cast<double>(rows.size());
}

/// At most four times `most` columns, the best by the definition, one a term.
std::vector<Column> naive_ranking(const Collection& c, const std::vector<Row>& members, const std::vector<Row>& outside,
                                  const std::vector<ColumnWord>& words, std::size_t most) {
  std::map<std::tuple<bool, double, bool, std::uint32_t>, Column> order;
  for (std::uint32_t column = 0; column < words.size(); ++column) {
    const auto held = static_cast<std::size_t>(
        std::ranges::count_if(members, [&](Row row) { return c.body.coeff(at(row), column) > 0; }));
    const double difference = naive_mean(c, members, column) - naive_mean(c, outside, column);
    if (words[column].kind == WordKind::letter || 2 * held < members.size() || difference <= 1e-12) continue;
    const bool all = held == members.size() && held > 1;
    order[{words[column].kind == WordKind::number && !all, -difference, words[column].kind != WordKind::name, column}] =
        Column{column};
  }
  std::vector<Column> ranked;
  std::set<Column> terms;
  for (const auto& [key, column] : order) {
    if (ranked.size() < 4 * most && terms.insert(words[index_of(column)].term).second) ranked.push_back(column);
  }
  return ranked;
}

std::vector<std::vector<Column>> naive_keywords(const Collection& c, const std::vector<ScoredPair>& pairs,
                                                const std::vector<std::vector<Row>>& events,
                                                const std::vector<ColumnWord>& words, std::size_t most) {
  std::vector<std::vector<Row>> outside;
  for (const auto& members : events) outside.push_back(naive_nearest(c, pairs, members));
  const auto sees = [&](std::size_t e, std::size_t other) {
    return std::ranges::any_of(outside[e], [&](Row row) { return std::ranges::count(events[other], row); });
  };
  std::vector<std::vector<Column>> keywords(events.size());
  for (std::size_t size = c.times.size(); size > 0; --size) {
    for (std::size_t e = 0; e < events.size(); ++e) {
      if (events[e].size() != size) continue;
      const auto shown_beside = [&](Column column) {
        for (std::size_t other = 0; other < events.size(); ++other) {
          if (other == e || (!sees(e, other) && !sees(other, e))) continue;
          for (const Column shown : keywords[other]) {
            if (words[index_of(shown)].term == words[index_of(column)].term) return true;
          }
        }
        return false;
      };
      const auto ranked = naive_ranking(c, events[e], outside[e], words, most);
      std::vector<Column> chosen;
      for (const bool taken : {false, true}) {
        for (const Column column : ranked) {
          if (chosen.size() < most && shown_beside(column) == taken) chosen.push_back(column);
        }
      }
      keywords[e] = chosen;
    }
  }
  return keywords;
}

}  // namespace

TEST_CASE("average linkage from sums makes the merges of the naive one, on full and on sparse graphs") {
  std::mt19937 random(7);
  std::size_t told_apart = 0;
  const EventSettings settings;
  for (int round = 0; round < 40; ++round) {
    CAPTURE(round);
    Collection c = random_collection(random, 5 + round % 20, round % 2 == 0 ? 1.0 : 0.15);
    const auto expected = naive_agglomerate(c, settings);
    const auto found = agglomerate(c.input(), score_pairs(c.input(), c.pairs, settings), settings).merges;
    REQUIRE(found.size() >= expected.size());
    told_apart += expected.size();
    for (std::size_t i = expected.size(); i < found.size(); ++i) CHECK(std::isinf(found[i].log_odds));
    for (std::size_t i = 0; i < expected.size(); ++i) {
      CAPTURE(i);
      CHECK(found[i].a == expected[i].a);
      CHECK(found[i].b == expected[i].b);
      CHECK(found[i].log_odds == doctest::Approx(expected[i].log_odds).epsilon(1e-9));
    }
  }
  CHECK(told_apart > 200);
}

TEST_CASE("components apart make the merges of one queue, in its order, inversions included") {
  std::mt19937 random(29);
  std::size_t inversions = 0;
  std::size_t components = 0;
  const EventSettings settings{.bias = -14};
  for (int round = 0; round < 120; ++round) {
    CAPTURE(round);
    Collection c = random_collection(random, 40, 0.02 + 0.01 * (round % 6));
    const auto pairs = score_pairs(c.input(), c.pairs, settings);
    const std::vector<Merge> expected = naive_agglomerate(c, settings);
    const std::vector<Merge> found = agglomerate(c.input(), pairs, settings).merges;
    REQUIRE(found.size() >= expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      CHECK(std::pair(found[i].a, found[i].b) == std::pair(expected[i].a, expected[i].b));
      if (i > 0 && found[i].log_odds > found[i - 1].log_odds) ++inversions;
    }
    const std::vector<Row> whole = cut({40, expected}, 0.0);
    for (std::uint32_t row = 0; row < 40; ++row) {
      const auto size = std::ranges::count(whole, whole[row]);
      components += whole[row] == Row{row} && size > 1 ? 1 : 0;
    }
  }
  CHECK(inversions > 20);
  CHECK(components > 100);
}

TEST_CASE("one dendrogram serves every threshold: a cut is the clustering that stops there") {
  std::mt19937 random(11);
  const EventSettings settings;
  for (int round = 0; round < 20; ++round) {
    Collection c = random_collection(random, 25, 0.3);
    const Dendrogram tree = agglomerate(c.input(), score_pairs(c.input(), c.pairs, settings), settings);
    for (const double threshold : {0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0}) {
      std::vector<Row> naive(c.times.size());
      for (std::uint32_t i = 0; i < naive.size(); ++i) naive[i] = Row{i};
      for (const Merge& merge : naive_agglomerate(c, settings)) {
        if (threshold >= 1 || 1 / (1 + std::exp(-merge.log_odds)) < threshold) break;
        std::ranges::replace(naive, merge.b, merge.a);
      }
      CHECK(cut(tree, threshold) == naive);
    }
  }
}

TEST_CASE("at threshold 0 an event is all that candidate pairs connect, however unlikely") {
  std::mt19937 random(12);
  for (int round = 0; round < 20; ++round) {
    Collection c = random_collection(random, 30, 0.06);
    const EventSettings settings{.bias = -20};
    const Dendrogram tree = agglomerate(c.input(), score_pairs(c.input(), c.pairs, settings), settings);
    std::vector<Row> naive(c.times.size());
    for (std::uint32_t i = 0; i < naive.size(); ++i) naive[i] = Row{i};
    for (const auto& [a, b] : c.pairs) {
      const auto [low, high] = std::minmax({naive[index_of(a)], naive[index_of(b)]});
      std::ranges::replace(naive, high, low);
    }
    CHECK(cut(tree, 0.0) == naive);
  }
}

TEST_CASE("a higher threshold only splits events") {
  std::mt19937 random(13);
  const EventSettings settings;
  Collection c = random_collection(random, 40, 0.4);
  const Dendrogram tree = agglomerate(c.input(), score_pairs(c.input(), c.pairs, settings), settings);
  std::vector<Row> wider = cut(tree, 0.0);
  for (double threshold = 0.05; threshold <= 1.0; threshold += 0.05) {
    const std::vector<Row> finer = cut(tree, threshold);
    for (std::size_t i = 0; i < finer.size(); ++i) CHECK(wider[i] == wider[index_of(finer[i])]);
    wider = finer;
  }
}

TEST_CASE("a pair taken apart adds up to its score, by channels and by columns") {
  std::mt19937 random(40);
  for (int round = 0; round < 20; ++round) {
    Collection c = random_collection(random, 12, 1.0);
    const EventSettings settings;
    c.body_weight = 1 + static_cast<double>(random() % 20);
    for (const auto& [a, b] : c.pairs) {
      double z = 0;
      for (const ScorePart& part : score_parts(c.input(), a, b, settings)) z += part.weight * part.value;
      CHECK(z == doctest::Approx(naive_score(c, a, b, settings)));
      double columns = 0;
      double before = 1e9;
      for (const SharedColumn& shared : shared_columns(c.input(), a, b)) {
        columns += shared.score;
        CHECK(shared.score <= before);
        before = shared.score;
      }
      const double cosines =
          c.body_weight * c.body.row(at(a)).dot(c.body.row(at(b))) + 12 * c.lead.row(at(a)).dot(c.lead.row(at(b)));
      CHECK(columns == doctest::Approx(cosines));
    }
  }
}

TEST_CASE("two rows are in one event at every threshold up to where they join, and at none above") {
  std::mt19937 random(41);
  std::size_t never = 0;
  for (int round = 0; round < 30; ++round) {
    Collection c = random_collection(random, 14, round % 2 == 0 ? 0.1 : 0.6);
    const EventSettings settings{.bias = -12};
    const Dendrogram dendrogram = agglomerate(c.input(), score_pairs(c.input(), c.pairs, settings), settings);
    for (std::uint32_t a = 0; a < 14; ++a) {
      for (std::uint32_t b = a + 1; b < 14; ++b) {
        const std::optional<double> joined = joined_at(dendrogram, Row{a}, Row{b});
        const auto together = [&](double threshold) {
          const std::vector<Row> event = cut(dendrogram, threshold);
          return event[a] == event[b];
        };
        CHECK(together(0) == joined.has_value());
        never += joined ? 0 : 1;
        if (!joined) continue;
        CHECK(together(*joined));
        CHECK_FALSE(together(std::min(1.0, *joined + 1e-9)));
      }
    }
  }
  CHECK(never > 50);
}

TEST_CASE("scores of pairs and of members are the definition's, with one thread and with two") {
  std::mt19937 random(17);
  const EventSettings settings;
  Collection c = random_collection(random, 60, 0.5);
  std::vector<std::vector<double>> scores;
  for (const int n : {1, 2}) {
    const Threads set(n);
    scores.emplace_back();
    for (const ScoredPair& pair : score_pairs(c.input(), c.pairs, settings)) {
      CHECK(pair.log_odds == doctest::Approx(naive_score(c, pair.a, pair.b, settings)).epsilon(1e-9));
      scores.back().push_back(pair.log_odds);
    }
  }
  CHECK(scores[0] == scores[1]);

  const std::vector<Row> members = {Row{3}, Row{5}, Row{8}, Row{21}, Row{34}};
  const std::vector<double> found = member_scores(c.input(), members, settings);
  for (std::size_t i = 0; i < members.size(); ++i) {
    double sum = 0;
    for (const Row other : members) sum += other == members[i] ? 0 : naive_score(c, members[i], other, settings);
    CHECK(found[i] == doctest::Approx(1 / (1 + std::exp(-sum / 4))));
  }
}

TEST_CASE("the score of a passage for another event is what its cosines say, one by one") {
  std::mt19937 random(11);
  for (int round = 0; round < 20; ++round) {
    const auto rows = static_cast<std::uint32_t>(5 + random() % 30);
    const SparseRows body = random_rows(random, rows, 20);
    const SparseRows passages = random_rows(random, rows * 2, 20);  // two an article
    std::vector<std::vector<Row>> events(1 + random() % 6);
    std::vector<std::uint32_t> event_of(rows);
    for (std::uint32_t row = 0; row < rows; ++row) {
      event_of[row] = static_cast<std::uint32_t>(random() % events.size());
      events[event_of[row]].push_back(Row{row});
    }
    std::uniform_real_distribution<double> cosine(0, 1);
    std::vector<CrossReferenceCandidate> candidates;
    for (std::uint32_t passage = 0; passage < rows * 2; ++passage) {
      for (std::uint32_t event = 0; event < events.size(); ++event) {
        if (event == event_of[passage / 2] || events[event].empty()) continue;
        candidates.push_back(
            {PassageId{passage}, Row{passage / 2}, EventId{event}, cosine(random), cosine(random) / 4, cosine(random)});
      }
    }
    const CrossReferenceWeights weights{3, 2, -1};
    const std::vector<double> fast = score_cross_references(body, passages, events, candidates, weights);
    REQUIRE(fast.size() == candidates.size());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const CrossReferenceCandidate& c = candidates[i];
      double mean = 0;
      const auto passage = passages.row(static_cast<Eigen::Index>(index_of(c.passage)));
      for (const Row row : events[index_of(c.event)]) mean += passage.dot(body.row(at(row)));
      mean /= static_cast<double>(events[index_of(c.event)].size());
      double mates = 0;
      std::size_t count = 0;
      for (const Row row : events[event_of[index_of(c.row)]]) {
        if (row == c.row) continue;
        mates += passage.dot(body.row(at(row)));
        ++count;
      }
      if (count > 0) mates /= static_cast<double>(count);
      const double naive = 3 * (mean - std::max(c.own_rest, mates)) + 2 * (c.nearest - c.own_nearest) - 1;
      CHECK(fast[i] == doctest::Approx(naive));
    }
  }
}

TEST_CASE("keywords are the definition's, with one thread and with two") {
  std::mt19937 random(23);
  std::size_t passed_over = 0;
  for (int round = 0; round < 80; ++round) {
    Collection c = random_collection(random, 50, 0.05 + 0.05 * (round % 4));
    const std::vector<ScoredPair> pairs = score_pairs(c.input(), c.pairs, {});
    const auto events = members_of(cut(agglomerate(c.input(), pairs, {}), 0.5 + 0.05 * (round % 10)));
    std::vector<ColumnWord> words;
    for (std::uint32_t column = 0; column < 20; ++column) {
      words.push_back({Column{column % 17}, static_cast<WordKind>(random() % 4)});
    }
    const auto naive = naive_keywords(c, pairs, events, words, 2);
    for (const int n : {1, 2}) {
      const Threads set(n);
      CHECK(choose_keywords(c.input(), pairs, events, words, 2) == naive);
    }
    for (std::size_t e = 0; e < events.size(); ++e) {
      auto best = naive_ranking(c, events[e], naive_nearest(c, pairs, events[e]), words, 2);
      best.resize(std::min<std::size_t>(best.size(), 2));
      passed_over += best == naive[e] ? 0 : 1;
    }
  }
  CHECK(passed_over > 50);
}
