/// From files to the collection: cut, parse on all threads, gather in order.
#include "bundel/read.h"

#include "bundel/error.h"
#include "read/collector.h"
#include "read/file.h"
#include "read/inputs.h"
#include "read/json_record.h"
#include "read/parallel.h"
#include "read/record_cutter.h"
#include "read/text_file.h"

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

/// Reads files of JSON records, one after the other, each on all threads.
class JsonReader {
 public:
  JsonReader(const ReadSettings& settings, Collector& collector)
      : settings_(settings),
        plan_(settings.fields),
        collector_(collector),
        parsers_(static_cast<std::size_t>(omp_get_max_threads())) {}

  void read(const Source& source) {
    const std::uint32_t input = collector_.begin_file({source.path, false, source.format == Format::array, {}, 0});
    try {
      File file = source.path == "-" ? File::standard_input() : File::open(source.path);
      read_pieces(file, source, input);
    } catch (const Error& error) {
      if (!source.below_folder) throw;
      collector_.reject(input, 0, reason_of(error));
    }
  }

 private:
  void read_pieces(File& file, const Source& source, std::uint32_t input) {
    const std::unique_ptr<RecordCutter> cutter = cutter_for(source.format);
    const bool keep = settings_.keep_records && source.path == "-";
    ByteWindow window(file);
    std::vector<Piece> pieces;
    for (bool more = true; more;) {
      const std::string_view fresh = window.grow();
      more = !fresh.empty();
      collector_.file(input).size += fresh.size();
      if (keep) collector_.file(input).bytes += fresh;
      pieces.clear();
      const std::size_t done = cutter->cut(window.bytes(), !more, pieces);
      add_records(window, pieces, input);
      window.drop(done);
    }
  }

  static std::unique_ptr<RecordCutter> cutter_for(Format format) {
    if (format == Format::array) return std::make_unique<ArrayScanner>();
    return std::make_unique<LineCutter>();
  }

  void add_records(const ByteWindow& window, std::span<const Piece> pieces, std::uint32_t input) {
    std::vector<Record> records(pieces.size());
    for_each_index(pieces.size(), [&](std::size_t i) {
      const Piece& piece = pieces[i];
      const std::string_view bytes = window.bytes().substr(piece.begin, piece.end - piece.begin);
      Record& record = records[i];
      record = piece.broken.empty() ? parse(bytes) : rejected(std::string(piece.broken));
      record.article.place = {input, static_cast<std::uint32_t>(piece.line), window.offset() + piece.begin,
                              piece.end - piece.begin};
    });
    for (Record& record : records) collector_.add(std::move(record));
  }

  /// A parser keeps about ten times the bytes of its longest record; it does not for the rare huge one.
  Record parse(std::string_view bytes) {
    constexpr std::size_t kHuge = std::size_t{1} << 22;
    if (bytes.size() > kHuge) {
      simdjson::dom::parser parser;
      return parse_json_record(parser, bytes, plan_);
    }
    return parse_json_record(parsers_[static_cast<std::size_t>(omp_get_thread_num())], bytes, plan_);
  }

  const ReadSettings& settings_;
  FieldPlan plan_;
  Collector& collector_;
  std::vector<simdjson::dom::parser> parsers_;  // one a thread
};

struct TextFile {
  Record record;
  std::uint64_t size = 0;
};

TextFile read_text_file(const Source& source) {
  TextFile read;
  try {
    File file = File::open(source.path);
    const std::string bytes = read_whole(file);
    read.size = bytes.size();
    read.record = parse_text_record(bytes);
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
    const std::uint32_t input = collector.begin_file({sources[i].path, true, false, {}, files[i].size});
    Record& record = files[i].record;
    record.article.id = sources[i].id;
    record.article.place = {input, 0, 0, files[i].size};
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
  const Listing listing = list_inputs(inputs);
  Collector collector(settings);
  collector.add_listing(listing);
  JsonReader json(settings, collector);
  for (std::span<const Source> rest = listing.sources; !rest.empty();) {
    const auto is_text = [](const Source& s) { return s.format == Format::text; };
    const auto end = std::find_if_not(rest.begin(), rest.begin() + std::min(rest.size(), kTextBatch), is_text);
    const std::size_t texts = static_cast<std::size_t>(end - rest.begin());
    if (texts > 0) {
      read_text_files(rest.first(texts), collector);
    } else {
      json.read(rest.front());
    }
    rest = rest.subspan(std::max<std::size_t>(texts, 1));
  }
  return collector.finish();
}

}  // namespace bundel
