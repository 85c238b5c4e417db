/// The formats, each with its writer in a file of its own. A new one is that file and its line in formats.cpp.
#pragma once

#include "bundel/writer.h"

namespace bundel::report_detail {

extern const FormatInfo kTableFormat;
extern const FormatInfo kJsonlFormat;
extern const FormatInfo kCsvFormat;

}  // namespace bundel::report_detail
