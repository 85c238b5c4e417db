/// libarchive's filters below its "raw" format, which is no archive at all: one entry, the bytes.
#include "read/unpack.h"

#include "bundel/error.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstring>

namespace bundel::read_detail {
namespace {

struct Filter {
  const char* name;
  int code;
};

Filter filter_of(Packing packing) {
  switch (packing) {
    case Packing::gzip:
      return {"gzip", ARCHIVE_FILTER_GZIP};
    case Packing::zstd:
      return {"zstd", ARCHIVE_FILTER_ZSTD};
    case Packing::xz:
      return {"xz", ARCHIVE_FILTER_XZ};
    case Packing::bzip2:
      return {"bzip2", ARCHIVE_FILTER_BZIP2};
    case Packing::none:
      break;
  }
  return {"", ARCHIVE_FILTER_NONE};
}

}  // namespace

void Unpacker::Close::operator()(archive* opened) const {
  archive_read_free(opened);
}

Unpacker::Unpacker(const std::string& path, Packing packing) : file_(File::open(path)), archive_(archive_read_new()) {
  assert(packing != Packing::none);
  if (!archive_) throw Error("not enough memory to read it", path);
  start(packing);
}

Unpacker::~Unpacker() = default;

void Unpacker::start(Packing packing) {
  constexpr std::size_t kReadStep = std::size_t{1} << 18;  // packed bytes a read
  const Filter filter = filter_of(packing);
  archive* opened = archive_.get();
  if (archive_read_support_filter_by_code(opened, filter.code) != ARCHIVE_OK ||
      archive_read_support_format_raw(opened) != ARCHIVE_OK ||
      archive_read_support_format_empty(opened) != ARCHIVE_OK ||
      archive_read_open_fd(opened, file_.descriptor(), kReadStep) != ARCHIVE_OK) {
    return fail();
  }
  // A file that does not begin as its name says is passed through as it stands: it must not be taken for its content.
  if (archive_filter_code(opened, 0) != filter.code) {
    fault_ = fmt::format("it is no {} file, whatever its name says", filter.name);
    ended_ = true;
    return;
  }
  archive_entry* unused = nullptr;
  const int status = archive_read_next_header(opened, &unused);
  if (status == ARCHIVE_EOF) return finish();
  if (status != ARCHIVE_OK) fail();
}

bool Unpacker::next_block() {
  while (!ended_ && left_ == 0) {
    const void* block = nullptr;
    la_int64_t unused = 0;
    const int status = archive_read_data_block(archive_.get(), &block, &left_, &unused);
    block_ = static_cast<const char*>(block);
    if (status == ARCHIVE_OK) continue;
    left_ = 0;
    if (status == ARCHIVE_EOF) {
      finish();
    } else {
      fail();
    }
  }
  return left_ > 0;
}

/// Some formats end quietly where the next part does not begin well.
void Unpacker::finish() {
  ended_ = true;
  constexpr int kPackedBytes = -1;
  const la_int64_t read = archive_filter_bytes(archive_.get(), kPackedBytes);
  if (read >= 0 && static_cast<std::uint64_t>(read) < file_.size())
    fault_ = fmt::format("damaged: bytes behind the end of the compressed data ({} of {})",
                         file_.size() - static_cast<std::uint64_t>(read), file_.size());
}

void Unpacker::fail() {
  ended_ = true;
  const char* reason = archive_error_string(archive_.get());
  fault_ = fmt::format("damaged or cut off: {}", reason == nullptr ? "the end is missing" : reason);
}

std::size_t Unpacker::read(char* into, std::size_t size) {
  std::size_t done = 0;
  while (done < size && next_block()) {
    const std::size_t step = std::min(size - done, left_);
    std::memcpy(into + done, block_, step);
    block_ += step;
    left_ -= step;
    done += step;
  }
  return done;
}

std::uint64_t Unpacker::skip(std::uint64_t size) {
  std::uint64_t done = 0;
  while (done < size && next_block()) {
    const std::size_t step = static_cast<std::size_t>(std::min<std::uint64_t>(size - done, left_));
    block_ += step;
    left_ -= step;
    done += step;
  }
  return done;
}

std::uint64_t Unpacker::expected() const {
  constexpr std::uint64_t kMostOften = 16;  // texts pack to a third or less, rarely to a sixteenth
  return file_.size() * kMostOften;
}

std::unique_ptr<ByteStream> open_stream(const std::string& path, Packing packing) {
  if (packing != Packing::none) return std::make_unique<Unpacker>(path, packing);
  return std::make_unique<File>(File::open(path));
}

}  // namespace bundel::read_detail
