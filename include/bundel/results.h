/// Results read back from the JSON Lines that were written of them (writer.h).
///
/// What comes back are the same records, shares at the digits that were written; copies in events have no in_kept and
/// of_kept there and come back with 0, and dates are read once, into spans. Keys that are not known and blank lines are
/// skipped. Errors of all: Error with `name:line` where a line is not such a record, with `name` where the stream
/// breaks.
#pragma once

#include "bundel/records.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace bundel {

std::vector<GroupRecord> read_groups_jsonl(std::istream& in, const std::string& name);
std::vector<PairRecord> read_pairs_jsonl(std::istream& in, const std::string& name);
std::vector<EventRecord> read_events_jsonl(std::istream& in, const std::string& name);

}  // namespace bundel
