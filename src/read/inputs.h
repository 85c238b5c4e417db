/// INPUTs to the files that are read, in input order.
#pragma once

#include "bundel/types.h"
#include "read/form.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bundel::read_detail {

/// What a file's name says.
struct Name {
  NamedForm form = NamedForm::nothing;
  std::size_t ending = 0;  ///< letters of the name that say it, and how it is packed: 10 of "a.jsonl.zst"
};

/// Letters count in any case.
Name name_of(std::string_view path);

/// The last ending of a path, its dot included, in lower case; empty where there is none.
std::string last_ending(std::string_view path);

/// Device and inode: a file whatever its name.
using Identity = std::pair<std::uint64_t, std::uint64_t>;

struct Source {
  std::string path;  ///< to open; "-" for standard input
  std::string id;    ///< of the article, where the file is one text
  NamedForm named = NamedForm::nothing;
  bool below_folder = false;  ///< found, not asked for: what goes wrong with it is a rejection, not an error
  std::uint64_t size = 0;     ///< bytes, where it is a regular file
  Identity identity;          ///< of standard input none

  /// Found below a folder with a name that says nothing: it is read where its content is articles, else skipped.
  [[nodiscard]] bool unsure() const { return below_folder && named == NamedForm::nothing; }
};

struct Listing {
  std::vector<Source> sources;
  std::vector<Rejection> rejections;  ///< files and folders below INPUT folders that cannot be read, in no order
  std::map<std::string, std::uint64_t> skipped;  ///< files below folders that are not read, by kind (".pdf")
};

/// Lists the files of all INPUTs: those of a folder in byte order of their path below it, links followed. A folder, or
/// a file below folders, that has several names is read once: by its own name rather than a link's, then by the first.
/// Errors: Error where an INPUT does not exist, cannot be opened or is a second "-", and where a file is given twice.
Listing list_inputs(const std::vector<std::string>& inputs);

}  // namespace bundel::read_detail
