/// Names say little: what a file holds is told when it is opened.
///
/// Of a folder with a.txt, b.jsonl, c.csv.gz, part-0000, d.pdf and .f.txt the first three are read, part-0000 where its
/// content is articles, and the rest is counted by kind.
#include "read/inputs.h"

#include "bundel/error.h"
#include "bundel/read.h"
#include "ground/ascii.h"
#include "read/utf8.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

namespace bundel::read_detail {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, NamedForm>, 9> kForms = {{{".jsonl", NamedForm::lines},
                                                                           {".ndjson", NamedForm::lines},
                                                                           {".jl", NamedForm::lines},
                                                                           {".jsonlines", NamedForm::lines},
                                                                           {".json", NamedForm::json},
                                                                           {".csv", NamedForm::commas},
                                                                           {".tsv", NamedForm::tabs},
                                                                           {".tab", NamedForm::tabs},
                                                                           {".txt", NamedForm::text}}};
constexpr std::array<std::string_view, 4> kPackings = {".gz", ".zst", ".xz", ".bz2"};

std::string without_ending(std::string_view path, const Name& name) {
  return valid_utf8(path.substr(0, path.size() - name.ending));
}

Identity identity_of(const struct stat& status) {
  return {status.st_dev, status.st_ino};
}

/// Walks one INPUT folder: first what it holds itself, then what links lead to, so that of several ways to a folder or
/// file the one without links counts and every one is read once, however links are knotted.
class Walk {
 public:
  Walk(const std::string& folder, Listing& listing) : folder_(folder), prefix_(folder), listing_(listing) {
    if (!prefix_.ends_with('/')) prefix_ += '/';
  }

  void run() {
    if (const std::string fault = enter("", false); !fault.empty()) throw Error(ErrorKind::input, fault, folder_);
    // Links found on the way through a link stand behind: a shorter way is known first.
    for (std::size_t i = 0; i < links_.size(); ++i) follow(links_[i]);
    std::sort(found_.begin(), found_.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
    std::move(found_.begin(), found_.end(), std::back_inserter(listing_.sources));
  }

 private:
  struct Entry {
    std::string below;  // path below the folder
    bool hidden = false;
  };

  /// Returns why the folder could not be listed, or nothing.
  std::string enter(const std::string& below, bool hidden) {
    struct stat status {};
    if (::stat((prefix_ + below).c_str(), &status) == 0 && !folders_.insert(identity_of(status)).second) return {};
    std::error_code error;
    std::vector<Entry> entries;
    fs::directory_iterator entry(prefix_ + below, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
      const std::string name = entry->path().filename().native();
      entries.push_back({below + name, hidden || name.starts_with('.')});
    }
    if (error) return "cannot list the folder: " + error.message();
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.below < b.below; });
    for (const Entry& one : entries) visit(one);
    return {};
  }

  void visit(const Entry& entry) {
    struct stat status {};
    if (::lstat((prefix_ + entry.below).c_str(), &status) != 0) return cannot_open(entry);
    if (S_ISLNK(status.st_mode)) {
      links_.push_back(entry);
    } else {
      visit(entry, status);
    }
  }

  void follow(const Entry& link) {
    struct stat status {};
    if (::stat((prefix_ + link.below).c_str(), &status) != 0) return cannot_open(link);
    visit(link, status);
  }

  void visit(const Entry& entry, const struct stat& status) {
    if (S_ISDIR(status.st_mode)) return visit_folder(entry);
    const Name name = name_of(entry.below);
    if (entry.hidden) {
      ++listing_.skipped["hidden"];
    } else if (!S_ISREG(status.st_mode)) {
      reject(entry.below, "not a regular file");
    } else if (!files_.insert(identity_of(status)).second) {
      ++listing_.skipped["further name of a file"];
    } else {
      found_.push_back({prefix_ + entry.below, without_ending(entry.below, name), name.form, true,
                        static_cast<std::uint64_t>(status.st_size), identity_of(status)});
    }
  }

  void visit_folder(const Entry& entry) {
    const std::string fault = enter(entry.below + "/", entry.hidden);
    if (fault.empty()) return;
    if (entry.hidden) {
      ++listing_.skipped["hidden"];
    } else {
      reject(entry.below, fault);
    }
  }

  void cannot_open(const Entry& entry) {
    const int why = errno;
    if (entry.hidden || name_of(entry.below).form == NamedForm::nothing) {
      ++listing_.skipped["broken link"];
    } else {
      reject(entry.below, fmt::format("cannot open the file: {}", std::strerror(why)));
    }
  }

  void reject(const std::string& below, std::string reason) {
    listing_.rejections.push_back({prefix_ + below, 0, std::move(reason)});
  }

  const std::string& folder_;  // as given
  std::string prefix_;         // ends in a slash
  Listing& listing_;
  std::vector<Source> found_;
  std::vector<Entry> links_;
  std::set<Identity> folders_;
  std::set<Identity> files_;
};

void add_file(const std::string& path, Listing& listing) {
  struct stat status {};
  if (::access(path.c_str(), R_OK) != 0 || ::stat(path.c_str(), &status) != 0) {
    throw Error(ErrorKind::input, fmt::format("cannot open the file: {}", std::strerror(errno)), path);
  }
  const std::string name = fs::path(path).filename().native();
  const Name says = name_of(name);
  const bool regular = S_ISREG(status.st_mode);
  listing.sources.push_back({path, without_ending(name, says), says.form, false,
                             regular ? static_cast<std::uint64_t>(status.st_size) : 0, identity_of(status)});
}

/// A file that is read twice would be counted twice.
void refuse_repeated(const Listing& listing) {
  std::set<Identity> seen;
  for (const Source& source : listing.sources) {
    if (source.path != "-" && !seen.insert(source.identity).second)
      throw Error(ErrorKind::input, "it is given twice, or stands below another INPUT too", source.path);
  }
}

}  // namespace

std::string last_ending(std::string_view path) {
  const std::size_t dot = path.find_last_of("./");
  if (dot == std::string_view::npos || path[dot] == '/') return {};
  return ground::ascii_lower(path.substr(dot));
}

Name name_of(std::string_view path) {
  Name name;
  std::string ending = last_ending(path);
  std::size_t packed = 0;
  if (std::ranges::find(kPackings, ending) != kPackings.end()) {
    packed = ending.size();
    ending = last_ending(path.substr(0, path.size() - packed));
  }
  const auto form = std::ranges::find(kForms, ending, [](const auto& known) { return known.first; });
  if (form == kForms.end()) return name;
  return {form->second, packed + ending.size()};
}

Listing list_inputs(const std::vector<std::string>& inputs) {
  Listing listing;
  if (std::count(inputs.begin(), inputs.end(), "-") > 1)
    throw Error(ErrorKind::input, "standard input can be read only once", "-");
  for (const std::string& input : inputs) {
    if (input == "-") {
      listing.sources.push_back({"-", "-", NamedForm::nothing, false, 0, {}});
      continue;
    }
    std::error_code error;
    const fs::file_status status = fs::status(input, error);
    if (!fs::exists(status))
      throw Error(ErrorKind::input, "cannot open: " + (error ? error.message() : "no such file"), input);
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

std::vector<std::string> bundel::list_input_files(const std::vector<std::string>& inputs) {
  std::vector<std::string> paths;
  for (read_detail::Source& source : read_detail::list_inputs(inputs).sources) paths.push_back(std::move(source.path));
  return paths;
}
