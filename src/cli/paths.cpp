#include "cli/paths.h"

#include <sys/stat.h>

#include <charconv>
#include <filesystem>
#include <system_error>

namespace bundel::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kMostLinks = 40;  // as the system's own

FileIdentity identity_of_status(const struct stat& status, std::string name) {
  return {static_cast<std::uint64_t>(status.st_dev), static_cast<std::uint64_t>(status.st_ino), std::move(name)};
}

}  // namespace

std::optional<int> own_descriptor(const std::string& path) {
  fs::path at = path;
  for (int i = 0; i < kMostLinks; ++i) {
    std::error_code error;
    const std::string name = at.filename().native();
    int number = 0;
    const auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (fault == std::errc{} && end == name.data() + name.size() &&
        fs::equivalent(at.has_parent_path() ? at.parent_path() : ".", "/proc/self/fd", error)) {
      return number;
    }
    const fs::path next = fs::read_symlink(at, error);
    if (error) return std::nullopt;
    at = at.parent_path() / next;
  }
  return std::nullopt;
}

std::string follow_links(const std::string& path) {
  std::error_code error;
  const fs::path there = fs::canonical(path, error);
  if (!error) return there.native();
  fs::path at = path;
  for (int i = 0; i < kMostLinks; ++i) {
    if (!fs::is_symlink(fs::symlink_status(at, error))) return at.native();
    const fs::path next = fs::read_symlink(at, error);
    if (error) return at.native();
    at = at.parent_path() / next;  // which is `next` alone where that begins at the root
  }
  return path;
}

std::optional<FileIdentity> identity_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) return identity_of_status(status, {});
  const fs::path place(follow_links(path));
  const std::string folder = place.has_parent_path() ? place.parent_path().native() : ".";
  if (::stat(folder.c_str(), &status) != 0) return std::nullopt;
  return identity_of_status(status, place.filename().native());
}

std::optional<FileIdentity> identity_of_open(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return identity_of_status(status, {});
}

}  // namespace bundel::cli
