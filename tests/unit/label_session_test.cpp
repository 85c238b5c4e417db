#include "cli/label_session.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <streambuf>

#include "bundel/dates.h"
#include "bundel/error.h"
#include "bundel/terminal.h"
#include "cli/output.h"
#include "support/temp_folder.h"

using namespace bundel;
using namespace bundel::cli;

namespace {

const std::string kBom = "\xEF\xBB\xBF";

PairToJudge pair_of(int number) {
  PairToJudge pair;
  pair.a = {fmt::format("a{}", number), fmt::format("Title A{}", number), parse_iso_date("2024-01-02"), "Regio", 0, {}};
  pair.b = {fmt::format("b{}", number), "", {}, "", 0, {}};
  pair.score = 0.5;
  pair.text_a = fmt::format("text of a{}", number);
  pair.text_b = fmt::format("text of b{}", number);
  return pair;
}

/// Pairs 1 to `most`, each once.
NextPair pairs_upto(int most) {
  return [most](std::span<const JudgedPair> answers) -> std::optional<PairToJudge> {
    for (int i = 1; i <= most; ++i) {
      const auto is_this = [&](const JudgedPair& answer) { return answer.a == fmt::format("a{}", i); };
      if (std::ranges::none_of(answers, is_this)) return pair_of(i);
    }
    return std::nullopt;
  };
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

std::size_t entries_of(const std::string& folder) {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator{}));
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::size_t times(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

struct Run {
  std::vector<JudgedPair> earlier = {};
  std::optional<std::size_t> enough = std::nullopt;
  std::size_t columns = 80;
  std::string shown = {};

  LabelResult operator()(const std::string& path, std::istream& in, const NextPair& next) {
    std::ostringstream out;
    const TableStyle style = {columns, false, {display_width, cut_to_width}};
    const LabelResult result =
        label_pairs({in, out, style, "Are these copies?", AnswerFile(path), earlier, enough}, next);
    shown = out.str();
    return result;
  }
  LabelResult operator()(const std::string& path, const std::string& typed, const NextPair& next) {
    std::istringstream in(typed);
    return (*this)(path, in, next);
  }
};

/// Gives its lines one at a time, and does something before each and before the end.
class Steps : public std::streambuf {
 public:
  Steps(std::vector<std::string> lines, std::function<void(std::size_t)> before)
      : lines_(std::move(lines)), before_(std::move(before)) {}

 protected:
  int_type underflow() override {
    before_(at_);
    if (at_ == lines_.size()) return traits_type::eof();
    std::string& line = lines_[at_++];
    setg(line.data(), line.data(), line.data() + line.size());
    return traits_type::to_int_type(line[0]);
  }

 private:
  std::vector<std::string> lines_;
  std::function<void(std::size_t)> before_;
  std::size_t at_ = 0;
};

/// What a child process does until it ends, and its exit code.
template <typename Do>
int exit_of_child(Do what) {
  const pid_t child = ::fork();
  if (child == 0) {
    what();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("after each step the file holds exactly the answers") {
  const test::TempFolder folder;
  const std::string path = folder / "answers.csv";
  const std::vector<std::string> typed = {"y\n", "N\n", " skip\r\n", "b\n", "Back\n", "yes\n", "s\n", "no\n", "Q\n"};
  const std::string head = kBom + "a,b,same\n";
  const std::vector<std::string> expected = {"",
                                             head + "a1,b1,yes\n",
                                             head + "a1,b1,yes\na2,b2,no\n",
                                             head + "a1,b1,yes\na2,b2,no\na3,b3,\n",
                                             head + "a1,b1,yes\na2,b2,no\n",
                                             head + "a1,b1,yes\n",
                                             head + "a1,b1,yes\na2,b2,yes\n",
                                             head + "a1,b1,yes\na2,b2,yes\na3,b3,\n",
                                             head + "a1,b1,yes\na2,b2,yes\na3,b3,\na4,b4,no\n"};
  std::size_t steps = 0;
  Steps buffer(typed, [&](std::size_t step) {
    CAPTURE(step);
    CHECK(bytes_of(path) == expected[step]);
    CHECK(entries_of(folder.path()) == (step == 0 ? 1 : 2));  // the lock, and the file
    ++steps;
  });
  std::istream in(&buffer);
  Run run;
  const LabelResult result = run(path, in, pairs_upto(9));
  CHECK(steps == typed.size());
  CHECK(result.end == LabelEnd::quit);
  CHECK(result.answers == std::vector<JudgedPair>{
                              {"a1", "b1", true}, {"a2", "b2", true}, {"a3", "b3", std::nullopt}, {"a4", "b4", false}});
  CHECK(times(run.shown, "text of a2\n") == 2);
  CHECK(times(run.shown, "text of a3\n") == 3);
  CHECK(contains(run.shown, "3 answered, 1 skipped; score 0.50\n"));
}

TEST_CASE("a session ends where no pair is left, enough are answered or the input ends") {
  const test::TempFolder folder;
  const std::string path = folder / "answers.csv";
  Run run;
  CHECK(run(path, "y\ny\ny\n", pairs_upto(2)).end == LabelEnd::done);
  const std::string other = folder / "other.csv";
  CHECK(run(other, "y\nn", pairs_upto(9)).end == LabelEnd::quit);  // without its newline the last answer counts too
  CHECK(bytes_of(other) == kBom + "a,b,same\na1,b1,yes\na2,b2,no\n");
  run.enough = 2;
  const LabelResult result = run(path, "y\ns\nn\ny\n", pairs_upto(9));
  CHECK(result.end == LabelEnd::enough);
  CHECK(result.answers.size() == 3);
  CHECK(contains(run.shown, "1 answered (1 of 2 now), 1 skipped"));
  run.enough = 0;
  CHECK(run(path, "y\n", pairs_upto(9)).end == LabelEnd::enough);
}

TEST_CASE("a session goes on from an earlier one, whose answers stay and are not stepped back to") {
  const test::TempFolder folder;
  const std::string earlier = "a,b,same\na1,b1,no\na2,b2,\n";
  const std::string path = folder.write("answers.csv", earlier);
  Run run;
  run.earlier = {{"a1", "b1", false}, {"a2", "b2", std::nullopt}};
  run.enough = 1;
  CHECK(run(path, "b\nq\n", pairs_upto(9)).answers == run.earlier);
  CHECK(bytes_of(path) == earlier);
  CHECK(contains(run.shown, "an earlier session"));
  CHECK(contains(run.shown, "1 answered (0 of 1 now), 1 skipped"));
  CHECK(run(path, "y\n", pairs_upto(9)).end == LabelEnd::enough);
  CHECK(bytes_of(path) == kBom + earlier + "a3,b3,yes\n");
  run.earlier = {};
  run(path, "b\n", pairs_upto(9));
  CHECK(contains(run.shown, "there is no answer to take back"));
}

TEST_CASE("what is no answer brings one line of help and the question again") {
  const test::TempFolder folder;
  Run run;
  const std::string garbage = std::string("?\n\nyess\n\x1b[A\nja\n") + '\0' + "y\n" + std::string(100'000, 'y') + "\n";
  CHECK(run(folder / "answers.csv", garbage, pairs_upto(9)).answers.empty());
  CHECK(times(run.shown, "y: yes, n: no") == 7);
  CHECK(times(run.shown, "Are these copies?") == 8);
  CHECK(entries_of(folder.path()) == 0);
}

TEST_CASE("texts cannot steer the terminal or leave it, at any width") {
  const test::TempFolder folder;
  PairToJudge pair = pair_of(1);
  const std::string hostile =
      "\x1b[2J\x1b]0;x\x07\r\n\t\xc2\x9b"
      "1m\xe2\x80\xae<b>";
  pair.a.title = hostile;
  pair.a.source = hostile;
  pair.text_a = hostile + std::string(3000, 'x') + " " + hostile;
  pair.text_b = "de brandweer heeft ";
  for (int i = 0; i < 200; ++i) pair.text_b += i % 3 == 0 ? "市議会が新しい図書館" : "e\xcc\x81t\xc3\xa9 \xff ";
  const NextPair always = [&](std::span<const JudgedPair>) { return pair; };
  for (const std::size_t columns : {0U, 12U, 20U, 33U, 80U, 132U}) {
    CAPTURE(columns);
    Run run;
    run.columns = columns;
    run(folder / "answers.csv", "q\n", always);
    for (const std::string_view bad : {"\x1b", "\x07", "\r", "\t", "\xc2\x9b", "\xe2\x80\xae"}) {
      CHECK_FALSE(contains(run.shown, bad));
    }
    std::istringstream lines(run.shown);
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
      const bool prompt = contains(line, "[y]es") || contains(line, "Are these");
      if (!prompt) CHECK(display_width(line) <= (columns == 0 ? 80 : columns));
    }
    if (columns >= 80 || columns == 0) CHECK(count <= 23);
  }
}

TEST_CASE("words stay whole where they fit, and what is left out is cut with an ellipsis") {
  const test::TempFolder folder;
  PairToJudge pair = pair_of(1);
  pair.text_a = "one two three four five six";
  pair.text_b = std::string(200, 'w') + " end";
  Run run;
  run.columns = 16;
  run(folder / "answers.csv", "q\n", [&](std::span<const JudgedPair>) { return pair; });
  CHECK(contains(run.shown, "   one two three\n   four five six\n"));
  CHECK(times(run.shown, "   wwwwwwwwwwww\n") == 5);
  CHECK(contains(run.shown, "   wwwwwwwwwwww…\n"));
}

TEST_CASE("rows that a file of answers held stay as they are, below any header, and a second session is refused") {
  const test::TempFolder folder;
  const std::string path = folder.write("answers.csv", "note;B ; same;a\r\n\"my; note\";b1;Yes;a1\r\n;b2;;a2\r\n");
  std::filesystem::create_symlink(path, folder / "link.csv");
  const AnswerFile file(path);
  CHECK_THROWS_AS(AnswerFile(folder / "link.csv"), Error);
  CHECK_THROWS_AS(AnswerFile(folder.path() + "/./answers.csv"), Error);
  file.write(std::vector<JudgedPair>{{"=a3", "b;3", true}, {"a4", "b4", std::nullopt}});
  file.write(std::vector<JudgedPair>{{"=a3", "b;3", false}});  // a step back takes its row away
  CHECK(bytes_of(path) == kBom + "note;B;same;a\n\"my; note\";b1;Yes;a1\n;b2;;a2\n;\"b;3\";no;'=a3\n");
}

TEST_CASE("a file that cannot be read gives its lock back") {
  const test::TempFolder folder;
  const std::string path = folder.write("answers.csv", "");
  CHECK_THROWS_AS(AnswerFile{path}, Error);
  folder.write("answers.csv", "a,b,same\n");
  const AnswerFile file(path);
  CHECK(entries_of(folder.path()) == 2);
}

TEST_CASE("a file that cannot be written is an error before the first question") {
  const test::TempFolder folder;
  std::istringstream in("y\n");
  std::ostringstream out;
  const std::string path = folder / "nowhere/answers.csv";
  const TableStyle style = {80, false, {display_width, cut_to_width}};
  CHECK_THROWS_AS(label_pairs({in, out, style, "Same?", AnswerFile(path), {}, {}}, pairs_upto(9)), Error);
  CHECK(out.str().empty());
}

TEST_CASE("an interruption loses no answer and leaves no file behind") {
  const test::TempFolder folder;
  const std::string path = folder / "answers.csv";
  const std::string answers = kBom + "a,b,same\na1,b1,yes\na2,b2,no\n";
  CHECK(exit_of_child([&] {
          Steps buffer({"y\n", "n\n", "y\n"}, [](std::size_t step) {
            if (step == 2) interrupt_output();
          });
          std::istream in(&buffer);
          Run()(path, in, pairs_upto(9));
        }) == 130);
  CHECK(bytes_of(path) == answers);
  CHECK(exit_of_child([&] {
          Output half(path);
          half.stream() << "a,b" << std::flush;
          interrupt_output();
        }) == 130);
  CHECK(bytes_of(path) == answers);
  CHECK(entries_of(folder.path()) == 1);
}
