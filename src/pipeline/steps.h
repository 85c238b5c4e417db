/// Steps that every command begins with.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bundel/pipeline.h"

namespace bundel::pipeline_detail {

/// The step "read", or that of another name.
Collection read_step(const std::vector<std::string>& inputs, const ReadSettings& settings,
                     std::string_view name = "read");
/// The step "text".
Corpus text_step(Collection collection, const TextSettings& settings);

/// "1 article", "2 articles".
std::string count_of(std::uint64_t count, std::string_view one, std::string_view many);

}  // namespace bundel::pipeline_detail
