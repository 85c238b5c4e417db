/// Dates as people and web pages write them: with names of months, with slashes and dots, with a label in front.
#pragma once

#include "read/dates.h"

#include <string_view>

namespace bundel::read_detail {

/// Reads what parse_database_date does not; `zero` is left to the caller. A clock whose zone is not known, or that is
/// followed by words that may change it, leaves the day alone.
DateReading read_written_date(std::string_view text);

}  // namespace bundel::read_detail
