/// Random text in many scripts: the fast scanner against the written definition, and what every document must satisfy.
#include "bundel/terminal.h"
#include "bundel/text.h"

#include "../support/naive_words.h"
#include "support/threads.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace bundel {
namespace {

using test::naive_words;

/// Scraps of text that are hard for some reason; joined at random with and without spaces.
constexpr auto kScraps = std::to_array<std::string_view>({
    "de",
    "President",
    "NAVO",
    "can't",
    "3-daagse",
    "e\u0301te\u0301",
    "E\u0301",
    "a\u0323\u0302",
    "a\u0302\u0323",
    "caf\u00E9",
    "na\u00EFve",
    "\u01C5",
    "stra\u00DFe",
    "\u1E9E",
    "\u0130stanbul",
    "\u0131",
    "of\uFB01ce",
    "\uFB03",
    "\u00BD",
    "3\u00BD",
    "\u00B2",
    "\u338F",
    "\u2116",
    "\u2167",
    "\u24B6",
    "\uFF21\uFF22\uFF11",
    "\u03A3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2",
    "\u039F\u03B4\u03BF\u03A3",
    "\u03B1\u0345",
    "\u1F80",
    "\u041C\u043E\u0441\u043A\u0432\u0430",
    "\u0438\u0306",
    "\u0419",
    "\u0451\u0436",
    "\u0435\u0308",
    "\u0456\u0308\u0301",
    "\u0409\u0443\u0431\u0430\u0432",
    "\u045F\u0435\u043F",
    "\u0446\u0440\u045D",
    "\u045B\u0430\u043A\u0301\u0436\u0451\u0439",
    "o\u02BBzbek",
    "\u043F\u02BC\u044F\u0442\u044C",
    "\u0149",
    "l\u00B4eau",
    "\u0110\u00F8\u01FD\u0142\u0259",
    "\u1FB7",
    "\u0645\u064F\u062D\u064E\u0645\u0651\u064E\u062F",
    "\u0643\u062A\u0640\u0640\u0627\u0628\u064A",
    "\u06A9\u062A\u0627\u0628\u06CC",
    "\u0623\u0625\u0622\u0671\u0627\u0654",
    "\u06C0\u06C2\u06D3\u0626\u0624\u0629",
    "\uFEFC",
    "\u06F1\u0967",
    "\uFDFA",
    "\u0660\u0661",
    "\u0627\u0653",
    "\u05E9\u05BC\u05C1\u05DC\u05D5\u05B9\u05DD",
    "\uFB2A",
    "\u0939\u093F\u0928\u094D\u0926\u0940",
    "\u0915\u093C",
    "\u0958",
    "\u09C7\u09BE",
    "\u0B95\u0BCA",
    "\u4E2D\u56FD\u4EBA\u6C11",
    "\u5317\u4EAC",
    "\u4E2D\u570B\u8A08\u756B",
    "\u4E7E\u9686\u8457\u4F5C",
    "\u6A5F\u95A2\u8ECA\u3067\u7D4C\u6E08",
    "\uF900",
    "\u6771\u4EAC\u30BF\u30EF\u30FC",
    "\uFF76\uFF9E\uFF97\uFF7D",
    "\uFF8A\uFF9F",
    "\uFF70",
    "\u304B\u3099",
    "\u3099",
    "iPhone\u306F",
    "\u30AB\u30BF\u30AB\u30CA\u3068\u3072\u3089\u304C\u306A",
    "\u3005",
    "\U00020000\u4E00",
    "\u0E01\u0E33\u0E25\u0E31\u0E07",
    "\u0E44\u0E17\u0E22",
    "\u0E1B\u0E23\u0E30\u0E40\u0E17\u0E28\u0E44\u0E17\u0E22",
    "\u0E52\u0E53",
    "\u0E3F",
    "\u0E33",
    "\u0EAA\u0EB0\u0E9A\u0EB2\u0E8D\u0E94\u0EB5",
    "\u0EB3",
    "\u0EDC",
    "\u1780\u1798\u17D2\u1796\u17BB\u1787\u17B6",
    "\u1019\u103C\u1014\u103A\u1019\u102C",
    "\u1025\u102E",
    "\uD55C\uAD6D",
    "\u1112\u1161\u11AB",
    "\uAC00\u11A8",
    "\u1100\u1161",
    "\u3131",
    "\U0001F600",
    "\U0001F468\u200D\U0001F469\u200D\U0001F467",
    "\U0001F1F3\U0001F1F1",
    "\u263A\uFE0F",
    "\u00AD",
    "co\u00ADop",
    "a\u00AD\u0301",
    "\u200B",
    "\u200C",
    "\u200D",
    "\uFEFF",
    "\u034F",
    "\u0301",
    "\u0338",
    "\u20DD",
    "\u0344",
    "=\u0338",
    "\U0001D400\U0001D7D8",
    "\uFFFD",
});
constexpr std::array<std::string_view, 7> kMalformed = {"\x80",         "\xC3",     "\xE2\x82",        "\xED\xA0\x80",
                                                        "\xF0\x9F\x98", "\xC0\x80", "\xF5\x80\x80\x80"};
constexpr std::array<std::string_view, 12> kGaps = {"",   "",   "",  " ",      " ",      " ",
                                                    "\n", ". ", "-", "\u2019", "\u3000", "\u3002"};

class TextMaker {
 public:
  explicit TextMaker(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }

  std::string scraps(std::size_t most) {
    std::string text;
    for (std::size_t i = below(most) + 1; i > 0; --i) {
      text += below(40) == 0 ? kMalformed[below(kMalformed.size())] : kScraps[below(kScraps.size())];
      text += kGaps[below(kGaps.size())];
    }
    return text;
  }

  /// Code points from everywhere, or from one small block, where they combine with one another.
  std::string code_points(std::size_t most) {
    icu::UnicodeString text;
    const UChar32 base = below(2) == 0 ? -1 : static_cast<UChar32>(below(0x3100));
    for (std::size_t i = below(most) + 1; i > 0; --i) {
      UChar32 code = 0;
      switch (base >= 0 ? 4 : below(4)) {
        case 0:
          code = static_cast<UChar32>(below(0x110000));
          break;
        case 1:
          code = static_cast<UChar32>(below(0x3000));
          break;
        case 2:
          code = static_cast<UChar32>(0x300 + below(0x70));
          break;
        case 3:
          code = static_cast<UChar32>(0x20 + below(0x5F));
          break;
        default:
          code = base + static_cast<UChar32>(below(0x80));
      }
      if (!U_IS_SURROGATE(code)) text.append(code);
    }
    std::string utf8;
    return text.toUTF8String(utf8);
  }

  std::string any(std::size_t most) { return below(2) == 0 ? scraps(most) : code_points(most); }

 private:
  std::mt19937 random_;
};

std::vector<std::string> fast_words(std::string_view text) {
  std::vector<std::string> words;
  for (const WordSpan& span : words_of(text)) words.push_back(span.word);
  return words;
}

std::vector<Article> make_articles(TextMaker& maker, std::size_t count) {
  std::vector<Article> articles(count);
  for (Article& article : articles) {
    article.title = maker.below(5) == 0 ? "" : maker.any(8);
    if (maker.below(12) == 0) continue;
    for (std::size_t i = maker.below(6); i > 0; --i) article.text += maker.any(60) + "\n\n";
    for (std::size_t i = maker.below(200); i > 0; --i) article.text += maker.below(9) == 0 ? "Zo. " : "een ";
  }
  return articles;
}

}  // namespace

TEST_CASE("words are those of the written definition, in text of joined scraps") {
  TextMaker maker(1);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = maker.scraps(12);
    CAPTURE(text);
    REQUIRE(fast_words(text) == naive_words(text));
  }
}

TEST_CASE("words are those of the written definition, in random code points of all planes") {
  TextMaker maker(2);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = maker.code_points(20);
    CAPTURE(text);
    REQUIRE(fast_words(text) == naive_words(text));
  }
}

TEST_CASE("every code point behind and before a letter gives the words of the written definition") {
  for (UChar32 code = 0; code < 0x110000; code += code < 0x3400 || code > 0xF000 ? 1 : 37) {
    if (U_IS_SURROGATE(code) || (code > 0x1FFFF && code < 0xE0000 && code % 64 != 0)) continue;
    if (code > 0xE0FFF && code % 512 != 0) continue;
    std::string text;
    icu::UnicodeString(u"a")
        .append(code)
        .append(u'e')
        .append(code)
        .append(static_cast<UChar32>(0x301))
        .toUTF8String(text);
    if (fast_words(text) != naive_words(text)) FAIL("code point ", code);
  }
}

TEST_CASE("every Cyrillic letter behind a Serbian text gives the words of the written definition") {
  for (UChar32 code = 0x400; code < 0x530; ++code) {
    for (const int times : {1, 2, 3}) {
      std::string text;
      icu::UnicodeString letters(u"\u0409\u0443\u0458\u043E ");
      for (int i = 0; i < times; ++i) letters.append(code).append(static_cast<UChar32>(0x301));
      letters.toUTF8String(text);
      if (fast_words(text) != naive_words(text)) FAIL("code point ", code, " ", times, " times");
    }
  }
}

TEST_CASE("every Chinese sign beside Latin letters and beside Kana gives the words of the written definition") {
  for (UChar32 code = 0x2E80; code < 0x32000; code += code < 0xA000 ? 1 : 61) {
    std::string text;
    icu::UnicodeString(u"x ")
        .append(code)
        .append(u"a \u3042")
        .append(code)
        .append(static_cast<UChar32>(0x3044))
        .toUTF8String(text);
    if (!U_IS_SURROGATE(code) && fast_words(text) != naive_words(text)) FAIL("code point ", code);
  }
}

TEST_CASE("a word that is nowhere respelt is spelt as it is, and any other as NFKC_Casefold of its bytes") {
  TextMaker maker(11);
  const std::vector<Article> articles = make_articles(maker, 150);
  const TextResult result = analyse(articles, {});
  REQUIRE(result.vocabulary.respelt.size() == result.vocabulary.size());
  const auto count = static_cast<std::size_t>(std::ranges::count(result.vocabulary.respelt, true));
  CHECK(count > 20);
  CHECK(count < result.vocabulary.size());
  for (std::size_t i = 0; i < articles.size(); ++i) {
    for (const WordId id : result.documents[i].words) {
      if (result.vocabulary.respelt[index_of(id)]) continue;
      const std::string& word = result.vocabulary[id];
      if (result.documents[i].words.size() < 50) {
        REQUIRE(spelling_in(full_text(articles[i]), word).find(word) != std::string::npos);
      }
    }
  }
}

TEST_CASE("words of random bytes are those of the written definition") {
  TextMaker maker(3);
  for (int round = 0; round < 5'000; ++round) {
    std::string text;
    for (std::size_t i = maker.below(30); i > 0; --i) text += static_cast<char>(maker.below(256));
    REQUIRE(fast_words(text) == naive_words(text));
  }
}

TEST_CASE("the bytes of a word hold the word, and never go backwards") {
  TextMaker maker(4);
  for (int round = 0; round < 5'000; ++round) {
    const std::string text = maker.any(12);
    CAPTURE(text);
    const bool serbian = test::naive_serbian(test::from_utf8(text));
    std::size_t begin = 0;
    std::size_t end = 0;
    for (const WordSpan& span : words_of(text)) {
      REQUIRE(span.begin >= begin);
      REQUIRE(span.end >= end);
      REQUIRE(span.begin < span.end);
      REQUIRE(span.end <= text.size());
      begin = span.begin;
      end = span.end;
      // The piece by itself may be cut elsewhere, so its words are compared as one string.
      std::string inside;
      for (const std::string& word : naive_words(std::string_view(text).substr(begin, end - begin), serbian)) {
        inside += word;
      }
      REQUIRE(inside.find(span.word) != std::string::npos);
    }
  }
}

TEST_CASE("documents hold the words of the full text, numbered by first appearance") {
  TextMaker maker(5);
  const std::vector<Article> articles = make_articles(maker, 300);
  const TextResult result = analyse(articles, {});
  std::size_t known = 0;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const Document& document = result.documents[i];
    std::vector<std::string> words;
    for (const WordId id : document.words) {
      REQUIRE(index_of(id) <= known);
      known = std::max(known, index_of(id) + 1);
      words.push_back(result.vocabulary[id]);
    }
    REQUIRE(words == naive_words(full_text(articles[i])));
    REQUIRE(document.title_words == naive_words(articles[i].title).size());
    REQUIRE(document.marks.size() == words.size());
  }
  CHECK(known == result.vocabulary.size());
  CHECK(std::set<std::string>(result.vocabulary.words.begin(), result.vocabulary.words.end()).size() == known);
}

TEST_CASE("leads hold the words that begin in the first bytes of the text") {
  TextMaker maker(6);
  const std::vector<Article> articles = make_articles(maker, 100);
  TextSettings settings;
  settings.lead_bytes = 40;
  const TextResult result = analyse(articles, settings);
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const std::vector<WordSpan> words = words_of(articles[i].text);
    const auto lead = std::count_if(words.begin(), words.end(), [](const WordSpan& word) { return word.begin < 40; });
    CHECK(result.documents[i].lead_words == result.documents[i].title_words + static_cast<std::size_t>(lead));
  }
}

TEST_CASE("passages cover all words in order, and none is empty") {
  TextMaker maker(7);
  const std::vector<Article> articles = make_articles(maker, 300);
  for (const int aim : {1, 10, 80}) {
    TextSettings settings;
    settings.passage_words = aim;
    settings.passage_min_words = aim / 4;
    for (const Document& document : analyse(articles, settings).documents) {
      std::uint32_t end = 0;
      for (const WordRange& passage : document.passages) {
        REQUIRE(passage.begin == end);
        REQUIRE(passage.end > passage.begin);
        end = passage.end;
      }
      REQUIRE(end == document.words.size());
    }
  }
}

TEST_CASE("any number of threads gives the same documents") {
  TextMaker maker(8);
  std::vector<Article> articles = make_articles(maker, 200);
  for (int i = 0; i < 6; ++i) {
    for (int k = 0; k < 40'000; ++k)
      articles[static_cast<std::size_t>(i) * 30].text += " w" + std::to_string(maker.below(60'000));
  }
  const auto analyse_with = [&](int threads) {
    const Threads set(threads);
    return analyse(articles, {});
  };
  const TextResult one = analyse_with(1);
  for (const int count : {2, 3, 7}) {
    const TextResult many = analyse_with(count);
    REQUIRE(many.vocabulary.words == one.vocabulary.words);
    for (std::size_t i = 0; i < articles.size(); ++i) {
      REQUIRE(many.documents[i].words == one.documents[i].words);
      REQUIRE(many.documents[i].marks == one.documents[i].marks);
      REQUIRE(many.documents[i].passages == one.documents[i].passages);
      REQUIRE(many.documents[i].language == one.documents[i].language);
    }
  }
}

TEST_CASE("sentences are in order, hold all words and stop at the number asked for") {
  TextMaker maker(9);
  for (int round = 0; round < 2'000; ++round) {
    const std::string text = maker.scraps(40);
    CAPTURE(text);
    const std::vector<ByteRange> all = sentences_of(text, 1'000);
    std::size_t end = 0;
    for (const ByteRange& range : all) {
      REQUIRE(range.begin >= end);
      REQUIRE(range.end > range.begin);
      REQUIRE(fast_words(std::string_view(text).substr(end, range.begin - end)).empty());
      end = range.end;
    }
    REQUIRE(fast_words(std::string_view(text).substr(end)).empty());
    REQUIRE(sentences_of(text, 2).size() == std::min<std::size_t>(2, all.size()));
  }
}

TEST_CASE("a cut text fits, and is the whole where the whole fits") {
  TextMaker maker(10);
  for (int round = 0; round < 3'000; ++round) {
    const std::string text = maker.scraps(10);
    CAPTURE(text);
    const std::size_t width = display_width(text);
    CHECK(cut_to_width(text, width) == text);
    const std::size_t columns = maker.below(width + 1);
    const std::string cut = cut_to_width(text, columns);
    CHECK(display_width(cut) <= columns);
    if (columns < width && columns > 0) CHECK(cut.ends_with("\u2026"));
  }
}

}  // namespace bundel
