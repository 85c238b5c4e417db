/// Steps that several commands begin with.
#pragma once

#include "bundel/pipeline.h"

#include <string>
#include <string_view>
#include <vector>

namespace bundel::pipeline_detail {

/// The step "read", or that of another name.
Collection read_step(const std::vector<std::string>& inputs, const ReadSettings& settings, std::string_view name = "read");
/// The step "text".
Corpus text_step(Collection collection, const TextSettings& settings);

/// Settings for what takes words alone: copies.
Settings words_only(Settings settings);

}  // namespace bundel::pipeline_detail
