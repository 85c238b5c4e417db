/// Arrays of records: nested, concatenated, cut off, with commas too many.
#include "fuzz/support.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bundel;
  fuzz::check_reading("a.json", fuzz::view(data, size), fuzz::Blank::spaces);
  return 0;
}
