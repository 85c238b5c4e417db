/// Articles from a seed: words as frequent as in news (Zipf), events with words of their own, edited copies among them.
#pragma once

#include <cstdint>
#include <vector>

#include "bundel/types.h"

namespace bundel::bench {

struct Generation {
  std::size_t articles = 1'000;
  std::size_t words = 400;    ///< an article; about 6 bytes each
  double copies = 0.2;        ///< share of articles that are edited copies of an earlier one
  std::size_t per_event = 4;  ///< articles of an event, copies aside
  std::uint64_t seed = 1;
};

/// The same articles for the same settings on every machine. `source` holds the event ("e17"), so that a benchmark can
/// check what it found.
std::vector<Article> generate(const Generation& generation);

}  // namespace bundel::bench
