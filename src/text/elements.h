/// What the elements of HTML do to the text that a reader sees.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bundel::text_detail {

enum class ElementKind : std::uint8_t {
  unknown,       ///< of XML, or made up
  inlined,       ///< stands in a line
  image,         ///< stands in a line and takes room there: what is around it is two words
  block,         ///< has lines of its own
  paragraph,     ///< a block that holds running text, so that unknown elements in it stand in its lines
  line_break,    ///< ends a line
  cell,          ///< beside the next one in a line
  preformatted,  ///< a block whose line ends are kept
  hidden,        ///< not seen
  raw            ///< not seen, and what looks like a tag in it is none
};

struct Element {
  std::string_view name;  ///< lower case
  ElementKind kind = ElementKind::unknown;
  bool is_void = false;       ///< has no end tag
  bool end_optional = false;  ///< its end tag may be left out
  bool shows_code = false;    ///< its text may show tags that are meant to be seen
};

/// Number of HTML's elements that are known.
extern const std::size_t kElements;

/// By name in any case. An element that HTML does not have is `unknown`, and its place is kElements.
struct FoundElement {
  const Element& element;
  std::size_t place;
};
FoundElement find_element(std::string_view name);

}  // namespace bundel::text_detail
