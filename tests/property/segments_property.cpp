/// However a collection is parted into segments, merged they are the same corpus, and everything said of it is the
/// same.
#include "bundel/pipeline.h"
#include "support/noise.h"
#include "support/writers.h"

#include <doctest/doctest.h>

#include <functional>
#include <random>
#include <sstream>
#include <tuple>

namespace bundel {
namespace {

std::vector<Article> shipped() {
  return read_articles({std::string(BUNDEL_TEST_DATA) + "/articles"}, {}).articles;
}

/// Clean texts and scans of them, of which several share rare fingerprints, in two scripts.
std::vector<Article> scans() {
  noise::Random random(5);
  std::vector<std::string> vocabulary;
  for (int i = 0; i < 400; ++i) vocabulary.push_back(noise::word(random));
  std::vector<Article> articles;
  for (int i = 0; i < 40; ++i) {
    const std::string clean = noise::text(random, vocabulary, 120) + (i % 3 == 0 ? "улица Москва" : "");
    for (int copy = 0; copy < 3; ++copy) {
      Article article;
      article.id = "s" + std::to_string(i) + "-" + std::to_string(copy);
      article.title = "Scan " + std::to_string(i % 7);
      article.text = copy == 0 ? clean : noise::scanned(random, clean, 0.05);
      article.place.offset = articles.size();
      if (i % 2 == 0) article.time = TimeSpan{i * kSecondsPerDay, (i + 1) * kSecondsPerDay};
      articles.push_back(article);
    }
  }
  return collect(articles).articles;
}

/// Articles that share pieces of one long footer: so many windows are equally frequent that their hashes decide which
/// of them are set aside, and so which pairs are looked at.
std::vector<Article> footers() {
  noise::Random random(7);
  std::vector<std::string> vocabulary;
  for (int i = 0; i < 2'000; ++i) vocabulary.push_back(noise::word(random) + std::to_string(i));
  std::vector<Article> articles;
  for (std::size_t i = 0; i < 300; ++i) {
    Article article;
    article.id = "f" + std::to_string(i);
    for (int word = 0; word < 30; ++word) article.text += vocabulary[noise::below(random, vocabulary.size())] + " ";
    const std::size_t begin = noise::below(random, 60);
    for (std::size_t word = begin; word < begin + 40; ++word) article.text += "voet" + std::to_string(word) + " ";
    article.place.offset = i;
    articles.push_back(article);
  }
  return collect(articles).articles;
}

using PartOf = std::function<std::size_t(std::size_t article)>;

/// Parts in the order of their numbers; empty ones are parts too.
Corpus merged(const std::vector<Article>& articles, std::size_t parts, const PartOf& part_of,
              const TextSettings& settings) {
  std::vector<std::vector<Article>> cut(parts);
  for (std::size_t i = 0; i < articles.size(); ++i) cut[part_of(i)].push_back(articles[i]);
  std::vector<Segment> segments;
  for (std::vector<Article>& part : cut) segments.push_back(cut_segment(std::move(part), settings));
  return merge({}, std::move(segments));
}

auto numbers(const CopyCounts& counts) {
  return std::tuple(counts.texts, counts.candidates, counts.matches, counts.suspects, counts.aligned, counts.frequent);
}

/// All that is said of copies and events, as bytes, with what the search looked at.
std::string said_of(Corpus corpus, const Settings& settings) {
  std::ostringstream out;
  const CopyInput input = corpus.copy_input();
  const Matches matches = find_matches(input, settings.copies);
  std::vector<PairRecord> pairs;
  for (const Match& match : matches.pairs) pairs.push_back(pair_record(match, corpus.copy_input(), true));
  test::write_pairs_jsonl(out, pairs);
  const CopyGroups groups = find_groups(input, settings.copies);
  test::write_groups_jsonl(out, group_records(groups.groups, input, settings.copies, true));
  const auto say = [&](auto... number) { ((out << number << ' '), ...); };
  std::apply(say, numbers(matches.counts));
  std::apply(say, numbers(groups.counts));
  out << '\n';
  test::write_events_jsonl(out, run_events(std::move(corpus), settings).events);
  return out.str();
}

}  // namespace

TEST_CASE("any partition into segments gives the same bytes") {
  for (const std::vector<Article>& articles : {shipped(), scans(), footers()}) {
    Settings settings;
    settings.candidates.neighbours.exact_rows = articles.size() / 2;  // lists by k-means too
    std::vector<Segment> one;
    one.push_back(cut_segment(articles, settings.text));
    const std::string whole = said_of(merge({}, std::move(one)), settings);
    REQUIRE(whole.size() > 1'000);

    std::mt19937 random(11);
    std::vector<std::size_t> drawn(articles.size());
    for (std::size_t& part : drawn) part = random() % 9;
    const std::size_t count = articles.size();
    const std::vector<std::tuple<const char*, std::size_t, PartOf>> partitions = {
        {"halves", 2, [&](std::size_t i) { return i < count / 2 ? 0U : 1U; }},
        {"halves, the later first", 2, [&](std::size_t i) { return i < count / 2 ? 1U : 0U; }},
        {"an empty part between", 3, [&](std::size_t i) { return i % 2 * 2; }},
        {"one article a part, backwards", count, [&](std::size_t i) { return count - 1 - i; }},
        {"at random", 9, [&](std::size_t i) { return drawn[i]; }},
    };
    for (const auto& [name, parts, part_of] : partitions) {
      CAPTURE(name);
      CHECK(said_of(merged(articles, parts, part_of, settings.text), settings) == whole);
    }
  }
}

TEST_CASE("the counts of segments add up to those of their corpus") {
  const std::vector<Article> articles = shipped();
  const Settings settings;
  const int letters = settings.vectorise.term_letters;
  const Frequencies whole = cut_segment(articles, settings.text).frequencies(letters);
  Frequencies sum;
  for (std::size_t part = 0; part < 4; ++part) {
    std::vector<Article> some;
    for (std::size_t i = part; i < articles.size(); i += 4) some.push_back(articles[i]);
    sum = add(sum, cut_segment(std::move(some), settings.text).frequencies(letters));
  }
  CHECK(sum == whole);
}

TEST_CASE("references stand behind the others, in their own order") {
  const auto article = [](std::string id, std::int64_t day) {
    Article made;
    made.id = std::move(id);
    made.text = "Woord " + made.id;
    made.time = TimeSpan{day * kSecondsPerDay, (day + 1) * kSecondsPerDay};
    return made;
  };
  std::vector<Segment> own;
  own.push_back(cut_segment({article("late", 9)}, {}));
  own.push_back(cut_segment({article("early", 5)}, {}));
  std::vector<Segment> references;
  references.push_back(cut_segment({article("old", 3), article("older", 1)}, {}));
  const Corpus corpus = merge({}, std::move(own), std::move(references));
  std::vector<std::string> order;
  for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
    const Article& found = corpus.article(static_cast<ArticleId>(i));
    order.push_back(found.id);
    const std::vector<WordId>& words = corpus.document(static_cast<ArticleId>(i)).words;
    REQUIRE(words.size() == 2);
    CHECK(corpus.vocabulary[words[1]] == found.id);
  }
  CHECK(order == std::vector<std::string>{"early", "late", "older", "old"});
}

}  // namespace bundel
