/// Compressed files as the bytes they stand for.
#pragma once

#include "bundel/read.h"
#include "read/file.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct archive;

namespace bundel::read_detail {

/// What the first bytes say; none where they are of no packing that is known.
Packing packing_of(std::string_view bytes);

/// Decompresses a stream from its beginning to its end; parts that were packed one by one and joined are read as one.
///
/// Where it is damaged, cut off or something else than its packing, the stream ends there and `fault` tells;
/// libarchive gives whole blocks, so up to 128 KiB before the damage are lost with it (bzip2: 900 kB). Check sums of
/// gzip are not looked at.
class Unpacker final : public ByteStream {
 public:
  Unpacker(std::unique_ptr<ByteStream> packed, Packing packing);
  ~Unpacker() override;
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  std::size_t read(char* into, std::size_t size) override;
  [[nodiscard]] std::string fault() const override { return fault_; }
  [[nodiscard]] std::uint64_t size() const override { return packed_->size(); }
  [[nodiscard]] std::uint64_t expected() const override;

 private:
  struct Close {
    void operator()(archive* opened) const;
  };

  static long read_packed(archive* opened, void* self, const void** block);
  void start(Packing packing);
  /// Makes the next block the current one; false at the end.
  bool next_block();
  void finish();
  void fail();

  std::unique_ptr<ByteStream> packed_;
  std::vector<char> buffer_;        // packed bytes that libarchive works on
  std::uint64_t packed_bytes_ = 0;  // handed to libarchive
  std::string read_error_;          // why no more packed bytes could be read
  std::unique_ptr<archive, Close> archive_;
  const char* block_ = nullptr;  // what is left of the current block; libarchive's memory
  std::size_t left_ = 0;
  bool ended_ = false;
  std::string fault_;
};

}  // namespace bundel::read_detail
