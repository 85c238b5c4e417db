/// `bundel tune`: one pass of matching, a person's answers where asked for, and what follows from them.
#pragma once

#include <optional>

#include "bundel/read.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "cli/progress.h"

namespace bundel::cli {

/// Where it writes; opened before the work.
struct TuneFiles {
  Output& data;
  std::optional<Output>& save;
  std::optional<Output>& svg;
};

/// Returns what was read. Errors: as tune_dups and Tuning::report; Error where labels label nothing.
Collection carry_out_tune(const Plan& plan, const TuneFiles& files, Progress& progress);

}  // namespace bundel::cli
