/// The whole run gives the same bytes for any number of threads and any order of the input.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "bundel/agreement.h"
#include "bundel/pipeline.h"
#include "generate.h"
#include "support/temp_folder.h"
#include "support/threads.h"
#include "support/writers.h"

using namespace bundel;

namespace {

/// Made-up reports: some events of words of their own, edited copies, several scripts, missing dates and titles.
std::vector<std::string> made_lines(std::mt19937& random, int count) {
  static const std::vector<std::string> kFiller = {"de",       "het",  "een",     "van",  "brand",  "stad",
                                                   "minister", "zegt", "volgens", "over", "morgen", "nog",
                                                   "waren",    "meer", "straat",  "北京", "дом",    "عام"};
  std::vector<std::string> lines;
  std::vector<std::string> texts;
  for (int i = 0; i < count; ++i) {
    std::string text;
    if (i > 5 && random() % 4 == 0) {
      text = texts[random() % texts.size()];
      text.insert(text.size() / 2, " extra ");
    } else {
      const auto event = random() % 12;
      for (int w = 0; w < 90; ++w) {
        text += random() % 4 == 0
                    ? "Woord" + std::to_string(event) + std::string(1, static_cast<char>('a' + random() % 9))
                    : kFiller[random() % kFiller.size()] + (random() % 9 == 0 ? std::to_string(random() % 50) : "");
        text += w % 12 == 11 ? ". " : " ";
      }
    }
    texts.push_back(text);
    std::string line = "{\"id\":\"n" + std::to_string(i) + "\",\"text\":\"" + text + "\"";
    if (random() % 3 != 0) line += ",\"date\":\"2024-0" + std::to_string(1 + random() % 9) + "\"";
    if (random() % 3 != 0) line += ",\"title\":\"Titel " + std::to_string(random() % 30) + "\"";
    lines.push_back(line + "}\n");
  }
  return lines;
}

std::string join(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) all += line;
  return all;
}

/// Everything the program can say of the articles, as bytes.
std::string whole_output(const std::string& path, const Settings& settings) {
  std::ostringstream out;
  test::write_events_jsonl(out, run_events({path}, settings).events);
  test::write_groups_jsonl(out, run_dups({path}, DupsWanted::groups, settings).groups);
  test::write_pairs_jsonl(out, run_dups({path}, DupsWanted::pairs, settings).pairs);
  return out.str();
}

}  // namespace

TEST_CASE("one thread and two, and any order of the input, give the same bytes") {
  std::mt19937 random(3);
  const test::TempFolder folder;
  for (const std::size_t exact_rows : {std::size_t{20'000}, std::size_t{50}}) {  // all rows compared, and FAISS's lists
    CAPTURE(exact_rows);
    Settings settings;
    settings.candidates.neighbours.exact_rows = exact_rows;
    std::vector<std::string> lines = made_lines(random, 300);
    const std::string path = folder.write("a.jsonl", join(lines));
    const auto with_threads = [](int threads, const std::string& input, const Settings& how) {
      const Threads set(threads);
      return whole_output(input, how);
    };
    const std::string one = with_threads(1, path, settings);
    const std::string two = with_threads(2, path, settings);
    CHECK(one == two);
    std::shuffle(lines.begin(), lines.end(), random);
    const std::string shuffled = with_threads(2, folder.write("b.jsonl", join(lines)), settings);
    CHECK(one == shuffled);
    CHECK(one.find("\"event\":\"e2\"") != std::string::npos);
    CHECK(one.find("\"group\":\"c2\"") != std::string::npos);
  }
}

TEST_CASE("events from nominated pairs are as good as those from all pairs") {
  const test::TempFolder folder;
  std::ostringstream lines;
  std::map<std::string, std::uint32_t> gold;
  std::map<std::string, std::uint32_t> numbers;
  bench::Generation generation;
  generation.articles = 1'000;
  bench::generate(generation, [&](bench::Planted&& planted) {
    bench::write_json_line(lines, planted.article);
    gold[planted.article.id] =
        numbers.try_emplace(planted.event, static_cast<std::uint32_t>(numbers.size())).first->second;
  });
  const std::string path = folder.write("made.jsonl", lines.str());
  const auto quality = [&](const Settings& settings) {
    std::vector<std::uint32_t> right;
    std::vector<std::uint32_t> found;
    std::uint32_t number = 0;
    const auto put = [&](const std::string& id) {
      right.push_back(gold.at(id));
      found.push_back(number);
    };
    for (const EventRecord& event : run_events({path}, settings).events) {
      for (const MemberRecord& member : event.members) {
        put(member.id);
        for (const CopyRecord& copy : member.copies) put(copy.id);
      }
      ++number;
    }
    REQUIRE(right.size() == 1'000);
    return bcubed(right, found).f1;
  };
  Settings all;
  all.candidates.neighbours.count = 1'000;
  all.candidates.neighbours.least = -2;  // below any cosine
  const double exact = quality(all);
  CHECK(exact > 0.9);
  CHECK(quality({}) == doctest::Approx(exact).epsilon(0.02));
  Settings blind;
  blind.candidates.neighbours.least = 0.99F;
  CHECK(quality(blind) < exact - 0.02);  // or the test could not fail
}
