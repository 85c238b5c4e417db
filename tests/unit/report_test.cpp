#include "bundel/dates.h"
#include "bundel/error.h"
#include "bundel/results.h"
#include "bundel/run_stats.h"
#include "bundel/writer.h"
#include "cli/drop_reason.h"
#include "report/tables.h"
#include "support/writers.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <locale>
#include <map>
#include <random>
#include <sstream>
#include <utility>

namespace {

using namespace bundel;
using namespace bundel::test;
using cli::DropReason;
using cli::with_reason_header;
using cli::with_reason_json;
using cli::with_reason_path;
using cli::with_reason_row;
using report_detail::write_recommendation;
using report_detail::write_table;
using report_detail::write_thresholds_table;

// --- measures ----------------------------------------------------------------------------------------------------

bool continues_letter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

std::size_t letter_bytes(std::string_view text) {
  std::size_t bytes = 1;
  while (bytes < text.size() && continues_letter(text[bytes])) ++bytes;
  return bytes;
}

/// Han, Kana and Hangul are two columns, combining accents none, all else one.
std::size_t letter_width(std::string_view letter) {
  const unsigned first = static_cast<unsigned char>(letter[0]);
  if (first == 0xcc) return 0;
  return first >= 0xe3 && first <= 0xed ? 2 : 1;
}

std::size_t wide_width(std::string_view text) {
  std::size_t width = 0;
  for (; !text.empty(); text.remove_prefix(letter_bytes(text))) {
    width += letter_width(text.substr(0, letter_bytes(text)));
  }
  return width;
}

std::string wide_cut(std::string_view text, std::size_t columns) {
  if (wide_width(text) <= columns) return std::string(text);
  std::string cut;
  std::size_t width = 1;
  for (; !text.empty(); text.remove_prefix(letter_bytes(text))) {
    const std::string_view letter = text.substr(0, letter_bytes(text));
    width += letter_width(letter);
    if (width > columns) break;
    cut += letter;
  }
  return cut + "…";
}

std::size_t byte_width(std::string_view text) {
  return text.size();
}

std::string byte_cut(std::string_view text, std::size_t columns) {
  return text.size() <= columns ? std::string(text) : std::string(text.substr(0, columns - 1)) + "~";
}

constexpr TextMeasure kWide = {wide_width, wide_cut};
constexpr TextMeasure kBytes = {byte_width, byte_cut};

TableStyle terminal(std::size_t columns) {
  return {columns, false, kWide};
}

TableStyle piped() {
  return {0, false, kWide};
}

// --- help --------------------------------------------------------------------------------------------------------

template <typename Write, typename... Arguments>
std::string written(Write write, const Arguments&... arguments) {
  std::ostringstream out;
  write(out, arguments...);
  return out.str();
}

template <typename Read>
auto read_text(Read read, const std::string& text) {
  std::istringstream in(text);
  return read(in, "result.jsonl");
}

template <typename Read>
std::string error_of(Read read, const std::string& text) {
  try {
    read_text(read, text);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string without(std::string text, const std::string& part) {
  const std::size_t at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.erase(at, part.size());
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// The share as it stands in a line.
std::string share_in_line(double share) {
  const std::vector<GroupRecord> groups = {{"c1", "k", {{"m", MatchKind::copy, share, 1, 1}}}};
  std::string line = written(write_groups_jsonl, groups);
  line.erase(0, line.find("\"overlap\":") + 10);
  return line.substr(0, line.find(','));
}

/// A date that there is.
std::optional<TimeSpan> on(std::string_view date) {
  const std::optional<TimeSpan> span = parse_iso_date(date);
  REQUIRE(span);
  return span;
}

// --- examples ----------------------------------------------------------------------------------------------------

EventRecord fire() {
  EventRecord event;
  event.event = "e1";
  event.label = "Brandweer blust grote brand in oude lucifersfabriek aan de haven, omwonenden naar hotel";
  event.keywords = {"brand", "lucifersfabriek", "haven"};
  event.first = on("2023-02-14T06:12:00Z");
  event.last = on("2023-02-15");
  event.reports = 4;
  event.distinct = 3;
  event.sources = 2;
  event.first_report = "regio/0017";
  event.members = {{"regio/0017",
                    "Grote brand in oude lucifersfabriek",
                    on("2023-02-14T06:12:00Z"),
                    "De Regio",
                    0.8123,
                    {{"dagblad/2023/93-brand-in-oude-fabriek", MatchKind::copy, 0.9312, 0, 0}}},
                   {"avond/0008",
                    "Brand lucifersfabriek meester: 'De rook was tot in de stad te zien'",
                    on("2023-02-14"),
                    "Avondpost",
                    0.8435,
                    {}},
                   {"wire-1", "Harbour fire put out", on("2023-02-15"), "", 0.5, {}}};
  return event;
}

EventRecord library() {
  EventRecord event;
  event.event = "e2";
  event.label = "市議会が新しい図書館の建設計画を承認";
  event.keywords = {"図書館"};
  event.reports = 2;
  event.distinct = 2;
  event.members = {{"jp-1", "市議会が新しい図書館の建設計画を承認、来年春に着工へ", {}, "", 0.9, {}},
                   {"図書館-2", "新図書館", {}, "", 0.9, {}}};
  return event;
}

EventRecord single(const std::string& name) {
  return {name, "Alone", {}, {}, {}, 1, 1, 0, "", {{name + "-id", "Alone", {}, "", 1, {}}}, {}};
}

std::vector<GroupRecord> fire_groups() {
  return {{"c1",
           "regio/0017",
           {{"dagblad/2023/93-brand-in-oude-fabriek", MatchKind::copy, 0.9312, 0.95, 0.9312},
            {"avond/0008", MatchKind::excerpt, 0.12, 0.91, 0.12}}},
          {"c2", "jp-1", {{"jp-3", MatchKind::identical, 1, 1, 1}}}};
}

/// A group under an article of another collection, with a revision of an article that is folded itself.
std::vector<GroupRecord> archived_group() {
  return {
      {"c1",
       "old",
       {{"new", MatchKind::copy, 0.75, 0.8, 0.75}, {"newer", MatchKind::revision, 0.25, 0.25, 0.5, false, "", "new"}},
       "archive.jsonl"}};
}

std::vector<PairRecord> fire_pairs() {
  return {{"regio/0017",
           "dagblad/2023/93-brand-in-oude-fabriek",
           MatchKind::copy,
           0.9312,
           0.95,
           0.9312,
           1,
           {{{{12, 80}, {0, 68}}, ""}, {{{90, 96}, {70, 76}}, ""}}},
          {"jp-1", "jp-3", MatchKind::identical, 1, 1, 1, std::nullopt, {{{{0, 40}, {0, 40}}, ""}}}};
}

ArticleCard card(std::string_view id, std::string_view /*from*/) {
  if (id == "jp-1" || id == "jp-3") return {"市議会が新しい図書館の建設計画を承認、来年春に着工へ", {}, ""};
  if (id == "avond/0008") return {"Brand meester", on("2023-02-14"), "Avondpost"};
  return {"Grote brand in oude lucifersfabriek aan de haven, meldt de brandweer", on("2023-02-14T06:12:00Z"),
          "De Regio"};
}

// --- random records ----------------------------------------------------------------------------------------------

class RandomRecords {
 public:
  explicit RandomRecords(unsigned seed) : random_(seed) {}

  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

  double share() { return below(10'001) / 10'000.0; }

  MatchKind kind() { return static_cast<MatchKind>(below(4)); }

  std::string text() {
    static const std::vector<std::string> kParts = {
        "word",     " ",    "\"",     "\\",         "\n",     "\t",      std::string(1, '\0'),
        "\x1b[31m", "\x7f", "/",      "{\"a\":[1,", "é",      "e\u0301", "市",
        "한",       "😀",    "\u2028", "\u202e",     "\ufffd", "\ufeff",  "}]",
        "كتاب"};
    std::string text;
    for (std::uint32_t parts = below(6); parts > 0; --parts) {
      text += kParts[below(static_cast<std::uint32_t>(kParts.size()))];
    }
    return text;
  }

  std::optional<TimeSpan> date() {
    static const std::vector<std::string> kDates = {
        "2023", "2023-02", "2023-W08", "2023-02-14", "1000-01-01", "9999-12", "1969-12-31T23:59:59Z"};
    const std::string& date = kDates[below(static_cast<std::uint32_t>(kDates.size()))];
    return below(3) == 0 ? std::nullopt : parse_iso_date(date);
  }

  WordRange range() {
    const std::uint32_t begin = below(4'000'000'000U);
    return {begin, begin + below(200'000'000)};
  }

  template <typename Make>
  auto some(Make make) {
    std::vector<decltype(make())> values;
    for (std::uint32_t left = below(5); left > 0; --left) values.push_back(make());
    return values;
  }

  GroupRecord group() {
    return {text(), text(), some([&] { return CopyRecord{text(), kind(), share(), share(), share()}; })};
  }

  PairRecord pair() {
    PairRecord pair{text(), text(), kind(), share(), share(), share(), std::nullopt, {}};
    if (below(2) == 0) pair.gap_days = static_cast<std::int64_t>(random_() >> 1);
    pair.shared = some([&] { return SharedRecord{{range(), range()}, text()}; });
    return pair;
  }

  MemberRecord member() {
    return {text(), text(), date(), text(), share(), some([&] { return CopyRecord{text(), kind(), share(), 0, 0}; })};
  }

  EventRecord event() {
    EventRecord event{text(), text(), some([&] { return text(); }), date(), date(), random_(), below(9), 0, text(),
                      {},     {}};
    for (std::uint64_t n = below(3); n > 0; --n) event.also.push_back({text(), share(), some([&] { return text(); })});
    event.members = some([&] { return member(); });
    return event;
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace

// --- JSON Lines --------------------------------------------------------------------------------------------------

TEST_CASE("a group is one line with its keys in a fixed order") {
  CHECK(
      written(write_groups_jsonl, fire_groups()) ==
      R"({"group":"c1","kept":"regio/0017","members":[)"
      R"({"id":"dagblad/2023/93-brand-in-oude-fabriek","kind":"copy","overlap":0.9312,"in_kept":0.95,"of_kept":0.9312},)"
      R"({"id":"avond/0008","kind":"excerpt","overlap":0.12,"in_kept":0.91,"of_kept":0.12}]})"
      "\n"
      R"({"group":"c2","kept":"jp-1","members":[{"id":"jp-3","kind":"identical","overlap":1,"in_kept":1,"of_kept":1}]})"
      "\n");
}

TEST_CASE("a pair leaves out an unknown gap and words that were not asked for") {
  std::vector<PairRecord> pairs = fire_pairs();
  pairs[0].shared[1].words = "de brandweer \"had het\"";
  pairs[0].kind = MatchKind::noisy;
  CHECK(
      written(write_pairs_jsonl, pairs) ==
      R"({"a":"regio/0017","b":"dagblad/2023/93-brand-in-oude-fabriek","kind":"noisy","overlap":0.9312,"a_in_b":0.95,)"
      R"("b_in_a":0.9312,"gap_days":1,"shared":[{"a":[12,80],"b":[0,68]},)"
      R"({"a":[90,96],"b":[70,76],"words":"de brandweer \"had het\""}]})"
      "\n"
      R"({"a":"jp-1","b":"jp-3","kind":"identical","overlap":1,"a_in_b":1,"b_in_a":1,"shared":[{"a":[0,40],"b":[0,40]}]})"
      "\n");
}

TEST_CASE("an event leaves out what is unknown and keeps its lists when they are empty") {
  EventRecord event = fire();
  event.members.resize(1);
  const std::vector<EventRecord> events = {event, single("e2")};
  CHECK(
      written(write_events_jsonl, events) ==
      R"({"event":"e1","label":"Brandweer blust grote brand in oude lucifersfabriek aan de haven, omwonenden naar hotel",)"
      R"("keywords":["brand","lucifersfabriek","haven"],"first":"2023-02-14T06:12:00Z","last":"2023-02-15",)"
      R"("reports":4,"distinct":3,"sources":2,"first_report":"regio/0017","members":[{"id":"regio/0017",)"
      R"("title":"Grote brand in oude lucifersfabriek","date":"2023-02-14T06:12:00Z","source":"De Regio","score":0.8123,)"
      R"("copies":[{"id":"dagblad/2023/93-brand-in-oude-fabriek","kind":"copy","overlap":0.9312}]}],"also":[]})"
      "\n"
      R"({"event":"e2","label":"Alone","keywords":[],"reports":1,"distinct":1,"sources":0,)"
      R"("members":[{"id":"e2-id","title":"Alone","score":1,"copies":[]}],"also":[]})"
      "\n");
}

TEST_CASE("shares have at most four digits and no trailing zeros") {
  CHECK(share_in_line(0) == "0");
  CHECK(share_in_line(1) == "1");
  CHECK(share_in_line(0.93) == "0.93");
  CHECK(share_in_line(0.0512) == "0.0512");
  CHECK(share_in_line(0.1 + 0.2) == "0.3");
  CHECK(share_in_line(2.0 / 3) == "0.6667");
  CHECK(share_in_line(0.00004) == "0");
  CHECK(share_in_line(-0.00001) == "0");
  CHECK(share_in_line(0.99995) == "1");
  CHECK(share_in_line(1 + 1e-12) == "1");
}

TEST_CASE("shares agree with printf where its zeros are trimmed") {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> any(0, 1);
  for (int i = 0; i < 20'000; ++i) {
    const double share = any(random);
    char printed[16];
    std::snprintf(printed, sizeof printed, "%.4f", share);
    std::string wanted = printed;
    while (wanted.back() == '0') wanted.pop_back();
    if (wanted.back() == '.') wanted.pop_back();
    REQUIRE(share_in_line(share) == wanted);
  }
}

TEST_CASE("the locale changes no byte") {
  struct Comma : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
  };
  EventRecord event = fire();
  event.reports = 1'234'567;
  const std::vector<EventRecord> events = {event};
  const std::string plain = written(write_events_jsonl, events);
  const std::string table = written(write_events_table, events, terminal(80));
  const std::locale before = std::locale::global(std::locale(std::locale::classic(), new Comma));
  const std::string with_commas = written(write_events_jsonl, events);
  const std::string table_with_commas = written(write_events_table, events, terminal(80));
  const auto back = read_text(read_events_jsonl, plain);
  std::locale::global(before);
  CHECK(plain == with_commas);
  CHECK(table == table_with_commas);
  CHECK(contains(plain, "\"reports\":1234567,"));
  CHECK(back.at(0).members.at(0).score == 0.8123);
}

TEST_CASE("text is written as it is and bytes that are not UTF-8 are replaced") {
  const auto id_line = [](const std::string& id) {
    return written(write_groups_jsonl, std::vector{GroupRecord{id, "k", {}}});
  };
  CHECK(id_line("é 市 😀 \u2028") == "{\"group\":\"é 市 😀 \u2028\",\"kept\":\"k\",\"members\":[]}\n");
  CHECK(id_line("\"\\/\n\t\x01") == R"({"group":"\"\\/\n\t\u0001","kept":"k","members":[]})"
                                    "\n");
  for (const std::string bad : {"\xff", "\x80", "\xe5\xb8", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80"}) {
    const std::string line = id_line("before" + bad + "after");
    const std::string back = read_text(read_groups_jsonl, line).at(0).group;
    CHECK(back.starts_with("before\ufffd"));
    CHECK(
        back.ends_with("\ufffd"
                       "after"));
    CHECK(id_line(back) == line);
  }
}

TEST_CASE("what was written reads back as the same records") {
  RandomRecords random(20'230'214);
  std::vector<GroupRecord> groups;
  std::vector<PairRecord> pairs;
  std::vector<EventRecord> events;
  for (int i = 0; i < 500; ++i) {
    groups.push_back(random.group());
    pairs.push_back(random.pair());
    events.push_back(random.event());
  }
  const std::string group_lines = written(write_groups_jsonl, groups);
  CHECK(lines_of(group_lines).size() == groups.size());
  CHECK(read_text(read_groups_jsonl, group_lines) == groups);
  CHECK(read_text(read_pairs_jsonl, written(write_pairs_jsonl, pairs)) == pairs);
  CHECK(read_text(read_events_jsonl, written(write_events_jsonl, events)) == events);
}

TEST_CASE("a date in a result is one of ISO 8601, none, or an error that names it") {
  const auto read_with = [](const std::string& date) {
    return R"({"event":"e1","keywords":[],"first":)" + date +
           R"(,"reports":1,"distinct":1,"sources":0,"members":[{"id":"a","date":)" + date +
           R"(,"score":1,"copies":[]}]})";
  };
  for (const std::string date : {"2024", "2024-02", "2024-W09", "2024-02-29", "2024-02-29T23:59:60Z", "1000-01-01"}) {
    CAPTURE(date);
    const EventRecord event = read_text(read_events_jsonl, read_with("\"" + date + "\"")).at(0);
    CHECK(event.first == on(date));
    CHECK(event.members.at(0).date == on(date));
    CHECK_FALSE(event.last);
  }
  CHECK_FALSE(read_text(read_events_jsonl, read_with("\"\"")).at(0).members.at(0).date);
  for (const std::string date : {"2024-13", "2023-02-29", "24 February 2023", "02/03/2023", "gisteren", "0999", " "}) {
    CAPTURE(date);
    CHECK(error_of(read_events_jsonl, read_with("\"" + date + "\"")) ==
          "result.jsonl:1: not an event record: \"first\" is not a date");
  }
  CHECK(contains(error_of(read_events_jsonl, read_with("2024")), "\"first\" is not a string"));
}

TEST_CASE("copies in events come back without the shares that events do not carry") {
  EventRecord event = fire();
  event.members[0].copies[0].in_kept = 0.95;
  event.members[0].copies[0].of_kept = 0.9312;
  const std::vector<EventRecord> events = {event};
  CHECK(read_text(read_events_jsonl, written(write_events_jsonl, events)) == std::vector{fire()});
}

TEST_CASE("unknown keys, blank lines, carriage returns and a missing last newline are no errors") {
  const std::string line =
      R"({"new":{"deep":[1]},"group":"c1","kept":"k","members":[{"extra":null,"id":"m","kind":"copy",)"
      R"("overlap":0.5,"in_kept":1,"of_kept":0.5}],"also":[]})";
  const std::vector<GroupRecord> wanted = {{"c1", "k", {{"m", MatchKind::copy, 0.5, 1, 0.5}}}};
  CHECK(read_text(read_groups_jsonl, line) == wanted);
  CHECK(read_text(read_groups_jsonl, "\n  \n" + line + "\r\n\r\n") == wanted);
  CHECK(read_text(read_groups_jsonl, "").empty());
}

TEST_CASE("a line that breaks off anywhere is an error with its place") {
  const std::string good = written(write_events_jsonl, std::vector{fire()});
  for (std::size_t length = 1; length + 1 < good.size(); ++length) {
    const std::string error = error_of(read_events_jsonl, good + "\n" + good.substr(0, length));
    CAPTURE(length);
    REQUIRE(error.starts_with("result.jsonl:3: not an event record: no JSON from byte "));
  }
}

TEST_CASE("every key but those of unknown values is needed") {
  const std::string group = lines_of(written(write_groups_jsonl, fire_groups())).at(1);
  for (const std::string part : {R"("group":"c2",)", R"("kept":"jp-1",)", R"("id":"jp-3",)", R"("kind":"identical",)",
                                 R"("overlap":1,)", R"("in_kept":1,)", R"(,"of_kept":1)"}) {
    const std::string key = part.substr(part.find('"'), part.find(':') - part.find('"'));
    CHECK(error_of(read_groups_jsonl, without(group, part)) ==
          "result.jsonl:1: not a group record: " + key + " is missing");
  }

  const std::string pair = lines_of(written(write_pairs_jsonl, fire_pairs())).at(1);
  for (const std::string part :
       {R"("a":"jp-1",)", R"("b":"jp-3",)", R"("kind":"identical",)", R"("overlap":1,)", R"("a_in_b":1,)",
        R"("b_in_a":1,)", R"(,"shared":[{"a":[0,40],"b":[0,40]}])", R"("a":[0,40],)", R"(,"b":[0,40])"}) {
    CHECK(contains(error_of(read_pairs_jsonl, without(pair, part)), "is missing"));
  }

  const std::string event = written(write_events_jsonl, std::vector{single("e9")});
  for (const std::string part : {R"("event":"e9",)", R"("keywords":[],)", R"("reports":1,)", R"("distinct":1,)",
                                 R"("sources":0,)", R"("id":"e9-id",)", R"("score":1,)", R"(,"copies":[])"}) {
    CHECK(contains(error_of(read_events_jsonl, without(event, part)), "is missing"));
  }
  CHECK(error_of(read_events_jsonl, without(event, R"("label":"Alone",)")) == "no error");
  CHECK(error_of(read_events_jsonl, without(event, R"("title":"Alone",)")) == "no error");
}

TEST_CASE("values of the wrong kind are errors that name the key") {
  const auto group_error = [](const std::string& member) {
    return error_of(read_groups_jsonl, R"({"group":"c","kept":"k","members":[)" + member + "]}");
  };
  CHECK(contains(group_error("7"), "an object was expected"));
  CHECK(contains(group_error(R"({"id":7})"), "\"id\" is not a string"));
  CHECK(contains(group_error(R"({"id":"m","kind":"clone"})"), "\"kind\" is not a kind of match"));
  CHECK(contains(group_error(R"({"id":"m","kind":"copy","overlap":"1"})"), "\"overlap\" is not a number"));
  CHECK(contains(group_error(R"({"id":"m","kind":"copy","overlap":1.5})"), "\"overlap\" is not between 0 and 1"));
  CHECK(contains(group_error(R"({"id":"m","kind":"copy","overlap":-1})"), "\"overlap\" is not between 0 and 1"));
  CHECK(contains(group_error(R"({"id":"m","kind":"copy","overlap":1e999})"), "a number is out of range"));
  CHECK(contains(error_of(read_groups_jsonl, R"({"group":"c","kept":"k","members":{}})"), "\"members\" is not a list"));
  CHECK(contains(error_of(read_groups_jsonl, R"(["group"])"), "an object was expected"));
  CHECK(contains(error_of(read_groups_jsonl, "{\"group\":\"\xff\"}"), "no JSON from byte 11 on"));
  CHECK(contains(error_of(read_groups_jsonl, std::string(200'000, '[')), "no JSON"));

  const auto pair_error = [](const std::string& rest) {
    return error_of(read_pairs_jsonl,
                    R"({"a":"a","b":"b","kind":"copy","overlap":1,"a_in_b":1,"b_in_a":1,)" + rest + "}");
  };
  CHECK(contains(pair_error(R"("gap_days":1.5,"shared":[])"), "\"gap_days\" is not a count"));
  CHECK(contains(pair_error(R"("gap_days":18446744073709551615,"shared":[])"), "\"gap_days\" is not a number of days"));
  CHECK(contains(pair_error(R"("shared":[{"a":[1],"b":[0,1]}])"), "\"a\" is not a pair of word offsets"));
  CHECK(contains(pair_error(R"("shared":[{"a":[1,-2],"b":[0,1]}])"), "\"a\" is not a pair of word offsets"));
  CHECK(contains(pair_error(R"("shared":[{"a":[2,1],"b":[0,1]}])"), "\"a\" is not a range of words"));
  CHECK(contains(pair_error(R"("shared":[{"a":[0,4294967296],"b":[0,1]}])"), "\"a\" is not a range of words"));

  const std::string event = written(write_events_jsonl, std::vector{single("e9")});
  CHECK(contains(error_of(read_events_jsonl, without(event, "[]").insert(event.find("[]"), "[1]")),
                 "\"keywords\" is not a list of strings"));
}

TEST_CASE("rejections and run statistics are written for machines") {
  const std::vector<Rejection> rejections = {{"in/a.jsonl", 17, "no title and no text"},
                                             {"in/\"b\".txt", 0, "not UTF-8"}};
  CHECK(written(write_rejections_jsonl, rejections) ==
        R"({"source":"in/a.jsonl","line":17,"reason":"no title and no text"})"
        "\n"
        R"({"source":"in/\"b\".txt","reason":"not UTF-8"})"
        "\n");

  const RunStats stats = {"dups",
                          "0.1.0",
                          {{"threshold", "0.5", "default"}},
                          {{"read", "48 articles", 0.12345}},
                          {{"read", 48}, {"rejected", 1}}};
  CHECK(written(write_stats_json, stats) == R"({
  "command": "dups",
  "version": "0.1.0",
  "settings": [
    {
      "name": "threshold",
      "value": "0.5",
      "origin": "default"
    }
  ],
  "steps": [
    {
      "step": "read",
      "detail": "48 articles",
      "seconds": 0.123
    }
  ],
  "counts": {
    "read": 48,
    "rejected": 1
  }
}
)");
  CHECK(contains(written(write_stats_json, RunStats{}), "\"settings\": [],"));
}

// --- tables ------------------------------------------------------------------------------------------------------

TEST_CASE("events are blocks of label, facts and members") {
  const std::vector<EventRecord> events = {fire(), single("e5"), library(), single("e6")};
  CHECK("\n" + written(write_events_table, events, terminal(80)) == R"(
e1  Brandweer blust grote brand in oude lucifersfabriek aan de haven, omwonende…
    2023-02-14 – 2023-02-15 · 4 reports, 3 distinct · 2 sources · brand, lucife…
    2023-02-14  regio/0017            0.81  Grote brand in oude lucifersfabriek
                + dagblad/…e-fabriek        copy 93%
    2023-02-14  avond/0008            0.84  Brand lucifersfabriek meester: 'De …
    2023-02-15  wire-1                0.50  Harbour fire put out

e2  市議会が新しい図書館の建設計画を承認
    undated · 2 reports · 図書館
    undated     jp-1                  0.90  市議会が新しい図書館の建設計画を承…
    undated     図書館-2              0.90  新図書館

2 events of two or more reports · 2 articles stand alone
)");
  CHECK("\n" + written(write_events_table, events, piped()) == R"(
e1  Brandweer blust grote brand in oude lucifersfabriek aan de haven, omwonenden naar hotel
    2023-02-14 – 2023-02-15 · 4 reports, 3 distinct · 2 sources · brand, lucifersfabriek, haven
    2023-02-14 06:12  first  regio/0017                               0.81  De Regio   Grote brand in oude lucifersfabriek
                             + dagblad/2023/93-brand-in-oude-fabriek                   copy 93%
    2023-02-14               avond/0008                               0.84  Avondpost  Brand lucifersfabriek meester: 'De rook was tot in de stad te zien'
    2023-02-15         +1 d  wire-1                                   0.50             Harbour fire put out

e2  市議会が新しい図書館の建設計画を承認
    undated · 2 reports · 図書館
    undated                  jp-1                                     0.90             市議会が新しい図書館の建設計画を承認、来年春に着工へ
    undated                  図書館-2                                 0.90             新図書館

2 events of two or more reports · 2 articles stand alone
)");
}

TEST_CASE("groups are blocks of the kept article and the folded ones") {
  CHECK("\n" + written(write_groups_table, fire_groups(), card, terminal(80)) == R"(
c1  2023-02-14  regio/0017            kept             Grote brand in oude luci…
    2023-02-14  + dagblad/…e-fabriek  copy        93%  Grote brand in oude luci…
    2023-02-14  + avond/0008          excerpt     91%  Brand meester

c2  undated     jp-1                  kept             市議会が新しい図書館の建…
    undated     + jp-3                identical        市議会が新しい図書館の建…

2 groups · 3 articles folded
)");
  CHECK("\n" + written(write_groups_table, fire_groups(), card, piped()) == R"(
c1  2023-02-14 06:12  regio/0017                               kept             De Regio   Grote brand in oude lucifersfabriek aan de haven, meldt de brandweer
    2023-02-14 06:12  + dagblad/2023/93-brand-in-oude-fabriek  copy        93%  De Regio   Grote brand in oude lucifersfabriek aan de haven, meldt de brandweer
    2023-02-14        + avond/0008                             excerpt     91%  Avondpost  Brand meester

c2  undated           jp-1                                     kept                        市議会が新しい図書館の建設計画を承認、来年春に着工へ
    undated           + jp-3                                   identical                   市議会が新しい図書館の建設計画を承認、来年春に着工へ

2 groups · 3 articles folded
)");
}

TEST_CASE("a kept article of another collection is shown with its file, in the table and in JSON Lines") {
  const auto groups = archived_group();
  CHECK(contains(written(write_groups_table, groups, card, piped()), "in archive.jsonl\n"));
  const std::string line = written(write_groups_jsonl, groups);
  CHECK(line == R"({"group":"c1","kept":"old","from":"archive.jsonl","members":[)"
                R"({"id":"new","kind":"copy","overlap":0.75,"in_kept":0.8,"of_kept":0.75},)"
                R"({"id":"newer","kind":"revision","overlap":0.25,"in_kept":0.25,"of_kept":0.5,"newest":"new"}]})"
                "\n");
  std::istringstream in(line);
  CHECK(read_groups_jsonl(in, "x") == groups);
}

TEST_CASE("a reason becomes the last key of a JSON object, whatever its white space") {
  const DropReason reason{"a\"1", "", MatchKind::noisy, 0.5};
  const std::string added = R"("dropped_for":{"id":"a\"1","kind":"noisy","overlap":0.5})";
  CHECK(with_reason_json(R"({"id":1,"text":"}"})", reason) == R"({"id":1,"text":"}",)" + added + "}");
  CHECK(with_reason_json("{\n  \"id\": 1\n}\r", reason) == "{\n  \"id\": 1\n," + added + "}\r");
  CHECK(with_reason_json("{}", reason) == "{" + added + "}");
  CHECK(with_reason_json("{ }", reason) == "{ " + added + "}");
  CHECK(contains(with_reason_json("{}", {"a", "old.csv", MatchKind::copy, 1}), R"("overlap":1,"from":"old.csv"})"));
}

TEST_CASE("a reason becomes four cells of a row and of its header, quoted as the table asks") {
  const DropReason reason{"a,\"1\"\t", "old.csv", MatchKind::copy, 0.9312};
  CHECK(with_reason_row("1,x\r", "id,title", ',', reason) == "1,x,\"a,\"\"1\"\"\t\",copy,0.9312,old.csv\r");
  CHECK(with_reason_row("1\tx", "id\ttitle", '\t', reason) == "1\tx\ta,\"1\" \tcopy\t0.9312\told.csv");
  CHECK(with_reason_row("1,\"a,b\",,\r", "id,title\r", ',', reason) ==
        with_reason_row("1,\"a,b\"\r", "id,title", ',', reason));
  CHECK(with_reason_header("id,title\r", ',') == "id,title,dropped_for,dropped_kind,dropped_overlap,dropped_from\r");
  CHECK(with_reason_path("a/b.txt", {"k", "", MatchKind::revision, 0}) == "a/b.txt\tk\trevision\t0");
  CHECK(with_reason_path("a/b.txt", {"k", "old", MatchKind::revision, 0}) == "a/b.txt\tk\trevision\t0\told");
}

TEST_CASE("pairs have their titles below on a terminal and behind in a pipe") {
  std::vector<PairRecord> pairs = fire_pairs();
  pairs[0].shared[0].words = "De brandweer heeft dinsdag een grote brand geblust in de oude lucifersfabriek";
  CHECK("\n" + written(write_pairs_table, pairs, card, terminal(80)) == R"(
kind       overlap  a in b  b in a      gap  a           b
copy           93%     95%     93%    1 day  regio/0017  dagblad/202…ude-fabriek
      a  2023-02-14  Grote brand in oude lucifersfabriek aan de haven, meldt de…
      b  2023-02-14  Grote brand in oude lucifersfabriek aan de haven, meldt de…
      68 words: De brandweer heeft dinsdag een grote brand geblust in de oude l…
identical     100%    100%    100%  undated  jp-1        jp-3
      a  undated  市議会が新しい図書館の建設計画を承認、来年春に着工へ
      b  undated  市議会が新しい図書館の建設計画を承認、来年春に着工へ

2 pairs · 1 identical · 1 copy
)");
  // The other way round, `a` is the one that is cut.
  std::vector<PairRecord> turned = {pairs[0]};
  std::swap(turned[0].a, turned[0].b);
  CHECK(contains(written(write_pairs_table, turned, card, terminal(80)),
                 "  dagblad/2023/9…in-oude-fabriek  regio/0017\n"));
  CHECK("\n" + written(write_pairs_table, fire_pairs(), card, piped()) == R"(
kind       overlap  a in b  b in a      gap  a           b                                      title of a                                                    title of b
copy           93%     95%     93%    1 day  regio/0017  dagblad/2023/93-brand-in-oude-fabriek  Grote brand in oude lucifersfabriek aan de haven, meldt de brandweer  Grote brand in oude lucifersfabriek aan de haven, meldt de brandweer
identical     100%    100%    100%  undated  jp-1        jp-3                                   市議会が新しい図書館の建設計画を承認、来年春に着工へ          市議会が新しい図書館の建設計画を承認、来年春に着工へ

2 pairs · 1 identical · 1 copy
)");
}

TEST_CASE("counts at the end agree with their nouns") {
  const auto last_line = [](const std::string& text) { return lines_of(text).back(); };
  const auto events_line = [&](const std::vector<EventRecord>& events) {
    return last_line(written(write_events_table, events, piped()));
  };
  CHECK(events_line({fire()}) == "1 event of two or more reports");
  CHECK(events_line({fire(), library()}) == "2 events of two or more reports");
  CHECK(events_line({fire(), single("e2")}) == "1 event of two or more reports · 1 article stands alone");
  CHECK(events_line({single("e2")}) == "no event of two or more reports · 1 article stands alone");
  CHECK(events_line(std::vector<EventRecord>(1'234, single("e"))) ==
        "no event of two or more reports · 1,234 articles stand alone");

  const auto groups_line = [&](const std::vector<GroupRecord>& groups) {
    return last_line(written(write_groups_table, groups, card, piped()));
  };
  CHECK(groups_line(fire_groups()) == "2 groups · 3 articles folded");
  CHECK(groups_line({fire_groups()[1]}) == "1 group · 1 article folded");

  std::vector<PairRecord> pairs(5, fire_pairs()[0]);
  pairs[1].kind = pairs[2].kind = MatchKind::noisy;
  pairs[3].kind = MatchKind::excerpt;
  pairs[4].kind = MatchKind::identical;
  const auto pairs_line = [&] { return last_line(written(write_pairs_table, pairs, card, piped())); };
  CHECK(pairs_line() == "5 pairs · 1 identical · 1 copy · 2 noisy copies · 1 excerpt");
  pairs.resize(1);
  CHECK(pairs_line() == "1 pair · 1 copy");
}

TEST_CASE("a folded article that was first is named") {
  EventRecord event = fire();
  CHECK_FALSE(contains(written(write_events_table, std::vector{event}, piped()), "first:"));
  event.first_report = "dagblad/2023/93-brand-in-oude-fabriek";
  CHECK(contains(written(write_events_table, std::vector{event}, piped()),
                 " · first: dagblad/2023/93-brand-in-oude-fabriek · brand"));
}

TEST_CASE("the table says who was first and how many days later the others were, where there is room") {
  EventRecord event = fire();
  const auto row_with = [&](std::string_view part, const TableStyle& style) {
    for (const std::string& line : lines_of(written(write_events_table, std::vector{event}, style))) {
      if (contains(line, part)) return line;
    }
    return std::string{};
  };
  event.first_report = "dagblad/2023/93-brand-in-oude-fabriek";
  event.first = on("2024-02");
  CHECK(contains(row_with("+ dagblad/2023", piped()), "     first  + dagblad"));
  CHECK_FALSE(contains(row_with("regio/0017", piped()), "first"));
  const auto later = [&](const std::string& date) {
    event.members[2].date = parse_iso_date(date);
    std::string row = row_with("Harbour", piped());
    row.erase(row.find("wire-1"));
    return row.erase(row.find_last_not_of(' ') + 1);
  };
  CHECK(later("2024-02-29") == "    2024-02-29");
  CHECK(later("2024-03-01") == "    2024-03-01         +1 d");
  CHECK(later("2024-04") == "    2024-04           +32 d");
  CHECK(later("2025") == "    2025              +307 d");
  CHECK(later("2024-03-02T00:30:00Z") == "    2024-03-02 00:30   +2 d");
  CHECK(later("") == "    undated");
  CHECK(later("2024-W10") == "    2024-W10           +4 d");
  event.members[2].date = on("2024-03-11");
  CHECK(contains(row_with("Harbour", terminal(110)), "+11 d"));
  CHECK_FALSE(contains(row_with("Harbour", terminal(109)), "+11 d"));
}

TEST_CASE("only a whole share is 100 percent and shares are not rounded up to a threshold") {
  std::vector<PairRecord> pairs = {fire_pairs()[0]};
  const auto row = [&](double share) {
    pairs[0].overlap = share;
    return lines_of(written(write_pairs_table, pairs, card, piped())).at(1);
  };
  CHECK(contains(row(0.9999), "copy      99%"));
  CHECK(contains(row(1), "copy     100%"));
  CHECK(contains(row(0.4999), "copy      49%"));
  CHECK(contains(row(0.29), "copy      29%"));
}

TEST_CASE("no table is wider than the terminal and none cuts in a pipe") {
  const std::vector<EventRecord> events = {fire(), library(), single("e3")};
  std::vector<PairRecord> pairs = fire_pairs();
  pairs[0].shared[0].words = "De brandweer heeft dinsdag 市議会が新しい图书馆の建設計画を承認、来年春に着工へ";
  const std::vector<std::string> header = {"id", "title", "score"};
  const std::vector<std::vector<std::string>> rows = {
      {"a very long id that is not flexible", "市議会が新しい図書館の建設計画", "0.5"}, {"b", "title", "12"}};
  const auto all_tables = [&](const TableStyle& style) {
    return written(write_events_table, events, style) + written(write_groups_table, fire_groups(), card, style) +
           written(write_pairs_table, pairs, card, style) + written(write_table, header, rows, std::size_t{1}, style);
  };
  for (std::size_t columns = 1; columns <= 200; ++columns) {
    std::size_t widest = 0;
    for (const std::string& line : lines_of(all_tables(terminal(columns)))) {
      widest = std::max(widest, wide_width(line));
      CHECK_FALSE(line.ends_with(' '));
    }
    CAPTURE(columns);
    CHECK(widest <= columns);
    if (columns >= 10 && columns <= 80) CHECK(widest == columns);
  }
  CHECK_FALSE(contains(all_tables(piped()), "…"));
  CHECK(contains(all_tables(piped()), fire().label));
}

TEST_CASE("colour adds codes and changes nothing else") {
  const std::vector<EventRecord> events = {fire(), library(), single("e3")};
  const auto all_tables = [&](const TableStyle& style) {
    return written(write_events_table, events, style) + written(write_groups_table, fire_groups(), card, style) +
           written(write_pairs_table, fire_pairs(), card, style);
  };
  TableStyle style = terminal(80);
  const std::string plain = all_tables(style);
  style.colour = true;
  std::string painted = all_tables(style);
  CHECK(contains(painted, "\x1b[1mBrandweer blust"));
  CHECK(contains(painted, "\x1b[2m2023-02-14"));
  for (const std::string code : {"\x1b[1m", "\x1b[2m", "\x1b[0m"}) {
    for (std::size_t at = 0; (at = painted.find(code)) != std::string::npos;) painted.erase(at, code.size());
  }
  CHECK(painted == plain);
  CHECK_FALSE(contains(plain, "\x1b"));
  style.columns = 0;
  CHECK_FALSE(contains(all_tables(style), "\x1b"));
}

TEST_CASE("alignment goes by the measure that was given") {
  const std::vector<std::string> header = {"name", "n"};
  const std::vector<std::vector<std::string>> rows = {{"図書館", "1"}, {"library", "22"}};
  CHECK(written(write_table, header, rows, std::size_t{0}, TableStyle{0, false, kWide}) ==
        "name      n\n"
        "図書館    1\n"
        "library  22\n");
  CHECK(written(write_table, header, rows, std::size_t{0}, TableStyle{0, false, kBytes}) ==
        "name        n\n"
        "図書館   1\n"
        "library    22\n");
}

TEST_CASE("a plain table puts numbers to the right and cuts the flexible column first") {
  const std::vector<std::string> header = {"set", "what it holds", "F1", "mixed"};
  const std::vector<std::vector<std::string>> rows = {
      {"a", "short", "0.93", "12"}, {"longer-name", "a description with many words", "100%", "n/a"}, {"b"}};
  CHECK("\n" + written(write_table, header, rows, std::size_t{1}, TableStyle{0, false, kBytes}) == R"(
set          what it holds                    F1  mixed
a            short                          0.93     12
longer-name  a description with many words  100%  n/a
b
)");
  CHECK("\n" + written(write_table, header, rows, std::size_t{1}, TableStyle{40, false, kBytes}) == R"(
set          what it holds     F1  mixed
a            short           0.93     12
longer-name  a description~  100%  n/a
b
)");
  CHECK("\n" + written(write_table, header, rows, std::size_t{4}, TableStyle{40, false, kBytes}) == R"(
set          what it holds     F1  mixed
a            short           0.93     12
longer-name  a description~  100%  n/a
b
)");
}

TEST_CASE("texts can neither break a row nor steer the terminal") {
  EventRecord event = library();
  event.label = "  two\nlines\t and\r\n\x1b[31mred\u0085\u202eright to left\x7f ";
  event.members[0].title = "\n\n";
  event.members[0].id = "id\nwith newline";
  const std::vector<std::string> lines = lines_of(written(write_events_table, std::vector{event}, piped()));
  REQUIRE(lines.size() == 6);
  CHECK(lines[0] == "e2  two lines and [31mred right to left");
  CHECK(lines[2].starts_with("    undated  id with newline"));
  CHECK(lines[2].ends_with("untitled"));
}

TEST_CASE("long ids keep both ends on a terminal in whole letters") {
  EventRecord event = library();
  event.members[0].id = "archive/2023/02/14/morning-edition-0042";
  event.members[1].id = "市議会が新しい図書館の建設計画を承認e\u0301";
  const std::string table = written(write_events_table, std::vector{event}, terminal(80));
  CHECK(contains(table, "  archive/2…ition-0042  0.90  "));
  CHECK(contains(table, "  市議会が新…画を承認e\u0301  0.90  "));
}

TEST_CASE("no records give no bytes") {
  CHECK(written(write_groups_jsonl, std::vector<GroupRecord>{}).empty());
  CHECK(written(write_pairs_jsonl, std::vector<PairRecord>{}).empty());
  CHECK(written(write_events_jsonl, std::vector<EventRecord>{}).empty());
  CHECK(written(write_rejections_jsonl, std::vector<Rejection>{}).empty());
  CHECK(written(write_groups_table, std::vector<GroupRecord>{}, card, terminal(80)).empty());
  CHECK(written(write_pairs_table, std::vector<PairRecord>{}, card, terminal(80)).empty());
  CHECK(written(write_events_table, std::vector<EventRecord>{}, terminal(80)).empty());
  CHECK(written(write_table, std::vector<std::string>{"a"}, std::vector<std::vector<std::string>>{}, std::size_t{0},
                terminal(80))
            .empty());
}

// --- formats -----------------------------------------------------------------------------------------------------

TEST_CASE("each format has a form for just the kinds of result that it says, and says so of the others") {
  const auto write = [](ResultWriter& writer, ResultKind kind) {
    TuneReport report;
    report.thresholds.resize(1);
    switch (kind) {
      case ResultKind::groups:
        return writer.groups(fire_groups());
      case ResultKind::pairs:
        return writer.pairs(fire_pairs());
      case ResultKind::boilerplate:
        return writer.boilerplate(std::vector<BoilerplateRecord>{{"Read also", 2, 9, 1, "a"}});
      case ResultKind::events:
        return writer.events(std::vector{fire()});
      case ResultKind::explanation:
        writer.copy_explanation({});
        return writer.event_explanation({});
      case ResultKind::score:
        writer.score({});
        return (void)writer.wrong_pair({});
      case ResultKind::tuning:
        return writer.tuning(report);
      case ResultKind::sample:
        return writer.sample(std::vector<PairToJudge>(1));
      case ResultKind::settings:
        return writer.settings(std::vector<Setting>{{"threshold", "0.5", "default"}});
    }
  };
  for (const FormatInfo* format : all_formats()) {
    CAPTURE(format->name);
    CHECK(&info_of(format->format) == format);
    for (int kind = 0; kind <= static_cast<int>(ResultKind::settings); ++kind) {
      CAPTURE(kind);
      std::ostringstream out;
      const auto writer = make_writer(format->format, out, {piped(), false, card});
      std::string said;
      try {
        write(*writer, static_cast<ResultKind>(kind));
        writer->end();
      } catch (const Error& error) {
        said = error.what();
      }
      CHECK(format->has_form(static_cast<ResultKind>(kind)) == said.empty());
      CHECK(said.empty() == !out.str().empty());
      if (!said.empty()) CHECK(said.starts_with(std::string(format->name) + ": it has no form for "));
    }
  }
}

TEST_CASE("a table shows ten wrong pairs of each kind, JSON Lines all") {
  const auto shown = [](Format format) {
    std::ostringstream out;
    const auto writer = make_writer(format, out, {piped()});
    for (const bool together : {true, false}) {
      for (int i = 0; i < 20; ++i) {
        if (!writer->wrong_pair({together, {"a", "1", ""}, {"b", "2", ""}})) break;
      }
    }
    return lines_of(out.str()).size();
  };
  CHECK(shown(Format::table) == 2 * 10 * 2);
  CHECK(shown(Format::jsonl) == 2 * 20);
}

TEST_CASE("two explanations in one table are a blank line apart") {
  std::ostringstream out;
  const auto writer = make_writer(Format::table, out, {piped()});
  writer->copy_explanation({});
  const std::string first = out.str();
  writer->event_explanation({});
  CHECK_FALSE(first.starts_with("\n"));
  CHECK(out.str().substr(first.size()).starts_with("\nnot the same event"));
}

// --- judged pairs ------------------------------------------------------------------------------------------------

TEST_CASE("a sample is CSV whose cells a spreadsheet may open") {
  PairToJudge pair;
  pair.a = {"+a", "@title", on("2024"), "", 0, {}};
  pair.b = {"b", "Title, b", {}, "", 0, {}};
  pair.score = 0.25;
  pair.text_a = "=HYPERLINK(\"x\")";
  pair.text_b = "-";
  CHECK(written(write_sample_csv, std::vector{pair}) ==
        "a,b,same,score,date_a,date_b,title_a,title_b,text_a,text_b\n"
        "'+a,b,,0.25,2024,,'@title,\"Title, b\",\"'=HYPERLINK(\"\"x\"\")\",'-\n");
}

TEST_CASE("in tables of results texts from outside are no formulas, and ids are as they are") {
  EventRecord event;
  event.event = "e1";
  MemberRecord member = {"=1+1", "=HYPERLINK(\"x\")", on("2024"), "@source", 1, {}};
  member.copies = {{.id = "+2", .kind = MatchKind::copy}};
  event.members = {member};
  const CardOf hostile = [](std::string_view, std::string_view) { return ArticleCard{"-20 Grad", on("2024"), "＝x"}; };
  CHECK(written(write_events_csv, std::vector{event}, hostile) ==
        "event,id,kept,kind,score,date,source,title\n"
        "e1,=1+1,=1+1,kept,1,2024,'@source,\"'=HYPERLINK(\"\"x\"\")\"\n"
        "e1,+2,=1+1,copy,1,2024,'＝x,'-20 Grad\n");
  GroupRecord group;
  group.group = "c1";
  group.kept = "-k";
  group.from = "=archive.jsonl";
  group.members = {{.id = "@m", .kind = MatchKind::identical, .overlap = 1, .in_kept = 1, .of_kept = 1}};
  CHECK(written(write_groups_csv, std::vector{group}, hostile) ==
        "group,id,kept,kind,overlap,in_kept,of_kept,from,date,source,title\n"
        "c1,-k,-k,kept,,,,'=archive.jsonl,2024,'＝x,'-20 Grad\n"
        "c1,@m,-k,identical,1,1,1,,2024,'＝x,'-20 Grad\n");
}

TEST_CASE("what is also about an event stands below its members, whatever it holds") {
  EventRecord event = fire();
  event.also = {{"raad/\x1b[1m12", 0.71, {"De gemeenteraad sprak ook over de brand.\nEn over meer."}},
                {"leeg", 0.5, {}}};
  const std::string table = written(write_events_table, std::vector{event}, piped());
  CHECK(contains(table, "  also "));
  CHECK(contains(table, "De gemeenteraad sprak ook over de brand. En over meer."));
  CHECK_FALSE(contains(table, "\x1b"));
}

TEST_CASE("what tune says fits any terminal, and a narrow one keeps the numbers whole") {
  TuneReport report;
  for (int i = 1; i <= 20; ++i) {
    ThresholdRecord record;
    record.threshold = 0.05 * i;
    record.events = 100'000;
    record.largest = 12'345;
    record.precision = record.recall = record.f1 = Interval{0.87, 0.41, 1};
    record.bcubed = 0.9;
    report.thresholds.push_back(record);
  }
  report.judged = 7;
  report.recommended = report.standard = 9;
  report.why = "after 7 pairs it has the largest expected B-cubed F1, 0.9000; the default 0.50 has 0.8966";
  PairToJudge pair;
  pair.a = {"a/very/long/identifier/of/an/article/0001",
            "東京で地震、津波の心配なし 気象庁が会見を開く",
            on("2024"),
            "",
            0,
            {}};
  pair.b = {"b", "\x1b[31mRed", {}, "", 0, {}};
  pair.text_a = "語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語";
  pair.text_b = "Eén twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien.";
  pair.why = "both have one, two";
  report.above = report.below = {pair};
  report.wrong = {{true, pair}, {false, pair}};
  for (const std::size_t columns : {60U, 80U, 100U, 120U, 200U}) {
    CAPTURE(columns);
    const TableStyle style = {columns, false, kWide};
    std::ostringstream out;
    write_thresholds_table(out, report, style);
    write_recommendation(out, report, style);
    for (const std::string& line : lines_of(out.str())) CHECK(kWide.width(line) <= columns);
    CHECK(contains(out.str(), columns < 110 ? "87% 41-100" : "0.87 (0.41-1.00)"));
    CHECK_FALSE(contains(out.str(), "\x1b"));
  }
}
