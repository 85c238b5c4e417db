/// Settling ids against its naive twin, over records whose ids, places and urls run into one another all the time.
#include "read/ids.h"

#include "support/naive_ids.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace bundel {
namespace {

using read_detail::IdRecord;
using read_detail::IdResult;

struct Records {
  std::vector<Article> articles;
  std::vector<std::uint32_t> nth;
  std::vector<InputFile> files;

  std::vector<std::string> settled(IdRule rule, bool refuse, IdResult& result) const {
    std::vector<Article> copies = articles;
    std::vector<IdRecord> records;
    for (std::size_t i = 0; i < copies.size(); ++i) records.push_back({&copies[i], nth[i]});
    result = read_detail::settle_ids(records, files, rule, refuse);
    std::vector<std::string> ids;
    for (const Article& article : copies) ids.push_back(article.id);
    return ids;
  }
};

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return random_() % limit; }

  template <typename Choices>
  std::string one_of(const Choices& choices) {
    return choices[below(std::size(choices))];
  }

  Records records(bool own_times) {
    static constexpr const char* kPaths[] = {"a", "a:1", "b", "a:1:2", "b~2", "a:2.2"};
    static constexpr const char* kIds[] = {"",    "",      "1",     "2",     "3",       "1:2",     "a",      "b",
                                           "a:1", "a:1~2", "a:1:1", "a:2.2", "a:1:2~2", "a:1:2~3", "a:2.2~2"};
    static constexpr const char* kUrls[] = {
        "", "", "https://x.example/1", "http://X.example/1/", "https://x.example/2", "https://x.example"};
    std::vector<std::string> paths(std::begin(kPaths), std::end(kPaths));
    std::ranges::shuffle(paths, random_);
    paths.resize(1 + below(paths.size()));
    const std::size_t ids = 1 + below(std::size(kIds));
    Records made;
    for (const std::string& path : paths) {
      made.files.emplace_back().path = path;
      const bool whole = below(5) == 0;
      std::uint32_t line = whole ? 0 : 1;
      std::uint32_t nth = 1;
      for (std::size_t left = whole ? 1 : below(7); left > 0; --left) {
        Article article;
        article.id = kIds[below(ids)];
        if (whole && article.id.empty()) article.id = "t";
        article.url = one_of(kUrls);
        const auto time = static_cast<std::int64_t>(own_times ? made.articles.size() * 7919 % 101 : below(3));
        if (own_times || below(4) > 0) article.time = TimeSpan{time, time + 1};
        article.place.input = static_cast<std::uint32_t>(made.files.size() - 1);
        article.place.line = line;
        made.articles.push_back(article);
        made.nth.push_back(nth);
        if (below(3) == 0 && !whole) {
          ++nth;
        } else {
          ++line;
          nth = 1;
        }
      }
    }
    return made;
  }

  /// The same records, their files in another order.
  Records shuffled(const Records& from) {
    std::vector<std::uint32_t> order(from.files.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::shuffle(order, random_);
    Records made;
    for (const std::uint32_t file : order) {
      for (std::size_t i = 0; i < from.articles.size(); ++i) {
        if (from.articles[i].place.input != file) continue;
        made.articles.push_back(from.articles[i]);
        made.articles.back().place.input = static_cast<std::uint32_t>(made.files.size());
        made.nth.push_back(from.nth[i]);
      }
      made.files.push_back(from.files[file]);
    }
    return made;
  }

 private:
  std::mt19937 random_;
};

constexpr IdRule kRules[] = {IdRule::automatic, IdRule::given, IdRule::file};

TEST_CASE("ids are those of the naive twin") {
  std::uint64_t clashing = 0, repeated = 0, revisions = 0, numbered = 0;
  for (unsigned seed = 0; seed < 6000; ++seed) {
    CAPTURE(seed);
    const Records made = Generator(seed).records(false);
    const IdRule rule = kRules[seed % 3];
    IdResult result;
    const std::vector<std::string> ids = made.settled(rule, false, result);
    const naive::NamedRecords expected = naive::IdTwin(made.articles, made.nth, made.files, rule).run();
    REQUIRE(ids == expected.ids);
    REQUIRE(result.clashing.count == expected.clashing);
    REQUIRE(result.repeated.count == expected.repeated);
    REQUIRE(result.revisions.count == expected.revisions);
    REQUIRE(result.refused.empty());
    clashing += result.clashing.count;
    repeated += result.repeated.count;
    revisions += result.revisions.count;
    numbered += static_cast<std::uint64_t>(
        std::ranges::count_if(ids, [](const std::string& id) { return id.find('~') != std::string::npos; }));
  }
  CHECK(clashing > 1000);
  CHECK(repeated > 1000);
  CHECK(revisions > 500);
  CHECK(numbered > 500);
}

TEST_CASE("no two articles have one id, and no made id is one that was given") {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    CAPTURE(seed);
    const Records made = Generator(seed).records(false);
    IdResult result;
    const std::vector<std::string> ids = made.settled(kRules[seed % 3], false, result);
    std::set<std::string> given;
    for (const Article& article : made.articles) given.insert(article.id);
    std::set<std::string> seen;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      REQUIRE(!ids[i].empty());
      REQUIRE(seen.insert(ids[i]).second);
      REQUIRE((ids[i] == made.articles[i].id || !given.contains(ids[i])));
    }
  }
}

TEST_CASE("what is refused is what would have been named by its line for its id, and the others keep their names") {
  std::size_t refused = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    CAPTURE(seed);
    const Records made = Generator(seed).records(false);
    IdResult named;
    IdResult result;
    made.settled(IdRule::automatic, false, named);
    const std::vector<std::string> ids = made.settled(IdRule::automatic, true, result);
    REQUIRE(result.refused.size() == named.repeated.count);
    REQUIRE(result.repeated.count == 0);
    REQUIRE(result.revisions.count == named.revisions.count);
    for (const auto& [record, holder] : result.refused) {
      REQUIRE(ids[record] == made.articles[record].id);
      REQUIRE(made.articles[holder].id == made.articles[record].id);
    }
    refused += result.refused.size();
  }
  CHECK(refused > 500);
}

TEST_CASE("the order of the files changes no id") {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    CAPTURE(seed);
    Generator generator(seed);
    const Records made = generator.records(true);  // no two equal records
    const Records other = generator.shuffled(made);
    const IdRule rule = seed % 2 == 0 ? IdRule::automatic : IdRule::file;
    const auto by_place = [&](const Records& records) {
      IdResult result;
      const std::vector<std::string> ids = records.settled(rule, false, result);
      std::map<std::tuple<std::string, std::uint32_t, std::uint32_t>, std::string> found;
      for (std::size_t i = 0; i < ids.size(); ++i) {
        const RecordPlace& place = records.articles[i].place;
        found[{records.files[place.input].path, place.line, records.nth[i]}] = ids[i];
      }
      return found;
    };
    REQUIRE(by_place(made) == by_place(other));
  }
}

}  // namespace
}  // namespace bundel
