/// Bytes to articles: texts, JSON in all its forms, tables, folders of them, standard input; and plain table rows for
/// labels.
///
/// A record becomes an Article or a Rejection, never both and never neither: articles + outside + rejections = records.
/// "{"title": "Xi to visit Moscow", "date": "2023-02"}" is an article; "{"headline": 3}" is rejected with its line.
#pragma once

#include "bundel/dates.h"
#include "bundel/error.h"
#include "bundel/types.h"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bundel {

/// Names of the record's fields that hold each part of an article; an empty name takes the presets.
///
/// The presets know the names of many exports, in order: for the text `text`, `maintext`, `body`, `content`, ...,
/// `summary`; for the title `title`, `headline`, ... (src/read/fields.cpp has them all, and who writes which). Names
/// are compared without case, spaces, `_` and `-`. The first field wins that is there and not blank; a title or text
/// whose fields are all blank is empty. A name that is given replaces the list. Names with dots are keys as they stand,
/// else paths into nested objects. Columns of a table are found by the same names.
///
/// Where no field for a text is known and another one holds far more letters than the titles, that one is the text
/// (InputFile::text_field says so). Values may be numbers, arrays of paragraphs, and objects such as {"$oid": ".."},
/// {"$date": ".."} or {"rendered": ".."}; a source that is a url counts by its host.
/// Of several records in one line (of an array) without an id the second is "file:line.2", and so on.
struct FieldNames {
  std::string id, title, text, date, source, url, language;
};

/// How articles get their ids. A made id never equals one that was given, nor another made one: where it would, "~2",
/// "~3", ... stands behind it.
///
/// automatic  an id that stands in several files for different articles (exports that count from 1) becomes "file:id"
///            at each of them; all others stay
/// given      ids stay
/// file       every id becomes "file:id", so that further files change none
///
/// The file is named as it is shown; an article that is a whole file has its path for an id. Of all articles that would
/// have one id the first in input order has it, the others are "file:line". One id and one page (page_of of the url, or
/// of the id where that is a url and there is no other) mean one article: its newest state (last moment, then first
/// moment, undated last, then input order) has the id, older ones are "file:line".
enum class IdRule : std::uint8_t { automatic, given, file };

/// Which file it is, whatever it is called: by links, by other paths, or as standard input.
struct FileKey {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;

  friend auto operator<=>(const FileKey&, const FileKey&) = default;
};

/// Which of two numbers in front of a year is the day: 02/03/2023 is in March or in February.
enum class DateOrder : std::uint8_t { unknown, dmy, mdy };

struct ReadSettings {
  FieldNames fields;
  std::string encoding;  ///< of files without a byte order mark; empty: UTF-8, or else what uchardet guesses
  IdRule ids = IdRule::automatic;
  bool refuse_repeated_ids = false;           ///< reject what Collection::repeated_ids counts, with both places
  std::optional<TimeSpan> since;              ///< leave out articles that end before this span begins
  std::optional<TimeSpan> until;              ///< leave out articles that begin after this span ends
  DateOrder date_order = DateOrder::unknown;  ///< of dates whose order neither their file nor all others tell
  std::optional<TimeSpan> today;              ///< later days, but for the next, are no dates; none: the clock's day
  std::vector<FileKey> leave_out = {};        ///< files not to read, sorted (keys_of)
  bool may_be_empty = false;  ///< no record at all is no error, nor is a named field that stands in none
  bool keep_records = false;  ///< remember standard input's bytes, so that RecordReader can give them again
};

/// How a file is packed.
enum class Packing : std::uint8_t { none, gzip, zstd, xz, bzip2 };

/// A file that records came from.
struct InputFile {
  std::string path;    ///< as shown to the user; "-" for standard input
  bool whole = false;  ///< the file is one record (.txt, also compressed)
  bool array = false;  ///< the records are JSON values that need not be lines: of an array, an object over many lines
  std::string bytes;   ///< standard input's bytes where keep_records asked for them, else empty
  std::uint64_t size = 0;       ///< bytes that were read from it; of a regular file its bytes on disk
  char separator = 0;           ///< the records are rows of a table, separated by this; 0 for all others
  std::string header;           ///< the first row of a table, as RecordReader would give it
  std::string above_header;     ///< a line that must stand above it ("sep=^"), or empty
  char row_end = '\n';          ///< of a table: LF or CR
  std::string dialect;          ///< how a table writes its cells: of two tables that differ no rows may be joined
  std::size_t lines_above = 0;  ///< lines in front of a table that are no part of it, such as a title
  Packing packing = Packing::none;
  std::string encoding;           ///< its bytes are in; empty for UTF-8. Records come out as UTF-8
  bool encoding_guessed = false;  ///< by the letters in it
  std::string text_field;         ///< a field that nobody named as the text and that is taken for it
};

/// Records that were not read, as a list of values. Sources and reasons that repeat are kept once: 16 bytes each.
class Rejections {
 public:
  class Iterator {
   public:
    using value_type = Rejection;
    using difference_type = std::ptrdiff_t;
    using reference = Rejection;
    using pointer = void;
    using iterator_category = std::input_iterator_tag;

    Iterator(const Rejections& list, std::size_t at) : list_(&list), at_(at) {}
    Rejection operator*() const { return (*list_)[at_]; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const Rejections* list_;
    std::size_t at_;
  };

  void push_back(const Rejection& rejection);
  /// Adds those of another list behind.
  void append(const Rejections& others);
  /// By source, line and reason.
  void sort();

  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
  [[nodiscard]] Rejection operator[](std::size_t i) const;
  [[nodiscard]] Rejection at(std::size_t i) const;  ///< std::out_of_range where there are fewer
  [[nodiscard]] Rejection front() const { return at(0); }
  [[nodiscard]] Iterator begin() const { return {*this, 0}; }
  [[nodiscard]] Iterator end() const { return {*this, size()}; }

  friend bool operator==(const Rejections& a, const std::vector<Rejection>& b) {
    return a.size() == b.size() && std::equal(b.begin(), b.end(), a.begin());
  }

 private:
  struct Entry {
    std::uint64_t line = 0;
    std::uint32_t source = 0;  // places in texts_
    std::uint32_t reason = 0;
  };

  std::uint32_t keep(const std::string& text);

  std::vector<Entry> entries_;
  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::uint32_t> places_;  // of texts_
};

/// A field that parts of articles were read from, and of how many articles.
struct FieldUse {
  std::string part;   ///< "title"
  std::string field;  ///< "headline"
  std::uint64_t articles = 0;
};

/// What was done to ids of one kind, with the example that comes first in input order; empty where `count` is 0.
struct IdChange {
  std::uint64_t count = 0;
  std::string id;      ///< as given
  std::string first;   ///< what or where the article is that has it or came first, see Collection
  std::string second;  ///< the same of the other article
};

/// A date as it is written, at most 40 characters of it, and where: "gisteren" at "news.jsonl:7".
struct DateExample {
  std::string written;
  std::string place;
};

/// All that was read. `articles` is in canonical order: first moment, undated last, then id.
struct Collection {
  std::vector<Article> articles;
  Rejections rejections;                ///< sorted by source, then line
  std::vector<InputFile> files;         ///< in input order: INPUT as given, folders in byte order of the path below
  std::uint64_t records = 0;            ///< articles + outside + rejections
  std::uint64_t outside = 0;            ///< wholly outside since/until
  std::uint64_t undated = 0;            ///< articles without a readable date
  std::uint64_t bad_dates = 0;          ///< those among them that had a date field which could not be read
  std::uint64_t ambiguous_dates = 0;    ///< whose date has two readings, and nothing tells which (see date_order)
  std::uint64_t epoch_dates = 0;        ///< whose date is of the first day of 1970: the zero of a clock
  std::uint64_t future_dates = 0;       ///< whose date is more than a day after today
  std::optional<DateExample> bad_date;  ///< the first of each kind, in input order
  std::optional<DateExample> ambiguous_date;
  std::uint64_t repaired = 0;       ///< articles whose JSON was mended: NaN, a comma too many, half a surrogate pair
  std::uint64_t placeholders = 0;   ///< articles whose title or text only says that there is none ("[Removed]")
  std::uint64_t skipped_files = 0;  ///< files below folders that hold no articles as far as we can tell
  std::map<std::string, std::uint64_t> skipped_kinds;  ///< the same by kind, such as ".pdf"
  std::vector<FieldUse> fields;       ///< parts in the order of FieldNames, the field of most articles first
  std::vector<std::string> left_out;  ///< paths of files that ReadSettings::leave_out kept from being read
  IdChange clashing_ids;              ///< ids of several files that became "file:id"; the example has two of these
  IdChange repeated_ids;  ///< further articles with an id already read, now "file:line"; the example has their places
  IdChange revisions;     ///< older states of articles, now "file:line"; the places of the newest and of an older one
};

/// Reads INPUTs: files, folders (searched below) or "-", standard input.
///
/// What a file holds is told by its bytes, its name only helps: JSON Lines; JSON values over several lines, one after
/// another or in arrays; an object that holds the array of records, such as a service's answer; tables with comma,
/// semicolon, tab or bar and a header line, quotes doubled or escaped by a backslash; plain texts (.txt), one article a
/// file. Each also packed by gzip, zstd, xz or bzip2, and in UTF-8, UTF-16 or an 8-bit encoding. src/read/README.md has
/// a table of all forms.
///
/// A .txt file is one article: "date 2023-02" in front is its date, the rest its text. Records that share an id are
/// articles all the same (IdRule), be they outside since/until or not. An id that is a url is the url too where there
/// is no other.
/// A row of a table with more cells than the header, or fewer, is rejected, and so is a row with a misplaced quote;
/// a quote that is never closed rejects all from its row on; rows of empty cells are none. Of a damaged compressed file
/// the records before the damage stay, and the rest is one rejection. A record is at most 1 GiB long.
///
/// Dates whose day and month may be either way round ("02/03/2023") are read as the dates of their file that are not so
/// ("24/03/2023") are written; where a file has none, as those of all files; else, or where they contradict one
/// another, by `date_order`. What remains, what is later than tomorrow and what is of the first day of 1970 leaves the
/// article undated, counted.
///
/// Cost     one pass, files in pieces, so that memory is about the articles' texts; threads parse lines, small files
///          are read many at a time.
/// Errors   Error where an INPUT cannot be opened or holds nothing that is known, is a table of which no column is a
///          title or a text or a compressed file of which nothing can be read (below a folder these are rejections),
///          where a field named in `fields` stands in no record, and ErrorKind::no_articles where nothing but
///          rejections was found: the observer in force hears of them (Observer::rejected).
Collection read_articles(const std::vector<std::string>& inputs, const ReadSettings& settings);

/// The same of articles in memory, as if they stood in one file of that name, one a line: ids are settled, dates are
/// held against the window and today, the rest is sorted. Malformed UTF-8 becomes U+FFFD, white space around ids goes.
/// Cost: linear, and the sorting. Errors: none but Stopped; of no articles there is an empty collection.
Collection collect(std::vector<Article> articles, const ReadSettings& settings = {},
                   const std::string& name = "memory");

/// Paths of the files that read_articles would open, also those below folders of which it may find that they hold no
/// articles. Errors: as there, of INPUTs that cannot be found.
std::vector<std::string> list_input_files(const std::vector<std::string>& inputs);

/// All bytes of a file ("-": standard input), unpacked and as UTF-8. Errors: Error where it cannot be read to its end.
std::string read_file(const std::string& path);

/// The files that read_articles would read, sorted. Cost: lists folders. Errors: as read_articles where an INPUT cannot
/// be opened or is given twice.
std::vector<FileKey> keys_of(const std::vector<std::string>& inputs);

/// Reads a date:
///
///   numbers   YYYY, YYYY-MM, YYYY-MM-DD, ISO 8601 time stamps, weeks (2023-W08-5) and days of the year (2023-055),
///             YYYYMMDD, YYYYMMDDhhmmss; epochs in seconds (9 to 11 digits), milli- (12, 13), micro- (15, 16) and
///             nanoseconds (18, 19); with slashes or dots, the year in front or behind, one digit or two
///   words     months in some thirty languages, in any case, full or short, with or without accents, the weekday or a
///             label before them: "Published: Fri, 24 févr. 2023 10:00 CET", "2023年2月24日"
///   clocks    10:00[:00[.5]], 10 AM, 10h30; zones as offsets, abbreviations of one place or names (Europe/Amsterdam)
///
/// White space around it is ignored, and so are fractions of a second. A time stamp without a zone is taken as UTC, one
/// without seconds as :00, and its span is one second; one whose zone is not known is its whole day. Two digits of a
/// year are 1969 to 2068; dots have the day first. Years 1000 to 9999, in words or with slashes from 1500. None where
/// it is none of these, or two days ("02/03/2023"). Cost: ISO 8601 and epochs some 50 ns, others about a microsecond.
std::optional<TimeSpan> parse_date(std::string_view text);

/// The day it is by the clock, in UTC.
TimeSpan clock_day();

/// The bytes of one record as they were read (no newline behind; of a CRLF line with its CR), from the file itself or
/// the kept standard input; of a whole file all its bytes; of a packed or otherwise encoded file the bytes it stands
/// for, as UTF-8. Cost: such a file is read forward only, and from its beginning again for a record that stands before
/// the last. Errors: Error where the file has changed length or cannot be read any more. Keeps a file open between
/// calls.
class RecordReader {
 public:
  explicit RecordReader(const std::vector<InputFile>& files);
  ~RecordReader();
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;

  std::string raw(const RecordPlace& place);

 private:
  const std::vector<InputFile>& files_;
  struct Open;
  std::unique_ptr<Open> open_;  // the file that was asked for last
};

}  // namespace bundel
