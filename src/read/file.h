/// An open file and a window of bytes that moves over it, so that a file of any size is read in one pass.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bundel::read_detail {

/// Bytes that may be read, not used, behind every window: the JSON parser loads whole vector registers.
constexpr std::size_t kPadding = 64;

/// Bytes that come one after the other.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  /// Reads until `size` bytes are there or the stream ends; returns how many are there.
  virtual std::size_t read(char* into, std::size_t size) = 0;
  /// Why the stream ended before its end, one sentence; empty where it did not.
  [[nodiscard]] virtual std::string fault() const { return {}; }
  /// Bytes of the file on disk; 0 for what is not a regular file.
  [[nodiscard]] virtual std::uint64_t size() const = 0;
  /// About as many bytes as will come, or more; 0 where nothing is known.
  [[nodiscard]] virtual std::uint64_t expected() const { return size(); }
};

/// A descriptor with an owner. Every failure is an Error that names the file as the user knows it.
class File final : public ByteStream {
 public:
  static File open(const std::string& path);
  static File standard_input();
  File(File&& other) noexcept;
  File& operator=(File&&) = delete;
  ~File() override;

  std::size_t read(char* into, std::size_t size) override;
  /// Reads at a place of its own; shorter only where the file ends.
  std::size_t read_at(std::uint64_t offset, char* into, std::size_t size);
  [[nodiscard]] std::uint64_t size() const override;
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  File(int descriptor, bool owned, std::string shown);
  int descriptor_;
  bool owned_;
  std::string shown_;
};

/// A stream whose first bytes were looked at already: they come again.
class PeekedStream final : public ByteStream {
 public:
  /// Reads up to `most` bytes ahead.
  PeekedStream(std::unique_ptr<ByteStream> inner, std::size_t most);

  /// All bytes that were read ahead, whether or not they were read since.
  [[nodiscard]] const std::string& head() const { return head_; }
  /// The stream ends behind `head`.
  [[nodiscard]] bool is_all() const { return all_; }

  std::size_t read(char* into, std::size_t size) override;
  [[nodiscard]] std::string fault() const override { return inner_->fault(); }
  [[nodiscard]] std::uint64_t size() const override { return inner_->size(); }
  [[nodiscard]] std::uint64_t expected() const override { return all_ ? head_.size() : inner_->expected(); }

 private:
  std::unique_ptr<ByteStream> inner_;
  std::string head_;
  std::size_t given_ = 0;  // bytes of the head that were read again
  bool all_ = false;
};

/// Records, and files that are one record, are at most so long: memory for some of them must be there at once.
constexpr std::uint64_t kLongestRecord = std::uint64_t{1} << 30;

/// All bytes. Errors: Error with `shown` where there are more than kLongestRecord.
std::string read_whole(ByteStream& stream, const std::string& shown);

/// The bytes of a stream that are not yet done with. Memory is one chunk, or twice the longest record.
class ByteWindow {
 public:
  explicit ByteWindow(ByteStream& stream);

  /// Adds up to one chunk and returns what came; empty at the end of the stream.
  std::string_view grow();
  /// Forgets the first `count` bytes.
  void drop(std::size_t count);
  /// Followed by at least kPadding readable bytes. Valid until grow or drop.
  [[nodiscard]] std::string_view bytes() const { return {buffer_.data(), used_}; }
  /// Bytes of the stream before the window.
  [[nodiscard]] std::uint64_t offset() const { return offset_; }

 private:
  ByteStream& stream_;
  std::size_t chunk_;         // bytes asked for at a time
  std::vector<char> buffer_;  // as large as it ever was, so that it is cleared once
  std::size_t used_ = 0;
  std::uint64_t offset_ = 0;
};

}  // namespace bundel::read_detail
