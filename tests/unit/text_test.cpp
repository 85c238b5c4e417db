#include "bundel/text.h"
#include "bundel/terminal.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace bundel {
namespace {

using Words = std::vector<std::string>;

Words words(std::string_view text) {
  Words result;
  for (const WordSpan& span : words_of(text)) result.push_back(span.word);
  return result;
}

Article article(std::string title, std::string text) {
  Article result;
  result.id = "a";
  result.title = std::move(title);
  result.text = std::move(text);
  return result;
}

Document document_of(const Article& one, const TextSettings& settings = {}) {
  return analyse(std::span(&one, 1), settings).documents.front();
}

/// Words of title and text that are evidence for names: capitalised inside sentences.
Words names_of(const Article& one) {
  const TextResult result = analyse(std::span(&one, 1), {});
  const Document& document = result.documents.front();
  Words names;
  for (std::size_t i = 0; i < document.words.size(); ++i) {
    const WordMark mark = document.marks[i];
    if (has(mark, WordMark::inside) && has(mark, WordMark::capitalised)) {
      names.push_back(result.vocabulary[document.words[i]]);
    }
  }
  return names;
}

/// The mark of the first place of `word` in the text.
WordMark mark_of(const std::string& text, const std::string& word) {
  const Article one = article("", text);
  const TextResult result = analyse(std::span(&one, 1), {});
  for (std::size_t i = 0; i < result.documents[0].words.size(); ++i) {
    if (result.vocabulary[result.documents[0].words[i]] == word) return result.documents[0].marks[i];
  }
  FAIL("no word ", word);
  return {};
}

std::vector<std::uint32_t> passage_sizes(const Article& one, const TextSettings& settings = {}) {
  std::vector<std::uint32_t> sizes;
  for (const WordRange& passage : document_of(one, settings).passages) sizes.push_back(passage.size());
  return sizes;
}

/// `count` words that end with a full stop.
std::string sentence(std::size_t count) {
  std::string text = "Er";
  for (std::size_t i = 1; i < count; ++i) text += " was";
  return text + ".";
}

std::string language(const std::string& text) {
  return document_of(article("", text)).language;
}

}  // namespace

TEST_CASE("everything but letters, marks and digits separates words") {
  CHECK(words("Poetin's 3-daagse") == Words{"poetin", "s", "3", "daagse"});
  CHECK(words("can't e-mail snake_case 1,5%") == Words{"can", "t", "e", "mail", "snake", "case", "1", "5"});
  CHECK(words("G20 COVID19") == Words{"g20", "covid19"});
  CHECK(words("") == Words{});
  CHECK(words(" \n.,!") == Words{});
}

TEST_CASE("words are case-folded, composed and folded") {
  CHECK(words("Stra\u00DFe STRASSE") == Words{"strasse", "strasse"});
  CHECK(words("CAFE\u0301 caf\u00E9") == Words{"cafe", "cafe"});
  CHECK(words("a\u0302\u0323 a\u0323\u0302") == Words{"a", "a"});
  CHECK(words("\u0130stanbul") == Words{"istanbul"});
  CHECK(words("o\uFB03ce \uFF21\uFF22\uFF11") == Words{"office", "ab1"});
  CHECK(words("\u03A3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2") == Words{"\u03C3\u03B9\u03C3\u03C5\u03C6\u03BF\u03C3"});
  CHECK(words("\u041C\u041E\u0421\u041A\u0412\u0410") == Words{"\u043C\u043E\u0441\u043A\u0432\u0430"});
  CHECK(words("3\u00BD m\u00B2") == Words{"31", "2", "m2"});
}

TEST_CASE("characters without a shape join what they stand between") {
  CHECK(words("co\u00ADop") == Words{"coop"});
  CHECK(words("\u0915\u00AD\u093C") == Words{"\u0915\u093C"});
  CHECK(words("\uFEFFbegin zero\u200Bwidth") == Words{"begin", "zerowidth"});
}

TEST_CASE("a mark with nothing to stand on is a word of its own, unless folding drops it") {
  CHECK(words("\u093F") == Words{"\u093F"});
  CHECK(words("a \u093Fb") == Words{"a", "\u093Fb"});
  CHECK(words("\u0301") == Words{});
  CHECK(words("a \u0301b") == Words{"a", "b"});
  CHECK(words("a =\u0338 b") == Words{"a", "b"});
}

TEST_CASE("a letter under very many marks is still one word") {
  std::string text = "a";
  for (int i = 0; i < 3'000; ++i) text += "\u0301\u0323";
  CHECK(words(text + " b").size() == 2);
  CHECK(words(text) == Words{"a"});
}

TEST_CASE("malformed bytes separate words") {
  CHECK(words("ab\xFF"
              "cd") == Words{"ab", "cd"});
  CHECK(words("ab\xE2\x82 cd\xC3") == Words{"ab", "cd"});
  CHECK(words("a\xED\xA0\x80z") == Words{"a", "z"});
}

TEST_CASE("scripts with spaces keep their vowel signs and their words") {
  CHECK(words("\u0939\u093F\u0928\u094D\u0926\u0940 \u092D\u093E\u0937\u093E") ==
        Words{"\u0939\u093F\u0928\u094D\u0926\u0940", "\u092D\u093E\u0937\u093E"});
  CHECK(words("\u05E9\u05DC\u05D5\u05B9\u05DD, \u05E2\u05D5\u05DC\u05DD") ==
        Words{"\u05E9\u05DC\u05D5\u05DD", "\u05E2\u05D5\u05DC\u05DD"});
  CHECK(words("\u0645\u062D\u0645\u062F \u0648\u0635\u0644\u060C \u0665") ==
        Words{"\u0645\u062D\u0645\u062F", "\u0648\u0635\u0644", "5"});
  CHECK(words("\u1112\u1161\u11AB\u1100\u116E\u11A8 \uD55C\uAD6D") == Words{"\uD55C\uAD6D", "\uD55C\uAD6D"});
}

TEST_CASE("Chinese and Japanese runs are cut by the dictionary") {
  CHECK(words("\u4E2D\u56FD\u4EBA\u6C11\u3002\u5317\u4EAC") == Words{"\u4E2D\u56FD", "\u4EBA\u6C11", "\u5317\u4EAC"});
  CHECK(words("東京大学カラス") == Words{"东京", "大学", "カラス"});
  CHECK(words("東京タワー") == Words{"东京タワー"});
  CHECK(words("\uFF76\uFF9E\uFF97\uFF7D") == Words{"\u30AC\u30E9\u30B9"});
  CHECK(words("iPhone\u306F") == Words{"iphone", "\u306F"});
}

TEST_CASE("Thai is cut as written, before SARA AM is taken apart") {
  CHECK(words("รัฐบาลไทยกำลังประชุม") == Words{"รัฐบาล", "ไทย", "ก\u0E4D\u0E32ลัง", "ประชุม"});
}

TEST_CASE("Lao, Khmer and Burmese are cut by their dictionaries") {
  CHECK(words("ປະເທດລາວ") == Words{"ປະເທດ", "ລາວ"});
  CHECK(words("នាយករដ្ឋមន្ត្រី") == Words{"នាយក", "រដ្ឋមន្ត្រី"});
  CHECK(words("မြန်မာနိုင်ငံ") == Words{"မြန်မာနိုင်ငံ"});
}

TEST_CASE("a run of Thai or its kin is cut off from letters beside it and at a zero width space") {
  CHECK(words("iPhone\u0E44\u0E17\u0E22") == Words{"iphone", "\u0E44\u0E17\u0E22"});
  CHECK(words("\u0E44\u0E17\u0E22\u200B\u0E44\u0E17\u0E22") == Words{"\u0E44\u0E17\u0E22", "\u0E44\u0E17\u0E22"});
}

TEST_CASE("word spans are the bytes the words came from") {
  const std::string text = "Een CAFE\u0301-o\uFB03ce, 3\u00BD!";
  std::vector<std::string> written;
  for (const WordSpan& span : words_of(text)) written.push_back(text.substr(span.begin, span.end - span.begin));
  CHECK(written == Words{"Een", "CAFE\u0301", "o\uFB03ce", "3\u00BD", "\u00BD"});
}

TEST_CASE("word spans reach through dictionary cuts and normalisation") {
  const std::string text = "x \u6771\u4EAC\uFF76\uFF9E\uFF97\uFF7D y";
  std::vector<std::string> written;
  for (const WordSpan& span : words_of(text)) written.push_back(text.substr(span.begin, span.end - span.begin));
  CHECK(written == Words{"x", "\u6771\u4EAC", "\uFF76\uFF9E\uFF97\uFF7D", "y"});
}

TEST_CASE("the last word of the title and the first of the text do not join") {
  const Article one = article("Nieuw", "s van vandaag");
  const TextResult result = analyse(std::span(&one, 1), {});
  CHECK(result.vocabulary.words == Words{"nieuw", "s", "van", "vandaag"});
  CHECK(result.documents[0].title_words == 1);
  CHECK(full_text(one) == "Nieuw\ns van vandaag");
}

TEST_CASE("word numbers follow the first appearance over all articles") {
  const std::vector<Article> articles = {article("b a", "b c"), article("", ""), article("c d", "a")};
  const TextResult result = analyse(articles, {});
  CHECK(result.vocabulary.words == Words{"b", "a", "c", "d"});
  CHECK(result.documents[1].words.empty());
  CHECK(result.documents[1].passages.empty());
  CHECK(result.documents[2].words == std::vector<WordId>{WordId{2}, WordId{3}, WordId{1}});
}

TEST_CASE("the lead is the title and the words that begin in the first bytes of the text") {
  TextSettings settings;
  settings.lead_bytes = 5;
  CHECK(document_of(article("Een titel", "abc defgh ijk"), settings).lead_words == 4);
  CHECK(document_of(article("Een titel", "abcde fgh"), settings).lead_words == 3);
  CHECK(document_of(article("Een titel", "abc"), settings).lead_words == 3);
  settings.lead_bytes = 0;
  CHECK(document_of(article("Een titel", "abc"), settings).lead_words == 2);
}

TEST_CASE("marks and passages are left out where they are not asked for") {
  TextSettings settings;
  settings.marks = settings.passages = settings.detect_language = false;
  const Document document = document_of(article("Een titel", "Dit is een tekst."), settings);
  CHECK(document.words.size() == 6);
  CHECK(document.marks.empty());
  CHECK(document.passages.empty());
  CHECK(document.language.empty());
}

// --- marks -------------------------------------------------------------------------------------------------------

TEST_CASE("capitals inside sentences are evidence, those that begin them are not") {
  CHECK(names_of(article("", "De minister sprak gisteren met Poetin over gas. Daarna vertrok hij naar Moskou.")) ==
        Words{"poetin", "moskou"});
  CHECK(mark_of("De minister sprak met Poetin.", "de") == WordMark::capitalised);
  CHECK(mark_of("De minister sprak met Poetin.", "sprak") == WordMark::inside);
}

TEST_CASE("abbreviations and initials do not end a sentence") {
  CHECK(names_of(article("", "Yesterday the reporters asked Mr. Smith and George W. Bush about the war.")) ==
        Words{"mr", "smith", "george", "w", "bush"});
}

TEST_CASE("what a quotation mark, a colon, a dash or a bracket opens begins a sentence") {
  CHECK(names_of(article("",
                         "He told the papers: Never again will they \"Stop here\" \u2013 Perhaps they (Maybe) should "
                         "\u201CListen\u201D to us.")) == Words{});
  CHECK(names_of(article("", "Hij las in de krant \"Trouw\" Vandaag over het beleid van zijn minister.")) ==
        Words{"vandaag"});
}

TEST_CASE("an apostrophe that joins two words opens nothing") {
  CHECK(names_of(article("", "Il presidente visita oggi l'Italia e la capitale dell\u2019Ungheria con il ministro.")) ==
        Words{"italia", "ungheria"});
}

TEST_CASE("Title Case and ALL CAPS lines tell nothing, sentence-case titles do") {
  CHECK(names_of(article("Putin Meets Trump for Talks in Helsinki After Long Delay", "")) == Words{});
  CHECK(names_of(article("PUTIN MEETS TRUMP IN HELSINKI", "")) == Words{});
  CHECK(names_of(article("Poetin ontmoet Trump in Helsinki", "")) == Words{"trump", "helsinki"});
  CHECK(names_of(article("", "PUTIN MEETS TRUMP\nThe two men spoke in Helsinki about the war.")) == Words{"helsinki"});
  CHECK(
      names_of(article("", "BREAKING NEWS FROM HELSINKI. The two presidents will later speak about war in Finland.")) ==
      Words{"finland"});
}

TEST_CASE("words in capitals count in a sentence of lower case") {
  CHECK(names_of(article("", "Gisteren heeft de NAVO samen met de FBI een verklaring afgelegd.")) ==
        Words{"navo", "fbi"});
}

TEST_CASE("German nouns stand inside their sentence") {
  CHECK(names_of(article("Bundesregierung beschlie\u00DFt Hilfspaket f\u00FCr Landwirte", "")) ==
        Words{"hilfspaket", "landwirte"});
}

TEST_CASE("the case is that of the first letter as written") {
  CHECK(mark_of("we zagen \u00C9duard en \u01C5uro in de stad", "eduard") ==
        (WordMark::inside | WordMark::capitalised));
  CHECK(mark_of("we zagen \u00C9duard en \u01C5uro in de stad", "dzuro") == (WordMark::inside | WordMark::capitalised));
  CHECK(mark_of("het werd gezegd door iPhone gebruikers", "iphone") == WordMark::inside);
  CHECK(mark_of("we luisterden de hele dag naar 2Pac in de auto", "2pac") ==
        (WordMark::inside | WordMark::capitalised));
}

TEST_CASE("numbers are marked in any script, and scripts without case are never capitalised") {
  CHECK(mark_of("in 2023 waren het er veel", "2023") == (WordMark::inside | WordMark::number));
  CHECK(mark_of("\u0641\u064A \u0662\u0660\u0662\u0663", "2023") == WordMark::number);
  CHECK(mark_of("\u5317\u4EAC 2023", "\u5317\u4EAC") == WordMark::none);
  CHECK(mark_of("de G20 kwam bijeen", "g20") == (WordMark::inside | WordMark::capitalised));
}

// --- passages ----------------------------------------------------------------------------------------------------

TEST_CASE("paragraphs are passages, and the title belongs to the first") {
  const Article one = article("Een titel", sentence(30) + "\n" + sentence(40) + "\r\n\r\n" + sentence(25));
  CHECK(passage_sizes(one) == std::vector<std::uint32_t>{32, 40, 25});
}

TEST_CASE("short paragraphs are joined to the next, a last one to the one before") {
  CHECK(passage_sizes(article("", sentence(5) + "\n" + sentence(10) + "\n" + sentence(30) + "\n" + sentence(7))) ==
        std::vector<std::uint32_t>{52});
  CHECK(passage_sizes(article("", sentence(30) + "\n" + sentence(5) + "\n" + sentence(30))) ==
        std::vector<std::uint32_t>{30, 35});
}

TEST_CASE("long paragraphs are cut at sentence ends") {
  std::string text;
  for (int i = 0; i < 10; ++i) text += sentence(20) + " ";
  CHECK(passage_sizes(article("", text)) == std::vector<std::uint32_t>{80, 80, 40});
  CHECK(passage_sizes(article("", sentence(60) + " " + sentence(60))) == std::vector<std::uint32_t>{120});
}

TEST_CASE("a sentence without an end is cut at words") {
  CHECK(passage_sizes(article("", sentence(400))) == std::vector<std::uint32_t>{80, 80, 80, 80, 80});
  CHECK(passage_sizes(article("", sentence(155))) == std::vector<std::uint32_t>{155});
}

TEST_CASE("a title without text is a passage, and nothing is none") {
  CHECK(passage_sizes(article("Een titel", "")) == std::vector<std::uint32_t>{2});
  CHECK(passage_sizes(article("", "...")).empty());
}

// --- language ----------------------------------------------------------------------------------------------------

TEST_CASE("pieces are lines, and the sentences within") {
  const auto pieces = [](const std::string& text) { return document_of(article("A title", text)).pieces; };
  using Begins = std::vector<std::uint32_t>;
  CHECK(pieces("One line.\nAnother line. And more! Is it?\r\n\n  The end") == Begins{2, 4, 6, 8, 10});
  CHECK(pieces("Mr. Kay of the U.S. Navy v. Dr. Low. Next one.") == Begins{2, 12});
  CHECK(pieces("Sen. Kay spoke. 3. Kay rode. So.\nNo. 4") == Begins{2, 5, 8, 9});
  CHECK(pieces("He said: \"Go home.\" She went (so they say). End of it… Or not") == Begins{2, 6, 11, 14});
  CHECK(pieces("see example.org/a.b for 3.14") == Begins{2});
  CHECK(pieces("他们今天到达。明天离开。").size() == 2);
  CHECK(pieces("...").empty());
  CHECK(document_of(article("Only. A. Title.", "")).pieces.empty());
}

TEST_CASE("the language is the record's, or what is detected reliably") {
  CHECK(language("De regering heeft gisteren besloten dat de belastingen volgend jaar niet omhoog gaan.") == "nl");
  CHECK(language("The government decided yesterday that taxes will not go up in the coming year.") == "en");
  CHECK(language(
            "\u05D4\u05DE\u05DE\u05E9\u05DC\u05D4 \u05D4\u05D7\u05DC\u05D9\u05D8\u05D4 \u05D0\u05EA\u05DE\u05D5\u05DC "
            "\u05DC\u05D0 \u05DC\u05D4\u05E2\u05DC\u05D5\u05EA \u05D0\u05EA \u05D4\u05DE\u05D9\u05E1\u05D9\u05DD") ==
        "he");
  CHECK(
      language("\u653F\u5E9C\u6628\u5929\u51B3\u5B9A\u660E\u5E74\u4E0D\u63D0\u9AD8\u7A0E\u6536\uFF0C\u4EBA\u6C11\u5F88"
               "\u9AD8\u5174\u3002") == "zh");
  CHECK(language("") == "");
  CHECK(language("12345 67890") == "");
  Article given = article("", "The government decided yesterday that taxes will not go up.");
  given.language = "xx";
  CHECK(document_of(given).language == "xx");
}

TEST_CASE("bad bytes and controls do not keep a language from being detected") {
  CHECK(language("De regering heeft gisteren\x01 besloten\xFF dat de belastingen volgend jaar niet omhoog gaan.") ==
        "nl");
}

// --- sentences and widths ----------------------------------------------------------------------------------------

TEST_CASE("sentences end at full stops and lines, without surrounding white space") {
  const std::string text = "  Mr. Smith kwam. Hij zag \u201Calles.\u201D  Toen\nging hij weg \n\n";
  std::vector<std::string> found;
  for (const ByteRange& range : sentences_of(text, 10))
    found.push_back(text.substr(range.begin, range.end - range.begin));
  CHECK(found == Words{"Mr. Smith kwam.", "Hij zag \u201Calles.\u201D", "Toen", "ging hij weg"});
  CHECK(sentences_of(text, 2).size() == 2);
  CHECK(sentences_of(text, 0).empty());
  CHECK(sentences_of("", 3).empty());
}

TEST_CASE("wide letters take two columns, marks and controls none") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("caf\u00E9") == 4);
  CHECK(display_width("cafe\u0301") == 4);
  CHECK(display_width("\u5317\u4EAC") == 4);
  CHECK(display_width("\uFF21") == 2);
  CHECK(display_width("\uD55C") == 2);
  CHECK(display_width("\u1112\u1161\u11AB") == 2);
  CHECK(display_width("\uFF76\uFF9E") == 2);
  CHECK(display_width("a\u200Bb\tc\n") == 3);
  CHECK(display_width("") == 0);
}

TEST_CASE("an emoji takes two columns however it is put together") {
  CHECK(display_width("\U0001F600") == 2);
  CHECK(display_width("\U0001F468\u200D\U0001F469\u200D\U0001F467") == 2);
  CHECK(display_width("\U0001F1F3\U0001F1F1") == 2);
  CHECK(display_width("\U0001F44D\U0001F3FD") == 2);
  CHECK(display_width("\u263A") == 1);
  CHECK(display_width("\u263A\uFE0F") == 2);
}

TEST_CASE("a text is cut to whole letters, with an ellipsis in the last column") {
  CHECK(cut_to_width("abcdef", 6) == "abcdef");
  CHECK(cut_to_width("abcdef", 5) == "abcd\u2026");
  CHECK(cut_to_width("abcdef", 1) == "\u2026");
  CHECK(cut_to_width("abcdef", 0) == "");
  CHECK(cut_to_width("", 0) == "");
  CHECK(cut_to_width("\u5317\u4EAC\u5E02", 4) == "\u5317\u2026");
  CHECK(cut_to_width("\u5317\u4EAC", 4) == "\u5317\u4EAC");
  CHECK(cut_to_width("cafe\u0301s zijn", 5) == "cafe\u0301\u2026");
}

}  // namespace bundel
