/// Which files a run may write, given those that it reads.
#pragma once

#include "cli/arguments.h"

namespace bundel::cli {

/// Refuses to write where something would be lost, whatever the names: over a file that is read (INPUT, below an INPUT
/// folder, --keep-from, the settings, labels), over another file that is written, or over where standard output or
/// error go. But the kept records may replace an INPUT file, which `plan.in_place` then says.
/// Nothing but a picture or settings is written below a folder that is read, for the next run would read it as
/// articles. Cost: folders are listed where a file is to be replaced. Errors: Error with the option as `where`.
void check_places(Plan& plan);

}  // namespace bundel::cli
