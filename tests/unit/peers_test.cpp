/// What went wrong for users of other programs, each as something that is guaranteed here.
#include "bundel/duplicates.h"
#include "bundel/error.h"
#include "bundel/pipeline.h"
#include "bundel/results.h"
#include "bundel/terminal.h"
#include "bundel/text.h"
#include "read/utf8.h"
#include "support/dups_run.h"
#include "support/naive_copies.h"
#include "support/noise.h"
#include "support/writers.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace bundel;
using test::DupsOutput;
using test::record;
using test::run_over;
using test::run_over_records;

namespace {

/// Words of a made-up language, without spaces at the ends.
class Writer {
 public:
  explicit Writer(unsigned seed) : random_(seed) {
    for (int i = 0; i < 4'000; ++i) vocabulary_.push_back(noise::word(random_) + noise::word(random_));
  }
  std::string text(std::size_t words) {
    std::string made = noise::text(random_, vocabulary_, words);
    made.pop_back();
    return made;
  }
  /// The text with so many of its words replaced.
  std::string edited(const std::string& text, std::size_t edits) {
    std::vector<std::string> words = words_in(text);
    for (std::size_t i = 0; i < edits; ++i) words[below(words.size())] = noise::word(random_) + noise::word(random_);
    std::string made;
    for (const std::string& word : words) made += (made.empty() ? "" : " ") + word;
    return made;
  }
  std::size_t below(std::size_t limit) { return noise::below(random_, limit); }
  noise::Random& random() { return random_; }

 private:
  static std::vector<std::string> words_in(const std::string& text) {
    std::istringstream in(text);
    return {std::istream_iterator<std::string>(in), {}};
  }

  noise::Random random_;
  std::vector<std::string> vocabulary_;
};

/// Reports, edited and cut reprints of them and of reprints, empty ones and bad records, as lines of JSON Lines.
std::vector<std::string> export_lines(Writer& writer, std::size_t count) {
  std::vector<std::string> texts = {""};
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string& known = texts[writer.below(texts.size())];
    std::string text = writer.text(30 + writer.below(90));
    if (writer.below(2) == 0 && !known.empty()) text = writer.edited(known, writer.below(12));
    if (writer.below(12) == 0) text.resize(text.find(' ', text.size() / 2));
    if (writer.below(40) == 0) text.clear();
    texts.push_back(text);
    const std::string date =
        writer.below(4) == 0 ? "" : R"(,"date":"2024-0)" + std::to_string(1 + writer.below(9)) + "\"";
    lines.push_back(writer.below(50) == 0 ? R"({"id":3,"text":)" : record("n" + std::to_string(i), text, date));
  }
  return lines;
}

std::vector<std::string> sorted(std::vector<std::string> lines) {
  std::ranges::sort(lines);
  return lines;
}

std::vector<GroupRecord> groups_in(const DupsOutput& output) {
  std::istringstream in(output.groups);
  return read_groups_jsonl(in, "groups");
}

std::vector<PairRecord> pairs_in(const DupsOutput& output) {
  std::istringstream in(output.pairs);
  return read_pairs_jsonl(in, "pairs");
}

std::set<std::pair<std::string, std::string>> ids_of(const std::vector<PairRecord>& pairs) {
  std::set<std::pair<std::string, std::string>> ids;
  for (const PairRecord& pair : pairs) ids.insert({pair.a, pair.b});
  return ids;
}

std::string id_in(const std::string& line) {
  const std::size_t begin = line.find("\"id\":\"") + 6;
  return line.substr(begin, line.find('"', begin) - begin);
}

bool whole_letters(std::string_view text) {
  return !read_detail::first_invalid_utf8(text) && text.find("\uFFFD") == std::string_view::npos;
}

}  // namespace

// Reported of others: every member of a cluster removed, none kept; an index sentinel taken for a document; ids lost.
TEST_CASE("of each group exactly one stays, what is in no group stays, and every record is written byte for byte") {
  Writer writer(1);
  const std::vector<std::string> lines = export_lines(writer, 400);
  const DupsOutput output = run_over_records(lines);
  CHECK(output.read == lines.size());
  CHECK(output.adds_up());
  CHECK(output.rejected.size() > 0);
  std::vector<std::string> all = output.kept;
  all.insert(all.end(), output.dropped.begin(), output.dropped.end());
  std::vector<std::string> good = lines;
  std::erase_if(good, [](const std::string& line) { return !line.ends_with('}'); });
  CHECK(sorted(all) == sorted(good));

  std::map<std::string, int> kept_of;
  std::set<std::string> kept;
  for (const std::string& line : output.kept) kept.insert(id_in(line));
  for (const GroupRecord& group : groups_in(output)) {
    CHECK(kept.contains(group.kept));
    for (const CopyRecord& member : group.members) ++kept_of[member.id];
  }
  CHECK(output.dropped.size() > 100);
  CHECK(kept_of.size() == output.dropped.size());
  for (const std::string& line : output.dropped) CHECK(kept_of[id_in(line)] == 1);
}

// Reported of others: a "cat" was the same as a "dog", since neither is long enough for a shingle.
TEST_CASE("short texts and empty ones are not all equal") {
  const DupsOutput output =
      run_over_records({record("1", "cat"), record("2", "dog"), record("3", ""), record("4", " "), record("5", "!"),
                        record("6", "猫"), record("7", "cat dog"), record("8", "dog cat")});
  CHECK(output.dropped.empty());
  CHECK(output.pairs.empty());
  CHECK(output.kept.size() == 8);
}

// Reported of others: one group of hundreds of thousands from links that nobody verified.
TEST_CASE("where A is like B and B like C but A not like C, they are not one group") {
  Writer writer(2);
  const std::string one = writer.text(40);
  const std::string two = writer.text(40);
  const std::string three = writer.text(40);
  const std::vector<std::string> records = {record("a", one + " " + two, R"(,"date":"2024-01-01")"),
                                            record("b", two + " " + three, R"(,"date":"2024-01-02")"),
                                            record("c", three + " " + writer.text(40), R"(,"date":"2024-01-03")")};
  const DupsOutput output = run_over_records(records);
  CHECK(pairs_in(output).size() == 2);
  REQUIRE(groups_in(output).size() == 1);
  CHECK(groups_in(output)[0].kept == "a");
  CHECK(output.dropped == std::vector<std::string>{records[1]});
}

TEST_CASE(
    "a chain of 300 reprints, each edited from the one before, is many groups, and each member matches its kept") {
  Writer writer(3);
  std::string text = writer.text(100);
  noise::Collection made;
  for (int i = 0; i < 300; ++i) {
    made.add(text);
    text = writer.edited(text, 4);
  }
  const CopySettings settings;
  const std::vector<CopyGroup> groups = find_groups(made.input(), settings).groups;
  CHECK(groups.size() > 20);
  std::size_t largest = 0;
  for (const CopyGroup& group : groups) {
    largest = std::max(largest, group.members.size());
    for (const Folded& folded : group.members) {
      if (folded.kind == MatchKind::noisy) continue;
      CHECK(naive::judge(made.documents[index_of(folded.id)].words, made.documents[index_of(group.kept)].words,
                         settings));
    }
  }
  CHECK(largest < 60);
}

// Reported of others: pairs below the threshold, pairs that a lower threshold loses, near-identical pairs missed at the
// defaults, a crash at threshold 1.
TEST_CASE("no pair is below the threshold, a lower one gives a superset, and 1 works") {
  Writer writer(4);
  const std::vector<std::string> lines = export_lines(writer, 200);
  std::set<std::pair<std::string, std::string>> before;
  for (const char* threshold : {"1", "0.95", "0.8", "0.6", "0.4", "0.2"}) {
    CAPTURE(std::string(threshold));
    const DupsOutput output = run_over_records(lines, {"--threshold", threshold});
    const std::vector<PairRecord> pairs = pairs_in(output);
    for (const PairRecord& pair : pairs) {
      const bool copy = pair.overlap >= std::stod(threshold) - 1e-4;
      const bool excerpt = std::max(pair.a_in_b, pair.b_in_a) >= 0.8 - 1e-4;
      CHECK((pair.kind == MatchKind::excerpt ? excerpt : copy));
    }
    const auto now = ids_of(pairs);
    CHECK(std::ranges::includes(now, before));
    CHECK(output.adds_up());
    before = now;
  }
  CHECK(before.size() > 100);
}

TEST_CASE("a text with one word changed is found at the defaults, wherever the word stands and however long the text") {
  Writer writer(5);
  std::vector<std::string> records;
  for (const std::size_t words : {15, 20, 50, 300, 2'000}) {
    const std::string text = writer.text(words);
    for (int i = 0; i < 5; ++i) {
      records.push_back(
          record(std::to_string(words) + "-" + std::to_string(i), i == 0 ? text : writer.edited(text, 1)));
    }
  }
  const DupsOutput output = run_over_records(records);
  CHECK(output.kept.size() == 5);
  CHECK(pairs_in(output).size() == 5 * 10);
}

// Reported of others: unrelated items in one lump because the same phrases always matched.
TEST_CASE("unrelated reports of one agency with its stock phrases are not copies") {
  Writer writer(6);
  const std::string opening = writer.text(8);
  const std::string closing = writer.text(30);
  std::vector<std::string> records;
  for (int i = 0; i < 300; ++i) {
    records.push_back(record(std::to_string(i), opening + " " + writer.text(60 + writer.below(100)) + " " + closing,
                             R"(,"title":"Agency: news of the day")"));
  }
  const DupsOutput output = run_over_records(records);
  CHECK(output.pairs.empty());
  CHECK(output.dropped.empty());
  CHECK(output.kept.size() == records.size());
}

// Reported of others: a title with the name of the site behind it hides the same article without.
TEST_CASE("the same body under the title with a section and a site name is a copy, and the same site name makes none") {
  Writer writer(7);
  const std::string body = writer.text(60);
  const test::TempFolder folder;
  const std::string path = folder.write(
      "a.jsonl",
      test::joined(
          {record("plain", body, R"(,"date":"2024-01-01","title":"The bridge that nobody wanted")"),
           record("site", body,
                  R"(,"date":"2024-01-02","title":"Opinion | The bridge that nobody wanted - The New York Times")"),
           record("other", writer.text(60),
                  R"(,"date":"2024-01-03","title":"Opinion | A harbour for hydrogen - The New York Times")")}));
  const DupsResult result = run_dups({path}, DupsWanted::groups, {}, {.new_words = true});
  REQUIRE(result.groups.size() == 1);
  CHECK(result.groups[0].kept == "plain");
  REQUIRE(result.groups[0].members.size() == 1);
  CHECK(result.groups[0].members[0].id == "site");
  CHECK(result.groups[0].members[0].kind == MatchKind::copy);
  CHECK(result.groups[0].members[0].in_kept > 0.85);
  CHECK(result.groups[0].members[0].new_headline);
}

// Reported of feeds: readers want copies folded or hidden; what was deleted came back or was missed.
TEST_CASE("copies are folded, not deleted: groups name each, --emit dropped writes each, the input stays as it was") {
  Writer writer(8);
  const std::string text = writer.text(50);
  const test::TempFolder folder;
  const std::string bytes = test::joined({record("1", text), record("2", text), record("3", writer.edited(text, 2))});
  const std::string path = folder.write("feed.jsonl", bytes);
  const DupsOutput output = run_over(path);
  REQUIRE(groups_in(output).size() == 1);
  CHECK(groups_in(output)[0].members.size() == 2);
  CHECK(output.dropped.size() == 2);
  CHECK(test::bytes_of(path) == bytes);
}

// Reported of others: Arabic all removed, since no letter of it counted; marks forgotten in words.
TEST_CASE("letters of any script are words with their vowel signs, and different words of it are different texts") {
  struct Sample {
    const char* text;
    std::size_t words;
  };
  for (const Sample& sample :
       {Sample{"أعلنت الحكومة مشروعاً جديداً للمياه في المدينة", 7}, Sample{"정부가 도시의 새로운 물 사업을 발표했다", 6},
        Sample{"Правительство объявило новый проект водоснабжения города", 6},
        Sample{"सरकार ने शहर के लिए नई जल परियोजना की घोषणा की", 11}, Sample{"হিন্দু ও মুসলিম কৃষকেরা", 4},
        Sample{"שָׁלוֹם לְכֻלָּם מִירוּשָׁלַיִם", 3}, Sample{"z\u0335\u0322a\u0337lgo text", 2}}) {
    CAPTURE(std::string(sample.text));
    CHECK(words_of(sample.text).size() == sample.words);
  }
  // Each differs from its neighbour in vowel signs or one letter only.
  const std::vector<std::string> records = {record("1", "कल"),    record("2", "काल"),   record("3", "किल"),
                                            record("4", "हिन्दी"), record("5", "हिनदी"), record("6", "كتب"),
                                            record("7", "كتاب"),  record("8", "가"),    record("9", "각"),
                                            record("10", "мир"),  record("11", "мір")};
  const DupsOutput output = run_over_records(records);
  CHECK(output.kept.size() == records.size());
  CHECK(output.dropped.empty());
}

// Reported of others: byte offsets cut a letter in the middle.
TEST_CASE("no output ends in the middle of a letter, however narrow the table") {
  const std::string hindi =
      "प्रांत ने सोमवार को कहा कि नदी पर बना पुल खंभों की मरम्मत के लिए आधे साल तक बंद रहेगा और यातायात दूसरे रास्ते से जाएगा";
  const std::string han =
      "据省政府介绍,维尔默丹附近的大桥将关闭半年,以便修复桥墩。工程将于下周一开始,预计耗资三百万欧元。";
  const std::string combined =
      "A\u0301e\u0301i\u0301 o\u0308u\u0308 \U0001F469\u200D\U0001F692 \U0001F1F3\U0001F1F1 " + hindi;
  std::vector<std::string> records;
  for (const std::string& text : {hindi, han, combined}) {
    const std::string id = "идентификатор-" + std::to_string(records.size());
    records.push_back(record(id, text, R"(,"date":"2024-01-01","title":")" + text + "\""));
    records.push_back(
        record(id + "-копия", text + " नया पाठ 新的文字新的文字", R"(,"date":"2024-01-02","title":")" + text + "\""));
  }
  const test::TempFolder folder;
  const std::string path = folder.write("a.jsonl", test::joined(records));
  const DupsResult groups = run_dups({path}, DupsWanted::groups, {}, {.new_words = true});
  const DupsResult pairs = run_dups({path}, DupsWanted::pairs, {}, {.shared_words = true});
  REQUIRE(groups.groups.size() >= 2);
  REQUIRE(pairs.pairs.size() >= 3);
  for (const GroupRecord& group : groups.groups) {
    for (const CopyRecord& member : group.members) CHECK(whole_letters(member.new_text));
  }
  for (const PairRecord& pair : pairs.pairs) {
    for (const SharedRecord& shared : pair.shared) {
      CHECK(whole_letters(shared.words));
      // It begins with a letter, not with the mark of one that was left behind.
      CHECK(words_of(shared.words).front().begin == 0);
    }
  }
  const auto card = [&](std::string_view, std::string_view) {
    return ArticleCard{combined, parse_date("2024-01-01"), han};
  };
  for (std::size_t columns = 0; columns <= 130; ++columns) {
    CAPTURE(columns);
    const TableStyle style{columns, false, {display_width, cut_to_width}};
    std::ostringstream out;
    test::write_groups_table(out, groups.groups, card, style);
    test::write_pairs_table(out, pairs.pairs, card, style);
    CHECK(whole_letters(out.str()));
    const std::string cut = cut_to_width(combined, columns + 1);
    // What was cut is whole letters with an ellipsis: nothing but the ellipsis stands behind a beginning of the text.
    const std::string begin = cut.ends_with("…") ? cut.substr(0, cut.size() - 3) : cut;
    CHECK(combined.starts_with(begin));
    CHECK(display_width(cut) <= columns + 1);
  }
}

// Reported of others: one big file, one worker; more workers, another result.
TEST_CASE("one file gives the same bytes with one thread and with two") {
  Writer writer(9);
  const std::vector<std::string> lines = export_lines(writer, 1'000);
  const DupsOutput one = run_over_records(lines, {"--threads", "1"});
  const DupsOutput two = run_over_records(lines, {"--threads", "2"});
  CHECK(one.groups == two.groups);
  CHECK(one.pairs == two.pairs);
  CHECK(one.kept == two.kept);
  CHECK(one.dropped == two.dropped);
  CHECK(groups_in(one).size() > 50);
}

// Reported of others: the first seen stays, and which is seen first changes from run to run.
TEST_CASE("which copy stays does not depend on the order of the input") {
  Writer writer(10);
  std::vector<std::string> lines = export_lines(writer, 150);
  std::erase_if(lines, [](const std::string& line) { return !line.ends_with('}'); });
  for (const char* keep : {"earliest", "latest", "longest"}) {
    CAPTURE(std::string(keep));
    const DupsOutput first = run_over_records(lines, {"--keep", keep});
    for (int i = 0; i < 2; ++i) {
      std::ranges::shuffle(lines, writer.random());
      const DupsOutput shuffled = run_over_records(lines, {"--keep", keep});
      CHECK(shuffled.groups == first.groups);
      CHECK(shuffled.pairs == first.pairs);
      CHECK(sorted(shuffled.kept) == sorted(first.kept));
      CHECK(sorted(shuffled.dropped) == sorted(first.dropped));
    }
  }
}

// Reported of others: a stage that fails at its end takes the work of a day with it.
TEST_CASE("a failure at the end leaves the old output whole and nothing beside it") {
  const test::TempFolder folder;
  const std::string one = folder.write("in/one.csv", "id,text\n1,een twee drie vier vijf\n");
  folder.write("in/two.csv", "id,body\n2,zes zeven acht negen tien\n");
  const std::string out = folder.write("out/kept.csv", "the result of yesterday\n");
  // Tables with different headers cannot be written below one: known when the work is done.
  CHECK_THROWS_AS(test::run_program(folder / "in", {"--emit", "kept", "--output", out}), Error);
  CHECK(test::bytes_of(out) == "the result of yesterday\n");
  CHECK(std::distance(std::filesystem::directory_iterator(folder / "out"), {}) == 1);
  CHECK(test::run_program(one, {"--emit", "kept", "--output", out}) == 0);
  CHECK(test::bytes_of(out) == "id,text\n1,een twee drie vier vijf\n");
}

TEST_CASE("an output that cannot be written is an error before the input is read, and leaves nothing") {
  const test::TempFolder folder;
  const std::string out = folder / "nowhere/out.jsonl";
  try {
    test::run_program(folder / "no-such-input.jsonl", {"--output", out});
    FAIL("written");
  } catch (const Error& error) {
    CHECK(error.where() == out);
  }
  CHECK_FALSE(std::filesystem::exists(folder / "nowhere"));
}

TEST_CASE("a bad record near the end of a file costs that record alone") {
  Writer writer(11);
  std::vector<std::string> lines;
  for (int i = 0; i < 2'000; ++i) lines.push_back(record(std::to_string(i), writer.text(20)));
  lines[1'998] = R"({"id":"1998","text":"half a )";
  const DupsOutput output = run_over_records(lines);
  CHECK(output.kept.size() == 1'999);
  REQUIRE(output.rejected.size() == 1);
  CHECK(output.rejected[0].find("\"line\":1999") != std::string::npos);
  CHECK(output.kept.back() == lines[1'999]);
}

// Reported of others: a configuration that looks right and does nothing.
TEST_CASE("what would have no effect is an error that names it") {
  const test::TempFolder folder;
  const std::string path = folder.write("a.jsonl", record("1", "een twee drie vier vijf") + "\n");
  const std::vector<test::Options> refused = {{"--treshold", "0.6"},       {"--min_run", "3"},
                                              {"--keep", "best"},          {"--emit", "clusters"},
                                              {"--format", "parquet"},     {"--config", "rules.toml"},
                                              {"--fields", "txt=text"},    {"--fields", "text=nowhere"},
                                              {"--fields", "text"},        {"--text"},
                                              {"--since", "last tuesday"}, {"--labels", path},
                                              {"--emit", "kept", "--text"}};
  for (const test::Options& options : refused) {
    CAPTURE(test::joined(options));
    CHECK_THROWS_AS(test::run_program(path, options), Error);
  }
}

TEST_CASE("each option of the copy rules changes what is found where it should") {
  Writer writer(12);
  const std::string text = writer.text(100);
  const std::string scan = [&] {
    noise::Random random(13);
    return noise::scanned(random, text, 0.08);
  }();
  const std::vector<std::string> records = {
      record("1", text, R"(,"date":"2024-01-05")"), record("2", writer.edited(text, 6), R"(,"date":"2024-01-03")"),
      record("3", text + " " + writer.text(10), R"(,"date":"2024-01-04")"),
      record("4", text.substr(0, text.find(' ', text.size() / 3)), R"(,"date":"2024-01-02")"),
      record("5", scan, R"(,"date":"2024-01-06")")};
  const DupsOutput plain = run_over_records(records);
  const std::vector<test::Options> choices = {
      {"--threshold", "0.9"}, {"--containment", "1"}, {"--min-run", "12"}, {"--no-noisy"}, {"--until", "2024-01-03"}};
  for (const test::Options& options : choices) {
    CAPTURE(test::joined(options));
    CHECK(run_over_records(records, options).pairs != plain.pairs);
  }
  const std::vector<test::Options> keeps = {
      {"--keep", "latest"}, {"--keep", "first"}, {"--keep", "longest"}, {"--fold-excerpts"}};
  for (const test::Options& options : keeps) {
    CAPTURE(test::joined(options));
    const DupsOutput output = run_over_records(records, options);
    CHECK(output.groups != plain.groups);
    CHECK(output.pairs == plain.pairs);
  }
}
