/// libarchive's filters behind its "raw" format, which is no archive at all: one entry, the bytes.
#include "cli/file_buffer.h"

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <type_traits>

namespace bundel::cli {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 16;

int add_filter(archive* packer, Packing packing) {
  switch (packing) {
    case Packing::gzip:
      archive_write_add_filter_gzip(packer);
      return archive_write_set_filter_option(packer, "gzip", "timestamp", nullptr);
    case Packing::zstd:
      return archive_write_add_filter_zstd(packer);
    case Packing::xz:
      return archive_write_add_filter_xz(packer);
    case Packing::bzip2:
      return archive_write_add_filter_bzip2(packer);
    case Packing::none:
      break;
  }
  return ARCHIVE_OK;
}

}  // namespace

void FileBuffer::Free::operator()(archive* packer) const {
  archive_write_fail(packer);  // nothing is written any more
  archive_write_free(packer);
}

FileBuffer::FileBuffer(int descriptor, Packing packing) : descriptor_(descriptor), buffer_(kBuffer) {
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  if (packing != Packing::none) start_packing(packing);
}

FileBuffer::~FileBuffer() {
  packer_.reset();
  if (descriptor_ >= 0) ::close(descriptor_);
}

void FileBuffer::start_packing(Packing packing) {
  static_assert(std::is_same_v<la_ssize_t, long>);
  packer_.reset(archive_write_new());
  archive* packer = packer_.get();
  if (packer == nullptr) {
    fault_ = "not enough memory";
    return;
  }
  const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), archive_entry_free);
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  if (archive_write_set_format_raw(packer) != ARCHIVE_OK || add_filter(packer, packing) != ARCHIVE_OK ||
      archive_write_set_bytes_per_block(packer, static_cast<int>(kBuffer)) != ARCHIVE_OK ||
      archive_write_set_bytes_in_last_block(packer, 1) != ARCHIVE_OK ||
      archive_write_open(packer, this, nullptr, pass_on, nullptr) != ARCHIVE_OK ||
      archive_write_header(packer, entry.get()) != ARCHIVE_OK) {
    fail_packing();
  }
}

long FileBuffer::pass_on(archive* packer, void* self, const void* bytes, std::size_t size) {
  if (static_cast<FileBuffer*>(self)->write_all(static_cast<const char*>(bytes), size)) return static_cast<long>(size);
  archive_set_error(packer, EIO, "cannot write");
  return -1;
}

bool FileBuffer::fail() {
  if (fault_.empty()) fault_ = std::strerror(errno);
  return false;
}

bool FileBuffer::fail_packing() {
  const char* reason = archive_error_string(packer_.get());
  if (fault_.empty()) fault_ = reason == nullptr ? "it cannot be packed" : reason;
  return false;
}

bool FileBuffer::write_all(const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(descriptor_, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return fail();
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

bool FileBuffer::empty_buffer() {
  if (!fault_.empty()) return false;
  const auto size = static_cast<std::size_t>(pptr() - pbase());
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  if (size == 0) return true;
  if (!packer_) return write_all(buffer_.data(), size);
  return archive_write_data(packer_.get(), buffer_.data(), size) == static_cast<la_ssize_t>(size) || fail_packing();
}

FileBuffer::int_type FileBuffer::overflow(int_type c) {
  if (!empty_buffer()) return traits_type::eof();
  if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
  return traits_type::not_eof(c);
}

int FileBuffer::sync() {
  return empty_buffer() ? 0 : -1;
}

bool FileBuffer::finish() {
  if (!empty_buffer()) return false;
  if (packer_ && archive_write_close(packer_.get()) != ARCHIVE_OK) return fail_packing();
  packer_.reset();
  // Not every file system has it, and no pipe.
  if (::fsync(descriptor_) != 0 && errno != EINVAL && errno != EROFS && errno != ENOTSUP) return fail();
  const int closed = ::close(descriptor_);
  descriptor_ = -1;
  return closed == 0 || fail();
}

}  // namespace bundel::cli
