#include "ground/lines.h"

#include "ground/ascii.h"

#include <fmt/format.h>

namespace bundel::ground {

std::string one_line(std::string_view text) {
  std::string line;
  for (const char byte : text) {
    if (kWhiteSpace.find(byte) == std::string_view::npos) {
      line += byte;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

std::string count_of(unsigned long long count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace bundel::ground
