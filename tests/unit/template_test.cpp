#include "bundel/describe.h"
#include "bundel/pipeline.h"
#include "support/made_articles.h"
#include "support/naive_template.h"
#include "support/noise.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace bundel {
namespace {

using test::article;
using test::corpus_of;

/// Prose in which the words that begin sentences below stand inside, so that they are no names.
const std::string kProse =
    "The clerk said that the house and its men had paid, but in all that time nobody at the court of appeal asked who "
    "won or why. She and the judge left at noon. When asked, he said that a man of the city would pay.";

/// The kind of the only pair of two texts, beside prose; none where they are no match.
std::optional<MatchKind> kind_of(const std::string& a, const std::string& b, const CopySettings& settings = {}) {
  const Corpus corpus = corpus_of({article("a", "", a), article("b", "", b), article("c", "", kProse)});
  const Matches found = find_matches(corpus.copy_input(), settings);
  if (found.pairs.empty()) return std::nullopt;
  return found.pairs.front().kind;
}

std::string sentence_of_court(const std::string& who, const std::string& where, const std::string& age,
                              const std::string& years, const std::string& sum) {
  return "The court of " + where + " has sentenced " + age + " year old " + who + " to " + years +
         " months in prison for fraud. According to the judge the man had taken " + sum +
         " from customers whom he promised a kitchen. The verdict can be appealed within two weeks of today.";
}

}  // namespace

TEST_CASE("two convicts of one form are of one template, and never fold") {
  const std::string one = sentence_of_court("Henk Dijkman", "Oosterlo", "43", "18", "91000");
  const std::string other = sentence_of_court("Pauline Vreeswijk", "Zandhoven", "57", "30", "4500");
  CHECK(kind_of(one, other) == MatchKind::templated);
  const auto folds = [&](bool fold_templates) {
    Settings settings;
    settings.copies.fold_templates = fold_templates;
    return run_dups(collect({article("a", "", one), article("b", "", other)}), DupsWanted::groups, settings).groups;
  };
  CHECK(folds(false).empty());
  REQUIRE(folds(true).size() == 1);
  CHECK(folds(true)[0].members[0].kind == MatchKind::templated);
  const Corpus corpus = corpus_of({article("a", "", one), article("b", "", other)});
  const CopyExplanation why = explain_copies(corpus, ArticleId{0}, ArticleId{1}, {});
  CHECK(why.match);
  CHECK(why.rule.starts_with("one template filled in twice: 3 other numbers and 3 other names"));
}

TEST_CASE("a corrected figure, three of them, an own headline and further paragraphs are of one report") {
  const std::string report =
      "A ferry with Danish tourists capsized on Lake Morn on Friday evening. Police of Arlund said that 5 people had "
      "drowned and that 12 were taken to the Saint Brigid hospital. Captain Olaf Brenner of the company Nordlys, who "
      "swam ashore near Tveit, blamed a sudden squall. Divers from Arlund and Hovden searched the wreck until "
      "midnight.";
  std::string corrected = report;
  corrected.replace(corrected.find(" 5 "), 3, " 7 ");
  CHECK(kind_of(report, corrected) == MatchKind::copy);
  corrected.replace(corrected.find(" 12 "), 4, " 14 ");
  CHECK(kind_of(report + " It had 31 passengers.", corrected + " It had 33 passengers.") == MatchKind::copy);
  CHECK(kind_of("Squall sinks ferry on Lake Morn\n" + report,
                "Danish tourists drown as boat of Nordlys turns over\n" + report) == MatchKind::copy);
  CHECK(kind_of(report,
                report + " On Saturday Minister Unn Torvik visited Arlund. King Sverre sent a telegram from Lisbon.") ==
        MatchKind::copy);
  CHECK(
      kind_of(report + " Mayor Gerd Aas of Hovden, 61, opened the sports hall to relatives, where chaplains waited.",
              report + " In Copenhagen 400 people gathered before the offices of the union with candles and flags.") ==
      MatchKind::copy);
}

TEST_CASE("weekly draws of which only the numbers differ are of one template") {
  const std::string begin = "These are the winning numbers of the draw of the Red Balloon lottery: ";
  const std::string end = ". Who has all six right wins the jackpot; tickets are valid for a year from today onwards.";
  CHECK(kind_of(begin + "4, 11, 19, 23, 38, 41" + end, begin + "2, 9, 17, 22, 31, 40" + end) == MatchKind::templated);
}

TEST_CASE("where the grammar capitalises nouns, only figures tell") {
  const std::string one =
      "Am Abend sind auf der Landstraße bei Kirchau 2 Autos zusammengestoßen. Nach Angaben der Polizei "
      "hatte der Fahrer die Kurve übersehen. Der Schaden beträgt 7000 Euro. Die Straße war 3 Stunden gesperrt.";
  const std::string other =
      "Am Abend sind auf der Landstraße bei Mohrfeld 4 Autos zusammengestoßen. Nach Angaben der Polizei "
      "hatte der Fahrer die Kurve übersehen. Der Schaden beträgt 19000 Euro. Die Straße war 5 Stunden gesperrt.";
  CHECK(kind_of(one, other) == MatchKind::copy);  // a place: with so many nouns beside it no name
  const auto kind = [&](const std::string& a, const std::string& b) {
    const Corpus corpus = corpus_of({article("a", "", a), article("b", "", b)});
    return find_matches(corpus.copy_input(), {}).pairs.front().kind;
  };
  CHECK(kind(one, other) == MatchKind::templated);
}

TEST_CASE("the rule is its slow twin's") {
  noise::Random random(11);
  const std::vector<std::string> frame = {"the", "court", "of",  "says", "that", "a",
                                          "man", "paid",  "for", "and",  "to",   "in"};
  const std::vector<std::string> fill = {"5", "7", "19", "40", "Anna", "Bo", "Carl", "Delft", "Essen", "rain", "snow"};
  std::size_t templates = 0;
  std::size_t others = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<std::string> form;
    for (std::size_t i = 0; i < 30 + noise::below(random, 120); ++i)
      form.push_back(frame[noise::below(random, frame.size())]);
    std::vector<Article> articles;
    const std::size_t every = 4 + noise::below(random, 12);
    for (int copy = 0; copy < 4; ++copy) {
      std::string text = "so";
      for (std::size_t i = 0; i < form.size(); ++i) {
        const bool changed = noise::below(random, every) == 0 && noise::below(random, 3) > 0;
        text += ' ' + (changed ? fill[noise::below(random, fill.size())] : form[i]);
        if (noise::below(random, 60) == 0) text += " one more";
      }
      articles.push_back(article("t" + std::to_string(copy), "", text));
    }
    const Corpus corpus = corpus_of(articles);
    const CopyInput input = corpus.copy_input();
    CopySettings settings;
    settings.threshold = 0.2;
    settings.noisy = false;
    for (const Match& match : find_matches(input, settings).pairs) {
      if (match.kind != MatchKind::copy && match.kind != MatchKind::templated) continue;
      const std::optional<Fillings> expected =
          test::NaiveTemplate(input).of(corpus.document(match.a).words, corpus.document(match.b).words, match.shared);
      CHECK(match.fillings == expected);
      CHECK((match.kind == MatchKind::templated) == expected.has_value());
      ++(expected ? templates : others);
    }
  }
  CHECK(templates > 100);
  CHECK(others > 100);
}

}  // namespace bundel
