/// The definition of boilerplate.h word for word, for collections in which no piece, title or mask has more than six
/// texts, so that all of them are asked.
#pragma once

#include "bundel/boilerplate.h"
#include "support/naive_template.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace bundel::test {

class NaiveBoilerplate {
 public:
  NaiveBoilerplate(const CopyInput& input, const BoilerplateSettings& settings) : input_(input), settings_(settings) {
    for (std::size_t i = 0; i < input.articles.size(); ++i) {
      const Document& document = input.documents[i];
      if (document.words.empty()) continue;
      auto known = std::ranges::find(texts_, document.words, &Text::words);
      if (known == texts_.end()) {
        texts_.push_back({document.words, {}, {}, {}, {}});
        known = texts_.end() - 1;
        known->title = part(document, 0, document.title_words);
        for (std::size_t p = 0; p < document.pieces.size(); ++p) {
          const bool last = p + 1 == document.pieces.size();
          const auto end = last ? static_cast<std::uint32_t>(document.words.size()) : document.pieces[p + 1];
          known->pieces.push_back({part(document, document.pieces[p], end), {document.pieces[p], end}});
        }
      }
      known->articles.push_back(i);
    }
    for (std::size_t t = 0; t < texts_.size(); ++t) {
      for (const Piece& piece : texts_[t].pieces) holders_[piece.words].insert(t);
      for (const Part& part_of_text : parts_of(texts_[t])) {
        if (filled_in(part_of_text)) masks_[mask(part_of_text)].insert(t);
      }
    }
    for (Text& text : texts_) {
      text.own = own_words(text);
      for (const WordId word : text.own) ++of_word_[word];
    }
  }

  /// By ArticleId.
  [[nodiscard]] std::vector<std::vector<WordRange>> ranges() const {
    std::vector<std::vector<WordRange>> all(input_.articles.size());
    for (const Text& text : texts_) {
      for (const std::size_t article : text.articles) all[article] = ranges_of(text, article);
    }
    return all;
  }

  /// Most texts that a piece, a title or a mask has.
  [[nodiscard]] std::size_t most_asked() const {
    std::size_t most = 0;
    for (const auto& [words, texts] : holders_) most = std::max(most, texts.size());
    for (const auto& [words, texts] : masks_) most = std::max(most, texts.size());
    std::map<Part, std::size_t> titled;
    for (const Text& text : texts_) most = std::max(most, ++titled[text.title]);
    return most;
  }

 private:
  using Part = std::vector<WordId>;
  struct Piece {
    Part words;
    WordRange at;
  };
  struct Text {
    std::vector<WordId> words;
    Part title;
    std::vector<Piece> pieces;
    std::vector<std::size_t> articles;
    std::set<WordId> own;
  };

  static Part part(const Document& document, std::uint32_t begin, std::uint32_t end) {
    return {document.words.begin() + begin, document.words.begin() + end};
  }
  static std::vector<Part> parts_of(const Text& text) {
    std::vector<Part> parts = {text.title};
    for (const Piece& piece : text.pieces) parts.push_back(piece.words);
    return parts;
  }

  // --- likeness ---------------------------------------------------------------------------------------------------

  [[nodiscard]] bool common(const Part& piece) const {
    const auto holders = holders_.find(piece);
    return holders != holders_.end() && holders->second.size() >= static_cast<std::size_t>(settings_.articles);
  }
  [[nodiscard]] bool title_of_another(const Part& piece, const Text& text) const {
    return piece != text.title &&
           std::ranges::any_of(texts_, [&](const Text& other) { return !piece.empty() && other.title == piece; });
  }
  [[nodiscard]] std::set<WordId> own_words(const Text& text) const {
    std::set<WordId> own(text.title.begin(), text.title.end());
    for (const Piece& piece : text.pieces) {
      if (!common(piece.words) && !title_of_another(piece.words, text))
        own.insert(piece.words.begin(), piece.words.end());
    }
    return own;
  }
  [[nodiscard]] double weight(WordId word) const {
    const auto known = of_word_.find(word);
    const double d = known == of_word_.end() ? 0 : static_cast<double>(known->second);
    return std::log((static_cast<double>(texts_.size()) + 1) / (d + 0.5));
  }
  [[nodiscard]] double length(const std::set<WordId>& words) const {
    double sum = 0;
    for (const WordId word : words) sum += weight(word) * weight(word);
    return std::sqrt(sum);
  }
  [[nodiscard]] double cosine(const std::set<WordId>& a, const std::set<WordId>& b) const {
    if (length(a) == 0 || length(b) == 0) return 0;
    double sum = 0;
    for (const WordId word : a) sum += b.contains(word) ? weight(word) * weight(word) : 0;
    return sum / (length(a) * length(b));
  }
  [[nodiscard]] std::string beginning(WordId word) const {
    const std::string& letters = input_.words[index_of(word)];
    std::string first;
    std::size_t count = 0;
    for (const char letter : letters) {
      if ((static_cast<unsigned char>(letter) & 0xC0U) != 0x80U && count++ == 5) break;
      first += letter;
    }
    return first;
  }
  [[nodiscard]] bool tells(const Part& shared, const std::set<WordId>& title) const {
    std::set<std::string> beginnings;
    for (const WordId word : shared) beginnings.insert(beginning(word));
    double told = 0;
    double all = 0;
    for (const WordId word : title) {
      all += weight(word);
      if (beginnings.contains(beginning(word))) told += weight(word);
    }
    return told >= 0.3 * all;
  }
  [[nodiscard]] bool one_text(const Text& a, const Text& b) const {
    std::vector<Part> left;
    for (const Piece& piece : b.pieces) left.push_back(piece.words);
    Part shared;
    std::size_t words_a = 0;
    std::size_t words_b = 0;
    for (const Piece& piece : b.pieces) words_b += piece.words.size();
    for (const Piece& piece : a.pieces) {
      words_a += piece.words.size();
      const auto same = std::ranges::find(left, piece.words);
      if (same == left.end()) continue;
      shared.insert(shared.end(), piece.words.begin(), piece.words.end());
      left.erase(same);
    }
    if (4 * shared.size() <= 3 * std::min(words_a, words_b)) return false;
    const std::set<WordId> title_a(a.title.begin(), a.title.end());
    const std::set<WordId> title_b(b.title.begin(), b.title.end());
    if (length(title_a) == 0 || length(title_b) == 0) return true;
    return cosine(title_a, title_b) > 0.2 || (tells(shared, title_a) && tells(shared, title_b));
  }
  [[nodiscard]] double likeness(const Text& a, const Text& b) const {
    return one_text(a, b) ? 1 : cosine(a.own, b.own);
  }

  // --- forms ------------------------------------------------------------------------------------------------------

  [[nodiscard]] bool filling(const Part& words, std::size_t place) const {
    const std::string& letters = input_.words[index_of(words[place])];
    const WordUse& use = input_.uses[index_of(words[place])];
    const bool number = !letters.empty() && letters[0] >= '0' && letters[0] <= '9';
    return number || use.capitalised > use.inside - use.capitalised || (place == 0 && use.inside == 0);
  }
  [[nodiscard]] bool filled_in(const Part& words) const {
    std::size_t filled = 0;
    for (std::size_t place = 0; place < words.size(); ++place) filled += filling(words, place) ? 1 : 0;
    return filled > 0 && filled < words.size();
  }
  /// With a place that no word has for each stretch of fillings.
  [[nodiscard]] Part mask(const Part& words) const {
    constexpr WordId kFilling{0xFFFF'FFFF};
    Part masked;
    for (std::size_t place = 0; place < words.size(); ++place) {
      if (!filling(words, place)) {
        masked.push_back(words[place]);
      } else if (masked.empty() || masked.back() != kFilling) {
        masked.push_back(kFilling);
      }
    }
    return masked;
  }
  [[nodiscard]] bool of_one_template(const Text& a, const Text& b) const {
    return NaiveTemplate(input_).of(a.words, b.words, compare(a.words, b.words, 5).shared).has_value();
  }
  template <typename Holds>
  [[nodiscard]] bool most_pairs(const std::set<std::size_t>& texts, const Holds& holds) const {
    std::size_t pairs = 0;
    std::size_t held = 0;
    for (const std::size_t a : texts) {
      for (const std::size_t b : texts) {
        if (a >= b) continue;
        ++pairs;
        held += holds(texts_[a], texts_[b]) ? 1 : 0;
      }
    }
    return 2 * held > pairs;
  }
  [[nodiscard]] bool is_form(const Part& words) const {
    if (!filled_in(words)) return false;
    const auto holders = masks_.find(mask(words));
    if (holders->second.size() < static_cast<std::size_t>(settings_.articles)) return false;
    std::set<Part> fillings;
    for (const std::size_t text : holders->second) {
      for (const Part& other : parts_of(texts_[text])) {
        if (filled_in(other) && mask(other) == mask(words)) fillings.insert(other);
      }
    }
    return fillings.size() > 1 &&
           most_pairs(holders->second, [&](const Text& a, const Text& b) { return of_one_template(a, b); });
  }
  [[nodiscard]] bool holds_form(const Text& text) const {
    return std::ranges::any_of(parts_of(text), [&](const Part& words) { return is_form(words); });
  }

  // --- what is set aside ------------------------------------------------------------------------------------------

  [[nodiscard]] bool is_site_s(const Part& piece) const {
    if (!common(piece)) return false;
    return most_pairs(holders_.at(piece), [&](const Text& a, const Text& b) {
      return likeness(a, b) < settings_.likeness || (holds_form(a) && holds_form(b) && of_one_template(a, b));
    });
  }
  [[nodiscard]] bool is_unrelated_title(const Part& piece, const Text& text) const {
    if (!title_of_another(piece, text)) return false;
    return std::ranges::none_of(
        texts_, [&](const Text& other) { return other.title == piece && likeness(text, other) >= settings_.likeness; });
  }
  [[nodiscard]] bool is_untitled_wall(const Text& text) const {
    std::map<std::string, int> times;
    for (const std::size_t i : text.articles) {
      const Article& article = input_.articles[i];
      if (input_.documents[i].title_words > 0 || !article.url.empty() || article.source.empty()) continue;
      std::string source = article.source;
      for (char& letter : source) letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
      ++times[source];
    }
    return std::ranges::any_of(times, [](const auto& time) { return time.second >= 5; });
  }

  void set_form_aside(const Part& words, std::uint32_t at, std::vector<bool>& gone) const {
    for (std::size_t place = 0; place < words.size(); ++place) {
      const bool stays = filling(words, place) || (place + 1 < words.size() && filling(words, place + 1));
      gone[at + place] = !stays;
    }
  }

  [[nodiscard]] std::vector<WordRange> ranges_of(const Text& text, std::size_t article) const {
    const std::uint32_t title_words = input_.documents[article].title_words;
    std::vector<bool> gone(text.words.size(), false);
    if (title_words == text.title.size() && is_form(text.title)) set_form_aside(text.title, 0, gone);
    for (const Piece& piece : text.pieces) {
      if (piece.at.begin < title_words) continue;
      if (is_form(piece.words)) {
        set_form_aside(piece.words, piece.at.begin, gone);
      } else if (is_site_s(piece.words) || is_unrelated_title(piece.words, text) || is_untitled_wall(text)) {
        std::fill(gone.begin() + piece.at.begin, gone.begin() + piece.at.end, true);
      }
    }
    std::vector<WordRange> ranges;
    for (std::uint32_t word = 0; word < gone.size(); ++word) {
      if (!gone[word]) continue;
      if (ranges.empty() || ranges.back().end != word) ranges.push_back({word, word});
      ++ranges.back().end;
    }
    return ranges;
  }

  const CopyInput& input_;
  const BoilerplateSettings& settings_;
  std::vector<Text> texts_;
  std::map<Part, std::set<std::size_t>> holders_;
  std::map<Part, std::set<std::size_t>> masks_;
  std::map<WordId, std::size_t> of_word_;
};

}  // namespace bundel::test
