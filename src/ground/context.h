/// The context in force on a thread.
#pragma once

#include "bundel/run.h"

namespace bundel::ground {

/// Puts a context, which must outlive that, in force on this thread; null: that of defaults. Returns the one before.
const RunContext* adopt(const RunContext* context) noexcept;

}  // namespace bundel::ground
