/// What the read room promises, by example: what becomes an article, what a rejection, and what an error.
#include "bundel/read.h"

#include "bundel/error.h"
#include "bundel/table.h"
#include "support/packed.h"
#include "support/temp_folder.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace bundel {
namespace {

using test::StandardInput;
using test::TempFolder;

Collection read(const std::vector<std::string>& inputs, const ReadSettings& settings = {}) {
  Collection c = read_articles(inputs, settings);
  REQUIRE(c.articles.size() + c.outside + c.rejections.size() == c.records);
  REQUIRE(std::is_sorted(c.articles.begin(), c.articles.end(), comes_first));
  return c;
}

/// Reads JSON Lines from a file named news.jsonl.
Collection read_lines(std::string_view bytes, const ReadSettings& settings = {}) {
  const TempFolder folder;
  return read({folder.write("news.jsonl", bytes)}, settings);
}

/// Reads one good record.
Article read_one(std::string_view record, const ReadSettings& settings = {}) {
  Collection c = read_lines(record, settings);
  REQUIRE(c.articles.size() == 1);
  return c.articles.front();
}

/// Why one record is rejected; a good one stands before it.
std::string reason_of(std::string_view record) {
  Collection c = read_lines("{\"id\": \"good\", \"text\": \"\"}\n" + std::string(record));
  REQUIRE(c.rejections.size() == 1);
  CHECK(c.rejections.front().line == 2);
  return c.rejections.front().reason;
}

std::string error_of(const std::vector<std::string>& inputs, const ReadSettings& settings = {}) {
  try {
    read_articles(inputs, settings);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::vector<std::string> ids_of(const Collection& c) {
  std::vector<std::string> ids;
  for (const Article& a : c.articles) ids.push_back(a.id);
  return ids;
}

using Ids = std::vector<std::string>;

// --- records of JSON ---------------------------------------------------------------------------------------------

TEST_CASE("a plain record gives every part") {
  const Article a = read_one(
      R"({"id":"x1","title":"Xi \u00e0 Moscou","text":"Body.","date":"2023-02","source":" AP ","url":"http://a.b/","lang":"FR_fr"})");
  CHECK(a.id == "x1");
  CHECK(a.title == "Xi à Moscou");
  CHECK(a.text == "Body.");
  CHECK(a.time == parse_date("2023-02"));
  CHECK(a.source == "AP");
  CHECK(a.url == "http://a.b/");
  CHECK(a.language == "fr");
}

TEST_CASE("presets find the fields of known exports") {
  const Article please = read_one(
      R"({"title":"T","text":null,"maintext":"M","date_publish":"2023-02-21 08:01:00","source_domain":"a.nl","url":"u","language":"nl"})");
  CHECK(please.text == "M");
  CHECK(please.source == "a.nl");
  CHECK(please.time == parse_date("2023-02-21T08:01:00Z"));
  CHECK(please.language == "nl");

  const Article newspaper =
      read_one(R"({"title":"T","text":"B","publish_date":"2023-02-21T08:01:00","source_url":"s"})");
  CHECK(newspaper.time == parse_date("2023-02-21T08:01:00Z"));
  CHECK(newspaper.source == "s");

  const Article telegram = read_one(R"({"title":"T","text":"B","timestamp":1676966460,"sitename":"S"})");
  CHECK(telegram.time == parse_date("2023-02-21T08:01:00Z"));
  CHECK(telegram.source == "S");

  const Article passim = read_one(R"({"id":"p","series":"times","text":"B","date":"1851-05-01"})");
  CHECK(passim.source == "times");

  const Article dolma =
      read_one(R"({"id":"d","text":"B","source":"cc","created":"2020-01-01T00:00:00.000Z","metadata":{"title":"no"}})");
  CHECK(dolma.source == "cc");
  CHECK(dolma.title.empty());
  CHECK(dolma.time == parse_date("2020-01-01T00:00:00Z"));

  const Article api =
      read_one(R"({"source":{"id":null,"name":"CNN"},"title":"T","content":"B","publishedAt":"2023-02-21T08:01:00Z"})");
  CHECK(api.source == "CNN");
  CHECK(api.text == "B");
  CHECK(read_one(R"({"source":{"id":null,"name":null},"title":"T"})").source.empty());
  CHECK(read_one(R"({"_id":{"$oid":"5f"},"title":"T"})").id == "5f");
}

TEST_CASE("numbers may be ids, and blank ids are missing") {
  CHECK(read_one(R"({"id":42,"text":""})").id == "42");
  CHECK(read_one(R"({"id":18446744073709551615,"text":""})").id == "18446744073709551615");
  CHECK(read_one(R"({"id":-1,"text":""})").id == "-1");
  CHECK(contains(read_one(R"({"id":" ","text":""})").id, "news.jsonl:1"));
  CHECK(read_one(R"({"id":1.5,"text":""})").id == "1.5");
  CHECK(read_one(R"({"id":7.0,"text":""})").id == "7");
}

TEST_CASE("empty strings are articles, missing or null fields are not") {
  CHECK(read_one(R"({"id":"e","title":"","text":""})").text.empty());
  CHECK(read_one(R"({"id":"t","title":"only"})").title == "only");
  CHECK(reason_of(R"({"id":"n"})") == "neither a title nor a text (fields: id)");
  CHECK(reason_of(R"({"id":"n","title":null,"text":null})") == "neither a title nor a text (fields: id, title, text)");
}

TEST_CASE("a title or text of the wrong type is named, and other parts of a wrong type are missing") {
  CHECK(reason_of(R"({"title":true})") == "field \"title\" is true or false, not a string");
  CHECK(reason_of(R"({"text":{"a":"b"}})") == "field \"text\" is an object, not a string");
  const Article a = read_one(R"({"text":"a","url":{},"lang":true,"source":[1,2]})");
  CHECK((a.url + a.language + a.source).empty());
}

TEST_CASE("malformed lines are rejected and the next line is read") {
  const std::string good = R"({"id":"g","text":"still here"})";
  for (const std::string bad :
       {R"({"x":})", R"({"id":"a","text":"t")", R"({"text":"t)", "{\"text\":\"\xff\"}", "[1]", "3", "\"s\"", "nul",
        "{}}", "}", "{\"text\":\"a\tb\"}", "{\"text\":1e999}", R"({"text":"t"} {"text":"u"})", "\x01"}) {
    CAPTURE(bad);
    const Collection c = read_lines(bad + "\n" + good + "\n");
    CHECK(ids_of(c) == Ids{"g"});
    REQUIRE(c.rejections.size() == 1);
    CHECK(c.rejections[0].line == 1);
    CHECK_FALSE(c.rejections[0].reason.empty());
  }
  CHECK(reason_of("{\"text\":\"\xff\"}") == "not valid UTF-8");
  CHECK(contains(reason_of(std::string(2000, '[') + std::string(2000, ']')), "nested too deeply"));
}

TEST_CASE("an unreadable date leaves the article undated and is counted") {
  for (const char* date : {"\"soon\"", "\"2023-02-30\"", "12", "true", "{\"a\":1}", "1e30"}) {
    CAPTURE(date);
    const Collection c = read_lines(fmt::format(R"({{"text":"t","date":{}}})", date));
    REQUIRE(c.articles.size() == 1);
    CHECK_FALSE(c.articles[0].time.has_value());
    CHECK(c.undated == 1);
    CHECK(c.bad_dates == 1);
  }
  const Collection none = read_lines(R"({"text":"t","date":""})");
  CHECK(none.undated == 1);
  CHECK(none.bad_dates == 0);
  CHECK(read_one(R"({"text":"t","date":2023})").time == parse_date("2023"));
  CHECK(read_one(R"({"text":"t","date":1676966460.5})").time == parse_date("1676966460"));
  CHECK(read_one(R"({"text":"t","date":" ","published":"2023"})").time == parse_date("2023"));
}

TEST_CASE("languages become codes") {
  const auto language = [](std::string_view given) {
    return read_one(fmt::format(R"({{"text":"","lang":"{}"}})", given)).language;
  };
  CHECK(language("en-US") == "en");
  CHECK(language("EN") == "en");
  CHECK(language("pt_BR") == "pt");
  CHECK(language("deu") == "deu");
  CHECK(language("English").empty());
  CHECK(language("e1").empty());
}

TEST_CASE("given fields replace the presets and may be paths") {
  ReadSettings settings;
  settings.fields.text = "body.full";
  settings.fields.date = "meta.times.published";
  const Article a =
      read_one(R"({"text":"no","body":{"full":"yes"},"meta":{"times":{"published":"2021"}},"date":"1999"})", settings);
  CHECK(a.text == "yes");
  CHECK(a.time == parse_date("2021"));
  settings.fields = {};
  settings.fields.text = "a.b";
  CHECK(read_one(R"({"a.b":"key","a":{"b":"path"}})", settings).text == "key");
  const Collection c = read_lines("{\"a\":{\"b\":\"x\"}}\n{\"text\":\"not looked at\"}", settings);
  CHECK(c.articles.size() == 1);
  CHECK(c.rejections.size() == 1);
}

TEST_CASE("a given field that stands in no record is an error") {
  const TempFolder folder;
  const std::string file = folder.write("a.jsonl", "{\"text\":\"t\"}\n{\"text\":\"u\",\"when\":null}");
  ReadSettings settings;
  settings.fields.text = "bodi";
  CHECK(error_of({file}, settings) == "no record has a field \"bodi\" for the text");
  settings.fields = {};
  settings.fields.date = "when";
  CHECK(error_of({file}, settings) == "no error");
}

// --- JSON Lines --------------------------------------------------------------------------------------------------

TEST_CASE("blank lines are no records, and lines keep their numbers") {
  const Collection c = read_lines("\xEF\xBB\xBF{\"text\":\"a\"}\r\n\r\n \t\n{\"text\":\"b\"}\n\n{\"text\":\"c\"}");
  REQUIRE(c.articles.size() == 3);
  CHECK(c.records == 3);
  std::vector<std::uint32_t> lines;
  for (const Article& a : c.articles) lines.push_back(a.place.line);
  CHECK(lines == std::vector<std::uint32_t>{1, 4, 6});
  CHECK(c.articles[0].id == c.files[0].path + ":1");
}

TEST_CASE("lines longer than many chunks are read, whatever surrounds them") {
  const std::string huge(21'000'000, 'x');
  const std::string bytes = "{\"id\":\"a\",\"text\":\"s\"}\n{\"id\":\"b\",\"text\":\"" + huge +
                            "\"}\n{\"id\":\"c\",\"text\":\"" + huge + "\"}\n{\"id\":\"d\",\"text\":\"e\"}";
  const Collection c = read_lines(bytes);
  REQUIRE(ids_of(c) == Ids{"a", "b", "c", "d"});
  CHECK(c.articles[1].text == huge);
  CHECK(c.articles[2].text == huge);
  CHECK(c.articles[3].place.offset + c.articles[3].place.length == bytes.size());
}

TEST_CASE("records give their bytes again") {
  const TempFolder folder;
  const std::string lines =
      folder.write("a.jsonl", "\xEF\xBB\xBF {\"id\":\"1\",\"text\":\"a\"} \r\n\n{\"text\":\"b\",\"id\":\"2\"}");
  const std::string array =
      folder.write("b.json", "[ {\"id\":\"3\",\n \"text\":\"]}\\\"\"} ,{\"id\":\"4\",\"text\":\"\"}\n]\n");
  const std::string text = folder.write("5.txt",
                                        "\xEF\xBB\xBF"
                                        "date 2023 word\n");
  const Collection c = read({array, lines, text});
  RecordReader reader(c.files);
  const auto raw = [&](std::string_view id) {
    const auto a = std::find_if(c.articles.begin(), c.articles.end(), [&](const Article& x) { return x.id == id; });
    REQUIRE(a != c.articles.end());
    return reader.raw(a->place);
  };
  CHECK(raw("1") == " {\"id\":\"1\",\"text\":\"a\"} \r");
  CHECK(raw("3") == "{\"id\":\"3\",\n \"text\":\"]}\\\"\"}");
  CHECK(raw("2") == "{\"text\":\"b\",\"id\":\"2\"}");
  CHECK(raw("4") == "{\"id\":\"4\",\"text\":\"\"}");
  CHECK(raw("5") ==
        "\xEF\xBB\xBF"
        "date 2023 word\n");
  CHECK(c.files[0].array);
  CHECK(c.files[2].whole);
}

TEST_CASE("a file that changed since is not taken for the one that was read") {
  const TempFolder folder;
  const std::string path = folder.write("a.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\"}");
  const Collection c = read({path});
  folder.write("a.jsonl", "{\"text\":\"a\"}\n");
  RecordReader shorter(c.files);
  CHECK_THROWS_AS(shorter.raw(c.articles[0].place), Error);
  std::filesystem::remove(path);
  RecordReader gone(c.files);
  CHECK_THROWS_AS(gone.raw(c.articles[0].place), Error);
}

TEST_CASE("standard input is JSON Lines, and its bytes are kept on request") {
  const TempFolder folder;
  const std::string bytes = "{\"text\":\"a\"}\n\n{\"text\":\"b\"}\nbroken\n";
  const std::string path = folder.write("in", bytes);
  ReadSettings settings;
  settings.keep_records = true;
  const StandardInput input(path);
  const Collection c = read({"-"}, settings);
  CHECK(ids_of(c) == Ids{"-:1", "-:3"});
  CHECK(c.rejections == std::vector<Rejection>{{"-", 4, c.rejections.at(0).reason}});
  CHECK(c.files[0].bytes == bytes);
  CHECK(RecordReader(c.files).raw(c.articles[1].place) == "{\"text\":\"b\"}");
  CHECK(contains(error_of({"-", "-"}), "only once"));
}

// --- JSON arrays -------------------------------------------------------------------------------------------------

TEST_CASE("elements of an array have their own lines") {
  const TempFolder folder;
  const std::string path =
      folder.write("a.json",
                   "\xEF\xBB\xBF\n[\n{\"id\":\"a\",\"text\":\"[{\\\\\\\"\"},\n\n  "
                   "{\"id\":\"b\",\n\"text\":\"\",\"x\":[[{}]]}, 7, \"s,]\", null\n,{\"id\":\"c\",\"text\":3}]");
  const Collection c = read({path});
  CHECK(ids_of(c) == Ids{"a", "b", "c"});
  CHECK(c.articles[0].place.line == 3);
  CHECK(c.articles[0].text == "[{\\\"");
  CHECK(c.articles[1].place.line == 5);
  CHECK(c.articles[2].place.line == 7);
  CHECK(c.articles[2].text == "3");
  REQUIRE(c.rejections.size() == 3);
  CHECK(c.rejections[0].line == 6);
  CHECK(c.rejections[2].line == 6);
}

TEST_CASE("records of one line without ids get ids of their own") {
  const TempFolder folder;
  const std::string path = folder.write("a.json", "[{\"text\":\"a\"},{},{\"text\":\"b\"},\n{\"text\":\"c\"}]");
  CHECK(ids_of(read({path})) == Ids{path + ":1", path + ":1.3", path + ":2"});
}

TEST_CASE("a broken array keeps what stands before the break") {
  const TempFolder folder;
  struct Row {
    const char* bytes;
    std::size_t articles;
    std::uint64_t line;
  };
  for (const Row& row :
       {Row{"[{\"text\":\"a\"},\n{\"text\":\"b\"", 1, 2}, Row{"[{\"text\":\"a\"}]\n]", 1, 2},
        Row{"[{\"text\":\"a\"},{\"text\":\"b\"}\n", 2, 2}, Row{"[{\"text\":\"a\"},\n{\"text\":\"b]", 1, 2},
        Row{"[{\"text\":\"a\"},\n\"b\\", 1, 2}, Row{"[{\"text\":\"a\"},\n12", 1, 2},
        Row{"[{\"text\":\"a\"}]\nTraceback: {\"text\":\"b\"}", 1, 2}}) {
    CAPTURE(row.bytes);
    const Collection c = read({folder.write("a.json", row.bytes)});
    CHECK(c.articles.size() == row.articles);
    REQUIRE(c.rejections.size() == 1);
    CHECK(c.rejections[0].line == row.line);
  }
}

TEST_CASE("what programs write that write twice, or put commas everywhere, is read whole") {
  const TempFolder folder;
  for (const char* bytes : {"[{\"text\":\"a\"}\n{\"text\":\"b\"}]", "[{\"text\":\"a\"},\n{\"text\":\"b\"},\n]",
                            "[{\"text\":\"a\"}]\n[{\"text\":\"b\"}]", "[{\"text\":\"a\"}][{\"text\":\"b\"},]",
                            "[{\"text\":\"a\"},\n,{\"text\":\"b\"}]", "[{\"text\":\"a\"}]\n{\"text\":\"b\"}\n[]",
                            "{\n\"text\":\"a\"\n}\n{\n\"text\":\"b\"\n}", "\n{\"text\":\"a\"}\n{\"text\":\"b\"}",
                            "{\"text\":\"a\",}\n{\"text\":\"b\"}", "{\n\"text\":\"a\"},{\"text\":\"b\"}"}) {
    CAPTURE(bytes);
    const Collection c = read({folder.write("a.json", bytes)});
    CHECK(c.articles.size() == 2);
    CHECK(c.rejections.empty());
  }
}

TEST_CASE("an object around articles is told from an article with lists of its own") {
  const std::string text = "The ferry to the islands sails again since the storm has passed";
  struct Row {
    std::string json;
    std::size_t articles;
    std::string title;
  };
  for (
      const Row& row : {
          Row{R"({"status":"ok","articles":[{"title":"A","content":"TEXT"},{"title":"B","content":"TEXT"}]})", 2, "A"},
          Row{R"({"version":"1","title":"Feed","description":"All the news","items":[{"title":"A","summary":"TEXT"}]})",
              1, "A"},
          Row{R"({"hits":{"hits":[{"_id":"1","_source":{"title":"A","body":"TEXT"}}]}})", 1, "A"},
          Row{R"({"results":[{"title":"A"},{"title":"B"},null]})", 2, "A"},
          Row{R"([[{"title":"A","text":"TEXT"}]])", 1, "A"},
          Row{R"({"title":"A","text":"TEXT","comments":[{"text":"TEXT TEXT"}]})", 1, "A"},
          Row{R"({"title":"A","description":"TEXT","comments":[{"text":"well"}]})", 1, "A"},
          Row{R"({"title":"A","unheard_of":"TEXT","media":[{"text":"a ship"}]})", 1, "A"},
          Row{R"({"title":"A","related":[{"title":"B"}]})", 1, "A"},
      }) {
    std::string json = row.json;
    for (std::size_t at = json.find("TEXT"); at != std::string::npos; at = json.find("TEXT")) json.replace(at, 4, text);
    CAPTURE(json);
    const TempFolder folder;
    const Collection c = read({folder.write("a.json", json)});
    REQUIRE(c.articles.size() == row.articles);
    CHECK(c.articles[0].title == row.title);
    CHECK(c.rejections.empty());
    // Each is written again as it stands.
    for (const Article& a : c.articles) CHECK(contains(RecordReader(c.files).raw(a.place), a.title));
  }
}

TEST_CASE("a file of nothing holds no articles") {
  const TempFolder folder;
  for (const char* name : {"b.json", "b.jsonl", "b"}) {
    CHECK(contains(error_of({folder.write(name, " \n")}), "no articles"));
  }
  CHECK(contains(error_of({folder.write("c.json", "[]")}), "no articles"));
  CHECK(contains(error_of({folder.write("d.json", "hello")}), "the JSON is broken"));
}

TEST_CASE("elements longer than many chunks are found, also when a chunk ends inside an escape") {
  const TempFolder folder;
  // Backslashes only: every chunk ends inside a run of escapes, at an odd or an even place.
  for (const std::string& pad : {std::string(), std::string(" ")}) {
    std::string text;
    for (int i = 0; i < 5'000'000; ++i) text += "\\\\";
    const Collection c = read(
        {folder.write("a.json", "[" + pad + "{\"id\":\"a\",\"text\":\"" + text + "\"},{\"id\":\"b\",\"text\":\"\"}]")});
    REQUIRE(ids_of(c) == Ids{"a", "b"});
    CHECK(c.articles[0].text == std::string(5'000'000, '\\'));
  }
}

// --- text files --------------------------------------------------------------------------------------------------

TEST_CASE("a text file is an article, with a date if it begins with one") {
  struct Row {
    std::string bytes;
    std::string text;
    const char* date;
    bool bad;
  };
  const std::string odd("a\0b", 3);
  for (const Row& row :
       {Row{"date 2023-02-21\n\nThe talks.\n", "The talks.\n", "2023-02-21", false},
        Row{" \n date\t2023-02 x", "x", "2023-02", false}, Row{"date 2023", "", "2023", false},
        Row{"\xEF\xBB\xBF"
            "date 2023 \r\nx",
            "x", "2023", false},
        Row{"\xEF\xBB\xBFplain", "plain", "", false}, Row{"date 2022-13 x", "date 2022-13 x", "", true},
        Row{"date 2023-02-21, x", "date 2023-02-21, x", "", true}, Row{"date 20230221 x", "date 20230221 x", "", true},
        Row{"date 1676966460 x", "date 1676966460 x", "", true}, Row{"date palms", "date palms", "", false},
        Row{"dated 2023", "dated 2023", "", false}, Row{"Date 2023", "Date 2023", "", false},
        Row{"date", "date", "", false}, Row{"", "", "", false}, Row{"  two\nlines\n", "  two\nlines\n", "", false},
        Row{odd, odd, "", false}}) {
    CAPTURE(row.bytes);
    const TempFolder folder;
    const Collection c = read({folder.write("x.txt", row.bytes)});
    REQUIRE(c.articles.size() == 1);
    CHECK(c.articles[0].text == row.text);
    CHECK(c.articles[0].title.empty());
    CHECK(c.articles[0].id == "x");
    CHECK(c.articles[0].time == parse_date(row.date));
    CHECK(c.bad_dates == (row.bad ? 1 : 0));
    CHECK(c.articles[0].place.line == 0);
  }
}

TEST_CASE("a text that is not UTF-8 is rejected with the place of the first bad byte") {
  const TempFolder folder;
  folder.write("good.txt", "é");
  struct Row {
    const char* bytes;
    int at;
  };
  for (const Row& row :
       {Row{"ab\xff", 2}, Row{"\xc3", 0}, Row{"é\xc3(", 2}, Row{"\xed\xa0\x80", 0}, Row{"x\xc0\xaf", 1},
        Row{"\xf0\x9f\x98\x80\xf4\x90\x80\x80", 4}, Row{"\xe0\x80\x80", 0}, Row{"\xf0\x80\x80\x80", 0}}) {
    folder.write("bad.txt", row.bytes);
    const Collection c = read({folder.path()});
    CHECK(c.rejections ==
          std::vector<Rejection>{{folder / "bad.txt", 0, fmt::format("not valid UTF-8 at byte {}", row.at)}});
  }
}

// --- tables of articles ------------------------------------------------------------------------------------------

Collection read_table_of_articles(std::string_view name, std::string_view bytes, const ReadSettings& settings = {}) {
  const TempFolder folder;
  Collection c = read({folder.write(name, bytes)}, settings);
  std::sort(c.articles.begin(), c.articles.end(),
            [](const Article& a, const Article& b) { return a.place.offset < b.place.offset; });
  return c;
}

TEST_CASE("rows of a CSV file are articles by the names of its columns") {
  const Collection c =
      read_table_of_articles("a.csv",
                             "\xEF\xBB\xBF\"date\",title,note,id,maintext,source,link,lang\r\n"
                             "2023-02,\"Xi, \"\"en visite\"\"\",x,r1,\"two\r\n\r\nlines\", AP ,http://a.b/,en-US\r\n"
                             "\r\n"
                             "soon, T ,,,,,,English\r\n"
                             ",\"\",\"a\n\",r3,last,\"\",,");
  REQUIRE(c.articles.size() == 3);
  CHECK(c.records == 3);
  const Article& a = c.articles[0];
  CHECK(a.id == "r1");
  CHECK(a.title == "Xi, \"en visite\"");
  CHECK(a.text == "two\r\n\r\nlines");
  CHECK(a.time == parse_date("2023-02"));
  CHECK(a.source == "AP");
  CHECK(a.url == "http://a.b/");
  CHECK(a.language == "en");
  CHECK(a.place.line == 2);
  CHECK(c.articles[1].id == c.files[0].path + ":6");
  CHECK(c.articles[1].title == " T ");
  CHECK(c.articles[1].language.empty());
  CHECK(c.bad_dates == 1);
  CHECK(c.articles[2].text == "last");
  CHECK(c.articles[2].place.line == 7);
  CHECK(c.files[0].separator == ',');
  CHECK(c.files[0].header == "\"date\",title,note,id,maintext,source,link,lang\r");
}

TEST_CASE("of several columns for a part the first that is filled counts") {
  const Collection c = read_table_of_articles(
      "a.csv", "id,maintext,text,title,source.name,source,text\n1,m,,,,s,x\n2,m,t,,n,s,x\n3,,,,,,\n");
  REQUIRE(c.articles.size() == 3);
  CHECK(c.articles[0].text == "m");
  CHECK(c.articles[0].source == "s");
  CHECK(c.articles[1].text == "t");
  CHECK(c.articles[1].source == "n");
  CHECK(c.articles[2].text.empty());
}

TEST_CASE("given fields name columns") {
  ReadSettings settings;
  settings.fields.text = "Full Text";
  CHECK(read_table_of_articles("a.csv", "Full Text,text\nyes,no\n", settings).articles.at(0).text == "yes");
  settings.fields.date = "when";
  const TempFolder folder;
  CHECK(error_of({folder.write("a.csv", "Full Text,text\nyes,no\n")}, settings) ==
        "no record has a field \"when\" for the date");
  settings.fields.text = "absent";
  CHECK(contains(error_of({folder.write("a.csv", "text\nx\n")}, settings), "(columns: text)"));
}

TEST_CASE("a TSV file has tabs and no quotes") {
  const Collection c = read_table_of_articles("a.TSV", "id\ttext\r\n1\t\"a, b\r\n\n2\t\n3\ta\tb\n");
  REQUIRE(c.articles.size() == 2);
  CHECK(c.articles[0].text == "\"a, b");
  CHECK(c.articles[1].text.empty());
  CHECK(c.rejections == std::vector<Rejection>{{c.files[0].path, 5, "the row has 3 cells, the header 2"}});
  CHECK(c.files[0].separator == '\t');
}

TEST_CASE("a bad row is rejected with its line and the next one is read") {
  struct Row {
    const char* bad;
    const char* reason;
  };
  for (const Row& row :
       {Row{"1", "the row has 1 cell, the header 2"}, Row{"1,2,3", "the row has 3 cells, the header 2"},
        Row{"1,x\"y\"", "malformed CSV: a quote stands inside a cell"},
        Row{"1,5\" disk", "malformed CSV: a quote stands inside a cell"},
        Row{"\"1\"x,\"two\nlines\"", "malformed CSV: a quote stands inside a cell"}, Row{"1,\xff", "not valid UTF-8"},
        Row{"1,\"\n\xc3\"", "not valid UTF-8"}}) {
    CAPTURE(row.bad);
    const Collection c =
        read_table_of_articles("a.csv", fmt::format("id,text\nfirst,\"\n\"\n{}\ng,\"still here\"\n", row.bad));
    REQUIRE(c.articles.size() == 2);
    CHECK(c.articles[1].text == "still here");
    CHECK(c.rejections == std::vector<Rejection>{{c.files[0].path, 4, row.reason}});
  }
}

TEST_CASE("an unclosed quote rejects the rest and keeps the rows before it") {
  const Collection c = read_table_of_articles("a.csv", "id,text\n1,a\n2,\"b\"\n3,\"c\n4,d\n5,e\"\"\n");
  CHECK(c.articles.size() == 2);
  CHECK(c.rejections == std::vector<Rejection>{{c.files[0].path, 4, "malformed CSV: a quote is not closed"}});
}

TEST_CASE("a table without a usable header is an error, and a rejection below a folder") {
  struct Row {
    const char* bytes;
    const char* says;
  };
  for (const Row& row :
       {Row{"", "the table is empty"}, Row{"\n\r\n", "the table is empty"},
        Row{"id,\"te\nxt\",b\n1,2,3\n", "(columns: id, te xt, b)"},
        Row{"id;kop van;te\n", "(columns: id, kop van, te)"}, Row{"id;kop van\r1;a\r", "(columns: id, kop van)"},
        Row{"text,\xff\n", "the header is not valid UTF-8"},
        Row{"text,a\"b\n", "the header is malformed CSV: a quote stands inside a cell"},
        Row{"text,\"b\nx\n", "the header is malformed CSV: a quote is not closed"},
        Row{"a,b,c,d,e,f,g,h,i,j,k,l,m,n\n", "k, l and 2 more)"}}) {
    CAPTURE(row.bytes);
    const TempFolder folder;
    const std::string path = folder.write("d/a.csv", row.bytes);
    CHECK(contains(error_of({path}), row.says));
    CHECK(contains(error_of({path}), path + ": "));
    folder.write("d/b.txt", "x");
    const Collection c = read({folder / "d"});
    CHECK(ids_of(c) == Ids{"b"});
    REQUIRE(c.rejections.size() == 1);
    CHECK(c.rejections[0].line == 0);
    CHECK(contains(c.rejections[0].reason, row.says));
  }
}

TEST_CASE("a header alone holds no records") {
  const TempFolder folder;
  CHECK(error_of({folder.write("a.csv", "id,text\n")}) == "no articles found");
}

TEST_CASE("rows longer than many chunks are read, whatever surrounds them") {
  std::string huge;
  std::string plain;
  for (int i = 0; i < 1'000'000; ++i) {
    huge += "a \"\"b\"\",\n";
    plain += "a \"b\",\n";
  }
  const std::string bytes = "id,text\r\n1,s\r\n2,\"" + huge + "\"\r\n3,\"" + huge + "\"\r\n4,e";
  const Collection c = read_table_of_articles("a.csv", bytes);
  REQUIRE(ids_of(c) == Ids{"1", "2", "3", "4"});
  CHECK((c.articles[1].text == plain));  // in brackets, so that a failure does not print it
  CHECK((c.articles[2].text == plain));
  CHECK(c.articles[3].place.offset + c.articles[3].place.length == bytes.size());
}

TEST_CASE("rows give their bytes again") {
  const TempFolder folder;
  const std::string path = folder.write("a.csv", "\xEF\xBB\xBFid,text\r\n1,\"a\r\n\"\"b\"\r\n\r\n2, c");
  const Collection c = read({path});
  REQUIRE(c.articles.size() == 2);
  RecordReader reader(c.files);
  CHECK(reader.raw(c.articles[0].place) == "1,\"a\r\n\"\"b\"\r");
  CHECK(reader.raw(c.articles[1].place) == "2, c");
}

// --- compressed files --------------------------------------------------------------------------------------------

TEST_CASE("a compressed file holds what it holds, and gives its records again in any order") {
  const TempFolder folder;
  std::string lines;
  for (int i = 0; i < 20'000; ++i) lines += fmt::format("{{\"id\":\"{:05}\",\"text\":\"{}\"}}\n", i, i * 7919);
  for (const test::Packer& packer : test::kPackers) {
    CAPTURE(packer.ending);
    const std::string path = folder.write(std::string("a.jsonl") + packer.ending, test::packed(lines, packer));
    const Collection c = read({path});
    REQUIRE(c.articles.size() == 20'000);
    CHECK(c.files[0].size == std::filesystem::file_size(path));
    RecordReader reader(c.files);
    for (const std::size_t i : {5UL, 19'999UL, 0UL, 7'000UL, 7'001UL, 6'999UL, 6'999UL}) {
      CHECK(reader.raw(c.articles[i].place) == fmt::format("{{\"id\":\"{:05}\",\"text\":\"{}\"}}", i, i * 7919));
    }
    folder.write(std::string("a.jsonl") + packer.ending, test::packed(lines + "\n", packer) + "changed");
    RecordReader changed(c.files);
    CHECK_THROWS_AS(changed.raw(c.articles[0].place), Error);
  }
}

TEST_CASE("compressed texts have the id of the text, and parts joined to one file are read as one") {
  const TempFolder folder;
  for (const test::Packer& packer : test::kPackers) {
    CAPTURE(packer.ending);
    const std::string name = std::string("d/x.y.TXT") + packer.ending;
    const std::string path = folder.write(name, test::packed("date 2023 one ", packer) + test::packed("two", packer));
    const Collection c = read({folder / "d"});
    REQUIRE(ids_of(c) == Ids{"x.y"});
    CHECK(c.articles[0].text == "one two");
    CHECK(c.articles[0].time == parse_date("2023"));
    CHECK(c.files[0].whole);
    CHECK(RecordReader(c.files).raw(c.articles[0].place) == "date 2023 one two");
    std::filesystem::remove(path);
    CHECK(read({folder.write(std::string("e.txt") + packer.ending, test::packed("", packer))}).articles.size() == 1);
  }
}

TEST_CASE("how a file is packed is told by its bytes, whatever its name says") {
  const TempFolder folder;
  const std::string line = "{\"text\":\"a\"}\n";
  CHECK(read({folder.write("a.jsonl.gz", line)}).articles.size() == 1);
  CHECK(read({folder.write("b.jsonl.xz", test::packed(line, test::kPackers[0]))}).articles.size() == 1);
  CHECK(read({folder.write("c.jsonl", test::packed(line, test::kPackers[1]))}).articles.size() == 1);
  CHECK(read({folder.write("c.txt.bz2", "text")}).articles[0].text == "text");
}

TEST_CASE("a damaged compressed file keeps what stands before the damage") {
  const TempFolder folder;
  std::string lines;
  std::string table = "id,text\n";
  for (int i = 0; i < 30'000; ++i) {
    lines += fmt::format("{{\"id\":\"{:05}\",\"text\":\"{}\"}}\n", i, i * 7919);
    table += fmt::format("{:05},\"{}\"\n", i, i * 7919);
  }
  for (const test::Packer& packer : test::kPackers) {
    for (const auto& [name, bytes] : {std::pair("a.jsonl", lines), std::pair("a.csv", table)}) {
      CAPTURE(packer.ending);
      CAPTURE(name);
      const std::string whole = test::packed(bytes, packer);
      const std::string cut = folder.write(name + std::string(packer.ending), whole.substr(0, whole.size() - 6));
      const Collection c = read({cut});
      CHECK(c.articles.size() > 5'000);
      REQUIRE(c.rejections.size() == 1);
      CHECK(c.rejections[0].source == cut);
      CHECK(c.rejections[0].line == c.articles.size() + (name == std::string("a.csv") ? 2 : 1));
      CHECK(contains(c.rejections[0].reason, "damaged or cut off: "));
      // Nothing was behind the end but bytes that no tool would have written there.
      const Collection more = read({folder.write(name + std::string(packer.ending), whole + "more")});
      CHECK(more.articles.size() > 5'000);
      REQUIRE(more.rejections.size() == 1);
      CHECK(contains(more.rejections[0].reason, "damaged"));
    }
    const std::string small = test::packed("{\"text\":\"a\"}\n", packer);
    const std::string path = folder.write(std::string("s/b.jsonl") + packer.ending, small.substr(0, small.size() - 6));
    CHECK(contains(error_of({path}), path + ": damaged or cut off"));
    folder.write("s/c.txt", "c");
    CHECK(read({folder / "s"}).rejections.at(0).line == 0);
    std::filesystem::remove(path);
  }
}

// --- inputs ------------------------------------------------------------------------------------------------------

TEST_CASE("a folder is read below, in byte order, and nothing in it is lost silently") {
  const TempFolder folder;
  folder.write("b.txt", "1");
  folder.write("b/c.TXT", "2");
  folder.write("b/d/e.txt", "3");
  folder.write("B.jsonl", "{\"id\":\"j\",\"text\":\"\"}");
  folder.write("a.pdf", "");
  folder.write("noending", "");
  folder.write(".hidden.txt", "");
  folder.write(".git/x.txt", "");
  folder.write("a.tar.gz", "");
  folder.write("t.csv", "id,event\n1,e1\n");
  folder.write("u.jsonl.gz", "{}");
  std::filesystem::create_symlink("nowhere", folder / "dangling.txt");
  std::filesystem::create_directory_symlink("..", folder / "b/loop");
  REQUIRE(::mkfifo((folder / "pipe.json").c_str(), 0600) == 0);
  for (const std::string& input : {folder.path(), folder.path() + "/"}) {
    const Collection c = read({input});
    std::vector<std::string> files;
    for (const InputFile& f : c.files) files.push_back(f.path.substr(folder.path().size() + 1));
    CHECK(files == Ids{"B.jsonl", "b.txt", "b/c.TXT", "b/d/e.txt", "t.csv", "u.jsonl.gz"});
    CHECK(ids_of(c) == Ids{"b", "b/c", "b/d/e", "j"});
    CHECK(c.skipped_files == 5);
    REQUIRE(c.rejections.size() == 4);
    CHECK(contains(c.rejections[0].source, "/dangling.txt"));
    CHECK(c.rejections[1] == Rejection{folder / "pipe.json", 0, "not a regular file"});
    CHECK(c.rejections[2].source == folder / "t.csv");
    CHECK(contains(c.rejections[2].reason, "no column holds a title or a text (columns: id, event)"));
    CHECK(c.rejections[3] == Rejection{folder / "u.jsonl.gz", 1, "neither a title nor a text"});
    CHECK(c.skipped_kinds ==
          std::map<std::string, std::uint64_t>{{".gz", 1}, {".pdf", 1}, {"hidden", 2}, {"without an ending", 1}});
  }
}

TEST_CASE("an INPUT that cannot be read is an error that names it") {
  const TempFolder folder;
  CHECK(contains(error_of({folder / "absent.txt"}), "absent.txt: cannot open"));
  CHECK(contains(error_of({folder.write("t.csv", "id,event\n1,2\n")}),
                 "t.csv: no column holds a title or a text (columns: id, event)"));
  CHECK(contains(error_of({folder.write("t.gz", "words")}), "t.gz: cannot tell"));
  CHECK(contains(error_of({folder.write("t.pdf", "%PDF-1.4\n")}), "t.pdf: a PDF"));
  CHECK(contains(error_of({}), "no INPUT"));
  std::filesystem::create_directory(folder / "dir.txt");
  CHECK(contains(error_of({folder / "dir.txt"}), "no articles found"));
}

TEST_CASE("a file that is listed twice is an error and no heap of rejections") {
  const TempFolder folder;
  const std::string path = folder.write("a.jsonl", R"({"id":"1","text":"x"})");
  CHECK(contains(error_of({path, path}), "twice"));
  CHECK(contains(error_of({folder.path(), path}), "twice"));
  CHECK(contains(error_of({path, folder / "./a.jsonl"}), "twice"));
}

TEST_CASE("without an article there is an error that says why") {
  const TempFolder folder;
  folder.write("d/a.pdf", "");
  folder.write("d/b.doc", "");
  CHECK(error_of({folder / "d"}) == "no articles found (2 files of other kinds skipped)");
  CHECK(error_of({folder.write("e.jsonl", "\n")}) == "no articles found");
  const std::string bad = folder.write("f.jsonl", "\n{}\n{\"x\":1}\n");
  CHECK(error_of({bad}) ==
        "no articles: 2 records read, all rejected; first: " + bad + ":2: neither a title nor a text");
}

TEST_CASE("articles wholly outside since and until are counted apart") {
  const std::string lines =
      "{\"id\":\"year\",\"text\":\"\",\"date\":\"2023\"}\n{\"id\":\"jan\",\"text\":\"\",\"date\":\"2023-01\"}\n"
      "{\"id\":\"feb\",\"text\":\"\",\"date\":\"2023-02-01\"}\n{\"id\":\"mar\",\"text\":\"\",\"date\":\"2023-03-31T23:"
      "59:59Z\"}\n"
      "{\"id\":\"apr\",\"text\":\"\",\"date\":\"2023-04\"}\n{\"id\":\"none\",\"text\":\"\"}\n{\"id\":\"bad\"}\n";
  ReadSettings settings;
  settings.since = parse_date("2023-02");
  CHECK(ids_of(read_lines(lines, settings)) == Ids{"year", "feb", "mar", "apr", "none"});
  settings.until = parse_date("2023-03");
  const Collection c = read_lines(lines, settings);
  CHECK(ids_of(c) == Ids{"year", "feb", "mar", "none"});
  CHECK(c.outside == 2);
  CHECK(c.undated == 1);
  CHECK(c.rejections.size() == 1);
  settings.since = parse_date("2025");
  settings.until.reset();
  CHECK(read_lines("{\"text\":\"\",\"date\":\"2023\"}", settings).outside == 1);
}

TEST_CASE("canonical order is first moment, undated last, then id") {
  const Collection c = read_lines(
      "{\"id\":\"z\",\"text\":\"\"}\n{\"id\":\"b\",\"text\":\"\",\"date\":\"2023\"}\n{\"id\":\"a\",\"text\":\"\","
      "\"date\":\"2023-01-01\"}\n"
      "{\"id\":\"A\",\"text\":\"\"}\n{\"id\":\"y\",\"text\":\"\",\"date\":\"1969\"}\n{\"id\":\"\xc3\xa9\",\"text\":"
      "\"\"}\n");
  CHECK(ids_of(c) == Ids{"y", "a", "b", "A", "z", "é"});
}

TEST_CASE("file names that are not UTF-8 do not get into results as they are") {
  const TempFolder folder;
  folder.write("a\xff.txt", "x");
  folder.write("b\xff.jsonl", "{}");
  const Collection c = read({folder.path()});
  CHECK(ids_of(c) == Ids{"a\xEF\xBF\xBD"});
  CHECK(c.rejections.at(0).source == folder / "b\xEF\xBF\xBD.jsonl");
  CHECK(RecordReader(c.files).raw(c.articles[0].place) == "x");
}

// --- tables ------------------------------------------------------------------------------------------------------

TEST_CASE("a CSV table follows RFC 4180") {
  const TempFolder folder;
  const Table t = read_table(folder.write(
      "t.csv", "\xEF\xBB\xBFid,note\r\n1,\"a, \"\"b\"\"\"\r\n\r\n2,\"two\n\nlines\"\n3, spaced \n\"\",\n5,last"));
  CHECK(t.header == Ids{"id", "note"});
  REQUIRE(t.rows.size() == 4);  // blank rows are none
  CHECK(t.rows[0].cells == Ids{"1", "a, \"b\""});
  CHECK(t.rows[1].cells == Ids{"2", "two\n\nlines"});
  CHECK(t.rows[2].cells == Ids{"3", " spaced "});
  CHECK(t.rows[3].cells == Ids{"5", "last"});
  std::vector<std::uint64_t> lines;
  for (const TableRow& row : t.rows) lines.push_back(row.line);
  CHECK(lines == std::vector<std::uint64_t>{2, 4, 7, 9});
  CHECK(t.column("note") == 1);
  CHECK_THROWS_WITH_AS(static_cast<void>(t.column("x")), doctest::Contains("no column \"x\" (columns: id, note)"),
                       Error);
}

TEST_CASE("a TSV table has no quotes") {
  const TempFolder folder;
  const Table t = read_table(folder.write("t.tsv", "id\tnote\r\n1\t\"a\r\n\n2\t\n"));
  REQUIRE(t.rows.size() == 2);
  CHECK(t.rows[0].cells == Ids{"1", "\"a"});
  CHECK(t.rows[1].cells == Ids{"2", ""});
  CHECK(t.rows[1].line == 4);
}

TEST_CASE("a bad table is an error with its line") {
  const TempFolder folder;
  const auto fails = [&](std::string_view bytes, const char* says) {
    CHECK_THROWS_WITH_AS(read_table(folder.write("t.csv", bytes)), doctest::Contains(says), Error);
  };
  fails("a,b\n1,2\n1\n", "t.csv:3: the row has 1 cells, the header 2");
  fails("a,b\n1,\"2\n3,4\n", "t.csv:2: malformed CSV: a quote is not closed");
  fails("a,b\n1,2\n3,x\"y\"\n", "t.csv:3: malformed CSV");
  fails("a,b\n1,\xff\n", "t.csv:2: not valid UTF-8");
  fails("", "the table is empty");
  CHECK_THROWS_AS(read_table(folder / "absent.csv"), Error);
}

}  // namespace
}  // namespace bundel
