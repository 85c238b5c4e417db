/// Names alone decide what a file is; nothing is opened to guess.
///
/// Of a folder with a.txt, b.jsonl, c.csv.gz, d.pdf, e.gz and .f.txt the first three are read, the rest is counted.
#include "read/inputs.h"

#include "bundel/error.h"
#include "read/utf8.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <unordered_set>
#include <utility>

namespace bundel::read_detail {
namespace {

namespace fs = std::filesystem;

template <typename Value, std::size_t N>
using Endings = std::array<std::pair<std::string_view, Value>, N>;

constexpr Endings<Format, 6> kFormats = {{{".jsonl", Format::lines},
                                          {".ndjson", Format::lines},
                                          {".json", Format::array},
                                          {".csv", Format::commas},
                                          {".tsv", Format::tabs},
                                          {".txt", Format::text}}};
constexpr Endings<Packing, 4> kPackings = {
    {{".gz", Packing::gzip}, {".zst", Packing::zstd}, {".xz", Packing::xz}, {".bz2", Packing::bzip2}}};

/// The last ending of a path, its dot included, in lower case; empty where there is none.
std::string last_ending(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return {};
  std::string ending(path.substr(dot));
  for (char& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return ending;
}

template <typename Value, std::size_t N>
std::optional<Value> value_of(const Endings<Value, N>& endings, std::string_view ending) {
  const auto found = std::find_if(endings.begin(), endings.end(), [&](const auto& e) { return e.first == ending; });
  return found == endings.end() ? std::nullopt : std::optional(found->second);
}

std::string without_ending(std::string_view path, const Kind& kind) {
  return valid_utf8(path.substr(0, path.size() - kind.ending));
}

/// Walks one INPUT folder.
class Walk {
 public:
  Walk(const std::string& folder, Listing& listing) : folder_(folder), prefix_(folder), listing_(listing) {
    if (!prefix_.ends_with('/')) prefix_ += '/';
  }

  void run() {
    std::error_code error;
    std::vector<fs::path> inside = {fs::canonical(prefix_, error)};
    if (const std::string fault = descend("", false, inside); !fault.empty()) throw Error(fault, folder_);
    std::sort(found_.begin(), found_.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
    std::move(found_.begin(), found_.end(), std::back_inserter(listing_.sources));
  }

 private:
  /// Returns why the folder itself could not be listed, or nothing. `inside` are the folders that lead here: a link
  /// back to one of them leads to nothing new.
  std::string descend(const std::string& below, bool hidden, std::vector<fs::path>& inside) {
    std::error_code error;
    fs::directory_iterator entry(prefix_ + below, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
      const std::string name = entry->path().filename().native();
      visit(below + name, hidden || name.starts_with('.'), inside);
    }
    return error ? "cannot list the folder: " + error.message() : std::string();
  }

  void visit(const std::string& below, bool hidden, std::vector<fs::path>& inside) {
    std::error_code error;
    const fs::file_status status = fs::status(prefix_ + below, error);
    if (fs::is_directory(status)) return visit_folder(below, hidden, inside);
    const std::optional<Kind> kind = kind_of(below);
    if (hidden || !kind) {
      ++listing_.skipped;
    } else if (!fs::exists(status)) {
      reject(below, "cannot open the file: " + (error ? error.message() : "it leads to nothing"));
    } else if (!fs::is_regular_file(status)) {
      reject(below, "not a regular file");
    } else {
      found_.push_back({prefix_ + below, without_ending(below, *kind), *kind, true});
    }
  }

  void visit_folder(const std::string& below, bool hidden, std::vector<fs::path>& inside) {
    std::error_code error;
    const fs::path real = fs::canonical(prefix_ + below, error);
    if (std::find(inside.begin(), inside.end(), real) != inside.end()) return;
    inside.push_back(real);
    const std::string fault = descend(below + "/", hidden, inside);
    inside.pop_back();
    if (fault.empty()) return;
    if (hidden) {
      ++listing_.skipped;
    } else {
      reject(below, fault);
    }
  }

  void reject(const std::string& below, std::string reason) {
    listing_.rejections.push_back({prefix_ + below, 0, std::move(reason)});
  }

  const std::string& folder_;  // as given
  std::string prefix_;         // ends in a slash
  Listing& listing_;
  std::vector<Source> found_;
};

void add_file(const std::string& path, Listing& listing) {
  const std::optional<Kind> kind = kind_of(path);
  if (!kind) {
    throw Error(
        "cannot tell from its name what it holds: known are .jsonl, .ndjson, .json, .csv, .tsv and .txt, "
        "each also with .gz, .zst, .xz or .bz2 behind",
        path);
  }
  if (::access(path.c_str(), R_OK) != 0) {
    throw Error(fmt::format("cannot open the file: {}", std::strerror(errno)), path);
  }
  const std::string name = fs::path(path).filename().native();
  listing.sources.push_back({path, without_ending(name, *kind), *kind, false});
}

/// Every record of a file that is read twice would be rejected as already read at its own place.
void refuse_repeated(const Listing& listing) {
  std::unordered_set<std::string> seen;
  for (const Source& source : listing.sources) {
    if (!seen.insert(fs::path(source.path).lexically_normal().native()).second) {
      throw Error("it is given twice, or stands below another INPUT too", source.path);
    }
  }
}

}  // namespace

std::optional<Kind> kind_of(std::string_view path) {
  Kind kind;
  std::string ending = last_ending(path);
  if (const auto packing = value_of(kPackings, ending)) {
    kind.packing = *packing;
    kind.ending = ending.size();
    ending = last_ending(path.substr(0, path.size() - kind.ending));
  }
  const auto format = value_of(kFormats, ending);
  if (!format) return std::nullopt;
  kind.format = *format;
  kind.ending += ending.size();
  return kind;
}

Listing list_inputs(const std::vector<std::string>& inputs) {
  Listing listing;
  if (std::count(inputs.begin(), inputs.end(), "-") > 1) throw Error("standard input can be read only once", "-");
  for (const std::string& input : inputs) {
    if (input == "-") {
      listing.sources.push_back({input, {}, {}, false});
      continue;
    }
    std::error_code error;
    const fs::file_status status = fs::status(input, error);
    if (!fs::exists(status)) throw Error("cannot open: " + (error ? error.message() : "no such file"), input);
    if (fs::is_directory(status)) {
      Walk(input, listing).run();
    } else {
      add_file(input, listing);
    }
  }
  refuse_repeated(listing);
  return listing;
}

}  // namespace bundel::read_detail
