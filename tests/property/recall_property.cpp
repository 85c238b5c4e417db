/// Recall at the stated threshold: pairs planted just above and just below it, all of the naive twin's and no other.
///
/// With BUNDEL_RECALL_TABLE set, the figures are printed as a table.
#include "bundel/duplicates.h"

#include "support/naive_shares.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <utility>

namespace bundel {
namespace {

using Words = std::vector<WordId>;

constexpr double kThresholds[] = {0.3, 0.5, 0.7, 0.9};
constexpr int kMinRuns[] = {3, 5};

struct Length {
  const char* name;
  std::size_t least;
  std::size_t most;
};
constexpr Length kLengths[] = {{"15-30", 15, 30}, {"30-60", 30, 60}, {"60-100", 60, 100}, {"380-420", 380, 420}};

struct Cell {
  double threshold = 0.5;
  int min_run = 5;
  Length length = kLengths[0];

  [[nodiscard]] CopySettings settings() const {
    CopySettings settings;
    settings.threshold = threshold;
    settings.min_run = min_run;
    settings.noisy = false;
    return settings;
  }
};

struct Collection {
  std::vector<Article> articles;
  std::vector<Document> documents;

  /// `day`: of its date; 0 for none.
  void add(const Words& words, std::size_t day = 0) {
    Article& article = articles.emplace_back();
    article.id = "n" + std::to_string(articles.size());
    article.place.offset = articles.size();
    const auto begin = static_cast<std::int64_t>(day) * kSecondsPerDay;
    if (day > 0) article.time = TimeSpan{begin, begin + kSecondsPerDay};
    documents.emplace_back().words = words;
  }
  [[nodiscard]] CopyInput input() const { return {articles, documents}; }
};

/// Texts near the threshold of a cell. Words of editors are new ones, so that what is shared is what was left.
class Planter {
 public:
  Planter(const Cell& cell, unsigned seed) : cell_(cell), run_(static_cast<std::size_t>(cell.min_run)), random_(seed) {}

  Collection collection() {
    for (int i = 0; i < 7; ++i) plant_around(text());
    plant_footer(70);
    plant_phrases(30);
    for (int i = 0; i < 20; ++i) plant(text());
    return std::move(made_);
  }

  Words text() { return text(cell_.length.least + below(cell_.length.most - cell_.length.least + 1)); }

  /// Small words more often, as in a language.
  Words text(std::size_t length) {
    Words words(length);
    for (WordId& word : words) word = static_cast<WordId>(below(1 + below(kVocabulary)));
    return words;
  }

  /// So many words replaced, at random places.
  Words edited(Words words, std::size_t edits) {
    for (std::size_t i = 0; i < edits; ++i) words[below(words.size())] = fresh_word();
    return words;
  }

  std::size_t below(std::size_t limit) { return random_() % limit; }

 private:
  static constexpr std::size_t kVocabulary = 3'000;

  /// On any day, so that the shorter of two may come first.
  void plant(const Words& words) { made_.add(words, below(10)); }

  void plant_around(const Words& words) {
    plant(words);
    plant_edits(words, shuffled(words.size()));
    plant_edits(words, runs_first(words.size()));
    plant_cut_and_embedded(words);
    plant_excerpts(words);
    plant_reordered(words);
  }

  /// Edits in the given order, up to the last that leaves the threshold reached and the first that does not.
  void plant_edits(Words words, const std::vector<std::size_t>& order) {
    std::vector<bool> edited(words.size(), false);
    for (const std::size_t at : order) {
      const Words before = words;
      words[at] = fresh_word();
      edited[at] = true;
      if (reached(left(edited), words.size())) continue;
      plant(before);
      plant(words);
      return;
    }
  }

  void plant_cut_and_embedded(const Words& words) {
    const auto n = static_cast<double>(words.size());
    const auto least = static_cast<std::size_t>(std::ceil(cell_.threshold * n - 1e-9));
    plant(Words(words.begin(), words.begin() + least));
    plant(Words(words.begin(), words.begin() + least - 1));
    const auto most = static_cast<std::size_t>(n / cell_.threshold + 1e-9);
    plant(embedded(words, most - words.size()));
    plant(embedded(words, most + 1 - words.size()));
  }

  /// A third of the words within own ones, so that the third is just enough, or not, of the whole for an excerpt.
  void plant_excerpts(const Words& words) {
    const std::size_t piece = std::max(run_ + 2, words.size() / 3);
    const auto most = static_cast<std::size_t>(static_cast<double>(piece) / CopySettings{}.containment + 1e-9);
    for (const std::size_t length : {most, most + 1}) {
      plant(embedded(Words(words.begin() + 2, words.begin() + 2 + piece), length - piece));
    }
  }

  /// Paragraphs in another order, and the first part of them before a new end.
  void plant_reordered(const Words& words) {
    const std::size_t paragraph = std::max(run_, words.size() / 5);
    std::vector<Words> paragraphs;
    for (std::size_t at = 0; at < words.size(); at += paragraph) {
      paragraphs.emplace_back(words.begin() + at, words.begin() + std::min(at + paragraph, words.size()));
    }
    std::ranges::shuffle(paragraphs, random_);
    Words reordered;
    for (const Words& each : paragraphs) reordered.insert(reordered.end(), each.begin(), each.end());
    plant(reordered);
    const auto kept = static_cast<std::size_t>(cell_.threshold * static_cast<double>(words.size()));
    for (std::size_t i = kept; i < reordered.size(); ++i) reordered[i] = fresh_word();
    plant(reordered);
  }

  /// Own words above a footer that is as much of the text as the threshold asks for, or one word more or less; and the
  /// footer alone, first of all.
  void plant_footer(std::size_t articles) {
    const std::size_t length = cell_.length.least;
    const auto footer = static_cast<std::size_t>(cell_.threshold * static_cast<double>(length));
    const Words below_all = text(footer);
    made_.add(below_all, 1);
    for (std::size_t i = 0; i < articles; ++i) {
      Words words = fresh(length - footer - 1 + below(3));
      words.insert(words.end(), below_all.begin(), below_all.end());
      plant(words);
    }
  }

  /// Stock phrases, as many of them as the threshold asks for, among own words.
  void plant_phrases(std::size_t articles) {
    std::vector<Words> phrases;
    for (int i = 0; i < 4; ++i) phrases.push_back(text(run_ + below(3)));
    const double own = (1 - cell_.threshold) / cell_.threshold * static_cast<double>(run_ + 1);
    for (std::size_t i = 0; i < articles; ++i) {
      Words words;
      while (words.size() < cell_.length.least) {
        const Words& phrase = phrases[below(phrases.size())];
        words.insert(words.end(), phrase.begin(), phrase.end());
        const Words between = fresh(below(1 + static_cast<std::size_t>(2 * own)));
        words.insert(words.end(), between.begin(), between.end());
      }
      plant(words);
    }
  }

  Words embedded(const Words& words, std::size_t around) {
    Words all = fresh(around / 2);
    all.insert(all.end(), words.begin(), words.end());
    const Words after = fresh(around - around / 2);
    all.insert(all.end(), after.begin(), after.end());
    return all;
  }

  std::vector<std::size_t> shuffled(std::size_t places) {
    std::vector<std::size_t> order(places);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::shuffle(order, random_);
    return order;
  }

  /// First the words between runs of min_run, so that as few windows as can be are left, then the others.
  std::vector<std::size_t> runs_first(std::size_t places) {
    std::vector<std::size_t> order = shuffled(places);
    std::ranges::stable_partition(order, [&](std::size_t at) { return at % (run_ + 1) == run_; });
    return order;
  }

  /// Words in unedited stretches of min_run or more.
  [[nodiscard]] std::size_t left(const std::vector<bool>& edited) const {
    std::size_t words = 0;
    std::size_t stretch = 0;
    for (std::size_t i = 0; i <= edited.size(); ++i) {
      if (i < edited.size() && !edited[i]) {
        ++stretch;
        continue;
      }
      if (stretch >= run_) words += stretch;
      stretch = 0;
    }
    return words;
  }

  [[nodiscard]] bool reached(std::size_t shared, std::size_t words) const {
    return naive::at_least(static_cast<double>(shared) / static_cast<double>(words), cell_.threshold);
  }

  WordId fresh_word() { return static_cast<WordId>(kVocabulary + fresh_words_++); }
  Words fresh(std::size_t length) {
    Words words(length);
    for (WordId& word : words) word = fresh_word();
    return words;
  }

  Cell cell_;
  std::size_t run_;
  std::mt19937 random_;
  std::size_t fresh_words_ = 0;
  Collection made_;
};

using Pair = std::pair<ArticleId, ArticleId>;

/// What a cell found of what there is.
struct Found {
  std::size_t pairs = 0;        ///< of the twin
  std::size_t found = 0;        ///< of them
  std::size_t false_pairs = 0;  ///< reported, and not the twin's
  std::size_t other = 0;        ///< found with another kind or other numbers
  std::size_t just_above = 0;   ///< copies of the twin within 0.05 of the threshold
  std::size_t just_below = 0;   ///< pairs that are none, within 0.05 of the threshold
};

Found compare_with_twin(const Collection& made, const Cell& cell, naive::Shares& shares) {
  const CopySettings settings = cell.settings();
  const CopyInput input = made.input();
  std::map<Pair, Match> expected;
  Found counts;
  for (const Match& match : naive::matches(input, shares.judge_by(settings))) {
    expected[{match.a, match.b}] = match;
    if (match.kind == MatchKind::copy && match.shares().overlap() < cell.threshold + 0.05) ++counts.just_above;
  }
  counts.pairs = expected.size();
  for (const Match& match : find_matches(input, settings).pairs) {
    const auto known = expected.find({match.a, match.b});
    if (known == expected.end()) {
      ++counts.false_pairs;
      continue;
    }
    ++counts.found;
    const Match& twin = known->second;
    if (match.kind != twin.kind || match.shares().a_in_b != twin.shares().a_in_b ||
        match.shares().b_in_a != twin.shares().b_in_a)
      ++counts.other;
  }
  CopySettings lower = settings;
  lower.threshold -= 0.05;
  for (const Match& match : naive::matches(input, shares.judge_by(lower))) {
    if (match.kind == MatchKind::copy && !naive::at_least(match.shares().overlap(), cell.threshold))
      ++counts.just_below;
  }
  return counts;
}

/// Groups as text: who is kept, who folds under it as what.
std::string lines_of(const std::vector<CopyGroup>& groups) {
  std::string lines;
  for (const CopyGroup& group : groups) {
    lines += std::to_string(index_of(group.kept)) + ":";
    for (const Folded& folded : group.members) {
      lines += " " + std::to_string(index_of(folded.id)) + "/" + std::to_string(static_cast<int>(folded.kind)) + "/" +
               std::to_string(folded.in_kept) + "/" + std::to_string(folded.of_kept);
    }
    lines += "\n";
  }
  return lines;
}

unsigned seed_of(const Length& length, int min_run, double threshold) {
  return static_cast<unsigned>(length.least * 1'000 + static_cast<std::size_t>(min_run) * 100 +
                               static_cast<std::size_t>(threshold * 10));
}

void print_row(const Cell& cell, const std::vector<Found>& row) {
  if (std::getenv("BUNDEL_RECALL_TABLE") == nullptr) return;
  std::cout << "| " << std::to_string(cell.threshold).substr(0, 3) << " | " << cell.min_run;
  for (const Found& found : row) {
    const double recall = static_cast<double>(found.found) / static_cast<double>(found.pairs);
    std::cout << " | " << std::to_string(recall).substr(0, 5) << " of " << found.pairs << " (" << found.just_above
              << ", " << found.just_below << ")";
  }
  std::cout << " |\n";
}

/// Every folded article is verified against the one that is kept, by the definition itself.
void check_verified(const Collection& made, const std::vector<CopyGroup>& groups, const CopySettings& settings) {
  const auto words = [&](ArticleId id) -> const Words& { return made.documents[index_of(id)].words; };
  for (const CopyGroup& group : groups) {
    for (const Folded& folded : group.members) {
      CAPTURE(index_of(folded.id));
      const auto judged = naive::judge(words(folded.id), words(group.kept), settings);
      REQUIRE(judged.has_value());
      CHECK(judged->kind == folded.kind);
      CHECK(judged->a_in_b == folded.in_kept);
      CHECK(judged->b_in_a == folded.of_kept);
    }
  }
}

/// One text, a revision of it, and reprints of either, each with edits of its own: from none to every third word.
Collection reprints(std::size_t count) {
  Planter planter({}, static_cast<unsigned>(count));
  const Words text = planter.text(300);
  const Words revision = planter.edited(text, 90);
  Collection made;
  made.add(text);
  for (std::size_t i = 1; i < count; ++i) {
    made.add(planter.edited(planter.below(2) == 0 ? text : revision, planter.below(100)));
  }
  return made;
}

}  // namespace

TEST_CASE("the quick naive twin is the naive twin") {
  std::size_t pairs = 0;
  for (const double threshold : kThresholds) {
    const Cell cell{threshold, 3, kLengths[0]};
    const Collection made = Planter(cell, 1).collection();
    const CopyInput input = made.input();
    const CopySettings settings = cell.settings();
    naive::Shares shares(input, cell.min_run);
    const std::vector<Match> quick = naive::matches(input, shares.judge_by(settings));
    const std::vector<Match> slow = naive::matches(input, settings);
    REQUIRE(quick.size() == slow.size());
    for (std::size_t i = 0; i < quick.size(); ++i) {
      const bool same = quick[i].a == slow[i].a && quick[i].b == slow[i].b && quick[i].kind == slow[i].kind &&
                        quick[i].shares().a_in_b == slow[i].shares().a_in_b &&
                        quick[i].shares().b_in_a == slow[i].shares().b_in_a;
      CHECK(same);
    }
    CHECK(lines_of(naive::groups(input, settings, shares.judge_by(settings))) ==
          lines_of(naive::groups(input, settings)));
    pairs += quick.size();
  }
  CHECK(pairs > 1'000);
}

TEST_CASE("recall at the stated threshold is 1 at any threshold, length and min_run, and nothing below it is told") {
  for (const double threshold : kThresholds) {
    for (const int min_run : kMinRuns) {
      std::vector<Found> row;
      for (const Length& length : kLengths) {
        const Cell cell{threshold, min_run, length};
        CAPTURE(threshold);
        CAPTURE(min_run);
        CAPTURE(std::string(length.name));
        const Collection made = Planter(cell, seed_of(length, min_run, threshold)).collection();
        naive::Shares shares(made.input(), min_run);
        const Found& found = row.emplace_back(compare_with_twin(made, cell, shares));
        CHECK(found.found == found.pairs);
        CHECK(found.false_pairs == 0);
        CHECK(found.other == 0);
        CHECK(found.pairs >= 150);
        CHECK(found.just_above >= 20);
        CHECK(found.just_below >= 20);
        const CopySettings settings = cell.settings();
        CHECK(lines_of(find_groups(made.input(), settings).groups) ==
              lines_of(naive::groups(made.input(), settings, shares.judge_by(settings))));
      }
      print_row({threshold, min_run, kLengths[0]}, row);
    }
  }
}

TEST_CASE("pairs planted around one threshold are a superset at each lower one") {
  for (const Length& length : kLengths) {
    for (const int min_run : kMinRuns) {
      CAPTURE(std::string(length.name));
      Cell cell{0.5, min_run, length};
      const Collection made = Planter(cell, 5'000).collection();
      std::set<Pair> before;
      for (const double threshold : {1.0, 0.9, 0.7, 0.52, 0.5, 0.48, 0.3}) {
        CAPTURE(threshold);
        cell.threshold = threshold;
        std::set<Pair> now;
        for (const Match& match : find_matches(made.input(), cell.settings()).pairs) now.insert({match.a, match.b});
        CHECK(std::ranges::includes(now, before));
        CHECK((threshold > 0.5 || now.size() > before.size()));
        before = std::move(now);
      }
    }
  }
}

TEST_CASE("150 reprints with edits of their own: all pairs, and groups, are the naive ones") {
  const Collection made = reprints(150);
  for (const double threshold : {0.3, 0.5, 0.7}) {
    const Cell cell{threshold, 5, kLengths[3]};
    const CopySettings settings = cell.settings();
    naive::Shares shares(made.input(), cell.min_run);
    const Found found = compare_with_twin(made, cell, shares);
    CHECK(found.pairs > 300);
    CHECK(found.found == found.pairs);
    CHECK(found.false_pairs == 0);
    CHECK(found.other == 0);
    const std::vector<CopyGroup> groups = find_groups(made.input(), settings).groups;
    CHECK(lines_of(groups) == lines_of(naive::groups(made.input(), settings, shares.judge_by(settings))));
    check_verified(made, groups, settings);
  }
}

TEST_CASE("1,000 reprints with edits of their own: groups are naive stars, and each folded one is verified") {
  const Collection made = reprints(1'000);
  const CopySettings settings = Cell{}.settings();
  naive::Shares shares(made.input(), settings.min_run);
  const std::vector<CopyGroup> groups = find_groups(made.input(), settings).groups;
  CHECK(lines_of(groups) == lines_of(naive::groups(made.input(), settings, shares.judge_by(settings))));
  check_verified(made, groups, settings);
  std::size_t folded = 0;
  for (const CopyGroup& group : groups) folded += group.members.size();
  CHECK(groups.size() > 1);
  CHECK(folded > 500);
  CHECK(folded < 1'000);
}

}  // namespace bundel
