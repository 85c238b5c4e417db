#include "bundel/boilerplate.h"

#include "bundel/describe.h"
#include "bundel/pipeline.h"
#include "support/made_articles.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace bundel {
namespace {

using test::article;
using test::corpus_of;

const std::string kFooter = "Sign up for the morning letter of our house. All rights are reserved by the publisher.";
const std::string kWall =
    "This page keeps small files on your device. You may agree to all or refuse some of them here.";

/// Stories with no word of weight in common.
const std::vector<std::string> kStories = {
    "Divers raised a sunken tug from the harbour mud on Friday while hundreds watched along the quay.",
    "Beekeepers near Elmswick lost nine hives overnight; foxes had gnawed through every wooden stand.",
    "A retired tram driver built his own planetarium inside an empty water tower outside town.",
    "Snow closed three mountain passes, stranding lorries loaded with oranges bound for northern markets.",
    "Parliament passed new rules for night trains after months of quarrel about sleeping cars.",
    "Violinist Mara Quell broke her bow during an encore yet finished playing with a borrowed one."};
const std::vector<std::string> kTitles = {"Tug raised from harbour mud",    "Foxes gnaw through beehives",
                                          "Tram driver builds planetarium", "Snow strands lorries with oranges",
                                          "Rules for night trains passed",  "Violinist ends encore on borrowed bow"};

/// What is left of each article's words, joined by spaces.
std::vector<std::string> left_of(const std::vector<Article>& articles, const BoilerplateSettings& settings = {}) {
  const Corpus corpus = set_boilerplate_aside(corpus_of(articles), settings);
  std::vector<std::string> left;
  for (const Document& document : corpus.documents) {
    std::string words;
    for (const WordId word : document.words) words += (words.empty() ? "" : " ") + corpus.vocabulary[word];
    left.push_back(words);
  }
  return left;
}

Boilerplate found_in(const std::vector<Article>& articles, const BoilerplateSettings& settings = {}) {
  return *set_boilerplate_aside(corpus_of(articles), settings).boilerplate;
}

/// One article a story, all with the footer.
std::vector<Article> with_footer(std::size_t count) {
  std::vector<Article> articles;
  for (std::size_t i = 0; i < count; ++i) {
    articles.push_back(article("a" + std::to_string(i), kTitles[i], kStories[i] + " " + kFooter, "Post"));
  }
  return articles;
}

}  // namespace

TEST_CASE("a footer under three stories is set aside, also at the end of a line; under two it is not") {
  CHECK(found_in(with_footer(2)).words == 0);
  const Boilerplate found = found_in(with_footer(3));
  CHECK(found.words == 3 * 16);
  CHECK(found.articles == 3);
  CHECK(found.sources == 1);
  CHECK(found.shells == 0);
  REQUIRE(found.pieces.size() == 2);
  CHECK(found.pieces[0].articles == 3);
  CHECK(found.pieces[0].at.size() == 9);
  CHECK(left_of(with_footer(3))[2] ==
        "tram driver builds planetarium a retired tram driver built his own planetarium inside an empty water tower "
        "outside town");
}

TEST_CASE("everything counts where boilerplate is kept, and what the settings ask for decides") {
  CHECK(found_in(with_footer(3), {.rule = BoilerplateRule::keep}).words == 0);
  CHECK(found_in(with_footer(3), {.articles = 4}).words == 0);
  CHECK(found_in(with_footer(2), {.articles = 2}).words > 0);
  CHECK(found_in(with_footer(3), {.likeness = 0}).words == 0);
}

TEST_CASE("a text that many papers print is theirs, under whatever titles it tells") {
  std::vector<Article> articles;
  const std::string text =
      "Divers raised a sunken tug from the harbour mud on Friday. The tug Albatross had lain there "
      "since the storm of March. Salvage master Ida Holm spoke of luck with the tide.";
  const std::vector<std::string> titles = {"Sunken tug raised", "Divers raise tug Albatross from mud",
                                           "Salvage master praises tide", "Albatross lifted after storm of March"};
  for (std::size_t i = 0; i < 30; ++i) {
    articles.push_back(article("p" + std::to_string(i), titles[i % 4] + (i < 4 ? "" : " " + std::to_string(i)),
                               text + "\n" + (i % 2 == 0 ? "Local note " + std::to_string(i) : ""),
                               "Paper " + std::to_string(i)));
  }
  for (const std::string& other : kStories) articles.push_back(article("x" + other, "", other));
  CHECK(found_in(articles).words == 0);
}

TEST_CASE("what reports of one event quote is no boilerplate") {
  const std::string quotation = "\"The tide was kind to us and the chains held,\" said salvage master Ida Holm.";
  std::vector<Article> articles = {
      article("a", "Tug Albatross raised", "Divers raised the tug Albatross from the harbour mud. " + quotation),
      article("b", "Albatross afloat again",
              "The tug Albatross floats again in the harbour after months in mud. " + quotation),
      article("c", "Salvage of tug ends",
              "Hundreds saw how divers raised the Albatross, a tug, out of harbour mud. " + quotation)};
  for (const std::string& other : kStories) articles.push_back(article("x" + other, "", other));
  CHECK(found_in(articles).words == 0);
}

TEST_CASE("a wall under unrelated titles is all that its articles hold, and folds none of them") {
  std::vector<Article> articles;
  for (std::size_t i = 0; i < 4; ++i) articles.push_back(article("w" + std::to_string(i), kTitles[i], kWall, "Post"));
  const Boilerplate found = found_in(articles);
  CHECK(found.shells == 4);
  CHECK(run_dups(collect(articles), DupsWanted::groups, {}).groups.empty());
  Settings keep;
  keep.boilerplate.rule = BoilerplateRule::keep;
  CHECK(run_dups(collect(articles), DupsWanted::groups, keep).groups.size() == 1);
}

TEST_CASE("an untitled text that one source holds five times is a wall, unless urls tell pages apart") {
  std::vector<Article> articles;
  for (int i = 0; i < 5; ++i)
    articles.push_back(article("w" + std::to_string(i), "", kWall, i % 2 == 0 ? "Post" : "POST"));
  CHECK(found_in(articles).shells == 5);
  articles.pop_back();
  CHECK(found_in(articles).shells == 0);
  articles.push_back(article("w9", "", kWall, "Mail"));
  CHECK(found_in(articles).shells == 0);
  articles.back().source = "Post";
  articles.back().url = "https://post.example/9";
  CHECK(found_in(articles).shells == 0);
}

TEST_CASE("a line that is the title of an unrelated article is set aside, one's own title is not") {
  std::vector<Article> articles = with_footer(6);
  articles[0].text = kTitles[0] + "\n" + kStories[0] + "\nMore\n" + kTitles[1] + "\n" + kTitles[4];
  const std::vector<std::string> left = left_of(articles);
  CHECK(left[0].starts_with("tug raised from harbour mud tug raised from harbour mud divers"));
  CHECK(left[0].ends_with("along the quay more"));
}

TEST_CASE("places and words of pairs are those of the full text") {
  std::vector<Article> articles = with_footer(6);
  const std::string story = "The committee of the fair has bought a carousel from Delft. It was carved in 1911.";
  articles.push_back(article("m", "Carousel bought",
                             story + "\n" + kFooter + "\nChildren ride free until the first of June comes round.",
                             "Post"));
  articles.push_back(
      article("n", "Carousel bought", story + "\nChildren ride free until the first of June comes round.", "Mail"));
  const DupsResult result = run_dups(collect(articles), DupsWanted::pairs, {}, {.shared_words = true});
  REQUIRE(result.pairs.size() == 1);
  const PairRecord& pair = result.pairs[0];
  CHECK(pair.kind == MatchKind::identical);
  CHECK(pair.overlap == 1);
  const bool first_is_m = pair.a == "m";
  REQUIRE(pair.shared.size() == 2);
  CHECK(pair.shared[0].at.a == WordRange{0, 18});
  CHECK((first_is_m ? pair.shared[1].at.a : pair.shared[1].at.b) == WordRange{34, 44});
  CHECK((first_is_m ? pair.shared[1].at.b : pair.shared[1].at.a) == WordRange{18, 28});
  CHECK(pair.shared[1].words == "Children ride free until the first of June comes round");
}

TEST_CASE("a text as written leaves out what was set aside") {
  Document document;
  document.set_aside = {{1, 3}, {5, 6}};
  const Article made = article("a", "One two", "three four. Five six seven");
  const WrittenText written(made, document);
  CHECK(written.line({0, 4}) == "One four. Five seven");
  CHECK(written.line({0, 1}) == "One");
  CHECK(written.line({1, 3}) == "four. Five");
  CHECK(written.line({2, 2}).empty());
  CHECK(written.begins_stretch(1));
  CHECK_FALSE(written.begins_stretch(2));
  CHECK(written.begins_stretch(3));
  CHECK(in_full_text(document, {0, 1}) == WordRange{0, 1});
  CHECK(in_full_text(document, {0, 4}) == WordRange{0, 7});
  CHECK(in_full_text(document, {1, 3}) == WordRange{3, 5});
  CHECK(in_full_text(document, {1, 1}) == WordRange{3, 3});
}

TEST_CASE("a label is no byline, a lead keeps its words") {
  std::vector<Article> articles;
  for (std::size_t i = 0; i < 6; ++i) {
    articles.push_back(
        article("a" + std::to_string(i), "", "By our reporter Lena Vosk in the newsroom.\n" + kStories[i]));
  }
  articles.push_back(article("b0", "",
                             "By our reporter Lena Vosk in the newsroom.\nHundreds watched along the quay on Friday as "
                             "divers raised a tug from harbour mud."));
  const EventsResult result = run_events(collect(articles), {});
  bool together = false;
  for (const EventRecord& event : result.events) {
    if (event.reports < 2) continue;
    together = true;
    CHECK(event.label.find("Lena") == std::string::npos);
  }
  CHECK(together);
  TextSettings settings;
  settings.lead_bytes = 60;
  const Corpus whole = corpus_of(articles, settings);
  const Corpus cut = set_boilerplate_aside(whole, {});
  for (std::size_t i = 0; i < cut.documents.size(); ++i) {
    CHECK(cut.documents[i].lead_words ==
          std::min<std::size_t>(whole.documents[i].lead_words, cut.documents[i].words.size()));
    CHECK(cut.documents[i].marks.size() == cut.documents[i].words.size());
    std::uint32_t covered = 0;
    for (const WordRange& passage : cut.documents[i].passages) {
      CHECK(passage.begin == covered);
      covered = passage.end;
    }
    CHECK(covered == cut.documents[i].words.size());
  }
}

namespace {

/// What a robot makes of a flood gauge, and an outlet of that.
std::vector<Article> gauges(int count) {
  const std::vector<std::string> rivers = {"Wupper", "Zwalm", "Orne", "Ister", "Drava", "Ybbs", "Leine", "Meurthe"};
  const std::vector<std::string> towns = {"Kolmar", "Tessin", "Brunnau", "Ostheim",
                                          "Palten", "Ludmer", "Senden",  "Vosges"};
  std::vector<Article> articles;
  for (int i = 0; i < count; ++i) {
    const std::string level = std::to_string(310 + 17 * i);
    const std::string rain = std::to_string(21 + 3 * i);
    const std::string report = "The gauge of the river " + rivers[i] + " at " + towns[i] + " stood at " + level +
                               " centimetres this morning. In the past day " + rain +
                               " millimetres of rain have fallen in " + towns[i] +
                               ". Warnings hold until midnight for all low meadows. This notice was made by a machine "
                               "from the data of the water board and is not checked by hand.";
    Article first =
        article("g" + std::to_string(i), "Gauge of the river " + rivers[i] + " at " + level, report, "Board");
    first.time = TimeSpan{i * 9 * kSecondsPerDay, (i * 9 + 1) * kSecondsPerDay};
    Article reprint = first;
    reprint.id = "r" + std::to_string(i);
    reprint.source = "Paper";
    reprint.text = report.substr(0, report.find(" This notice"));
    articles.push_back(first);
    articles.push_back(reprint);
  }
  return articles;
}

}  // namespace

TEST_CASE("of a form only what is filled in counts, so that its instances part and their reprints fold") {
  const std::vector<Article> articles = gauges(8);
  const std::vector<std::string> left = left_of(articles);
  for (const std::string& words : left) {
    CHECK(words.find("meadows") == std::string::npos);
    CHECK(words.find("millimetres") == std::string::npos);
  }
  CHECK(left[0].starts_with("river wupper at 310 river wupper at kolmar at 310 day 21 in kolmar"));
  const DupsResult copies = run_dups(collect(articles), DupsWanted::groups, {});
  CHECK(copies.groups.size() == 8);
  const EventsResult events = run_events(collect(articles), {});
  CHECK(events.events.size() == 8);
  for (const EventRecord& event : events.events) CHECK(event.reports == 2);
}

TEST_CASE("two instances make no form, and a form in a mixed collection is one") {
  CHECK(found_in({gauges(2)[0], gauges(2)[2]}).words == 0);
  std::vector<Article> articles = gauges(5);
  for (std::size_t i = 0; i < kStories.size(); ++i)
    articles.push_back(article("s" + std::to_string(i), kTitles[i], kStories[i], "Post"));
  const Boilerplate found = found_in(articles);
  CHECK(found.articles == 10);
  CHECK(run_events(collect(articles), {}).events.size() == 5 + kStories.size());
}

}  // namespace bundel
