/// The evidence of a pair: where the same words stand.
#pragma once

#include "bundel/types.h"
#include "duplicates/windows.h"

#include <vector>

namespace bundel::duplicates_detail {

/// Maximal common runs that together cover every shared word of both texts, sorted by place in a, then in b.
///
/// Runs for a are chosen from left to right: at the first shared word not yet covered, of all common runs through it
/// the one that reaches furthest in a (ties: the first in b). That needs the fewest runs. Then the same for the words
/// of b that no run covers yet. Every run is extended on both sides as far as the words agree, so runs may overlap in
/// either text. Cost O(words) for ordinary text; a word repeated all through both texts makes it O(words of a * words
/// of b).
std::vector<SharedRun> shared_runs(Words a, const WindowTable& b);

}  // namespace bundel::duplicates_detail
