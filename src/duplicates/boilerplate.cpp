#include "bundel/boilerplate.h"

#include "bundel/run.h"
#include "duplicates/asked.h"
#include "duplicates/forms.h"
#include "duplicates/grain.h"
#include "duplicates/hash_counts.h"
#include "duplicates/likeness.h"
#include "duplicates/pieces.h"
#include "duplicates/texts.h"
#include "ground/ascii.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace bundel {
namespace {

using namespace duplicates_detail;

/// Articles of one source that hold a text without a title, beyond which nothing is printed so often.
constexpr std::uint32_t kUntitled = 5;

/// The pieces and titles of one collection, and what is the site's among them.
class Search {
 public:
  Search(const CopyInput& input, const BoilerplateSettings& settings)
      : input_(input),
        settings_(settings),
        kinds_(input),
        texts_(distinct_texts(input, all_articles(input))),
        pieces_(input, texts_, kinds_) {
    count_parts();
    list_titles();
    mark_pieces();
    const std::vector<Holding> common = find_common();
    forms_.emplace(texts_, pieces_, kinds_, find_masks(), settings);
    own_.emplace(pieces_, vocabulary(), is_own_);
    likeness_.emplace([this] { return Likeness(pieces_, *own_, input_.words, vocabulary()); });
    judge_common(common);
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
      const Words all = texts_.words[text];
      if (forms_->is_form(pieces_.title_mask(text)) && title_words == pieces_.title(text).size())
        set_form_aside(all, {0, title_words}, ranges);
      const std::span<const std::uint64_t> hashes = pieces_.hashes(text);
      for (std::size_t piece = 0; piece < hashes.size(); ++piece) {
        const WordRange range = pieces_.range(text, piece);
        if (range.begin < title_words) continue;
        if (forms_->is_form(pieces_.masks(text)[piece])) {
          set_form_aside(all, range, ranges);
        } else if (is_boilerplate(text, piece)) {
          gather(gathered[hashes[piece]], static_cast<ArticleId>(i), range);
          set_aside(range, ranges);
        }
      }
      std::size_t of_body = 0;
      for (const WordRange& range : ranges) {
        found.words += range.size();
        if (range.begin >= title_words) of_body += range.size();
      }
      if (ranges.empty()) continue;
      ++found.articles;
      if (!input_.articles[i].source.empty()) sources.insert(ground::ascii_lower(input_.articles[i].source));
      found.shells += of_body > 0 && of_body + title_words == all.size();
    }
    found.sources = sources.size();
    list_pieces(found, gathered);
    return found;
  }

 private:
  static void set_aside(WordRange range, std::vector<WordRange>& ranges) {
    if (!ranges.empty() && ranges.back().end == range.begin) {
      ranges.back().end = range.end;
    } else {
      ranges.push_back(range);
    }
  }

  /// The words of a form, without what is filled in and the word before that.
  void set_form_aside(Words all, WordRange part, std::vector<WordRange>& ranges) const {
    const Words words = all.subspan(part.begin, part.size());
    for (std::uint32_t place = 0; place < words.size(); ++place) {
      const bool stays =
          pieces_.is_filled_in(words, place) || (place + 1 < words.size() && pieces_.is_filled_in(words, place + 1));
      if (!stays) set_aside({part.begin + place, part.begin + place + 1}, ranges);
    }
  }

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
  [[nodiscard]] bool is_repeated(std::uint64_t mask) const { return counts_.of(mask) >= settings_.articles; }

  /// In how many texts each mask stands, as that of the title or of a piece.
  void count_parts() {
    counts_ = HashCounts(pieces_.size() + texts_.size());
    const auto count = [&](std::size_t i) {
      const auto text = static_cast<TextId>(i);
      const std::span<const std::uint64_t> all = pieces_.masks(text);
      std::vector<std::uint64_t> masks(all.begin(), all.end());
      masks.push_back(pieces_.title_mask(text));
      std::ranges::sort(masks);
      masks.erase(std::ranges::unique(masks).begin(), masks.end());
      for (const std::uint64_t mask : masks) counts_.prefetch(mask);
      for (const std::uint64_t mask : masks) counts_.add(mask);
    };
    ground::parallel_for(texts_.size(), count, kTexts);
  }

  void mark_pieces() {
    is_own_.resize(pieces_.size());
    repeated_.resize(pieces_.size());
    const auto mark = [&](std::size_t i) {
      const auto text = static_cast<TextId>(i);
      const std::span<const std::uint64_t> masks = pieces_.masks(text);
      const std::span<const std::uint64_t> hashes = pieces_.hashes(text);
      for (std::size_t piece = 0; piece < masks.size(); ++piece) {
        counts_.prefetch(masks[piece]);
        titles_.prefetch(hashes[piece]);
      }
      for (std::size_t piece = 0; piece < masks.size(); ++piece) {
        const std::size_t place = pieces_.first(text) + piece;
        repeated_[place] = is_repeated(masks[piece]);
        is_own_[place] = !is_title_of_other(text, hashes[piece]);
      }
    };
    ground::parallel_for(texts_.size(), mark, kTexts);
  }

  /// The pieces that enough texts have, sorted, each once a text: they are no text's own.
  std::vector<Holding> find_common() {
    struct Place {
      Holding holding;
      std::size_t piece = 0;  ///< among all
    };
    std::vector<Place> repeated;
    for (TextId text = 0; text < texts_.size(); ++text) {
      check_stop();
      const std::span<const std::uint64_t> hashes = pieces_.hashes(text);
      for (std::size_t piece = 0; piece < hashes.size(); ++piece) {
        const std::size_t place = pieces_.first(text) + piece;
        if (repeated_[place] != 0) repeated.push_back({{hashes[piece], text}, place});
      }
    }
    std::ranges::sort(repeated, {}, &Place::holding);
    std::vector<Holding> common;
    for (std::size_t begin = 0, end = 0; begin < repeated.size(); begin = end) {
      const std::size_t before = common.size();
      for (end = begin; end < repeated.size() && repeated[end].holding.hash == repeated[begin].holding.hash; ++end) {
        if (end == begin || repeated[end].holding != repeated[end - 1].holding) common.push_back(repeated[end].holding);
      }
      if (common.size() - before < static_cast<std::size_t>(settings_.articles)) {
        common.resize(before);
      } else {
        for (std::size_t i = begin; i < end; ++i) is_own_[repeated[i].piece] = 0;
      }
    }
    return common;
  }

  /// The masks that enough texts have and that are filled in otherwise in some, sorted, each once a text.
  [[nodiscard]] std::vector<Holding> find_masks() const {
    struct Filled {
      Holding holding;
      std::uint64_t hash = 0;  ///< of the whole
    };
    std::vector<Filled> filled;
    for (TextId text = 0; text < texts_.size(); ++text) {
      check_stop();
      const std::span<const std::uint64_t> masks = pieces_.masks(text);
      const std::span<const std::uint64_t> hashes = pieces_.hashes(text);
      const std::uint64_t title = pieces_.title_mask(text);
      if (title != pieces_.title_hash(text) && is_repeated(title))
        filled.push_back({{title, text}, pieces_.title_hash(text)});
      for (std::size_t piece = 0; piece < masks.size(); ++piece) {
        if (repeated_[pieces_.first(text) + piece] != 0 && masks[piece] != hashes[piece])
          filled.push_back({{masks[piece], text}, hashes[piece]});
      }
    }
    std::ranges::sort(filled, {}, &Filled::holding);
    std::vector<Holding> found;
    for (std::size_t begin = 0, end = 0; begin < filled.size(); begin = end) {
      const std::size_t before = found.size();
      bool otherwise = false;
      for (end = begin; end < filled.size() && filled[end].holding.hash == filled[begin].holding.hash; ++end) {
        otherwise = otherwise || filled[end].hash != filled[begin].hash;
        if (found.size() == before || found.back() != filled[end].holding) found.push_back(filled[end].holding);
      }
      if (!otherwise) found.resize(before);
    }
    return found;
  }

  void judge_common(std::span<const Holding> common) {
    const Questions questions(pieces_, common, static_cast<std::size_t>(settings_.articles));
    std::vector<char> unlike(questions.firsts.size());
    ground::parallel_for(
        unlike.size(), likeness(),
        [&](std::size_t set, Likeness& compare) {
          unlike[set] = mostly_unlike(questions.of_set(set).front().asked, compare);
        },
        kTexts);
    for (std::size_t set = 0; set < unlike.size(); ++set) {
      if (unlike[set] == 0) continue;
      for (const Questions::Question& question : questions.of_set(set)) boilerplate_.insert(question.hash);
    }
  }

  /// Whether more than half of the pairs are unlike.
  [[nodiscard]] bool mostly_unlike(const Asked& asked, Likeness& compare) const {
    const std::span<const TextId> texts = texts_of(asked);
    compare.take(texts);
    std::size_t unlike = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      for (std::size_t j = i + 1; j < texts.size(); ++j) {
        unlike += compare.of(i, j) < settings_.likeness || of_one_form(texts[i], texts[j]);
      }
    }
    return 2 * unlike > texts.size() * (texts.size() - 1) / 2;
  }

  [[nodiscard]] bool of_one_form(TextId one, TextId other) const {
    return forms_->holds(one) && forms_->holds(other) && forms_->are_templates(texts_.words[one], texts_.words[other]);
  }

  void list_titles() {
    titles_ = HashCounts(texts_.size());
    for (TextId text = 0; text < texts_.size(); ++text) {
      if (!pieces_.title(text).empty()) titles_.add(pieces_.title_hash(text));
    }
  }

  [[nodiscard]] bool is_title_of_other(TextId text, std::uint64_t piece) const {
    return titles_.of(piece) > 0 && piece != pieces_.title_hash(text);
  }

  /// Pieces that are titles of other texts, which are about something else.
  void judge_titles() {
    std::unordered_map<std::uint64_t, std::vector<TextId>> titled;
    for (TextId text = 0; text < texts_.size(); ++text) {
      const std::span<const std::uint64_t> hashes = pieces_.hashes(text);
      for (std::size_t piece = 0; piece < hashes.size(); ++piece) {
        if (is_own_[pieces_.first(text) + piece] == 0 && is_title_of_other(text, hashes[piece])) titled[hashes[piece]];
      }
    }
    if (titled.empty()) return;
    for (TextId text = 0; text < texts_.size(); ++text) {
      const auto found = titled.find(pieces_.title_hash(text));
      if (found != titled.end() && !pieces_.title(text).empty()) found->second.push_back(text);
    }
    std::unordered_map<std::uint64_t, Asked> asked;
    for (auto& [title, texts] : titled) asked.emplace(title, asked_of(pieces_, texts));
    std::vector<std::vector<std::uint64_t>> found(texts_.size());
    const auto judge = [&](std::size_t i, Likeness& compare) {
      const auto text = static_cast<TextId>(i);
      const std::span<const std::uint64_t> hashes = pieces_.hashes(text);
      for (std::size_t piece = 0; piece < hashes.size(); ++piece) {
        const std::uint64_t hash = hashes[piece];
        if (is_own_[pieces_.first(text) + piece] != 0 || !is_title_of_other(text, hash)) continue;
        std::vector<TextId> texts = {text};
        std::ranges::copy(texts_of(asked.at(hash)), std::back_inserter(texts));
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
  WordKinds kinds_;
  Texts texts_;
  Pieces pieces_;
  HashCounts counts_;  ///< of masks, by text
  HashCounts titles_;
  std::optional<Forms> forms_;
  std::vector<std::uint8_t> repeated_;  ///< by place among all pieces: enough texts have its mask
  std::vector<std::uint8_t> is_own_;    ///< by place among all pieces: neither common nor another text's title
  std::optional<OwnWords> own_;
  std::optional<ground::PerThread<Likeness>> likeness_;
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
