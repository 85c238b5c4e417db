/// Noisy copies at their boundaries: a third of the letters, the threshold, the shortest text.
#include "duplicates/alignment.h"
#include "support/noise.h"

#include <doctest/doctest.h>

namespace bundel {
namespace {

using duplicates_detail::Aligner;
using duplicates_detail::Letter;
using duplicates_detail::Passages;

/// Letters that are all different, so that every edit counts.
std::vector<Letter> different(std::size_t count, Letter first) {
  std::vector<Letter> letters;
  for (std::size_t i = 0; i < count; ++i) letters.push_back(first + static_cast<Letter>(i));
  return letters;
}

/// `count` words of five letters that occur once.
std::vector<std::string> words(std::size_t count, unsigned seed) {
  noise::Random random(seed);
  std::vector<std::string> made(count);
  for (std::string& word : made) {
    while (word.size() < 5) word += static_cast<char>('a' + noise::below(random, 26));
  }
  return made;
}

/// Every third word with its middle letter misread: no run of five words is left, a fifteenth of the letters is wrong.
std::vector<std::string> misread(std::vector<std::string> made) {
  for (std::size_t i = 0; i < made.size(); i += 3) made[i][2] = made[i][2] == 'x' ? 'y' : 'x';
  return made;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) all += part + " ";
  return all;
}

std::vector<Match> pairs(const std::vector<std::string>& texts, double threshold = 0.5) {
  CopySettings settings;
  settings.threshold = threshold;
  return find_matches(noise::Collection(texts).input(), settings).pairs;
}

}  // namespace

TEST_CASE("a passage aligns at a distance of exactly a third of its letters and not one edit further") {
  const std::vector<Letter> passage = different(99, U'\u4e00');
  std::vector<Letter> text = passage;
  for (std::size_t i = 0; i < 33; ++i) text[3 * i] = U'\u3042';
  Aligner aligner;
  const auto found = aligner.align(passage, text, Aligner::Want::distance);
  REQUIRE(found.has_value());
  CHECK(found->distance == 33);
  text[1] = U'\u3042';
  CHECK_FALSE(aligner.align(passage, text, Aligner::Want::distance).has_value());
}

TEST_CASE("a passage aligns anywhere within a text, and the stretch is told") {
  const std::vector<Letter> passage = different(255, U'\u4e00');
  std::vector<Letter> text = different(300, U'a' + 1000);
  text.insert(text.begin() + 100, passage.begin(), passage.end());
  Aligner aligner;
  const auto found = aligner.align(passage, text, Aligner::Want::stretch);
  REQUIRE(found.has_value());
  CHECK(found->distance == 0);
  CHECK(found->stretch.begin == 100);
  CHECK(found->stretch.end == 355);
  CHECK_FALSE(aligner.align(passage, {}, Aligner::Want::distance).has_value());
}

TEST_CASE("passages are equal, hold at most 255 letters and know where a letter is") {
  CHECK(Passages(255).size() == 1);
  const Passages two(256);
  REQUIRE(two.size() == 2);
  CHECK(two[0].end == 128);
  CHECK(two.of(127) == 0);
  CHECK(two.of(128) == 1);
  const Passages many(10'007);
  for (std::size_t letter = 0; letter < 10'007; ++letter) {
    const auto passage = many[many.of(letter)];
    if (letter < passage.begin || letter >= passage.end || passage.size() > 255) FAIL("letter " << letter);
  }
}

TEST_CASE("half of the letters is noisy at 0.5 and not above") {
  const std::vector<std::string> shared = words(51, 1);
  const std::string a = joined(shared) + joined(words(51, 2));
  const std::string b = joined(misread(shared)) + joined(words(51, 3));
  const std::vector<Match> found = pairs({a, b});
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == MatchKind::noisy);
  CHECK(found[0].shares().a_in_b == 0.5);
  CHECK(found[0].shares().b_in_a == 0.5);
  REQUIRE(found[0].shared.size() == 1);
  CHECK(found[0].shared[0].a == WordRange{0, 51});
  CHECK(found[0].shared[0].b == WordRange{0, 51});
  CHECK(pairs({a, b}, 0.51).empty());
}

TEST_CASE("texts of 100 letters can be noisy copies, shorter ones cannot") {
  std::vector<std::string> text = words(20, 4);
  CHECK(pairs({joined(text), joined(misread(text))}).size() == 1);
  text[1].pop_back();
  CHECK(pairs({joined(text), joined(misread(text))}).empty());
}

TEST_CASE("digits are letters") {
  noise::Random random(5);
  std::vector<std::string> text(60);
  for (std::string& word : text) word = std::to_string(10'000 + noise::below(random, 90'000));
  std::vector<std::string> other = text;
  for (std::size_t i = 0; i < other.size(); i += 3) other[i][2] = other[i][2] == '0' ? '8' : '0';
  const std::vector<Match> found = pairs({joined(text), joined(other)});
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == MatchKind::noisy);
  std::vector<std::string> unrelated(60);
  for (std::string& word : unrelated) word = std::to_string(10'000 + noise::below(random, 90'000));
  CHECK(pairs({joined(text), joined(unrelated)}).empty());
}

TEST_CASE("a scan with 2, 5 or 10 % of its letters misread folds under the clean text, unrelated texts do not") {
  noise::Random random(6);
  std::vector<std::string> vocabulary;
  for (std::size_t i = 0; i < 3'000; ++i) vocabulary.push_back(noise::word(random));
  const std::string clean = noise::text(random, vocabulary, 400);
  const std::string unrelated = noise::text(random, vocabulary, 400);
  for (const double share : {0.02, 0.05, 0.1}) {
    CAPTURE(share);
    const noise::Collection made({clean, unrelated, noise::scanned(random, clean, share)});
    CopySettings settings;
    settings.keep = Keep::first;
    const CopyGroups found = find_groups(made.input(), settings);
    REQUIRE(found.groups.size() == 1);
    CHECK(index_of(found.groups[0].kept) == 0);
    REQUIRE(found.groups[0].members.size() == 1);
    CHECK(index_of(found.groups[0].members[0].id) == 2);
    if (share == 0.1) CHECK(found.groups[0].members[0].kind == MatchKind::noisy);
    settings.noisy = false;
    if (share == 0.1) CHECK(find_groups(made.input(), settings).groups.empty());
  }
}

TEST_CASE("a scan is found where its passages are shifted, and within a text that is not much longer") {
  const std::vector<std::string> text = words(204, 7);
  const std::string scan = joined(misread(text));
  const std::vector<Match> shifted = pairs({joined(text), joined(words(25, 8)) + scan});
  REQUIRE(shifted.size() == 1);
  CHECK(shifted[0].kind == MatchKind::noisy);
  CHECK(std::max(shifted[0].shares().a_in_b, shifted[0].shares().b_in_a) == 1.0);
  const std::string around = joined(words(40, 9));
  CHECK(pairs({joined(text), around + scan + joined(words(40, 10))}).size() == 1);
  CHECK(pairs({joined(text), around + scan + joined(words(400, 11))}).empty());
}

TEST_CASE("numbers by words and by letters are both judged again at another threshold") {
  const std::vector<WordId> a(1, static_cast<WordId>(1));
  const std::vector<WordId> b(1, static_cast<WordId>(2));
  Match match;
  match.kind = MatchKind::noisy;
  match.letters = Shares{0.6, 0.7};
  match.words = {0.9, 0.2};
  const auto kind = [&](double threshold) {
    CopySettings settings;
    settings.threshold = threshold;
    return classify(match, a, b, settings);
  };
  CHECK(kind(0.6) == MatchKind::noisy);
  CHECK(kind(0.61) == MatchKind::excerpt);
  CHECK(kind(0.2) == MatchKind::copy);
  match = {{}, {}, MatchKind::copy, {0.3, 0.3}, {}, Shares{0.8, 0.8}};
  CHECK(kind(0.3) == MatchKind::copy);
  CHECK(kind(0.5) == MatchKind::noisy);
  CHECK_FALSE(kind(0.81).has_value());
}

TEST_CASE("a thousand scans of one text fold under the first, though all their letters are frequent") {
  noise::Random random(13);
  const std::string clean = joined(words(150, 13));
  for (const double share : {0.05, 0.08}) {
    CAPTURE(share);
    std::vector<std::string> scans;
    for (std::size_t i = 0; i < 1'000; ++i) scans.push_back(noise::scanned(random, clean, share));
    const noise::Collection made(scans);
    CopySettings settings;
    settings.keep = Keep::first;
    const CopyGroups found = find_groups(made.input(), settings);
    CHECK(found.counts.frequent > 0);
    REQUIRE_FALSE(found.groups.empty());
    CHECK(found.groups[0].members.size() > 950);
    CHECK(found.counts.aligned < 3 * 1'000);
  }
}

TEST_CASE("the counts say what was suspected and aligned") {
  const std::vector<std::string> text = words(100, 12);
  const noise::Collection made({joined(text), joined(misread(text))});
  const CopyCounts counts = find_matches(made.input(), {}).counts;
  CHECK(counts.suspects == 2);
  CHECK(counts.aligned == 1);
  CHECK(counts.matches == 1);
  CHECK(counts.frequent == 0);
}

}  // namespace bundel
