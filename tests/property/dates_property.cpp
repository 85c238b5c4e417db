/// Dates that ICU writes are read back, and columns decide as a rule written out in full says.
#include "bundel/read.h"

#include "support/temp_folder.h"
#include "support/threads.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace bundel {
namespace {

constexpr std::int64_t kFrom = -31'536'000;  // 1969, the first year that two digits mean
constexpr std::int64_t kTo = 2'524'608'000;  // 2050

std::int64_t random_second(std::mt19937_64& random, std::int64_t from = kFrom) {
  return from + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(kTo - from));
}

std::string format(const icu::DateFormat& with, std::int64_t second) {
  icu::UnicodeString text;
  with.format(static_cast<UDate>(second) * 1000, text);
  std::string bytes;
  return text.toUTF8String(bytes);
}

std::unique_ptr<icu::SimpleDateFormat> formatter(const char* pattern, const char* language) {
  UErrorCode status = U_ZERO_ERROR;
  auto made =
      std::make_unique<icu::SimpleDateFormat>(icu::UnicodeString::fromUTF8(pattern), icu::Locale(language), status);
  REQUIRE(U_SUCCESS(status) != 0);
  made->adoptTimeZone(icu::TimeZone::getGMT()->clone());
  return made;
}

constexpr std::array kLanguages = {"en", "en_GB", "de", "de_AT", "fr", "nl", "es", "it", "pt", "pt_PT", "da", "pl",
                                   "ru", "tr",    "sv", "nb",    "cs", "ro", "uk", "ca", "fi", "el",    "hu", "sk"};

TEST_CASE("a day that ICU writes in words is read as that day") {
  std::mt19937_64 random(61);
  for (const char* language : kLanguages) {
    for (const char* pattern :
         {"d MMMM y", "d LLLL y", "EEEE d MMMM y", "EEEE, d. MMMM y", "EEE d MMM y", "MMMM d, y", "MMM d, y", "d-MMM-y",
          "dd-MMM-yy", "d 'de' MMMM 'de' y", "y MMMM d", "'Date': d MMM y", "EEE, dd MMM y", "d LLL y"}) {
      const auto with = formatter(pattern, language);
      for (int round = 0; round < 40; ++round) {
        const std::int64_t second = random_second(random);
        const std::int64_t day = first_day({second, second + 1}) * kSecondsPerDay;
        const std::string written = format(*with, second);
        CAPTURE(written);
        REQUIRE(parse_date(written) == TimeSpan{day, day + kSecondsPerDay});
      }
    }
    const auto month = formatter("LLLL y", language);
    const auto moment = formatter("d MMMM y HH:mm:ss xx", language);
    for (int round = 0; round < 40; ++round) {
      const std::int64_t second = random_second(random);
      const TimeSpan exact{second, second + 1};
      CAPTURE(format(*month, second));
      REQUIRE(parse_date(format(*month, second)) == parse_date(format_date(exact).substr(0, 7)));
      REQUIRE(parse_date(format(*moment, second)) == exact);
    }
  }
}

TEST_CASE("a full date as each language has it is read as that day") {
  std::mt19937_64 random(62);
  std::vector<const char*> languages(kLanguages.begin(), kLanguages.end());
  languages.insert(languages.end(), {"ja", "zh", "ko", "bg", "id", "ar"});
  for (const char* language : languages) {
    for (const auto style : {icu::DateFormat::kFull, icu::DateFormat::kLong}) {
      const std::unique_ptr<icu::DateFormat> with(icu::DateFormat::createDateInstance(style, icu::Locale(language)));
      with->adoptTimeZone(icu::TimeZone::getGMT()->clone());
      for (int round = 0; round < 60; ++round) {
        const std::int64_t second = random_second(random);
        const std::int64_t day = first_day({second, second + 1}) * kSecondsPerDay;
        const std::string written = format(*with, second);
        CAPTURE(written);
        REQUIRE(parse_date(written) == TimeSpan{day, day + kSecondsPerDay});
      }
    }
  }
}

TEST_CASE("a moment that ICU writes with a zone is read as that moment") {
  std::mt19937_64 random(63);
  for (const char* region : {"Europe/Amsterdam", "America/New_York", "Asia/Kolkata", "Australia/Adelaide",
                             "Pacific/Auckland", "America/Argentina/Buenos_Aires", "Africa/Casablanca"}) {
    const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(region));
    for (const char* pattern :
         {"yyyy-MM-dd'T'HH:mm:ssxxx", "yyyy-MM-dd'T'HH:mm:ssxxx'['VV']'", "EEE, d MMM yyyy HH:mm:ss xx",
          "EEE MMM dd HH:mm:ss xx yyyy", "EEEE, MMMM d, yyyy h:mm:ss a xx", "d MMM yyyy HH:mm:ss 'GMT'xxx",
          "yyyy/MM/dd HH:mm:ss xxx"}) {
      const auto with = formatter(pattern, "en");
      with->setTimeZone(*zone);
      for (int round = 0; round < 60; ++round) {
        const std::int64_t second = random_second(random, 0);
        const std::string written = format(*with, second);
        CAPTURE(written);
        REQUIRE(parse_date(written) == TimeSpan{second, second + 1});
      }
    }
    // A name alone: an hour that comes twice is one of the two.
    const auto with = formatter("d MMM yyyy HH:mm:ss VV", "en");
    with->setTimeZone(*zone);
    for (int round = 0; round < 200; ++round) {
      const std::string written = format(*with, random_second(random, 0));
      CAPTURE(written);
      const auto read = parse_date(written);
      REQUIRE(read);
      REQUIRE(read->end - read->begin == 1);
      REQUIRE(format(*with, read->begin) == written);
    }
  }
}

TEST_CASE("no bytes make the reader of dates fail") {
  std::mt19937_64 random(64);
  const std::vector<std::string> parts = {"2023", "24",
                                          "2",    "/",
                                          "-",    ".",
                                          ",",    " ",
                                          ":",    "10",
                                          "T",    "Z",
                                          "+",    "01",
                                          "[",    "]",
                                          "(",    ")",
                                          "Feb",  "mar",
                                          "vr",   "PM",
                                          "CET",  "年",
                                          "月",   "日",
                                          "時",   "午後",
                                          "\xff", "é",
                                          "de",   "h",
                                          "W08",  "D:",
                                          "Date", "'",
                                          "1e9",  "Europe/Berlin",
                                          "0",    "\""};
  std::size_t read = 0;
  for (int round = 0; round < 100'000; ++round) {
    std::string text;
    for (std::uint64_t i = random() % 9; i > 0; --i) text += parts[random() % parts.size()];
    const auto span = parse_date(text);
    if (!span) continue;
    ++read;
    CAPTURE(text);
    REQUIRE(span->begin < span->end);
    REQUIRE(format_date(*span).size() >= 4);
  }
  CHECK(read > 500);
}

// --- columns -----------------------------------------------------------------------------------------------------

struct Numbers {
  int first = 1;
  int second = 1;
};
using Column = std::vector<Numbers>;

/// The rule of ReadSettings::date_order, one date at a time.
std::string naive_reading(const std::vector<Column>& files, std::size_t file, const Numbers& date,
                          DateOrder otherwise) {
  const auto orders = [](const Column& column) {
    std::set<DateOrder> seen;
    for (const Numbers& d : column) {
      if (d.first > 12) seen.insert(DateOrder::dmy);
      if (d.second > 12) seen.insert(DateOrder::mdy);
    }
    return seen;
  };
  const auto as = [&](DateOrder order) {
    const bool day_first = order == DateOrder::dmy;
    return fmt::format("2023-{:02}-{:02}", day_first ? date.second : date.first, day_first ? date.first : date.second);
  };
  if (date.first > 12 || date.first == date.second) return as(DateOrder::dmy);
  if (date.second > 12) return as(DateOrder::mdy);
  std::set<DateOrder> seen = orders(files[file]);
  if (seen.empty()) {
    for (const Column& other : files) seen.merge(orders(other));
  }
  if (seen.size() == 1) return as(*seen.begin());
  return otherwise == DateOrder::unknown ? "" : as(otherwise);
}

TEST_CASE("columns decide as the rule says, whatever the order of files and the threads") {
  std::mt19937_64 random(65);
  std::size_t ambiguous = 0;
  for (int round = 0; round < 200; ++round) {
    std::vector<Column> files(1 + random() % 4);
    const test::TempFolder folder;
    std::vector<std::string> paths;
    for (std::size_t f = 0; f < files.size(); ++f) {
      std::string lines;
      const std::uint64_t kind = random() % 4;  // shows nothing, the day first, the month first, perhaps both
      for (std::uint64_t i = 0; i < 1 + random() % 6; ++i) {
        Numbers date{static_cast<int>(1 + random() % 12), static_cast<int>(1 + random() % 12)};
        const int large = static_cast<int>(13 + random() % 16);
        if (random() % 3 == 0 && (kind == 1 || kind == 3)) date.first = large;
        if (random() % 3 == 0 && (kind == 2 || kind == 3) && date.first <= 12) date.second = large;
        files[f].push_back(date);
        lines +=
            fmt::format("{{\"id\":\"{} {}\",\"text\":\"t\",\"date\":\"{}/{}/2023\"}}\n", f, i, date.first, date.second);
      }
      paths.push_back(folder.write(fmt::format("{}.jsonl", f), lines));
    }
    ReadSettings settings;
    settings.date_order = DateOrder{static_cast<std::uint8_t>(random() % 3)};
    settings.today = TimeSpan{kTo, kTo + kSecondsPerDay};
    std::shuffle(paths.begin(), paths.end(), random);
    const Threads set(1 + static_cast<int>(random() % 3));
    const Collection read = read_articles(paths, settings);
    std::size_t undecided = 0;
    for (const Article& article : read.articles) {
      const std::size_t space = article.id.find(' ');
      const std::size_t f = std::stoul(article.id.substr(0, space));
      const Numbers& date = files[f][std::stoul(article.id.substr(space + 1))];
      CAPTURE(article.id);
      const std::string expected = naive_reading(files, f, date, settings.date_order);
      REQUIRE((article.time ? format_date(*article.time) : "") == expected);
      undecided += expected.empty() ? 1 : 0;
    }
    REQUIRE(read.ambiguous_dates == undecided);
    REQUIRE(read.undated == undecided);
    REQUIRE(read.ambiguous_date.has_value() == (undecided > 0));
    ambiguous += undecided;
  }
  CHECK(ambiguous > 20);
}

}  // namespace
}  // namespace bundel
