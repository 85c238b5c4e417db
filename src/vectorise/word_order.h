/// Beginnings of words.
#pragma once

#include <string_view>

namespace bundel::vectorise_detail {

/// The first `letters` code points of UTF-8.
std::string_view beginning(std::string_view word, int letters);

}  // namespace bundel::vectorise_detail
