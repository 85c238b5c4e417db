/// Bytes to a descriptor, packed on the way where asked for.
#pragma once

#include <memory>
#include <streambuf>
#include <string>
#include <vector>

#include "bundel/read.h"

struct archive;

namespace bundel::cli {

/// Owns the descriptor. After the first failure nothing more is written, and `fault` says why. The same bytes give the
/// same packed bytes: no time and no name is in them.
class FileBuffer final : public std::streambuf {
 public:
  FileBuffer(int descriptor, Packing packing);
  ~FileBuffer() override;
  FileBuffer(const FileBuffer&) = delete;
  FileBuffer& operator=(const FileBuffer&) = delete;

  /// Writes what is left, ends the packing and syncs a regular file to the disk. False where anything failed.
  bool finish();
  [[nodiscard]] const std::string& fault() const noexcept { return fault_; }
  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

 protected:
  int_type overflow(int_type c) override;
  int sync() override;

 private:
  struct Free {
    void operator()(archive* packer) const;
  };

  void start_packing(Packing packing);
  bool empty_buffer();
  bool write_all(const char* bytes, std::size_t size);
  bool fail();
  bool fail_packing();
  static long pass_on(archive* packer, void* self, const void* bytes, std::size_t size);

  int descriptor_;
  std::vector<char> buffer_;
  std::unique_ptr<archive, Free> packer_;
  std::string fault_;
};

}  // namespace bundel::cli
