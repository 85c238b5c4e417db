/// Names alone decide what a file is; nothing is opened to guess.
///
/// Of a folder with a.txt, b.jsonl, c.csv.gz, d.pdf and .e.txt the first two are read, c is rejected (a later version
/// will read it, so it must not vanish), d and the hidden e are counted.
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

namespace bundel::read_detail {
namespace {

namespace fs = std::filesystem;

struct Ending {
  std::string_view ending;
  std::optional<Format> format;  // none: known, and not read by this version
};

constexpr std::array<Ending, 10> kEndings = {{{".jsonl", Format::lines},
                                              {".ndjson", Format::lines},
                                              {".json", Format::array},
                                              {".txt", Format::text},
                                              {".csv", std::nullopt},
                                              {".tsv", std::nullopt},
                                              {".gz", std::nullopt},
                                              {".zst", std::nullopt},
                                              {".xz", std::nullopt},
                                              {".bz2", std::nullopt}}};

/// The known ending of a path, in any case; null where the name says nothing.
const Ending* ending_of(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return nullptr;
  std::string ending(path.substr(dot));
  for (char& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  const auto found =
      std::find_if(kEndings.begin(), kEndings.end(), [&](const Ending& e) { return e.ending == ending; });
  return found == kEndings.end() ? nullptr : &*found;
}

std::string not_yet(const Ending& ending) {
  return fmt::format("this version does not read {} files yet", ending.ending);
}

std::string without_ending(std::string_view path) {
  return valid_utf8(path.substr(0, path.rfind('.')));
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
    const Ending* ending = ending_of(below);
    if (hidden || ending == nullptr) {
      ++listing_.skipped;
    } else if (!ending->format) {
      reject(below, not_yet(*ending));
    } else if (!fs::exists(status)) {
      reject(below, "cannot open the file: " + (error ? error.message() : "it leads to nothing"));
    } else if (!fs::is_regular_file(status)) {
      reject(below, "not a regular file");
    } else {
      found_.push_back({prefix_ + below, without_ending(below), *ending->format, true});
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
  const Ending* ending = ending_of(path);
  if (ending == nullptr) {
    throw Error("cannot tell from its name what it holds: known are .jsonl, .ndjson, .json and .txt", path);
  }
  if (!ending->format) throw Error(not_yet(*ending), path);
  if (::access(path.c_str(), R_OK) != 0) {
    throw Error(fmt::format("cannot open the file: {}", std::strerror(errno)), path);
  }
  const std::string name = fs::path(path).filename().native();
  listing.sources.push_back({path, without_ending(name), *ending->format, false});
}

}  // namespace

Listing list_inputs(const std::vector<std::string>& inputs) {
  Listing listing;
  if (std::count(inputs.begin(), inputs.end(), "-") > 1) throw Error("standard input can be read only once", "-");
  for (const std::string& input : inputs) {
    if (input == "-") {
      listing.sources.push_back({input, {}, Format::lines, false});
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
  return listing;
}

}  // namespace bundel::read_detail
