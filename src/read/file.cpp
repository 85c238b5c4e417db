/// Plain reads of a few MiB: measured faster than mapping the file, and pipes work too.
#include "read/file.h"

#include "bundel/error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace bundel::read_detail {
namespace {

#ifdef BUNDEL_READ_CHUNK
constexpr std::size_t kChunk = BUNDEL_READ_CHUNK;  // a small one, so that the fuzz programs' short inputs are cut too
#else
constexpr std::size_t kChunk = std::size_t{4} << 20;
#endif

[[noreturn]] void fail(const char* what, const std::string& shown) {
  throw Error(ErrorKind::input, std::string(what) + ": " + std::strerror(errno), shown);
}

}  // namespace

File::File(int descriptor, bool owned, std::string shown)
    : descriptor_(descriptor), owned_(owned), shown_(std::move(shown)) {}

File::File(File&& other) noexcept
    : descriptor_(other.descriptor_), owned_(std::exchange(other.owned_, false)), shown_(std::move(other.shown_)) {}

File::~File() {
  if (owned_) ::close(descriptor_);
}

File File::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) fail("cannot open the file", path);
  return {descriptor, true, path};
}

File File::standard_input() {
  return {STDIN_FILENO, false, "-"};
}

std::size_t File::read(char* into, std::size_t size) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got = ::read(descriptor_, into + done, size - done);
    if (got == 0) break;
    if (got > 0) {
      done += static_cast<std::size_t>(got);
    } else if (errno != EINTR) {
      fail("cannot read", shown_);
    }
  }
  return done;
}

std::size_t File::read_at(std::uint64_t offset, char* into, std::size_t size) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got = ::pread(descriptor_, into + done, size - done, static_cast<off_t>(offset + done));
    if (got == 0) break;
    if (got > 0) {
      done += static_cast<std::size_t>(got);
    } else if (errno != EINTR) {
      fail("cannot read", shown_);
    }
  }
  return done;
}

std::uint64_t File::size() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) fail("cannot ask for the size", shown_);
  return S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
}

PeekedStream::PeekedStream(std::unique_ptr<ByteStream> inner, std::size_t most) : inner_(std::move(inner)) {
  // A byte more than is there shows the end at once; a file is mostly smaller than what may be looked at.
  const std::uint64_t expected = inner_->expected();
  std::size_t step = expected > 0 && expected < most ? static_cast<std::size_t>(expected) + 1 : most;
  while (!all_ && head_.size() < most) {
    const std::size_t before = head_.size();
    step = std::min(step, most - before);
    head_.resize(before + step);
    const std::size_t got = inner_->read(head_.data() + before, step);
    head_.resize(before + got);
    all_ = got < step;
    step = most;
  }
}

std::size_t PeekedStream::read(char* into, std::size_t size) {
  const std::size_t again = std::min(size, head_.size() - given_);
  std::memcpy(into, head_.data() + given_, again);
  given_ += again;
  return all_ || again == size ? again : again + inner_->read(into + again, size - again);
}

std::string read_whole(ByteStream& stream, const std::string& shown) {
  constexpr std::uint64_t kMostAhead = std::uint64_t{64} << 20;  // what a file says of itself may be wrong
  std::string bytes;
  // One byte more than expected shows the end of the file without a further round of growing.
  std::size_t step = static_cast<std::size_t>(std::min(stream.expected(), kMostAhead)) + 1;
  for (;;) {
    const std::size_t before = bytes.size();
    if (before + step > kLongestRecord)
      throw Error(ErrorKind::input, "it is longer than 1 GiB, too long for one article", shown);
    bytes.resize(before + step);
    const std::size_t got = stream.read(bytes.data() + before, step);
    bytes.resize(before + got);
    if (got < step) return bytes;
    step = kChunk;
  }
}

// A small file gets a small window: clearing 4 MiB takes longer than reading a few records.
ByteWindow::ByteWindow(ByteStream& stream) : stream_(stream), chunk_(kChunk) {
  const std::uint64_t size = stream.expected();
  if (size > 0 && size < kChunk) chunk_ = static_cast<std::size_t>(size) + 1;
}

std::string_view ByteWindow::grow() {
  if (buffer_.size() < used_ + chunk_ + kPadding) buffer_.resize(used_ + chunk_ + kPadding);
  const std::size_t got = stream_.read(buffer_.data() + used_, chunk_);
  used_ += got;
  return {buffer_.data() + (used_ - got), got};
}

void ByteWindow::drop(std::size_t count) {
  std::memmove(buffer_.data(), buffer_.data() + count, used_ - count);
  used_ -= count;
  offset_ += count;
}

}  // namespace bundel::read_detail
