/// Time zones as dates name them: "+0100", "GMT+1", "CET", "Europe/Amsterdam", "+01:00[Europe/Amsterdam]".
#pragma once

#include "ground/cursor.h"

#include <cstdint>
#include <optional>
#include <string>

namespace bundel::read_detail {

using ground::Cursor;
using ground::is_digit;
using ground::is_letter;

/// Where a clock hangs.
struct Zone {
  std::string region = {};  ///< of the tz database, where its rules decide; else empty
  int ahead = 0;            ///< of UTC, in seconds, where there is no region

  /// The second in UTC of a second as the clock shows it; an hour that a change of the clocks repeats is the first.
  [[nodiscard]] std::int64_t utc(std::int64_t local) const;
};

/// The zone in front of the cursor, which then stands behind it: an offset, a name or both, with what stands behind
/// them in brackets. Nothing is taken where there is none, or none that is known: names that mean several places (IST)
/// are not. Cost: a region asks ICU, about a microsecond.
std::optional<Zone> take_zone(Cursor& in);

}  // namespace bundel::read_detail
