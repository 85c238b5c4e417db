/// JSON Lines, with articles outside a span of time.
#include "fuzz/support.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bundel;
  ReadSettings settings;
  settings.since = parse_date("2000");
  settings.until = parse_date("2030");
  fuzz::check_reading("a.jsonl", fuzz::view(data, size), fuzz::Blank::spaces, settings);
  return 0;
}
