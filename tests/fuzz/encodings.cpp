/// Bytes in any encoding, with a byte order mark, a name or a guess. The first byte chooses the name, the second the
/// kind of file.
#include "fuzz/support.h"

#include <array>

namespace {

constexpr std::array kEncodings = {"",          "windows-1252", "iso-8859-2", "koi8-r", "utf-16le", "utf-16be",
                                   "shift_jis", "gb18030",      "big5",       "euc-kr", "utf-7",    "iso-2022-jp",
                                   "utf-32le",  "windows-1256", "utf-8",      "no such"};
constexpr std::array kNames = {"a.csv", "a.jsonl", "a.json", "a.txt"};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bundel;
  if (size < 2) return 0;
  ReadSettings settings;
  settings.encoding = kEncodings[data[0] % kEncodings.size()];
  fuzz::check_reading(kNames[data[1] % kNames.size()], fuzz::view(data + 2, size - 2), fuzz::Blank::nothing, settings);
  return 0;
}
