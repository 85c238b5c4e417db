/// The names of the kinds of match, both ways.
#pragma once

#include "bundel/types.h"

#include <optional>
#include <string_view>

namespace bundel::report_detail {

/// None where no kind has that name.
std::optional<MatchKind> kind_of(std::string_view name);

}  // namespace bundel::report_detail
