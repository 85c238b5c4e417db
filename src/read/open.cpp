#include "read/open.h"

#include "read/decode.h"
#include "read/form.h"
#include "read/unpack.h"
#include "read/utf8.h"

#include <algorithm>
#include <utility>

namespace bundel::read_detail {
namespace {

/// Enough rows of a table and lines of JSON to tell what they are, and letters to tell their encoding.
constexpr std::size_t kHead = std::size_t{1} << 18;
constexpr std::size_t kMagic = 16;  // bytes that say how a file is packed

bool has_mark(std::string_view head) {
  return head.starts_with(kBom) || head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
}

}  // namespace

Opened open_input(const std::string& path, const std::string& encoding) {
  auto file = std::make_unique<File>(path == "-" ? File::standard_input() : File::open(path));
  auto raw = std::make_unique<PeekedStream>(std::move(file), kHead);
  Opened opened;
  opened.packing = packing_of(std::string_view(raw->head()).substr(0, kMagic));
  if (opened.packing == Packing::none) {
    opened.stream = std::move(raw);
  } else {
    opened.stream = std::make_unique<PeekedStream>(std::make_unique<Unpacker>(std::move(raw), opened.packing), kHead);
  }
  const std::string& head = opened.stream->head();
  // What says by its first bytes that it is no text has zeros that are no letters of UTF-16.
  if (foreign_kind(head, path)) return opened;
  if (!encoding.empty() && !has_mark(head)) {
    opened.encoding = encoding;
  } else {
    const EncodingGuess guess = guess_encoding(head);
    opened.encoding = guess.encoding;
    opened.guessed = guess.guessed;
  }
  if (opened.encoding.empty()) return opened;
  auto decoder = std::make_unique<Decoder>(std::move(opened.stream), opened.encoding, path);
  opened.stream = std::make_unique<PeekedStream>(std::move(decoder), kHead);
  return opened;
}

std::unique_ptr<ByteStream> reopen(const InputFile& file) {
  std::unique_ptr<ByteStream> stream = std::make_unique<File>(File::open(file.path));
  if (file.packing != Packing::none) stream = std::make_unique<Unpacker>(std::move(stream), file.packing);
  if (!file.encoding.empty()) stream = std::make_unique<Decoder>(std::move(stream), file.encoding, file.path);
  return stream;
}

}  // namespace bundel::read_detail
