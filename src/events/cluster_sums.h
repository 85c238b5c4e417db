/// Sums of reports' rows: all that a cluster needs for the mean score of its pairs.
#pragma once

#include "bundel/events.h"

#include <cstdint>
#include <vector>

namespace bundel::events_detail {

/// A column of a sparse channel and its value, scaled by the root of the channel's weight: the product of two such
/// vectors is the weighted sum of the channels' cosines.
struct ColumnSum {
  std::uint32_t key = 0;  ///< the column, behind those of the channels before
  double value = 0;
};

/// How many reports of a cluster have which date.
struct TimeCount {
  std::optional<TimeSpan> time;
  std::uint32_t reports = 0;
};

/// How many reports of a cluster are in which language.
struct LanguageCount {
  std::uint32_t language = 0;
  std::uint32_t reports = 0;
};

/// A cluster, or one report.
struct ClusterSums {
  std::uint32_t reports = 0;
  double shortness = 0;                  ///< summed over reports
  std::vector<LanguageCount> languages;  ///< ascending
  std::vector<TimeCount> times;          ///< undated first, then by begin and end
  std::vector<ColumnSum> columns;        ///< of the sparse channels; keys ascending
  std::vector<double> dense;             ///< of the dense channels, one behind the other, scaled likewise
};

ClusterSums sums_of_row(const EventInput& input, Row row);

/// The sums of both together.
ClusterSums add(const ClusterSums& a, const ClusterSums& b);

/// Product of two summed vectors; the shorter is looked up in the longer where it is much shorter.
double product(const std::vector<ColumnSum>& a, const std::vector<ColumnSum>& b);

/// Whether two languages are known and differ.
bool foreign(std::uint32_t a, std::uint32_t b);

/// ln(1 + days between), or what is assumed where a date is missing.
double time_penalty(const std::optional<TimeSpan>& a, const std::optional<TimeSpan>& b, const EventSettings& settings);

/// Sum of the scores of all pairs of one report of each.
double total_score(const ClusterSums& a, const ClusterSums& b, const EventSettings& settings);

/// Calls visit(channel, rows) for each channel of terms.
template <typename Visit>
void for_channels_of_terms(const EventInput& input, const Visit& visit) {
  for (const Channel& channel : input.channels) {
    if (channel.of_terms) visit(channel, std::get<SparseRows>(channel.rows));
  }
}

}  // namespace bundel::events_detail
