#pragma once

#include "ground/parallel.h"

namespace bundel::duplicates_detail {

/// The loops of this room are over texts: some take a hundred times as long as others, and most take microseconds.
constexpr ground::Grain kTexts{4, 64};

}  // namespace bundel::duplicates_detail
