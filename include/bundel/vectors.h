/// Vectors of articles that a user brings, such as sentence embeddings.
#pragma once

#include "bundel/rows.h"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace bundel {

struct Vectors {
  std::unordered_map<std::string, std::uint32_t> row_of;  ///< by the article's id
  DenseRows rows;                                         ///< as given, of any length
};

/// Reads JSON Lines of {"id": "a1", "vector": [0.1, -0.2, ...]}, packed or not; other keys are passed over, ids may be
/// numbers. Cost: the file's bytes and the rows in memory. Errors: Error with file and line where a line is no such
/// object, a vector has another number of numbers than the first one, none or more than 8,192 (rounded, a longer one
/// would no longer multiply exactly), or an id stands twice; with the file where there is no line.
Vectors read_vectors(const std::string& path);

}  // namespace bundel
