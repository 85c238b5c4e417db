/// One object a file, over many lines or one; also in a folder, under a name that says nothing.
#include "fuzz/support.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bundel;
  const std::string_view bytes = fuzz::view(data, size);
  fuzz::check_reading("a.json", bytes, fuzz::Blank::spaces);
  fuzz::check_reading("folder/a.data", bytes, fuzz::Blank::nothing);  // the first window tells whether it is read
  return 0;
}
