/// Rows near to what is near: mends lists that were gathered in pieces.
///
/// Reports of one event that the lists tore apart mostly still have a third one in common.
#pragma once

#include "bundel/types.h"
#include "neighbours/best_lists.h"
#include "neighbours/compare.h"

namespace bundel::neighbours_detail {

/// Offers every row what it has found, and what its `further` nearest neighbours name: each its `further` nearest.
///
/// Input    `found`, sorted lists, one a row; it is only read, so the order in which rows are taken does not matter.
/// Cost     at most further² products of two rows a row; memory: 4 bytes a row and thread.
/// Source   one step of NN-descent (Dong, Moses, Li 2011).
void look_further(const NormedRows& rows, const NeighbourLists& found, std::size_t further, BestLists& best);

}  // namespace bundel::neighbours_detail
