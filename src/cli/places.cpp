#include "cli/places.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "bundel/error.h"
#include "bundel/read.h"
#include "cli/file_name.h"
#include "cli/paths.h"

namespace bundel::cli {
namespace {

namespace fs = std::filesystem;

/// A file to be written.
struct Place {
  const char* option;
  std::string path;
  /// What it is called when it holds no articles and cannot be taken for any.
  std::optional<NamedForm> no_articles = {};
  std::optional<FileIdentity> identity = {};

  [[nodiscard]] bool exists() const { return identity && identity->name.empty(); }
};

/// A file that is read, and what to say of it.
struct Taken {
  std::string path;
  const char* as;
};

/// What is written as it comes, and may be so twice.
bool is_stream(const std::string& path) {
  std::error_code none;
  return own_descriptor(path) || (fs::exists(path, none) && !fs::is_regular_file(path, none));
}

/// All files that are written, but for streams.
std::vector<Place> places_of(const Plan& plan) {
  const std::vector<Place> all = {{"--output", plan.output},
                                  {"--rejects", plan.rejects},
                                  {"--stats", plan.stats},
                                  {"--save", plan.save, NamedForm::toml},
                                  {"--save-model", plan.save_model},
                                  {"--svg", plan.svg, NamedForm::svg},
                                  {"--labels", plan.label ? plan.labels : ""}};
  std::vector<Place> places;
  for (Place place : all) {
    if (place.path == "-") throw Error(ErrorKind::setting, "only --output can be -, standard output", place.option);
    if (place.path.empty() || is_stream(place.path)) continue;
    place.identity = identity_of(place.path);
    places.push_back(std::move(place));
  }
  return places;
}

bool reads_articles(const Plan& plan) {
  return plan.command != Command::score && plan.command != Command::config;
}

void refuse_second_name(const Place& place, const Place& other) {
  if (place.path != other.path && (!place.identity || place.identity != other.identity)) return;
  throw Error(ErrorKind::setting, fmt::format("{} is the same file as that of {}", place.path, other.option),
              place.option);
}

void refuse_stream(const Place& place, int descriptor, const char* name) {
  if (!place.exists() || place.identity != identity_of_open(descriptor)) return;
  throw Error(ErrorKind::setting, fmt::format("{} is where {} goes", place.path, name), place.option);
}

void refuse_if_read(const Place& place, const Taken& taken) {
  if (!place.exists() || place.identity != identity_of(taken.path)) return;
  throw Error(ErrorKind::setting, fmt::format("{} {} and would be lost", place.path, taken.as), place.option);
}

/// Whether the path lies in the folder and is not hidden there.
bool is_below(const std::string& path, const std::string& folder) {
  std::error_code none;
  if (!fs::is_directory(folder, none)) return false;
  const fs::path target(follow_links(path));
  const fs::path around = fs::canonical(target.has_parent_path() ? target.parent_path() : ".", none);
  const fs::path below = (around / target.filename()).lexically_relative(fs::canonical(folder, none));
  if (none || below.empty()) return false;
  return std::ranges::none_of(below, [](const fs::path& part) { return part.native().starts_with('.'); });
}

void refuse_below(const Place& place, const std::string& folder) {
  if (place.no_articles || !is_below(place.path, folder)) return;
  throw Error(ErrorKind::setting,
              fmt::format("{} lies in the folder {}, which is read: it would be taken for articles; write it elsewhere",
                          place.path, folder),
              place.option);
}

/// Refuses the files of all INPUTs.
void refuse_files(const std::vector<Place>& places, const std::vector<std::string>& inputs, const char* as) {
  for (const Place& place : places) {
    for (const std::string& input : inputs) refuse_if_read(place, {input, as});
  }
  if (std::ranges::none_of(places, &Place::exists)) return;
  for (const std::string& file : list_input_files(inputs)) {
    const std::optional<FileIdentity> identity = file == "-" ? identity_of_open(STDIN_FILENO) : identity_of(file);
    for (const Place& place : places) {
      // A picture or settings below a folder are passed over by the reader.
      if (!place.exists() || place.identity != identity ||
          (place.no_articles && file_name(file).form == place.no_articles))
        continue;
      const std::string name = file == place.path ? file : fmt::format("{} (the file {})", place.path, file);
      throw Error(ErrorKind::setting, fmt::format("{} {} and would be lost", name, as), place.option);
    }
  }
}

/// Refuses all INPUTs, with what lies below them or would.
void refuse_inputs(const std::vector<Place>& places, const std::vector<std::string>& inputs, const char* as) {
  refuse_files(places, inputs, as);
  for (const Place& place : places) {
    for (const std::string& input : inputs) refuse_below(place, input);
  }
}

/// Whether the output is one of the INPUTs themselves.
bool replaces_input(const Plan& plan, const Place& output) {
  const auto is_it = [&](const std::string& input) {
    return output.identity == (input == "-" ? identity_of_open(STDIN_FILENO) : identity_of(input));
  };
  return output.exists() && std::ranges::any_of(plan.inputs, is_it);
}

}  // namespace

void check_places(Plan& plan) {
  std::vector<Place> places = places_of(plan);
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) refuse_second_name(places[i], places[j]);
    if (plan.output.empty()) refuse_stream(places[i], STDOUT_FILENO, "standard output");
    refuse_stream(places[i], STDERR_FILENO, "standard error");
    if (!plan.config.empty()) refuse_if_read(places[i], {plan.config, "is the settings file of this run"});
    if (!plan.gold.empty()) refuse_if_read(places[i], {plan.gold, "is read"});
    if (!plan.labels.empty() && !plan.label) refuse_if_read(places[i], {plan.labels, "is read"});
    for (const std::string& read : {plan.settings.vectors, plan.settings.model}) {
      if (!read.empty()) refuse_if_read(places[i], {read, "is read"});
    }
  }
  if (places.empty()) return;
  if (plan.command == Command::dups) refuse_inputs(places, plan.settings.keep_from, "is read by --keep-from");
  if (plan.emit == Emit::kept && places.front().option == std::string_view("--output") &&
      replaces_input(plan, places.front())) {
    plan.in_place = true;
    places.erase(places.begin());
  }
  if (reads_articles(plan)) return refuse_inputs(places, plan.inputs, "is an INPUT");
  for (const Place& place : places) {
    for (const std::string& input : plan.inputs) refuse_if_read(place, {input, "is an INPUT"});
  }
}

}  // namespace bundel::cli
