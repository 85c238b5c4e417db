#include "cli/progress.h"

#include <fmt/format.h>

#include <iostream>

namespace bundel::cli {

void Progress::begins(std::string_view step) {
  if (!quiet_ && terminal_) std::cerr << fmt::format("\r\x1b[K{} …", step) << std::flush;
}

void Progress::ends(const StepCount& count) {
  steps_.push_back(count);
  if (quiet_) return;
  if (terminal_) std::cerr << "\r\x1b[K";
  std::cerr << fmt::format("{:<11}{}\n", count.step, count.detail);
}

void Progress::say(const std::string& sentence) const {
  if (!quiet_) std::cerr << sentence << '\n';
}

}  // namespace bundel::cli
