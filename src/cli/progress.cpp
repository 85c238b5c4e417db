#include "cli/progress.h"

#include <fmt/format.h>
#include <malloc.h>

#include <iostream>

#include "bundel/style.h"

namespace bundel::cli {
namespace {

/// Columns of a step's name, the longest being "boilerplate".
constexpr std::size_t kStepColumns = 12;

}  // namespace

void Progress::begins(std::string_view step) {
  // A step may leave half of the memory free, as that of the texts of `dups`, and the next takes as much again
  // elsewhere.
  ::malloc_trim(0);
  if (!quiet_ && terminal_) std::cerr << fmt::format("\r\x1b[K{} …", step) << std::flush;
}

void Progress::ends(const StepCount& count) {
  steps_.push_back(count);
  if (quiet_) return;
  if (terminal_) std::cerr << "\r\x1b[K";
  std::cerr << fmt::format("{:<{}}{}\n", count.step, kStepColumns, printable(count.detail));
}

void Progress::say(std::string_view step, const std::string& sentence) const {
  if (!quiet_) std::cerr << fmt::format("{:<{}}{}\n", step, step.empty() ? 0 : kStepColumns, printable(sentence));
}

}  // namespace bundel::cli
