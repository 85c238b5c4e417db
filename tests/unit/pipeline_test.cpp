#include "bundel/pipeline.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "bundel/dates.h"
#include "bundel/error.h"
#include "bundel/labels.h"
#include "bundel/table.h"
#include "support/silent.h"
#include "support/temp_folder.h"

using namespace bundel;

namespace {

const std::vector<std::string> kShipped = {BUNDEL_TEST_DATA "/articles"};

/// Article id to event, copies included; every id once.
std::map<std::string, std::string> events_by_id(const std::vector<EventRecord>& events) {
  std::map<std::string, std::string> by_id;
  const auto put = [&](const std::string& id, const std::string& event) {
    CAPTURE(id);
    CHECK(by_id.emplace(id, event).second);
  };
  for (const EventRecord& event : events) {
    for (const MemberRecord& member : event.members) {
      put(member.id, event.event);
      for (const CopyRecord& copy : member.copies) put(copy.id, event.event);
    }
  }
  return by_id;
}

std::string quoted(const std::string& text) {
  std::string json = "\"";
  for (const char byte : text) {
    if (byte == '"' || byte == '\\') json += '\\';
    json += byte == '\n' ? std::string("\\n") : std::string(1, byte);
  }
  return json + '"';
}

EventsResult shipped_events() {
  return run_events(kShipped, {});
}

}  // namespace

TEST_CASE("every shipped article is in exactly one event, no event mixes two of ours, and few are torn apart") {
  const EventsResult result = shipped_events();
  const auto found = events_by_id(result.events);
  const auto gold = read_labels(BUNDEL_TEST_DATA "/articles.labels.csv");
  REQUIRE(found.size() == gold.size());
  REQUIRE(found.size() == result.collection.articles.size());
  std::size_t together = 0;
  std::size_t torn = 0;
  for (const auto& [a, event_a] : gold) {
    for (const auto& [b, event_b] : gold) {
      if (a >= b) continue;
      CAPTURE(a);
      CAPTURE(b);
      const bool joined = found.at(a) == found.at(b);
      CHECK_FALSE((joined && event_a != event_b));
      if (event_a == event_b) ++(joined ? together : torn);
    }
  }
  CHECK(together >= 4 * torn);
}

TEST_CASE("members are listed in the order of time, the undated last") {
  std::size_t undated = 0;
  for (const EventRecord& event : shipped_events().events) {
    std::vector<std::string> dates;
    for (const MemberRecord& member : event.members)
      dates.push_back(member.date ? format_date(*member.date) : "undated");
    CAPTURE(event.label);
    CHECK(std::ranges::is_sorted(dates));
    undated += dates.size() > 1 && dates.back() == "undated" ? 1 : 0;
  }
  CHECK(undated == 2);
}

TEST_CASE("a visit told over months is one event, the same two leaders elsewhere a year before are another") {
  const auto found = events_by_id(shipped_events().events);
  const std::string& visit = found.at("visit/announcement");
  for (const char* stage : {"visit/programme", "visit/arrival", "visit/second_day"}) CHECK(found.at(stage) == visit);
  CHECK(found.at("visit/lisbon_ocean_conference") != visit);
}

TEST_CASE("a report in four languages is one event, two fires that look alike are two") {
  const auto found = events_by_id(shipped_events().events);
  const std::string& ship = found.at("ship/margareta_vos_nl_1");
  for (const char* language : {"ship/margareta_vos_en", "ship/margareta_vos_de", "ship/margareta_vos_fr"})
    CHECK(found.at(language) == ship);
  CHECK(found.at("fires/zwolburg_1") == found.at("fires/zwolburg_3"));
  CHECK(found.at("fires/harmelwoude_1") == found.at("fires/harmelwoude_2"));
  CHECK(found.at("fires/zwolburg_1") != found.at("fires/harmelwoude_1"));
}

TEST_CASE("the planted copies among the shipped articles are found, each of its kind, and nothing else") {
  const DupsResult result = run_dups(kShipped, DupsWanted::pairs, {});
  std::set<std::vector<std::string>> found;
  for (const PairRecord& pair : result.pairs) {
    const char* kind = pair.kind == MatchKind::identical ? "identical"
                       : pair.kind == MatchKind::copy    ? "copy"
                                                         : "excerpt";
    found.insert({pair.a, pair.b, kind});
  }
  const Table gold = read_table(BUNDEL_TEST_DATA "/articles.copies.csv");
  std::set<std::vector<std::string>> planted;
  for (const TableRow& row : gold.rows) planted.insert(row.cells);
  const bool same = found == planted;
  CHECK(same);
  CHECK(found.size() == planted.size());
}

TEST_CASE("texts that nobody wants to see are freed, and the groups are the same") {
  const DupsResult with = run_dups(kShipped, DupsWanted::groups, {});
  const DupsResult without = run_dups(kShipped, DupsWanted::groups, {}, {.texts = false});
  CHECK(without.groups == with.groups);
  REQUIRE(without.collection.articles.size() == with.collection.articles.size());
  for (std::size_t i = 0; i < with.collection.articles.size(); ++i) {
    CHECK(without.collection.articles[i].id == with.collection.articles[i].id);
    CHECK(without.collection.articles[i].text.empty());
    CHECK_FALSE(with.collection.articles[i].text.empty());
  }
  const DupsDetail pieces{.new_words = true, .texts = false};  // which shows pieces of the texts
  CHECK_FALSE(run_dups(kShipped, DupsWanted::groups, {}, pieces).collection.articles[0].text.empty());
}

TEST_CASE("articles of another collection take part in groups, never in pairs") {
  Settings settings;
  const std::vector<std::string> today = {BUNDEL_TEST_DATA "/exports/today.jsonl"};
  const std::size_t alone = run_dups(today, DupsWanted::pairs, settings).pairs.size();
  settings.keep_from = {BUNDEL_TEST_DATA "/exports/archive.jsonl"};
  CHECK(run_dups(today, DupsWanted::pairs, settings).pairs.size() == alone);
  const DupsResult groups = run_dups(today, DupsWanted::groups, settings);
  CHECK(groups.groups.at(0).from == settings.keep_from[0]);
  CHECK(groups.references.articles.size() == 2);
}

TEST_CASE("every article stays or is one member of one group, whose place it knows") {
  Settings settings;
  settings.keep_from = {BUNDEL_TEST_DATA "/exports/archive.jsonl"};
  const DupsResult result =
      run_dups({BUNDEL_TEST_DATA "/articles", BUNDEL_TEST_DATA "/exports/today.jsonl"}, DupsWanted::groups, settings);
  REQUIRE(result.folded.size() == result.collection.articles.size());
  std::map<std::string, std::string> kept_of;
  for (const GroupRecord& group : result.groups) {
    for (const CopyRecord& member : group.members) CHECK(kept_of.emplace(member.id, group.kept).second);
  }
  std::size_t folded = 0;
  for (std::size_t i = 0; i < result.folded.size(); ++i) {
    const std::string& id = result.collection.articles[i].id;
    CAPTURE(id);
    CHECK(result.folded[i].has_value() == kept_of.contains(id));
    if (!result.folded[i]) continue;
    ++folded;
    const GroupRecord& group = result.groups.at(result.folded[i]->group);
    CHECK(group.members.at(result.folded[i]->member).id == id);
    CHECK(group.kept == kept_of[id]);
  }
  CHECK(folded == kept_of.size());
  CHECK(folded > 5);
}

TEST_CASE("a file of the other collection that is INPUT too is compared once, as INPUT, whatever it is called") {
  Settings settings;
  const test::TempFolder folder;
  const std::string text =
      "The committee of Velmerdam met on Monday to discuss the ferry, the market and the old weighing house.";
  const auto line = [&](const std::string& id) { return R"({"id":")" + id + R"(","text":")" + text + R"("})" + "\n"; };
  const std::string monday = folder.write("month/monday.jsonl", line("m"));
  const std::string tuesday = folder.write("month/below/tuesday.jsonl", line("t1") + line("t2"));
  std::filesystem::create_symlink(tuesday, folder / "today.jsonl");
  std::filesystem::create_hard_link(tuesday, folder / "linked.jsonl");
  const auto folded = [&](const std::vector<std::string>& inputs, std::size_t files) {
    const DupsResult result = run_dups(inputs, DupsWanted::groups, settings);
    CHECK(result.references.left_out.size() == files);
    std::size_t count = 0;
    for (const GroupRecord& group : result.groups) count += group.members.size();
    return count;
  };
  // Alone, one of the two stays.
  settings.keep_from = {tuesday};
  CHECK(folded({tuesday}, 1) == 1);
  CHECK(folded({folder / "today.jsonl"}, 1) == 1);
  CHECK(folded({folder / "linked.jsonl"}, 1) == 1);
  // Beside Monday's both go, and none of them for itself.
  settings.keep_from = {folder / "month"};
  CHECK(folded({tuesday}, 1) == 2);
  CHECK(folded({folder / "month"}, 2) == 2);
  const test::StandardInput input(tuesday);
  settings.keep_from = {tuesday};
  CHECK(folded({"-"}, 1) == 1);
}

TEST_CASE("an event counts its reports with copies, its distinct reports and its sources") {
  const test::TempFolder folder;
  const std::string text =
      "De brug over de Aa bij Velmerdam gaat een half jaar dicht voor herstel van de pijlers, zegt de provincie.";
  const std::string path = folder.write(
      "a.jsonl",
      R"({"id":"2","date":"2024-05-02","source":"B","text":")" + text +
          R"("})"
          "\n"
          R"({"id":"1","date":"2024-05-01","source":"A","text":")" +
          text +
          R"("})"
          "\n"
          R"({"id":"3","date":"2024-05","source":"B","title":"Brug Velmerdam half jaar dicht voor herstel pijlers","text":""})"
          "\n");
  const EventsResult result = run_events({path}, {});
  REQUIRE(result.events.size() == 1);
  const EventRecord& event = result.events.front();
  CHECK(event.reports == 3);
  CHECK(event.distinct == 2);
  CHECK(event.sources == 2);
  CHECK(event.first == parse_date("2024-05-01"));
  CHECK(event.last == parse_date("2024-05"));
  // The month begins with the day of the first report, and ends last; of equal beginnings the smaller id is first.
  CHECK(event.first_report == "1");
}

namespace {

/// The sources counted for one event: a wire text, printed with these sources a day apart, and another report of it.
std::uint64_t sources_of_wire(const std::vector<std::string>& printed_by, const std::string& other) {
  const test::TempFolder folder;
  std::string lines;
  const std::string wire = "De brug over de Aa bij Velmerdam gaat een half jaar dicht voor herstel van de pijlers.";
  for (std::size_t i = 0; i < printed_by.size(); ++i) {
    const std::string n = std::to_string(i + 1);
    lines += R"({"id":")" + n + R"(","date":"2024-05-0)" + n + R"(","source":")" + printed_by[i] + R"(","text":")" +
             wire + "\"}\n";
  }
  lines += R"({"id":"x","date":"2024-05-02","source":")" + other +
           R"(","title":"Brug Velmerdam half jaar dicht voor herstel pijlers","text":""})"
           "\n";
  const EventsResult result = run_events({folder.write("a.jsonl", lines)}, {});
  REQUIRE(result.events.size() == 1);
  CHECK(result.events[0].reports == printed_by.size() + 1);
  CHECK(result.events[0].distinct == 2);
  return result.events[0].sources;
}

}  // namespace

TEST_CASE("an agency's text counts as one source, that of the kept report or else of its first copy with one") {
  CHECK(sources_of_wire({"ANP", "De Aa", "Avondpost", "Regio"}, "Velmerdam Nu") == 2);
  CHECK(sources_of_wire({"ANP", "De Aa", "Avondpost"}, "De Aa") == 2);
  CHECK(sources_of_wire({"ANP", "De Aa", "Avondpost"}, "anp") == 1);
  CHECK(sources_of_wire({"", "De Aa", "Avondpost"}, "") == 1);
  CHECK(sources_of_wire({"", "De Aa", "Avondpost"}, "De Aa") == 1);
  CHECK(sources_of_wire({"", "De Aa", "Avondpost"}, "Avondpost") == 2);
  CHECK(sources_of_wire({"", ""}, "") == 0);
}

namespace {

/// The events among headlines whose sources are these in turn. "@" stands for the site's name, behind "#" comes text.
EventsResult events_of_titles(const std::vector<std::string>& titles, const std::vector<std::string>& sources) {
  const std::string site = "Het Nieuwe Velmerdams Dagblad";
  const test::TempFolder folder;
  std::string lines;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    std::string title = titles[i].substr(0, titles[i].find('#'));
    const std::string text = titles[i].substr(std::min(title.size() + 1, titles[i].size()));
    if (const std::size_t at = title.find('@'); at != std::string::npos) title.replace(at, 1, site);
    lines += R"({"id":")" + std::to_string(i + 1) + R"(","lang":"nl","date":"2024-05-01","text":")" + text +
             R"(","title":")" + title + R"(","source":")" + sources[i % sources.size()] + "\"}\n";
  }
  return run_events({folder.write("a.jsonl", lines)}, {});
}

std::vector<std::string> labels_of(const EventsResult& result) {
  std::vector<std::string> labels;
  for (const EventRecord& event : result.events) labels.push_back(event.label);
  return labels;
}

const std::vector<std::string> kUnrelated = {"Bever knaagt kade stuk - @", "Tram rijdt weer - @",
                                             "Zwemster wint goud - @",     "Bakker sluit winkel - @",
                                             "Kas vol tomaten - @",        "Museum zoekt vrijwilligers - @"};

}  // namespace

TEST_CASE("the site's name joins unrelated headlines only where it is not known for one") {
  // Under six sources the tail may be news; under one it is the site's name.
  const std::vector<std::string> six = {"a", "b", "c", "d", "e", "f"};
  const EventsResult apart = events_of_titles(kUnrelated, {"dagblad"});
  CHECK(events_of_titles(kUnrelated, six).events.size() < 6);
  CHECK(apart.events.size() == 6);
  CHECK(apart.events[0].label == "Bever knaagt kade stuk");
  CHECK(apart.events[0].members[0].title == "Bever knaagt kade stuk - Het Nieuwe Velmerdams Dagblad");
  // The case of a source's letters does not part its titles.
  CHECK(events_of_titles({kUnrelated.begin(), kUnrelated.begin() + 4}, {"Dagblad", "dagblad"}).events.size() == 4);
}

TEST_CASE("a site's name stands before or behind any of five separators, in three titles and half of its source's") {
  for (const std::string separator : {" - ", " – ", " — ", " | ", " :: "}) {
    const std::vector<std::string> titles = {"Bever knaagt kade stuk" + separator + "@", "Tram rijdt" + separator + "@",
                                             "@" + separator + "Zwemster wint goud", "@" + separator + "Kas vol",
                                             "@" + separator + "Museum dicht"};
    const auto labels = labels_of(events_of_titles(titles, {"s"}));
    CAPTURE(separator);
    // Two tails of five are too few; three heads are a name.
    CHECK(labels.size() == 4);
    CHECK(std::ranges::count(labels, "Zwemster wint goud") == 1);
    CHECK(std::ranges::count(labels, "Kas vol") == 1);
    CHECK(std::ranges::count(labels, "Museum dicht") == 1);
  }
  const std::vector<std::string> three = {"Bever knaagt kade stuk - @", "Tram rijdt - @", "Kas vol tomaten - @"};
  std::vector<std::string> of_seven = three;
  for (const std::string title : {"Zwemster wint", "Museum dicht", "Bakker sluit", "Brug open"})
    of_seven.push_back(title);
  CHECK(events_of_titles(three, {"s"}).events.size() == 3);
  CHECK(events_of_titles(of_seven, {"s"}).events.size() < 7);
  CHECK(events_of_titles({three[0], three[1]}, {"s"}).events.size() == 1);
}

TEST_CASE("without sources a site's name stands in five titles and in one of a hundred that have a separator") {
  std::vector<std::string> titles;
  for (const std::string headline :
       {"Bever knaagt kade stuk", "Tram rijdt weer", "Zwemster wint goud", "Bakker sluit winkel", "Kas vol tomaten"}) {
    titles.push_back(headline + " - Velmerdam Nu");
  }
  const auto is_dropped = [&] {
    const auto labels = labels_of(events_of_titles(titles, {""}));
    return std::ranges::count(labels, "Zwemster wint goud") == 1;
  };
  CHECK(is_dropped());
  for (int i = 0; i < 495; ++i) titles.push_back("Nieuws" + std::to_string(i) + " - deel" + std::to_string(i));
  CHECK(is_dropped());
  titles.push_back("Nieuws - deel");
  CHECK_FALSE(is_dropped());
  titles.resize(5);
  titles.erase(titles.begin());
  CHECK_FALSE(is_dropped());
}

TEST_CASE("one headline under the names of many sites is no site's name") {
  std::vector<std::string> titles;
  for (const std::string site : {"Aa", "Bode", "Courant", "Dagblad", "Echo", "Forum"}) {
    titles.push_back("Bever knaagt kade stuk - " + site + "#Gemeld door " + site);
  }
  const auto labels = labels_of(events_of_titles(titles, {""}));
  CHECK(labels.size() == 1);
  CHECK(labels[0].starts_with("Bever knaagt kade stuk"));
}

TEST_CASE("a title keeps its head where head and tail repeat alike") {
  const auto labels = labels_of(
      events_of_titles({"Het weer - @#Regen boven de duinen en langs de kust, later opklaringen bij een matige wind.",
                        "Het weer - @#Zon in Oostervlie, warm voor september, tegen middernacht kans op dichte mist.",
                        "Het weer - @#Storm verwacht: schepen blijven binnen, veerboten varen niet voor zaterdag."},
                       {"s"}));
  REQUIRE_FALSE(labels.empty());
  for (const std::string& label : labels) CHECK(label == "Het weer");
}

TEST_CASE("steps are told in the order of the funnel, and each that begins ends") {
  test::Silent observer;
  run_events(kShipped, {}, {.observer = &observer});
  CHECK(observer.begun == std::vector<std::string>{"read", "text", "boilerplate", "copies", "vectorise", "neighbours",
                                                   "cluster", "events"});
  CHECK(observer.ended == observer.begun);
}

TEST_CASE("articles in memory give what the same articles in a file give") {
  const test::TempFolder folder;
  std::string lines;
  std::vector<Article> articles;
  for (const Article& article : read_articles(kShipped, {}).articles) {
    articles.push_back({.id = article.id, .title = article.title, .text = article.text, .time = article.time});
    lines += "{\"id\":" + quoted(article.id) + ",\"title\":" + quoted(article.title) +
             ",\"text\":" + quoted(article.text) + ",\"date\":" + quoted(format_date(article.time)) + "}\n";
  }
  std::ranges::reverse(articles);
  const std::string file = folder.write("all.jsonl", lines);
  CHECK(run_events(collect(articles), {}).events == run_events({file}, {}).events);
  CHECK(run_dups(collect(articles), DupsWanted::groups, {}).groups == run_dups({file}, DupsWanted::groups, {}).groups);
  CHECK(run_dups(collect(articles), DupsWanted::pairs, {}).pairs == run_dups({file}, DupsWanted::pairs, {}).pairs);
}

TEST_CASE("articles in memory have their ids settled, their bytes mended, and none is lost") {
  const TimeSpan day{0, kSecondsPerDay};
  std::vector<Article> articles(5);
  articles[0] = {.id = "a", .title = "Ferry"};
  articles[1] = {.id = " a ", .title = "Bridge \xFF"};
  articles[2] = {.title = "No id"};
  articles[3] = {.id = "old", .time = TimeSpan{-10 * kSecondsPerDay, -9 * kSecondsPerDay}};
  articles[4] = {.id = "late", .time = TimeSpan{400'000 * kSecondsPerDay, 400'001 * kSecondsPerDay}};
  ReadSettings settings;
  settings.since = day;
  const Collection c = collect(articles, settings);
  CHECK(c.articles.size() + c.outside + c.rejections.size() == 5);
  CHECK(c.outside == 1);
  CHECK(c.future_dates == 1);
  std::map<std::string, std::string> titles;
  for (const Article& article : c.articles) titles[article.id] = article.title;
  CHECK(titles == std::map<std::string, std::string>{
                      {"a", "Ferry"}, {"memory:2", "Bridge \uFFFD"}, {"memory:3", "No id"}, {"late", ""}});
  CHECK(collect({}).articles.empty());
}

TEST_CASE("where nothing matches the closest pair is named") {
  const test::TempFolder folder;
  folder.write("a.txt", "een twee drie vier vijf zes zeven acht negen tien elf twaalf");
  folder.write("b.txt", "alfa beta gamma delta een twee drie vier vijf epsilon zeta eta");
  folder.write("c.txt", "rood groen blauw geel paars oranje wit zwart bruin grijs roze");
  const DupsResult result = run_dups({folder.path()}, DupsWanted::groups, {});
  CHECK(result.groups.empty());
  REQUIRE(result.closest);
  CHECK(result.closest->a == "a");
  CHECK(result.closest->b == "b");
  CHECK(result.closest->overlap == doctest::Approx(5.0 / 12));
  Settings longer;
  longer.copies.min_run = 6;
  CHECK_FALSE(run_dups({folder.path()}, DupsWanted::groups, longer).closest);
}

TEST_CASE("shared words are shown as they are written, in one line") {
  const test::TempFolder folder;
  folder.write("a.txt", "date 2024-01-01 De «Aa»\nstroomt, zegt men, door Velmerdam en nog verder weg.");
  folder.write("b.txt", "date 2024-01-03 De Aa stroomt zegt men door Velmerdam en nog verder weg.");
  const DupsResult result = run_dups({folder.path()}, DupsWanted::pairs, {}, {.shared_words = true});
  REQUIRE(result.pairs.size() == 1);
  REQUIRE(result.pairs[0].shared.size() == 1);
  CHECK(result.pairs[0].shared[0].words == "De «Aa» stroomt, zegt men, door Velmerdam en nog verder weg");
  CHECK(result.pairs[0].gap_days == 2);
}

TEST_CASE("two articles are as many days apart as events as they are as copies, whoever stands for them in the score") {
  const test::TempFolder folder;
  const std::string text =
      "De brug over de Aa bij Velmerdam gaat een half jaar dicht, want de pijlers zijn door het zoute water aangetast.";
  const auto line = [](const std::string& id, const std::string& date, const std::string& words) {
    return R"({"id":")" + id + R"(","date":")" + date + R"(","text":")" + words + "\"}\n";
  };
  const std::string file =
      folder.write("a.jsonl", line("first", "2024-05-01", text) + line("reprint", "2024-05-03", text) +
                                  line("other", "2024-05-05",
                                       "Fietsers in Velmerdam staan voor een dichte brug: de "
                                       "pijlers in de Aa zijn aangetast, zegt de wethouder.") +
                                  line("undated", "", text + " Dat zegt de wethouder."));
  const auto explained = [&](const std::string& a, const std::string& b) {
    return explain({file}, a, b, Explained::both, {});
  };
  const ExplainResult copies = explained("first", "reprint");
  REQUIRE(copies.copies->match);
  CHECK(copies.copies->pair.gap_days == 2);
  CHECK(copies.events->gap_days == 2);
  CHECK(copies.events->verdict.starts_with("b is a copy of first, which stands for it; "));

  const auto time_of = [](const EventExplanation& explanation) {
    const auto channel = std::ranges::find(explanation.channels, "time", &ChannelRecord::name);
    REQUIRE(channel != explanation.channels.end());
    return channel->value;
  };
  const ExplainResult reprint = explained("reprint", "other");
  CHECK(reprint.copies->pair.gap_days == 2);
  CHECK(reprint.events->gap_days == 2);
  const ExplainResult kept = explained("first", "other");
  CHECK(kept.events->gap_days == 4);
  CHECK(time_of(*reprint.events) == time_of(*kept.events));
  CHECK(reprint.events->change == kept.events->change);
  CHECK_FALSE(explained("first", "undated").events->gap_days);
}

TEST_CASE("an article without words is an event and no copy of another") {
  const test::TempFolder folder;
  const std::string path = folder.write(
      "a.jsonl", "{\"id\":\"1\",\"text\":\"\"}\n{\"id\":\"2\",\"text\":\"...\"}\n{\"id\":\"3\",\"title\":\"\"}\n");
  const EventsResult result = run_events({path}, {});
  CHECK(events_by_id(result.events).size() == 3);
  CHECK(result.events.size() == 3);
}

TEST_CASE("the headline is the title, else the first sentence, in one line") {
  Article article;
  article.text = "Het regent\nhard. Morgen niet.";
  CHECK(headline_of(article) == "Het regent");  // a line break ends a headline-like first line
  article.title = " Storm \n op zee ";
  CHECK(headline_of(article) == "Storm op zee");
  CHECK(headline_of(Article{}).empty());
}

TEST_CASE("paragraphs of one event in an article of another are listed there, indexed or not") {
  const test::TempFolder folder;
  for (const Article& article : shipped_events().collection.articles) {
    std::string text = article.title + "\n\n" + article.text;
    if (article.id == "fires/zwolburg_1") {
      text +=
          "\n\nRuim twee weken na de inbraak in Het Wielhuis heeft de politie het zeventiende-eeuwse meesterwerk van "
          "Aleida Scheltens teruggevonden in een opslagbox in Nieuw-Kraaiwijk.\n\n‘De blauwe karaf’ heeft een "
          "scheurtje "
          "in de linkerbovenhoek, maar is volgens restaurator Yvette Blom verder in goede staat. Directeur Ouwehoff "
          "trakteerde zijn zeventig vrijwilligers in Doornmeer op taart met blauw glazuur.";
    }
    const std::string date = article.time ? "date " + format_date(*article.time) + "\n" : "";
    folder.write(article.id + ".txt", date + text + "\n");
  }
  for (const std::size_t rows : {std::size_t{100'000}, std::size_t{1}}) {
    CAPTURE(rows);
    Settings settings;
    settings.candidates.passage_index_rows = rows;
    const EventsResult result = run_events({folder.path()}, settings);
    const auto event_of = events_by_id(result.events);
    bool found = false;
    for (const EventRecord& event : result.events) {
      std::set<std::string> members;
      for (const MemberRecord& member : event.members) members.insert(member.id);
      for (const AlsoRecord& also : event.also) {
        CHECK_FALSE(members.contains(also.id));
        CHECK(event_of.contains(also.id));
        CHECK(also.score >= 0.5);
        CHECK_FALSE(also.passages.empty());
      }
      if (event.event != event_of.at("theft/wielhuis_1")) continue;
      const auto planted = std::ranges::find(event.also, "fires/zwolburg_1", &AlsoRecord::id);
      REQUIRE(planted != event.also.end());
      std::string passages;
      for (const std::string& passage : planted->passages) passages += passage;
      CHECK(passages.find("opslagbox in Nieuw-Kraaiwijk") != std::string::npos);
      found = true;
    }
    CHECK(found);
  }
}

TEST_CASE("articles of one passage each are about nothing else") {
  const test::TempFolder folder;
  const std::string path = folder.write("titles.jsonl", R"({"id":"a","title":"Quake off Tarvos: ferry port closed"})"
                                                        "\n"
                                                        R"({"id":"b","title":"Tarvos ferry port closed after quake"})"
                                                        "\n"
                                                        R"({"id":"c","title":"Bakers of Melde strike over flour"})"
                                                        "\n");
  for (const EventRecord& event : run_events({path}, {}).events) CHECK(event.also.empty());
}
