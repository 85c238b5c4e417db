#include "text/strip_tags.h"

#include "ground/ascii.h"
#include "text/markup_scanner.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace bundel::text_detail {
namespace {

/// The element that hides what is being read, and the elements that are open in it.
class HiddenElement {
 public:
  explicit HiddenElement(const Token& start) : start_(start) { open(start); }

  [[nodiscard]] const Token& start() const { return start_; }

  /// How far the element goes.
  enum class Reach : std::uint8_t { goes_on, ends_here, ended_before };

  Reach take(const Token& token) {
    if (token.kind == TokenKind::start_tag) return take_start(token);
    return token.kind == TokenKind::end_tag ? take_end(token) : Reach::goes_on;
  }

 private:
  static bool ends_paragraph(ElementKind kind) {
    return kind == ElementKind::block || kind == ElementKind::paragraph || kind == ElementKind::preformatted;
  }

  static std::string key(const Token& token) {
    return token.element->name.empty() ? ground::ascii_lower(token.name) : std::string(token.element->name);
  }

  void open(const Token& token) {
    names_.push_back(key(token));
    ++count_[names_.back()];
  }

  Reach take_start(const Token& token) {
    if (start_.element->end_optional && names_.size() == 1 && token.place == start_.place) return Reach::ended_before;
    if (names_.size() == 1 && start_.element->name == "p" && ends_paragraph(token.element->kind))
      return Reach::ended_before;
    if (start_.element->name == "head" && token.element->name == "body") return Reach::ended_before;
    if (!token.element->is_void && !token.self_closing && !token.element->end_optional) open(token);
    return Reach::goes_on;
  }

  Reach take_end(const Token& token) {
    const std::string name = key(token);
    const auto counted = count_.find(name);
    if (counted == count_.end() || counted->second == 0) {
      // Of an element in which this one stands, or of none at all.
      const bool outer = start_.element->end_optional && !token.element->end_optional && !token.element->is_void;
      return outer ? Reach::ended_before : Reach::goes_on;
    }
    while (true) {
      const std::string last = std::move(names_.back());
      names_.pop_back();
      --count_[last];
      if (last == name) break;
    }
    return names_.empty() ? Reach::ends_here : Reach::goes_on;
  }

  Token start_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> count_;  ///< of each name in names_
};

class Stripper {
 public:
  Stripper(std::string_view text, const MarkupSurvey& survey, WhiteSpace white_space)
      : text_(text), scanner_(text), writer_(white_space), survey_(survey) {}

  std::string run() {
    while (true) {
      for (Token token; scanner_.next(token);) take(token);
      if (!hidden_) return writer_.finish();
      // It never ended: read again what it hid.
      scanner_.go_on_behind(hidden_->start());
      writer_.go_back_to(mark_);
      hidden_.reset();
      hides_ = false;
    }
  }

 private:
  void take(const Token& token) {
    if (hidden_) {
      const auto reach = hidden_->take(token);
      if (reach == HiddenElement::Reach::goes_on) return;
      const ElementKind kind = hidden_->start().element->kind;
      hidden_.reset();
      if (reach == HiddenElement::Reach::ends_here) return writer_.end_element(kind);
    }
    switch (token.kind) {
      case TokenKind::text:
        return writer_.write_resolving(token.text, survey_.is_xml ? References::closed : References::html);
      case TokenKind::cdata:
        return writer_.write(token.text);
      case TokenKind::start_tag:
        return start_tag(token);
      case TokenKind::end_tag:
        writer_.end_element(kind_of(token));
        if (token.element->kind == ElementKind::unknown || token.element->is_void) end_unknown(token);
        return;
      default:
        return;
    }
  }

  [[nodiscard]] ElementKind kind_of(const Token& token) const {
    return survey_.shows_title && token.element->name == "title" ? ElementKind::block : token.element->kind;
  }

  void start_tag(const Token& token) {
    if (is_text(token)) return writer_.write(text_.substr(token.begin, token.end - token.begin));
    const ElementKind kind = kind_of(token);
    writer_.begin_element(kind);
    const bool holds_text = !token.element->is_void && !token.self_closing;
    if (holds_text && hides_ && (kind == ElementKind::hidden || token.hides) && kind != ElementKind::raw) {
      mark_ = writer_.mark();
      hidden_.emplace(token);
    }
    if (!token.self_closing) return;
    if (token.element->kind == ElementKind::unknown) return end_unknown(token);
    if (!token.element->is_void) writer_.end_element(kind);
  }

  /// Whether a tag is none: "x<y>z", "<<War and Peace>>".
  [[nodiscard]] bool is_text(const Token& token) const {
    return token.element->kind == ElementKind::unknown && !token.self_closing && !token.quoted_value &&
           !token.bare_value && !survey_.ended.contains(ground::ascii_lower(token.name));
  }

  /// An element that HTML does not have, or to which it gives no end tag, outside of running text: where only white
  /// space parts its end from the beginning of another element, they are lines of their own.
  void end_unknown(const Token& token) {
    if (writer_.in_paragraph()) return;
    std::size_t next = token.end;
    while (next < text_.size() && is_html_space(text_[next])) ++next;
    if (next + 1 < text_.size() && text_[next] == '<' && begins_name(text_[next + 1])) writer_.end_line();
  }

  std::string_view text_;
  MarkupScanner scanner_;
  VisibleWriter writer_;
  const MarkupSurvey& survey_;
  bool hides_ = true;  ///< until an element that hides has no end
  std::optional<HiddenElement> hidden_;
  VisibleWriter::Mark mark_;  ///< where hidden_ began
};

}  // namespace

std::string strip_tags(std::string_view text, const MarkupSurvey& survey, WhiteSpace white_space) {
  return Stripper(text, survey, white_space).run();
}

}  // namespace bundel::text_detail
