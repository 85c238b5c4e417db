/// Cuts a text into tags and what stands between them, by one grammar for HTML and XML:
///
///   tag          "<" "/"? name attribute* "/"? ">"; a name begins with a letter, "_" or a byte beyond ASCII and goes
///   on
///                with these, digits, ".", "-" and ":"; an attribute is a name and perhaps "=" and a value in ", in '
///                or without either. A "<" outside of such quotes ends the attempt: what began it was no tag.
///   comment      "<!--" to "-->"
///   declaration  "<!" and a letter or "[", to ">"; that of a document type may hold others between "[" and "]"
///   instruction  "<?" and a letter, to "?>"; for names that begin with "xml", to ">"
///   CDATA        "<![CDATA[" to "]]>"
///   raw text     what stands between `<script>`, `<style>` or `<noscript>` and its end tag
///
/// All else is text: "a < b", "<3", "<me@x.org>". Of what is never ended, only the opening counts: `<!--` and
/// `<![CDATA[` are void, a quotation mark is a character of its value, a script goes on to the end.
/// Cost: linear, whatever the text.
#pragma once

#include "text/elements.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bundel::text_detail {

enum class TokenKind : std::uint8_t {
  text,
  start_tag,
  end_tag,
  comment,
  doctype,
  declaration,
  instruction,
  cdata,
  raw_text,
  unended,  ///< the opening of a comment or CDATA section, or a tag that the end of the text cuts off
};

struct Token {
  TokenKind kind = TokenKind::text;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view text;  ///< of text, raw text and CDATA: what is inside
  // of tags
  std::string_view name;             ///< as written
  const Element* element = nullptr;  ///< of that name
  std::size_t place = 0;             ///< as of find_element
  std::uint32_t attributes = 0;
  std::uint32_t valueless = 0;  ///< of these
  bool quoted_value = false;    ///< an attribute has a value in quotes
  bool bare_value = false;      ///< an attribute has a value without
  bool stray_quote = false;     ///< a quotation mark stands where none may
  bool self_closing = false;
  bool hides = false;  ///< `hidden`, or a style of display:none or visibility:hidden
};

class MarkupScanner {
 public:
  /// `text` must outlive the scanner.
  explicit MarkupScanner(std::string_view text) : text_(text) {}

  /// The next token; false at the end. Tokens are not empty and cover the text.
  bool next(Token& token);
  /// Whether some text so far is what a browser takes for a tag: "<me@x.org>".
  [[nodiscard]] bool met_false_tag() const { return met_false_tag_; }
  /// Goes on behind an earlier token.
  void go_on_behind(const Token& token) {
    at_ = token.end;
    markup_ahead_ = false;
    raw_ = {};
  }

 private:
  /// What is looked for from ever later places, until there is none.
  struct Sought {
    std::string_view what;
    bool exhausted = false;
  };
  std::size_t find(Sought& sought, std::size_t from) const;

  /// Scans the next markup, if any.
  void look_ahead();
  /// Whether markup begins at token.begin, with a "<" and what opens_markup. Sets token.end: behind the token, or
  /// behind what cannot be the beginning of one.
  bool scan_markup(Token& token);
  bool scan_declaration(Token& token);
  /// The ">" behind the "]" of a document type's own declarations.
  std::size_t find_subset_end(std::size_t from, std::size_t otherwise);
  bool scan_instruction(Token& token);
  bool scan_tag(Token& token);
  /// Moves token.end over an attribute; false where a "<" or the end of the text stands in it.
  bool scan_attribute(Token& token);
  bool scan_value(Token& token, std::string_view& value);
  void skip_space(Token& token) const;
  bool scan_raw_text(Token& token);

  std::string_view text_;
  std::size_t at_ = 0;
  Token ahead_;  ///< scanned while the text before it was looked through
  bool markup_ahead_ = false;
  bool met_false_tag_ = false;
  std::string_view raw_;  ///< name of the element whose raw text comes next
  bool noscript_exhausted_ = false;
  Sought comment_end_{"-->"};
  Sought cdata_end_{"]]>"};
  Sought instruction_end_{"?>"};
  Sought bracket_{"]"};
  Sought greater_{">"};
  Sought subset_end_{">"};
  Sought double_quote_{"\""};
  Sought single_quote_{"'"};
};

/// Space, tab, line feed, form feed, carriage return.
constexpr bool is_html_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
/// Whether a style of CSS, of any case and with white space anywhere, says `display: none` or `visibility: hidden`.
bool style_hides(std::string_view style);
/// Whether a name of an element may begin so.
constexpr bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace bundel::text_detail
