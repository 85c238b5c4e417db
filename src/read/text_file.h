/// One plain text file to one record.
#pragma once

#include "read/record.h"

#include <string_view>

namespace bundel::read_detail {

/// Reads a text with an optional date in front; the record has no id yet.
Record parse_text_record(std::string_view bytes);

}  // namespace bundel::read_detail
