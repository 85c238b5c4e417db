/// Ids for all records of a collection, settled once, when all of them are read.
#pragma once

#include "bundel/read.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace bundel::read_detail {

struct IdRecord {
  Article* article = nullptr;     ///< its id is empty where the record has none
  std::uint32_t nth_in_line = 1;  ///< among the records that begin in its line, from 1
};

struct IdResult {
  IdChange clashing, repeated, revisions;  ///< as in Collection
  /// Where they were to be refused: further records with an id, and each one's holder. Their ids stay as they are.
  std::vector<std::pair<std::size_t, std::size_t>> refused;
};

/// "news.jsonl:12", or the path alone for a whole file (line 0).
std::string shown_place(const std::string& path, std::uint64_t line);

/// Gives each article the id that IdRule says, and each that has no url the one that its id is. A record without an id
/// is "file:line"; of several in one line the second is "file:line.2", and so on.
///
/// records  in input order, those of one file together; their times and urls decide about revisions
/// refuse   refuse further records with an id, instead of naming them by their lines
///
/// Cost: O(n log n) in records, also where all ids are equal. What ids are made of does not depend on the order of the
/// files, but for the holder among equal records of several files, and for IdRule::given. Errors: none.
IdResult settle_ids(std::span<const IdRecord> records, const std::vector<InputFile>& files, IdRule rule, bool refuse);

}  // namespace bundel::read_detail
