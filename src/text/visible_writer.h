/// Puts visible text together: what white space becomes, and where lines end.
#pragma once

#include "text/elements.h"
#include "text/entities.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace bundel::text_detail {

/// What white space between the words means.
enum class WhiteSpace : std::uint8_t {
  as_written,  ///< every byte stays: the text's own line ends are its paragraphs
  lines,       ///< line ends stay, other white space collapses
  collapsed,   ///< all of it collapses, as in a browser
  blank_lines  ///< the same, but an empty line ends a line
};

class VisibleWriter {
 public:
  explicit VisibleWriter(WhiteSpace white_space) : white_space_(white_space) {}

  /// Text with the character references in it.
  void write_resolving(std::string_view text, References which);
  void write(std::string_view text);
  /// What comes next stands in another line. Empty lines are not made.
  void end_line() { line_ends_ = true; }
  /// Line ends and spaces around what an element holds, by its kind.
  void begin_element(ElementKind kind);
  void end_element(ElementKind kind);
  /// Whether running text is being written: the last block that began holds such, and no block has ended since.
  [[nodiscard]] bool in_paragraph() const { return in_paragraph_; }

  /// Where the text stands now, to come back to.
  struct Mark {
    std::size_t size = 0;
    bool line_ends = false;
    bool separated = false;
    bool in_paragraph = false;
    int preformatted = 0;
  };
  [[nodiscard]] Mark mark() const { return {out_.size(), line_ends_, separated_, in_paragraph_, preformatted_}; }
  void go_back_to(const Mark& mark);

  std::string finish();

 private:
  void write_as_written(std::string_view text);
  void write_collapsed(std::string_view text, WhiteSpace white_space);
  void append(std::string_view letters);
  void trim_line();

  WhiteSpace white_space_;
  std::string out_;
  std::string resolved_;
  bool line_ends_ = false;  ///< before what comes next
  bool separated_ = false;
  bool in_paragraph_ = false;
  int preformatted_ = 0;  ///< elements around what comes next whose line ends stay
};

}  // namespace bundel::text_detail
