/// Input records written again as they were read.
#pragma once

#include <iosfwd>

#include "bundel/pipeline.h"

namespace bundel::cli {

/// The records that stay, in input order: lines of JSON Lines and elements of a JSON array byte for byte, one after
/// another with a newline behind; rows of tables byte for byte below the header of the first; paths for .txt; of
/// compressed files what they hold. Errors: Error where an input cannot be read again, or tables have different
/// headers.
void write_kept(std::ostream& out, const DupsResult& result);
/// The folded ones, likewise. kept + dropped are all articles.
/// `with_reason`: each with the article for which it was dropped (see DropReason).
void write_dropped(std::ostream& out, const DupsResult& result, bool with_reason);

}  // namespace bundel::cli
