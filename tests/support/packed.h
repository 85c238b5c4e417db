/// Bytes compressed as the tools of the same name would.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

namespace bundel::test {

struct Packer {
  const char* ending;
  int filter;
};

constexpr std::array<Packer, 4> kPackers = {{{".gz", ARCHIVE_FILTER_GZIP},
                                             {".zst", ARCHIVE_FILTER_ZSTD},
                                             {".xz", ARCHIVE_FILTER_XZ},
                                             {".bz2", ARCHIVE_FILTER_BZIP2}}};

inline std::string packed(std::string_view bytes, const Packer& packer) {
  std::string out(bytes.size() * 2 + 4096, '\0');
  std::size_t used = 0;
  archive* a = archive_write_new();
  archive_entry* entry = archive_entry_new();
  archive_entry_set_filetype(entry, AE_IFREG);
  const bool done = archive_write_add_filter(a, packer.filter) == ARCHIVE_OK &&
                    archive_write_set_format_raw(a) == ARCHIVE_OK &&
                    archive_write_set_bytes_in_last_block(a, 1) == ARCHIVE_OK &&
                    archive_write_open_memory(a, out.data(), out.size(), &used) == ARCHIVE_OK &&
                    archive_write_header(a, entry) == ARCHIVE_OK &&
                    archive_write_data(a, bytes.data(), bytes.size()) == static_cast<la_ssize_t>(bytes.size()) &&
                    archive_write_close(a) == ARCHIVE_OK;
  archive_entry_free(entry);
  archive_write_free(a);
  if (!done) throw std::runtime_error("cannot compress");
  out.resize(used);
  return out;
}

}  // namespace bundel::test
