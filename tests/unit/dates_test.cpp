/// What the read room promises of dates: every form by example, columns that decide, and what is no date.
#include "bundel/read.h"

#include "bundel/error.h"
#include "support/temp_folder.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace bundel {
namespace {

using test::TempFolder;

struct Row {
  std::string given;
  std::string printed;
};

/// What each is read as: "" is none.
void check_readings(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.given);
    const auto span = parse_date(row.given);
    CHECK((span ? format_date(*span) : "") == row.printed);
    if (!span) continue;
    CHECK(span->begin < span->end);
    CHECK(parse_date(row.printed) == span);
  }
}

// --- forms -------------------------------------------------------------------------------------------------------

TEST_CASE("every form of a database is read, and printed at the precision it has") {
  check_readings({
      {"2023", "2023"},
      {"1000", "1000"},
      {"9999-12", "9999-12"},
      {"2023-02", "2023-02"},
      {"2023-12", "2023-12"},
      {"2023-02-21", "2023-02-21"},
      {" 2023-02-21\n", "2023-02-21"},
      {"2024-02-29", "2024-02-29"},
      {"2000-02-29", "2000-02-29"},
      {"1969-12-31", "1969-12-31"},
      {"20230221", "2023-02-21"},
      {"2023-02-21T08:01:00Z", "2023-02-21T08:01:00Z"},
      {"2023-02-21t08:01:00z", "2023-02-21T08:01:00Z"},
      {"2023-02-21T08:01:00", "2023-02-21T08:01:00Z"},
      {"2023-02-21 08:01:00", "2023-02-21T08:01:00Z"},
      {"2023-02-21 08:01", "2023-02-21T08:01:00Z"},
      {"2023-02-21T08:01:00.999999", "2023-02-21T08:01:00Z"},
      {"2023-02-21T08:01:00,5Z", "2023-02-21T08:01:00Z"},
      {"2023-02-21T00:30:00+02:00", "2023-02-20T22:30:00Z"},
      {"2023-02-21T00:30:00+0200", "2023-02-20T22:30:00Z"},
      {"2023-02-21T00:30:00 +02", "2023-02-20T22:30:00Z"},
      {"2023-12-31T22:00:00-05:00", "2024-01-01T03:00:00Z"},
      {"2023-02-21 08:01:00 UTC", "2023-02-21T08:01:00Z"},
      {"2023-02-21 08:01:00 GMT", "2023-02-21T08:01:00Z"},
      {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
      {"20230221T080100Z", "2023-02-21T08:01:00Z"},
      {"20230221080100", "2023-02-21T08:01:00Z"},
      {"Tue, 21 Feb 2023 10:00:00 +0100", "2023-02-21T09:00:00Z"},
      {"Tue, 21 Feb 2023 10:00:00 +0100 (CET)", "2023-02-21T09:00:00Z"},
      {"21 Feb 2023 10:00 EST", "2023-02-21T15:00:00Z"},
      {"Wed, 1 mar 2023 10:00:00 GMT", "2023-03-01T10:00:00Z"},
      {"21 Feb 2023", "2023-02-21"},
      {"1676966460", "2023-02-21T08:01:00Z"},
      {"1676966460.75", "2023-02-21T08:01:00Z"},
      {"1676966460123", "2023-02-21T08:01:00Z"},
      {"100000000", "1973-03-03T09:46:40Z"},
      {"915148800000", "1999-01-01T00:00:00Z"},
      {"1676966460123456", "2023-02-21T08:01:00Z"},
      {"1676966460123456789", "2023-02-21T08:01:00Z"},
      {"20230221T08", "2023-02-21T08:00:00Z"},
      {"2023-02-21T", "2023-02-21"},
      {"24/02/00", "2000-02-24"},
      {"00/02/2023", ""},
      {"2023-02-21T08", "2023-02-21T08:00:00Z"},
      {"2023-02-21T08+02:00", "2023-02-21T06:00:00Z"},
      {"2023-02-21T24:00:00", "2023-02-22T00:00:00Z"},
      {"2023-12-31T24:00Z", "2024-01-01T00:00:00Z"},
      {"D:20230221", "2023-02-21"},
      {"D:20230221080100+01'00'", "2023-02-21T07:01:00Z"},
      {"/Date(1676966460000)/", "2023-02-21T08:01:00Z"},
      {"/Date(1676966460000+0100)/", "2023-02-21T08:01:00Z"},
  });
}

TEST_CASE("weeks and days of the year are those of ISO 8601") {
  check_readings({{"2023-W08-2", "2023-02-21"},
                  {"2023W082", "2023-02-21"},
                  {"2023-W08", "2023-W08"},
                  {"2023W08", "2023-W08"},
                  {"2020-W53", "2020-W53"},
                  {"2025-W01", "2025-W01"},
                  {"9999-W52", ""},
                  {"9999-W51", "9999-W51"},
                  {"1000-W01", ""},
                  {"1000-W01-2", ""},
                  {"1000-W01-3", "1000-01-01"},
                  {"2020-W53-5", "2021-01-01"},
                  {"2025-W01-1", "2024-12-30"},
                  {"2023-W53-1", ""},
                  {"2023-W00-1", ""},
                  {"2023-W08-8", ""},
                  {"2023-W082", ""},
                  {"2023-052", "2023-02-21"},
                  {"2024-366", "2024-12-31"},
                  {"2023-366", ""},
                  {"2023-000", ""}});
  CHECK(parse_date("2023-W08")->end - parse_date("2023-W08")->begin == 7 * kSecondsPerDay);
}

TEST_CASE("numbers of a day stand in any order that can be told") {
  check_readings({{"2023/11/02", "2023-11-02"},
                  {"2023-2-4", "2023-02-04"},
                  {"2023.02.04", "2023-02-04"},
                  {"2023/11/02 10:00:00", "2023-11-02T10:00:00Z"},
                  {"2023/11", "2023-11"},
                  {"11/2023", "2023-11"},
                  {"02.11.2023", "2023-11-02"},
                  {"2. 11. 2023", "2023-11-02"},
                  {"02.11.2023, 10:00 Uhr", "2023-11-02T10:00:00Z"},
                  {"02.11.23", "2023-11-02"},
                  {"24/02/2023", "2023-02-24"},
                  {"24-02-2023", "2023-02-24"},
                  {"24-2-2023 10:00", "2023-02-24T10:00:00Z"},
                  {"02/24/2023", "2023-02-24"},
                  {"2/24/23", "2023-02-24"},
                  {"24/02/68", "2068-02-24"},
                  {"24/02/69", "1969-02-24"},
                  {"2/24/2023 10:00:00 PM", "2023-02-24T22:00:00Z"},
                  {"03/03/2023", "2023-03-03"},
                  {"02/03/2023", ""},
                  {"02-03-2023 10:00", ""},
                  {"24-02-23", ""},
                  {"31/02/2023", ""},
                  {"13/13/2023", ""},
                  {"24/02-2023", ""},
                  {"24/2023/02", ""},
                  {"1401/12/05", ""},
                  {"24/02/2023/1", ""}});
}

TEST_CASE("months are named in many languages, in any case, full or short") {
  const std::vector<std::string> feb_24 = {"24 February 2023",
                                           "February 24, 2023",
                                           "24 FEB 2023",
                                           "Feb. 24, 2023",
                                           "Feb 24th, 2023",
                                           "24-Feb-2023",
                                           "24Feb2023",
                                           "2023 Feb 24",
                                           "the 24th of February, 2023",
                                           "24. Februar 2023",
                                           "Freitag, den 24. Februar 2023",
                                           "24 février 2023",
                                           "vendredi 24 fevrier 2023",
                                           "24 FÉVRIER 2023",
                                           "24 févr. 2023",
                                           "24 februari 2023",
                                           "vr 24 feb 2023",
                                           "24 febr. 2023",
                                           "24 de febrero de 2023",
                                           "viernes, 24 de febrero de 2023",
                                           "24/feb/2023",
                                           "24 febbraio 2023",
                                           "venerdì 24 febbraio 2023",
                                           "24 de fevereiro de 2023",
                                           "sexta-feira, 24 de fevereiro de 2023",
                                           "fredag den 24. februar 2023",
                                           "24 lutego 2023 r.",
                                           "24 luty 2023",
                                           "24 февраля 2023 г.",
                                           "24 ФЕВРАЛЬ 2023",
                                           "24 Şubat 2023 Cuma",
                                           "24 SUBAT 2023",
                                           "24 februari 2023",
                                           "24. února 2023",
                                           "24 februarie 2023",
                                           "24 лютого 2023 року",
                                           "24 de febrer del 2023",
                                           "24. helmikuuta 2023",
                                           "24 Φεβρουαρίου 2023",
                                           "2023. február 24.",
                                           "2023年2月24日",
                                           "2023年2月24日(金)",
                                           "2023년 2월 24일 금요일",
                                           "٢٤ فبراير ٢٠٢٣"};
  for (const std::string& given : feb_24) check_readings({{given, "2023-02-24"}});
  check_readings({{"2 november 2023", "2023-11-02"},
                  {"Nov 2, 2023", "2023-11-02"},
                  {"24 Sept 2023", "2023-09-24"},
                  {"24 sett. 2023", "2023-09-24"},
                  {"1 de marzo de 2008", "2008-03-01"},
                  {"1er mars 2008", "2008-03-01"},
                  {"1º de março de 2008", "2008-03-01"},
                  {"01-Mar-08", "2008-03-01"},
                  {"01. Mrz 08", "2008-03-01"},
                  {"March 01, 2008", "2008-03-01"},
                  {"1 maart ’08", "2008-03-01"},
                  {"24 d’agost de 2023", "2023-08-24"},
                  {"November 2023", "2023-11"},
                  {"noviembre de 2023", "2023-11"},
                  {"2023年2月", "2023-02"},
                  {"2023年", "2023"},
                  {"30 février 2023", ""},
                  {"24 Feb", ""},
                  {"24 jui 2023", ""},
                  {"24 February March 2023", ""},
                  {"24 or 25 February 2023", ""},
                  {"24 brumaire 2023", ""}});
}

TEST_CASE("a word that is a weekday in one language and a month in another is what the rest leaves it") {
  check_readings({{"mar 24 feb 2023", "2023-02-24"},
                  {"mar. 24/02/2023", "2023-02-24"},
                  {"24 mar 2023", "2023-03-24"},
                  {"Mar 24, 2023", "2023-03-24"}});
}

TEST_CASE("the weekday says which of two numbers is the day") {
  check_readings({{"Thu 02/03/2023", "2023-03-02"}, {"Fri, 02/03/2023", "2023-02-03"}, {"Mon 02/03/2023", ""}});
}

TEST_CASE("letters and digits of other widths, invisible ones and labels are no matter") {
  check_readings({{"２０２３-02-24", "2023-02-24"},
                  {"2023\u201102\u201124", "2023-02-24"},
                  {"\u200e24\u00a0Feb\u202f2023", "2023-02-24"},
                  {"24／02／2023", "2023-02-24"},
                  {"Published: 2023-02-24", "2023-02-24"},
                  {"Published: 2023-02-24T10:00:00+01:00", "2023-02-24T09:00:00Z"},
                  {"Date: Fri, 24 Feb 2023", "2023-02-24"},
                  {"Opublikowano: 24 lut 2023", "2023-02-24"},
                  {"Posted on Friday, February 24, 2023", "2023-02-24"},
                  {"Published 2023-02-24T10:00:00Z", "2023-02-24T10:00:00Z"},
                  {"Rotterdam, 24 februari 2023", "2023-02-24"},
                  {"\"2023-02-24\"", "2023-02-24"},
                  {"yesterday 2023", ""},
                  {"vol. 12/2023", ""},
                  {"24 February 2023 or thereabouts", ""}});
}

TEST_CASE("clocks are read as people write them") {
  check_readings({{"2023-02-24 10:00 AM", "2023-02-24T10:00:00Z"},
                  {"Friday, February 24, 2023 10:00 p.m.", "2023-02-24T22:00:00Z"},
                  {"24 Feb 2023 12 AM", "2023-02-24T00:00:00Z"},
                  {"24 Feb 2023 12:30 pm", "2023-02-24T12:30:00Z"},
                  {"24 Feb 2023, 10:00:07.25", "2023-02-24T10:00:07Z"},
                  {"10:00, 24 February 2023 (UTC)", "2023-02-24T10:00:00Z"},
                  {"10:00 AM - 24 Feb 2023", "2023-02-24T10:00:00Z"},
                  {"24 février 2023 à 10h30", "2023-02-24T10:30:00Z"},
                  {"24 février 2023 à 10 h", "2023-02-24T10:00:00Z"},
                  {"24 de febrero de 2023 a las 10:30", "2023-02-24T10:30:00Z"},
                  {"24. februar 2023 kl. 10.30", "2023-02-24T10:30:00Z"},
                  {"24 lutego 2023, godz. 10:30", "2023-02-24T10:30:00Z"},
                  {"24-2-2023 om 10:30 uur", "2023-02-24T10:30:00Z"},
                  {"2023年2月24日 10時30分", "2023-02-24T10:30:00Z"},
                  {"2023年2月24日(金) 午後3:30", "2023-02-24T15:30:00Z"},
                  {"2023年2月24日上午12点05分", "2023-02-24T00:05:00Z"},
                  {"2023년 2월 24일 오후 3:30", "2023-02-24T15:30:00Z"},
                  {"24 Feb 2023 24:00", "2023-02-25T00:00:00Z"},
                  {"24 Feb 2023 25:00", ""},
                  {"24 Feb 2023 10:61", ""},
                  {"Feb 2023 10:00", ""},
                  {"10:00", ""}});
}

TEST_CASE("a clock hangs by its zone; what zone cannot be known leaves the day") {
  check_readings({{"Fri, 24 Feb 2023 10:00:00 CET", "2023-02-24T09:00:00Z"},
                  {"Fri, 24 Jul 2023 10:00:00 CEST", "2023-07-24T08:00:00Z"},
                  {"2023-02-24 10:00 EET", "2023-02-24T08:00:00Z"},
                  {"24 Feb 2023 10:00 MSK", "2023-02-24T07:00:00Z"},
                  {"24 Feb 2023 10:00 JST", "2023-02-24T01:00:00Z"},
                  {"Feb 24, 2023 10:00 a.m. ET", "2023-02-24T15:00:00Z"},
                  {"Jul 24, 2023 10:00 a.m. ET", "2023-07-24T14:00:00Z"},
                  {"Fri Feb 24 10:00:00 +0100 2023", "2023-02-24T09:00:00Z"},
                  {"Fri Feb 24 10:00:00 CET 2023", "2023-02-24T09:00:00Z"},
                  {"Fri Feb 24 10:00:00 2023", "2023-02-24T10:00:00Z"},
                  {"Fri Feb 24 2023 10:00:00 GMT+0100 (Central European Standard Time)", "2023-02-24T09:00:00Z"},
                  {"2023-02-24 10:00:00 +0000 UTC", "2023-02-24T10:00:00Z"},
                  {"2023-02-24 10:00 UTC+1", "2023-02-24T09:00:00Z"},
                  {"2023-02-24T10:00:00 Europe/Berlin", "2023-02-24T09:00:00Z"},
                  {"2023-07-24T10:00:00 Europe/Berlin", "2023-07-24T08:00:00Z"},
                  {"2023-07-24T10:00:00[Europe/Amsterdam]", "2023-07-24T08:00:00Z"},
                  {"2023-02-24T10:00:00+01:00[Europe/Amsterdam]", "2023-02-24T09:00:00Z"},
                  {"2023-02-24T10:00:00Z[UTC]", "2023-02-24T10:00:00Z"},
                  {"24 Feb 2023 10:00 IST", "2023-02-24"},
                  {"2023-02-24T10:00:00 Europe/Atlantis", "2023-02-24"},
                  {"2023-02-24T10:00:00 XYZ", "2023-02-24"},
                  {"24 Feb 2023 10:00 Central European Time", "2023-02-24"},
                  {"24 Feb 2023 8:00 in the evening", "2023-02-24"},
                  {"2023年2月24日晚上8:00", "2023-02-24"},
                  {"2023-02-24T10:00:00+24:00", ""},
                  {"2023-02-24T10:00:00+", ""}});
}

TEST_CASE("what is no date is none") {
  for (const char* given : {"",
                            " ",
                            "yesterday",
                            "2 hours ago",
                            "0999",
                            "23",
                            "202",
                            "2023-",
                            "2023-13",
                            "2023-00",
                            "2023-02-30",
                            "2023-02-00",
                            "2023-02-29",
                            "1900-02-29",
                            "20231321",
                            "202302",
                            "2023022",
                            "2023-02-21T24:00:01",
                            "2023-02-21T08:60",
                            "2023-02-21T08:01:61",
                            "2023-0221",
                            "2023-02-21080100",
                            "Tue, 32 Feb 2023",
                            "21 ebm 2023",
                            "12345678",
                            "-1676966460",
                            "1676966460.",
                            "1676966460.x",
                            "16769664601234567",
                            "0000-00-00 00:00:00",
                            "9999-12-31T23:59:59-01:00",
                            "1000-01-01T00:00:00+01:00",
                            "99999999999999999999999",
                            "Q1 2023",
                            "Week 8, 2023",
                            "+++",
                            "::::",
                            "/",
                            "年月日",
                            "\xff\xfe",
                            "T10:00",
                            "24 \xff 2023",
                            "Feb 99999999999999, 2023"}) {
    const std::string text = given;
    CAPTURE(text);
    CHECK_FALSE(parse_date(text).has_value());
  }
  CHECK_FALSE(parse_date("24 February 2023" + std::string(1000, ',')).has_value());
}

TEST_CASE("threads may be the first to ask for a name of a month") {
  std::vector<std::optional<TimeSpan>> read(8);
  std::vector<std::thread> threads;
  for (auto& span : read) threads.emplace_back([&span] { span = parse_date("24 août 2023"); });
  for (std::thread& thread : threads) thread.join();
  for (const auto& span : read) CHECK(span == parse_date("2023-08-24"));
}

TEST_CASE("spans are half-open seconds in UTC") {
  CHECK(parse_date("1970") == TimeSpan{0, 365 * kSecondsPerDay});
  CHECK(parse_date("1970-02") == TimeSpan{31 * kSecondsPerDay, 59 * kSecondsPerDay});
  CHECK(parse_date("1969-12-31") == TimeSpan{-kSecondsPerDay, 0});
  CHECK(parse_date("1970-01-01T00:00:07Z") == TimeSpan{7, 8});
}

TEST_CASE("a span that no form says exactly prints as its first day") {
  CHECK(format_date({0, 3 * kSecondsPerDay}) == "1970-01-01");
  CHECK(format_date({10, 20}) == "1970-01-01");
  CHECK(format_date({-10, kSecondsPerDay}) == "1969-12-31");
}

// --- columns -----------------------------------------------------------------------------------------------------

using Dates = std::map<std::string, std::string>;
using Lines = std::vector<std::string>;  // one date a line

/// Files of dates in lines; ids are the file's letter and the line: a1, a2, b1.
struct Files {
  TempFolder folder;
  std::vector<std::string> paths;

  explicit Files(const std::vector<Lines>& files) {
    for (std::size_t f = 0; f < files.size(); ++f) {
      std::string lines;
      const char name = static_cast<char>('a' + f);
      for (std::size_t i = 0; i < files[f].size(); ++i)
        lines += fmt::format("{{\"id\":\"{}{}\",\"text\":\"t\",\"date\":\"{}\"}}\n", name, i + 1, files[f][i]);
      paths.push_back(folder.write(fmt::format("{}.jsonl", name), lines));
    }
  }
};

Dates dates_of(const Collection& collection) {
  Dates dates;
  for (const Article& article : collection.articles) dates[article.id] = article.time ? format_date(*article.time) : "";
  return dates;
}

ReadSettings until_2024() {
  ReadSettings settings;
  settings.today = parse_date("2024-12-31");
  return settings;
}

TEST_CASE("one date that has only one reading decides those of its file") {
  const Files files({Lines{"02/03/2023", "24/03/2023", "2-3-2023 10:00"}, Lines{"02/03/2023", "03/24/2023"}});
  const Collection c = read_articles(files.paths, until_2024());
  CHECK(dates_of(c) == Dates{{"a1", "2023-03-02"},
                             {"a2", "2023-03-24"},
                             {"a3", "2023-03-02T10:00:00Z"},
                             {"b1", "2023-02-03"},
                             {"b2", "2023-03-24"}});
  CHECK(c.undated == 0);
}

TEST_CASE("a file that shows no order takes the one that all others show, whatever their order") {
  const Files files({Lines{"02/03/2023"}, Lines{"24/03/2023"}, Lines{"05/06/2023"}});
  std::vector<std::string> paths = files.paths;
  const Dates expected = {{"a1", "2023-03-02"}, {"b1", "2023-03-24"}, {"c1", "2023-06-05"}};
  do {
    CHECK(dates_of(read_articles(paths, until_2024())) == expected);
  } while (std::next_permutation(paths.begin(), paths.end()));
}

TEST_CASE("where files disagree, one that shows no order stays undecided") {
  const Files files({Lines{"02/03/2023"}, Lines{"24/03/2023"}, Lines{"03/24/2023"}});
  const Collection c = read_articles(files.paths, until_2024());
  CHECK(dates_of(c).at("a1").empty());
  CHECK(c.undated == 1);
  CHECK(c.ambiguous_dates == 1);
  CHECK(c.bad_dates == 0);
  REQUIRE(c.ambiguous_date);
  CHECK(c.ambiguous_date->written == "02/03/2023");
  CHECK(c.ambiguous_date->place == files.paths[0] + ":1");
}

TEST_CASE("a file that shows both orders decides nothing, and the date order does") {
  const Files files({Lines{"02/03/2023", "24/03/2023", "03/24/2023"}, Lines{"04/24/2023"}, Lines{"05/06/2023"}});
  ReadSettings settings = until_2024();
  CHECK(dates_of(read_articles(files.paths, settings)).at("a1").empty());
  settings.date_order = DateOrder::mdy;
  const Collection c = read_articles(files.paths, settings);
  CHECK(dates_of(c).at("a1") == "2023-02-03");
  CHECK(dates_of(c).at("c1") == "2023-05-06");
  CHECK(c.ambiguous_dates == 0);
  CHECK_FALSE(c.ambiguous_date);
}

TEST_CASE("what a file shows goes before the date order") {
  const Files files({Lines{"02/03/2023", "24/03/2023"}});
  ReadSettings settings = until_2024();
  settings.date_order = DateOrder::mdy;
  CHECK(dates_of(read_articles(files.paths, settings)).at("a1") == "2023-03-02");
}

TEST_CASE("a weekday before a date shows the order of its column too") {
  const Files files({Lines{"02/03/2023", "Sat 05/04/2024"}});
  CHECK(dates_of(read_articles(files.paths, until_2024())).at("a1") == "2023-02-03");
}

TEST_CASE("dots have the day first, also in a file with the month first") {
  const Files files({Lines{"02.03.2023", "03/24/2023"}});
  CHECK(dates_of(read_articles(files.paths, until_2024())).at("a1") == "2023-03-02");
}

TEST_CASE("since and until look at dates as their column decides") {
  const Files files({Lines{"02/03/2023", "01/02/2023", "24/03/2023"}, Lines{"02/03/2023", "03/24/2023"}});
  ReadSettings settings = until_2024();
  settings.since = parse_date("2023-03");
  const Collection c = read_articles(files.paths, settings);
  CHECK(dates_of(c) == Dates{{"a1", "2023-03-02"}, {"a3", "2023-03-24"}, {"b2", "2023-03-24"}});
  CHECK(c.outside == 2);
  CHECK(c.records == 5);
}

TEST_CASE("a table's column decides too") {
  const TempFolder folder;
  const std::string path = folder.write("a.csv", "id,title,date\n1,x,02-03-2023\n2,y,24-03-2023\n");
  CHECK(dates_of(read_articles({path}, until_2024())) == Dates{{"1", "2023-03-02"}, {"2", "2023-03-24"}});
}

TEST_CASE("where one date field cannot be read the next is taken, in records and in rows") {
  const TempFolder folder;
  const std::string lines =
      folder.write("a.jsonl",
                   "{\"id\":\"1\",\"text\":\"t\",\"date\":\"2 hours ago\",\"published\":\"24 feb 2023\"}\n"
                   "{\"id\":\"2\",\"text\":\"t\",\"date\":0,\"published\":\"2023-02-25\"}\n"
                   "{\"id\":\"3\",\"text\":\"t\",\"date\":\"2 hours ago\",\"published\":null}\n");
  const std::string rows = folder.write("a.csv",
                                        "id,text,date,published\n1,t,2 hours ago,24 feb 2023\n2,t,0,2023-02-25\n"
                                        "3,t,2 hours ago,\n");
  for (const std::string& path : {lines, rows}) {
    CAPTURE(path);
    const Collection c = read_articles({path}, until_2024());
    CHECK(dates_of(c) == Dates{{"1", "2023-02-24"}, {"2", "2023-02-25"}, {"3", ""}});
    CHECK(c.bad_dates == 1);
    CHECK(c.epoch_dates == 0);
  }
}

// --- impossible dates --------------------------------------------------------------------------------------------

TEST_CASE("the zero of a clock is no date, written as a day, a moment or a number") {
  const TempFolder folder;
  for (const char* zero :
       {"0", "0.0", "-86400", "\"0\"", "\"1970-01-01\"", "\"1970-01-01T00:00:00Z\"", "\"1970-01-01T23:59:59Z\"",
        "\"1970-01-01T00:00:00+01:00\"", "\"Thu, 01 Jan 1970 00:00:00 GMT\"", "\"01/01/1970\"", "\"1 januari 1970\"",
        "\"1969-12-31T19:00:00-05:00\""}) {
    CAPTURE(std::string(zero));
    const Collection c =
        read_articles({folder.write("a.jsonl", fmt::format("{{\"text\":\"t\",\"date\":{}}}", zero))}, until_2024());
    REQUIRE(c.articles.size() == 1);
    CHECK_FALSE(c.articles[0].time);
    CHECK(c.undated == 1);
    CHECK(c.epoch_dates == 1);
    CHECK(c.bad_dates == 0);
  }
}

TEST_CASE("the days around the zero of a clock, its month and its year are dates") {
  const Files files({Lines{"1969-12-31", "1970-01-02", "1970-01", "1970", "1969-12-31T09:00:00Z"}});
  const Collection c = read_articles(files.paths, until_2024());
  CHECK(c.epoch_dates == 0);
  CHECK(c.undated == 0);
}

TEST_CASE("days after tomorrow are no dates") {
  const Files files({Lines{"2024-12-31", "2025-01-01", "2025-01-01T23:59:59Z", "2025-01-02", "2025-01-02T00:00:00Z",
                           "2024", "2025-01", "2566-02-24", "24 Feb 2566", "2025"}});
  const Collection c = read_articles(files.paths, until_2024());
  CHECK(dates_of(c) == Dates{{"a1", "2024-12-31"},
                             {"a2", "2025-01-01"},
                             {"a3", "2025-01-01T23:59:59Z"},
                             {"a4", ""},
                             {"a5", ""},
                             {"a6", "2024"},
                             {"a7", "2025-01"},
                             {"a8", ""},
                             {"a9", ""},
                             {"a10", "2025"}});
  CHECK(c.future_dates == 4);
  CHECK(c.undated == 4);
}

TEST_CASE("a date that its column puts in the future is none") {
  const Files files({Lines{"02/12/2024", "24/03/2023"}, Lines{"02/12/2024", "03/24/2023"}});
  ReadSettings settings;
  settings.today = parse_date("2024-06-30");
  const Collection c = read_articles(files.paths, settings);
  CHECK(dates_of(c).at("a1").empty());
  CHECK(dates_of(c).at("b1") == "2024-02-12");
  CHECK(c.future_dates == 1);
  CHECK(c.ambiguous_dates == 0);
}

TEST_CASE("without a day of today it is the clock's") {
  const TimeSpan now = clock_day();
  CHECK(now.end - now.begin == kSecondsPerDay);
  CHECK(now.begin % kSecondsPerDay == 0);
  const TimeSpan later{now.begin + 30 * kSecondsPerDay, now.end + 30 * kSecondsPerDay};
  const Files files({Lines{format_date(now), format_date(later)}});
  const Collection c = read_articles(files.paths, {});
  CHECK(dates_of(c) == Dates{{"a1", format_date(now)}, {"a2", ""}});
}

TEST_CASE("the first date that cannot be read is kept as written, with its place") {
  const Files files({Lines{"2023", "gisteren \\u0007\\u202e", "soon"}});
  const Collection c = read_articles(files.paths, until_2024());
  CHECK(c.bad_dates == 2);
  REQUIRE(c.bad_date);
  CHECK(c.bad_date->written == "gisteren   ");
  CHECK(c.bad_date->place == files.paths[0] + ":2");
  const Files long_ones({Lines{std::string(41, 'x')}, Lines{std::string(40, 'x')}});
  CHECK(read_articles({long_ones.paths[0]}, {}).bad_date->written == std::string(40, 'x') + "…");
  CHECK(read_articles({long_ones.paths[1]}, {}).bad_date->written == std::string(40, 'x'));
}

}  // namespace
}  // namespace bundel
