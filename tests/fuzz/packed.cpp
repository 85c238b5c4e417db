/// Compressed files, whole and damaged. Every second change is one of the bytes that are packed, so that the readers
/// behind are reached through checksums.
#include "support/packed.h"
#include "fuzz/support.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <random>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

using namespace bundel;

struct Magic {
  std::string_view bytes;
  const test::Packer& packer;
};

/// The packer whose files begin like this; gzip where none does.
const test::Packer& packer_of(std::string_view bytes) {
  static const std::array<Magic, 3> magics = {{{"\x28\xB5\x2F\xFD", test::kPackers[1]},
                                               {"\xFD"
                                                "7zXZ",
                                                test::kPackers[2]},
                                               {"BZh", test::kPackers[3]}}};
  const auto known = std::ranges::find_if(magics, [&](const Magic& magic) { return bytes.starts_with(magic.bytes); });
  return known == magics.end() ? test::kPackers[0] : known->packer;
}

/// What the bytes stand for, up to any damage.
std::string unpacked(std::string_view bytes, std::size_t most) {
  std::string out(most, '\0');
  archive* a = archive_read_new();
  archive_read_support_filter_all(a);
  archive_read_support_format_raw(a);
  archive_entry* entry = nullptr;
  la_ssize_t size = 0;
  if (archive_read_open_memory(a, bytes.data(), bytes.size()) == ARCHIVE_OK &&
      archive_read_next_header(a, &entry) == ARCHIVE_OK)
    size = archive_read_data(a, out.data(), out.size());
  archive_read_free(a);
  out.resize(static_cast<std::size_t>(std::max<la_ssize_t>(size, 0)));
  return out;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  std::minstd_rand random(seed);
  if (random() % 2 == 0) return LLVMFuzzerMutate(data, size, most);
  std::string bytes = unpacked(fuzz::view(data, size), most);
  const std::size_t used = bytes.size();
  bytes.resize(most);
  bytes.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(bytes.data()), used, most));
  const std::string packed = test::packed(bytes, test::kPackers[random() % test::kPackers.size()]);
  if (packed.size() > most) return LLVMFuzzerMutate(data, size, most);
  std::memcpy(data, packed.data(), packed.size());
  return packed.size();
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::view(data, size);
  for (const char* name : {"a.jsonl", "a.txt"})
    fuzz::check_reading(name + std::string(packer_of(bytes).ending), bytes, fuzz::Blank::nothing);
  return 0;
}
