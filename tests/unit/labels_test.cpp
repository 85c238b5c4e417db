#include "bundel/labels.h"

#include <doctest/doctest.h>

#include <map>
#include <sstream>

#include "bundel/error.h"
#include "bundel/table.h"
#include "ground/csv.h"
#include "support/temp_folder.h"
#include "support/writers.h"

namespace {

using namespace bundel;
using test::TempFolder;

std::vector<LabelRecord> labels_in(const std::string& lines) {
  std::istringstream in(lines);
  return read_labels_jsonl(in, "result.jsonl");
}

}  // namespace

// --- labels ------------------------------------------------------------------------------------------------------

TEST_CASE("labels are read by column names") {
  const TempFolder folder;
  const std::map<std::string, std::string> expected = {{"a", "e1"}, {"b", "e2"}};
  CHECK(read_labels(folder.write("l.csv", "note,event,id\nx,e1,a\ny,e2,b\nz,,c\n")) == expected);
  CHECK(read_labels(folder.write("l.tsv", "id\tgroup\na\te1\nb\te2\n")) == expected);
  CHECK(read_labels(folder.write("l.csv", "id,label\na,e1\nb,e2\n")) == expected);
  CHECK_THROWS_WITH_AS(read_labels(folder.write("l.csv", "id,event\na,1\nb,2\na,1\n")),
                       doctest::Contains("l.csv:4: id \"a\" stands twice, first in line 2"), Error);
  CHECK_THROWS_WITH_AS(read_labels(folder.write("l.csv", "id,event\n,1\n")),
                       doctest::Contains("l.csv:2: the id is empty"), Error);
  CHECK_THROWS_WITH_AS(read_labels(folder.write("l.csv", "id,x\na,1\n")), doctest::Contains("columns: id, x"), Error);
  CHECK_THROWS_WITH_AS(read_labels(folder.write("l.csv", "x,event\na,1\n")), doctest::Contains("no column \"id\""),
                       Error);
}

TEST_CASE("labels that went through a spreadsheet are read") {
  const TempFolder folder;
  const std::vector<JudgedPair> expected = {{"ä1", "b1", true}, {"a2", "b2", false}, {"a3", "b3", {}}};
  const std::string comma = "a,b,same\nä1,b1,yes\na2,b2,no\na3,b3,\n";
  std::string wide;
  for (const char16_t unit : std::u16string_view(u"\uFEFFa;b;same\n\u00E41;b1;yes\n")) {
    wide += static_cast<char>(unit & 0xFF);
    wide += static_cast<char>(unit >> 8);
  }
  for (const std::string& bytes :
       {comma, "\xEF\xBB\xBF" + comma, std::string("A;B;Same \r\nä1;b1; Yes \r\na2;b2;NO\r\na3;b3;\r\n;;\r\n"),
        std::string("a\tb\tsame\nä1\tb1\ty\na2\tb2\tn\na3\tb3\t\n")}) {
    CAPTURE(bytes);
    CHECK(read_label_table(folder.write("l.csv", bytes)).pairs == expected);
  }
  CHECK(read_label_table(folder.write("l.csv", wide)).pairs == std::vector<JudgedPair>{{"ä1", "b1", true}});
  CHECK_THROWS_WITH_AS(read_label_table(folder.write("l.csv", "a,b,same\nx,y,ja\n")),
                       doctest::Contains("l.csv:2: same is \"ja\""), Error);
}

TEST_CASE("labels are read from events, groups and plain lines alike") {
  const std::string lines =
      R"({"event":"e1","label":"Brand","keywords":["brand"],"reports":3,"distinct":2,"sources":2,"members":[)"
      R"({"id":"a","title":"Brand!","score":0.8,"copies":[{"id":"b","kind":"copy","overlap":0.9}]},)"
      R"({"id":"c","date":"no date","score":0.8,"copies":[]}],"also":[]})"
      "\n"
      R"({"group":"c1","kept":"k","members":[{"id":"m","kind":"copy","overlap":1,"in_kept":1,"of_kept":1}]})"
      "\n\n"
      R"({"id":7,"label":"x","title":"T"})"
      "\n";
  const std::vector<LabelRecord> labels = labels_in(lines);
  std::map<std::string, std::string> label_of;
  for (const LabelRecord& label : labels) label_of[label.id] = label.label;
  for (const char* id : {"a", "b", "c"}) CHECK(label_of.at(id) == "e1");
  CHECK(labels.front() == LabelRecord{"a", "e1", "Brand!"});
  CHECK(label_of.at("k") == "c1");
  CHECK(label_of.at("m") == "c1");
  CHECK(labels.back() == LabelRecord{"7", "x", "T"});
  CHECK_THROWS_AS(labels_in(R"({"id":"a","event":"1"})"
                            "\n"
                            R"({"id":"a","event":"2"})"),
                  Error);
  CHECK_THROWS_AS(labels_in(R"({"id":"a"})"), Error);
}

TEST_CASE("a line that says of no article where it is is an error with its place") {
  const auto error_of = [](const std::string& line) {
    try {
      (void)labels_in("\n" + line);
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("no error");
  };
  CHECK(error_of(R"({"id":"a"})") == "result.jsonl:2: not a label record: \"label\" is missing");
  CHECK(error_of(R"({"event":"e1"})") == "result.jsonl:2: not a label record: \"id\" is missing");
  CHECK(error_of(R"({"event":"e1","members":[{"id":"a"}]})") ==
        "result.jsonl:2: not a label record: \"copies\" is missing");
  CHECK(error_of(R"({"group":"c1","members":[]})") == "result.jsonl:2: not a label record: \"kept\" is missing");
  CHECK(error_of(R"({"event":"e1","members":{}})") == "result.jsonl:2: not a label record: \"members\" is not a list");
  CHECK(error_of("[1]") == "result.jsonl:2: not a label record: an object was expected");
  CHECK(error_of("{").starts_with("result.jsonl:2: not a label record: no JSON from byte "));
}

TEST_CASE("a labeling is scored against another in memory: who is alone, who is not in the gold") {
  const std::vector<LabelRecord> gold = {{"a", "1", {}}, {"b", "1", "B"}, {"c", "2", {}}, {"d", "2", {}}};
  const std::vector<LabelRecord> found = {{"c", "x", "C"}, {"a", "y", {}}, {"b", "y", {}}, {"e", "x", {}}};
  const ScoreResult scored = score(gold, found);
  CHECK(scored.score.articles == 4);
  CHECK(scored.not_in_result == 1);
  CHECK(scored.not_in_gold == 1);
  CHECK(scored.score.gold_clusters == 2);
  CHECK(scored.score.found_clusters == 3);
  CHECK(scored.score.wrong_together == 0);
  CHECK(scored.score.wrong_apart == 1);
  CHECK(scored.score.bcubed_precision == 1);
  CHECK(scored.score.bcubed_recall == doctest::Approx(0.75));
  CHECK(scored.articles.at(1).title == "B");
  CHECK(scored.articles.at(2).title == "C");
  CHECK(score(gold, {}).not_in_result == 4);
}

// --- judged pairs ------------------------------------------------------------------------------------------------

TEST_CASE("no cell of a judged pair is a formula, and every text can be found back") {
  const std::vector<std::string> texts = {"=1+1", "+1", "-1",  "@x", "\tx", "\rx", "'=x", "''=x",
                                          "'x",   "'",  "x=1", "",   "1",   "\nx", "＝1", "'＠x"};
  for (const std::string& text : texts) {
    CAPTURE(text);
    const std::string cell = ground::guarded_cell(text);
    CHECK((cell.empty() || std::string("=+-@\t\r\n\xEF").find(cell[0]) == std::string::npos));
    CHECK((cell == text || cell == "'" + text));
    CHECK(ground::unguarded_cell(cell) == text);
    if (text.starts_with("'x") || text == "'" || text == "x=1") CHECK(cell == text);
  }
}

TEST_CASE("judged pairs are CSV whose cells a spreadsheet may open") {
  const std::vector<JudgedPair> judged = {{"=a", "b,\"c\"", true}, {"", "d\ne", false}, {"f", "'-g", std::nullopt}};
  std::ostringstream out;
  write_judged_csv(out, judged);
  CHECK(out.str() == "a,b,same\n'=a,\"b,\"\"c\"\"\",yes\n,\"d\ne\",no\nf,''-g,\n");
}

TEST_CASE("judged pairs are read in many spellings, and contradictions are errors with both lines") {
  const TempFolder folder;
  const LabelTable table = read_label_table(
      folder.write("pairs.csv",
                   "title_a,a,b,same\nx,a1,b1,Yes\nx,a2,b2,N\nx,a3,b3,1\nx,a4,b4,false\nx,a5,b5,\nx,'=1+1,''@x,y\n"
                   "x,b1,a1,yes\nx,b5,a5,no\nx,'plain,b6,skip\n"));
  REQUIRE(table.of_pairs);
  const std::vector<JudgedPair> expected = {{"a1", "b1", true},  {"a2", "b2", false}, {"a3", "b3", true},
                                            {"a4", "b4", false}, {"a5", "b5", false}, {"=1+1", "'@x", true},
                                            {"'plain", "b6", {}}};
  CHECK(table.pairs == expected);
  const auto fault = [&](const char* bytes) {
    try {
      (void)read_label_table(folder.write("bad.csv", bytes));
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(fault("a,b,same\nx,y,maybe\n").find("bad.csv:2") != std::string::npos);
  CHECK(fault("a,b,same\nx,x,yes\n").find("paired with itself") != std::string::npos);
  CHECK(fault("a,b,same\nx,,yes\n").find("the id is empty") != std::string::npos);
  const std::string twice = fault("a,b,same\nx,y,yes\ny,x,no\n");
  CHECK(twice.find("bad.csv:3") != std::string::npos);
  CHECK(twice.find("line 2") != std::string::npos);
}

TEST_CASE("a result that was written as CSV is read with its mark and its guards taken away") {
  const TempFolder folder;
  std::ostringstream out;
  out << "\xEF\xBB\xBF";
  EventRecord event;
  event.event = "e1";
  for (const char* title : {"=a", "'=a", "＋a", "\na", "a"}) event.members.push_back({title, title, {}, "", 1, {}});
  test::write_events_csv(out, std::vector{event}, {});
  const std::vector<LabelRecord> read = read_label_records(folder.write("e.csv", out.str()));
  REQUIRE(read.size() == event.members.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    CHECK(read[i].id == event.members[i].id);
    CHECK(read[i].title == event.members[i].title);
    CHECK(read[i].label == "e1");
  }
}

TEST_CASE("a sample goes to a spreadsheet and comes back, with ids that look like formulas") {
  const TempFolder folder;
  const std::vector<std::string> ids = {"=1+1", "'=1+1", "''@x", "+31", "-5", "'quoted'", "plain", "a,\"b\"\nc"};
  std::vector<JudgedPair> judged;
  std::vector<PairToJudge> sample;
  for (std::size_t i = 1; i < ids.size(); ++i) {
    judged.push_back({ids[0], ids[i], i % 3 == 0 ? std::nullopt : std::optional(i % 3 == 1)});
    PairToJudge pair;
    pair.a.id = ids[0];
    pair.b.id = ids[i];
    pair.text_a = "=HYPERLINK(\"x\")";
    pair.a.title = "-x";
    sample.push_back(pair);
  }
  std::ostringstream out;
  write_judged_csv(out, judged);
  CHECK(read_label_table(folder.write("judged.csv", out.str())).pairs == judged);
  std::ostringstream drawn;
  test::write_sample_csv(drawn, sample);
  const std::string path = folder.write("sample.csv", drawn.str());
  const LabelTable back = read_label_table(path);
  REQUIRE(back.pairs.size() == judged.size());
  for (std::size_t i = 0; i < judged.size(); ++i) {
    CHECK(back.pairs[i].b == judged[i].b);
    CHECK_FALSE(back.pairs[i].same);
  }
  for (const TableRow& row : read_table(path).rows) {
    for (const std::string& cell : row.cells) {
      CHECK((cell.empty() || std::string_view("=+-@\t\r").find(cell[0]) == std::string_view::npos));
    }
  }
}
