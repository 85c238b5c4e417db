/// Objects that hold the records in an array somewhere inside, as services answer; also through a pipe.
#include "fuzz/support.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bundel;
  for (const char* name : {"a.json", "-"}) fuzz::check_reading(name, fuzz::view(data, size), fuzz::Blank::spaces);
  return 0;
}
