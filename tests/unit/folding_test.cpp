/// Spellings of one word that meet, and words that stay apart. The definition itself is held in tests/property.
#include "bundel/text.h"

#include <doctest/doctest.h>

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

struct Pair {
  std::string_view one;
  std::string_view other;
};

void check_meet(const std::vector<Pair>& pairs) {
  for (const auto& [one, other] : pairs) {
    CAPTURE(std::string(one));
    CAPTURE(std::string(other));
    CHECK(!words(one).empty());
    CHECK(words(one) == words(other));
  }
}

void check_part(const std::vector<Pair>& pairs) {
  for (const auto& [one, other] : pairs) {
    CAPTURE(std::string(one));
    CAPTURE(std::string(other));
    CHECK(words(one) != words(other));
  }
}

Article article(std::string title, std::string text) {
  Article result;
  result.id = "a";
  result.title = std::move(title);
  result.text = std::move(text);
  return result;
}

}  // namespace

TEST_CASE("capitals without accents meet what they stand for") {
  check_meet({{"ΑΘΉΝΑ", "Αθήνα"},
              {"ΤΟ ΠΛΟΙΟ ΦΘΑΝΕΙ ΑΎΡΙΟ ΣΤΟΝ ΠΕΙΡΑΙΑ", "το πλοίο φθάνει αύριο στον Πειραιά"},
              {"Η ΠΡΟΕΔΡΟΣ ΤΗΣ ΕΥΒΟΪΑΣ", "η πρόεδρος της Ευβοΐας"},
              {"L'ETE A L'ECOLE", "l’été à l’école"},
              {"UN COEUR D'OUVRIER", "un cœur d’ouvrier"},
              {"DIYARBAKIR İÇİN IŞIK", "Diyarbakır için ışık"},
              {"ISTANBUL", "İstanbul"},
              {"STRASSE", "Straße"}});
}

TEST_CASE("missing diacritics meet the letters that have them") {
  check_meet({{"Lodz zolw", "Łódź żółw"},
              {"Pristina dzudo", "Priština džudo"},
              {"Angstrom smorrebrod", "Ångström smørrebrød"},
              {"thing um adra", "þing um aðra"},
              {"Ha Noi duong pho", "Hà Nội đường phố"},
              {"Baki seher", "Bakı şəhər"},
              {"manana", "mañana"}});
}

TEST_CASE("Romanian cedilla and comma meet") {
  check_meet({{"pre\u015Fedintele Constan\u0163ei", "pre\u0219edintele Constan\u021Bei"},
              {"\u015E\u0162", "\u0218\u021A"},
              {"s\u0327i", "s\u0326i"}});
}

TEST_CASE("Arabic and Persian letters of two keyboards meet") {
  check_meet({{"کتاب‌های ایرانی", "كتاب‌های ایراني"},
              {"على مستوى القاهره", "علي مستوي القاهرة"},
              {"أحمد إلى آخر ٱلكتاب", "احمد الي اخر الكتاب"},
              {"كتـــاب", "كتاب"},
              {"مُحَمَّدٌ يَقْرَأُ", "محمد يقرأ"},
              {"مسئول مؤتمر", "مسيول موتمر"},
              {"خانۀ ما", "خانه ما"},
              {"ﻣﺤﻤﺪ ﷲ", "محمد الله"}});
  check_part({{"كتاب", "گتاب"}, {"پدر", "بدر"}, {"لڑکے", "لڑکی"}});
}

TEST_CASE("Hebrew points vanish, vowel signs of other scripts do not") {
  check_meet({{"שָׁלוֹם", "שלום"}});
  check_part({{"कल", "कि"}, {"हिन्दी", "हिनदी"}, {"ขาว", "ข่าว"}, {"কল", "কাল"}, {"か", "が"}});
}

TEST_CASE("Cyrillic loses stress marks and the dots of yo, and keeps its letters") {
  check_meet({{"всё ещё", "все еще"}, {"за\u0301мок", "замок"}, {"Ѝ", "и"}});
  check_part({{"мой", "мои"}, {"ўсё", "усе"}, {"їжа", "іжа"}, {"ґанок", "ганок"}, {"мир", "мір"}});
}

TEST_CASE("apostrophes separate in all their spellings") {
  for (const std::string apostrophe : {"\u2019", "\u2018", "\u02BC", "\u02BB", "\u02B9", "\u02BD", "\u02BF", "\u201B",
                                       "\uFF07", "`", "\u00B4", "\u2032", "\uA78C"}) {
    CAPTURE(apostrophe);
    CHECK(words("g" + apostrophe + "oya bo" + apostrophe + "lib") == words("g'oya bo'lib"));
    CHECK(words("об" + apostrophe + "єкт") == words("об'єкт"));
    CHECK(words("l" + apostrophe + "eau d" + apostrophe + "Evian") == words("l'eau d'Evian"));
    CHECK(words("the mayor" + apostrophe + "s") == words("the mayor's"));
  }
  CHECK(words("\u0149 man") == words("'n man"));
}

TEST_CASE("digits of all scripts are those of ASCII") {
  check_meet({{"٢٠٢٣ ۲۰۲۳", "2023 2023"}, {"१५ অক্টোবর ২০", "15 অক্টোবর 20"}});
}

TEST_CASE("Serbian in Cyrillic meets Serbian in Latin letters") {
  check_meet({{"Љубав и џеп, њега ђака и ћерке у Чачку", "Ljubav i džep, njega đaka i ćerke u Čačku"},
              {"ЉУБАВ ЈЕ ЖИВА", "LJUBAV JE ŽIVA"},
              {"Пожар у Шапцу је угашен", "Požar u Šapcu je ugašen"}});
}

TEST_CASE("Cyrillic of other languages stays Cyrillic, also where a Serbian word is quoted") {
  CHECK(words("Пожар в Москве потушен") == Words{"пожар", "в", "москве", "потушен"});
  CHECK(words("Мэр сказал: «ја» — и ушёл") == Words{"мэр", "сказал", "ја", "и", "ушел"});
  CHECK(words("Рада ухвалила рішення") == Words{"рада", "ухвалила", "рішення"});
}

TEST_CASE("title and text are read alike: what tells Serbian may stand in either") {
  const std::vector<Article> articles = {article("Пожар у Београду", "Ватра је угашена."),
                                         article("Ватра је угашена", "Пожар у Београду.")};
  const TextResult result = analyse(articles, {});
  CHECK(result.vocabulary.words == Words{"pozar", "u", "beogradu", "vatra", "je", "ugasena"});
}

TEST_CASE("traditional Chinese signs meet the simplified ones, and are cut as these are") {
  check_meet(
      {{"中國的經濟發展", "中国的经济发展"}, {"臺灣與香港的關係", "台湾与香港的关系"}, {"乾隆著作", "乾隆著作"}});
}

TEST_CASE("Japanese is cut as it is written, and spelt alike with and without Kana beside it") {
  CHECK(words("新聞を読む").front() == words("新聞").front());
  CHECK(words("東京大学カラス") == Words{"东京", "大学", "カラス"});
}

TEST_CASE("the bytes of a folded word are those it is written in") {
  const std::string text = "Œuvre, cafe\u0301 și ћевапи о\u02BBz 中國 Љ";
  std::vector<std::string> written;
  for (const WordSpan& span : words_of(text)) written.push_back(text.substr(span.begin, span.end - span.begin));
  CHECK(written == Words{"Œuvre", "cafe\u0301", "și", "ћевапи", "о", "z", "中國", "Љ"});
}

TEST_CASE("a word is shown as the text spells it where it stands first, in lower case") {
  CHECK(spelling_in("De elfde, ÉLYSÉE en Elysee", "elysee") == "\u00E9lys\u00E9e");
  CHECK(spelling_in("Љубав је", "ljubav") == "љубав");
  CHECK(spelling_in("中國的經濟", "中国") == "中國");
  CHECK(spelling_in("een twee", "drie") == "drie");
}

TEST_CASE("the vocabulary knows which words are somewhere spelt otherwise") {
  const std::vector<Article> articles = {article("", "elysee Paris"), article("", "Élysée, paris, l\u02BCeau")};
  const TextResult result = analyse(articles, {});
  CHECK(result.vocabulary.words == Words{"elysee", "paris", "l", "eau"});
  CHECK(result.vocabulary.respelt == std::vector<bool>{true, false, false, false});
}

TEST_CASE("an initial that folds to two letters is an initial all the same") {
  const Article one = article("", "Gisteren sprak de heer Þ. Jónsson met de pers over het verdrag.");
  const TextResult result = analyse(std::span(&one, 1), {});
  REQUIRE(result.vocabulary[result.documents[0].words[5]] == "jonsson");
  CHECK(result.documents[0].marks[5] == (WordMark::inside | WordMark::capitalised));
  CHECK(sentences_of(one.text, 9).size() == 1);
}

}  // namespace bundel
