/// The search for copies against its naive twin, over random collections that repeat themselves a lot.
#include "bundel/duplicates.h"

#include "support/naive_copies.h"
#include "support/threads.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>

namespace bundel {
namespace {

using Words = std::vector<WordId>;

struct Collection {
  std::vector<Article> articles;
  std::vector<Document> documents;
  std::size_t references = 0;

  [[nodiscard]] CopyInput input() const { return {articles, documents, {}, {}, {}, references}; }
};

/// Random texts, and texts made from earlier ones the way newsrooms do it.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed), vocabulary_(below(2) ? 3 + below(6) : 50 + below(5000)) {}

  Collection collection(std::size_t articles) {
    std::vector<Words> texts;
    for (std::size_t i = 0; i < articles; ++i) {
      texts.push_back(texts.empty() || below(3) == 0 ? fresh(below(101)) : variant(texts[below(texts.size())], texts));
    }
    Collection made;
    for (const Words& text : texts) add(made, text);
    return made;
  }

  void add(Collection& made, const Words& words) {
    Article article;
    article.id = "n" + std::to_string(random_());
    if (below(5) != 0) {
      const auto begin =
          static_cast<std::int64_t>(below(4)) * kSecondsPerDay + static_cast<std::int64_t>(below(50'000));
      article.time = TimeSpan{begin, begin + 1 + static_cast<std::int64_t>(below(3)) * kSecondsPerDay};
    }
    article.place.input = static_cast<std::uint32_t>(below(3));
    article.place.offset = random_();
    made.articles.push_back(article);
    made.documents.emplace_back().words = words;
  }

  std::size_t below(std::size_t limit) { return random_() % limit; }

  /// One of twelve pages in one of four spellings, no url, or that of a site alone.
  std::string url() {
    const std::string page = "a.example/" + std::to_string(below(12));
    const std::array<std::string, 6> spellings = {
        "",           "http://A.example/", "http://" + page, "https://" + page + "/", "//" + page + "?utm_source=rss",
        page + "#top"};
    return spellings[below(spellings.size())];
  }

  Words fresh(std::size_t length) {
    Words words(length);
    for (WordId& word : words) word = static_cast<WordId>(below(vocabulary_));
    return words;
  }

  Words variant(Words words, const std::vector<Words>& others) {
    switch (below(7)) {
      case 0:  // reprinted as it is
        break;
      case 1:  // edited here and there
        for (WordId& word : words) {
          if (below(12) == 0) word = static_cast<WordId>(below(vocabulary_));
        }
        break;
      case 2:  // cut
        words.resize(below(words.size() + 1));
        break;
      case 3: {  // embedded
        Words around = fresh(below(40));
        around.insert(around.begin() + below(around.size() + 1), words.begin(), words.end());
        words = around;
        break;
      }
      case 4:  // reordered
        std::ranges::rotate(words, words.begin() + below(words.size() + 1));
        break;
      case 5:  // said twice
        words.insert(words.end(), words.begin(), words.begin() + below(words.size() + 1));
        break;
      default:  // joined from two
        const Words& other = others[below(others.size())];
        words.resize(words.size() / 2);
        words.insert(words.end(), other.begin() + other.size() / 2, other.end());
        break;
    }
    words.resize(std::min<std::size_t>(words.size(), 150));
    return words;
  }

 private:
  std::mt19937 random_;
  std::size_t vocabulary_;
};

CopySettings random_settings(Generator& generator) {
  constexpr double kThresholds[] = {0.05, 0.3, 0.5, 0.7, 0.9, 1.0};
  constexpr double kContainments[] = {0.5, 0.8, 1.0};
  constexpr int kRuns[] = {1, 3, 5};
  constexpr Keep kKeeps[] = {Keep::earliest, Keep::latest, Keep::longest, Keep::first};
  CopySettings settings;
  settings.threshold = kThresholds[generator.below(6)];
  settings.containment = kContainments[generator.below(3)];
  settings.min_run = kRuns[generator.below(3)];
  settings.keep = kKeeps[generator.below(4)];
  settings.fold_excerpts = generator.below(2) == 0;
  return settings;
}

/// A result as text, every digit of every number included, so that doctest shows the first difference.
std::string line_of(const Match& m) {
  return std::to_string(index_of(m.a)) + "-" + std::to_string(index_of(m.b)) + " kind " +
         std::to_string(static_cast<int>(m.kind)) + " " + std::to_string(m.shares().a_in_b) + " " +
         std::to_string(m.shares().b_in_a);
}

void check_same(const std::vector<Match>& found, const std::vector<Match>& expected) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(line_of(found[i]) == line_of(expected[i]));
    CHECK(found[i].shares().a_in_b == expected[i].shares().a_in_b);
    CHECK(found[i].shares().b_in_a == expected[i].shares().b_in_a);
  }
}

void check_same(const std::vector<CopyGroup>& found, const std::vector<CopyGroup>& expected) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(found[i].kept == expected[i].kept);
    REQUIRE(found[i].members.size() == expected[i].members.size());
    for (std::size_t j = 0; j < found[i].members.size(); ++j) {
      const Folded& a = found[i].members[j];
      const Folded& b = expected[i].members[j];
      CHECK(a.id == b.id);
      CHECK(a.kind == b.kind);
      CHECK(a.in_kept == b.in_kept);
      CHECK(a.of_kept == b.of_kept);
      CHECK(a.newest == b.newest);
    }
  }
}

void check_same(const CopyCounts& a, const CopyCounts& b) {
  CHECK(a.texts == b.texts);
  CHECK(a.candidates == b.candidates);
  CHECK(a.matches == b.matches);
}

/// The runs say the same words, are maximal, as long as asked, sorted, and cover exactly the shared words.
void check_runs(const Match& match, const Words& a, const Words& b, int min_run) {
  std::vector<bool> in_a(a.size(), false);
  std::vector<bool> in_b(b.size(), false);
  for (const SharedRun& run : match.shared) {
    const bool inside = run.a.size() == run.b.size() && run.a.end <= a.size() && run.b.end <= b.size();
    if (!inside) FAIL("a run outside its text, or of two lengths");
    const bool more_left = run.a.begin > 0 && run.b.begin > 0 && a[run.a.begin - 1] == b[run.b.begin - 1];
    const bool more_right = run.a.end < a.size() && run.b.end < b.size() && a[run.a.end] == b[run.b.end];
    const bool long_enough = run.a.size() >= static_cast<std::uint32_t>(min_run);
    const bool same = std::equal(a.begin() + run.a.begin, a.begin() + run.a.end, b.begin() + run.b.begin);
    if (more_left || more_right || !long_enough || !same) {
      FAIL_CHECK("run at " << run.a.begin << " of a and " << run.b.begin << " of b: more to the left " << more_left
                           << ", to the right " << more_right << ", long enough " << long_enough << ", same words "
                           << same);
    }
    std::fill(in_a.begin() + run.a.begin, in_a.begin() + run.a.end, true);
    std::fill(in_b.begin() + run.b.begin, in_b.begin() + run.b.end, true);
  }
  CHECK(in_a == naive::shared_words(a, b, min_run));
  CHECK(in_b == naive::shared_words(b, a, min_run));
  CHECK(std::ranges::is_sorted(match.shared, {},
                               [](const SharedRun& run) { return std::pair(run.a.begin, run.b.begin); }));
  const auto repeated = std::ranges::adjacent_find(match.shared);
  CHECK(repeated == match.shared.end());
}

template <typename Body>
auto with_threads(int threads, const Body& body) {
  const Threads set(threads);
  return body();
}

}  // namespace

TEST_CASE("find_matches lists the pairs of the naive twin with the same numbers and runs that cover them") {
  std::size_t copies = 0;
  std::size_t excerpts = 0;
  for (unsigned seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    Generator generator(seed);
    const Collection made = generator.collection(30);
    const CopySettings settings = random_settings(generator);
    const Matches found = find_matches(made.input(), settings);
    check_same(found.pairs, naive::matches(made.input(), settings));
    for (const Match& match : found.pairs) {
      copies += match.kind == MatchKind::copy ? 1 : 0;
      excerpts += match.kind == MatchKind::excerpt ? 1 : 0;
      const Words& a = made.documents[index_of(match.a)].words;
      const Words& b = made.documents[index_of(match.b)].words;
      CHECK(classify(match, a, b, settings) == match.kind);
      if (match.kind != MatchKind::identical) check_runs(match, a, b, settings.min_run);
    }
  }
  CHECK(copies > 1000);
  CHECK(excerpts > 300);
}

TEST_CASE("find_groups makes the stars of the naive loop") {
  std::size_t folded = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    Generator generator(1'000 + seed);
    const Collection made = generator.collection(30);
    const CopySettings settings = random_settings(generator);
    const CopyGroups found = find_groups(made.input(), settings);
    check_same(found.groups, naive::groups(made.input(), settings));
    for (const CopyGroup& group : found.groups) folded += group.members.size();
  }
  CHECK(folded > 2000);
}

TEST_CASE("find_groups keeps references, preferred sources and latest revisions as the naive loop does") {
  std::size_t revisions = 0;
  std::size_t under_references = 0;
  std::size_t repeated_references = 0;
  for (unsigned seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    Generator generator(9'000 + seed);
    Collection made = generator.collection(30);
    made.references = generator.below(2) * generator.below(31);
    for (Article& article : made.articles) {
      article.source = std::string(1, static_cast<char>('a' + generator.below(5)));
      article.url = generator.url();
    }
    CopySettings settings = random_settings(generator);
    settings.latest_revision = generator.below(2) == 0;
    for (std::size_t i = generator.below(3); i > 0; --i) {
      settings.prefer.emplace_back(1, static_cast<char>('a' + generator.below(6)));
    }
    const CopyGroups found = find_groups(made.input(), settings);
    check_same(found.groups, naive::groups(made.input(), settings));
    for (const CopyGroup& group : found.groups) {
      const bool reference = made.input().is_reference(group.kept);
      under_references += reference ? group.members.size() : 0;
      revisions += static_cast<std::size_t>(std::ranges::count(group.members, MatchKind::revision, &Folded::kind));
    }
    for (std::size_t i = 31 - made.references; i < 30; ++i) {
      repeated_references += made.documents[i].words == made.documents[i - 1].words ? 1 : 0;
    }
  }
  CHECK(revisions > 500);
  CHECK(under_references > 100);
  CHECK(repeated_references > 10);
}

TEST_CASE("find_groups agrees with the naive loop beyond one block of texts") {
  Generator generator(7);
  Collection made;
  std::vector<Words> texts;
  for (std::size_t i = 0; i < 1500; ++i) {
    texts.push_back(i < 200 || generator.below(2) == 0
                        ? generator.fresh(generator.below(13))
                        : generator.variant(texts[generator.below(texts.size())], texts));
    texts.back().resize(std::min<std::size_t>(texts.back().size(), 16));
    made.articles.emplace_back().id = std::to_string(i);
    made.documents.emplace_back().words = texts.back();
  }
  CopySettings settings;
  settings.min_run = 3;
  for (const Keep keep : {Keep::earliest, Keep::longest}) {
    settings.keep = keep;
    made.references = keep == Keep::longest ? 1100 : 0;
    check_same(find_groups(made.input(), settings).groups, naive::groups(made.input(), settings));
  }
}

/// Texts of 20 to 60 words that are mostly their own, below them one of three footers of 20 words; among them footers
/// alone, excerpts with and without one, edited reprints and texts made of stock phrases. Any footer stands at 64
/// places or more.
Collection under_footers(Generator& generator, std::size_t articles) {
  constexpr std::size_t kFooters = 2;
  std::vector<Words> footers;
  std::vector<Words> phrases;
  for (std::size_t i = 0; i < kFooters; ++i) footers.push_back(generator.fresh(20));
  for (std::size_t i = 0; i < 6; ++i) phrases.push_back(generator.fresh(5 + generator.below(8)));
  std::vector<Words> bodies;
  Collection made;
  while (made.articles.size() < articles) {
    Words words;
    switch (generator.below(8)) {
      case 0:  // an edited or cut reprint
        if (!bodies.empty()) words = generator.variant(bodies[generator.below(bodies.size())], bodies);
        words.resize(std::min<std::size_t>(words.size(), 60));
        break;
      case 1:  // a few words, so that the footer is most of it
        words = generator.fresh(generator.below(10));
        break;
      case 2:  // a report filled in
        while (words.size() < 30) {
          const Words& phrase = phrases[generator.below(phrases.size())];
          words.insert(words.end(), phrase.begin(), phrase.end());
          words.push_back(generator.fresh(1)[0]);
        }
        break;
      default:
        words = generator.fresh(20 + generator.below(40));
    }
    bodies.push_back(words);
    const Words& footer = footers[generator.below(kFooters)];
    if (generator.below(10) > 0) words.insert(words.end(), footer.begin(), footer.end());
    generator.add(made, words);
  }
  return made;
}

TEST_CASE("what is set aside for being frequent loses no pair, no group and no closest pair") {
  std::size_t excerpts = 0;
  for (unsigned seed = 0; seed < 6; ++seed) {
    CAPTURE(seed);
    Generator generator(60'000 + seed);
    const Collection made = under_footers(generator, 170);
    CopySettings settings = random_settings(generator);
    settings.threshold = std::max(settings.threshold, 0.3);
    const Matches found = find_matches(made.input(), settings);
    check_same(found.pairs, naive::matches(made.input(), settings));
    for (const Match& match : found.pairs) excerpts += match.kind == MatchKind::excerpt ? 1 : 0;
    check_same(find_groups(made.input(), settings).groups, naive::groups(made.input(), settings));
  }
  CHECK(excerpts > 100);
}

TEST_CASE("a footer under all articles makes no candidates of them") {
  Generator generator(61'000);
  const Words footer = generator.fresh(30);
  Collection made;
  for (std::size_t i = 0; i < 500; ++i) {
    Words words(61 + generator.below(200));
    for (WordId& word : words) word = static_cast<WordId>(100'000 + generator.below(1'000'000));
    words.insert(words.end(), footer.begin(), footer.end());
    generator.add(made, words);
  }
  CopySettings settings;
  settings.containment = 1;
  CHECK(find_groups(made.input(), settings).counts.candidates == 0);
  CHECK(find_matches(made.input(), settings).counts.candidates == 0);
  // 30 of 91 words.
  CHECK(closest_pair(made.input(), settings)->shares().overlap() > 0.3);
}

TEST_CASE("fold makes the groups of find_groups from pairs found at the same or lower thresholds") {
  for (unsigned seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    Generator generator(2'000 + seed);
    const Collection made = generator.collection(30);
    const CopySettings settings = random_settings(generator);
    const std::vector<CopyGroup> expected = find_groups(made.input(), settings).groups;
    check_same(fold(made.input(), find_matches(made.input(), settings).pairs, settings), expected);
    CopySettings lower = settings;
    lower.threshold = std::min(0.05, settings.threshold);
    lower.containment = 0.3;
    lower.keep = Keep::earliest;
    check_same(fold(made.input(), find_matches(made.input(), lower).pairs, settings), expected);
  }
}

TEST_CASE("compare covers exactly the shared words with maximal runs, however much the texts repeat themselves") {
  for (unsigned seed = 0; seed < 3'000; ++seed) {
    CAPTURE(seed);
    Generator generator(3'000 + seed);
    std::vector<Words> texts{generator.fresh(generator.below(101))};
    if (seed % 3 == 0) {
      for (WordId& word : texts[0]) word = static_cast<WordId>(index_of(word) % 2);
    }
    const Words a = generator.variant(texts[0], texts);
    const Words b = generator.variant(texts[0], texts);
    const int min_run = 1 + static_cast<int>(generator.below(7));
    const Match match = compare(a, b, min_run);
    if (match.kind == MatchKind::identical) {
      CHECK(naive::same_words(a, b));
      continue;
    }
    CHECK(match.shares().a_in_b == naive::share(a, b, min_run));
    CHECK(match.shares().b_in_a == naive::share(b, a, min_run));
    check_runs(match, a, b, min_run);
  }
}

TEST_CASE("closest_pair is the pair of the largest overlap among all pairs") {
  std::size_t none = 0;
  for (unsigned seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    Generator generator(10'000 + seed);
    const Collection made = generator.collection(2 + generator.below(20));
    CopySettings settings = random_settings(generator);
    const std::optional<Match> found = closest_pair(made.input(), settings);
    ArticleId a{};
    ArticleId b{};
    const auto expected = naive::closest(made.input(), settings.min_run, a, b);
    REQUIRE(found.has_value() == expected.has_value());
    if (!found) {
      ++none;
      continue;
    }
    CHECK(found->a == a);
    CHECK(found->b == b);
    CHECK(found->shares().a_in_b == expected->a_in_b);
    CHECK(found->shares().b_in_a == expected->b_in_a);
    check_runs(*found, made.documents[index_of(a)].words, made.documents[index_of(b)].words, settings.min_run);
  }
  CHECK(none < 100);
}

TEST_CASE("one thread and several give the same pairs, groups, counts and closest pair") {
  for (unsigned seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    Generator generator(20'000 + seed);
    const Collection made = generator.collection(120);
    const CopySettings settings = random_settings(generator);
    const auto pairs = [&] { return find_matches(made.input(), settings); };
    const auto groups = [&] { return find_groups(made.input(), settings); };
    const auto closest = [&] { return closest_pair(made.input(), settings); };
    const Matches one = with_threads(1, pairs);
    const Matches many = with_threads(3, pairs);
    check_same(many.pairs, one.pairs);
    for (std::size_t i = 0; i < one.pairs.size(); ++i) CHECK(many.pairs[i].shared == one.pairs[i].shared);
    check_same(many.counts, one.counts);
    const CopyGroups one_groups = with_threads(1, groups);
    const CopyGroups many_groups = with_threads(3, groups);
    check_same(many_groups.groups, one_groups.groups);
    check_same(many_groups.counts, one_groups.counts);
    const auto one_closest = with_threads(1, closest);
    const auto many_closest = with_threads(3, closest);
    REQUIRE(one_closest.has_value() == many_closest.has_value());
    if (one_closest) CHECK(line_of(*one_closest) == line_of(*many_closest));
  }
}

TEST_CASE("articles given in another order give the same result under their own names") {
  for (unsigned seed = 0; seed < 50; ++seed) {
    CAPTURE(seed);
    Generator generator(30'000 + seed);
    const Collection made = generator.collection(40);
    const CopySettings settings = random_settings(generator);
    std::vector<std::size_t> from(made.articles.size());
    for (std::size_t i = 0; i < from.size(); ++i) from[i] = i;
    std::shuffle(from.begin(), from.end(), std::mt19937(seed));
    Collection shuffled;
    for (const std::size_t i : from) {
      shuffled.articles.push_back(made.articles[i]);
      shuffled.documents.push_back(made.documents[i]);
    }
    Matches pairs = find_matches(shuffled.input(), settings);
    for (Match& match : pairs.pairs) {
      match.a = static_cast<ArticleId>(from[index_of(match.a)]);
      match.b = static_cast<ArticleId>(from[index_of(match.b)]);
    }
    CopyGroups groups = find_groups(shuffled.input(), settings);
    for (CopyGroup& group : groups.groups) {
      group.kept = static_cast<ArticleId>(from[index_of(group.kept)]);
      for (Folded& folded : group.members) folded.id = static_cast<ArticleId>(from[index_of(folded.id)]);
    }
    check_same(pairs.pairs, find_matches(made.input(), settings).pairs);
    check_same(groups.groups, find_groups(made.input(), settings).groups);
    check_same(groups.counts, find_groups(made.input(), settings).counts);
  }
}

TEST_CASE("a lower threshold gives a superset of pairs") {
  for (unsigned seed = 0; seed < 40; ++seed) {
    Generator generator(40'000 + seed);
    const Collection made = generator.collection(40);
    CopySettings settings;
    std::set<std::pair<ArticleId, ArticleId>> before;
    for (const double threshold : {1.0, 0.9, 0.7, 0.5, 0.3, 0.05}) {
      settings.threshold = threshold;
      std::set<std::pair<ArticleId, ArticleId>> now;
      for (const Match& match : find_matches(made.input(), settings).pairs) now.insert({match.a, match.b});
      CHECK(std::ranges::includes(now, before));
      before = std::move(now);
    }
  }
}

}  // namespace bundel
