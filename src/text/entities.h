/// Character references: `&amp;`, `&#8217;`, `&#x2019;`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bundel::text_detail {

/// Which references count.
enum class References : std::uint8_t {
  closed,  ///< those that end with a semicolon
  html,    ///< also numbers and HTML's old names without one: `&copy 2023`, `&nbsp`
};

/// Appends `text` with its references resolved, all else byte for byte. Unknown names stay. Numbers from 128 to 159
/// mean what they do in Windows-1252; 0, surrogates and numbers beyond U+10FFFF become U+FFFD. False, and nothing
/// appended, where there are none. Cost: linear.
bool append_resolved(std::string_view text, References which, std::string& out);

}  // namespace bundel::text_detail
