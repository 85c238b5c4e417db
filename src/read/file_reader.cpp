#include "read/file_reader.h"

#include "bundel/error.h"
#include "bundel/run.h"
#include "ground/lines.h"
#include "ground/parallel.h"
#include "read/file.h"
#include "read/form.h"
#include "read/json_record.h"
#include "read/open.h"
#include "read/record_cutter.h"
#include "read/row_record.h"
#include "read/text_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <new>
#include <span>
#include <utility>

namespace bundel::read_detail {
namespace {

/// Records that are parsed before they are handed on: a window may hold a million that are almost nothing.
constexpr std::size_t kSlice = std::size_t{1} << 16;

/// Records that are looked at to find the field of the text.
constexpr std::size_t kSample = 1000;

/// Records that one thread takes at a time; no more than these are not worth waking the others.
constexpr ground::Grain kRecordsAtATime{8};

class FileReader {
 public:
  /// `flush` may be empty: then all records are kept.
  FileReader(const Source& source, const ReadSettings& settings, const FieldPlan& plan, std::span<Tools> tools,
             const Flush& flush)
      : source_(source), settings_(settings), plan_(&plan), tools_(tools), flush_(flush) {}

  FileRecords run() {
    out_.file.path = source_.path;
    try {
      read();
    } catch (const Error& error) {
      if (!source_.below_folder) throw;
      reject(0, error.reason());
    } catch (const std::bad_alloc&) {
      if (!source_.below_folder) throw;
      reject(0, "not enough memory to read it");
    }
    flush();
    name_uses();
    return std::move(out_);
  }

 private:
  void read() {
    Opened opened = open_input(source_.path, settings_.encoding);
    PeekedStream& stream = *opened.stream;
    InputFile& file = out_.file;
    file.packing = opened.packing;
    file.encoding = opened.encoding;
    file.encoding_guessed = opened.guessed;
    file.size = stream.size();
    if (!stream.fault().empty() && stream.head().empty()) throw Error(ErrorKind::input, stream.fault(), source_.path);
    if (const auto kind = foreign_kind(stream.head(), source_.path)) return refuse(*kind);
    const Content content = content_of(stream.head(), stream.is_all(), source_.named, *plan_);
    switch (content.form) {
      case Form::unknown:
        return refuse(unknown_kind(stream.head()));
      case Form::text:
        return read_text(stream);
      case Form::lines: {
        LineCutter cutter;
        return read_pieces(stream, cutter);
      }
      case Form::json: {
        JsonScanner cutter;
        file.array = true;
        return read_pieces(stream, cutter);
      }
      case Form::table: {
        RowCutter cutter(content.dialect);
        file.separator = content.dialect.separator;
        file.lines_above = content.dialect.lines_above;
        file.row_end = content.dialect.row_end;
        file.dialect = description_of(content.dialect);
        if (!is_told(file.separator)) file.above_header = fmt::format("sep={}", file.separator);
        dialect_ = content.dialect;
        read_pieces(stream, cutter);
        if (out_.skipped.empty() && !rows_ && out_.records.empty())
          throw Error(ErrorKind::input, "the table is empty: a header line is needed", source_.path);
      }
    }
  }

  /// A file that holds something else: skipped where nobody asked for it and it is no other form of articles.
  void refuse(const ForeignKind& kind) {
    if (!source_.unsure() || kind.may_hold_articles) throw Error(ErrorKind::input, kind.says, source_.path);
    skip();
  }

  void skip() {
    const std::string ending = last_ending(source_.path);
    out_.skipped = ending.empty() ? "without an ending" : ending;
    out_.records.clear();
  }

  void read_text(PeekedStream& stream) {
    const std::string bytes = read_whole(stream, source_.path);
    const std::string fault = stream.fault();
    out_.file.whole = true;
    if (out_.file.size == 0) out_.file.size = bytes.size();
    Record record = fault.empty() ? parse_text_record(bytes) : rejected(fault);
    record.article.id = source_.id;
    record.article.place = {0, 0, 0, bytes.size()};
    out_.records.push_back(std::move(record));
  }

  void read_pieces(PeekedStream& stream, RecordCutter& cutter) {
    const bool keep = settings_.keep_records && source_.path == "-";
    const bool is_regular = out_.file.size > 0;
    ByteWindow window(stream);
    std::vector<Piece> pieces;
    for (bool more = true; more && !cutter.gave_up() && out_.skipped.empty();) {
      check_stop();
      const std::string_view fresh = window.grow();
      more = !fresh.empty();
      if (!is_regular) out_.file.size += fresh.size();
      if (keep) out_.file.bytes += fresh;
      if (!more && !stream.fault().empty()) return reject_rest(cutter.line(), stream.fault());
      pieces.clear();
      const std::size_t done = cutter.cut(window.bytes(), !more, pieces);
      add_pieces(window, pieces, stream);
      window.drop(done);
      if (window.bytes().size() > kLongestRecord) return reject_rest(cutter.line(), "the record is longer than 1 GiB");
    }
    if (source_.unsure() && !seen_records_) skip();
  }

  /// What a fault leaves without its end belongs to the rest.
  void reject_rest(std::uint64_t line, const std::string& why) {
    reject(line, fmt::format("{}; {} before, not read from here on", why,
                             ground::count_of(parsed_, "record was read", "records were read")));
  }

  void add_pieces(const ByteWindow& window, std::span<const Piece> pieces, const PeekedStream& stream) {
    if (out_.file.separator != 0 && !rows_ && !pieces.empty()) {
      take_header(window, pieces.front(), stream);
      pieces = pieces.subspan(1);
    }
    while (!pieces.empty() && out_.skipped.empty()) {
      const std::span<const Piece> slice = pieces.first(std::min(kSlice, pieces.size()));
      add_slice(window, slice);
      pieces = pieces.subspan(slice.size());
    }
  }

  void add_slice(const ByteWindow& window, std::span<const Piece> pieces) {
    std::vector<Record> records = parse(window, pieces);
    if (!seen_records_) {
      if (find_text_field(window, pieces, records)) records = parse(window, pieces);
      seen_records_ = true;
      if (source_.unsure() && !std::ranges::any_of(records, is_article)) return skip();
    }
    for (std::size_t i = 0; i < records.size(); ++i) {
      const std::uint64_t offset = window.offset() + pieces[i].begin;
      if (records[i].inner.empty()) {
        records[i].article.place = {0, static_cast<std::uint32_t>(pieces[i].line), offset,
                                    pieces[i].end - pieces[i].begin};
        add(std::move(records[i]));
        continue;
      }
      for (Record& inner : records[i].inner) {
        inner.article.place.offset += offset;
        inner.article.place.line += static_cast<std::uint32_t>(pieces[i].line);
        add(std::move(inner));
      }
    }
    flush();
  }

  static bool is_article(const Record& record) {
    return record.inner.empty() ? record.reason.empty() : std::ranges::any_of(record.inner, is_article);
  }

  std::vector<Record> parse(const ByteWindow& window, std::span<const Piece> pieces) {
    std::vector<Record> records(pieces.size());
    const auto one = [&](std::size_t i, Tools& tools) {
      const Piece& piece = pieces[i];
      records[i] = piece.broken.empty() ? parse(bytes_of(window, piece), tools) : rejected(std::string(piece.broken));
    };
    ground::parallel_for(pieces.size(), tools_, one, kRecordsAtATime);
    return records;
  }

  /// A parser keeps about ten times the bytes of its longest record; it does not for the rare huge one.
  Record parse(std::string_view bytes, Tools& tools) const {
    if (rows_) return rows_->parse(bytes, *tools.splitter);
    constexpr std::size_t kHuge = std::size_t{1} << 22;
    if (bytes.size() <= kHuge) return parse_json_record(tools.parser, bytes, *plan_);
    simdjson::dom::parser parser;
    return parse_json_record(parser, bytes, *plan_);
  }

  void add(Record record) {
    if (record.blank) return;
    ++parsed_;
    for (std::size_t part = 0; part < kParts; ++part) {
      if (record.used[part] == 0 || !record.reason.empty()) continue;
      if (uses_[part].size() < record.used[part]) uses_[part].resize(record.used[part]);
      ++uses_[part][record.used[part] - 1U];
    }
    out_.records.push_back(std::move(record));
  }

  void flush() {
    if (!flush_ || !out_.skipped.empty()) return;
    flush_(out_.records);
    out_.records.clear();
  }

  void reject(std::uint64_t line, std::string reason) {
    Record record = rejected(std::move(reason));
    record.article.place.line = static_cast<std::uint32_t>(line);
    out_.records.push_back(std::move(record));
  }

  void take_header(const ByteWindow& window, const Piece& piece, const PeekedStream& stream) {
    if (!piece.broken.empty())
      throw Error(ErrorKind::input, fmt::format("the header is {}", piece.broken), source_.path);
    out_.file.header = bytes_of(window, piece);
    for (Tools& tools : tools_) tools.splitter.emplace(dialect_);
    Header header(out_.file.header, *tools_.front().splitter, source_.path);
    const bool unknown = !header.holds(Part::text, *plan_) && !plan_->given(Part::text);
    if (unknown && (header.holds(Part::title, *plan_) || header.looks_like_names()))
      take_text_field(unknown_text_column(header, stream.head(), stream.is_all(), dialect_, *plan_));
    if (!header.holds(Part::text, *plan_) && !header.holds(Part::title, *plan_)) {
      if (source_.unsure()) return skip();
      throw Error(ErrorKind::input,
                  fmt::format("no column holds a title or a text (columns: {}): --fields title=NAME,text=NAME names "
                              "them; a table without a header line needs one",
                              shown_names(header.names())),
                  source_.path);
    }
    rows_.emplace(header, *plan_);
  }

  /// Whether the first records show a text under a name that nobody told us.
  bool find_text_field(const ByteWindow& window, std::span<const Piece> pieces, std::span<const Record> records) {
    if (rows_ || plan_->given(Part::text)) return false;
    const auto has_text = [](const Record& record) { return !record.article.text.empty(); };
    const auto some_text = [&](const Record& record) {
      return has_text(record) || std::ranges::any_of(record.inner, has_text);
    };
    if (std::ranges::any_of(records, some_text)) return false;
    Census census;
    for (const Piece& piece : pieces.first(std::min(kSample, pieces.size()))) {
      if (piece.broken.empty()) parse_json_record(tools_.front().parser, bytes_of(window, piece), *plan_, &census);
    }
    return take_text_field(census.text_path());
  }

  bool take_text_field(const std::string& name) {
    if (name.empty()) return false;
    own_plan_.emplace(plan_->with_text(name));
    plan_ = &*own_plan_;
    out_.file.text_field = name;
    return true;
  }

  void name_uses() {
    for (std::size_t i = 0; i < kParts; ++i) {
      const auto names = plan_->names(Part{static_cast<std::uint8_t>(i)});
      for (std::size_t rank = 0; rank < uses_[i].size(); ++rank) {
        if (uses_[i][rank] > 0) out_.used[i][names[rank]] += uses_[i][rank];
      }
    }
  }

  static std::string_view bytes_of(const ByteWindow& window, const Piece& piece) {
    return window.bytes().substr(piece.begin, piece.end - piece.begin);
  }

  const Source& source_;
  const ReadSettings& settings_;
  const FieldPlan* plan_;
  std::optional<FieldPlan> own_plan_;  // with the text field of this file, where nobody named it
  std::span<Tools> tools_;             // one a thread
  const Flush& flush_;
  FileRecords out_;
  Dialect dialect_;
  std::optional<RowParser> rows_;  // of its header, where it is a table
  bool seen_records_ = false;
  std::uint64_t parsed_ = 0;
  std::array<std::vector<std::uint64_t>, kParts> uses_;  // by rank
};

}  // namespace

FileRecords read_large_file(const Source& source, const ReadSettings& settings, const FieldPlan& plan,
                            std::vector<Tools>& tools, const Flush& flush) {
  return FileReader(source, settings, plan, tools, flush).run();
}

FileRecords read_small_file(const Source& source, const ReadSettings& settings, const FieldPlan& plan, Tools& tools) {
  const Flush none;
  return FileReader(source, settings, plan, {&tools, 1}, none).run();
}

}  // namespace bundel::read_detail
