/// Markup to visible text.
#include "bundel/text.h"
#include "fuzz/support.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bundel;
  const std::string_view markup = fuzz::view(data, size);
  const std::string text = visible_text(markup);
  fuzz::require(!fuzz::is_utf8(markup) || fuzz::is_utf8(text), "UTF-8 stays UTF-8");
  if (markup.find_first_of("<&") == std::string_view::npos)
    fuzz::require(text == markup, "a text without markup does not change");
  return 0;
}
