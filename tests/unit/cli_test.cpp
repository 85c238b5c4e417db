#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <list>
#include <map>
#include <set>
#include <sstream>
#include <thread>

#include "bundel/error.h"
#include "cli/arguments.h"
#include "cli/config.h"
#include "cli/file_name.h"
#include "cli/output.h"
#include "cli/paths.h"
#include "support/setting_trials.h"
#include "support/temp_folder.h"

using namespace bundel;
using namespace bundel::cli;

namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

std::size_t entries_of(const std::string& folder) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++count;
  return count;
}

Plan plan(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "bundel");
  std::string text;
  const auto parsed = parse_arguments(static_cast<int>(arguments.size()), arguments.data(), text);
  REQUIRE(parsed);
  return *parsed;
}

std::set<std::string> names(const std::map<std::string, std::string>& settings) {
  std::set<std::string> all;
  for (const auto& [name, where] : settings) all.insert(name);
  return all;
}

/// What is said of arguments that are refused.
std::string refusal(const std::vector<const char*>& arguments) {
  try {
    plan(arguments);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a file appears only when it is whole, and what stood there stays until then") {
  const test::TempFolder folder;
  const std::string path = folder.write("out.jsonl", "old");
  {
    Output out(path);
    out.stream() << "half";
  }
  CHECK(bytes_of(path) == "old");
  CHECK(entries_of(folder.path()) == 1);
  {
    Output out(path);
    out.stream() << "new";
    CHECK(bytes_of(path) == "old");
    out.commit();
  }
  CHECK(bytes_of(path) == "new");
  CHECK(entries_of(folder.path()) == 1);
}

TEST_CASE("a link is followed and stays a link") {
  const test::TempFolder folder;
  const std::string path = folder.write("out.jsonl", "old");
  const std::string link = folder / "link";
  std::filesystem::create_symlink(path, link);
  Output out(link);
  out.stream() << "new";
  out.commit();
  CHECK(std::filesystem::is_symlink(link));
  CHECK(bytes_of(path) == "new");
}

TEST_CASE("what is no regular file is written as it comes and never replaced") {
  const test::TempFolder folder;
  const std::string pipe = folder / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::string got;
  std::thread reader([&] { got = bytes_of(pipe); });
  {
    Output out(pipe);
    out.stream() << "through";
    out.commit();
  }
  reader.join();
  CHECK(got == "through");
  CHECK(std::filesystem::is_fifo(pipe));
}

TEST_CASE("however many files are unfinished, the end of the program takes them all away") {
  const test::TempFolder folder;
  const std::string kept = folder.write("kept", "old");
  const pid_t child = ::fork();
  if (child == 0) {
    std::list<Output> outputs;
    for (int i = 0; i < 50; ++i) outputs.emplace_back(folder / ("out" + std::to_string(i))).stream() << "half";
    for (int i = 0; i < 50; i += 3) outputs.erase(std::next(outputs.begin(), i % static_cast<int>(outputs.size())));
    outputs.emplace_back(kept).stream() << "half" << std::flush;
    interrupt_output();
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(WEXITSTATUS(status) == 130);
  CHECK(entries_of(folder.path()) == 1);
  CHECK(bytes_of(kept) == "old");
}

TEST_CASE("a file is known by any of its names, whether it is there or not") {
  const test::TempFolder folder;
  const std::string file = folder.write("file", "x");
  std::filesystem::create_directory(folder / "below");
  std::filesystem::create_hard_link(file, folder / "hard");
  std::filesystem::create_symlink("file", folder / "soft");
  std::filesystem::create_symlink("below/new", folder / "dangling");
  std::filesystem::create_symlink("dangling", folder / "further");
  std::filesystem::create_symlink("circle", folder / "circle");
  for (const char* name : {"hard", "soft", "below/../soft", "./file"}) {
    CAPTURE(name);
    CHECK(identity_of(folder / name) == identity_of(file));
  }
  const auto unborn = identity_of(folder / "below/new");
  REQUIRE(unborn);
  for (const char* name : {"further", "dangling", "below/./new", "below/../below/new"}) {
    CAPTURE(name);
    CHECK(identity_of(folder / name) == unborn);
  }
  CHECK(identity_of(folder / "new") != unborn);
  CHECK(identity_of(folder / "below/other") != unborn);
  CHECK_FALSE(identity_of(folder / "nowhere/new"));
  CHECK(follow_links(folder / "circle") == folder / "circle");
  CHECK(own_descriptor("/dev/stdout") == 1);
  CHECK(own_descriptor("/proc/self/fd/5") == 5);
  CHECK_FALSE(own_descriptor("/dev/null"));
  CHECK_FALSE(own_descriptor(file));
}

TEST_CASE("a name says form and packing, in any case, or nothing") {
  const auto says = [](const char* path, std::optional<NamedForm> form, Packing packing) {
    CAPTURE(path);
    CHECK(file_name(path).form == form);
    CHECK(file_name(path).packing == packing);
  };
  says("a/x.jsonl", NamedForm::json, Packing::none);
  says("x.b.NDJSON.GZ", NamedForm::json, Packing::gzip);
  says("x.csv.zst", NamedForm::csv, Packing::zstd);
  says("x.tsv.xz", NamedForm::tsv, Packing::xz);
  says("x.toml", NamedForm::toml, Packing::none);
  says("x.svg.bz2", NamedForm::svg, Packing::bzip2);
  says("x.html", NamedForm::other, Packing::none);
  for (const char* path : {"x", "x.txt", "csv", "a.csv/x", "x.csv.old", "", ".", "/"}) says(path, {}, Packing::none);
  says("x.gz", {}, Packing::gzip);
  CHECK_NOTHROW(check_name("--stats", "s.json.gz", NamedForm::json, ""));
  CHECK_NOTHROW(check_name("--stats", "s", NamedForm::json, ""));
  CHECK_THROWS_AS(check_name("--stats", "s.csv.gz", NamedForm::json, ""), Error);
  CHECK_THROWS_AS(check_name("--stats", "s.json.zip", NamedForm::json, ""), Error);
}

TEST_CASE("the format is the one that is typed, or that the output is named by") {
  CHECK(plan({"events", "a", "--output", "x.csv.gz"}).format == Format::csv);
  CHECK(plan({"events", "a", "--output", "x.json"}).format == Format::jsonl);
  CHECK(plan({"events", "a", "--output", "x.txt"}).format == Format::table);
  CHECK(plan({"events", "a", "--output", "x.out", "--format", "jsonl"}).format == Format::jsonl);
  CHECK(plan({"score", "a", "--gold", "b", "--output", "x.jsonl"}).format == Format::jsonl);
  CHECK(plan({"dups", "a", "--emit", "kept", "--output", "x.csv"}).format == Format::table);
  CHECK_THROWS_AS(plan({"events", "a", "--output", "x.csv", "--format", "jsonl"}), Error);
  CHECK_THROWS_AS(plan({"events", "a", "--output", "x.csv", "--format", "table"}), Error);
  CHECK_THROWS_AS(plan({"score", "a", "--gold", "b", "--output", "x.csv"}), Error);
}

TEST_CASE("a place that cannot be written is an error that names it") {
  const test::TempFolder folder;
  try {
    const Output out(folder / "nowhere/out.jsonl");
    FAIL("opened");
  } catch (const Error& error) {
    CHECK(error.where() == folder / "nowhere/out.jsonl");
  }
}

TEST_CASE("what was typed becomes what it means, and only what was typed is said") {
  const Plan typed =
      plan({"dups", "a", "b", "--threshold", "0.7", "--keep", "longest", "--fields", "text=body,lang=l"});
  CHECK(typed.inputs == std::vector<std::string>{"a", "b"});
  CHECK(typed.settings.copies.threshold == 0.7);
  CHECK(typed.settings.copies.keep == Keep::longest);
  CHECK(typed.settings.read.fields.text == "body");
  CHECK(typed.settings.read.fields.language == "l");
  CHECK(names(typed.said) == std::set<std::string>{"copy-threshold", "keep", "fields.text", "fields.language"});
  // Each name that can be said is one that list_settings knows.
  std::set<std::string> known;
  for (const Setting& setting : list_settings(typed.settings)) known.insert(setting.name);
  for (const auto& [name, option] : typed.said) CHECK(known.contains(name));
}

TEST_CASE("the order of dates and the day of today are settings, and today is the clock's unless a file says so") {
  const Plan typed = plan({"dups", "a", "--date-order", "mdy"});
  CHECK(typed.settings.read.date_order == DateOrder::mdy);
  CHECK(names(typed.said) == std::set<std::string>{"date-order"});
  REQUIRE(typed.settings.read.today);
  CHECK(typed.settings.read.today->begin <= clock_day().begin);
  const test::TempFolder folder;
  const std::string path = folder.write("house.toml", "today = 2024-01-02\ndate-order = \"dmy\"\n");
  const Plan configured = plan({"dups", "a", "--config", path.c_str()});
  CHECK(configured.settings.read.today == parse_date("2024-01-02"));
  CHECK(configured.settings.read.date_order == DateOrder::dmy);
  CHECK(names(configured.configured) == std::set<std::string>{"today", "date-order"});
  CHECK_THROWS_AS(plan({"dups", "a", "--date-order", "ymd"}), Error);
}

TEST_CASE("every setting can be given the value that it shows") {
  Settings settings;
  settings.read.date_order = DateOrder::mdy;
  settings.read.today = parse_date("2024-03-05");
  settings.copies.keep = Keep::longest;
  settings.copies.noisy = false;
  settings.read.since = parse_date("2024-02");
  settings.events.bias = -3.25;
  Settings copy;
  for (const Setting& setting : list_settings(settings)) {
    CAPTURE(setting.name);
    if (setting.value.empty()) continue;
    set_setting(copy, setting.name, std::vector{setting.value});
  }
  const std::vector<Setting> expected = list_settings(settings);
  const std::vector<Setting> found = list_settings(copy);
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK(found[i].value == expected[i].value);
}

TEST_CASE("a settings file comes before what is typed, and each setting knows its origin") {
  const test::TempFolder folder;
  const std::string path = folder.write("house.toml",
                                        "# ours\ncopy-threshold = 0.6\nmin-run = 4\nkeep = \"latest\"\n"
                                        "prefer = [\"ANP, 24\", \"Regio\"]\nsince = 2024-01-02\nnoisy = false\n"
                                        "[fields]\ntext = \"body\"\n");
  const Plan typed = plan({"dups", "a", "--config", path.c_str(), "--min-run", "7"});
  CHECK(typed.settings.copies.threshold == 0.6);
  CHECK(typed.settings.copies.min_run == 7);
  CHECK(typed.settings.copies.keep == Keep::latest);
  CHECK(typed.settings.copies.prefer == std::vector<std::string>{"ANP, 24", "Regio"});
  CHECK(typed.settings.read.since == parse_date("2024-01-02"));
  CHECK_FALSE(typed.settings.copies.noisy);
  CHECK(typed.settings.read.fields.text == "body");
  CHECK(names(typed.said) == std::set<std::string>{"min-run"});
  CHECK(names(typed.configured) ==
        std::set<std::string>{"copy-threshold", "min-run", "keep", "prefer", "since", "noisy", "fields.text"});
  CHECK(plan({"dups", "a", "--config", path.c_str(), "--prefer", "x"}).settings.copies.prefer ==
        std::vector<std::string>{"x"});

  // What is written reads back as the same settings.
  const std::string again = folder.write("again.toml", write_config(typed.settings));
  Settings read;
  read_config(again, read);
  const std::vector<Setting> expected = list_settings(typed.settings);
  const std::vector<Setting> found = list_settings(read);
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK(found[i].value == expected[i].value);
  CHECK(read.copies.prefer == typed.settings.copies.prefer);
  CHECK(write_config({}).empty());
}

TEST_CASE("whatever a setting holds, the file that is written of it says the same") {
  const test::TempFolder folder;
  const auto check_again = [&](const Settings& settings) {
    const std::string text = write_config(settings);
    CAPTURE(text);
    Settings read;
    REQUIRE_NOTHROW(read_config(folder.write("again.toml", text), read));
    const std::vector<Setting> expected = list_settings(settings);
    const std::vector<Setting> found = list_settings(read);
    for (std::size_t i = 0; i < expected.size(); ++i) CHECK(found[i].value == expected[i].value);
    CHECK(read.copies.prefer == settings.copies.prefer);
  };
  for (const char* text :
       {"x",   "true",  "false", "7",     "-7",        "+7",     "007",     "1e5",    "1.50",
        "1.",  ".5",    "-0",    "1_000", "0x1f",      "inf",    "nan",     "10:00",  "18446744073709551615",
        "[a]", "a = b", "\"",    "'",     "'''\"\"\"", "\\",     "\\u0041", "#",      "2024-01-02",
        " ",   "\t",    "\r\n",  "\x01",  "\x7f",      "\u0085", "\ufeff",  "\u2028", "\U0001f600"}) {
    Settings settings;
    settings.read.encoding = text;
    settings.read.fields.title = text;
    settings.copies.prefer = {text, "", text};
    check_again(settings);
  }
  for (const double number : {-0.0, 5e-324, 1e-7, 0.1 + 0.2, 123456789.125, 1e22, 1e300, -1e-300}) {
    Settings settings;
    settings.events.bias = number;
    check_again(settings);
  }
  for (const char* date : {"2023", "2023-02", "2023-W08", "2023-02-21", "2023-02-21T08:01:00Z"}) {
    Settings settings;
    settings.read.since = parse_date(date);
    check_again(settings);
  }
  Settings large;
  large.candidates.passage_index_rows = std::numeric_limits<std::uint32_t>::max();
  large.candidates.neighbours.exact_rows = std::numeric_limits<std::int64_t>::max();
  check_again(large);
}

TEST_CASE("letters that begin no key end no program, whatever they are and however it was built") {
  const test::TempFolder folder;
  for (const char* line :
       {"[!]", "[\x01]", "[\u00e9]", "\u03c7 = 1", "min-run \u03c7= 1", "min-run = 1 \u03c7", "a.\u03c7 = 1"}) {
    CAPTURE(line);
    Settings settings;
    const std::string path = folder.write("x.toml", std::string("# caf\u00e9\n") + line);
    CHECK_THROWS_WITH_AS(read_config(path, settings), doctest::Contains("x.toml:2: "), Error);
  }
}

TEST_CASE("a settings file that would do nothing, or cannot be read, is an error with its line") {
  const test::TempFolder folder;
  const auto error_of = [&](const std::string& text) -> std::string {
    const std::string path = folder.write("x.toml", text);
    try {
      plan({"dups", "a", "--config", path.c_str()});
    } catch (const Error& error) {
      return std::string(error.what()).substr(folder.path().size() + 1);
    }
    return "none";
  };
  CHECK(error_of("\ncopy-treshold = 0.6") ==
        "x.toml:2: copy-treshold: no setting has this name; the nearest is copy-threshold");
  CHECK(error_of("[field]\ntext = \"x\"").find("the nearest is fields.text") != std::string::npos);
  CHECK(error_of("keep = \"newest\"") == "x.toml:1: keep: 'newest' is none of earliest, latest, longest, first");
  CHECK(error_of("min-run = 2.5") == "x.toml:1: min-run: '2.5' is not a whole number");
  CHECK(error_of("noisy = 1") == "x.toml:1: noisy: '1' is none of true, false");
  CHECK(error_of("min-run = [1, 2]") == "x.toml:1: min-run: one value is wanted, not 2");
  CHECK(error_of("min-run = 0") == "x.toml:1: min-run: 0 is not between 1 and 1000");
  CHECK(error_of("a b c").starts_with("x.toml:1: "));
  CHECK(error_of("# nothing") == "none");
}

TEST_CASE("--ids says how articles get their ids, and --strict refuses what has none of its own") {
  CHECK(plan({"dups", "a"}).settings.read.ids == IdRule::automatic);
  CHECK_FALSE(plan({"dups", "a"}).settings.read.refuse_repeated_ids);
  CHECK(plan({"dups", "a", "--ids", "given"}).settings.read.ids == IdRule::given);
  const Plan typed = plan({"events", "a", "--ids", "file", "--strict"});
  CHECK(typed.settings.read.ids == IdRule::file);
  CHECK(names(typed.said) == std::set<std::string>{"ids"});
  CHECK(typed.settings.read.refuse_repeated_ids);
  CHECK_THROWS_AS(plan({"dups", "a", "--ids", "number"}), Error);
}

TEST_CASE("keep rules are sources in order, places to read, and newest revisions") {
  const Plan typed = plan({"dups", "a", "--prefer", "ANP,De Waterkant", "b", "--prefer", "x", "--keep-from", "c",
                           "--keep-from", "d", "e", "--latest-revision"});
  CHECK(typed.settings.copies.prefer == std::vector<std::string>{"ANP", "De Waterkant", "x"});
  CHECK(typed.settings.keep_from == std::vector<std::string>{"c", "d"});
  CHECK(typed.inputs == std::vector<std::string>{"a", "b", "e"});
  CHECK(typed.settings.copies.latest_revision);
  CHECK(names(typed.said) == std::set<std::string>{"prefer", "keep-from", "latest-revision"});
}

TEST_CASE("what would do nothing is refused") {
  CHECK_THROWS_AS(plan({"dups", "a", "--prefer", "x,,y"}), Error);
  CHECK_THROWS_AS(plan({"dups", "a", "--keep-from", "-"}), Error);
  CHECK_THROWS_AS(plan({"dups", "a", "--with-reason", "--emit", "kept"}), Error);
  CHECK_THROWS_AS(plan({"dups", "a", "--prefer", "x", "--emit", "pairs"}), Error);
  CHECK_THROWS_AS(plan({"dups", "a", "--latest-revision", "--emit", "pairs"}), Error);
  CHECK_THROWS_AS(plan({"events", "a", "--prefer", "x"}), Error);
  CHECK(plan({"dups", "a", "--with-reason", "--emit", "dropped"}).with_reason);
}

TEST_CASE("the same word means the event threshold in events and the copy threshold in dups") {
  CHECK(plan({"events", "a", "--threshold", "0.3"}).settings.events.threshold == 0.3);
  CHECK(plan({"events", "a", "--threshold", "0.3"}).settings.copies.threshold == CopySettings{}.threshold);
  CHECK(plan({"dups", "a", "--threshold", "0.3"}).settings.events.threshold == EventSettings{}.threshold);
}

TEST_CASE("noisy copies are looked for unless told otherwise") {
  CHECK(plan({"dups", "a"}).settings.copies.noisy);
  CHECK_FALSE(plan({"dups", "a", "--no-noisy"}).settings.copies.noisy);
  CHECK(plan({"dups", "a", "--no-noisy"}).said.contains("noisy"));
}

TEST_CASE("what this version does not have is refused by name") {
  const auto refused = [](std::vector<const char*> arguments, const std::string& where) {
    CAPTURE(where);
    try {
      plan(arguments);
      FAIL("accepted");
    } catch (const Error& error) {
      CHECK(error.where() == where);
    }
  };
  CHECK_THROWS_AS(plan({"score", "a"}), Error);
  refused({"score", "a", "--gold", "b", "--min-f1", "2"}, "--min-f1");
  refused({"explain", "a", "--pair", "x", "y", "--format", "csv"}, "--format");
  refused({"events", "a", "--format", "xml"}, "--format");
  refused({"events", "a", "--config", "nowhere.toml"}, "nowhere.toml");
  refused({"dups", "a", "--threshold", "nan"}, "--threshold");
  refused({"dups", "a", "--min-run", "0"}, "--min-run");
  refused({"dups", "a", "--threads", "0"}, "--threads");
  refused({"dups", "a", "--threads", "100000"}, "--threads");
  refused({"dupes", "a"}, "dupes");
}

TEST_CASE("an empty value is refused, not taken for the default") {
  for (const char* option : {"--threshold", "--since", "--output", "--threads", "--keep", "--emit", "--fields"}) {
    CAPTURE(option);
    CHECK_THROWS_AS(plan({"dups", "a", option, ""}), Error);
  }
}

TEST_CASE("dates that leave out everything are refused, wherever the two come from") {
  const test::TempFolder folder;
  const std::string since = folder.write("since.toml", "since = 2024-01-02\n");
  const std::string until = folder.write("until.toml", "\nuntil = \"2020\"\n");
  const std::string both = folder.write("both.toml", "since = 2024-01-02\nuntil = 2020-05-01\n");
  CHECK(refusal({"events", "a", "--since", "2025", "--until", "2024"}) ==
        "--until: 2024 ends before since 2025 begins");
  CHECK(refusal({"events", "a", "--config", since.c_str(), "--until", "2020"}) ==
        "--until: 2020 ends before since 2024-01-02 begins");
  CHECK(refusal({"events", "a", "--config", until.c_str(), "--since", "2024"}) ==
        until + ":2: until: 2020 ends before since 2024 begins");
  CHECK(refusal({"events", "a", "--config", both.c_str()}) ==
        both + ":2: until: 2020-05-01 ends before since 2024-01-02 begins");
  CHECK(plan({"events", "a", "--since", "2025-03", "--until", "2025"}).settings.read.until);
}

TEST_CASE("a setting that an option cannot have is an error that names the option") {
  CHECK(refusal({"events", "a", "--threshold", "high"}) == "--threshold: 'high' is not a number");
  CHECK(refusal({"events", "a", "--threshold", "1.5"}) == "--threshold: 1.5 is not between 0 and 1");
  CHECK(refusal({"events", "a", "--threshold", "0.005"}) ==
        "--threshold: 0.005 is below event-floor 0.01: less likely links are not told apart");
  CHECK(
      refusal({"explain", "a", "--pair", "x", "y", "--as", "events", "--threshold", "0"}).starts_with("--threshold: "));
  CHECK(refusal({"dups", "a", "--threshold", "1.5"}) == "--threshold: 1.5 is not above 0 and at most 1");
  CHECK(refusal({"dups", "a", "--min-run", "2.5"}) == "--min-run: '2.5' is not a whole number");
  CHECK(refusal({"dups", "a", "--min-run", "99999999999999999999"}) ==
        "--min-run: 99999999999999999999 is not between 1 and 1000");
  CHECK(refusal({"dups", "a", "--keep", "best"}) == "--keep: 'best' is none of earliest, latest, longest, first");
  CHECK(refusal({"dups", "a", "--since", "soon"}) == "--since: 'soon' is no date such as 2023, 2023-02 or 2023-02-21");
  CHECK(refusal({"dups", "a", "--prefer", "x,,y"}) == "--prefer: 'x,,y' has an empty part");
  CHECK(refusal({"dups", "a", "--keep-from", "-"}).starts_with("--keep-from: it is a file or folder"));
  CHECK(refusal({"dups", "a", "--fields", "body=x"}) ==
        "--fields: 'body=x' is not NAME=FIELD, with NAME one of id, title, text, date, source, url, language");
}

TEST_CASE("--set gives any setting by its name, after the settings file and the options of their own") {
  const test::TempFolder folder;
  const std::string path = folder.write("house.toml", "min-run = 4\nkeywords = 3\n");
  const Plan typed = plan({"dups", "a", "--set", "min-run=9", "--config", path.c_str(), "--min-run", "7", "--set",
                           "prefer=ANP,De Waterkant", "--set", "fields.text=a=b", "b", "--set", "event-floor=0.02"});
  CHECK(typed.settings.copies.min_run == 9);
  CHECK(typed.settings.events.keywords == 3);
  CHECK(typed.settings.copies.prefer == std::vector<std::string>{"ANP", "De Waterkant"});
  CHECK(typed.settings.read.fields.text == "a=b");
  CHECK(typed.settings.events.floor == 0.02);
  CHECK(typed.inputs == std::vector<std::string>{"a", "b"});
  CHECK(names(typed.said) == std::set<std::string>{"min-run", "prefer", "fields.text", "event-floor"});
  CHECK(typed.said.at("min-run") == "--set min-run");

  CHECK(refusal({"dups", "a", "--set", "copy-treshold=0.6"}) ==
        "--set copy-treshold: no setting has this name; the nearest is copy-threshold");
  CHECK(refusal({"dups", "a", "--set", "min-run"}) == "--set: 'min-run' is not NAME=VALUE");
  CHECK(refusal({"dups", "a", "--set", "=3"}) == "--set: '=3' is not NAME=VALUE");
  CHECK(refusal({"dups", "a", "--set", "min-run="}) == "--set min-run: its value is empty");
  CHECK(refusal({"dups", "a", "--set", "min-run=0"}) == "--set min-run: 0 is not between 1 and 1000");
  CHECK(refusal({"dups", "a", "--min-run", "0", "--set", "min-run=3"}).empty());
  CHECK(refusal({"dups", "a", "--set", "keep-from=b", "--emit", "pairs"}).starts_with("--set keep-from: "));
  CHECK(refusal({"events", "a", "--set", "event-floor=0.6"}) ==
        "event-threshold: 0.5 is below event-floor 0.6: less likely links are not told apart");
  for (const char* command : {"dups", "events"}) {
    CHECK(plan({"tune", command, "a", "--set", "min-run=9"}).settings.copies.min_run == 9);
  }
  CHECK(plan({"explain", "a", "--pair", "x", "y", "--set", "min-run=9"}).settings.copies.min_run == 9);
  CHECK(plan({"config", "--set", "min-run=9"}).settings.copies.min_run == 9);
  CHECK_FALSE(refusal({"score", "a", "--gold", "b", "--set", "min-run=9"}).empty());
}

TEST_CASE("--set and a settings file give every setting the same, over its whole range") {
  const test::TempFolder folder;
  for (const test::Trial& trial : test::trials()) {
    CAPTURE(trial.name);
    CAPTURE(trial.value);
    const std::string path = folder.write("x.toml", trial.name + " = '" + trial.value + "'\n" + trial.also_in_file());
    std::vector<const char*> typed = {"config", "--set"};
    const std::string set = trial.name + "=" + trial.value;
    typed.push_back(set.c_str());
    if (!trial.also.empty()) typed.insert(typed.end(), {"--set", trial.also.c_str()});
    const std::string refused = refusal(typed);
    CHECK(refused.empty() == trial.good);
    CHECK(refusal({"config", "--config", path.c_str()}).empty() == trial.good);
    if (!trial.good) {
      CHECK(refused.starts_with("--set " + trial.name + ": "));
      continue;
    }
    const std::vector<Setting> by_name = list_settings(plan(typed).settings);
    const std::vector<Setting> in_file = list_settings(plan({"config", "--config", path.c_str()}).settings);
    for (std::size_t i = 0; i < by_name.size(); ++i) {
      CHECK(by_name[i].values == in_file[i].values);
      if (by_name[i].name == trial.name) CHECK(by_name[i].values == std::vector{trial.value});
    }
  }
}

TEST_CASE("what config shows is a settings file that says the same, with every meaning and range") {
  const test::TempFolder folder;
  const std::string house = folder.write(
      "house.toml",
      "copy-threshold = 0.6\nprefer = [\"ANP, 24\", \"x\"]\nsince = 2024-01-02\n[fields]\ntext = \"two\\nlines\"\n");
  const Plan typed = plan({"config", "--config", house.c_str(), "--set", "noisy=false"});
  std::vector<Setting> settings = list_settings(typed.settings);
  for (Setting& setting : settings) {
    if (typed.configured.contains(setting.name)) setting.origin = "a\nb";  // no file's name breaks the file
    if (typed.said.contains(setting.name)) setting.origin = "command line";
    if (setting.name == "today") setting.origin = "clock";
  }
  std::ostringstream shown;
  write_commented(shown, settings);
  Settings again;
  const auto places = read_config(folder.write("again.toml", shown.str()), again);
  CHECK(names(places) == std::set<std::string>{"copy-threshold", "prefer", "since", "fields.text", "noisy"});
  again.read.today = typed.settings.read.today;
  const std::vector<Setting> found = list_settings(again);
  for (std::size_t i = 0; i < settings.size(); ++i) {
    CAPTURE(settings[i].name);
    CHECK(found[i].values == settings[i].values);
    CHECK(shown.str().find("# " + settings[i].meaning) != std::string::npos);
    CHECK(shown.str().find(settings[i].name + " = ") != std::string::npos);
    CHECK(shown.str().find(settings[i].range) != std::string::npos);
  }
}

TEST_CASE("help says of an option that is a setting what config says") {
  const auto help = [](std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "bundel");
    arguments.push_back("--help");
    std::string text;
    CHECK_FALSE(parse_arguments(static_cast<int>(arguments.size()), arguments.data(), text));
    return text;
  };
  const std::string dups = help({"dups"});
  for (const Setting& setting : list_settings({})) {
    const bool has_option = dups.find("--" + setting.name + ' ') != std::string::npos;
    if (has_option) CHECK(dups.find(setting.meaning) != std::string::npos);
  }
  CHECK(dups.find("Least overlap of a copy, both ways: above 0, at most 1 (default 0.5)") != std::string::npos);
  CHECK(dups.find("--set NAME=VALUE") != std::string::npos);
  CHECK(help({"config"}).find("--set NAME=VALUE") != std::string::npos);
}

TEST_CASE("no file is both read and written, or written twice; kept records may replace their input") {
  const test::TempFolder folder;
  const std::string in = folder.write("in.jsonl", "{}");
  const std::string link = folder / "link.jsonl";
  std::filesystem::create_symlink(in, link);
  const std::string out = folder / "out";
  for (const char* option : {"--output", "--rejects", "--stats"}) {
    CAPTURE(option);
    CHECK_THROWS_AS(plan({"events", in.c_str(), option, in.c_str()}), Error);
    CHECK_THROWS_AS(plan({"events", in.c_str(), option, link.c_str()}), Error);
  }
  CHECK_THROWS_AS(plan({"events", in.c_str(), "--output", out.c_str(), "--stats", out.c_str()}), Error);
  CHECK_THROWS_AS(plan({"events", in.c_str(), "--rejects", "-"}), Error);
  CHECK(plan({"dups", in.c_str(), "--emit", "kept", "--output", in.c_str()}).output == in);
  CHECK_THROWS_AS(plan({"dups", "a", "--emit", "kept", "--keep-from", in.c_str(), "--output", link.c_str()}), Error);
  CHECK(plan({"dups", in.c_str(), "--output", "-"}).output.empty());
}

TEST_CASE("a file that others may not read stays one") {
  const test::TempFolder folder;
  const std::string path = folder.write("out.jsonl", "old");
  std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  Output out(path);
  out.stream() << "new";
  out.commit();
  const auto others = std::filesystem::status(path).permissions() & std::filesystem::perms::others_all;
  CHECK(others == std::filesystem::perms::none);
}
