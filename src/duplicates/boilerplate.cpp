#include "bundel/boilerplate.h"

#include "bundel/run.h"
#include "duplicates/grain.h"
#include "duplicates/hash_counts.h"
#include "duplicates/likeness.h"
#include "duplicates/pieces.h"
#include "duplicates/texts.h"
#include "ground/ascii.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace bundel {
namespace {

using namespace duplicates_detail;

/// Texts of a piece that are asked.
constexpr std::size_t kAsked = 6;
/// Articles of one source that hold a text without a title, beyond which nothing is printed so often.
constexpr std::uint32_t kUntitled = 5;

/// Texts that are asked of a piece, in the order of their keys; kNoText where there are fewer.
using Asked = std::array<TextId, kAsked>;

std::span<const TextId> texts_of(const Asked& asked) {
  return std::span(asked).first(static_cast<std::size_t>(std::ranges::find(asked, kNoText) - asked.begin()));
}

/// A piece and one of its texts.
struct Holding {
  std::uint64_t hash = 0;
  TextId text = 0;

  friend auto operator<=>(const Holding&, const Holding&) = default;
};

/// The pieces and titles of one collection, and what is the site's among them.
class Search {
 public:
  Search(const CopyInput& input, const BoilerplateSettings& settings)
      : input_(input), settings_(settings), texts_(distinct_texts(input, all_articles(input))), pieces_(input, texts_) {
    count_texts();
    list_titles();
    mark_own();
    own_.emplace(pieces_, vocabulary(), is_own_);
    likeness_.emplace([this] { return Likeness(pieces_, *own_, input_.words, vocabulary()); });
    judge_common();
    judge_titles();
    find_untitled();
  }

  Boilerplate result() {
    Boilerplate found;
    found.of_article.resize(input_.articles.size());
    std::set<std::string> sources;
    std::map<std::uint64_t, Gathered> gathered;
    for (std::size_t i = 0; i < input_.articles.size(); ++i) {
      const TextId text = texts_.of_article[i];
      if (text == kNoText) continue;
      std::vector<WordRange>& ranges = found.of_article[i];
      const std::uint32_t title_words = input_.documents[i].title_words;
      const std::span<const std::uint64_t> hashes = pieces_.hashes(text);
      for (std::size_t piece = 0; piece < hashes.size(); ++piece) {
        const WordRange range = pieces_.range(text, piece);
        if (range.begin < title_words || !is_boilerplate(text, piece)) continue;
        gather(gathered[hashes[piece]], static_cast<ArticleId>(i), range);
        found.words += range.size();
        if (!ranges.empty() && ranges.back().end == range.begin) {
          ranges.back().end = range.end;
        } else {
          ranges.push_back(range);
        }
      }
      if (ranges.empty()) continue;
      ++found.articles;
      if (!input_.articles[i].source.empty()) sources.insert(ground::ascii_lower(input_.articles[i].source));
      found.shells += ranges.front() == WordRange{title_words, static_cast<std::uint32_t>(texts_.words[text].size())};
    }
    found.sources = sources.size();
    list_pieces(found, gathered);
    return found;
  }

 private:
  struct Gathered {
    BoilerplatePiece piece;
    std::set<std::string> sources;
  };

  static std::vector<ArticleId> all_articles(const CopyInput& input) {
    std::vector<ArticleId> all;
    for (std::size_t i = 0; i < input.articles.size(); ++i) all.push_back(static_cast<ArticleId>(i));
    return all;
  }

  [[nodiscard]] std::size_t vocabulary() const { return std::max(input_.hashes.size(), input_.words.size()); }
  [[nodiscard]] bool is_common(std::uint64_t hash) const { return counts_.of(hash) >= settings_.articles; }

  /// In how many texts each piece stands.
  void count_texts() {
    counts_ = HashCounts(pieces_.size());
    const auto count = [&](std::size_t text) {
      const std::span<const std::uint64_t> all = pieces_.hashes(static_cast<TextId>(text));
      std::vector<std::uint64_t> hashes(all.begin(), all.end());
      std::ranges::sort(hashes);
      hashes.erase(std::ranges::unique(hashes).begin(), hashes.end());
      for (const std::uint64_t hash : hashes) counts_.prefetch(hash);
      for (const std::uint64_t hash : hashes) counts_.add(hash);
    };
    ground::parallel_for(texts_.size(), count, kTexts);
  }

  void mark_own() {
    is_own_.resize(pieces_.size());
    const auto mark = [&](std::size_t i) {
      const auto text = static_cast<TextId>(i);
      const std::span<const std::uint64_t> hashes = pieces_.hashes(text);
      for (const std::uint64_t hash : hashes) counts_.prefetch(hash);
      for (std::size_t piece = 0; piece < hashes.size(); ++piece) {
        is_own_[pieces_.first(text) + piece] = !is_common(hashes[piece]) && !is_title_of_other(text, hashes[piece]);
      }
    };
    ground::parallel_for(texts_.size(), mark, kTexts);
  }

  /// Of texts, those with the smallest keys.
  [[nodiscard]] Asked asked_of(std::span<TextId> texts) const {
    Asked asked;
    asked.fill(kNoText);
    const std::size_t count = std::min(kAsked, texts.size());
    const auto by_key = [&](TextId text) { return std::pair(pieces_.key(text), text); };
    std::ranges::partial_sort(texts, texts.begin() + static_cast<std::ptrdiff_t>(count), {}, by_key);
    std::ranges::copy(texts.first(count), asked.begin());
    return asked;
  }

  void judge_common() {
    std::vector<Holding> holdings;
    for (TextId text = 0; text < texts_.size(); ++text) {
      check_stop();
      const std::span<const std::uint64_t> hashes = pieces_.hashes(text);
      for (std::size_t piece = 0; piece < hashes.size(); ++piece) {
        if (is_own_[pieces_.first(text) + piece] == 0 && is_common(hashes[piece]))
          holdings.push_back({hashes[piece], text});
      }
    }
    std::ranges::sort(holdings);
    holdings.erase(std::ranges::unique(holdings).begin(), holdings.end());
    // Pieces of one site ask the same texts: each set is compared once.
    std::vector<std::pair<Asked, std::uint64_t>> questions;
    std::vector<TextId> holders;
    for (std::size_t begin = 0, end = 0; begin < holdings.size(); begin = end) {
      check_stop();
      holders.clear();
      for (end = begin; end < holdings.size() && holdings[end].hash == holdings[begin].hash; ++end)
        holders.push_back(holdings[end].text);
      questions.emplace_back(asked_of(holders), holdings[begin].hash);
    }
    std::ranges::sort(questions);
    std::vector<std::size_t> first_of;
    for (std::size_t i = 0; i < questions.size(); ++i) {
      if (i == 0 || questions[i].first != questions[i - 1].first) first_of.push_back(i);
    }
    std::vector<char> unlike(first_of.size());
    ground::parallel_for(
        first_of.size(), likeness(),
        [&](std::size_t i, Likeness& compare) { unlike[i] = mostly_unlike(questions[first_of[i]].first, compare); },
        kTexts);
    for (std::size_t i = 0; i < first_of.size(); ++i) {
      const std::size_t end = i + 1 < first_of.size() ? first_of[i + 1] : questions.size();
      for (std::size_t q = first_of[i]; unlike[i] != 0 && q < end; ++q) boilerplate_.insert(questions[q].second);
    }
  }

  /// Whether more than half of the pairs are unlike.
  [[nodiscard]] bool mostly_unlike(const Asked& asked, Likeness& compare) const {
    const std::span<const TextId> texts = texts_of(asked);
    compare.take(texts);
    std::size_t unlike = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      for (std::size_t j = i + 1; j < texts.size(); ++j) unlike += compare.of(i, j) < settings_.likeness;
    }
    return 2 * unlike > texts.size() * (texts.size() - 1) / 2;
  }

  /// Titles that are a piece of some text, and the texts that have them.
  void list_titles() {
    std::unordered_map<std::uint64_t, std::vector<TextId>> titled;
    for (TextId text = 0; text < texts_.size(); ++text) {
      const std::uint64_t title = pieces_.hash(pieces_.title(text));
      if (!pieces_.title(text).empty() && counts_.of(title) > 0) titled[title].push_back(text);
    }
    for (auto& [title, texts] : titled) titled_.emplace(title, asked_of(texts));
  }

  [[nodiscard]] bool is_title_of_other(TextId text, std::uint64_t piece) const {
    return !titled_.empty() && titled_.contains(piece) && piece != pieces_.hash(pieces_.title(text));
  }

  /// Pieces that are titles of other texts, which are about something else.
  void judge_titles() {
    std::vector<std::vector<std::uint64_t>> found(texts_.size());
    const auto judge = [&](std::size_t i, Likeness& compare) {
      const auto text = static_cast<TextId>(i);
      const std::span<const std::uint64_t> hashes = pieces_.hashes(text);
      for (std::size_t piece = 0; piece < hashes.size(); ++piece) {
        const std::uint64_t hash = hashes[piece];
        if (is_own_[pieces_.first(text) + piece] != 0 || !is_title_of_other(text, hash)) continue;
        std::vector<TextId> texts = {text};
        std::ranges::copy(texts_of(titled_.at(hash)), std::back_inserter(texts));
        compare.take(texts);
        bool alike = false;
        for (std::size_t j = 1; j < texts.size(); ++j) alike = alike || compare.of(0, j) >= settings_.likeness;
        if (!alike) found[i].push_back(hash);
      }
    };
    ground::parallel_for(texts_.size(), likeness(), judge, kTexts);
    for (TextId text = 0; text < texts_.size(); ++text) {
      for (const std::uint64_t hash : found[text]) titles_of_others_.insert({hash, text});
    }
  }

  /// Texts without titles that one source holds again and again.
  void find_untitled() {
    std::map<std::pair<TextId, std::string>, std::uint32_t> times;
    untitled_.assign(texts_.size(), false);
    for (std::size_t i = 0; i < input_.articles.size(); ++i) {
      const Article& article = input_.articles[i];
      const TextId text = texts_.of_article[i];
      if (text == kNoText || input_.documents[i].title_words > 0 || !article.url.empty() || article.source.empty())
        continue;
      if (++times[{text, ground::ascii_lower(article.source)}] >= kUntitled) untitled_[text] = true;
    }
  }

  [[nodiscard]] bool is_boilerplate(TextId text, std::size_t piece) const {
    if (untitled_[text]) return true;
    if (is_own_[pieces_.first(text) + piece] != 0) return false;
    const std::uint64_t hash = pieces_.hashes(text)[piece];
    return boilerplate_.contains(hash) || titles_of_others_.contains({hash, text});
  }

  void gather(Gathered& gathered, ArticleId article, WordRange range) const {
    BoilerplatePiece& piece = gathered.piece;
    if (piece.articles++ == 0) {
      piece.example = article;
      piece.at = range;
    }
    const std::string& source = input_.articles[index_of(article)].source;
    if (!source.empty()) gathered.sources.insert(ground::ascii_lower(source));
  }

  static void list_pieces(Boilerplate& found, const std::map<std::uint64_t, Gathered>& gathered) {
    for (const auto& [hash, one] : gathered) {
      found.pieces.push_back(one.piece);
      found.pieces.back().sources = one.sources.size();
    }
    std::ranges::sort(found.pieces, {}, [](const BoilerplatePiece& piece) {
      const auto words = static_cast<std::int64_t>(piece.articles * piece.at.size());
      return std::tuple(-words, piece.example, piece.at.begin);
    });
  }

  ground::PerThread<Likeness>& likeness() { return *likeness_; }

  const CopyInput& input_;
  const BoilerplateSettings& settings_;
  Texts texts_;
  Pieces pieces_;
  HashCounts counts_;
  std::vector<std::uint8_t> is_own_;  ///< by place among all pieces: neither common nor another text's title
  std::optional<OwnWords> own_;
  std::optional<ground::PerThread<Likeness>> likeness_;
  std::unordered_map<std::uint64_t, Asked> titled_;  ///< by hash of the title
  std::unordered_set<std::uint64_t> boilerplate_;
  std::set<Holding> titles_of_others_;
  std::vector<bool> untitled_;  ///< by TextId
};

}  // namespace

Boilerplate find_boilerplate(const CopyInput& input, const BoilerplateSettings& settings) {
  if (settings.rule == BoilerplateRule::keep)
    return {std::vector<std::vector<WordRange>>(input.articles.size()), {}, 0, 0, 0, 0};
  return Search(input, settings).result();
}

}  // namespace bundel
