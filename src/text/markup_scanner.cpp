#include "text/markup_scanner.h"

#include "ground/ascii.h"
#include "text/find_byte.h"

#include <algorithm>
#include <string>
#include <utility>

namespace bundel::text_detail {
namespace {

constexpr std::string_view kCommentBegin = "<!--";
constexpr std::string_view kCdataBegin = "<![CDATA[";

/// Whether markup may begin with "<" and `next`.
constexpr bool opens_markup(char next) {
  return next == '/' || next == '!' || next == '?' || begins_name(next);
}

bool begins_with_but_case(std::string_view text, std::string_view beginning) {
  return ground::equal_but_case(text.substr(0, beginning.size()), beginning);
}

constexpr bool continues_name(char c) {
  return begins_name(c) || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':';
}

}  // namespace

bool style_hides(std::string_view style) {
  std::string dense;
  for (const char c : style) {
    if (!is_html_space(c)) dense += ground::ascii_lower(c);
  }
  return dense.find("display:none") != std::string::npos || dense.find("visibility:hidden") != std::string::npos;
}

std::size_t MarkupScanner::find(Sought& sought, std::size_t from) const {
  if (sought.exhausted) return std::string_view::npos;
  const std::size_t found = text_.find(sought.what, from);
  sought.exhausted = found == std::string_view::npos;
  return found;
}

bool MarkupScanner::next(Token& token) {
  if (at_ == text_.size()) return false;
  if (!raw_.empty() && scan_raw_text(token)) return true;
  if (!markup_ahead_) look_ahead();
  const std::size_t text_end = markup_ahead_ ? ahead_.begin : text_.size();
  if (text_end > at_) {
    token = {};
    token.begin = at_;
    token.end = text_end;
    token.text = text_.substr(at_, text_end - at_);
    at_ = text_end;
    return true;
  }
  token = ahead_;
  markup_ahead_ = false;
  at_ = token.end;
  if (token.kind == TokenKind::start_tag && token.element->kind == ElementKind::raw && !token.self_closing) {
    raw_ = token.element->name;
  }
  return true;
}

void MarkupScanner::look_ahead() {
  std::size_t place = at_;
  while ((place = find_byte(text_, '<', place)) + 1 < text_.size()) {
    if (!opens_markup(text_[place + 1])) {
      ++place;
    } else {
      ahead_ = {};
      ahead_.begin = place;
      markup_ahead_ = scan_markup(ahead_);
      if (markup_ahead_) return;
      met_false_tag_ = true;
      place = ahead_.end;
    }
  }
}

bool MarkupScanner::scan_raw_text(Token& token) {
  const std::string_view name = std::exchange(raw_, {});
  const bool is_noscript = name == "noscript";
  if (is_noscript && noscript_exhausted_) return false;
  std::size_t end = text_.find("</", at_);
  for (; end != std::string_view::npos; end = text_.find("</", end + 2)) {
    const std::string_view behind = text_.substr(end + 2);
    if (begins_with_but_case(behind, name) && (behind.size() == name.size() || !continues_name(behind[name.size()]))) {
      break;
    }
  }
  if (end == std::string_view::npos) {
    // A script goes on to the end; what is in noscript is as good as any text.
    noscript_exhausted_ = noscript_exhausted_ || is_noscript;
    if (is_noscript) return false;
    end = text_.size();
  }
  if (end == at_) return false;
  token = {};
  token.kind = TokenKind::raw_text;
  token.begin = at_;
  token.end = end;
  token.text = text_.substr(at_, end - at_);
  at_ = end;
  return true;
}

bool MarkupScanner::scan_markup(Token& token) {
  token.end = token.begin + 1;
  const char c = text_[token.end];
  if (c == '!') return scan_declaration(token);
  return c == '?' ? scan_instruction(token) : scan_tag(token);
}

bool MarkupScanner::scan_declaration(Token& token) {
  const std::string_view rest = text_.substr(token.begin);
  if (rest.starts_with(kCommentBegin)) {
    // "<!-->" is a comment as well.
    const std::size_t end = find(comment_end_, token.begin + 2);
    token.kind = end == std::string_view::npos ? TokenKind::unended : TokenKind::comment;
    token.end = end == std::string_view::npos ? token.begin + kCommentBegin.size() : end + comment_end_.what.size();
    return true;
  }
  if (rest.starts_with(kCdataBegin)) {
    const std::size_t begin = token.begin + kCdataBegin.size();
    const std::size_t end = find(cdata_end_, begin);
    token.kind = end == std::string_view::npos ? TokenKind::unended : TokenKind::cdata;
    token.end = end == std::string_view::npos ? begin : end + cdata_end_.what.size();
    if (end != std::string_view::npos) token.text = text_.substr(begin, end - begin);
    return true;
  }
  token.end = token.begin + 2;
  if (token.end == text_.size() || (!begins_name(text_[token.end]) && text_[token.end] != '[')) return false;
  std::size_t end = find(greater_, token.end);
  if (end == std::string_view::npos) return false;
  token.kind = begins_with_but_case(rest.substr(2), "doctype") ? TokenKind::doctype : TokenKind::declaration;
  if (token.kind == TokenKind::doctype &&
      text_.substr(token.end, end - token.end).find('[') != std::string_view::npos) {
    end = find_subset_end(token.end, end);
  }
  token.end = end + 1;
  return true;
}

std::size_t MarkupScanner::find_subset_end(std::size_t from, std::size_t otherwise) {
  if (subset_end_.exhausted) return otherwise;
  const std::size_t bracket = find(bracket_, from);
  if (bracket == std::string_view::npos || bracket < otherwise) return otherwise;
  const std::size_t end = find(subset_end_, bracket);
  return end == std::string_view::npos ? otherwise : end;
}

bool MarkupScanner::scan_instruction(Token& token) {
  token.end = token.begin + 2;
  if (token.end == text_.size() || !begins_name(text_[token.end])) return false;
  // Word writes <?xml:namespace prefix = o />.
  Sought& sought = begins_with_but_case(text_.substr(token.end), "xml") ? greater_ : instruction_end_;
  const std::size_t end = find(sought, token.end);
  if (end == std::string_view::npos) return false;
  token.kind = TokenKind::instruction;
  token.end = end + sought.what.size();
  return true;
}

void MarkupScanner::skip_space(Token& token) const {
  while (token.end < text_.size() && is_html_space(text_[token.end])) ++token.end;
}

bool MarkupScanner::scan_tag(Token& token) {
  token.kind = text_[token.end] == '/' ? TokenKind::end_tag : TokenKind::start_tag;
  const std::size_t name = token.begin + (token.kind == TokenKind::end_tag ? 2 : 1);
  token.end = name;
  if (name == text_.size() || !begins_name(text_[name])) return false;
  while (token.end < text_.size() && continues_name(text_[token.end])) ++token.end;
  token.name = text_.substr(name, token.end - name);
  const FoundElement found = find_element(token.name);
  token.element = &found.element;
  token.place = found.place;
  if (token.end < text_.size() && !is_html_space(text_[token.end]) && text_[token.end] != '/' &&
      text_[token.end] != '>') {
    return false;
  }
  while (true) {
    skip_space(token);
    if (token.end == text_.size()) break;
    const char c = text_[token.end];
    if (c == '>') {
      token.self_closing = text_[token.end - 1] == '/';
      ++token.end;
      return true;
    }
    if (c == '/') {
      ++token.end;
    } else if (!scan_attribute(token)) {
      break;
    }
  }
  if (token.end < text_.size()) return false;
  // The text is cut off inside of what may well be a tag.
  token.kind = TokenKind::unended;
  return (token.element->kind != ElementKind::unknown || token.quoted_value) && token.valueless <= 1;
}

bool MarkupScanner::scan_attribute(Token& token) {
  const std::size_t begin = token.end;
  for (; token.end < text_.size(); ++token.end) {
    const char c = text_[token.end];
    if (c == '<') return false;
    if (is_html_space(c) || c == '>' || c == '/' || (c == '=' && token.end > begin)) break;
    if (c == '"' || c == '\'') token.stray_quote = true;
  }
  const std::string_view name = text_.substr(begin, token.end - begin);
  ++token.attributes;
  if (ground::equal_but_case(name, "hidden")) token.hides = true;
  skip_space(token);
  if (token.end == text_.size() || text_[token.end] != '=') {
    ++token.valueless;
    return true;
  }
  ++token.end;
  skip_space(token);
  std::string_view value;
  if (!scan_value(token, value)) return false;
  if (ground::equal_but_case(name, "style") && style_hides(value)) token.hides = true;
  return true;
}

bool MarkupScanner::scan_value(Token& token, std::string_view& value) {
  if (token.end == text_.size()) return true;
  const char quote = text_[token.end];
  if (quote == '"' || quote == '\'') {
    const std::size_t end = find(quote == '"' ? double_quote_ : single_quote_, token.end + 1);
    if (end != std::string_view::npos) {
      value = text_.substr(token.end + 1, end - token.end - 1);
      token.quoted_value = true;
      token.end = end + 1;
      return true;
    }
    token.stray_quote = true;
    if (find(greater_, token.end) == std::string_view::npos && text_.find('<', token.end) == std::string_view::npos) {
      token.bare_value = true;
      token.end = text_.size();
      return true;
    }
  }
  const std::size_t begin = token.end;
  for (; token.end < text_.size(); ++token.end) {
    const char c = text_[token.end];
    if (c == '<') return false;
    if (is_html_space(c) || c == '>') break;
  }
  token.bare_value = true;
  value = text_.substr(begin, token.end - begin);
  return true;
}

}  // namespace bundel::text_detail
