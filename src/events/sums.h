/// Sums of articles' rows: all that a cluster needs for the mean score of its pairs.
#pragma once

#include <cstdint>
#include <vector>

#include "bundel/events.h"

namespace bundel::events_detail {

/// A column of a channel and its value, scaled by the root of the channel's weight: the product of two such vectors is
/// the weighted sum of the channels' cosines.
struct Entry {
  std::uint32_t key = 0;  ///< 2 * column + channel
  double value = 0;
};

/// How many articles of a cluster have which date.
struct TimeCount {
  std::optional<TimeSpan> time;
  std::uint32_t articles = 0;
};

/// The articles of one language in a cluster, with the sum of their piece rows.
struct LanguagePart {
  std::uint32_t language = 0;
  std::uint32_t articles = 0;
  std::vector<Entry> pieces;  ///< keys are columns, ascending; values not scaled
};

/// A cluster, or one article.
struct Sums {
  std::uint32_t articles = 0;
  double shortness = 0;              ///< summed over articles
  std::vector<LanguagePart> parts;   ///< by language
  std::vector<Entry> entries;    ///< keys ascending
  std::vector<TimeCount> times;  ///< undated first, then by begin and end
};

Sums sums_of_row(const EventInput& input, std::uint32_t row, const EventSettings& settings);

/// The sums of both together.
Sums add(const Sums& a, const Sums& b);

/// Product of two summed vectors; the shorter is looked up in the longer where it is much shorter.
double product(const std::vector<Entry>& a, const std::vector<Entry>& b);

/// Sum of z over all pairs of one article of each.
double total_score(const Sums& a, const Sums& b, const EventSettings& settings);

}  // namespace bundel::events_detail
