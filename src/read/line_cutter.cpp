#include "read/record_cutter.h"
#include "read/utf8.h"

namespace bundel::read_detail {

std::size_t LineCutter::cut(std::string_view window, bool at_end, std::vector<Piece>& pieces) {
  std::size_t begin = 0;
  for (std::size_t from = searched_;;) {
    const std::size_t end = window.find('\n', from);
    if (end == std::string_view::npos) break;
    add(window, begin, end, pieces);
    begin = from = end + 1;
    ++line_;
  }
  if (at_end) {
    add(window, begin, window.size(), pieces);
    begin = window.size();
  }
  searched_ = window.size() - begin;
  return begin;
}

void LineCutter::add(std::string_view window, std::size_t begin, std::size_t end, std::vector<Piece>& pieces) {
  // Files that were put together one behind the other bring their byte order marks along.
  if (window.substr(begin, end - begin).starts_with(kBom)) begin += kBom.size();
  if (window.substr(begin, end - begin).find_first_not_of(" \t\r") == std::string_view::npos) return;
  pieces.push_back({begin, end, line_, {}});
}

}  // namespace bundel::read_detail
