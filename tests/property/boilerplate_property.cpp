/// What is set aside of random dirty collections is what the slow twin sets aside, whatever the order of the articles.
#include "bundel/boilerplate.h"
#include "bundel/pipeline.h"
#include "support/made_articles.h"
#include "support/naive_boilerplate.h"
#include "support/noise.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace bundel {
namespace {

using test::corpus_of;

/// Articles of a few sites: stories told by several, footers, walls, lists of titles, a robot's reports.
class Dirt {
 public:
  explicit Dirt(unsigned seed) : random_(seed) {
    for (int i = 0; i < 60; ++i) vocabulary_.push_back(noise::word(random_));
    for (int site = 0; site < 3; ++site) {
      footers_.push_back(sentence(6) + (chance(2) ? " " : "\n") + sentence(4));
      bylines_.push_back(sentence(2));
    }
    wall_ = sentence(8) + " " + sentence(5);
  }

  std::vector<Article> articles() {
    std::vector<Article> all;
    const std::size_t count = 3 + noise::below(random_, 10);
    for (std::size_t i = 0; i < count; ++i) all.push_back(article(all));
    return all;
  }

 private:
  bool chance(std::size_t one_in) { return noise::below(random_, one_in) == 0; }
  std::string word() { return vocabulary_[noise::below(random_, vocabulary_.size())]; }
  std::string name() { return std::string(1, static_cast<char>('A' + noise::below(random_, 26))) + word(); }
  std::string sentence(std::size_t words) {
    std::string made = "So";
    for (std::size_t i = 1; i < words; ++i) made += ' ' + (chance(9) ? name() : word());
    return made + ".";
  }

  std::string report_of_robot() {
    return "The gauge at " + name() + " stood at " + std::to_string(100 + noise::below(random_, 400)) +
           " this morning. In the past day " + std::to_string(1 + noise::below(random_, 60)) +
           " litres fell in all of " + name() + ".\nNobody checks what this machine says of it.";
  }

  Article article(const std::vector<Article>& before) {
    Article made;
    const std::size_t number = before.size();
    made.id = "a" + std::to_string(number);
    made.place.offset = number;
    const std::size_t site = noise::below(random_, 3);
    if (!chance(4)) made.source = std::string(1, static_cast<char>((chance(2) ? 'a' : 'A') + site));
    if (!chance(5)) made.title = chance(6) && number > 0 ? before[noise::below(random_, number)].title : sentence(4);
    if (chance(6)) made.url = "https://" + std::to_string(number) + ".example/";
    if (chance(5) && number > 0) {  // a report of the same
      made.text = before[noise::below(random_, number)].text;
      if (chance(2)) made.text += " " + sentence(5);
    } else if (chance(6)) {
      made.text = wall_;
    } else if (chance(3)) {
      made.title = "Gauge at " + name();
      made.text = report_of_robot();
    } else {
      for (std::size_t i = noise::below(random_, 5); i > 0; --i) made.text += sentence(5) + (chance(3) ? "\n" : " ");
    }
    if (chance(3)) made.text = bylines_[site] + "\n" + made.text;
    if (chance(4) && number > 0) made.text += "\n" + before[noise::below(random_, number)].title;
    if (chance(2)) made.text += "\n" + footers_[site];
    return made;
  }

  noise::Random random_;
  std::vector<std::string> vocabulary_;
  std::vector<std::string> footers_;
  std::vector<std::string> bylines_;
  std::string wall_;
};

}  // namespace

TEST_CASE("what is set aside is what the slow twin sets aside") {
  std::size_t compared = 0;
  std::size_t pieces = 0;
  std::size_t partly = 0;
  for (unsigned seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    const std::vector<Article> articles = Dirt(seed).articles();
    const Corpus corpus = corpus_of(articles);
    const CopyInput input = corpus.copy_input();
    for (const int least : {2, 3}) {
      for (const double likeness : {0.05, 0.12, 0.5}) {
        CAPTURE(least);
        CAPTURE(likeness);
        const BoilerplateSettings settings{.articles = least, .likeness = likeness};
        const test::NaiveBoilerplate naive(input, settings);
        if (naive.most_asked() > 6) continue;
        ++compared;
        const Boilerplate found = find_boilerplate(input, settings);
        const std::vector<std::vector<WordRange>> expected = naive.ranges();
        CHECK(found.of_article == expected);
        std::uint64_t words = 0;
        std::uint64_t touched = 0;
        for (const std::vector<WordRange>& ranges : expected) {
          touched += ranges.empty() ? 0 : 1;
          partly += ranges.size() > 2 ? 1 : 0;
          for (const WordRange& range : ranges) words += range.size();
        }
        CHECK(found.words == words);
        CHECK(found.articles == touched);
        pieces += found.pieces.size();
      }
    }
  }
  CHECK(compared > 800);
  CHECK(pieces > 800);
  CHECK(partly > 200);
}

TEST_CASE("neither the order of the articles nor the number of threads decides what is set aside") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::vector<Article> articles;
    for (unsigned part = 0; part < 6; ++part) {
      for (Article& article : Dirt(seed * 100 + part % 2).articles()) {
        article.id += "-" + std::to_string(part);
        articles.push_back(article);
      }
    }
    const auto left_of = [&](const std::vector<Article>& given, int threads) {
      const RunContext context{.threads = threads};
      const RunScope scope(context);
      const Corpus corpus = set_boilerplate_aside(corpus_of(given), {});
      std::map<std::string, std::vector<WordRange>> left;
      for (std::size_t i = 0; i < corpus.documents.size(); ++i)
        left[corpus.collection.articles[i].id] = corpus.documents[i].set_aside;
      return left;
    };
    const auto once = left_of(articles, 1);
    CHECK(left_of(articles, 3) == once);
    std::ranges::reverse(articles);
    CHECK(left_of(articles, 2) == once);
  }
}

}  // namespace bundel
