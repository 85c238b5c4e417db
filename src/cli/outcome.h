/// What a command leaves behind beside its data.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "bundel/read.h"

namespace bundel::cli {

struct Outcome {
  std::vector<std::pair<std::string, std::uint64_t>> counts;  ///< for --stats, in the order in which they are written
  Rejections rejections;                                      ///< of all that was read
  bool negative = false;                                      ///< done, and the answer is no
};

/// Of a command that read this; articles are counted, not kept.
Outcome outcome_of(const Collection& read);

}  // namespace bundel::cli
