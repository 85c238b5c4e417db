/// Names of sites in titles: "Quake hits coast - The Daily X" and "X | Quake hits coast".
#pragma once

#include "bundel/stages.h"

#include <span>
#include <vector>

namespace bundel::stages_detail {

/// By place in `kept`. Cost: a second cutting of the titles that have a separator, in parallel.
std::vector<SiteName> site_names(const Corpus& corpus, std::span<const ArticleId> kept);

}  // namespace bundel::stages_detail
