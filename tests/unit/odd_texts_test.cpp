/// Texts too short, too long, too many, all the same, or written in another way: what counts, what folds, what stays.
#include "bundel/duplicates.h"
#include "bundel/pipeline.h"
#include "bundel/text.h"
#include "support/dups_run.h"
#include "support/noise.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace bundel;
using test::DupsOutput;
using test::record;
using test::run_over_records;

namespace {

/// "a<b:kind" for each line of --emit pairs, in order.
std::string pairs_of(const DupsOutput& output) {
  const auto field = [](const std::string& line, const std::string& name) {
    const std::size_t begin = line.find("\"" + name + "\":\"") + name.size() + 4;
    return line.substr(begin, line.find('"', begin) - begin);
  };
  std::string all;
  for (const std::string& line : test::lines_of(output.pairs)) {
    all += (all.empty() ? "" : " ") + field(line, "a") + "<" + field(line, "b") + ":" + field(line, "kind");
  }
  return all;
}

/// So many words of a made-up language.
class Writer {
 public:
  explicit Writer(unsigned seed) : random_(seed) {
    for (int i = 0; i < 4'000; ++i) vocabulary_.push_back(noise::word(random_) + noise::word(random_));
  }
  std::string text(std::size_t words) { return noise::text(random_, vocabulary_, words); }
  std::size_t below(std::size_t limit) { return noise::below(random_, limit); }

 private:
  noise::Random random_;
  std::vector<std::string> vocabulary_;
};

DupsResult dups_of(const std::string& path, DupsWanted wanted) {
  return run_dups({path}, wanted, {});
}

}  // namespace

TEST_CASE("texts of fewer words than min_run are identical or nothing") {
  const DupsOutput output =
      run_over_records({record("1", "Brand in Velmerdam"), record("2", "brand, in: VELMERDAM!"),
                        record("3", "Brand in Velmerdam geblust"), record("4", "Brand"), record("5", "Velmerdam")});
  CHECK(pairs_of(output) == "1<2:identical");
  CHECK(output.dropped == std::vector<std::string>{record("2", "brand, in: VELMERDAM!")});
  CHECK(output.kept.size() == 4);
  CHECK(output.adds_up());
}

TEST_CASE("texts of exactly min_run words are compared") {
  const DupsOutput output =
      run_over_records({record("1", "een twee drie vier vijf"), record("2", "een twee drie vier zes"),
                        record("3", "een twee drie vier vijf zes")});
  CHECK(pairs_of(output) == "3<1:copy");
  CHECK(output.adds_up());
}

TEST_CASE("empty texts and texts of punctuation are articles that match nothing") {
  const std::vector<std::string> records = {record("1", ""),         record("2", ""),
                                            record("3", "..."),      record("4", "..."),
                                            record("5", " \\n\\t "), record("6", "\u2014 \u2026 !?"),
                                            record("7", "\u00ad"),   record("8", "\U0001F600")};
  const DupsOutput output = run_over_records(records);
  CHECK(output.pairs.empty());
  CHECK(output.groups.empty());
  CHECK(output.kept == records);
  CHECK(output.dropped.empty());
  CHECK(output.adds_up());
}

TEST_CASE("a title alone is a text") {
  const std::vector<std::string> records = {R"({"id":"1","title":"Brug bij Velmerdam half jaar dicht"})",
                                            R"({"id":"2","title":"Brug bij Velmerdam half jaar dicht","text":""})",
                                            R"({"id":"3","text":"Brug bij Velmerdam half jaar dicht"})",
                                            R"({"id":"4","title":null,"text":"Brug bij Velmerdam half jaar dicht"})",
                                            R"({"id":"5","title":"Brug bij Velmerdam","text":"half jaar dicht"})",
                                            R"({"id":"6","title":"Brug bij Velmerdam weer open"})"};
  const DupsOutput output = run_over_records(records);
  CHECK(output.kept == std::vector<std::string>{records[0], records[5]});
  CHECK(pairs_of(output) == "1<2:identical 1<3:identical 1<4:identical 1<5:identical");
  CHECK(output.adds_up());
}

TEST_CASE("where all records are the same text one stays, and it is the first by date, then id") {
  std::vector<std::string> records;
  for (int i = 9; i > 0; --i) {
    records.push_back(record(std::to_string(i), "De veerpont van Aldermond vaart zeker tot vrijdag niet.",
                             i == 7 ? R"(,"date":"2024-03-04")" : ""));
  }
  const DupsOutput output = run_over_records(records);
  REQUIRE(output.kept.size() == 1);
  CHECK(output.kept[0] == records[2]);
  CHECK(output.dropped.size() == 8);
  CHECK(output.adds_up());
  CHECK(run_over_records(records, {"--keep", "first"}).kept == std::vector<std::string>{records[0]});
}

TEST_CASE("one record is kept") {
  const DupsOutput output = run_over_records({record("1", "De veerpont van Aldermond vaart niet.")});
  CHECK(output.kept.size() == 1);
  CHECK(output.dropped.empty());
  CHECK(output.groups.empty());
  CHECK(output.pairs.empty());
  CHECK(output.adds_up());
}

TEST_CASE("of 100,000 times the same text one stays, and no pair is compared") {
  const std::string text = Writer(1).text(12);
  std::string lines;
  for (int i = 0; i < 100'000; ++i) lines += record(std::to_string(100'000 + i), text) + "\n";
  const test::TempFolder folder;
  const std::string path = folder.write("a.jsonl", lines);
  const DupsResult groups = dups_of(path, DupsWanted::groups);
  REQUIRE(groups.groups.size() == 1);
  CHECK(groups.groups[0].kept == "100000");
  CHECK(groups.groups[0].members.size() == 99'999);
  CHECK(groups.counts.texts == 1);
  CHECK(groups.counts.candidates == 0);
  const DupsResult pairs = dups_of(path, DupsWanted::pairs);
  CHECK(pairs.pairs.size() == 99'999);
  CHECK(pairs.counts.candidates == 0);
}

TEST_CASE("20,000 near-identical texts cost one comparison each, not one a pair") {
  constexpr std::size_t kArticles = 20'000;
  Writer writer(2);
  const std::string text = writer.text(60);
  noise::Collection made;
  for (std::size_t i = 0; i < kArticles; ++i) {
    const std::size_t at = text.find(' ', writer.below(text.size() - 20));
    made.add(text.substr(0, at) + " w" + std::to_string(i) + text.substr(text.find(' ', at + 1)));
  }
  const CopyGroups found = find_groups(made.input(), {});
  REQUIRE(found.groups.size() == 1);
  CHECK(found.groups[0].members.size() == kArticles - 1);
  CHECK(found.counts.texts == kArticles);
  CHECK(found.counts.candidates <= 2 * kArticles);
  CHECK(found.counts.aligned == 0);
}

TEST_CASE("reprints of twenty texts are compared with what is kept of them, not with one another") {
  constexpr std::size_t kArticles = 5'000;
  Writer writer(3);
  std::vector<std::string> texts;
  for (int i = 0; i < 20; ++i) texts.push_back(writer.text(80));
  noise::Collection made;
  for (std::size_t i = 0; i < kArticles; ++i) {
    const std::string& text = texts[i % texts.size()];
    const std::size_t at = text.find(' ', writer.below(text.size() - 20));
    made.add(text.substr(0, at) + " w" + std::to_string(i) + text.substr(at));
  }
  const CopyGroups found = find_groups(made.input(), {});
  CHECK(found.groups.size() == texts.size());
  CHECK(found.counts.candidates <= 2 * kArticles);
}

TEST_CASE("an article of 50 MB, a copy and an excerpt of it are what they are") {
  constexpr std::size_t kPieces = 28'000;
  Writer writer(4);
  std::string text;
  std::string edited;
  std::string excerpt;
  for (std::size_t i = 0; i < kPieces; ++i) {
    const std::string piece =
        writer.text(100) + "herinneringsvermogens" + std::to_string(i) + " " + std::string(900, 'x') + " ";
    text += piece;
    edited += piece + (i % 2 == 0 ? "en zo verder " : "");
    if (i >= 1'000 && i < 2'000) excerpt += piece;
  }
  REQUIRE(text.size() > 50'000'000);
  const test::TempFolder folder;
  const std::string path =
      folder.write("a.jsonl", test::joined({record("a", text), record("b", edited), record("c", excerpt)}));
  const DupsResult result = dups_of(path, DupsWanted::pairs);
  REQUIRE(result.pairs.size() == 3);
  const auto kind_of = [&](std::size_t pair) { return result.pairs[pair].kind; };
  // The longer one comes first: neither has a date.
  CHECK(result.pairs[0].a == "b");
  CHECK(result.pairs[0].b == "a");
  CHECK(kind_of(0) == MatchKind::copy);
  CHECK(result.pairs[0].b_in_a == 1.0);
  CHECK(kind_of(1) == MatchKind::excerpt);
  CHECK(result.pairs[1].b == "c");
  CHECK(kind_of(2) == MatchKind::excerpt);
  CHECK(result.pairs[2].b_in_a == 1.0);
  CHECK(result.pairs[2].shared.size() == 1);
}

TEST_CASE("a reprint with two words changed is a copy in any script, and another report in it is none") {
  struct Script {
    const char* name;
    const char* text;
    const char* reprint;
    const char* other;
  };
  const Script scripts[] = {
      {"Latin",
       "De brug over de Aa bij Velmerdam gaat een half jaar dicht voor herstel van de pijlers, zegt de provincie.",
       "De brug over de Aa bij Velmerdam gaat een half jaar dicht voor herstel van beide pijlers, zegt de gemeente.",
       "In de haven van Sines is maandag een nieuwe kade geopend waar schepen waterstof kunnen laden en lossen."},
      {"Han", "据省政府介绍,维尔默丹附近的大桥将关闭半年,以便修复桥墩。工程将于下周一开始,预计耗资三百万欧元。",
       "据市政府介绍,维尔默丹附近的大桥将关闭半年,以便修复桥墩。工程将于下周一开始,预计耗资四百万欧元。",
       "锡尼什港星期一启用了新码头,船只可以在那里装卸氢气。当地渔民对此表示欢迎,但也有人担心海水污染。"},
      {"Kana",
       "州によると、フェルメルダムのアー川にかかるはしは、きゃくのしゅうりのため、はんとしのあいだ、とじられるというこ"
       "とです。",
       "まちによると、フェルメルダムのアー川にかかるはしは、きゃくのしゅうりのため、はんとしのあいだ、とじられるという"
       "ことです。",
       "シネスのみなとでは、げつようびにあたらしいふとうがひらかれ、ふねがすいそをつみこむことができるようになりました"
       "。"},
      {"Thai", "สะพานข้ามแม่น้ำใกล้เมืองเวลเมอร์ดัมจะปิดเป็นเวลาหกเดือนเพื่อซ่อมแซมเสาสะพาน ทางจังหวัดกล่าวเมื่อวันจันทร์ที่ผ่านมา",
       "สะพานข้ามแม่น้ำใกล้เมืองเวลเมอร์ดัมจะปิดเป็นเวลาหกเดือนเพื่อซ่อมแซมเสาสะพาน ทางเทศบาลกล่าวเมื่อวันจันทร์ที่ผ่านมา",
       "ท่าเรือซีเนสเปิดท่าเทียบเรือใหม่ซึ่งเรือสามารถบรรทุกไฮโดรเจนได้ ชาวประมงในท้องถิ่นยินดีกับข่าวนี้"},
      {"Arabic",
       "سيغلق الجسر فوق النهر قرب المدينة نصف عام لإصلاح الأعمدة كما قالت المحافظة يوم الاثنين الماضي في بيان",
       "سيغلق الجسر فوق النهر قرب المدينة نصف عام لإصلاح الأعمدة كما قالت البلدية يوم الاثنين الماضي في بيان",
       "افتتح في الميناء رصيف جديد يمكن للسفن أن تحمل فيه الهيدروجين ورحب الصيادون بهذا الخبر أمس"},
      {"Devanagari",
       "प्रांत ने सोमवार को कहा कि नदी पर बना पुल खंभों की मरम्मत के लिए आधे साल तक बंद रहेगा और यातायात दूसरे रास्ते से जाएगा",
       "नगर ने सोमवार को कहा कि नदी पर बना पुल खंभों की मरम्मत के लिए आधे साल तक बंद रहेगा और यातायात दूसरे रास्ते से जाएगा",
       "बंदरगाह में एक नया घाट खोला गया है जहाँ जहाज हाइड्रोजन भर सकते हैं और मछुआरों ने इस समाचार का स्वागत किया"},
      {"Hangul",
       "강을 가로지르는 다리는 교각 보수를 위해 반년 동안 폐쇄된다고 도 당국이 월요일 아침 기자 회견에서 밝혔다",
       "강을 가로지르는 다리는 교각 보수를 위해 반년 동안 폐쇄된다고 시 당국이 월요일 아침 기자 회견에서 밝혔다",
       "항구에 새로운 부두가 문을 열어 배들이 수소를 실을 수 있게 되었고 어민들은 이 소식을 크게 반겼다"},
      {"Cyrillic",
       "Мост через реку у Велмердама закроют на полгода для ремонта опор, сообщила в понедельник провинция своим "
       "жителям.",
       "Мост через реку у Велмердама закроют на полгода для ремонта опор, сообщила во вторник провинция своим жителям.",
       "В порту Синеша открыли новый причал, где суда могут грузить водород, и рыбаки встретили эту новость с "
       "радостью."},
  };
  std::vector<std::string> records;
  std::string expected;
  std::string all_scripts;
  for (const Script& script : scripts) {
    const std::string name = script.name;
    for (const auto& [end, text] : {std::pair{"-1", script.text}, {"-2", script.reprint}, {"-3", script.other}}) {
      records.push_back(record(name + end, text, R"(,"date":"2024-0)" + std::string(end).substr(1) + "\""));
    }
    all_scripts += std::string(script.text) + " ";
  }
  records.push_back(record("x-mixed", all_scripts, R"(,"date":"2024-04")"));
  const DupsOutput output = run_over_records(records);
  for (const Script& script : scripts) {
    CAPTURE(std::string(script.name));
    const std::string name = script.name;
    CHECK(pairs_of(output).find(name + "-1<" + name + "-2:copy") != std::string::npos);
    CHECK(pairs_of(output).find(name + "-1<x-mixed:excerpt") != std::string::npos);
    CHECK(pairs_of(output).find(name + "-3") == std::string::npos);
    CHECK(words_of(script.text).size() >= 15);
  }
  CHECK(output.kept.size() == 17);
  CHECK(output.adds_up());
}

TEST_CASE("composed and decomposed, full and half width, upper and lower case are the same words") {
  const auto same = [](std::string_view one, std::string_view other) {
    CAPTURE(std::string(one));
    const DupsOutput output = run_over_records({record("1", one), record("2", other)});
    CHECK(pairs_of(output) == "1<2:identical");
    CHECK(output.kept == std::vector<std::string>{record("1", one)});
    CHECK(output.adds_up());
  };
  same("Café Zoë à Liège", "Cafe\u0301 Zoe\u0308 a\u0300 Lie\u0300ge");
  same("\uD55C\uAD6D \uB274\uC2A4", "\u1112\u1161\u11AB\u1100\u116E\u11A8 \u1102\u1172\u1109\u1173");
  same("ＡＢＣ　１２３", "abc 123");
  same("ガギグ ニュース", "ｶﾞｷﾞｸﾞ ﾆｭｰｽ");
  same("STRASSE IN İZMİR", "Straße in i\u0307zmi\u0307r");
  same("samen\u00adwerking", "samenwerking");
}

TEST_CASE("one footer of 60 words makes no candidates of the articles above it") {
  constexpr std::size_t kArticles = 3'000;
  Writer writer(5);
  const std::string footer = writer.text(60);
  noise::Collection made;
  for (std::size_t i = 0; i < kArticles; ++i) made.add(writer.text(130 + writer.below(200)) + footer);
  const CopyGroups groups = find_groups(made.input(), {});
  CHECK(groups.groups.empty());
  CHECK(groups.counts.candidates <= kArticles / 10);
  const Matches matches = find_matches(made.input(), {});
  CHECK(matches.pairs.empty());
  CHECK(matches.counts.candidates <= kArticles / 10);
}

TEST_CASE("short articles that are mostly the same footer fold under the first, at one comparison each") {
  constexpr std::size_t kArticles = 3'000;
  Writer writer(6);
  const std::string footer = writer.text(60);
  noise::Collection made;
  for (std::size_t i = 0; i < kArticles; ++i) made.add(writer.text(40) + footer);
  const CopyGroups groups = find_groups(made.input(), {});
  REQUIRE(groups.groups.size() == 1);
  CHECK(groups.groups[0].members.size() == kArticles - 1);
  CHECK(groups.counts.candidates <= 2 * kArticles);
}
