/// Records as they were read, by place. Records of one file are mostly asked for in a row, so one file stays open.
#include "bundel/error.h"
#include "bundel/read.h"
#include "read/file.h"

#include <cassert>
#include <filesystem>
#include <system_error>

namespace bundel {

struct RecordReader::Open {
  std::uint32_t input;
  read_detail::File file;
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
  if (!open_ || open_->input != place.input) {
    open_.reset();
    // Asked before it is opened: a pipe that nobody writes to any more would never open.
    std::error_code unused;
    if (std::filesystem::is_fifo(input.path, unused)) throw Error("a pipe cannot be read a second time", input.path);
    open_ = std::make_unique<Open>(Open{place.input, read_detail::File::open(input.path)});
    if (open_->file.size() != input.size) throw Error("the file has changed since it was read", input.path);
  }
  std::string bytes(place.length, '\0');
  if (open_->file.read_at(place.offset, bytes.data(), bytes.size()) != bytes.size()) {
    throw Error("the file has changed since it was read", input.path);
  }
  return bytes;
}

}  // namespace bundel
