/// A plan carried out.
#pragma once

#include "cli/arguments.h"

namespace bundel::cli {

/// Runs the plan and writes its data. Returns the exit status, 0 or 1. Errors: Error where it could not be done.
int carry_out(const Plan& plan);

}  // namespace bundel::cli
