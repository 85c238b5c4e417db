/// What one value of a date field may mean.
#pragma once

#include "bundel/read.h"

#include <optional>
#include <string_view>

namespace bundel::read_detail {

/// "24/02/2023" is one day and says that days come first in its column; "02/03/2023" may be two days.
struct DateReading {
  std::optional<TimeSpan> time = {};         ///< the only reading, or that with the day first
  std::optional<TimeSpan> month_first = {};  ///< the other reading of an ambiguous date
  DateOrder proves = DateOrder::unknown;     ///< the order in which alone its two numbers are a date
  bool zero = false;                         ///< it means a moment of the first day of 1970, or before as a number
};

/// Reads a date in any form. Cost: ISO 8601 and epochs some 50 ns, words and slashes about a microsecond.
DateReading read_date(std::string_view text);

/// ISO 8601 without names of zones, YYYYMMDD, YYYYMMDDhhmmss and epochs; no white space around it.
std::optional<TimeSpan> parse_database_date(std::string_view text);

}  // namespace bundel::read_detail
