/// What reading promises of ids, by example.
#include "bundel/read.h"
#include "support/temp_folder.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace bundel {
namespace {

using test::TempFolder;
using Ids = std::vector<std::string>;

/// In input order, without the path of the folder.
Ids ids_of(const Collection& c, const TempFolder& folder) {
  std::vector<const Article*> articles;
  for (const Article& a : c.articles) articles.push_back(&a);
  std::ranges::sort(articles, {}, [](const Article* a) { return std::pair(a->place.input, a->place.offset); });
  Ids ids;
  for (const Article* article : articles) {
    std::string id = article->id;
    if (const std::size_t at = id.find(folder.path()); at != std::string::npos) id.erase(at, folder.path().size() + 1);
    ids.push_back(id);
  }
  return ids;
}

Collection read(const std::vector<std::string>& inputs, IdRule rule = IdRule::automatic, bool refuse = false) {
  ReadSettings settings;
  settings.ids = rule;
  settings.refuse_repeated_ids = refuse;
  Collection c = read_articles(inputs, settings);
  REQUIRE(c.articles.size() + c.outside + c.rejections.size() == c.records);
  return c;
}

TEST_CASE("exports that count from 1 lose no article and name each by its file") {
  const TempFolder folder;
  const std::string january = folder.write("jan.csv", "id,text\n1,Ferry\n2,Market\n3,Choir\n");
  const std::string february = folder.write("feb.csv", "id,text\n1,Moss\n2,Bridge\n");
  const Collection c = read({january, february});
  CHECK(ids_of(c, folder) == Ids{"jan.csv:1", "jan.csv:2", "3", "feb.csv:1", "feb.csv:2"});
  CHECK(c.rejections.empty());
  CHECK(c.clashing_ids.count == 2);
  CHECK(c.clashing_ids.id == "1");
  CHECK(c.clashing_ids.first == january + ":1");
  CHECK(c.clashing_ids.second == february + ":1");
  CHECK(c.repeated_ids.count == 0);
  CHECK(ids_of(read({february, january}), folder) == Ids{"feb.csv:1", "feb.csv:2", "jan.csv:1", "jan.csv:2", "3"});
  CHECK(ids_of(read({january, february}, IdRule::file), folder) ==
        Ids{"jan.csv:1", "jan.csv:2", "jan.csv:3", "feb.csv:1", "feb.csv:2"});
  CHECK(ids_of(read({january}, IdRule::file), folder) == Ids{"jan.csv:1", "jan.csv:2", "jan.csv:3"});
  const Collection given = read({january, february}, IdRule::given);
  CHECK(ids_of(given, folder) == Ids{"1", "2", "3", "feb.csv:2", "feb.csv:3"});
  CHECK(given.clashing_ids.count == 0);
  CHECK(given.repeated_ids.count == 2);
}

TEST_CASE("an id that says nothing names its first article and lines name the others") {
  const TempFolder folder;
  std::string lines;
  for (const char* text : {"Ferry", "Market", "Choir"})
    lines += fmt::format("{{\"id\":\"empty\",\"text\":\"{}\"}}\n", text);
  const std::string path = folder.write("a.jsonl", lines);
  const Collection c = read({path});
  CHECK(ids_of(c, folder) == Ids{"empty", "a.jsonl:2", "a.jsonl:3"});
  CHECK(c.repeated_ids.count == 2);
  CHECK(c.repeated_ids.id == "empty");
  CHECK(c.repeated_ids.first == path + ":1");
  CHECK(c.repeated_ids.second == path + ":2");
  // Records of one line are told apart as those without an id are.
  const std::string array = folder.write("b.json", R"([{"id":0,"text":"a"},{"id":0,"text":"b"},{"id":0,"text":"c"}])");
  CHECK(ids_of(read({array}), folder) == Ids{"0", "b.json:1.2", "b.json:1.3"});
}

TEST_CASE("asked to be strict, reading rejects a second article with an id and names both places") {
  const TempFolder folder;
  const std::string a =
      folder.write("a.jsonl", "{\"id\":\"x\",\"text\":\"first\"}\n{\"id\":\"x\",\"text\":\"second\"}\n");
  const std::string b =
      folder.write("b.jsonl", "{\"id\":\"x\",\"text\":\"third\"}\n{\"id\":\"x\",\"text\":\"fourth\"}\n");
  const Collection one = read({a}, IdRule::automatic, true);
  CHECK(one.rejections == std::vector<Rejection>{{a, 2, "id \"x\" was already read at " + a + ":1"}});
  CHECK(one.repeated_ids.count == 0);
  const Collection both = read({a, b}, IdRule::automatic, true);
  CHECK(ids_of(both, folder) == Ids{"a.jsonl:x", "b.jsonl:x"});
  CHECK(both.rejections == std::vector<Rejection>{{a, 2, "id \"x\" was already read at " + a + ":1"},
                                                  {b, 2, "id \"x\" was already read at " + b + ":1"}});
}

TEST_CASE("the newest state of an article has its id, whatever the order") {
  const TempFolder folder;
  const std::string day_1 = folder.write(
      "day1.jsonl", R"({"id":"u1","url":"https://a.example/news/1","text":"Ferry stops","date":"2024-03-08T07:00:00Z"}
{"id":"u2","url":"https://a.example/news/2","text":"Market moves","date":"2024-03-08"})");
  const std::string day_2 = folder.write(
      "day2.jsonl",
      R"({"id":"u1","url":"http://A.example/news/1/?utm_source=rss#top","text":"Ferry sails","date":"2024-03-08T15:00:00Z"})");
  const Collection c = read({day_1, day_2});
  CHECK(ids_of(c, folder) == Ids{"day1.jsonl:1", "u2", "u1"});
  CHECK(ids_of(read({day_2, day_1}), folder) == Ids{"u1", "day1.jsonl:1", "u2"});
  CHECK(c.revisions.count == 1);
  CHECK(c.revisions.id == "u1");
  CHECK(c.revisions.first == day_2 + ":1");
  CHECK(c.revisions.second == day_1 + ":1");
  CHECK(c.clashing_ids.count == 0);
  CHECK(c.repeated_ids.count == 0);
  CHECK(read({day_1, day_2}, IdRule::automatic, true).rejections.empty());
}

TEST_CASE("an id that is a url says itself that two records are states of one article") {
  const TempFolder folder;
  const std::string path =
      folder.write("feed.jsonl", R"({"id":"https://a.example/news/1","text":"Ferry sails","date":"2024-03-08T15:00:00Z"}
{"id":"https://a.example/news/1","text":"Ferry stops","date":"2024-03-08T07:00:00Z"})");
  const Collection c = read({path});
  CHECK(c.revisions.count == 1);
  CHECK(ids_of(c, folder) == Ids{"https://a.example/news/1", "feed.jsonl:2"});
  for (const Article& article : c.articles) CHECK(article.url == "https://a.example/news/1");
}

TEST_CASE("one id with two urls, or with the address of a site alone, is no revision") {
  const TempFolder folder;
  const auto ids = [&](const char* first, const char* second) {
    const std::string path = folder.write(
        "a.jsonl",
        fmt::format("{{\"id\":\"7\",\"url\":\"{}\",\"source\":\"s\",\"text\":\"a\",\"date\":\"2024-03-08\"}}\n"
                    "{{\"id\":\"7\",\"url\":\"{}\",\"source\":\"s\",\"text\":\"b\",\"date\":\"2024-03-09\"}}\n",
                    first, second));
    const Collection c = read({path});
    CHECK(c.revisions.count == 0);
    CHECK(c.repeated_ids.count == 1);
    return ids_of(c, folder);
  };
  const Ids expected = {"7", "a.jsonl:2"};
  CHECK(ids("https://a.example/1", "https://a.example/2") == expected);
  CHECK(ids("https://a.example/", "https://a.example/") == expected);
  CHECK(ids("", "") == expected);
  CHECK(ids("https://a.example/1", "") == expected);
}

TEST_CASE("a made id never equals one that is given") {
  const TempFolder folder;
  // Line 2 has no id, and its place is the id that was given to line 1, and to line 3 with what would come behind.
  const std::string path = "in.jsonl";
  const std::string at = folder / path;
  folder.write(
      path,
      fmt::format("{{\"id\":\"{0}:2\",\"text\":\"a\"}}\n{{\"text\":\"b\"}}\n{{\"id\":\"{0}:2~2\",\"text\":\"c\"}}\n",
                  at));
  CHECK(ids_of(read({at}), folder) == Ids{"in.jsonl:2", "in.jsonl:2~3", "in.jsonl:2~2"});
}

TEST_CASE("files of one text that share a name are known by their paths") {
  const TempFolder folder;
  folder.write("mon/ferry.txt", "Ferry stops");
  folder.write("tue/ferry.txt", "Ferry sails");
  folder.write("tue/choir.txt", "Choir sings");
  const Collection c = read({folder / "mon", folder / "tue"});
  CHECK(ids_of(c, folder) == Ids{"mon/ferry.txt", "choir", "tue/ferry.txt"});
}

TEST_CASE("articles outside the window hold their ids, so that the window changes none") {
  const TempFolder folder;
  const std::string path = folder.write(
      "a.jsonl", "{\"id\":\"7\",\"text\":\"a\",\"date\":\"2023\"}\n{\"id\":\"7\",\"text\":\"b\",\"date\":\"2024\"}\n");
  ReadSettings settings;
  settings.since = parse_date("2024");
  const Collection c = read_articles({path}, settings);
  CHECK(c.outside == 1);
  CHECK(ids_of(c, folder) == Ids{"a.jsonl:2"});
}

}  // namespace
}  // namespace bundel
