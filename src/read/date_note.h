/// What became of the date of one record.
#pragma once

#include "bundel/read.h"

#include <cstdint>
#include <optional>
#include <string>

namespace bundel::read_detail {

enum class DateState : std::uint8_t {
  absent,
  read,
  unreadable,
  ambiguous,  ///< two readings; the column may yet decide
  epoch,      ///< the zero of a clock
  future
};

struct DateNote {
  DateState state = DateState::absent;
  DateOrder proves = DateOrder::unknown;           ///< the order of day and month that this date shows
  std::optional<TimeSpan> day_first, month_first;  ///< of an ambiguous one
  std::string shown;                               ///< as written, printable; of an unreadable or ambiguous one
};

}  // namespace bundel::read_detail
