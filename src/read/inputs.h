/// INPUTs to the files that are read, in input order.
#pragma once

#include "bundel/types.h"
#include "read/unpack.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bundel::read_detail {

enum class Format : std::uint8_t { lines, array, commas, tabs, text };

/// What a name says about a file's bytes.
struct Kind {
  Format format = Format::lines;
  Packing packing = Packing::none;
  std::size_t ending = 0;  ///< letters of the name that say it: 10 of "a.jsonl.zst"
};

/// None where the name says nothing to us. Letters count in any case.
std::optional<Kind> kind_of(std::string_view path);

struct Source {
  std::string path;  ///< to open; "-" for standard input
  std::string id;    ///< of the article, for text
  Kind kind;
  bool below_folder = false;  ///< found, not asked for: what goes wrong with it is a rejection, not an error
};

struct Listing {
  std::vector<Source> sources;
  std::vector<Rejection> rejections;  ///< files and folders below INPUT folders that cannot be read, in no order
  std::uint64_t skipped = 0;
};

/// Lists the files of all INPUTs: those of a folder in byte order of their path below it, links followed.
/// Errors: Error where an INPUT does not exist, cannot be opened, has an ending that says nothing, or is a second "-",
/// and where a file is listed twice.
Listing list_inputs(const std::vector<std::string>& inputs);

}  // namespace bundel::read_detail
