/// Sums of articles' rows: all that a cluster needs for the mean score of its pairs.
#pragma once

#include <cstdint>
#include <vector>

#include "bundel/events.h"

namespace bundel::events_detail {

/// A column of a channel and its value, scaled by the root of the channel's weight: the product of two such vectors is
/// the weighted sum of the channels' cosines.
struct Entry {
  std::uint32_t key = 0;  ///< of body and lead 2 * column + channel; the columns of pieces come behind them
  double value = 0;
};

/// How many articles of a cluster have which date.
struct TimeCount {
  std::optional<TimeSpan> time;
  std::uint32_t articles = 0;
};

/// How many articles of a cluster are in which language.
struct LanguageCount {
  std::uint32_t language = 0;
  std::uint32_t articles = 0;
};

/// A cluster, or one article.
struct Sums {
  std::uint32_t articles = 0;
  double shortness = 0;                  ///< summed over articles
  std::vector<LanguageCount> languages;  ///< ascending
  std::vector<Entry> entries;            ///< keys ascending
  std::vector<TimeCount> times;          ///< undated first, then by begin and end
};

Sums sums_of_row(const EventInput& input, std::uint32_t row, const EventSettings& settings);

/// The sums of both together.
Sums add(const Sums& a, const Sums& b);

/// Product of two summed vectors; the shorter is looked up in the longer where it is much shorter.
double product(const std::vector<Entry>& a, const std::vector<Entry>& b);

/// Whether two languages are known and differ.
bool foreign(std::uint32_t a, std::uint32_t b);

/// ln(1 + days between), or what is assumed where a date is missing.
double time_penalty(const std::optional<TimeSpan>& a, const std::optional<TimeSpan>& b, const EventSettings& settings);

/// Sum of z over all pairs of one article of each.
double total_score(const Sums& a, const Sums& b, const EventSettings& settings);

}  // namespace bundel::events_detail
