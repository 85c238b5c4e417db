/// What an event may be called.
#pragma once

#include "bundel/describe.h"

namespace bundel::describe_detail {

/// Of two members and more, the title or early sentence nearest to all of them; else, or where none is long or short
/// enough, the title of the first.
LabelPlace choose_label_of(const EventStages& stages, std::span<const Row> members);

/// As written, on one line.
std::string label_text(const Reports& reports, const LabelPlace& label);

}  // namespace bundel::describe_detail
