/// A result, written as the plan says.
#pragma once

#include <functional>

#include "bundel/writer.h"
#include "cli/arguments.h"
#include "cli/output.h"

namespace bundel::cli {

/// Calls `write` with a writer of the format, for a terminal where the output is one. Does not commit. `card`: see
/// WriterOptions.
void write_result(Output& out, const Plan& plan, CardOf card, const std::function<void(ResultWriter&)>& write);

}  // namespace bundel::cli
