/// From files to the collection: cut, parse on all threads, gather in order.
#include "bundel/read.h"

#include "bundel/error.h"
#include "read/collector.h"
#include "read/file.h"
#include "read/file_keys.h"
#include "read/inputs.h"
#include "read/json_record.h"
#include "read/parallel.h"
#include "read/record_cutter.h"
#include "read/row_record.h"
#include "read/text_file.h"
#include "read/unpack.h"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <utility>

namespace bundel {
namespace {

using namespace read_detail;

// Text files that are read at once: enough to keep threads busy, few enough that memory stays small.
constexpr std::size_t kTextBatch = 256;

/// Why an Error was thrown, without the path that stands in front of it.
std::string reason_of(const Error& error) {
  const std::string what = error.what();
  const std::string prefix = error.where() + ": ";
  return what.starts_with(prefix) ? what.substr(prefix.size()) : what;
}

char separator_of(Format format) {
  return format == Format::commas ? ',' : format == Format::tabs ? '\t' : '\0';
}

/// Reads files of many records, one after the other, each on all threads.
class RecordsReader {
 public:
  RecordsReader(const ReadSettings& settings, Collector& collector)
      : settings_(settings),
        plan_(settings.fields),
        collector_(collector),
        parsers_(static_cast<std::size_t>(omp_get_max_threads())) {}

  void read(const Source& source) {
    InputFile shown;
    shown.path = source.path;
    shown.array = source.kind.format == Format::array;
    shown.separator = separator_of(source.kind.format);
    input_ = collector_.begin_file(std::move(shown));
    rows_.reset();
    try {
      if (source.path == "-") {
        File file = File::standard_input();
        read_pieces(file, source);
      } else {
        const std::unique_ptr<ByteStream> stream = open_stream(source.path, source.kind.packing);
        read_pieces(*stream, source);
      }
    } catch (const Error& error) {
      if (!source.below_folder) throw;
      collector_.reject(input_, 0, reason_of(error));
    }
  }

 private:
  void read_pieces(ByteStream& stream, const Source& source) {
    const std::unique_ptr<RecordCutter> cutter = cutter_for(source.kind.format);
    const bool keep = settings_.keep_records && source.path == "-";
    const bool packed = source.kind.packing != Packing::none;
    if (packed) file().size = stream.size();
    ByteWindow window(stream);
    std::vector<Piece> pieces;
    for (bool more = true; more;) {
      const std::string_view fresh = window.grow();
      more = !fresh.empty();
      if (!packed) file().size += fresh.size();
      if (keep) file().bytes += fresh;
      if (!more && !stream.fault().empty()) return reject_rest(stream, window, *cutter, source);
      pieces.clear();
      const std::size_t done = cutter->cut(window.bytes(), !more, pieces);
      add_records(window, pieces);
      window.drop(done);
    }
    if (file().separator != 0 && !rows_) throw Error("the table is empty: a header line is needed", source.path);
  }

  /// A record that the damage leaves without its end belongs to the rest.
  void reject_rest(const ByteStream& stream, const ByteWindow& window, const RecordCutter& cutter,
                   const Source& source) {
    if (window.offset() == 0 && window.bytes().empty()) throw Error(stream.fault(), source.path);
    collector_.reject(input_, cutter.line(), fmt::format("{}; not read from here on", stream.fault()));
  }

  static std::unique_ptr<RecordCutter> cutter_for(Format format) {
    if (format == Format::array) return std::make_unique<ArrayScanner>();
    if (format == Format::lines) return std::make_unique<LineCutter>();
    return std::make_unique<RowCutter>(separator_of(format));
  }

  void add_records(const ByteWindow& window, std::span<const Piece> pieces) {
    if (file().separator != 0 && !rows_ && !pieces.empty()) {
      take_header(window, pieces.front());
      pieces = pieces.subspan(1);
    }
    std::vector<Record> records(pieces.size());
    for_each_index(pieces.size(), [&](std::size_t i) {
      const Piece& piece = pieces[i];
      Record& record = records[i];
      record = piece.broken.empty() ? parse(bytes_of(window, piece)) : rejected(std::string(piece.broken));
      record.article.place = {input_, static_cast<std::uint32_t>(piece.line), window.offset() + piece.begin,
                              piece.end - piece.begin};
    });
    for (Record& record : records) collector_.add(std::move(record));
  }

  void take_header(const ByteWindow& window, const Piece& piece) {
    if (!piece.broken.empty()) throw Error(fmt::format("the header is {}", piece.broken), file().path);
    file().header = bytes_of(window, piece);
    rows_.emplace(file().header, file().separator, plan_, file().path);
  }

  static std::string_view bytes_of(const ByteWindow& window, const Piece& piece) {
    return window.bytes().substr(piece.begin, piece.end - piece.begin);
  }

  /// A parser keeps about ten times the bytes of its longest record; it does not for the rare huge one.
  Record parse(std::string_view bytes) {
    if (rows_) return rows_->parse(bytes);
    constexpr std::size_t kHuge = std::size_t{1} << 22;
    if (bytes.size() > kHuge) {
      simdjson::dom::parser parser;
      return parse_json_record(parser, bytes, plan_);
    }
    return parse_json_record(parsers_[static_cast<std::size_t>(omp_get_thread_num())], bytes, plan_);
  }

  InputFile& file() { return collector_.file(input_); }

  const ReadSettings& settings_;
  FieldPlan plan_;
  Collector& collector_;
  std::vector<simdjson::dom::parser> parsers_;  // one a thread
  std::uint32_t input_ = 0;                     // the file that is being read
  std::optional<RowParser> rows_;               // of its header, where it is a table
};

struct TextFile {
  Record record;
  std::uint64_t size = 0;    // on disk
  std::uint64_t length = 0;  // of the text
};

TextFile read_text_file(const Source& source) {
  TextFile read;
  try {
    const std::unique_ptr<ByteStream> stream = open_stream(source.path, source.kind.packing);
    const std::string bytes = read_whole(*stream);
    const std::string fault = stream->fault();
    if (!fault.empty() && bytes.empty()) throw Error(fault, source.path);
    read.length = bytes.size();
    read.size = source.kind.packing == Packing::none ? bytes.size() : stream->size();
    read.record = fault.empty() ? parse_text_record(bytes) : rejected(fault);
  } catch (const Error& error) {
    if (!source.below_folder) throw;
    read.record = rejected(reason_of(error));
  }
  return read;
}

void read_text_files(std::span<const Source> sources, Collector& collector) {
  std::vector<TextFile> files(sources.size());
  for_each_index(sources.size(), [&](std::size_t i) { files[i] = read_text_file(sources[i]); });
  for (std::size_t i = 0; i < sources.size(); ++i) {
    InputFile shown;
    shown.path = sources[i].path;
    shown.whole = true;
    shown.size = files[i].size;
    const std::uint32_t input = collector.begin_file(std::move(shown));
    Record& record = files[i].record;
    record.article.id = sources[i].id;
    record.article.place = {input, 0, 0, files[i].length};
    collector.add(std::move(record));
  }
}

}  // namespace

bool comes_first(const Article& a, const Article& b) {
  if (a.time.has_value() != b.time.has_value()) return a.time.has_value();
  if (a.time && a.time->begin != b.time->begin) return a.time->begin < b.time->begin;
  return a.id < b.id;
}

Collection read_articles(const std::vector<std::string>& inputs, const ReadSettings& settings) {
  if (inputs.empty()) throw Error("no INPUT was given", "");
  Listing listing = list_inputs(inputs);
  Collector collector(settings);
  collector.leave_out(take_out(listing, settings.leave_out));
  collector.add_listing(listing);
  RecordsReader records(settings, collector);
  for (std::span<const Source> rest = listing.sources; !rest.empty();) {
    const auto is_text = [](const Source& s) { return s.kind.format == Format::text; };
    const auto end = std::find_if_not(rest.begin(), rest.begin() + std::min(rest.size(), kTextBatch), is_text);
    const std::size_t texts = static_cast<std::size_t>(end - rest.begin());
    if (texts > 0) {
      read_text_files(rest.first(texts), collector);
    } else {
      records.read(rest.front());
    }
    rest = rest.subspan(std::max<std::size_t>(texts, 1));
  }
  return collector.finish();
}

}  // namespace bundel
