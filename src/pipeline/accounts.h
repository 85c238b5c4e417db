/// Proofs that nothing is lost: kept + dropped + rejected, and what is outside the dates, is what was read.
#pragma once

#include "bundel/pipeline.h"

#include <cstddef>
#include <span>

namespace bundel::pipeline_detail {

/// Errors of all: Error; it would be a bug of ours.
void check_accounts(const Collection& read);

/// Notes of each article whether and where it is folded, and so proves before anything is written that kept + dropped
/// are all articles: every one is folded at most once, and no kept one is. Cost: linear.
void place_folded(DupsResult& result, std::span<const CopyGroup> groups, std::size_t articles);

/// Names the files of the kept articles that are references.
void name_files(DupsResult& result, std::span<const CopyGroup> groups, const CopyInput& input);

}  // namespace bundel::pipeline_detail
