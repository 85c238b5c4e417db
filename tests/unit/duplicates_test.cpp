/// The copy rules on texts small enough to count by hand. A letter is a word.
#include "bundel/duplicates.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace bundel {
namespace {

std::vector<WordId> words(std::string_view letters) {
  std::vector<WordId> ids;
  for (const char letter : letters) ids.push_back(static_cast<WordId>(static_cast<unsigned char>(letter)));
  return ids;
}

/// Articles in the order of their ids: "0", "1", ...; undated and in input order unless told otherwise.
struct Collection {
  std::vector<Article> articles;
  std::vector<Document> documents;

  explicit Collection(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      Article article;
      article.id = std::to_string(articles.size());
      article.place.offset = articles.size();
      articles.push_back(article);
      documents.emplace_back().words = words(text);
    }
  }

  void date(std::size_t article, std::int64_t first, std::int64_t last) {
    articles[article].time = TimeSpan{first * kSecondsPerDay, (last + 1) * kSecondsPerDay};
  }

  [[nodiscard]] CopyInput input() const { return {articles, documents}; }

  [[nodiscard]] std::string order(Keep keep) const {
    std::string ids;
    for (const ArticleId id : keep_order(input(), keep)) ids += articles[index_of(id)].id;
    return ids;
  }

  /// "0:1,2 3:4" for two groups.
  [[nodiscard]] std::string groups(const CopySettings& settings) const {
    std::string all;
    for (const CopyGroup& group : find_groups(input(), settings).groups) {
      all += (all.empty() ? "" : " ") + articles[index_of(group.kept)].id;
      for (const Folded& folded : group.members) {
        all += (&folded == &group.members.front() ? ":" : ",") + articles[index_of(folded.id)].id;
      }
    }
    return all;
  }
};

ArticleId id(std::uint32_t place) {
  return static_cast<ArticleId>(place);
}

CopySettings with_run(int min_run) {
  CopySettings settings;
  settings.min_run = min_run;
  return settings;
}

}  // namespace

TEST_CASE("shares count the words that lie in a common run") {
  const Match match = compare(words("abcdefXYZ."), words("--abcdef"), 5);
  CHECK(match.shares().a_in_b == doctest::Approx(0.6));
  CHECK(match.shares().b_in_a == doctest::Approx(0.75));
  REQUIRE(match.shared.size() == 1);
  CHECK(match.shared[0] == SharedRun{{0, 6}, {2, 8}});
}

TEST_CASE("a run shorter than min_run shares nothing") {
  const Match match = compare(words("abcd"), words("xabcdx"), 5);
  CHECK(match.shares().a_in_b == 0);
  CHECK(match.shares().b_in_a == 0);
  CHECK(match.shared.empty());
}

TEST_CASE("runs reach as far as the words agree and may overlap in one text") {
  // cde stands once in a, at the end of one run of b and at the beginning of the other.
  const Match match = compare(words("abcdefg"), words("abcde..cdefg"), 3);
  CHECK(match.shares().a_in_b == 1.0);
  CHECK(match.shares().b_in_a == doctest::Approx(10.0 / 12.0));
  REQUIRE(match.shared.size() == 2);
  CHECK(match.shared[0] == SharedRun{{0, 5}, {0, 5}});
  CHECK(match.shared[1] == SharedRun{{2, 7}, {7, 12}});
}

TEST_CASE("words of b that the runs for a leave open get runs of their own") {
  const Match match = compare(words("abc"), words("abc-abc"), 3);
  CHECK(match.shares().b_in_a == doctest::Approx(6.0 / 7.0));
  REQUIRE(match.shared.size() == 2);
  CHECK(match.shared[0] == SharedRun{{0, 3}, {0, 3}});
  CHECK(match.shared[1] == SharedRun{{0, 3}, {4, 7}});
}

TEST_CASE("a run at the furthest reach is preferred to the first one found") {
  const Match match = compare(words("abcdef"), words("abc.abcdef"), 3);
  REQUIRE(match.shared.size() == 2);
  CHECK(match.shared[0] == SharedRun{{0, 3}, {0, 3}});
  CHECK(match.shared[1] == SharedRun{{0, 6}, {4, 10}});
}

TEST_CASE("one word repeated all through both texts needs few runs") {
  const Match match = compare(words(std::string(5'000, 'a')), words("x" + std::string(4'000, 'a') + "y"), 5);
  CHECK(match.shares().a_in_b == 1.0);
  CHECK(match.shares().b_in_a == doctest::Approx(4000.0 / 4002.0));
  REQUIRE(match.shared.size() == 2);
  CHECK(match.shared[0] == SharedRun{{0, 4000}, {1, 4001}});
  CHECK(match.shared[1] == SharedRun{{4000, 5000}, {1, 1001}});
}

TEST_CASE("equal texts are identical even below min_run, and empty ones match nothing") {
  CHECK(compare(words("ab"), words("ab"), 5).kind == MatchKind::identical);
  CHECK(compare(words("ab"), words("ab"), 5).shares().overlap() == 1.0);
  CHECK(compare({}, {}, 5).shares().overlap() == 0);
  const Collection made({"", "ab", "", "ab", "abx"});
  const Matches found = find_matches(made.input(), {});
  REQUIRE(found.pairs.size() == 1);
  CHECK(found.pairs[0].a == id(1));
  CHECK(found.pairs[0].b == id(3));
  CHECK(found.pairs[0].kind == MatchKind::identical);
  CHECK(found.pairs[0].shared == std::vector<SharedRun>{{{0, 2}, {0, 2}}});
  CHECK(found.counts.texts == 2);
  CHECK(made.groups({}) == "1:3");
}

TEST_CASE("a share that equals the threshold is enough") {
  // 5 of 10 and 7 of 10 words; 0.7 is not exact in binary.
  for (const auto& [shared, threshold] : {std::pair{5, 0.5}, {7, 0.7}, {6, 0.6}, {9, 0.9}}) {
    const std::string head = std::string("abcdefghij").substr(0, static_cast<std::size_t>(shared));
    const Collection made({head + std::string(static_cast<std::size_t>(10 - shared), '.'),
                           head + std::string(static_cast<std::size_t>(10 - shared), '-')});
    CopySettings settings;
    settings.containment = 1.0;
    settings.threshold = threshold;
    CHECK(find_matches(made.input(), settings).pairs.size() == 1);
    CHECK(made.groups(settings) == "0:1");
    settings.threshold = threshold + 0.0001;
    CHECK(find_matches(made.input(), settings).pairs.empty());
    CHECK(made.groups(settings).empty());
  }
}

TEST_CASE("min_run may be one word or longer than most texts") {
  const Collection made({"abcd", "dcba", "wxyz"});
  CHECK(made.groups(with_run(1)) == "0:1");
  CHECK(made.groups(with_run(2)).empty());
  const std::string shared(1'000, 'a');
  const Collection longer({shared + "b", "c" + shared, shared.substr(2) + "bc"});
  CHECK(longer.groups(with_run(1'000)) == "0:1");
}

TEST_CASE("an excerpt is a match that says which text stands in the other") {
  const Collection made({"abcdefghijklmnopqrst", "fghijk"});
  const Matches found = find_matches(made.input(), {});
  REQUIRE(found.pairs.size() == 1);
  CHECK(found.pairs[0].kind == MatchKind::excerpt);
  CHECK(found.pairs[0].a == id(0));  // undated: the longer one first
  CHECK(found.pairs[0].shares().a_in_b == doctest::Approx(0.3));
  CHECK(found.pairs[0].shares().b_in_a == 1.0);
}

TEST_CASE("an excerpt folds only on demand, and only the contained one") {
  Collection made({"fghijk", "abcdefghijklmnopqrst"});
  made.date(0, 1, 1);
  made.date(1, 2, 2);
  CopySettings settings;
  CHECK(made.groups(settings).empty());
  settings.fold_excerpts = true;
  CHECK(made.groups(settings) == "1:0");  // the longest first
  const CopyGroups groups = find_groups(made.input(), settings);
  CHECK(groups.groups[0].members[0].kind == MatchKind::excerpt);
  CHECK(groups.groups[0].members[0].in_kept == 1.0);
  CHECK(groups.groups[0].members[0].of_kept == doctest::Approx(0.3));
  settings.keep = Keep::first;
  CHECK(made.groups(settings).empty());  // the short one is kept first, and the long one does not fold into it
  settings.keep = Keep::latest;
  CHECK(made.groups(settings) == "1:0");
}

TEST_CASE("groups are stars: a copy of a copy that does not match the kept one stays") {
  const Collection made({"abcdefghij", "fghijklmno", "klmnopqrst"});
  CHECK(find_matches(made.input(), {}).pairs.size() == 2);
  CHECK(made.groups({}) == "0:1");
}

TEST_CASE("an article that matches two kept ones folds under the first in keep order") {
  Collection made({"abcdefghij", "klmnopqrst", "fghijklmno"});
  made.date(0, 2, 2);
  made.date(1, 1, 1);
  made.date(2, 3, 3);
  CHECK(made.groups({}) == "1:2");
}

TEST_CASE("articles with the same words fold together, as identical or as their twin does") {
  Collection made({"abcdefghij", "abcdefghix", "abcdefghix", "abcdefghij"});
  const CopyGroups found = find_groups(made.input(), {});
  REQUIRE(found.groups.size() == 1);
  REQUIRE(found.groups[0].members.size() == 3);
  CHECK(found.groups[0].members[0].kind == MatchKind::copy);
  CHECK(found.groups[0].members[1].kind == MatchKind::copy);
  CHECK(found.groups[0].members[1].in_kept == doctest::Approx(0.9));
  CHECK(found.groups[0].members[2].kind == MatchKind::identical);
  CHECK(found.counts.texts == 2);
  CHECK(found.counts.candidates == 1);
  CHECK(found.counts.matches == 1);
}

TEST_CASE("pairs list articles with equal words once, against the first of them, whatever the keep rule") {
  Collection made({"abcdefghij", "abcdefghix", "abcdefghij"});
  made.date(0, 3, 3);
  made.date(1, 2, 2);
  made.date(2, 1, 1);
  CopySettings settings;
  settings.keep = Keep::first;
  const Matches found = find_matches(made.input(), settings);
  REQUIRE(found.pairs.size() == 2);
  CHECK(found.pairs[0].a == id(2));
  CHECK(found.pairs[0].b == id(1));
  CHECK(found.pairs[0].kind == MatchKind::copy);
  CHECK(found.pairs[1].a == id(2));
  CHECK(found.pairs[1].b == id(0));
  CHECK(found.pairs[1].kind == MatchKind::identical);
  CHECK(found.counts.texts == 2);
  CHECK(found.counts.candidates == 1);
  CHECK(found.counts.matches == 1);
}

TEST_CASE("keep orders: by day, undated last, then length, then id; ids break every tie") {
  Collection made({"abc", "abcd", "abc", "ab", "abcde", "abcd"});
  made.date(0, 10, 40);
  made.date(1, 10, 10);
  made.date(2, -5, 50);
  made.date(3, 12, 12);
  // 4 and 5 are undated.
  CHECK(made.order(Keep::earliest) == "210345");
  CHECK(made.order(Keep::latest) == "203145");
  CHECK(made.order(Keep::longest) == "415203");
  made.articles[5].place.offset = 0;
  made.articles[0].place.input = 1;
  CHECK(made.order(Keep::first) == "512340");
}

TEST_CASE("within a day the second decides, and days without a time come behind") {
  Collection made({"abc", "abcd", "ab", "abcde", "abcdef", "abcdefg"});
  made.articles[0].time = TimeSpan{100, 101};
  made.articles[1].time = TimeSpan{200, 201};
  made.date(2, 0, 0);
  made.date(3, 0, 30);  // a month that begins on the day
  made.articles[4].time = TimeSpan{kSecondsPerDay, kSecondsPerDay + 1};
  // 5 is undated.
  CHECK(made.order(Keep::earliest) == "013245");
  CHECK(made.order(Keep::latest) == "341025");
  CHECK(made.order(Keep::longest) == "543102");
  made.documents[0].words = made.documents[1].words;
  CHECK(made.order(Keep::longest) == "543012");  // of one length the earlier first
}

TEST_CASE("of two times in one second the longer text comes first, then the smaller id") {
  Collection made({"abc", "abcd", "abcd"});
  for (Article& article : made.articles) article.time = TimeSpan{100, 101};
  CHECK(made.order(Keep::earliest) == "120");
  CHECK(made.order(Keep::latest) == "120");
}

TEST_CASE("classify judges the numbers of a pair by other thresholds") {
  const auto a = words("abcdefghijklmnopqrst");
  const auto b = words("abcdefghijk.....");
  const Match match = compare(a, b, 5);  // 0.55 and 0.6875
  CopySettings settings;
  CHECK(classify(match, a, b, settings) == MatchKind::copy);
  settings.threshold = 0.6;
  CHECK_FALSE(classify(match, a, b, settings).has_value());
  settings.containment = 0.6;
  CHECK(classify(match, a, b, settings) == MatchKind::excerpt);
  CHECK(classify(match, a, a, settings) == MatchKind::identical);
  CHECK_FALSE(classify(Match{}, {}, {}, settings).has_value());
}

TEST_CASE("the closest pair is told where nothing matches, and none where nothing is shared") {
  const Collection apart({"abcde.........................", "abcde,,,,,,,,,,,,,,,,,,,,,,,,,,", "fghij"});
  CHECK(find_matches(apart.input(), {}).pairs.empty());
  const auto closest = closest_pair(apart.input(), {});
  REQUIRE(closest.has_value());
  CHECK(closest->a == id(1));
  CHECK(closest->b == id(0));
  CHECK(closest->shares().overlap() == doctest::Approx(5.0 / 31.0));
  CHECK(closest->shared == std::vector<SharedRun>{{{0, 5}, {0, 5}}});
  CHECK_FALSE(closest_pair(Collection({"abcde", "fghij", "abcde"}).input(), {}).has_value());
}

TEST_CASE("no articles give no pairs, no groups and no closest pair") {
  const Collection none({});
  CHECK(find_matches(none.input(), {}).pairs.empty());
  CHECK(find_groups(none.input(), {}).groups.empty());
  CHECK(fold(none.input(), {}, {}).empty());
  CHECK_FALSE(closest_pair(none.input(), {}).has_value());
}

}  // namespace bundel
