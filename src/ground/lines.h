/// Small things done to text in many rooms.
#pragma once

#include <string>
#include <string_view>

namespace bundel::ground {

/// ASCII letters in lower case, all else as it is.
std::string ascii_lower(std::string_view text);

/// Each run of white space as one space, none at the ends.
std::string one_line(std::string_view text);

/// "1 article", "2 articles".
std::string count_of(unsigned long long count, std::string_view one, std::string_view many);

}  // namespace bundel::ground
