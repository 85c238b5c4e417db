/// A file opened, unpacked and decoded, with its beginning to look at.
#pragma once

#include "bundel/read.h"
#include "read/file.h"

#include <memory>
#include <string>

namespace bundel::read_detail {

struct Opened {
  std::unique_ptr<PeekedStream> stream;  ///< UTF-8, unless the file is none of it
  Packing packing = Packing::none;
  std::string encoding;  ///< it was decoded from; empty for UTF-8
  bool guessed = false;  ///< the encoding, by its letters
};

/// Opens a file, or standard input ("-"). What it is packed with is told by its bytes; its encoding by a byte order
/// mark, by `encoding` where that is given, or by a guess. Errors: Error where it cannot be opened.
Opened open_input(const std::string& path, const std::string& encoding);

/// The same bytes as open_input gave, once more. Errors: as there.
std::unique_ptr<ByteStream> reopen(const InputFile& file);

}  // namespace bundel::read_detail
