/// libarchive's filters below its "raw" format, which is no archive at all: one entry, the bytes.
#include "read/unpack.h"

#include "bundel/error.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <new>
#include <utility>

namespace bundel::read_detail {
namespace {

struct Filter {
  const char* name;
  int code;
};

constexpr std::size_t kReadStep = std::size_t{1} << 18;  // packed bytes a read

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

Packing packing_of(std::string_view bytes) {
  using namespace std::string_view_literals;
  constexpr std::array<std::pair<std::string_view, Packing>, 4> kBegins = {{{"\x1F\x8B"sv, Packing::gzip},
                                                                            {"\x28\xB5\x2F\xFD"sv, Packing::zstd},
                                                                            {"\xFD\x37zXZ\0"sv, Packing::xz},
                                                                            {"BZh"sv, Packing::bzip2}}};
  for (const auto& [begins, packing] : kBegins) {
    if (!bytes.starts_with(begins)) continue;
    const bool level = packing != Packing::bzip2 || (bytes.size() > 3 && bytes[3] >= '1' && bytes[3] <= '9');
    if (level) return packing;
  }
  // A frame of zstd's that may be passed over, as parallel packers put in front.
  const bool skippable = bytes.size() >= 4 && (static_cast<unsigned char>(bytes[0]) & 0xF0U) == 0x50U &&
                         bytes.substr(1, 3) == "\x2A\x4D\x18"sv;
  return skippable ? Packing::zstd : Packing::none;
}

Unpacker::Unpacker(std::unique_ptr<ByteStream> packed, Packing packing)
    : packed_(std::move(packed)), buffer_(kReadStep), archive_(archive_read_new()) {
  assert(packing != Packing::none);
  if (!archive_) throw std::bad_alloc();
  start(packing);
}

Unpacker::~Unpacker() = default;

long Unpacker::read_packed(archive* opened, void* self, const void** block) {
  Unpacker& unpacker = *static_cast<Unpacker*>(self);
  *block = unpacker.buffer_.data();
  try {
    const std::size_t got = unpacker.packed_->read(unpacker.buffer_.data(), unpacker.buffer_.size());
    unpacker.packed_bytes_ += got;
    return static_cast<long>(got);
  } catch (const Error& error) {  // it must not pass through C
    unpacker.read_error_ = error.what();
    archive_set_error(opened, EIO, "%s", error.what());
    return -1;
  }
}

void Unpacker::start(Packing packing) {
  const Filter filter = filter_of(packing);
  archive* opened = archive_.get();
  if (archive_read_support_filter_by_code(opened, filter.code) != ARCHIVE_OK ||
      archive_read_support_format_raw(opened) != ARCHIVE_OK ||
      archive_read_support_format_empty(opened) != ARCHIVE_OK ||
      archive_read_open(opened, this, nullptr, read_packed, nullptr) != ARCHIVE_OK) {
    return fail();
  }
  // What is not packed is passed through as it stands: it must not be taken for its content.
  if (archive_filter_code(opened, 0) != filter.code) {
    fault_ = fmt::format("damaged: it begins like a {} file, and is none", filter.name);
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
  std::vector<char> rest(1);
  const bool more = packed_->read(rest.data(), rest.size()) > 0;
  if (read >= 0 && (more || static_cast<std::uint64_t>(read) < packed_bytes_))
    fault_ = fmt::format("damaged: bytes behind the end of the compressed data, which is {} long", read);
}

void Unpacker::fail() {
  ended_ = true;
  const char* reason = archive_error_string(archive_.get());
  const std::string_view said = reason == nullptr ? "the end is missing" : reason;
  // Not damaged: packed with `zstd --long`, so that more than libarchive's 128 MiB must stay in memory.
  const bool window = said.find("too much memory") != std::string_view::npos;
  fault_ = window ? "it needs more memory to unpack than is allowed here: unpack it first, zstd -d --long=31 FILE"
                  : fmt::format("damaged or cut off: {}", said);
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

std::uint64_t Unpacker::expected() const {
  constexpr std::uint64_t kMostOften = 16;  // texts pack to a third or less, rarely to a sixteenth
  return packed_->size() * kMostOften;
}

}  // namespace bundel::read_detail
