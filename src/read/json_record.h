/// One JSON object to one record.
#pragma once

#include "read/fields.h"
#include "read/record.h"

#include <simdjson.h>

#include <string_view>

namespace bundel::read_detail {

/// Reads one object; anything else is a rejected record with its reason.
///
/// At least kPadding bytes behind `bytes` must be readable. The parser's memory is reused, so one a thread is best.
/// A field of the wrong type rejects the record, but for dates: those are counted and the article stays undated.
Record parse_json_record(simdjson::dom::parser& parser, std::string_view bytes, const FieldPlan& fields);

}  // namespace bundel::read_detail
