/// Finds where records begin and end in a window of bytes, before anything is parsed.
#pragma once

#include "read/dialect.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace bundel::read_detail {

/// A record in the window, or the place where the rest of the file cannot be cut any more.
struct Piece {
  std::size_t begin = 0;  ///< bytes of the window before it
  std::size_t end = 0;
  std::uint64_t line = 0;   ///< first line, from 1
  std::string_view broken;  ///< why it is no record; a constant text; empty for a record
};

/// Sees a file as windows that begin where the last one was done with and that reach further each time.
class RecordCutter {
 public:
  virtual ~RecordCutter() = default;
  /// Appends the records that end in the window, in order; `at_end` says that nothing will follow it.
  /// Returns the bytes in front that are done with: the next window begins behind them.
  virtual std::size_t cut(std::string_view window, bool at_end, std::vector<Piece>& pieces) = 0;
  /// Line of the first byte that no cut was done with.
  [[nodiscard]] virtual std::uint64_t line() const = 0;
  /// Nothing that follows can be cut: the rest of the file need not be read.
  [[nodiscard]] virtual bool gave_up() const { return false; }
};

/// JSON Lines: a record a line that is not blank. Lines end at LF; a CR before it stays in the record, so that a line
/// is written again byte for byte.
class LineCutter final : public RecordCutter {
 public:
  std::size_t cut(std::string_view window, bool at_end, std::vector<Piece>& pieces) override;
  [[nodiscard]] std::uint64_t line() const override { return line_; }

 private:
  void add(std::string_view window, std::size_t begin, std::size_t end, std::vector<Piece>& pieces);

  std::uint64_t line_ = 1;
  std::size_t searched_ = 0;  // bytes in front that hold no LF: a line of many chunks is searched once
};

/// Rows of a table, the header being the first; empty lines are none. Rows end at LF, and a CR before it stays in the
/// row; or at CR, where the dialect says so.
///
/// With quoting a line end inside quotes belongs to its cell: `1,"two\nlines"` is one row. A quote that stands inside a
/// cell opens nothing, so that a row with a misplaced one ends where its line does and cannot swallow the next.
class RowCutter final : public RecordCutter {
 public:
  explicit RowCutter(const Dialect& dialect) : dialect_(dialect) {}
  std::size_t cut(std::string_view window, bool at_end, std::vector<Piece>& pieces) override;
  [[nodiscard]] std::uint64_t line() const override { return line_; }

 private:
  enum class State : std::uint8_t { start, plain, quoted, behind_quote };

  void pass_preamble(std::string_view window);
  /// Passes over the bytes up to the next change of state; false where that takes more bytes.
  bool step(std::string_view window, std::vector<Piece>& pieces);
  bool pass_quoted(std::string_view window);
  bool pass_escape(std::string_view window);
  void end_row(std::string_view window, std::vector<Piece>& pieces);

  Dialect dialect_;
  State state_ = State::start;  // of the cell
  bool fresh_ = true;           // nothing of the file has been seen
  std::size_t at_ = 0;          // next byte of the window
  std::size_t begin_ = 0;       // of the row
  std::uint64_t line_ = 1;      // at the beginning of the row
};

/// JSON values one after another, each a record: objects, and the elements of arrays. Strings and depth are followed,
/// nothing else is checked: each record is parsed later.
///
/// `[{"a":"]"}, 3]` holds two, and so do `{"a":1}{"b":2}` and `[{"a":1}][{"b":2},]`, as programs leave them that write
/// to one file twice or put a comma behind every record. Where the file is no JSON any more, one broken piece stands
/// for all that follows.
class JsonScanner final : public RecordCutter {
 public:
  std::size_t cut(std::string_view window, bool at_end, std::vector<Piece>& pieces) override;
  [[nodiscard]] std::uint64_t line() const override { return line_; }
  [[nodiscard]] bool gave_up() const override { return state_ == State::broken; }

 private:
  enum class State : std::uint8_t { between, nested, string, word, broken };

  /// Handles the byte at `at_`; what is inside a value is passed over in one go.
  void step(std::string_view window, std::vector<Piece>& pieces);
  void between(char c, std::vector<Piece>& pieces);
  void begin_value(char c);
  void pass_nested(std::string_view window, std::vector<Piece>& pieces);
  void pass_string(std::string_view window, std::vector<Piece>& pieces);
  void pass_word(std::string_view window, std::vector<Piece>& pieces);
  void end_value(std::string_view window, std::vector<Piece>& pieces);
  void give_up(std::string_view why, std::vector<Piece>& pieces);
  void finish(std::vector<Piece>& pieces);
  [[nodiscard]] bool inside() const { return state_ >= State::nested && state_ <= State::word; }

  State state_ = State::between;
  bool fresh_ = true;       // nothing of the file has been seen
  bool in_array_ = false;   // of the outermost level
  bool quoted_ = false;     // in a string of a nested value
  std::size_t depth_ = 0;   // brackets and braces open in the value
  std::size_t at_ = 0;      // next byte of the window
  std::size_t begin_ = 0;   // of the value
  std::uint64_t line_ = 1;  // at `at_`, or at the beginning of the value while inside one
};

}  // namespace bundel::read_detail
