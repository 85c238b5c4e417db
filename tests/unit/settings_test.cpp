#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "bundel/error.h"
#include "bundel/pipeline.h"
#include "bundel/settings.h"
#include "support/setting_trials.h"

using namespace bundel;

namespace {

void set(Settings& settings, const std::string& name, const std::string& value) {
  set_setting(settings, name, std::vector{value});
}

/// What is said of settings that are refused, with the name.
std::string refusal(const Settings& settings) {
  try {
    check(settings);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("settings are listed once each by name, each with its meaning, and the default is in its range") {
  std::set<std::string> names;
  for (const Setting& setting : list_settings({})) {
    CAPTURE(setting.name);
    CHECK(names.insert(setting.name).second);
    CHECK(setting.origin == "default");
    CHECK_FALSE(setting.meaning.empty());
    CHECK(setting.meaning.back() != '.');
  }
  CHECK(refusal({}).empty());
}

TEST_CASE("every setting is tried, within its range and outside") {
  std::set<std::string> tried;
  std::set<std::string> refused;
  for (const test::Trial& trial : test::trials()) (trial.good ? tried : refused).insert(trial.name);
  for (const Setting& setting : list_settings({})) {
    CAPTURE(setting.name);
    CHECK(tried.contains(setting.name));
    if (!setting.range.empty()) CHECK(refused.contains(setting.name));
  }
}

TEST_CASE("a setting takes what is in its range and shows it again; what is not is an error with its name") {
  for (const test::Trial& trial : test::trials()) {
    CAPTURE(trial.name);
    CAPTURE(trial.value);
    Settings settings;
    if (const std::size_t equals = trial.also.find('='); equals != std::string::npos) {
      set(settings, trial.also.substr(0, equals), trial.also.substr(equals + 1));
    }
    std::string where;
    try {
      set(settings, trial.name, trial.value);
      check(settings);
    } catch (const Error& error) {
      where = error.where();
      CHECK(std::string(error.what()) == where + ": " + error.reason());
      if (trial.value != "-") CHECK(error.reason().find(trial.value) != std::string::npos);
    }
    CHECK(where == (trial.good ? "" : trial.name));
    if (!trial.good) continue;
    Settings copy;
    for (const Setting& setting : list_settings(settings)) {
      if (setting.name == trial.name) CHECK(setting.value == trial.value);
      if (!setting.values.empty()) set_setting(copy, setting.name, setting.values);
    }
    const std::vector<Setting> expected = list_settings(settings);
    const std::vector<Setting> found = list_settings(copy);
    for (std::size_t i = 0; i < expected.size(); ++i) CHECK(found[i].values == expected[i].values);
  }
}

TEST_CASE("a list takes any number of values, and none; all other settings take one") {
  Settings settings;
  set_setting(settings, "prefer", std::vector<std::string>{"ANP, 24", "x"});
  CHECK(settings.copies.prefer == std::vector<std::string>{"ANP, 24", "x"});
  set_setting(settings, "prefer", {});
  CHECK(settings.copies.prefer.empty());
  for (const Setting& setting : list_settings({})) {
    CAPTURE(setting.name);
    const std::vector<std::string> two = {"1", "1"};
    if (setting.is_list) {
      CHECK_NOTHROW(set_setting(settings, setting.name, two));
    } else {
      CHECK_THROWS_WITH_AS(set_setting(settings, setting.name, two), doctest::Contains("one value is wanted, not 2"),
                           Error);
    }
  }
}

TEST_CASE("a name that is none is an error with the nearest one") {
  Settings settings;
  CHECK_THROWS_WITH_AS(set(settings, "copy-treshold", "0.6"),
                       "copy-treshold: no setting has this name; the nearest is copy-threshold", Error);
}

TEST_CASE("settings that contradict each other are refused, and what is no number is") {
  Settings settings;
  settings.copies.threshold = std::nan("");
  CHECK(refusal(settings) == "copy-threshold: nan is not above 0 and at most 1");
  settings = {};
  settings.text.passage_words = 10;
  CHECK(refusal(settings) == "passage-min-words: 20 is above passage-words 10");
  settings = {};
  settings.events.threshold = 0.005;
  CHECK(refusal(settings) == "event-threshold: 0.005 is below event-floor 0.01: less likely links are not told apart");
  settings.events.floor = 0.005;
  CHECK(refusal(settings).empty());
  settings = {};
  settings.read.since = parse_date("2024");
  settings.read.until = parse_date("2023-12-31");
  CHECK(refusal(settings) == "until: 2023-12-31 ends before since 2024 begins");
  settings.read.until = parse_date("2024-01-01");
  CHECK(refusal(settings).empty());
}
