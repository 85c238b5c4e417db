#include "read/decode.h"

#include "bundel/error.h"
#include "read/utf8.h"

#include <fmt/format.h>
#include <iconv.h>
#include <uchardet/uchardet.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace bundel::read_detail {
namespace {

constexpr std::size_t kStep = std::size_t{1} << 18;  // encoded bytes a read

const iconv_t kNoConverter = reinterpret_cast<iconv_t>(-1);  // NOLINT: iconv's own way to say no

/// Fewer bytes say nothing about their encoding.
constexpr std::size_t kFew = 32;

/// Bytes of ISO 8859-1 between 128 and 159 are controls that nobody writes; what says so is Windows-1252.
std::string superset_of(std::string name) {
  return name == "ISO-8859-1" || name == "ASCII" ? "WINDOWS-1252" : name;
}

std::string detected(std::string_view head) {
  const uchardet_t detector = uchardet_new();
  std::string name;
  if (uchardet_handle_data(detector, head.data(), head.size()) == 0) {
    uchardet_data_end(detector);
    name = uchardet_get_charset(detector);
  }
  uchardet_delete(detector);
  return superset_of(std::move(name));
}

/// "a\0b\0" is UTF-16: letters of every alphabet are mixed with ASCII's blanks and stops.
std::string utf16_without_mark(std::string_view head) {
  if (head.size() < kFew) return {};
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0' ? 1 : 0;
  const std::size_t some = head.size() / 16 + 1;
  if (zeros[1] >= some && zeros[0] * 16 < zeros[1]) return "UTF-16LE";
  if (zeros[0] >= some && zeros[1] * 16 < zeros[0]) return "UTF-16BE";
  return {};
}

constexpr bool is_ascii_letter(char c) {
  return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/// Whether the bytes above 127 that are no UTF-8 look like letters of an 8-bit encoding: more of them than there are
/// sequences of UTF-8, and mostly beside letters.
bool looks_8_bit(std::string_view head) {
  if (head.size() < kFew || !first_invalid_utf8(head)) return false;
  constexpr std::size_t kLongest = 4;  // bytes of a sequence: the end of the head may cut one
  std::size_t bad = 0;
  std::size_t good = 0;
  std::size_t beside_letters = 0;
  const auto is_letter = [&](std::size_t i) { return is_ascii_letter(head[i]) || head[i] < 0; };
  for (std::size_t at = 0; at + kLongest <= head.size();) {
    const std::size_t length = utf8_length(head.substr(at, kLongest));
    good += length > 1 ? 1 : 0;
    if (length == 0) {
      ++bad;
      beside_letters += (at > 0 && is_letter(at - 1)) || is_letter(at + 1) ? 1 : 0;
    }
    at += std::max<std::size_t>(length, 1);
  }
  return bad > good && 2 * beside_letters >= bad;
}

}  // namespace

Decoder::Decoder(std::unique_ptr<ByteStream> encoded, const std::string& encoding, const std::string& shown)
    : encoded_(std::move(encoded)), converter_(iconv_open("UTF-8", encoding.c_str())) {
  if (converter_ == kNoConverter)
    throw Error(ErrorKind::setting, fmt::format("no encoding is called '{}'", encoding), shown);
}

Decoder::~Decoder() {
  iconv_close(converter_);
}

std::size_t Decoder::read(char* into, std::size_t size) {
  std::size_t done = 0;
  while (done < size && (given_ < output_.size() || refill())) {
    const std::size_t step = std::min(size - done, output_.size() - given_);
    std::memcpy(into + done, output_.data() + given_, step);
    given_ += step;
    done += step;
  }
  return done;
}

bool Decoder::refill() {
  output_.clear();
  given_ = 0;
  while (output_.empty()) {
    if (!ended_) {
      const std::size_t before = input_.size();
      input_.resize(before + kStep);
      const std::size_t got = encoded_->read(input_.data() + before, kStep);
      input_.resize(before + got);
      ended_ = got < kStep;
    }
    if (input_.empty()) return false;
    constexpr std::size_t kMostGrowth = 4;  // bytes of UTF-8 for one byte of anything
    output_.resize(input_.size() * kMostGrowth + kMostGrowth);
    char* in = input_.data();
    std::size_t in_left = input_.size();
    char* out = output_.data();
    std::size_t out_left = output_.size();
    const bool stuck = iconv(converter_, &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1);
    const int why = errno;
    output_.resize(output_.size() - out_left);
    input_.erase(0, input_.size() - in_left);
    // A sequence that is wrong, or that the end of the file cuts off.
    if (stuck && (why == EILSEQ || (why == EINVAL && ended_))) {
      output_ += "\xEF\xBF\xBD";
      input_.erase(0, 1);
    }
  }
  return true;
}

bool is_encoding(const std::string& name) {
  const iconv_t converter = iconv_open("UTF-8", name.c_str());
  if (converter == kNoConverter) return false;
  iconv_close(converter);
  return true;
}

EncodingGuess guess_encoding(std::string_view head) {
  using namespace std::string_view_literals;
  if (head.starts_with(kBom)) return {};
  if (head.starts_with("\xFF\xFE\0\0"sv)) return {"UTF-32", false};
  if (head.starts_with("\xFF\xFE"sv) || head.starts_with("\xFE\xFF"sv)) return {"UTF-16", false};
  if (head.find('\0') != std::string_view::npos) {
    const std::string wide = utf16_without_mark(head);
    return {wide, !wide.empty()};
  }
  if (!looks_8_bit(head)) return {};
  std::string name = detected(head);
  if (name == "UTF-8" || !is_encoding(name)) name.clear();
  return {name, !name.empty()};
}

}  // namespace bundel::read_detail
