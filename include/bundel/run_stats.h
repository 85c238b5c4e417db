/// What a run did, beside its result: for machines.
#pragma once

#include "bundel/run.h"
#include "bundel/settings.h"
#include "bundel/types.h"

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace bundel {

/// One JSON object of settings, funnel and counts: what --stats writes.
struct RunStats {
  std::string command;
  std::string version;
  std::vector<Setting> settings;
  std::vector<StepCount> steps;
  std::vector<std::pair<std::string, std::uint64_t>> counts;  ///< "read", "rejected", ...
};
void write_stats_json(std::ostream& out, const RunStats& stats);
/// {"source":...,"line":...,"reason":...}; no line where the whole file is meant.
void write_rejections_jsonl(std::ostream& out, std::span<const Rejection> rejections);

}  // namespace bundel
