/// A state machine over bytes that can stop at any byte and go on in the next window.
#include "read/record_cutter.h"
#include "read/utf8.h"

#include <algorithm>
#include <array>

namespace bundel::read_detail {
namespace {

constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

enum class Mark : std::uint8_t { none, quote, open, close };

constexpr std::array<Mark, 256> kMarks = [] {
  std::array<Mark, 256> marks{};
  marks['"'] = Mark::quote;
  marks['{'] = marks['['] = Mark::open;
  marks['}'] = marks[']'] = Mark::close;
  return marks;
}();

/// Just behind the quote that closes a string entered before `from`; npos where the window ends first, `resume` then
/// being where to go on: an escape whose second byte is not there yet is looked at again.
std::size_t behind_string(std::string_view window, std::size_t from, std::size_t& resume) {
  while (from < window.size()) {
    const char c = window[from];
    if (c == '"') return from + 1;
    if (c == '\\') {
      if (from + 1 == window.size()) break;
      ++from;
    }
    ++from;
  }
  resume = from;
  return std::string_view::npos;
}

}  // namespace

std::size_t JsonScanner::cut(std::string_view window, bool at_end, std::vector<Piece>& pieces) {
  if (fresh_ && window.starts_with(kBom)) at_ = kBom.size();
  fresh_ = false;
  while (at_ < window.size() && state_ != State::broken) {
    const std::size_t before = at_;
    const State was = state_;
    step(window, pieces);
    if (at_ == before && state_ == was) break;  // half an escape: the next window holds the rest
  }
  if (at_end) finish(pieces);
  if (state_ == State::broken) at_ = window.size();
  const std::size_t done = inside() ? begin_ : at_;
  at_ -= done;
  begin_ = 0;
  return done;
}

void JsonScanner::step(std::string_view window, std::vector<Piece>& pieces) {
  switch (state_) {
    case State::nested:
      return pass_nested(window, pieces);
    case State::string:
      return pass_string(window, pieces);
    case State::word:
      return pass_word(window, pieces);
    default:
      break;
  }
  const char c = window[at_];
  if (is_space(c)) {
    line_ += c == '\n' ? 1 : 0;
    ++at_;
    return;
  }
  between(c, pieces);
}

void JsonScanner::between(char c, std::vector<Piece>& pieces) {
  if (c == ',') {
    ++at_;
  } else if (c == '[' && !in_array_) {
    in_array_ = true;
    ++at_;
  } else if (c == ']' && in_array_) {
    in_array_ = false;
    ++at_;
  } else if (c == '{' || in_array_) {
    begin_value(c);
  } else {
    give_up("the JSON is broken: text that stands in no object and no array", pieces);
  }
}

void JsonScanner::begin_value(char c) {
  begin_ = at_;
  if (c == '{' || c == '[') {
    state_ = State::nested;
    depth_ = 0;
    quoted_ = false;
  } else if (c == '"') {
    state_ = State::string;
    ++at_;
  } else {
    state_ = State::word;
    ++at_;
  }
}

void JsonScanner::pass_nested(std::string_view window, std::vector<Piece>& pieces) {
  while (at_ < window.size()) {
    if (quoted_) {
      const std::size_t behind = behind_string(window, at_, at_);
      if (behind == std::string_view::npos) return;
      at_ = behind;
      quoted_ = false;
      continue;
    }
    const Mark mark = kMarks[static_cast<unsigned char>(window[at_++])];
    if (mark == Mark::quote) {
      quoted_ = true;
    } else if (mark == Mark::open) {
      ++depth_;
    } else if (mark == Mark::close && --depth_ == 0) {
      return end_value(window, pieces);
    }
  }
}

void JsonScanner::pass_string(std::string_view window, std::vector<Piece>& pieces) {
  const std::size_t behind = behind_string(window, at_, at_);
  if (behind == std::string_view::npos) return;
  at_ = behind;
  end_value(window, pieces);
}

void JsonScanner::pass_word(std::string_view window, std::vector<Piece>& pieces) {
  const auto ends = [](char c) { return is_space(c) || c == ',' || c == ']' || c == '{'; };
  while (at_ < window.size() && !ends(window[at_])) ++at_;
  if (at_ < window.size()) end_value(window, pieces);
}

void JsonScanner::end_value(std::string_view window, std::vector<Piece>& pieces) {
  pieces.push_back({begin_, at_, line_, {}});
  line_ += static_cast<std::uint64_t>(std::count(window.begin() + begin_, window.begin() + at_, '\n'));
  state_ = State::between;
}

void JsonScanner::give_up(std::string_view why, std::vector<Piece>& pieces) {
  pieces.push_back({at_, at_, line_, why});
  state_ = State::broken;
}

void JsonScanner::finish(std::vector<Piece>& pieces) {
  if (state_ == State::broken) return;
  if (inside()) return give_up("the JSON is cut off inside this record", pieces);
  if (in_array_) give_up("the array is cut off: it has no end", pieces);
}

}  // namespace bundel::read_detail
