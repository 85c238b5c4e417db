#include "read/file_keys.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <optional>

namespace bundel {
namespace {

/// None for a file that is there no more.
std::optional<FileKey> key_of(const std::string& path) {
  struct stat status {};
  const int failed = path == "-" ? ::fstat(STDIN_FILENO, &status) : ::stat(path.c_str(), &status);
  if (failed != 0) return std::nullopt;
  return FileKey{status.st_dev, status.st_ino};
}

}  // namespace

std::vector<FileKey> keys_of(const std::vector<std::string>& inputs) {
  std::vector<FileKey> keys;
  for (const read_detail::Source& source : read_detail::list_inputs(inputs).sources) {
    if (const std::optional<FileKey> key = key_of(source.path)) keys.push_back(*key);
  }
  std::ranges::sort(keys);
  return keys;
}

std::vector<std::string> read_detail::take_out(Listing& listing, const std::vector<FileKey>& keys) {
  std::vector<std::string> taken;
  if (keys.empty()) return taken;
  std::erase_if(listing.sources, [&](const Source& source) {
    const std::optional<FileKey> key = key_of(source.path);
    if (!key || !std::ranges::binary_search(keys, *key)) return false;
    taken.push_back(source.path);
    return true;
  });
  return taken;
}

}  // namespace bundel
