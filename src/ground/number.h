/// Numbers as they are written: shares and scores by way of whole ten-thousandths, so that neither the locale nor the
/// printing of floats can change a byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bundel::ground {

/// Of a share or score from 0 to 1, to the nearest. Anything else, also NaN, is a bug (assert).
std::int64_t ten_thousandths(double share);

/// For machines: up to four digits, no trailing zeros: "0.93", "1", "0.0512".
std::string share_text(double share);

/// For machines: any number below 1e12, likewise: "-1.25".
std::string number_text(double number);

/// For people: "93%". Rounded down, so that only a whole share is "100%" and 49.99 % does not pass for a half.
std::string percent_text(double share);

/// For people: two digits, "0.81".
std::string score_text(double score);

/// For people: thousands apart, "1,234,567".
std::string count_text(std::uint64_t count);

/// For people: "1 article", "2 articles". `plural` where an s is not enough.
std::string counted(std::uint64_t count, std::string_view noun, std::string_view plural = {});

}  // namespace bundel::ground
