/// Files that are one whatever they are called.
#pragma once

#include "bundel/read.h"
#include "read/inputs.h"

#include <string>
#include <vector>

namespace bundel::read_detail {

/// Takes the sources that are one of these files (sorted) out of the listing and returns their paths.
/// Cost: one question to the system for each source, none where there are no keys.
std::vector<std::string> take_out(Listing& listing, const std::vector<FileKey>& keys);

}  // namespace bundel::read_detail
