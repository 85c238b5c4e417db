/// Input records written again as they were read.
#pragma once

#include <iosfwd>

#include "bundel/pipeline.h"

namespace bundel::cli {

/// The records that stay, in input order: JSON byte for byte, but without the line breaks of a record that stood on
/// several lines, so that each is a line; rows of tables byte for byte below the header of the first; paths for .txt;
/// of compressed files what they hold. `output`: the name of the file that is written, empty where it says nothing.
/// Errors, before anything is written: Error where the records are of more than one form (JSON, tables of one header,
/// paths), or of another than `output` promises; later where an input cannot be read again.
void write_kept(std::ostream& out, const DupsResult& result, const std::string& output);
/// The folded ones, likewise. kept + dropped are all articles.
/// `with_reason`: each with the article for which it was dropped (see DropReason).
void write_dropped(std::ostream& out, const DupsResult& result, bool with_reason, const std::string& output);

}  // namespace bundel::cli
