/// Compressed files as the bytes they stand for.
#pragma once

#include "read/file.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

struct archive;

namespace bundel::read_detail {

enum class Packing : std::uint8_t { none, gzip, zstd, xz, bzip2 };

/// Decompresses a file from its beginning to its end; parts that were packed one by one and joined are read as one.
///
/// Where the file is damaged, cut off or something else than its name says, the stream ends there and `fault` tells;
/// libarchive gives whole blocks, so up to 128 KiB before the damage are lost with it (bzip2: 900 kB). Check sums of
/// gzip are not looked at. Errors: Error where the file cannot be opened.
class Unpacker final : public ByteStream {
 public:
  Unpacker(const std::string& path, Packing packing);
  ~Unpacker() override;
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  std::size_t read(char* into, std::size_t size) override;
  /// Passes over so many bytes; returns how many there were.
  std::uint64_t skip(std::uint64_t size);
  [[nodiscard]] std::string fault() const override { return fault_; }
  [[nodiscard]] std::uint64_t size() const override { return file_.size(); }
  [[nodiscard]] std::uint64_t expected() const override;

 private:
  struct Close {
    void operator()(archive* opened) const;
  };

  void start(Packing packing);
  /// Makes the next block the current one; false at the end.
  bool next_block();
  void finish();
  void fail();

  File file_;
  std::unique_ptr<archive, Close> archive_;
  const char* block_ = nullptr;  // what is left of the current block; libarchive's memory
  std::size_t left_ = 0;
  bool ended_ = false;
  std::string fault_;
};

/// Opens a file to be read from its beginning. Errors: Error where that cannot be done.
std::unique_ptr<ByteStream> open_stream(const std::string& path, Packing packing);

}  // namespace bundel::read_detail
