/// Urls as far as articles need them.
#pragma once

#include <string>
#include <string_view>

namespace bundel {

/// The host of a url in lower case, without "www." and port: "https://www.NOS.nl/artikel/1" is "nos.nl". Empty where
/// the text has neither a scheme nor "//" or "www." in front.
std::string host_of(std::string_view url);

}  // namespace bundel
