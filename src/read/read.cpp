/// From files to the collection: small files many at a time, large ones one after another on all threads.
#include "bundel/read.h"

#include "bundel/error.h"
#include "ground/parallel.h"
#include "read/collector.h"
#include "read/decode.h"
#include "read/file_keys.h"
#include "read/file_reader.h"
#include "read/inputs.h"
#include "read/utf8.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace bundel {
namespace {

using namespace read_detail;

/// A file of so many bytes is read by one thread. Enough of them are read at once to keep threads busy, few enough that
/// memory stays small.
constexpr std::uint64_t kSmallFile = std::uint64_t{1} << 20;
constexpr std::size_t kBatchFiles = 1024;
constexpr std::uint64_t kBatchBytes = std::uint64_t{64} << 20;

/// Files that one thread takes at a time; no more than these are not worth waking the others.
constexpr ground::Grain kFilesAtATime{8};

class FilesReader {
 public:
  FilesReader(const ReadSettings& settings, Collector& collector)
      : settings_(settings), plan_(settings.fields), collector_(collector), tools_(ground::thread_limit()) {}

  void read(std::span<const Source> sources) {
    while (!sources.empty()) {
      const std::size_t small = batch_of(sources);
      if (small > 0) {
        read_batch(sources.first(small));
      } else {
        read_large(sources.front());
      }
      sources = sources.subspan(std::max<std::size_t>(small, 1));
    }
  }

 private:
  /// How many files in front are small enough to be read at once.
  static std::size_t batch_of(std::span<const Source> sources) {
    std::uint64_t bytes = 0;
    std::size_t count = 0;
    while (count < std::min(kBatchFiles, sources.size())) {
      const std::uint64_t size = sources[count].size;
      if (size == 0 || size > kSmallFile || bytes + size > kBatchBytes) break;
      bytes += size;
      ++count;
    }
    return count > 1 ? count : 0;
  }

  void read_batch(std::span<const Source> sources) {
    std::vector<FileRecords> files(sources.size());
    ground::parallel_for(
        sources.size(), std::span(tools_),
        [&](std::size_t i, Tools& tools) { files[i] = read_small_file(sources[i], settings_, plan_, tools); },
        kFilesAtATime);
    for (FileRecords& file : files) {
      if (!file.skipped.empty()) {
        collector_.skip(file.skipped);
        continue;
      }
      collector_.begin_file(file.file.path);
      collector_.add(file.records);
      collector_.end_file(std::move(file));
    }
  }

  void read_large(const Source& source) {
    bool begun = false;
    const auto begin = [&] {
      if (!begun) collector_.begin_file(source.path);
      begun = true;
    };
    FileRecords file = read_large_file(source, settings_, plan_, tools_, [&](std::vector<Record>& records) {
      begin();
      collector_.add(records);
    });
    if (!file.skipped.empty()) return collector_.skip(file.skipped);
    begin();
    collector_.end_file(std::move(file));
  }

  const ReadSettings& settings_;
  const FieldPlan plan_;
  Collector& collector_;
  std::vector<Tools> tools_;  // one a thread
};

}  // namespace

Collection read_articles(const std::vector<std::string>& inputs, const ReadSettings& settings) {
  if (inputs.empty()) throw Error(ErrorKind::setting, "no INPUT was given", "");
  if (!settings.encoding.empty() && !is_encoding(settings.encoding))
    throw Error(ErrorKind::setting, "no encoding is called '" + settings.encoding + "'; iconv -l lists those there are",
                "encoding");
  Listing listing = list_inputs(inputs);
  Collector collector(settings);
  collector.leave_out(take_out(listing, settings.leave_out));
  collector.add_listing(listing);
  FilesReader(settings, collector).read(listing.sources);
  return collector.finish();
}

Collection collect(std::vector<Article> articles, const ReadSettings& settings, const std::string& name) {
  ReadSettings of_memory = settings;
  of_memory.fields = {};
  of_memory.may_be_empty = true;
  Collector collector(of_memory);
  std::vector<Record> records(articles.size());
  const auto make_record = [&](std::size_t i) {
    Article& article = records[i].article = std::move(articles[i]);
    for (std::string* part : {&article.title, &article.text, &article.source, &article.url, &article.language})
      *part = valid_utf8(*part);
    article.id = valid_utf8(trimmed(article.id));
    article.place = {.line = static_cast<std::uint32_t>(i + 1)};
    records[i].date.state = article.time ? DateState::read : DateState::absent;
  };
  ground::parallel_for(records.size(), make_record, {64});
  collector.begin_file(name);
  collector.add(records);
  FileRecords file;
  file.file.path = name;
  collector.end_file(std::move(file));
  return collector.finish();
}

}  // namespace bundel
