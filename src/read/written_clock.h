/// The time of day within a written date.
#pragma once

#include "read/zones.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace bundel::read_detail {

struct WrittenClock {
  std::size_t begin = 0;  ///< bytes of the text that it takes, with what says its half of the day and its zone
  std::size_t end = 0;
  int second = 0;            ///< of the day, up to 24:00
  std::optional<Zone> zone;  ///< none where none is given
  bool strange = false;      ///< a zone is given that is not known
  bool possible = true;      ///< false: 25:00
};

/// The first clock in a text of plain letters: 10:00[:00[.5]], 10 AM, 10h30, 10時30分; behind a year also 10.30.
std::optional<WrittenClock> find_clock(std::string_view text);

}  // namespace bundel::read_detail
