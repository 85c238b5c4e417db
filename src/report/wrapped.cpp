/// Texts on several lines.
#include "bundel/style.h"
#include "ground/utf8.h"

#include <algorithm>

namespace bundel {
namespace {

/// Bytes of the longest beginning in whole letters that is known to fit: what `cut` keeps before its ellipsis. At least
/// one code point, so that a loop over it ends.
std::size_t fitting_bytes(std::string_view text, std::size_t columns, const TextMeasure& measure) {
  std::string kept = measure.cut(text, columns);
  while (!kept.empty() && !ground::begins_code_point(kept.back())) kept.pop_back();
  if (kept.size() > 1) return std::min(kept.size() - 1, text.size());
  std::size_t bytes = 1;
  while (bytes < text.size() && !ground::begins_code_point(text[bytes])) ++bytes;
  return bytes;
}

/// Bytes of the words that fit on one line; 0 where not even the first one does.
std::size_t words_that_fit(std::string_view text, std::size_t columns, const TextMeasure& measure) {
  std::size_t fit = 0;
  for (std::size_t end = text.find(' '); end != std::string_view::npos; end = text.find(' ', end + 1)) {
    if (measure.width(text.substr(0, end)) > columns) break;
    fit = end;
  }
  return fit;
}

}  // namespace

std::vector<std::string> wrapped(std::string_view raw, std::size_t columns, std::size_t most,
                                 const TextMeasure& measure) {
  const std::string text = printable(raw);
  if (columns == 0 && !text.empty()) return {text};
  std::string_view rest = text;
  std::vector<std::string> lines;
  while (!rest.empty()) {
    if (lines.size() + 1 == most || measure.width(rest) <= columns) {
      lines.push_back(measure.cut(rest, columns));
      break;
    }
    std::size_t bytes = words_that_fit(rest, columns, measure);
    if (bytes == 0) bytes = fitting_bytes(rest, columns, measure);
    lines.emplace_back(rest.substr(0, bytes));
    rest.remove_prefix(bytes);
    if (rest.starts_with(' ')) rest.remove_prefix(1);
  }
  return lines;
}

}  // namespace bundel
