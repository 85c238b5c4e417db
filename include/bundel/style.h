/// How text is set on a terminal, and what of it can be.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bundel {

/// How wide text is on a terminal; the caller brings it, since only the text room knows letters. Both are set.
struct TextMeasure {
  std::size_t (*width)(std::string_view text) = nullptr;  ///< columns
  /// Whole letters, ellipsis where cut, never wider than `columns` (at least 1).
  std::string (*cut)(std::string_view text, std::size_t columns) = nullptr;
};

struct TableStyle {
  std::size_t columns = 0;  ///< of the terminal; 0: as wide as the text is (piped)
  bool colour = false;      ///< bold and dim, where the terminal has them; never in a pipe
  TextMeasure measure;
};

/// What can be shown on one line of a terminal: white space, controls (also escape sequences') and marks that turn the
/// direction of writing become one space, none at the ends. For any text that comes from outside.
std::string printable(std::string_view text);
/// A text from outside as lines of at most so many columns (0: one line as long as it is), the last of at most `most`
/// cut where there is more. Words stay whole unless they are wider than a line. No text, no line.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns, std::size_t most,
                                 const TextMeasure& measure);

}  // namespace bundel
