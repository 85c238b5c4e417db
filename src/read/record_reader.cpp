/// Records as they were read, by place. Records of one file are mostly asked for in a row, so one file stays open.
#include "bundel/error.h"
#include "bundel/read.h"
#include "read/file.h"
#include "read/inputs.h"
#include "read/unpack.h"

#include <cassert>
#include <filesystem>
#include <optional>
#include <system_error>

namespace bundel {

using read_detail::File;
using read_detail::Packing;
using read_detail::Unpacker;

/// A plain file is read at any place, a compressed one forward.
struct RecordReader::Open {
  Open(std::uint32_t place, const std::string& path, Packing packing) : input(place) {
    if (packing == Packing::none) {
      plain.emplace(File::open(path));
    } else {
      packed.emplace(path, packing);
    }
  }

  [[nodiscard]] std::uint64_t size() const { return plain ? plain->size() : packed->size(); }
  [[nodiscard]] bool can_reach(std::uint64_t offset) const { return plain || offset >= at; }

  /// Less than asked for where the file ends before.
  std::size_t read(std::uint64_t offset, char* into, std::size_t size) {
    if (plain) return plain->read_at(offset, into, size);
    at += packed->skip(offset - at);
    const std::size_t got = at == offset ? packed->read(into, size) : 0;
    at += got;
    return got;
  }

  std::uint32_t input;
  std::optional<File> plain;
  std::optional<Unpacker> packed;
  std::uint64_t at = 0;  // bytes of the compressed file that were given or passed over
};

RecordReader::RecordReader(const std::vector<InputFile>& files) : files_(files) {}

RecordReader::~RecordReader() = default;

std::string RecordReader::raw(const RecordPlace& place) {
  assert(place.input < files_.size());
  const InputFile& input = files_[place.input];
  if (input.path == "-") {
    assert(place.offset + place.length <= input.bytes.size());
    return input.bytes.substr(place.offset, place.length);
  }
  if (!open_ || open_->input != place.input || !open_->can_reach(place.offset)) {
    open_.reset();
    // Asked before it is opened: a pipe that nobody writes to any more would never open.
    std::error_code unused;
    if (std::filesystem::is_fifo(input.path, unused)) throw Error("a pipe cannot be read a second time", input.path);
    const auto kind = read_detail::kind_of(input.path);
    open_ = std::make_unique<Open>(place.input, input.path, kind ? kind->packing : Packing::none);
    if (open_->size() != input.size) throw Error("the file has changed since it was read", input.path);
  }
  std::string bytes(place.length, '\0');
  if (open_->read(place.offset, bytes.data(), bytes.size()) != bytes.size()) {
    throw Error("the file has changed since it was read", input.path);
  }
  return bytes;
}

}  // namespace bundel
