#include "cli/label_session.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <istream>
#include <ostream>
#include <string_view>

#include "bundel/dates.h"
#include "cli/output.h"
#include "ground/ascii.h"

namespace bundel::cli {
namespace {

constexpr std::size_t kUsualColumns = 80;
constexpr std::size_t kLeastColumns = 12;
constexpr std::size_t kMargin = 3;  // "a  "
constexpr std::size_t kTitleLines = 2;
constexpr std::size_t kTextLines = 6;  // two sides and the prompt fit on 24 lines
constexpr std::string_view kKeys = "[y]es [n]o [s]kip [b]ack [q]uit > ";

enum class Key { yes, no, skip, back, quit, unknown };

Key key_of(std::string_view line) {
  const std::string word = ground::ascii_lower(ground::trimmed(line));
  constexpr std::array<std::string_view, 5> kWords = {"yes", "no", "skip", "back", "quit"};
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (word == kWords[i] || word == kWords[i].substr(0, 1)) return static_cast<Key>(i);
  }
  return Key::unknown;
}

class Session {
 public:
  Session(const LabelSession& session, const NextPair& next) : session_(session), next_(next) {
    assert(session.style.measure.width != nullptr && session.style.measure.cut != nullptr);
    const std::size_t columns = session.style.columns == 0 ? kUsualColumns : session.style.columns;
    columns_ = std::max(columns, kLeastColumns);
    result_.answers = session.earlier;
  }

  LabelResult run() {
    { const Output probe(session_.file.path()); }  // not committed: leaves nothing behind
    while (!is_enough()) {
      std::optional<PairToJudge> pair = next_(result_.answers);
      if (!pair) return end(LabelEnd::done);
      if (!ask(std::move(*pair))) return end(LabelEnd::quit);
    }
    return end(LabelEnd::enough);
  }

 private:
  LabelResult end(LabelEnd why) {
    result_.end = why;
    return std::move(result_);
  }

  [[nodiscard]] static std::size_t judged(std::span<const JudgedPair> answers) {
    return static_cast<std::size_t>(
        std::ranges::count_if(answers, [](const JudgedPair& answer) { return answer.same.has_value(); }));
  }

  [[nodiscard]] std::size_t judged_now() const {
    return judged(std::span(result_.answers).subspan(session_.earlier.size()));
  }

  [[nodiscard]] bool is_enough() const { return session_.enough && judged_now() >= *session_.enough; }

  /// Until the pair, or one stepped back to, has its answer; false where the person quits.
  bool ask(PairToJudge pair) {
    show(pair);
    for (;;) {
      switch (read_key()) {
        case Key::yes:
          return keep(std::move(pair), true);
        case Key::no:
          return keep(std::move(pair), false);
        case Key::skip:
          return keep(std::move(pair), std::nullopt);
        case Key::quit:
          return false;
        case Key::back:
          if (step_back(pair)) show(pair);
          break;
        case Key::unknown:
          say("y: yes, n: no, s: skip this pair, b: back to the last one, q: quit; answers are kept");
      }
    }
  }

  bool keep(PairToJudge pair, std::optional<bool> same) {
    result_.answers.push_back({pair.a.id, pair.b.id, same});
    asked_.push_back(std::move(pair));
    save();
    return true;
  }

  /// `pair` becomes the one that was asked last.
  bool step_back(PairToJudge& pair) {
    if (asked_.empty()) {
      say(session_.earlier.empty() ? "there is no answer to take back"
                                   : "answers of an earlier session cannot be shown; change them in the file");
      return false;
    }
    pair = std::move(asked_.back());
    asked_.pop_back();
    result_.answers.pop_back();
    save();
    return true;
  }

  void save() const { session_.file.write(std::span(result_.answers).subspan(session_.earlier.size())); }

  /// The end of the input is quit.
  Key read_key() {
    const bool wide = session_.style.measure.width(session_.question) + 1 + kKeys.size() < columns_;
    session_.out << session_.question << (wide ? ' ' : '\n') << kKeys << std::flush;
    std::string line;
    if (std::getline(session_.in, line)) return key_of(line);
    session_.out << '\n';
    return Key::quit;
  }

  void say(std::string_view sentence) {
    for (const std::string& line : wrapped(sentence, columns_, kTextLines, session_.style.measure)) put(line);
  }

  void put(std::string_view line) { session_.out << line << '\n'; }

  [[nodiscard]] std::string progress(const PairToJudge& pair) const {
    const std::size_t answered = judged(result_.answers);
    std::string text = fmt::format("{} answered", answered);
    if (session_.enough) text += fmt::format(" ({} of {} now)", judged_now(), *session_.enough);
    if (const std::size_t skipped = result_.answers.size() - answered; skipped != 0) {
      text += fmt::format(", {} skipped", skipped);
    }
    return fmt::format("{}; score {:.2f}", text, pair.score);
  }

  void show(const PairToJudge& pair) {
    put("");
    say(progress(pair));
    show("a", pair.a, pair.text_a);
    show("b", pair.b, pair.text_b);
    put("");
  }

  void show(std::string_view name, const MemberRecord& article, std::string_view text) {
    const std::string date = format_date(article.date);
    const std::string heading = fmt::format("{}  {}", date.empty() ? "undated" : date, article.source);
    put_beside(name, heading, 1, false);
    put_beside("", printable(article.title).empty() ? "untitled" : article.title, kTitleLines, true);
    put_beside("", text, kTextLines, false);
  }

  void put_beside(std::string_view margin, std::string_view text, std::size_t most, bool bold) {
    const bool painted = bold && session_.style.colour && session_.style.columns != 0;
    for (const std::string& line : wrapped(text, columns_ - kMargin, most, session_.style.measure)) {
      session_.out << fmt::format("{:<{}}{}{}{}\n", margin, kMargin, painted ? "\x1b[1m" : "", line,
                                  painted ? "\x1b[0m" : "");
      margin = "";
    }
  }

  const LabelSession& session_;
  const NextPair& next_;
  std::size_t columns_ = 0;
  LabelResult result_;
  std::vector<PairToJudge> asked_;  ///< of this session, one for each of its answers
};

}  // namespace

LabelResult label_pairs(const LabelSession& session, const NextPair& next) {
  return Session(session, next).run();
}

}  // namespace bundel::cli
