/// Models that are written and read again, and those that cannot be.
#include "bundel/store.h"

#include "bundel/error.h"
#include "bundel/pipeline.h"
#include "support/temp_folder.h"
#include "support/writers.h"

#include <doctest/doctest.h>

#include <sstream>

namespace bundel {
namespace {

std::string shipped() {
  return std::string(BUNDEL_TEST_DATA) + "/articles";
}

std::string written(const Model& model) {
  std::ostringstream out;
  write_model(out, model);
  return out.str();
}

/// A model of two reports, with centres of two kinds.
Model small_model() {
  Model model;
  model.settings.name_share = 0.1 + 0.2;  // has no short decimal
  model.channel_weights.front() = 17.5;
  model.frequencies.reports = 2;
  model.frequencies.words = 9;
  model.frequencies.languages = {{"", 1}, {"nl", 1}};
  model.frequencies.of_terms = {{"2023", 1}, {"bezoe", 2}, {"москв", 1}};
  model.frequencies.of_words = {{"2023", {1, 1, 0, true}}, {"bezoek", {2, 2, 0, false}}, {"москва", {1, 3, 3, false}}};
  model.centres["reports"] = DenseRows{{2'000, 0, -3}, {0, 1'999, 1}};
  model.centres["passages"] = DenseRows{{0, -2'000, 0}};
  return model;
}

/// What is said of a file with these bytes, without the folder.
std::string error_of(const std::string& bytes) {
  const test::TempFolder folder;
  const std::string path = folder.write("m.jsonl", bytes);
  try {
    (void)read_model(path);
  } catch (const Error& error) {
    return std::string(error.what()).substr(folder.path().size() + 1);
  }
  return "";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string events_of(const Settings& settings, Model* model = nullptr) {
  EventsResult result = run_events({shipped()}, settings);
  std::ostringstream out;
  test::write_events_jsonl(out, result.events);
  if (model != nullptr) *model = std::move(result.model);
  return out.str();
}

}  // namespace

TEST_CASE("a model is read as it was written") {
  const test::TempFolder folder;
  const Model model = small_model();
  const Model read = read_model(folder.write("m.jsonl", written(model)));
  CHECK(read.settings == model.settings);
  CHECK(read.channel_weights == model.channel_weights);
  CHECK(read.frequencies == model.frequencies);
  REQUIRE(read.centres.size() == 2);
  CHECK(read.centres.at("reports") == model.centres.at("reports"));
  CHECK(read.centres.at("passages") == model.centres.at("passages"));
  CHECK(written(read) == written(model));
}

TEST_CASE("what is no model of this version is said with its line") {
  const std::string whole = written(small_model());
  CHECK(error_of("").starts_with("m.jsonl: it is empty"));
  CHECK(error_of("{\"id\":\"a\",\"text\":\"no model\"}\n")
            .starts_with("m.jsonl:1: not a model's record: \"bundel_model\""));
  CHECK(error_of(replaced(whole, "{\"bundel_model\":2,", "{\"bundel_model\":1,"))
            .find(" is 1, and this program reads 2") != std::string::npos);
  CHECK(error_of(replaced(whole, "\"body\":", "\"else\":")).find("\"body\" is missing") != std::string::npos);
  CHECK(error_of(whole.substr(0, whole.rfind("{\"end\""))).find("cut short") != std::string::npos);
  CHECK(error_of(whole.substr(0, whole.size() / 2)).starts_with("m.jsonl:"));
  CHECK(error_of(replaced(whole, "{\"term\":\"bezoe\",\"reports\":2}\n", "")).find("another number of lines") !=
        std::string::npos);
  CHECK(error_of(whole + "{\"term\":\"z\",\"reports\":1}\n").find("not in the last line") != std::string::npos);
  CHECK(error_of(replaced(whole, "\"bezoe\"", "\"1\"")).find("\"term\" is not behind") != std::string::npos);
  CHECK(error_of(replaced(whole, "[2000,0,-3]", "[2000,0.5,-3]")).find("whole numbers") != std::string::npos);
  CHECK(error_of(replaced(whole, "[2000,0,-3]", "[2000,0]")).find("another length") != std::string::npos);
  CHECK(error_of(replaced(whole, "\"term_letters\":5", "\"term_letters\":1e99")).find("not a number up to") !=
        std::string::npos);
}

TEST_CASE("a run with the model of the same articles says the same, centres included") {
  const test::TempFolder folder;
  Settings settings;
  settings.candidates.neighbours.exact_rows = 10;
  Model model;
  const std::string whole = events_of(settings, &model);
  REQUIRE(model.centres.contains("reports"));
  settings.model = folder.write("m.jsonl", written(model));
  Model again;
  CHECK(events_of(settings, &again) == whole);
  CHECK(written(again) == written(model));
}

TEST_CASE("the counts and weights of a model hold, whatever the articles") {
  const test::TempFolder folder;
  Model model;
  const std::string whole = events_of({}, &model);
  model.channel_weights.assign(model.channel_weights.size(), 0.0);
  Settings settings;
  settings.model = folder.write("m.jsonl", written(model));
  CHECK(events_of(settings) != whole);  // nothing is alike any more
}

TEST_CASE("a setting that is not the model's is refused by its name") {
  const test::TempFolder folder;
  Settings settings;
  settings.model = folder.write("m.jsonl", written(small_model()));
  settings.vectorise.term_letters = 6;
  CHECK_THROWS_WITH_AS((void)run_events({shipped()}, settings),
                       "term-letters: 6 is not 5, with which the model was made; leave it out", Error);
  settings.vectorise.term_letters = 5;
  CHECK_NOTHROW((void)run_events({shipped()}, settings));
  Model wrong = small_model();
  wrong.settings.dense_columns = 3;
  settings.model = folder.write("w.jsonl", written(wrong));
  CHECK_THROWS_AS((void)run_events({shipped()}, settings), Error);
}

}  // namespace bundel
