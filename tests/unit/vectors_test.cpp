#include "bundel/vectors.h"

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "bundel/error.h"
#include "bundel/pipeline.h"
#include "support/temp_folder.h"

using namespace bundel;

namespace {

std::string error_of(const std::string& bytes) {
  const test::TempFolder folder;
  try {
    read_vectors(folder.write("v.jsonl", bytes));
  } catch (const Error& error) {
    const std::string what = error.what();
    return what.substr(what.rfind("v.jsonl"));
  }
  return "no error";
}

/// Four reports in words that they do not share, each in a language that has no table.
std::vector<Article> strangers() {
  std::vector<Article> articles;
  for (const char* text : {"kara zemo tilun vasre polk", "sima derot gabul henix worp", "luntu bavek orsim tefal quen",
                           "nirov dastu melko zubin craf"}) {
    const std::string id(1, static_cast<char>('a' + articles.size()));
    articles.push_back({.id = id, .title = std::string(text), .text = std::string(text) + ".", .language = "xx"});
  }
  return articles;
}

std::set<std::set<std::string>> events_of(const Settings& settings) {
  std::set<std::set<std::string>> events;
  for (const EventRecord& event : run_events(collect(strangers()), settings).events) {
    std::set<std::string> ids;
    for (const MemberRecord& member : event.members) ids.insert(member.id);
    events.insert(ids);
  }
  return events;
}

}  // namespace

TEST_CASE("vectors are read by their ids, whatever else the lines hold") {
  const test::TempFolder folder;
  const Vectors vectors = read_vectors(
      folder.write("v.jsonl", "{\"id\":\"a\",\"vector\":[1,2.5]}\n\n{\"model\":\"m\",\"vector\":[-1,0],\"id\":7}"));
  REQUIRE(vectors.rows.rows() == 2);
  REQUIRE(vectors.rows.cols() == 2);
  CHECK(vectors.rows(vectors.row_of.at("a"), 1) == 2.5F);
  CHECK(vectors.rows(vectors.row_of.at("7"), 0) == -1.0F);
}

TEST_CASE("what is no vector is an error that names file and line") {
  const std::string good = "{\"id\":\"a\",\"vector\":[1,2]}\n";
  CHECK(error_of("").starts_with("v.jsonl: it holds no vectors"));
  CHECK(error_of(good + "x").starts_with("v.jsonl:2: a line of"));
  CHECK(error_of(good + "{\"vector\":[1,2]}").starts_with("v.jsonl:2: it has no \"id\""));
  CHECK(error_of(good + "{\"id\":\"b\"}").starts_with("v.jsonl:2: it has no array"));
  CHECK(error_of(good + "{\"id\":\"b\",\"vector\":[1]}").starts_with("v.jsonl:2: its vector has 1 numbers"));
  CHECK(error_of(good + "{\"id\":\"b\",\"vector\":[1,\"2\"]}").starts_with("v.jsonl:2: number 2"));
  CHECK(error_of(good + "{\"id\":\"b\",\"vector\":[1,1e300]}").starts_with("v.jsonl:2: number 2"));
  CHECK(error_of("{\"id\":\"b\",\"vector\":[]}").starts_with("v.jsonl:1: a vector has 1 to 8192"));
  CHECK(error_of(good + good).starts_with("v.jsonl:2: id \"a\" stands twice"));
}

TEST_CASE("vectors bring together, as candidates and by their score, what shares no word") {
  const std::set<std::set<std::string>> apart = {{"a"}, {"b"}, {"c"}, {"d"}};
  CHECK(events_of({}) == apart);
  const test::TempFolder folder;
  Settings settings;
  settings.vectors = folder.write("v.jsonl",
                                  "{\"id\":\"a\",\"vector\":[3,4,0]}\n{\"id\":\"c\",\"vector\":[30,40,1]}\n"
                                  "{\"id\":\"b\",\"vector\":[0,0,2]}\n{\"id\":\"stranger\",\"vector\":[3,4,0]}\n");
  settings.vector_weight = 40;
  CHECK(events_of(settings) == std::set<std::set<std::string>>{{"a", "c"}, {"b"}, {"d"}});
  settings.vector_weight = 1;
  CHECK(events_of(settings) == apart);
}

TEST_CASE("the score of a pair has the channel of the vectors, weight times cosine") {
  const test::TempFolder folder;
  const std::string articles = folder.write(
      "a.jsonl",
      "{\"id\":\"a\",\"text\":\"kara zemo tilun vasre polk\"}\n{\"id\":\"b\",\"text\":\"sima derot gabul henix worp\"}\n");
  Settings settings;
  settings.vectors =
      folder.write("v.jsonl", "{\"id\":\"a\",\"vector\":[1,0]}\n{\"id\":\"b\",\"vector\":[1,1]}\n");
  settings.vector_weight = 10;
  const ExplainResult result = explain({articles}, "a", "b", Explained::events, settings);
  std::map<std::string, ChannelRecord> channels;
  for (const ChannelRecord& channel : result.events->channels) channels[channel.name] = channel;
  CHECK(channels.at("vectors").value == doctest::Approx(std::sqrt(0.5)));
  CHECK(channels.at("vectors").score == doctest::Approx(10 * std::sqrt(0.5)));
}

TEST_CASE("a file of vectors without a weight is an error, for it would do nothing") {
  Settings settings;
  settings.vectors = "v.jsonl";
  CHECK_THROWS_WITH_AS(check(settings), doctest::Contains("vector-weight"), Error);
}
