#include "fuzz/support.h"

#include "bundel/run.h"
#include "support/temp_folder.h"

#include <fmt/format.h>
#include <unicode/utf8.h>
#include <xxhash.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <tuple>
#include <vector>

namespace bundel::fuzz {
namespace {

/// A read that was done, or why it was not.
struct Outcome {
  std::optional<Collection> collection;
  std::string error;
};

struct Heard : Observer {
  void begins(std::string_view) override {}
  void ends(const StepCount&) override {}
  void rejected(const Rejections& rejections) override { count = rejections.size(); }

  std::size_t count = 0;
};

Outcome read(std::string_view name, std::string_view bytes, ReadSettings settings, int threads) {
  Heard heard;
  const RunScope scope({.threads = threads, .observer = &heard});
  const bool piped = name == "-";
  const std::string path = write_file(piped ? "piped" : name, bytes);
  const std::unique_ptr<test::StandardInput> input = piped ? std::make_unique<test::StandardInput>(path) : nullptr;
  const bool inside = name.find('/') != std::string_view::npos;
  settings.keep_records = piped;
  Outcome outcome;
  try {
    outcome.collection = read_articles({piped ? "-" : inside ? path.substr(0, path.rfind('/')) : path}, settings);
  } catch (const Error& error) {
    const bool over_rejections =
        error.kind() == ErrorKind::no_articles && !error.reason().starts_with("no articles found");
    require(!over_rejections || heard.count > 0, "who listens hears of rejections that end a run");
    outcome.error = error.what();
  }
  require(is_utf8(outcome.error), "an error's text is UTF-8");
  return outcome;
}

auto parts(const Article& a) {
  const TimeSpan none;
  return std::tuple(a.time.has_value(), a.time.value_or(none).begin, a.time.value_or(none).end, a.title, a.text,
                    a.source, a.url, a.language);
}

auto place(const Article& a) {
  return std::tuple(a.place.input, a.place.offset, a.place.length, a.place.line);
}

void check_counts(const Collection& c) {
  require(c.articles.size() + c.outside + c.rejections.size() == c.records, "kept + outside + rejected = read");
  const auto undated = std::ranges::count_if(c.articles, [](const Article& a) { return !a.time; });
  require(static_cast<std::uint64_t>(undated) == c.undated, "articles without a time are counted as undated");
  require(std::ranges::is_sorted(c.articles, comes_first), "articles are in canonical order");
}

void check_articles(const Collection& c) {
  std::set<std::string_view> ids;
  for (const Article& a : c.articles) {
    for (const std::string& part : {a.id, a.title, a.text, a.source, a.url, a.language})
      require(is_utf8(part), "all parts of an article are UTF-8");
    require(!a.id.empty() && ids.insert(a.id).second, "ids are distinct and not empty");
    require(!a.time || a.time->begin < a.time->end, "a time is not empty");
  }
  for (const Rejection& rejection : c.rejections)
    require(!rejection.reason.empty() && is_utf8(rejection.reason), "a rejection says why, in UTF-8");
}

/// Whether records stand in the file byte for byte.
bool stands_as_it_is(const InputFile& file) {
  return file.encoding.empty() && file.packing == Packing::none;
}

void check_records(const Collection& c, std::string_view bytes) {
  std::vector<RecordPlace> places;
  for (const Article& a : c.articles) places.push_back(a.place);
  std::ranges::sort(places, {}, &RecordPlace::offset);
  RecordReader reader(c.files);
  std::uint64_t end = 0;
  for (const RecordPlace& at : places) {
    require(at.offset >= end, "records do not overlap");
    end = at.offset + at.length;
    const std::string raw = reader.raw(at);
    require(raw.size() == at.length, "a record is as long as its place says");
    if (stands_as_it_is(c.files[at.input]))
      require(end <= bytes.size() && raw == bytes.substr(at.offset, at.length), "a record stands in the file");
  }
}

void check_equal(const Outcome& one, const Outcome& other) {
  require(one.error == other.error, "a second read ends the same way", one.error + " / " + other.error);
  if (!one.collection) return;
  const auto same = [](const Article& a, const Article& b) {
    return a.id == b.id && parts(a) == parts(b) && place(a) == place(b);
  };
  require(std::ranges::equal(one.collection->articles, other.collection->articles, same),
          "a second read gives the same articles");
  const Rejections& rejections = one.collection->rejections;
  require(rejections.size() == other.collection->rejections.size() &&
              std::equal(rejections.begin(), rejections.end(), other.collection->rejections.begin()),
          "a second read gives the same rejections");
}

/// Ids may be made of line numbers, and articles of one time are sorted by them.
void check_alike(const Outcome& plain, const Outcome& shifted) {
  require(shifted.collection.has_value(), "blank lines in front break nothing", shifted.error);
  const auto sorted = [](const Collection& c) {
    std::vector<decltype(parts(Article{}))> all;
    for (const Article& a : c.articles) all.push_back(parts(a));
    std::ranges::sort(all);
    return all;
  };
  require(sorted(*plain.collection) == sorted(*shifted.collection), "blank lines in front change no article");
  require(plain.collection->records == shifted.collection->records, "blank lines in front change no count");
}

/// Neither a byte order mark, which is one at the beginning of a file only, nor bytes from which an encoding is
/// guessed.
bool is_plain(std::string_view bytes) {
  return is_utf8(bytes) && !bytes.starts_with("\xEF\xBB\xBF") && bytes.find('\0') == std::string_view::npos;
}

}  // namespace

void require(bool holds, const char* promise, const std::string& seen) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s %s\n", promise, seen.c_str());
  std::abort();
}

std::string write_file(std::string_view name, std::string_view bytes) {
  static const test::TempFolder folder;
  std::string path = folder / name;
  if (name.find('/') != std::string_view::npos)
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::FILE* file = std::fopen(path.c_str(), "wb");
  const bool written = file != nullptr && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  if (file == nullptr || std::fclose(file) != 0 || !written) throw std::runtime_error("cannot write " + path);
  return path;
}

void check_reading(std::string_view name, std::string_view bytes, Blank blank, const ReadSettings& settings) {
  constexpr int kThreads = 2;
  const Outcome outcome = read(name, bytes, settings, 1);
  if (outcome.collection) {
    check_counts(*outcome.collection);
    check_articles(*outcome.collection);
    check_records(*outcome.collection, bytes);
  }
  check_equal(outcome, read(name, bytes, settings, kThreads));
  if (blank == Blank::nothing || !outcome.collection || !is_plain(bytes)) return;
  constexpr std::size_t kMost = 64;
  const std::string front(choice(bytes, kMost), blank == Blank::spaces ? ' ' : '\n');
  check_alike(outcome, read(name, front + '\n' + std::string(bytes), settings, 1));
}

bool is_utf8(std::string_view bytes) {
  const auto size = static_cast<std::int32_t>(bytes.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 code = 0;
    U8_NEXT(bytes.data(), i, size, code);
    if (code < 0) return false;
  }
  return true;
}

std::size_t choice(std::string_view bytes, std::size_t limit) {
  return static_cast<std::size_t>(XXH3_64bits(bytes.data(), bytes.size()) % limit);
}

std::string json_string(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json += {'\\', c};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      json += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      json += c;
    }
  }
  return json + '"';
}

}  // namespace bundel::fuzz
