/// Bytes of other encodings as UTF-8.
#pragma once

#include "read/file.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace bundel::read_detail {

/// Converts a stream to UTF-8 as it is read; bytes that mean nothing become U+FFFD.
class Decoder final : public ByteStream {
 public:
  /// Errors: Error with `shown` where the encoding is not known.
  Decoder(std::unique_ptr<ByteStream> encoded, const std::string& encoding, const std::string& shown);
  ~Decoder() override;
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  std::size_t read(char* into, std::size_t size) override;
  [[nodiscard]] std::string fault() const override { return encoded_->fault(); }
  [[nodiscard]] std::uint64_t size() const override { return encoded_->size(); }
  [[nodiscard]] std::uint64_t expected() const override { return 2 * encoded_->expected(); }

 private:
  /// Converts some of what is there; false where nothing is left.
  bool refill();

  std::unique_ptr<ByteStream> encoded_;
  void* converter_;     // iconv_t
  std::string input_;   // encoded bytes that were not converted yet
  std::string output_;  // converted bytes
  std::size_t given_ = 0;
  bool ended_ = false;  // of the encoded bytes
};

/// Whether the system can convert from this encoding.
bool is_encoding(const std::string& name);

/// The encoding of a file that begins like this; empty for UTF-8, and where nothing can be said. A byte order mark
/// decides; then zeros in every second byte; then, where the bytes above 127 look like letters and not like UTF-8,
/// uchardet's guess.
struct EncodingGuess {
  std::string encoding;
  bool guessed = false;  ///< not by a byte order mark: to be said aloud
};
EncodingGuess guess_encoding(std::string_view head);

}  // namespace bundel::read_detail
