#include "text/markup_survey.h"

#include "ground/ascii.h"
#include "text/code_points.h"
#include "text/markup_scanner.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace bundel::text_detail {
namespace {

// Beyond these the tree builder's time or memory is no longer linear. 256 open elements cost it about 1 us a tag.
constexpr std::size_t kMostTreeBytes = std::size_t{1} << 20;
constexpr std::size_t kMostOpen = 256;
constexpr std::uint32_t kMostAttributes = 256;
/// So many tags of one name that stand as words do are no words.
constexpr std::size_t kManyAlone = 3;

/// What stands on one side of a tag.
enum class Side : std::uint8_t { edge, space, letter, quote_or_bracket, punctuation };

Side side_of(UChar32 code) {
  if (code == '\n' || code == '\r' || code == '<' || code == '>') return Side::edge;
  if (u_isUWhiteSpace(code) != 0) return Side::space;
  if (is_word_character(code)) return Side::letter;
  const std::uint32_t category = U_GET_GC_MASK(code);
  const bool quote = (category & (U_GC_PS_MASK | U_GC_PI_MASK | U_GC_PF_MASK | U_GC_PE_MASK)) != 0;
  return quote || code == '"' || code == '\'' || code == '`' ? Side::quote_or_bracket : Side::punctuation;
}

UChar32 before(std::string_view text, std::size_t at) {
  if (at == 0) return '\n';
  const std::string_view last =
      text.substr(at - std::min<std::size_t>(at, U8_MAX_LENGTH), std::min<std::size_t>(at, U8_MAX_LENGTH));
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(last.data());
  auto end = static_cast<std::int32_t>(last.size());
  UChar32 code = 0;
  U8_PREV(bytes, 0, end, code);
  return code;
}

UChar32 behind(std::string_view text, std::size_t at) {
  return at == text.size() ? '\n' : next_code_point(text, at);
}

/// A sign that stands behind a word: in "use <br>, not ..." the tag is a word.
bool is_sentence_mark(UChar32 code) {
  return code < 0x80 && std::string_view(".,;:!?").find(static_cast<char>(code)) != std::string_view::npos;
}

/// Whether a tag that has no end tag stands where a line ends, and not where a word of a sentence would.
bool stands_as_break(std::string_view text, const Token& token) {
  const UChar32 next = behind(text, token.end);
  const Side left = side_of(before(text, token.begin));
  Side right = side_of(next);
  if (right == Side::punctuation && !is_sentence_mark(next)) right = Side::letter;  // "<br>- item"
  if (left == Side::letter) {
    // "x<p>y" may be a formula, "Street 5<br>Town" is not.
    return token.element->kind == ElementKind::line_break || right == Side::edge;
  }
  if (left == Side::punctuation) return true;
  if (right == Side::edge && left != Side::edge) {
    return left == Side::space && token.element->kind == ElementKind::line_break && token.end < text.size();
  }
  if (right != Side::space) return left == Side::edge ? right != Side::punctuation : right == Side::letter;
  if (left == Side::quote_or_bracket) return false;
  // "<p> The", "... of it. <p> The": at the beginning of a line or a sentence that is not the tag's own.
  std::size_t begin = token.begin;
  while (begin > 0 && is_html_space(text[begin - 1])) --begin;
  std::size_t end = token.end;
  while (end < text.size() && is_html_space(text[end])) ++end;
  const Side last = side_of(before(text, begin));
  const bool begins_line = left == Side::edge || last == Side::punctuation || last == Side::quote_or_bracket;
  return begins_line && u_islower(behind(text, end)) == 0;
}

/// Whether nothing but markup stands at both ends.
bool stands_between_tags(std::string_view text) {
  while (!text.empty() && is_html_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_html_space(text.back())) text.remove_suffix(1);
  return !text.empty() && text.front() == '<' && text.back() == '>';
}

class Surveyor {
 public:
  explicit Surveyor(std::string_view text) : text_(text) {}

  MarkupSurvey run() {
    MarkupScanner scanner(text_);
    for (Token token; scanner.next(token);) take(token);
    if (scanner.met_false_tag()) fits_ = false;
    for (const auto& [name, count] : unknown_open_) fits_ = fits_ && survey_.ended.contains(name);
    survey_.shows_title = survey_.is_xml || !has_head_;
    if (has_title_ && survey_.shows_title) fits_ = false;
    if (has_title_ && !survey_.shows_title) survey_.needs_tree = true;
    survey_.fits_tree =
        fits_ && text_.size() <= kMostTreeBytes && !survey_.is_xml &&
        std::all_of(hidden_open_.begin(), hidden_open_.end(), [&](std::size_t e) { return open_[e] == 0; });
    return survey_;
  }

 private:
  void take(const Token& token) {
    switch (token.kind) {
      case TokenKind::text:
        return;
      case TokenKind::start_tag:
        return start_tag(token);
      case TokenKind::end_tag:
        return end_tag(token);
      case TokenKind::comment:
      case TokenKind::doctype:
        survey_.is_markup = true;
        return;
      case TokenKind::instruction:
        if (!seen_tag_ && text_.substr(token.begin).starts_with("<?xml ")) xml_declared_ = true;
        survey_.is_markup = true;
        fits_ = fits_ && xml_declared_;
        return;
      case TokenKind::cdata:
        survey_.is_markup = true;
        fits_ = false;
        return;
      case TokenKind::unended:
        if (token.quoted_value || token.bare_value) survey_.is_markup = true;
        fits_ = false;
        return;
      case TokenKind::declaration:
        fits_ = false;
        return;
      case TokenKind::raw_text:
        if (token.end == text_.size()) fits_ = false;
        return;
    }
  }

  void start_tag(const Token& token) {
    const Element& element = *token.element;
    const bool known = element.kind != ElementKind::unknown;
    if (!seen_tag_) {
      survey_.is_xml = (!known || (xml_declared_ && element.name != "html")) && stands_between_tags(text_);
      seen_tag_ = true;
    }
    note_kind(token);
    if (!token.stray_quote && (token.quoted_value || (token.bare_value && known))) survey_.is_markup = true;
    note_fit(token);
    if (token.self_closing || element.is_void) {
      note_break(token);
    } else {
      open(token);
      if (element.end_optional || element.kind == ElementKind::block) note_break(token);
    }
  }

  void note_kind(const Token& token) {
    const Element& element = *token.element;
    switch (element.kind) {
      case ElementKind::unknown:
      case ElementKind::inlined:
      case ElementKind::image:
      case ElementKind::raw:
        break;
      case ElementKind::hidden:
        if (element.name != "title") {
          survey_.needs_tree = true;
        } else if (open_of("svg") == 0) {
          has_title_ = true;
        }
        if (element.name == "head") survey_.has_block = has_head_ = true;
        break;
      default:
        survey_.has_block = true;
        if (element.name == "html") has_head_ = true;
        if (element.name == "p" || element.name == "br") survey_.has_paragraph = true;
    }
    if (token.hides) survey_.needs_tree = true;
    if (element.shows_code) survey_.shows_code = true;
  }

  /// A tag that may stand alone.
  void note_break(const Token& token) {
    const ElementKind kind = token.element->kind;
    const bool breaks = kind == ElementKind::line_break || kind == ElementKind::block ||
                        kind == ElementKind::paragraph || kind == ElementKind::cell;
    if (survey_.is_markup || !breaks) return;
    if (stands_as_break(text_, token)) {
      survey_.is_markup = true;
      return;
    }
    if (alone_.empty()) alone_.resize(kElements);
    if (++alone_[token.place] == kManyAlone) survey_.is_markup = true;
  }

  /// What HtmlTree would read in another way than the tag stripper, or slowly.
  void note_fit(const Token& token) {
    const Element& element = *token.element;
    const bool known = element.kind != ElementKind::unknown;
    if (token.attributes > kMostAttributes || static_cast<unsigned char>(token.name[0]) >= 0x80 ||
        token.name[0] == '_') {
      fits_ = false;
    }
    // HTML closes no element by a slash, and a browser's scripts are off in the tree.
    if (token.self_closing && (!known || (!element.is_void && (element.kind == ElementKind::raw ||
                                                               element.kind == ElementKind::hidden || token.hides)))) {
      fits_ = false;
    }
    if (element.name == "noscript" || element.name == "frameset" || element.name == "math") fits_ = false;
    // Rows and cells outside of a table are dropped.
    const bool in_table_only = element.name == "tr" || element.kind == ElementKind::cell;
    if (in_table_only && element.name != "button" && open_of("table") == 0) fits_ = false;
  }

  [[nodiscard]] std::size_t open_of(std::string_view name) const {
    return open_.empty() ? 0 : open_[find_element(name).place];
  }

  void open(const Token& token) {
    if (open_.empty()) open_.resize(kElements);
    if (token.element->kind == ElementKind::unknown) {
      if (!has_end_tag_behind(token.end)) {
        fits_ = false;
      } else {
        ++unknown_open_[ground::ascii_lower(token.name)];
      }
    } else if (++open_[token.place] == 1 && token.element->kind == ElementKind::hidden) {
      hidden_open_.push_back(token.place);
    }
    if (!token.element->end_optional && ++depth_ > kMostOpen) fits_ = false;
  }

  bool has_end_tag_behind(std::size_t place) {
    if (last_end_tag_ == std::string_view::npos) {
      const std::size_t last = text_.rfind("</");
      last_end_tag_ = last == std::string_view::npos ? 0 : last;
    }
    return place <= last_end_tag_;
  }

  void end_tag(const Token& token) {
    const Element& element = *token.element;
    if (element.kind == ElementKind::unknown) {
      const auto opened = unknown_open_.find(ground::ascii_lower(token.name));
      if (opened == unknown_open_.end() || opened->second == 0) return;
      --opened->second;
      survey_.ended.insert(opened->first);
    } else {
      const Side left = side_of(before(text_, token.begin));
      if (left == Side::letter || left == Side::punctuation) survey_.is_markup = true;
      if (open_.empty() || open_[token.place] == 0) return;
      --open_[token.place];
    }
    survey_.is_markup = true;
    if (!element.end_optional) --depth_;
  }

  std::string_view text_;
  std::size_t last_end_tag_ = std::string_view::npos;  ///< where it may begin; npos until asked for
  MarkupSurvey survey_;
  bool fits_ = true;
  bool seen_tag_ = false;
  bool has_title_ = false;
  bool has_head_ = false;
  bool xml_declared_ = false;
  std::vector<std::size_t> open_;   ///< by place: start tags less end tags
  std::vector<std::size_t> alone_;  ///< by place: tags of a line's end that stand where a word would
  std::unordered_map<std::string, std::size_t> unknown_open_;
  std::vector<std::size_t> hidden_open_;  ///< places of hidden elements that were ever open
  std::size_t depth_ = 0;
};

}  // namespace

MarkupSurvey survey_markup(std::string_view text) {
  return Surveyor(text).run();
}

}  // namespace bundel::text_detail
