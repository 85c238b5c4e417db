/// Tables: separators, quotes and header names, whatever the name of the file says.
#include "fuzz/support.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bundel;
  for (const char* name : {"a.csv", "a.tsv"}) fuzz::check_reading(name, fuzz::view(data, size), fuzz::Blank::lines);
  return 0;
}
