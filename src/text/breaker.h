/// ICU's break iterators over UTF-8: byte offsets in, byte offsets out.
///
/// An iterator must not be shared by threads (it aborts), and opening one costs about as much as reading an article;
/// so each thread opens its own once, in the root locale.
#pragma once

#include <unicode/ubrk.h>

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace bundel::text_detail {

class Breaker {
 public:
  /// Error where ICU's data cannot be loaded.
  explicit Breaker(UBreakIteratorType type);

  /// The ends of the pieces of `text` in bytes, ascending; the last is `text.size()`. Empty for an empty text.
  /// Malformed bytes count as U+FFFD. Fills `ends` anew.
  void cut(std::string_view text, std::vector<std::size_t>& ends);

 private:
  struct Close {
    void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
  };
  std::unique_ptr<UBreakIterator, Close> iterator_;
  std::vector<char16_t> utf16_;  ///< kept between calls only for its memory
};

/// The calling thread's own.
Breaker& word_breaker();
Breaker& sentence_breaker();
Breaker& cluster_breaker();

}  // namespace bundel::text_detail
