/// Only quotes, separators and line ends are looked at; whether a row is well formed is found out when it is parsed.
#include "read/record_cutter.h"
#include "read/utf8.h"

#include <algorithm>
#include <array>

namespace bundel::read_detail {

std::size_t RowCutter::cut(std::string_view window, bool at_end, std::vector<Piece>& pieces) {
  if (fresh_ && window.size() < dialect_.preamble && !at_end) return 0;
  if (fresh_) pass_preamble(window);
  fresh_ = false;
  while (at_ < window.size() && step(window, pieces)) {
  }
  if (at_end && begin_ < window.size()) {
    if (state_ == State::quoted) {
      pieces.push_back({begin_, window.size(), line_, "malformed CSV: a quote is not closed"});
      begin_ = window.size();
    } else {
      at_ = window.size();  // a backslash may stand before it
      end_row(window, pieces);
    }
  }
  const std::size_t done = std::min(begin_, window.size());
  at_ -= std::min(done, at_);
  begin_ = 0;
  return done;
}

void RowCutter::pass_preamble(std::string_view window) {
  const std::size_t bom = window.starts_with(kBom) ? kBom.size() : 0;
  begin_ = at_ = std::min(std::max(bom, dialect_.preamble), window.size());
  line_ += static_cast<std::uint64_t>(
      std::count(window.begin(), window.begin() + static_cast<std::ptrdiff_t>(at_), dialect_.row_end));
}

bool RowCutter::step(std::string_view window, std::vector<Piece>& pieces) {
  const bool quotes = dialect_.quoting == Quoting::doubled || dialect_.quoting == Quoting::backslash;
  switch (state_) {
    case State::start:
      if (dialect_.spaced && window[at_] == ' ') {
        ++at_;
        return true;
      }
      state_ = quotes && window[at_] == dialect_.quote ? State::quoted : State::plain;
      at_ += state_ == State::quoted ? 1 : 0;
      return true;
    case State::quoted:
      return pass_quoted(window);
    case State::behind_quote:  // of two quotes in a row the second goes on with the cell
      state_ = window[at_] == dialect_.quote ? State::quoted : State::plain;
      at_ += state_ == State::quoted ? 1 : 0;
      return true;
    case State::plain:
      break;
  }
  const char end = dialect_.row_end;
  const char separator = quotes ? dialect_.separator : end;
  const char escape = dialect_.quoting == Quoting::backslash ? '\\' : end;
  while (at_ < window.size() && window[at_] != end && window[at_] != separator && window[at_] != escape) ++at_;
  if (at_ == window.size()) return true;
  if (window[at_] == end) {
    end_row(window, pieces);
    return true;
  }
  if (window[at_] == escape) return pass_escape(window);
  state_ = State::start;
  ++at_;
  return true;
}

/// Over a backslash and what stands behind it; false where the next window holds that.
bool RowCutter::pass_escape(std::string_view window) {
  if (at_ + 1 == window.size()) return false;
  at_ += 2;
  return true;
}

bool RowCutter::pass_quoted(std::string_view window) {
  const std::array<char, 2> ends = {dialect_.quote, '\\'};
  const std::string_view marks(ends.data(), dialect_.quoting == Quoting::backslash ? 2 : 1);
  while (at_ < window.size()) {
    at_ = std::min(window.find_first_of(marks, at_), window.size());
    if (at_ == window.size()) return true;
    if (window[at_] == dialect_.quote) {
      state_ = State::behind_quote;
      ++at_;
      return true;
    }
    if (!pass_escape(window)) return false;
  }
  return true;
}

/// The row ends before `at_`, where its line end or the end of the file is.
void RowCutter::end_row(std::string_view window, std::vector<Piece>& pieces) {
  const std::string_view row = window.substr(begin_, at_ - begin_);
  if (row.find_first_not_of('\r') != std::string_view::npos) pieces.push_back({begin_, at_, line_, {}});
  line_ += 1 + static_cast<std::uint64_t>(std::count(row.begin(), row.end(), dialect_.row_end));
  state_ = State::start;
  begin_ = ++at_;
}

}  // namespace bundel::read_detail
