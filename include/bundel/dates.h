/// Dates as results have them: ISO 8601, at the precision known.
#pragma once

#include "bundel/types.h"

#include <optional>
#include <string>
#include <string_view>

namespace bundel {

/// "2023", "2023-02", "2023-W08", "2023-02-21" or "2023-02-21T08:01:00Z", whichever says the span exactly, so that
/// parse_iso_date reads it as the same span; of a span that no date stands for, its first day.
std::string format_date(const TimeSpan& span);
/// The same, empty where there is none.
std::string format_date(const std::optional<TimeSpan>& span);

/// Reads ISO 8601: YYYY, YYYY-MM, YYYY-MM-DD, weeks (2023-W08, 2023-W08-5), days of the year (2023-055) and time
/// stamps with an offset, Z or nothing (UTC) behind them, without fractions of a second or with ones that are dropped.
/// Years 1000 to 9999. None where it is none of these. For dates as people write them see parse_date of read.h.
std::optional<TimeSpan> parse_iso_date(std::string_view text);

}  // namespace bundel
