/// Records as they were read, by place. Records of one file are mostly asked for in a row, so one file stays open.
#include "bundel/error.h"
#include "bundel/read.h"
#include "read/file.h"
#include "read/open.h"

#include <algorithm>
#include <cassert>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <vector>

namespace bundel {

using read_detail::ByteStream;
using read_detail::File;

/// A plain file is read at any place, a packed or encoded one forward.
struct RecordReader::Open {
  Open(std::uint32_t place, const InputFile& file) : input(place) {
    if (file.packing == Packing::none && file.encoding.empty()) {
      plain.emplace(File::open(file.path));
    } else {
      stream = read_detail::reopen(file);
    }
  }

  [[nodiscard]] std::uint64_t size() const { return plain ? plain->size() : stream->size(); }
  [[nodiscard]] bool can_reach(std::uint64_t offset) const { return plain || offset >= at; }

  /// Less than asked for where the file ends before.
  std::size_t read(std::uint64_t offset, char* into, std::size_t size) {
    if (plain) return plain->read_at(offset, into, size);
    std::vector<char> passed(std::min<std::uint64_t>(offset - at, kStep));
    while (at < offset) {
      const std::size_t step = static_cast<std::size_t>(std::min<std::uint64_t>(offset - at, kStep));
      const std::size_t got = stream->read(passed.data(), step);
      at += got;
      if (got < step) return 0;
    }
    const std::size_t got = stream->read(into, size);
    at += got;
    return got;
  }

  static constexpr std::size_t kStep = std::size_t{1} << 18;

  std::uint32_t input;
  std::optional<File> plain;
  std::unique_ptr<ByteStream> stream;
  std::uint64_t at = 0;  // bytes of the stream that were given or passed over
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
    if (std::filesystem::is_fifo(input.path, unused))
      throw Error(ErrorKind::input, "a pipe cannot be read a second time", input.path);
    open_ = std::make_unique<Open>(place.input, input);
    if (open_->size() != input.size)
      throw Error(ErrorKind::input, "the file has changed since it was read", input.path);
  }
  std::string bytes(place.length, '\0');
  if (open_->read(place.offset, bytes.data(), bytes.size()) != bytes.size()) {
    throw Error(ErrorKind::input, "the file has changed since it was read", input.path);
  }
  return bytes;
}

}  // namespace bundel
