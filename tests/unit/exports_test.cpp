/// Exports as people have them, and files that are out to cost a run more than themselves: what is in them is read, or
/// the reader says what to do. The table of forms is checked in forms_test.cpp; here stand their siblings.
#include "bundel/error.h"
#include "bundel/read.h"
#include "support/packed.h"
#include "support/temp_folder.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <malloc.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace bundel {
namespace {

using test::StandardInput;
using test::TempFolder;

namespace fs = std::filesystem;

using Strings = std::vector<std::string>;

/// Longer than any title: what a reader takes for a text where no name says so.
const std::string kBody =
    "The ferry to the islands sails again since Monday, after the crew had waited nine days for a part of the engine "
    "that was built in 1961. Passengers who had stayed in the gymnasium thanked the cooks of the school.";
const std::string kOther =
    "Two of the three bidders for the old brewery have withdrawn, the council was told on Thursday. The third wants to "
    "build flats for students and keep the chimney, which storks have used since the fire.";

Collection read(const Strings& inputs, const ReadSettings& settings = {}) {
  Collection c = read_articles(inputs, settings);
  REQUIRE(c.articles.size() + c.outside + c.rejections.size() == c.records);
  return c;
}

Collection read_as(std::string_view name, std::string_view bytes, const ReadSettings& settings = {}) {
  const TempFolder folder;
  return read({folder.write(name, bytes)}, settings);
}

std::string error_of(std::string_view name, std::string_view bytes, const ReadSettings& settings = {}) {
  const TempFolder folder;
  try {
    read_articles({folder.write(name, bytes)}, settings);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// Articles in the order of their places.
std::vector<Article> in_order(const Collection& c) {
  std::vector<Article> articles = c.articles;
  std::ranges::sort(articles, {}, [](const Article& a) { return std::pair(a.place.input, a.place.offset); });
  return articles;
}

Strings titles(const Collection& c) {
  Strings all;
  for (const Article& a : in_order(c)) all.push_back(a.title);
  return all;
}

Strings texts(const Collection& c) {
  Strings all;
  for (const Article& a : in_order(c)) all.push_back(a.text);
  return all;
}

Strings ids(const Collection& c) {
  Strings all;
  for (const Article& a : in_order(c)) all.push_back(a.id);
  return all;
}

Strings sources(const Collection& c) {
  Strings all;
  for (const Article& a : in_order(c)) all.push_back(a.source);
  return all;
}

std::string record(std::string_view id, std::string_view title, std::string_view text) {
  return fmt::format(R"({{"id":"{}","title":"{}","text":"{}"}})", id, title, text);
}

const Strings kBoth = {kBody, kOther};

// --- tables ------------------------------------------------------------------------------------------------------

TEST_CASE("rows of empty cells are none, wherever they stand and however they are written") {
  for (const std::string empty : {",,\n", ", ,\t\n", "\"\",\"\",\"\"\n", ",,,,\r\n", "\xC2\xA0,,\n"}) {
    CAPTURE(empty);
    const std::string bytes =
        "id,title,text\n" + empty + "1,Ferry,Sails\n" + empty + empty + "2,Brewery,Sold\n" + empty;
    const Collection c = read_as("sheet.csv", bytes);
    CHECK(titles(c) == Strings{"Ferry", "Brewery"});
    CHECK(c.records == 2);
  }
  // A row that has an id and nothing else says that there was something.
  CHECK(read_as("sheet.csv", "id,title,text\n1,,\n").articles.size() == 1);
}

TEST_CASE("the separator is the one that cuts the header into names that are known") {
  for (const char separator : {',', ';', '\t', '|'}) {
    for (const std::string name : {"a.csv", "a.tsv", "a.tab", "a.txt", "a", "a.dat"}) {
      for (const std::string end : {"\n", "\r\n"}) {
        CAPTURE(separator);
        CAPTURE(name);
        const std::string s(1, separator);
        const std::string bytes = "id" + s + "title" + s + "text" + s + "date" + end + "1" + s + "Ferry" + s + "\"" +
                                  kBody + "\"" + s + "2023-02-24" + end;
        const Collection c = read_as(name, bytes);
        CHECK(texts(c) == Strings{kBody});
        CHECK(c.articles.front().time == parse_date("2023-02-24"));
      }
    }
  }
}

TEST_CASE("a separator that stands in more cells than the right one does not win") {
  const std::string bytes = "id;title;text\n1;One, two, three, four, five;a, b, c, d\n2;Six, seven;e, f, g\n";
  CHECK(titles(read_as("a.csv", bytes)) == Strings{"One, two, three, four, five", "Six, seven"});
  CHECK(titles(read_as("a.csv", "title,text|more\nFerry,Sails|no\n")) == Strings{"Ferry"});
}

TEST_CASE("Excel's first line names the separator, with quotes around it or not") {
  for (const std::string line : {"sep=;\r\n", "SEP=;\n", "\"sep=;\"\r\n", "\xEF\xBB\xBFsep=;\r\n", "sep=;\r\n\r\n"}) {
    CAPTURE(line);
    const Collection c = read_as("a.csv", line + "title;text\r\nFerry, late;Sails\r\n");
    CHECK(titles(c) == Strings{"Ferry, late"});
  }
  CHECK(titles(read_as("a.csv", "sep=\t\r\ntitle\ttext\r\nFerry\tSails\r\n")) == Strings{"Ferry"});
  CHECK(titles(read_as("a.csv", "sep=,\ntitle,text\nFerry,Sails\n")) == Strings{"Ferry"});
}

TEST_CASE("quotes of every writer are read: doubled, behind a backslash, apostrophes, in files with tabs, none") {
  const Strings ferry = {"The \"Ferry\""};
  CHECK(titles(read_as("a.csv", "title,text\n\"The \"\"Ferry\"\"\",\"a\nb\"\n")) == ferry);
  CHECK(titles(read_as("a.csv", "title,text\n\"The \\\"Ferry\\\"\",\"a\nb\"\n")) == ferry);
  CHECK(titles(read_as("a.csv", "title;text\n'The \"Ferry\"';'it''s; late'\n")) == ferry);
  CHECK(texts(read_as("a.csv", "title;text\n'The \"Ferry\"';'it''s; late'\n")) == Strings{"it's; late"});
  CHECK(texts(read_as("a.csv", "'title','text'\n'Ferry','it\\'s, late'\n")) == Strings{"it's, late"});
  CHECK(titles(read_as("a.tsv", "title\ttext\n\"The \"\"Ferry\"\"\"\t\"a\nb\"\n")) == ferry);
  CHECK(titles(read_as("a.tsv", "title\ttext\nThe \"Ferry\"\t\"a\nFerry\tb\n")) == Strings{"The \"Ferry\"", "Ferry"});
  // An apostrophe in front of a word is no quote where the others are.
  CHECK(titles(read_as("a.csv", "title,text\n'sailors, 'seamen',x\n'tis late,\"a, b\"\n", {})) == Strings{"'tis late"});
  CHECK(titles(read_as("a.csv", "title,text\n'tis late,\"a, b\"\n'twas,c\n")) == Strings{"'tis late", "'twas"});
}

TEST_CASE("a quote that is not closed glues no rows of a table with tabs together") {
  CHECK(texts(read_as("a.tsv", "id\ttext\n1\t\"Ships sail\n2\tThe director\n3\tabout 5\"\n4\tShut\n")) ==
        Strings{"\"Ships sail", "The director", "about 5\"", "Shut"});
  CHECK(texts(read_as("a.tsv", "id\ttext\n1\t\"Ships\nsail\"\n2\tThe director\n")) ==
        Strings{"Ships\nsail", "The director"});
}

TEST_CASE("one bad row changes the reading of no other") {
  const Collection tabs = read_as("a.tsv", "\"id\"\t\"text\"\n\"1\"\t\"Ships\"\n\"2\"\t\"The \"old\" bridge\"\n");
  CHECK(texts(tabs) == Strings{"Ships"});
  CHECK(tabs.rejections.size() == 1);
  const Collection apostrophes =
      read_as("a.csv",
              "id;title;text\n1;\"Hafen; offen\";\"Die \"\"Alte Liebe\"\" geht\"\n3;Die \"alte\" Brücke;\"Zu\"\n"
              "5;Rock;Rock'n'Roll\n");
  CHECK(titles(apostrophes) == Strings{"Hafen; offen", "Rock"});
  CHECK(apostrophes.rejections.size() == 1);
}

TEST_CASE("R's rows have names, in quotes or numbered, and shift no column") {
  for (const char* bytes :
       {"title\ttext\turl\n1\tFerry\tIt sails\t\n2\tBrewery\tShut\t\n",
        "\"title\"\t\"text\"\t\"url\"\n\"1\"\t\"Ferry\"\t\"It sails\"\t\"\"\n\"2\"\t\"Brewery\"\t\"Shut\"\t\"\"\n",
        "\"title\"\t\"text\"\t\"year\"\n\"1\"\t\"Ferry\"\t\"It sails\"\t2023\n\"2\"\t\"Brewery\"\t\"Shut\"\t2023\n"}) {
    CAPTURE(bytes);
    CHECK(titles(read_as("r.tsv", bytes)) == Strings{"Ferry", "Brewery"});
  }
  // Tabs at the ends of rows name none.
  CHECK(ids(read_as("a.tsv", "id\ttitle\n1\tFerry\t\n2\tBrewery\t\n")) == Strings{"1", "2"});
}

TEST_CASE("line ends and tabs that a database spells with letters are read as such") {
  CHECK(texts(read_as("a.tsv", "id\ttext\turl\n1\tIt sails.\\nAgain,\\tsaid C:\\\\x\t\\N\n")) ==
        Strings{"It sails.\nAgain,\tsaid C:\\x"});
  CHECK(texts(read_as("a.tsv", "id\ttext\n1\tin C:\\new\\Users\n")) == Strings{"in C:\\new\\Users"});
}

TEST_CASE("tables and lines that were put together bring headers and byte order marks, and lose no row") {
  const Collection twice = read_as("a.csv",
                                   "id,title\n1,Ferry\nid,title\n\xEF\xBB\xBF"
                                   "2,Brewery\n\xEF\xBB\xBF\"3\",Bridge\n");
  CHECK(ids(twice) == Strings{"1", "2", "3"});
  REQUIRE(twice.rejections.size() == 1);
  CHECK((*twice.rejections.begin()).reason == "the header stands here once more");
  const Collection other = read_as("a.csv", "id,title\n1,Ferry\ntitle,id\nBrewery,2\n");
  REQUIRE(other.rejections.size() == 1);
  CHECK(contains((*other.rejections.begin()).reason, "in another order"));
  CHECK(ids(read_as("a.jsonl", record("1", "Ferry", "x") + "\n\xEF\xBB\xBF" + record("2", "Brewery", "y") + "\n")) ==
        Strings{"1", "2"});
}

TEST_CASE("programs that write CRLF as text leave two CR, and no cell keeps one") {
  CHECK(ids(read_as("a.csv", "title,id\r\r\nFerry,a1\r\r\nBrewery,\"a2\"\r\r\n")) == Strings{"a1", "a2"});
}

TEST_CASE("blank lines, however many, do not change what a file is") {
  const std::string broken = "{\"id\"\n";
  for (const std::size_t count : {0, 1, 25, 100}) {
    CAPTURE(count);
    const Collection c = read_as(
        "a.json", std::string(count, '\n') + broken + std::string(count, '\n') + record("1", "Ferry", "x") + "\n");
    CHECK(titles(c) == Strings{"Ferry"});
    CHECK(c.rejections.size() == 1);
  }
}

TEST_CASE("blank lines in front do not hide the header below a title") {
  for (const std::size_t count : {0, 1, 25, 100}) {
    CAPTURE(count);
    const Collection c = read_as("a.csv", std::string(count, '\n') + "Results\n\ntitle,text\nFerry,x\nBrewery,y\n");
    CHECK(titles(c) == Strings{"Ferry", "Brewery"});
  }
}

TEST_CASE("blank lines of another kind in front do not change where rows end") {
  for (const char* front : {"", "\n", "\n\n \n", "\r", "\r\n\n"}) {
    CAPTURE(front);
    CHECK(titles(read_as("a.csv", std::string(front) + "title,text\rFerry,x\rBrewery,y\r")) ==
          Strings{"Ferry", "Brewery"});
    CHECK(titles(read_as("a.csv", std::string(front) + "title,text\nFerry,x\nBrewery,y\n")) ==
          Strings{"Ferry", "Brewery"});
  }
}

TEST_CASE("names of columns are known in capitals of every alphabet") {
  CHECK(titles(read_as("a.csv", "id;Überschrift;Text\n1;Ferry;x\n")) == Strings{"Ferry"});
  CHECK(titles(read_as("a.csv", "ID;ЗАГОЛОВОК;Текст\n1;Ferry;x\n")) == Strings{"Ferry"});
  CHECK(titles(read_as("a.csv", "BAŞLIK;Metin\nFerry;x\n")) == Strings{"Ferry"});
  CHECK(titles(read_as("a.jsonl", "{\"Заголовок\":\"Ferry\",\"Дата\":\"2023-01-02\"}\n")) == Strings{"Ferry"});
}

TEST_CASE("names of columns are known in any case, with spaces, underscores, hyphens, quotes and a byte order mark") {
  for (const std::string header : {"ID;TITLE;TEXT;DATE", " id ; title ; text ; date ",
                                   "Id;Head Line;Main-Text;Publish Date", "\"id\";\"title\";\"text\";\"date\"",
                                   "\xEF\xBB\xBF\"id\";title;text;date", "id;articleTitle;articleBody;publishedAt"}) {
    CAPTURE(header);
    const Collection c = read_as("a.csv", header + "\n7;Ferry;Sails;2023-02-24\n");
    CHECK(ids(c) == Strings{"7"});
    CHECK(titles(c) == Strings{"Ferry"});
    CHECK(texts(c) == Strings{"Sails"});
    CHECK(c.undated == 0);
  }
}

TEST_CASE("of two columns of one name the one that is filled counts") {
  CHECK(texts(read_as("a.csv", "title,text,text\nFerry,,Sails\nBrewery,Sold,\n")) == Strings{"Sails", "Sold"});
}

TEST_CASE("a byte order mark too many hides no column") {
  CHECK(titles(read_as("a.csv", "\xEF\xBB\xBF\xEF\xBB\xBFtitle,text\nFerry,Sails\n")) == Strings{"Ferry"});
}

TEST_CASE("a story whose first line has the name of a column and commas is a story") {
  const std::string story = "Title, words and other things of a story\nwere said, on Monday, by us.\n";
  CHECK(texts(read_as("a.txt", story)) == Strings{story});
  CHECK(titles(read_as("a.txt", "title\tverslag\nFerry\t" + kBody + "\n")) == Strings{"Ferry"});
}

// --- texts under other names, or none ----------------------------------------------------------------------------

TEST_CASE("a text under a name that nobody knows is taken, in tables and in JSON, and the file says so") {
  const std::string table = fmt::format("title,verslag,nr\nFerry,\"{}\",1\nBrewery,\"{}\",2\n", kBody, kOther);
  const std::string lines = fmt::format(
      "{{\"title\":\"Ferry\",\"verslag\":\"{}\"}}\n{{\"title\":\"Brewery\",\"verslag\":\"{}\"}}\n", kBody, kOther);
  const std::string nested = fmt::format(
      "[{{\"title\":\"Ferry\",\"data\":{{\"verslag\":\"{}\"}}}},{{\"title\":\"Brewery\",\"data\":{{\"verslag\":\"{}\"}}"
      "}}]",
      kBody, kOther);
  for (const std::string& bytes : {table, lines}) {
    const Collection c = read_as("a.csv", bytes);
    CHECK(texts(c) == kBoth);
    CHECK(c.files.front().text_field == "verslag");
  }
  const Collection c = read_as("a.json", nested);
  CHECK(texts(c) == kBoth);
  CHECK(c.files.front().text_field == "data.verslag");
}

TEST_CASE("what is no text is not taken for one: urls, codes, pictures, short remarks") {
  const std::string code(500, 'x');
  for (const std::string& value : {code, std::string("https://a.example/") + code, std::string("short remark")}) {
    const Collection c = read_as("a.csv", "title,other\nFerry,\"" + value + "\"\n");
    CHECK(texts(c) == Strings{""});
    CHECK(c.files.front().text_field.empty());
  }
}

TEST_CASE("texts under the names of many exports are read") {
  for (const std::string name : {"article", "selftext", "content_text", "content_html", "summary", "main_text",
                                 "article_text", "articleBody", "full_text", "Body Text", "raw_text", "story",
                                 "description", "content:encoded", "bodyHtml", "transcript", "message", "html"}) {
    CAPTURE(name);
    const Collection c = read_as("a.jsonl", fmt::format("{{\"title\":\"Ferry\",\"{}\":\"{}\"}}\n", name, kBody));
    CHECK(texts(c) == Strings{kBody});
  }
}

TEST_CASE("an empty value is passed over for the next, in JSON as in tables") {
  for (const std::string empty : {"\"\"", "\"  \"", "null", "[]", "[\"\"]", "\"\\n\"", "\"NaN\"", "\"null\"", "{}"}) {
    CAPTURE(empty);
    const std::string line =
        fmt::format("{{\"title\":{},\"headline\":\"Ferry\",\"text\":{},\"content\":\"Sails\"}}\n", empty, empty);
    const Collection c = read_as("a.jsonl", line);
    CHECK(titles(c) == Strings{"Ferry"});
    CHECK(texts(c) == Strings{"Sails"});
  }
  const Collection c =
      read_as("a.csv", "title,headline,text,content\n,Ferry,,Sails\n \t,Ferry, ,Sails\nnan,Ferry,NaN,Sails\n");
  CHECK(titles(c) == Strings{"Ferry", "Ferry", "Ferry"});
  CHECK(texts(c) == Strings{"Sails", "Sails", "Sails"});
}

TEST_CASE("a title or text that only says that there is none is empty, and counted") {
  for (const std::string none :
       {"[Removed]", "[removed]", "[deleted]", "[No title]", " [Removed] ", "null", "N/A", "nan"}) {
    CAPTURE(none);
    const Collection c = read_as("a.jsonl", record("1", none, none) + "\n" + record("2", "Ferry", none) + "\n");
    CHECK(titles(c) == Strings{"", "Ferry"});
    CHECK(texts(c) == Strings{"", ""});
    CHECK(c.placeholders == 2);
    const Collection rows = read_as("a.csv", "id,title,text\n1," + none + "," + none + "\n");
    CHECK(titles(rows) == Strings{""});
    CHECK(rows.placeholders == 1);
  }
  CHECK(texts(read_as("a.csv", "title,text\nFerry,\\N\n")) == Strings{""});
  for (const std::string some : {"[Removed] by hand", "Null and void", "[a] and [b]", "None of us"}) {
    CAPTURE(some);
    CHECK(titles(read_as("a.jsonl", record("1", some, "x"))) == Strings{some});
  }
}

// --- forms of JSON -----------------------------------------------------------------------------------------------

TEST_CASE("one object a file is read, spread over lines or not, packed or not, in folders of folders") {
  const TempFolder folder;
  const std::string wide = fmt::format("{{\n  \"title\": \"Ferry\",\n  \"maintext\": \"{}\"\n}}", kBody);
  const std::string narrow = fmt::format("{{\"title\":\"Brewery\",\"maintext\":\"{}\"}}", kOther);
  folder.write("2023/02/a.json", wide);
  folder.write("2023/02/b.json", narrow);
  folder.write("2023/03/c.json.gz", test::packed(wide, test::kPackers[0]));
  folder.write("2023/03/d", narrow + "\n");
  folder.write("2023/03/e.json", "\xEF\xBB\xBF" + wide);
  const Collection c = read({folder.path()});
  CHECK(titles(c) == Strings{"Ferry", "Brewery", "Ferry", "Brewery", "Ferry"});
  CHECK(c.rejections.empty());
}

TEST_CASE("the array of articles is found in every envelope") {
  const std::string ferry = record("1", "Ferry", kBody);
  const std::string both = "[" + ferry + "," + record("2", "Brewery", kOther) + "]";
  for (const std::string envelope :
       {R"({"articles":@})", R"({"status":"ok","totalResults":2,"articles":@})", R"({"data":@,"meta":{"page":1}})",
        R"({"response":{"docs":@}})", R"({"results":{"news":{"items":@}}})", R"({"data":{"posts":{"nodes":@}}})",
        R"({"news":@,"sources":[{"name":"a","id":1},{"name":"b","id":2}]})",
        R"({"value":@,"queryContext":{"originalQuery":"x"}})", R"([{"feed":"a","articles":@}])",
        R"({"title":"All the news","items":@})", R"({"@odata.context":"x","value":@})"}) {
    std::string whole = envelope;
    whole.replace(whole.rfind('@'), 1, both);
    for (const std::string& bytes : {whole, "\n " + whole + "\n\n"}) {
      CAPTURE(bytes);
      CHECK(titles(read_as("reply.json", bytes)) == Strings{"Ferry", "Brewery"});
      CHECK(titles(read_as("reply", bytes)) == Strings{"Ferry", "Brewery"});
      CHECK(titles(read_as("reply.jsonl", bytes)) == Strings{"Ferry", "Brewery"});
    }
  }
}

TEST_CASE("an article keeps its place before its comments, authors and sections, whatever these are called") {
  const auto title_of = [](const std::string& bytes) { return titles(read_as("a.jsonl", bytes + "\n")); };
  const std::string own = R"({"id":"1","title":"Ferry","date":"2023-02-24","summary":"It sails again.",)";
  for (
      const char* inside :
      {R"("comments":[{"id":"c1","author":"Bo","text":"Good news at last for all who waited on the quay for days."}]})",
       R"("authors":[{"title":"Dr","description":"Has written about ferries, harbours and the sea since 1990."}]})",
       R"("sections":[{"heading":"Waiting","content":"Nine days in a gymnasium, with cooks of the school."}]})",
       R"("related":[{"id":"2","title":"Brewery","url":"https://q.example/2"}]})"}) {
    CAPTURE(inside);
    CHECK(title_of(own + inside) == Strings{"Ferry"});
  }
  const std::string hit = R"({"_id":"1","_source":)" + record("1", "Ferry", "It sails.") +
                          R"(,"inner_hits":{"comments":{"hits":{"hits":[{"_id":"c","_source":{"text":")" + kOther +
                          R"("}}]}}}})";
  CHECK(title_of(hit) == Strings{"Ferry"});
  CHECK(titles(read_as("reply.json", R"({"took":1,"hits":{"total":1,"hits":[)" + hit + "]}}")) == Strings{"Ferry"});
}

TEST_CASE("a feed's own title and description do not hide its items") {
  const std::string items =
      R"([{"id":"1","title":"Ferry","summary":"It sails."},)" + record("2", "Brewery", kOther) + "]";
  CHECK(titles(read_as("feed.json", R"({"title":"Quay Post","description":")" + kBody + R"(","items":)" + items +
                                        "}")) == Strings{"Ferry", "Brewery"});
  CHECK(titles(read_as("feed.json", R"({"status":"ok","feed":{"title":"Quay Post","description":")" + kBody +
                                        R"("},"items":)" + items + "}")) == Strings{"Ferry", "Brewery"});
}

TEST_CASE("a collection with a title and a description is no article before its posts without titles") {
  CHECK(texts(read_as("posts.json", R"({"title":"My posts","description":"All of them.","posts":[)"
                                    R"({"id":"1","text":")" +
                                        kBody +
                                        R"(","date":"2023-02-24"},)"
                                        R"({"id":"2","text":")" +
                                        kOther + R"(","date":"2023-02-25"}]})")) == kBoth);
}

TEST_CASE("a map of articles loses none where one has no text, is null, or a number stands among them") {
  const std::string ferry = "\"1\":" + record("1", "Ferry", kBody);
  const std::string brewery = "\"3\":" + record("3", "Brewery", kOther);
  CHECK(titles(read_as("m.json", "{" + ferry + R"(,"2":{"title":"Bridge"},)" + brewery + "}")) ==
        Strings{"Ferry", "Bridge", "Brewery"});
  CHECK(titles(read_as("m.json", "{" + ferry + R"(,"2":null,)" + brewery + "}")) == Strings{"Ferry", "Brewery"});
  const Collection c = read_as("m.json", "{" + ferry + "," + brewery + R"(,"count":2})");
  CHECK(titles(c) == Strings{"Ferry", "Brewery"});
  CHECK(c.rejections.size() == 1);
  CHECK(titles(read_as("one.jsonl", R"({"story":)" + record("1", "Ferry", kBody) +
                                        R"(,"writer":{"title":"Dr","description":"Writes."}})")) == Strings{"Ferry"});
}

TEST_CASE("objects by id, of which each is an article, are read") {
  const std::string bytes =
      "{\"n1\":" + record("1", "Ferry", kBody) + ",\n\"n2\":" + record("2", "Brewery", kOther) + "}";
  CHECK(titles(read_as("by_id.json", bytes)) == Strings{"Ferry", "Brewery"});
  CHECK(titles(read_as("by_id.json", "{\"articles\":" + bytes + "}")) == Strings{"Ferry", "Brewery"});
}

TEST_CASE("pages of replies, one after another or one a line, are read whole") {
  const std::string one = R"({"status":"ok","articles":[)" + record("1", "Ferry", kBody) + "]}";
  const std::string two = R"({"status":"ok","articles":[)" + record("2", "Brewery", kOther) + "]}";
  for (const std::string& bytes : {one + "\n" + two + "\n", one + two, "[" + one + ",\n" + two + "]"}) {
    CAPTURE(bytes);
    CHECK(titles(read_as("pages.json", bytes)) == Strings{"Ferry", "Brewery"});
  }
}

TEST_CASE("lines are read under every name") {
  const std::string bytes = record("1", "Ferry", kBody) + "\n" + record("2", "Brewery", kOther) + "\n";
  for (const std::string name :
       {"a.json", "a.jl", "a.jsonlines", "a.ndjson", "a.txt", "a", "a.json.1", "a.log", "a.csv", "part-00000"}) {
    CAPTURE(name);
    CHECK(ids(read_as(name, bytes)) == Strings{"1", "2"});
    CHECK(ids(read_as(name, "\n\r\n" + bytes)) == Strings{"1", "2"});
  }
  // A line that is broken costs itself, be it the first.
  const Collection c = read_as("a.json", "{\"id\":\"0\",\"title\":\"Ha\n" + bytes);
  CHECK(ids(c) == Strings{"1", "2"});
  CHECK(c.rejections.size() == 1);
}

TEST_CASE("what is written twice, or with commas too many or too few, is read whole") {
  const std::string one = record("1", "Ferry", kBody);
  const std::string two = record("2", "Brewery", kOther);
  const Strings both = {"1", "2"};
  for (const std::string& bytes :
       {"[" + one + "][" + two + "]", "[" + one + "]\n[" + two + "]\n", "[\n" + one + ",\n]\n[\n" + two + "\n]",
        "[" + one + "," + two + ",]", "[" + one + ",," + two + "]", "[\n" + one + "\n" + two + "\n]",
        one + ",\n" + two + ",\n", one + two, "[" + one + "]" + two, "[[" + one + "],[" + two + "]]",
        "[]\n[" + one + "," + two + "]"}) {
    for (const std::string name : {"data.json", "data"}) {
      CAPTURE(bytes);
      CAPTURE(name);
      const Collection c = read_as(name, bytes);
      CHECK(ids(c) == both);
      CHECK(c.rejections.empty());
    }
  }
}

TEST_CASE("columns instead of records are refused with what to do, and never read as one article") {
  for (const std::string bytes :
       {R"({"id":["1","2"],"title":["Ferry","Brewery"],"text":["Sails","Sold"]})",
        R"({"id":{"0":"1","1":"2"},"title":{"0":"Ferry","1":"Brewery"},"text":{"0":"Sails","1":"Sold"}})"}) {
    CAPTURE(bytes);
    CHECK(contains(error_of("a.json", bytes), "orient='records'"));
  }
  CHECK(texts(read_as("a.json", R"({"title":["Ferry"],"text":["It sails.","Again."]})")) ==
        Strings{"It sails.\nAgain."});
}

TEST_CASE("numbers that JSON does not have are nothing, wherever they stand") {
  for (const std::string word : {"NaN", "Infinity", "-Infinity", "nan", "NAN", "inf", "-inf", "-NaN", "undefined"}) {
    CAPTURE(word);
    for (const std::string& bytes :
         {fmt::format(R"({{"id":"1","author":{},"title":"Ferry","text":"NaN is no number"}})", word),
          fmt::format(R"({{"id":"1","x":[1,{}],"title":"Ferry","text":"NaN is no number"}})", word),
          fmt::format(R"({{"id":"1","title":"Ferry","date":{},"text":"NaN is no number"}})", word)}) {
      const Collection c = read_as("a.jsonl", bytes);
      CHECK(titles(c) == Strings{"Ferry"});
      CHECK(texts(c) == Strings{"NaN is no number"});
      CHECK(c.repaired == 1);
    }
  }
}

TEST_CASE("None, True and False of Python are null, true and false") {
  const Collection c =
      read_as("a.jsonl", R"({"id":"1","title":"Ferry","author":None,"free":True,"paid":False,"text":"None"})");
  CHECK(titles(c) == Strings{"Ferry"});
}

TEST_CASE("ids and titles are what their numbers and boxes hold") {
  const auto id_of = [](const std::string& value) {
    return ids(read_as("a.jsonl", "{\"id\":" + value + ",\"title\":\"Ferry\"}")).front();
  };
  CHECK(id_of("1.0") == "1");
  CHECK(id_of("-3.0") == "-3");
  CHECK(id_of("1e3") == "1000");
  CHECK(id_of("[\"a\"]") == "a");
  CHECK(id_of("[[\"a\"]]") == "a");
  CHECK(id_of("[7.0]") == "7");
  CHECK(id_of("{\"$oid\":\"5f\"}") == "5f");
  CHECK(id_of("{\"$numberLong\":\"12\"}") == "12");
  CHECK(id_of("{\"$numberInt\":\"12\"}") == "12");
  CHECK(id_of("{\"$uuid\":\"ab-cd\"}") == "ab-cd");
  const Collection c =
      read_as("a.jsonl", R"({"id":["1"],"title":[1917],"text":["First.",["Second.",["Third."]],null,4]})");
  CHECK(titles(c) == Strings{"1917"});
  CHECK(texts(c) == Strings{"First.\nSecond. Third.\n4"});
  CHECK(
      titles(read_as("a.json", R"([{"title":{"en":["Ferry"]},"text":"x"},{"title":{"rendered":"Ferry"},"text":"x"}])"))
          .back() == "Ferry");
}

TEST_CASE("dates are what their boxes hold") {
  const auto date_of = [](const std::string& value) {
    const Collection c = read_as("a.jsonl", "{\"id\":\"1\",\"title\":\"Ferry\",\"date\":" + value + "}");
    return c.articles.front().time;
  };
  const auto moment = parse_date("2023-02-24T10:00:00Z");
  for (const std::string value :
       {R"({"$date":"2023-02-24T10:00:00Z"})", R"({"$date":"2023-02-24T10:00:00.000Z"})",
        R"({"$date":{"$numberLong":"1677232800000"}})", R"({"$date":1677232800000})", R"([{"$date":1677232800000}])",
        R"(["2023-02-24T10:00:00Z"])", "1677232800", "1677232800.0", "1.6772328e9",
        R"({"value":"2023-02-24T10:00:00Z"})", R"("1677232800")", R"({"$numberLong":"1677232800000"})",
        R"({"$numberDouble":"1677232800000"})"}) {
    CAPTURE(value);
    CHECK(date_of(value) == moment);
  }
}

TEST_CASE("documents of databases stand under the names that these give them") {
  for (const std::string name : {"_source", "doc", "document", "fields", "attributes", "node", "article"}) {
    CAPTURE(name);
    const std::string line = fmt::format(
        R"({{"_index":"n","_id":"e1","_score":null,"{}":{{"title":"Ferry","body":"{}","published_at":"2023-02-24"}}}})",
        name, kBody);
    const Collection c = read_as("dump.json", line + "\n");
    CHECK(ids(c) == Strings{"e1"});
    CHECK(texts(c) == Strings{kBody});
    CHECK(c.undated == 0);
  }
  // Elasticsearch's bulk form: an action before each document.
  const std::string bulk = "{\"index\":{\"_index\":\"n\",\"_id\":\"1\"}}\n" + record("1", "Ferry", kBody) + "\n";
  const Collection c = read_as("bulk.ndjson", bulk);
  CHECK(titles(c) == Strings{"Ferry"});
  CHECK(c.rejections.size() == 1);
}

TEST_CASE("a record without title and text is rejected with the names of its own fields") {
  const TempFolder folder;
  const Collection c = read({folder.write(
      "a.jsonl", record("1", "Ferry", kBody) + "\n{\"_id\":\"2\",\"_source\":{\"regel\":\"x\",\"plaats\":3}}\n")});
  REQUIRE(c.rejections.size() == 1);
  CHECK(contains(c.rejections.front().reason, "neither a title nor a text"));
  CHECK(contains(c.rejections.front().reason, "_source.regel"));
}

// --- sources -----------------------------------------------------------------------------------------------------

TEST_CASE("a source is known by many names, and one that is a url counts by its host") {
  for (const std::string name : {"source", "hostname", "domain", "publication", "publisher", "media_name",
                                 "source_name", "sitename", "site_name", "outlet", "newspaper", "website"}) {
    CAPTURE(name);
    const std::string bytes = fmt::format(R"({{"title":"Ferry","{}":"Quay Post"}})", name);
    CHECK(sources(read_as("a.jsonl", bytes)) == Strings{"Quay Post"});
  }
  for (const std::string value :
       {R"("https://quay.example/news/1")", R"("http://QUAY.example")", R"({"title":"quay.example"})",
        R"({"uri":"quay.example"})", R"({"name":null,"url":"https://quay.example/"})", R"(["quay.example"])"}) {
    CAPTURE(value);
    CHECK(sources(read_as("a.jsonl", "{\"title\":\"Ferry\",\"source\":" + value + "}")) == Strings{"quay.example"});
  }
}

// --- packed ------------------------------------------------------------------------------------------------------

/// A zstd frame of one raw block that asks for a window of 2 GiB, as `zstd --long=31` writes it.
std::string with_long_window(std::string_view bytes) {
  using namespace std::string_literals;
  constexpr char kWindow2GiB = static_cast<char>((31 - 10) << 3);
  const auto header = static_cast<unsigned>(bytes.size() << 3U | 1U);  // of a block: the last one, raw
  std::string frame = "\x28\xB5\x2F\xFD\0"s + kWindow2GiB;
  for (const unsigned shift : {0U, 8U, 16U}) frame += static_cast<char>(header >> shift & 0xFFU);
  return frame + std::string(bytes);
}

TEST_CASE("a frame that needs a window of 2 GiB says how to unpack it, and is not called damaged") {
  const std::string bytes = with_long_window(record("1", "Ferry", kBody) + "\n");
  for (const std::string name : {"dump.jsonl.zst", "dump", "dump.csv"}) {
    const std::string error = error_of(name, bytes);
    CAPTURE(error);
    CHECK(contains(error, "zstd -d --long=31"));
    CHECK_FALSE(contains(error, "damaged"));
  }
}

// --- files that must not cost the run ----------------------------------------------------------------------------

/// A file of so many bytes that take no room on disk; false where the file system has no such files.
bool make_sparse(const std::string& path, std::uint64_t size) {
  return ::truncate(path.c_str(), static_cast<off_t>(size)) == 0;
}

TEST_CASE("folders that link to one another are read once each, in no more time than they have files") {
  constexpr int kFolders = 12;
  const TempFolder folder;
  for (int i = 0; i < kFolders; ++i) {
    folder.write(fmt::format("d{}/a.jsonl", i), record(fmt::format("{}", i), "Ferry", kBody) + "\n");
    for (int j = 0; j < kFolders; ++j) {
      if (i != j) fs::create_directory_symlink(fmt::format("../d{}", j), folder / fmt::format("d{}/l{}", i, j));
    }
  }
  fs::create_directory_symlink("..", folder / "d0/up");
  const Collection c = read({folder.path()});
  CHECK(c.articles.size() == kFolders);
  CHECK(c.rejections.empty());
}

TEST_CASE("a huge file below a folder is a rejection, and the others are read") {
  constexpr std::uint64_t kHuge = std::uint64_t{50} << 30;
  for (const std::string name :
       {"huge.txt", "huge.jsonl", "huge.json", "huge.csv", "huge.tsv", "huge.txt.gz", "huge.jsonl.zst"}) {
    CAPTURE(name);
    const TempFolder folder;
    folder.write("a.jsonl", record("1", "Ferry", kBody) + "\n");
    const std::string path = folder.write(name, "");
    if (!make_sparse(path, kHuge)) {
      MESSAGE("no sparse files here: skipped");
      continue;
    }
    const Collection c = read({folder.path()});
    CHECK(titles(c) == Strings{"Ferry"});
    REQUIRE(c.rejections.size() == 1);
    CHECK(contains(c.rejections.front().source, name));
  }
}

TEST_CASE("a file that is called packed and is none asks for no memory before it is known") {
  const TempFolder folder;
  folder.write("a.jsonl", record("1", "Ferry", kBody) + "\n");
  if (!make_sparse(folder.write("none.txt.gz", ""), std::uint64_t{1} << 30)) return;
  const Collection c = read({folder.path()});
  CHECK(titles(c) == Strings{"Ferry"});
  REQUIRE(c.rejections.size() == 1);
  CHECK(contains(c.rejections.front().source, "none.txt.gz"));
}

TEST_CASE("an array that is broken is not read to its end") {
  const TempFolder folder;
  const std::string zero = folder / "zero.json";
  fs::create_symlink("/dev/zero", zero);  // it has no end
  CHECK_THROWS_AS(read_articles({zero}, {}), Error);
  const std::string path = folder.write("broken.json", "[" + record("1", "Ferry", kBody) + ", x");
  if (!make_sparse(path, std::uint64_t{50} << 30)) return;
  const Collection c = read({path});
  CHECK(ids(c) == Strings{"1"});
  CHECK(c.rejections.size() == 1);
}

TEST_CASE("two million rejections of one packed file take 16 bytes each, and few for their reasons") {
  constexpr std::size_t kLines = 2'000'000;
  std::string bytes = record("1", "Ferry", kBody) + "\n";
  for (std::size_t i = 0; i < kLines; ++i) bytes += "{}\n";
  const TempFolder folder;
  const std::string path = folder.write("empty.jsonl.gz", test::packed(bytes, test::kPackers[0]));
  const Collection c = read({path});
  CHECK(c.rejections.size() == kLines);
  CHECK(c.rejections.at(kLines - 1).line == kLines + 1);
  const auto in_use = [] {
    const auto now = ::mallinfo2();
    return now.uordblks + now.hblkhd;
  };
  const std::size_t before = in_use();
  const auto copy = std::make_unique<Rejections>(c.rejections);
  CHECK(in_use() - before < kLines * 16 + (std::size_t{1} << 16));
  CHECK(copy->size() == kLines);
}

}  // namespace
}  // namespace bundel
