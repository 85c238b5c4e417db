/// Noisy copies against their naive twin, over small collections of a made-up language.
#include "support/naive_noisy.h"
#include "support/noise.h"
#include "support/threads.h"

#include <doctest/doctest.h>

#include <set>

namespace bundel {
namespace {

/// Clean texts and scans of clean texts and of scans: whole, cut or below another text. The source says how often a
/// text was scanned: "", "+", "++".
noise::Collection collection(unsigned seed, std::size_t articles, double share) {
  noise::Random random(seed);
  std::vector<std::string> vocabulary;
  for (std::size_t i = 0; i < 600; ++i) vocabulary.push_back(noise::word(random));
  std::vector<std::string> texts;
  std::vector<std::size_t> scans;
  while (texts.size() < articles) {
    std::string text = noise::text(random, vocabulary, 40 + noise::below(random, 120));
    if (!texts.empty() && noise::below(random, 3) != 0) {
      const std::size_t of = noise::below(random, texts.size());
      const std::string& other = texts[of];
      switch (noise::below(random, 4)) {
        case 0:
          text = text.substr(0, text.size() / 4) + other;
          break;
        case 1:
          text = other.substr(0, other.size() * 2 / 3);
          break;
        default:
          text = other;
      }
      text = noise::scanned(random, text, share);
      scans.push_back(scans[of] + 1);
    } else {
      scans.push_back(0);
    }
    texts.push_back(text);
  }
  noise::Collection made(texts);
  for (std::size_t i = 0; i < texts.size(); ++i) made.articles[i].source = std::string(scans[i], '+');
  return made;
}

template <typename Body>
auto with_threads(int threads, const Body& body) {
  const Threads set(threads);
  return body();
}

/// Everything a result says, in articles' own names.
std::string told(const std::vector<Match>& pairs, const std::vector<CopyGroup>& groups, const noise::Collection& made) {
  const auto name = [&](ArticleId id) { return made.articles[index_of(id)].id; };
  std::string all;
  for (const Match& m : pairs) {
    all += name(m.a) + " " + name(m.b) + " " + std::to_string(static_cast<int>(m.kind)) + " " +
           std::to_string(m.shares().a_in_b) + " " + std::to_string(m.shares().b_in_a);
    for (const SharedRun& run : m.shared) all += " " + std::to_string(run.a.begin) + "+" + std::to_string(run.b.end);
    all += "\n";
  }
  for (const CopyGroup& group : groups) {
    all += name(group.kept) + ":";
    for (const Folded& f : group.members) {
      all += " " + name(f.id) + " " + std::to_string(static_cast<int>(f.kind)) + " " + std::to_string(f.in_kept);
    }
    all += "\n";
  }
  return all;
}

std::string told(const noise::Collection& made, const CopySettings& settings) {
  return told(find_matches(made.input(), settings).pairs, find_groups(made.input(), settings).groups, made);
}

}  // namespace

TEST_CASE("noisy pairs are pairs of the naive twin, and of those with 10 % noise between them 95 in 100 are found") {
  std::size_t expected = 0;
  std::size_t found = 0;
  std::size_t expected_noisier = 0;
  std::size_t found_noisier = 0;
  for (unsigned seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    const noise::Collection made = collection(seed, 24, 0.1);
    const CopyInput input = made.input();
    const CopySettings settings;
    const std::vector<bool> suspects = naive::suspects(input, settings.min_run);
    std::set<std::pair<std::size_t, std::size_t>> noisy;
    for (const Match& match : find_matches(input, settings).pairs) {
      if (match.kind != MatchKind::noisy) continue;
      const std::size_t a = index_of(match.a);
      const std::size_t b = index_of(match.b);
      const auto judged = naive::judge_noisy(input, a, b, suspects, settings);
      REQUIRE(judged.has_value());
      CHECK(match.shares().a_in_b <= judged->a_in_b);
      CHECK(match.shares().b_in_a <= judged->b_in_a);
      CHECK_FALSE(match.shared.empty());
      noisy.insert({std::min(a, b), std::max(a, b)});
    }
    for (std::size_t a = 0; a < input.articles.size(); ++a) {
      for (std::size_t b = a + 1; b < input.articles.size(); ++b) {
        if (input.documents[a].words == input.documents[b].words) continue;
        if (!naive::judge_noisy(input, a, b, suspects, settings)) continue;
        // Two scans of one text, or a scan of a scan, are 20 % apart.
        const bool once = input.articles[a].source.size() + input.articles[b].source.size() == 1;
        ++(once ? expected : expected_noisier);
        (once ? found : found_noisier) += noisy.contains({a, b}) ? 1 : 0;
      }
    }
  }
  MESSAGE(found << " of " << expected << ", with more noise " << found_noisier << " of " << expected_noisier);
  CHECK(expected > 100);
  CHECK(static_cast<double>(found) >= 0.95 * static_cast<double>(expected));
}

TEST_CASE("find_groups folds each text under the first kept one that it matches, noisy or not") {
  std::size_t noisy = 0;
  for (unsigned seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    const noise::Collection made = collection(100 + seed, 60, 0.02 * (1 + seed % 7));
    for (const Keep keep : {Keep::earliest, Keep::longest, Keep::first}) {
      CopySettings settings;
      settings.keep = keep;
      settings.fold_excerpts = seed % 2 == 1;
      settings.threshold = seed % 3 == 0 ? 0.3 : 0.6;
      const std::vector<Match> pairs = find_matches(made.input(), settings).pairs;
      const std::vector<CopyGroup> groups = find_groups(made.input(), settings).groups;
      CHECK(told({}, groups, made) == told({}, fold(made.input(), pairs, settings), made));
      CopySettings lower = settings;
      lower.threshold = 0.05;
      lower.align_copies = true;
      const std::vector<Match> more = find_matches(made.input(), lower).pairs;
      CHECK(told({}, groups, made) == told({}, fold(made.input(), more, settings), made));
      std::size_t judged = 0;
      for (const Match& match : more) {
        const auto words = [&](ArticleId id) { return std::span(made.documents[index_of(id)].words); };
        judged += classify(match, words(match.a), words(match.b), settings) ? 1 : 0;
      }
      CHECK(judged == pairs.size());
      for (const CopyGroup& group : groups) {
        for (const Folded& f : group.members) {
          const auto verified = std::ranges::find_if(pairs, [&](const Match& m) {
            return (m.a == f.id && m.b == group.kept) || (m.b == f.id && m.a == group.kept);
          });
          if (f.kind != MatchKind::noisy) continue;
          ++noisy;
          REQUIRE(verified != pairs.end());
          CHECK(verified->kind == MatchKind::noisy);
        }
      }
    }
  }
  CHECK(noisy > 300);
}

TEST_CASE("noisy copies are the same for one thread and several, and for any order of the articles") {
  for (unsigned seed = 0; seed < 10; ++seed) {
    CAPTURE(seed);
    const noise::Collection made = collection(300 + seed, 150, 0.08);
    const CopySettings settings;
    const std::string one = with_threads(1, [&] { return told(made, settings); });
    CHECK(with_threads(3, [&] { return told(made, settings); }) == one);
    noise::Collection shuffled = made;
    std::vector<std::size_t> from(made.articles.size());
    for (std::size_t i = 0; i < from.size(); ++i) from[i] = i;
    std::shuffle(from.begin(), from.end(), std::mt19937(seed));
    for (std::size_t i = 0; i < from.size(); ++i) {
      shuffled.articles[i] = made.articles[from[i]];
      shuffled.documents[i] = made.documents[from[i]];
    }
    CHECK(told(shuffled, settings) == one);
  }
}

TEST_CASE("without noisy copies the result is that of the words alone") {
  for (unsigned seed = 0; seed < 10; ++seed) {
    const noise::Collection made = collection(500 + seed, 60, 0.03);
    CopySettings settings;
    settings.noisy = false;
    CopyInput wordless = made.input();
    wordless.words = {};
    CHECK(told(made, settings) == told(find_matches(wordless, {}).pairs, find_groups(wordless, {}).groups, made));
    CHECK(find_matches(made.input(), settings).counts.suspects == 0);
  }
}

}  // namespace bundel
