/// `bundel tune`: one pass of matching, a person's answers where asked for, and what follows from them.
#pragma once

#include <optional>

#include "cli/arguments.h"
#include "cli/outcome.h"
#include "cli/output.h"
#include "cli/progress.h"

namespace bundel::cli {

/// Where it writes; opened before the work.
struct TuneFiles {
  Output& data;
  std::optional<Output>& save;
  std::optional<Output>& svg;
};

/// Errors: as tune_dups and Tuning::report; Error where labels label nothing.
Outcome carry_out_tune(const Plan& plan, const TuneFiles& files, Progress& progress);

}  // namespace bundel::cli
