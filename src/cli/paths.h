/// What a path leads to, whatever links stand on the way.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace bundel::cli {

/// The path with links followed, also where the last one leads to nothing yet. Links that go in circles are left.
std::string follow_links(const std::string& path);

/// The descriptor of this program that a path names, such as /dev/stdout or /dev/fd/3: what is open there, not a file
/// to be replaced. None where it names none.
std::optional<int> own_descriptor(const std::string& path);

/// One file by any of its names: device and inode, and for a file that is not there yet those of its folder with its
/// name.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::string name;

  friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
  friend auto operator<=>(const FileIdentity&, const FileIdentity&) = default;
};

/// None where not even the folder is there.
std::optional<FileIdentity> identity_of(const std::string& path);
/// Of the regular file that is open there; else none.
std::optional<FileIdentity> identity_of_open(int descriptor);

}  // namespace bundel::cli
