/// One file to its records: opened, told apart, cut, parsed.
#pragma once

#include "bundel/read.h"
#include "read/cells.h"
#include "read/fields.h"
#include "read/inputs.h"
#include "read/record.h"

#include <simdjson.h>

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bundel::read_detail {

/// What a thread needs to parse records; its memory is used again for the next.
struct Tools {
  simdjson::dom::parser parser;
  std::optional<CellSplitter> splitter;  ///< of the table that is being read
};

/// Of each part, in how many articles each field held it.
using FieldCounts = std::array<std::map<std::string, std::uint64_t>, kParts>;

/// What one file gave.
struct FileRecords {
  InputFile file;
  std::vector<Record> records;  ///< in order; those with a reason are rejected. Their places lack the input
  FieldCounts used;
  std::string skipped;  ///< the kind (".pdf") of a file that holds no articles and was only found, not asked for
};

/// Called with the records so far, which it may take out.
using Flush = std::function<void(std::vector<Record>&)>;

/// Reads a file on all threads, a part after another, each handed to `flush`. Errors: Error where it cannot be read and
/// was asked for; what goes wrong with a file below a folder is a record with a reason and line 0.
FileRecords read_large_file(const Source& source, const ReadSettings& settings, const FieldPlan& plan,
                            std::vector<Tools>& tools, const Flush& flush);

/// Reads a file whole on the calling thread. Errors: as read_large_file.
FileRecords read_small_file(const Source& source, const ReadSettings& settings, const FieldPlan& plan, Tools& tools);

}  // namespace bundel::read_detail
