#include "text/visible_writer.h"

#include "text/markup_scanner.h"

#include <algorithm>
#include <utility>

namespace bundel::text_detail {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0";

}  // namespace

void VisibleWriter::write_resolving(std::string_view text, References which) {
  resolved_.clear();
  write(append_resolved(text, which, resolved_) ? resolved_ : text);
}

void VisibleWriter::write(std::string_view text) {
  if (white_space_ == WhiteSpace::as_written) {
    write_as_written(text);
  } else {
    write_collapsed(text, preformatted_ > 0 ? WhiteSpace::lines : white_space_);
  }
}

void VisibleWriter::write_as_written(std::string_view text) {
  if (text.empty()) return;
  const std::size_t begin = std::min(
      static_cast<std::size_t>(
          std::find_if_not(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\t'; }) - text.begin()),
      text.size());
  const bool own_line = begin < text.size() && (text[begin] == '\n' || text[begin] == '\r');
  if (!out_.empty() && !own_line && !is_html_space(out_.back())) {
    if (line_ends_) {
      out_ += '\n';
    } else if (separated_ && begin == 0) {
      out_ += ' ';
    }
  }
  line_ends_ = separated_ = false;
  out_ += text;
}

void VisibleWriter::write_collapsed(std::string_view text, WhiteSpace white_space) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t line_ends = 0;
    const std::size_t space = at;
    for (; at < text.size() && is_html_space(text[at]); ++at) line_ends += text[at] == '\n' ? 1 : 0;
    if (at > space) separated_ = true;
    if ((line_ends > 0 && white_space == WhiteSpace::lines) ||
        (line_ends > 1 && white_space == WhiteSpace::blank_lines)) {
      line_ends_ = true;
    }
    const std::size_t letters = at;
    while (at < text.size() && !is_html_space(text[at])) ++at;
    append(text.substr(letters, at - letters));
  }
}

void VisibleWriter::append(std::string_view letters) {
  if (line_ends_ || out_.empty()) {
    // A line does not begin or end with spaces of any kind.
    while (letters.starts_with(kNoBreakSpace)) letters.remove_prefix(kNoBreakSpace.size());
  }
  if (letters.empty()) return;
  if (line_ends_) trim_line();
  if (!out_.empty() && (line_ends_ || separated_)) out_ += line_ends_ ? '\n' : ' ';
  line_ends_ = separated_ = false;
  out_ += letters;
}

void VisibleWriter::trim_line() {
  const auto ends_with_space = [&] { return !out_.empty() && (out_.back() == ' ' || out_.ends_with(kNoBreakSpace)); };
  while (ends_with_space()) out_.resize(out_.size() - (out_.back() == ' ' ? 1 : kNoBreakSpace.size()));
}

void VisibleWriter::begin_element(ElementKind kind) {
  switch (kind) {
    case ElementKind::block:
    case ElementKind::paragraph:
    case ElementKind::preformatted:
      line_ends_ = true;
      in_paragraph_ = kind != ElementKind::block;
      preformatted_ += kind == ElementKind::preformatted ? 1 : 0;
      break;
    case ElementKind::line_break:
      line_ends_ = true;
      break;
    case ElementKind::cell:
      separated_ = true;
      in_paragraph_ = true;
      break;
    case ElementKind::image:
      separated_ = true;
      break;
    default:
      break;
  }
}

void VisibleWriter::end_element(ElementKind kind) {
  switch (kind) {
    case ElementKind::block:
    case ElementKind::paragraph:
    case ElementKind::preformatted:
      line_ends_ = true;
      in_paragraph_ = false;
      if (kind == ElementKind::preformatted && preformatted_ > 0) --preformatted_;
      break;
    case ElementKind::line_break:
      line_ends_ = true;
      break;
    case ElementKind::cell:
      separated_ = true;
      in_paragraph_ = false;
      break;
    default:
      break;
  }
}

void VisibleWriter::go_back_to(const Mark& mark) {
  out_.resize(mark.size);
  line_ends_ = mark.line_ends;
  separated_ = mark.separated;
  in_paragraph_ = mark.in_paragraph;
  preformatted_ = mark.preformatted;
}

std::string VisibleWriter::finish() {
  if (white_space_ != WhiteSpace::as_written) trim_line();
  return std::move(out_);
}

}  // namespace bundel::text_detail
