/// Only quotes, separators and line ends are looked at; whether a row is well formed is found out when it is parsed.
#include "read/record_cutter.h"
#include "read/utf8.h"

#include <algorithm>

namespace bundel::read_detail {

std::size_t RowCutter::cut(std::string_view window, bool at_end, std::vector<Piece>& pieces) {
  if (fresh_ && window.starts_with(kBom)) begin_ = at_ = kBom.size();
  fresh_ = false;
  while (at_ < window.size()) step(window, pieces);
  if (at_end && begin_ < window.size()) {
    if (state_ == State::quoted) {
      pieces.push_back({begin_, window.size(), line_, "malformed CSV: a quote is not closed"});
      begin_ = window.size();
    } else {
      end_row(window, pieces);
    }
  }
  const std::size_t done = std::min(begin_, window.size());
  at_ = window.size() - done;
  begin_ = 0;
  return done;
}

void RowCutter::step(std::string_view window, std::vector<Piece>& pieces) {
  switch (state_) {
    case State::start:
      state_ = quotes_ && window[at_] == '"' ? State::quoted : State::plain;
      at_ += state_ == State::quoted ? 1 : 0;
      return;
    case State::quoted: {
      const std::size_t quote = window.find('"', at_);
      if (quote != std::string_view::npos) state_ = State::behind_quote;
      at_ = quote == std::string_view::npos ? window.size() : quote + 1;
      return;
    }
    case State::behind_quote:  // of two quotes in a row the second goes on with the cell
      state_ = window[at_] == '"' ? State::quoted : State::plain;
      at_ += state_ == State::quoted ? 1 : 0;
      return;
    case State::plain:
      break;
  }
  const auto ends_cell = [this](char c) { return c == '\n' || (c == ',' && quotes_); };
  while (at_ < window.size() && !ends_cell(window[at_])) ++at_;
  if (at_ == window.size()) return;
  if (window[at_] == '\n') return end_row(window, pieces);
  state_ = State::start;
  ++at_;
}

/// The row ends before `at_`, where its LF or the end of the file is.
void RowCutter::end_row(std::string_view window, std::vector<Piece>& pieces) {
  const std::string_view row = window.substr(begin_, at_ - begin_);
  if (!row.empty() && row != "\r") pieces.push_back({begin_, at_, line_, {}});
  line_ += 1 + static_cast<std::uint64_t>(std::count(row.begin(), row.end(), '\n'));
  state_ = State::start;
  begin_ = ++at_;
}

}  // namespace bundel::read_detail
