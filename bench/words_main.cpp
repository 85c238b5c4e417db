/// Writes the words of each line of standard input, as the program cuts and spells them, for tables that are made of
/// words elsewhere.
#include <algorithm>
#include <iostream>
#include <iterator>
#include <string>

#include "bundel/text.h"

int main() {
  std::ios::sync_with_stdio(false);
  std::cout.exceptions(std::ios::failbit | std::ios::badbit);
  const std::string text((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
  std::size_t line = 0;  // where it begins
  const auto end_lines = [&](std::size_t until) {
    const auto from = text.begin() + static_cast<std::ptrdiff_t>(line);
    const auto to = text.begin() + static_cast<std::ptrdiff_t>(until);
    std::cout << std::string(static_cast<std::size_t>(std::count(from, to, '\n')), '\n');
    line = until;
  };
  // As one text: whether Cyrillic is Serbian is told by all of it.
  for (const bundel::WordSpan& word : bundel::words_of(text)) {
    end_lines(word.begin);
    std::cout << word.word << ' ';
  }
  end_lines(text.size());
  std::cout.flush();
  return 0;
}
