#include "read/json_bytes.h"

#include <algorithm>
#include <array>

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

/// Where the value of the next member begins, from behind the brace or the value before it.
std::size_t member_value(std::string_view text, std::size_t at) {
  at = behind_spaces(text, at);
  if (at < text.size() && text[at] == ',') at = behind_spaces(text, at + 1);
  if (at >= text.size() || text[at] != '"') return kNowhere;
  at = string_end(text, at);
  if (at == kNowhere) return kNowhere;
  at = behind_spaces(text, at);
  if (at >= text.size() || text[at] != ':') return kNowhere;
  at = behind_spaces(text, at + 1);
  return at < text.size() ? at : kNowhere;
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
    const std::size_t end = std::min(text_.find_first_of(" \t\r\n,:[]{}\"", at_), text_.size());
    if (end > at_) return copy_word(text_.substr(at_, end - at_));
    out_ += c;
    ++at_;
  }

  /// Numbers that JSON does not have, and words of Python and JavaScript.
  void copy_word(std::string_view word) {
    constexpr std::array<std::string_view, 13> kNothing = {"NaN",      "nan",       "NAN", "-NaN", "-nan",
                                                           "Infinity", "-Infinity", "inf", "-inf", "Inf",
                                                           "-Inf",     "undefined", "None"};
    at_ += word.size();
    const std::string_view meant = std::ranges::find(kNothing, word) != kNothing.end() ? "null"
                                   : word == "True"                                    ? "true"
                                   : word == "False"                                   ? "false"
                                                                                       : word;
    changed_ = changed_ || meant != word;
    out_ += meant;
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
  for (++at;; --member) {
    at = member_value(text, at);
    if (member == 0 || at == kNowhere) return at;
    at = json_value_end(text, at);
    if (at == kNowhere) return kNowhere;
  }
}

std::vector<JsonRange> json_members(std::string_view text, std::size_t at) {
  std::vector<JsonRange> values;
  for (++at;;) {
    at = member_value(text, at);
    const std::size_t end = at == kNowhere ? kNowhere : json_value_end(text, at);
    if (end == kNowhere) return values;
    values.push_back({at, end});
    at = end;
  }
}

std::optional<std::string> repaired_json(std::string_view text) {
  return Mender(text).run();
}

}  // namespace bundel::read_detail
