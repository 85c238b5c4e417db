#include "read/json_bytes.h"

#include <algorithm>

namespace bundel::read_detail {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::size_t behind_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

/// Just behind the string whose opening quote is at `at`.
std::size_t string_end(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
  return kNowhere;
}

/// Four hexadecimal digits.
std::optional<unsigned> hex4(std::string_view digits) {
  if (digits.size() < 4) return std::nullopt;
  unsigned value = 0;
  for (const char c : digits.substr(0, 4)) {
    const char lower = static_cast<char>(c | 0x20);
    if (c >= '0' && c <= '9') {
      value = value * 16 + static_cast<unsigned>(c - '0');
    } else if (lower >= 'a' && lower <= 'f') {
      value = value * 16 + static_cast<unsigned>(lower - 'a' + 10);
    } else {
      return std::nullopt;
    }
  }
  return value;
}

constexpr std::size_t kEscape = 6;  // bytes of \uXXXX

/// The code unit of the \u escape at `at`.
std::optional<unsigned> escaped_unit(std::string_view text, std::size_t at) {
  if (text.size() < at + kEscape || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
  return hex4(text.substr(at + 2));
}

constexpr bool is_high(unsigned unit) {
  return unit >= 0xD800 && unit <= 0xDBFF;
}
constexpr bool is_low(unsigned unit) {
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

/// Copies a text and mends it on the way.
class Mender {
 public:
  explicit Mender(std::string_view text) : text_(text) {}

  std::optional<std::string> run() {
    while (at_ < text_.size()) step();
    if (!changed_) return std::nullopt;
    return std::move(out_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '"') return copy_string();
    if (c == ',' && closes(behind_spaces(text_, at_ + 1))) {
      changed_ = true;
      ++at_;
      return;
    }
    for (const std::string_view word : {"NaN", "-Infinity", "Infinity"}) {
      if (!text_.substr(at_).starts_with(word)) continue;
      out_ += "null";
      at_ += word.size();
      changed_ = true;
      return;
    }
    out_ += c;
    ++at_;
  }

  [[nodiscard]] bool closes(std::size_t at) const {
    return at < text_.size() && (text_[at] == '}' || text_[at] == ']');
  }

  void copy_string() {
    const std::size_t end = std::min(string_end(text_, at_), text_.size());
    while (at_ < end) {
      if (text_[at_] != '\\') {
        out_ += text_[at_++];
      } else if (const auto unit = escaped_unit(text_, at_); unit && (is_high(*unit) || is_low(*unit))) {
        copy_surrogate(*unit);
      } else {
        out_ += text_.substr(at_, 2);
        at_ += 2;
      }
    }
  }

  void copy_surrogate(unsigned unit) {
    const auto next = escaped_unit(text_, at_ + kEscape);
    if (is_high(unit) && next && is_low(*next)) {
      out_ += text_.substr(at_, 2 * kEscape);
      at_ += 2 * kEscape;
      return;
    }
    out_ += "\\ufffd";
    at_ += kEscape;
    changed_ = true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
  bool changed_ = false;
};

}  // namespace

std::size_t json_value_end(std::string_view text, std::size_t at) {
  if (at >= text.size()) return kNowhere;
  if (text[at] == '"') return string_end(text, at);
  if (text[at] != '{' && text[at] != '[') {
    while (at < text.size() && !is_space(text[at]) && text[at] != ',' && text[at] != ']' && text[at] != '}') ++at;
    return at;
  }
  std::size_t depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = string_end(text, at);
      if (at == kNowhere) return kNowhere;
      continue;
    }
    ++at;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return at;
  }
  return kNowhere;
}

std::vector<JsonRange> json_elements(std::string_view text, std::size_t at) {
  std::vector<JsonRange> elements;
  for (++at;;) {
    at = behind_spaces(text, at);
    if (at >= text.size() || text[at] == ']') return elements;
    if (text[at] == ',') {
      ++at;
      continue;
    }
    const std::size_t end = json_value_end(text, at);
    if (end == kNowhere || end == at) return elements;
    elements.push_back({at, end});
    at = end;
  }
}

std::size_t json_member(std::string_view text, std::size_t at, std::size_t member) {
  ++at;
  for (;; --member) {
    at = behind_spaces(text, at);
    if (at < text.size() && text[at] == ',') at = behind_spaces(text, at + 1);
    if (at >= text.size() || text[at] != '"') return kNowhere;
    at = string_end(text, at);
    if (at == kNowhere) return kNowhere;
    at = behind_spaces(text, at);
    if (at >= text.size() || text[at] != ':') return kNowhere;
    at = behind_spaces(text, at + 1);
    if (member == 0) return at < text.size() ? at : kNowhere;
    at = json_value_end(text, at);
    if (at == kNowhere) return kNowhere;
  }
}

std::optional<std::string> repaired_json(std::string_view text) {
  return Mender(text).run();
}

}  // namespace bundel::read_detail
