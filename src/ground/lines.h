/// Small things done to text in many rooms.
#pragma once

#include <string>
#include <string_view>

namespace bundel::ground {

/// Each run of white space as one space, none at the ends.
std::string one_line(std::string_view text);

/// "1 article", "2000 articles"; `counted` of number.h sets thousands apart.
std::string count_of(unsigned long long count, std::string_view one, std::string_view many);

}  // namespace bundel::ground
