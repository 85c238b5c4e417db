#include "bundel/error.h"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "bundel/pipeline.h"
#include "bundel/read.h"
#include "bundel/settings.h"
#include "bundel/tune.h"
#include "cli/output.h"
#include "support/temp_folder.h"

using namespace bundel;
using test::TempFolder;

namespace {

struct Failure {
  ErrorKind kind;
  std::string what;
};

Failure failure_of(const std::function<void()>& run) {
  try {
    run();
  } catch (const Error& error) {
    return {error.kind(), error.what()};
  }
  FAIL("no error");
  return {};
}

/// Remembers the rejections of every reading.
struct Listener : Observer {
  void begins(std::string_view) override {}
  void ends(const StepCount&) override {}
  void rejected(const Rejections& rejections) override { heard.push_back(rejections); }

  std::vector<Rejections> heard;
};

}  // namespace

TEST_CASE("an error says of what kind it is, where it is and why") {
  const Error error(ErrorKind::output, "cannot be written", "out.jsonl");
  CHECK(error.kind() == ErrorKind::output);
  CHECK(error.where() == "out.jsonl");
  CHECK(error.reason() == "cannot be written");
  CHECK(std::string(error.what()) == "out.jsonl: cannot be written");
  CHECK(std::string(Error(ErrorKind::input, "no INPUT was given", "").what()) == "no INPUT was given");
}

TEST_CASE("what a caller can do about an error is its kind") {
  const TempFolder folder;
  const std::string good = folder.write("good.jsonl", "{\"id\":\"a\",\"text\":\"The talks.\"}\n");
  const std::string bad = folder.write("bad.jsonl", "{\"id\":\"a\"\n{\"id\":\"b\"\n");
  const std::string picture = folder.write("a.png", "\x89PNG\r\n\x1A\n");
  const std::string nothing = folder.write("empty/notes.pdf", "%PDF-");
  Settings range;
  range.copies.threshold = 2;
  Settings encoding;
  encoding.read.encoding = "utf-11";
  Settings field;
  field.read.fields.text = {"body"};
  Settings vectors;
  vectors.vectors = good;
  vectors.vector_weight = 1;
  struct Row {
    const char* name;
    ErrorKind kind;
    std::function<void()> run;
  };
  const auto dups = [](const std::string& input, const Settings& settings) {
    return [input, settings] { run_dups({input}, DupsWanted::groups, settings); };
  };
  for (const Row& row : {
           Row{"no such file", ErrorKind::input, dups(folder / "none.jsonl", {})},
           Row{"a picture", ErrorKind::input, dups(picture, {})},
           Row{"no vectors", ErrorKind::input, [&] { run_events({good}, vectors); }},
           Row{"no such id", ErrorKind::input, [&] { explain({good}, "a", "b", Explained::both, {}); }},
           Row{"out of range", ErrorKind::setting, dups(good, range)},
           Row{"no such encoding", ErrorKind::setting, dups(good, encoding)},
           Row{"no such field", ErrorKind::setting, dups(good, field)},
           Row{"no such setting", ErrorKind::setting,
               [] {
                 Settings s;
                 set_setting(s, "colour", {});
               }},
           Row{"one id twice", ErrorKind::setting, [&] { explain({good}, "a", "a", Explained::both, {}); }},
           Row{"all rejected", ErrorKind::no_articles, dups(bad, {})},
           Row{"nothing to read", ErrorKind::no_articles, dups(folder / "empty", {})},
           Row{"no folder to write in", ErrorKind::output, [&] { const cli::Output out(folder / "none/out.jsonl"); }},
       }) {
    INFO(row.name);
    const Failure failure = failure_of(row.run);
    INFO(failure.what);
    CHECK(failure.kind == row.kind);
  }
}

TEST_CASE("a collection whose records are not all accounted for is a bug, and nothing is made of it") {
  Collection collection = collect({Article{.id = "a", .text = "The talks."}});
  ++collection.records;
  CHECK(failure_of([&] { run_dups(collection, DupsWanted::groups, {}); }).kind == ErrorKind::bug);
}

TEST_CASE("who listens hears of the rejected records, also of those that leave no article") {
  const TempFolder folder;
  const std::string some = folder.write("some.jsonl", "{\"id\":\"a\",\"text\":\"The talks.\"}\n{\"id\":\"b\"\n");
  const std::string bad = folder.write("bad.jsonl", "{\"id\":\"a\"\n{\"id\":\"b\"\n");
  Listener listener;
  const RunContext context{.observer = &listener};
  run_dups({some}, DupsWanted::groups, {}, {}, context);
  REQUIRE(listener.heard.size() == 1);
  CHECK(listener.heard[0].size() == 1);
  const Failure failure = failure_of([&] { run_dups({bad}, DupsWanted::groups, {}, {}, context); });
  CHECK(failure.what.starts_with("no articles: 2 records read, all rejected; first: "));
  REQUIRE(listener.heard.size() == 2);
  REQUIRE(listener.heard[1].size() == 2);
  CHECK(listener.heard[1][0].line == 1);
  CHECK(listener.heard[1][1].line == 2);
}
