#include "generate.h"

#include <algorithm>
#include <deque>
#include <iomanip>
#include <random>
#include <sstream>

#include "bundel/read.h"

namespace bundel::bench {
namespace {

/// Words are numbers until they are spelled: ranks of common words, then those of events, then numerals.
using Word = std::uint32_t;
using Words = std::vector<Word>;

/// Words of news follow Zipf's law with an exponent near 1.
constexpr Word kVocabulary = 60'000;
constexpr Word kEventVocabulary = 2'000'000;
constexpr Word kNumerals = kVocabulary + kEventVocabulary;
constexpr Word kSlot = ~Word{0};

/// An event has so many words of its own, every third a name.
constexpr std::uint64_t kEventWords = 60;
constexpr std::size_t kTitleWords = 8;
constexpr std::size_t kFooterWords = 60;
constexpr std::size_t kTemplates = 20;
constexpr std::size_t kOutlets = 40;
/// How far back a copy's original may lie.
constexpr std::size_t kRecent = 1'000;
/// Days over which the articles are spread.
constexpr std::uint64_t kDays = 365;

/// Whole numbers only: neither the distributions of <random> nor floating point are the same everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {
    std::uint64_t sum = 0;
    for (std::uint64_t rank = 1; rank <= kVocabulary; ++rank) cumulated_.push_back(sum += (1ULL << 32U) / rank);
  }

  std::uint64_t below(std::uint64_t size) { return (random_() >> 32U) * size >> 32U; }
  bool chance(std::uint64_t per_mille) { return below(1'000) < per_mille; }

  /// Rank r is drawn in proportion to 1 / (r + 1).
  Word common_word() {
    const std::uint64_t at = random_() % cumulated_.back();
    return static_cast<Word>(std::ranges::upper_bound(cumulated_, at) - cumulated_.begin());
  }
  Word event_word(std::uint64_t event) {
    return kVocabulary + static_cast<Word>((event * 7'919 + below(kEventWords) * 104'729) % kEventVocabulary);
  }
  Word numeral() { return kNumerals + static_cast<Word>(below(100)); }

  Words common_words(std::size_t count) {
    Words words(count);
    for (Word& word : words) word = common_word();
    return words;
  }
  /// A quarter of the words are the event's own.
  Words report(std::uint64_t event, std::size_t count) {
    Words words(count);
    for (Word& word : words) word = chance(250) ? event_word(event) : common_word();
    return words;
  }

 private:
  std::mt19937_64 random_;
  std::vector<std::uint64_t> cumulated_;
};

/// A pronounceable word for a rank: one to four syllables, the commoner the shorter.
std::string spell(Word word) {
  if (word >= kNumerals) return std::to_string(word - kNumerals);
  static constexpr std::string_view kConsonants = "bdfghjklmnprstvwz";
  static constexpr std::string_view kVowels = "aeiou";
  std::string spelled;
  std::size_t rest = word + 1;
  do {
    spelled += kConsonants[rest % kConsonants.size()];
    rest /= kConsonants.size();
    spelled += kVowels[rest % kVowels.size()];
    rest /= kVowels.size();
  } while (rest > 0);
  if (word >= kVocabulary && word % 3 == 0) spelled[0] = static_cast<char>(spelled[0] - 'a' + 'A');
  return spelled;
}

/// Sentences of 16 words, paragraphs of four sentences.
std::string spell(const Words& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += spell(words[i]);
    if (i + 1 == words.size()) break;
    text += i % 64 == 63 ? ".\n" : i % 16 == 15 ? ". " : " ";
  }
  return text + '.';
}

struct Draft {
  std::string id;
  std::string copy_of;
  std::uint64_t event = 0;
  Words title;
  Words body;
};

class Newsroom {
 public:
  explicit Newsroom(const Generation& generation) : wanted_(generation), dice_(generation.seed) {
    for (std::size_t i = 0; i < kOutlets; ++i) outlet_lines_.push_back(dice_.common_words(15 + dice_.below(20)));
    footer_ = dice_.common_words(kFooterWords);
    for (std::size_t i = 0; i < kTemplates; ++i) templates_.push_back(draw_template(40 + 20 * i));
    reprinted_ = original();
  }

  Planted next() {
    Draft draft = drafted();
    std::ostringstream id;
    id << 'a' << std::setw(7) << std::setfill('0') << made_;
    draft.id = id.str();
    Planted planted = publish(draft);
    ++made_;
    if (wanted_.series == Series::wire_copies) {
      recent_.push_back(std::move(draft));
      if (recent_.size() > kRecent) recent_.pop_front();
    } else if (made_ == 1) {
      reprinted_ = std::move(draft);
    }
    return planted;
  }

 private:
  Draft drafted() {
    switch (wanted_.series) {
      case Series::wire_copies:
        return !recent_.empty() && dice_.chance(300) ? edited_copy() : original();
      case Series::templated:
        return filled_in();
      case Series::giant_group:
        return made_ == 0 ? reprinted_ : made_ % 2 == 0 ? reprint() : original();
      case Series::footer: {
        Draft draft = original();
        draft.body.insert(draft.body.end(), footer_.begin(), footer_.end());
        return draft;
      }
      case Series::unique:
        break;
    }
    return original();
  }

  std::size_t length() { return wanted_.words / 2 + dice_.below(wanted_.words + 1); }

  Draft original() {
    const std::uint64_t event = 1 + originals_++ / wanted_.per_event;
    return {"", "", event, dice_.report(event, kTitleWords), dice_.report(event, length())};
  }

  Words draw_template(std::uint64_t slots_per_mille) {
    Words words = dice_.common_words(wanted_.words);
    for (Word& word : words) {
      if (dice_.chance(slots_per_mille)) word = kSlot;
    }
    return words;
  }

  /// A report of its own, and no copy, however much of its template shows.
  Draft filled_in() {
    const std::uint64_t kind = dice_.below(kTemplates);
    Draft draft{"", "", 1 + made_, {static_cast<Word>(kind), dice_.event_word(kind)}, templates_[kind]};
    for (Word& word : draft.body) {
      if (word == kSlot) word = dice_.chance(500) ? dice_.numeral() : dice_.event_word(dice_.below(200));
    }
    return draft;
  }

  Draft reprint() {
    Draft draft = reprinted_;
    draft.copy_of = reprinted_.id;
    edit(draft.body, 10 + dice_.below(21));
    return draft;
  }

  Draft edited_copy() {
    const Draft& from = recent_[dice_.below(recent_.size())];
    Draft draft = from;
    draft.copy_of = from.id;
    edit(draft.body, dice_.below(251) * dice_.below(1'001) / 1'000);
    if (dice_.chance(300)) draft.body.resize(draft.body.size() * (550 + dice_.below(400)) / 1'000);
    if (dice_.chance(500)) draft.title = dice_.report(draft.event, kTitleWords);
    const Words& line = outlet_lines_[dice_.below(kOutlets)];
    if (dice_.chance(300))
      draft.body.insert(dice_.chance(500) ? draft.body.begin() : draft.body.end(), line.begin(), line.end());
    return draft;
  }

  /// Of the words touched three in five are replaced, one is left out, and one gets a word before it.
  void edit(Words& words, std::uint64_t per_mille) {
    Words edited;
    for (const Word word : words) {
      const std::uint64_t how = dice_.chance(per_mille) ? dice_.below(5) : 5;
      if (how < 4) edited.push_back(dice_.common_word());
      if (how == 3 || how == 5) edited.push_back(word);
    }
    words = std::move(edited);
  }

  Planted publish(const Draft& draft) {
    Article article;
    article.id = draft.id;
    article.title = spell(draft.title);
    article.title.pop_back();  // the full stop
    article.text = spell(draft.body);
    article.source = "outlet" + std::to_string(dice_.below(kOutlets));
    const std::uint64_t day = 19'000 + made_ * kDays / std::max<std::size_t>(1, wanted_.articles);
    const auto begin = static_cast<std::int64_t>(day) * kSecondsPerDay;
    article.time = TimeSpan{begin, begin + kSecondsPerDay};
    return {std::move(article), "e" + std::to_string(draft.event), draft.copy_of};
  }

  Generation wanted_;
  Dice dice_;
  std::vector<Words> outlet_lines_;
  std::vector<Words> templates_;
  Words footer_;
  Draft reprinted_;  ///< the text of the giant group
  std::deque<Draft> recent_;
  std::size_t originals_ = 0;
  std::size_t made_ = 0;
};

}  // namespace

std::string_view name_of(Series series) {
  static constexpr std::string_view kNames[] = {"unique", "wire_copies", "templated", "giant_group", "footer"};
  return kNames[static_cast<std::size_t>(series)];
}

std::optional<Series> series_named(std::string_view name) {
  for (const Series series : kAllSeries) {
    if (name_of(series) == name) return series;
  }
  return std::nullopt;
}

void generate(const Generation& generation, const std::function<void(Planted&&)>& take) {
  Newsroom newsroom(generation);
  for (std::size_t i = 0; i < generation.articles; ++i) take(newsroom.next());
}

std::vector<Article> generate(const Generation& generation) {
  std::vector<Article> articles;
  articles.reserve(generation.articles);
  generate(generation, [&](Planted&& planted) { articles.push_back(std::move(planted.article)); });
  return articles;
}

void write_json_line(std::ostream& out, const Article& article) {
  std::string text;  // nothing that is generated needs escaping but the newlines
  for (const char byte : article.text) text += byte == '\n' ? "\\n" : std::string(1, byte);
  out << R"({"id":")" << article.id << R"(","title":")" << article.title << R"(","text":")" << text << R"(","date":")"
      << format_date(*article.time) << R"(","source":")" << article.source << "\"}\n";
}

}  // namespace bundel::bench
