#include "cli/file_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "bundel/error.h"
#include "ground/ascii.h"

namespace bundel::cli {
namespace {

template <typename Value, std::size_t N>
using Endings = std::array<std::pair<std::string_view, Value>, N>;

constexpr Endings<Packing, 4> kPackings = {
    {{".gz", Packing::gzip}, {".zst", Packing::zstd}, {".xz", Packing::xz}, {".bz2", Packing::bzip2}}};
constexpr std::array<std::string_view, 9> kForeignPackings = {".zip", ".7z", ".tar", ".tgz", ".lz4",
                                                              ".br",  ".z",  ".lz",  ".rar"};
constexpr Endings<NamedForm, 16> kForms = {{{".jsonl", NamedForm::json},
                                            {".ndjson", NamedForm::json},
                                            {".jl", NamedForm::json},
                                            {".jsonlines", NamedForm::json},
                                            {".json", NamedForm::json},
                                            {".csv", NamedForm::csv},
                                            {".tsv", NamedForm::tsv},
                                            {".tab", NamedForm::tsv},
                                            {".toml", NamedForm::toml},
                                            {".svg", NamedForm::svg},
                                            {".html", NamedForm::other},
                                            {".htm", NamedForm::other},
                                            {".xlsx", NamedForm::other},
                                            {".xls", NamedForm::other},
                                            {".ods", NamedForm::other},
                                            {".parquet", NamedForm::other}}};

/// The last ending, its dot included, in lower case; empty where there is none.
std::string last_ending(std::string_view path) {
  const std::size_t dot = path.find_last_of("./");
  if (dot == std::string_view::npos || path[dot] == '/') return {};
  return ground::ascii_lower(path.substr(dot));
}

template <typename Value, std::size_t N>
std::optional<Value> value_of(const Endings<Value, N>& endings, std::string_view ending) {
  const auto found = std::ranges::find(endings, ending, [](const auto& known) { return known.first; });
  return found == endings.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

FileName file_name(std::string_view path) {
  FileName name;
  name.ending = last_ending(path);
  if (std::ranges::find(kForeignPackings, name.ending) != kForeignPackings.end()) name.foreign_packing = name.ending;
  if (const auto packing = value_of(kPackings, name.ending)) {
    name.packing = *packing;
    name.ending = last_ending(path.substr(0, path.size() - name.ending.size()));
  }
  name.form = value_of(kForms, name.ending);
  return name;
}

void check_packing(const char* option, const std::string& path) {
  const FileName name = file_name(path);
  if (name.foreign_packing.empty()) return;
  throw Error(ErrorKind::setting,
              fmt::format("{}: files are packed as .gz, .zst, .xz or .bz2, not as {}", path, name.foreign_packing),
              option);
}

void check_name(const char* option, const std::string& path, NamedForm holds, std::string_view what) {
  check_packing(option, path);
  const FileName name = file_name(path);
  if (name.form && *name.form != holds)
    throw Error(ErrorKind::setting,
                fmt::format("{}, which does not go with the ending {} of {}", what, name.ending, path), option);
}

}  // namespace bundel::cli
