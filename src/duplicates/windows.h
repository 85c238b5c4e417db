/// Exact comparison of one text with many: its windows are tabled once, the others stream past.
#pragma once

#include "duplicates/shingles.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bundel::duplicates_detail {

/// The windows of a text, equal ones in one class. Classes are exact: fingerprints find the slot, words decide.
///
/// Space is reused from one text to the next. The words must outlive the table's use.
class WindowTable {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  /// Cost O(words), times `min_run` for windows that repeat.
  void build(Words words, int min_run);

  /// Class of the window that starts at `window` (min_run words), or kNone.
  [[nodiscard]] std::uint32_t find(std::uint64_t hash, const WordId* window) const;

  [[nodiscard]] std::size_t classes() const noexcept { return classes_.size(); }
  /// One a position, in order; empty where the text is shorter than a window.
  [[nodiscard]] std::span<const std::uint32_t> class_of() const noexcept { return class_of_; }
  [[nodiscard]] Words words() const noexcept { return words_; }
  [[nodiscard]] int min_run() const noexcept { return min_run_; }

 private:
  struct Class {
    std::uint64_t hash = 0;
    std::uint32_t position = 0;  ///< of its first window
  };

  /// Slot of the class with this window, or the empty slot where it belongs.
  [[nodiscard]] std::size_t slot_of(std::uint64_t hash, const WordId* window) const;

  Words words_;
  int min_run_ = 1;
  std::vector<Class> classes_;
  std::vector<std::uint32_t> slots_;  ///< open addressing, at most half full
  std::size_t mask_ = 0;
  std::vector<std::uint32_t> class_of_;
};

/// Shared words of two texts.
struct SharedWords {
  std::uint32_t here = 0;
  std::uint32_t there = 0;
};

/// Counts the shared words of a tabled text (here) and others (there), without their runs.
class SharedWordCounter {
 public:
  void take(Words here, int min_run);
  /// Cost O(words of both).
  [[nodiscard]] SharedWords count(Words there);
  [[nodiscard]] const WindowTable& table() const noexcept { return table_; }

 private:
  WindowTable table_;
  std::vector<std::uint32_t> met_in_;  ///< by class: number of the last comparison that met it
  std::uint32_t comparison_ = 0;
};

}  // namespace bundel::duplicates_detail
