/// Typed words to meant settings.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <ranges>
#include <string_view>
#include <utility>
#include <vector>

#include "bundel/error.h"
#include "cli/arguments.h"
#include "cli/config.h"
#include "cli/file_name.h"
#include "cli/places.h"

namespace bundel::cli {
namespace {

/// More threads than any machine has cores for; far more than this and the system refuses to make them.
constexpr int kMostThreads = 1024;

/// Where --label keeps the answers when nothing is said.
constexpr const char* kOwnLabels = "bundel-labels.csv";

template <typename Value, std::size_t N>
using Choices = std::array<std::pair<std::string_view, Value>, N>;

constexpr Choices<Emit, 5> kEmits = {{{"groups", Emit::groups},
                                      {"pairs", Emit::pairs},
                                      {"boilerplate", Emit::boilerplate},
                                      {"kept", Emit::kept},
                                      {"dropped", Emit::dropped}}};
constexpr Choices<Explained, 2> kExplained = {{{"copies", Explained::copies}, {"events", Explained::events}}};

template <typename Value, std::size_t N>
Value choose(const char* option, const std::string& typed, const Choices<Value, N>& choices) {
  std::string known;
  for (const auto& [name, value] : choices) {
    if (typed == name) return value;
    known += (known.empty() ? "" : ", ") + std::string(name);
  }
  throw Error(ErrorKind::setting, fmt::format("'{}' is none of {}", typed, known), option);
}

// --- settings -------------------------------------------------------------------------------------------------------

std::vector<std::string> split(const std::string& option, const std::string& list) {
  std::vector<std::string> parts;
  for (const auto part : std::views::split(list, ',')) {
    parts.emplace_back(part.begin(), part.end());
    if (parts.back().empty()) throw Error(ErrorKind::setting, fmt::format("'{}' has an empty part", list), option);
  }
  return parts;
}

void set_typed(const TypedSetting& typed, Plan& plan) {
  std::vector<std::string> values;
  for (const std::string& value : typed.values) {
    const auto parts = typed.by_commas ? split(typed.option, value) : std::vector{value};
    values.insert(values.end(), parts.begin(), parts.end());
  }
  try {
    set_setting(plan.settings, typed.name, values);
  } catch (const Error& error) {
    throw Error(error.kind(), error.reason(), typed.option);
  }
  plan.said[typed.name] = typed.option;
}

/// text=body,date=published_at. `lang` is `language`.
void set_fields(const std::string& typed, Plan& plan) {
  constexpr std::string_view kPrefix = "fields.";
  std::string known;
  for (const Setting& setting : list_settings({})) {
    if (setting.name.starts_with(kPrefix)) known += ", " + setting.name.substr(kPrefix.size());
  }
  for (const std::string& one : split("--fields", typed)) {
    const std::size_t equals = one.find('=');
    const std::string name = one.substr(0, equals) == "lang" ? "language" : one.substr(0, equals);
    const bool is_known = (known + ",").find(", " + name + ",") != std::string::npos;
    if (equals == std::string::npos || equals + 1 == one.size() || !is_known) {
      throw Error(ErrorKind::setting, fmt::format("'{}' is not NAME=FIELD, with NAME one of {}", one, known.substr(2)),
                  "--fields");
    }
    set_typed({std::string(kPrefix) + name, "--fields", {one.substr(equals + 1)}}, plan);
  }
}

/// --set NAME=VALUE.
void set_by_name(const std::string& typed, Plan& plan) {
  const std::size_t equals = typed.find('=');
  if (equals == std::string::npos || equals == 0)
    throw Error(ErrorKind::setting, fmt::format("'{}' is not NAME=VALUE", typed), "--set");
  const std::string name = typed.substr(0, equals);
  const std::string value = typed.substr(equals + 1);
  const std::string option = "--set " + name;
  if (value.empty()) throw Error(ErrorKind::setting, "its value is empty", option);
  const std::vector<Setting> all = list_settings({});
  const auto known = std::ranges::find(all, name, &Setting::name);
  set_typed({name, option, {value}, known != all.end() && known->is_list}, plan);
}

/// All that was typed, --set after the options of one setting.
void set_settings(const Typed& typed, Plan& plan) {
  for (const std::string& fields : typed.fields) set_fields(fields, plan);
  const bool of_events = plan.command == Command::explain && typed.as == "events";  // whose --threshold is theirs
  for (TypedSetting setting : typed.settings) {
    if (of_events && setting.name == "copy-threshold") setting.name = "event-threshold";
    set_typed(setting, plan);
  }
  for (const std::string& set : typed.sets) set_by_name(set, plan);
}

/// The library's check, with the option that was typed, or the place in the settings file, for the setting's name.
void check_as_typed(const Plan& plan) {
  try {
    check(plan.settings);
  } catch (const Error& error) {
    if (const auto typed = plan.said.find(error.where()); typed != plan.said.end()) {
      throw Error(error.kind(), error.reason(), typed->second);
    }
    if (const auto place = plan.configured.find(error.where()); place != plan.configured.end()) {
      throw Error(error.kind(), error.what(), place->second);
    }
    throw;
  }
}

/// The settings file, asked for or found; what is typed comes after it.
void set_config(const Typed& typed, Plan& plan) {
  std::error_code none;
  plan.config = typed.config;
  if (plan.config.empty() && std::filesystem::exists(kOwnConfig, none)) plan.config = kOwnConfig;
  if (!plan.config.empty()) plan.configured = read_config(plan.config, plan.settings);
}

/// Pairs and boilerplate drop nothing, so that what says which article stays would do nothing.
void check_keep_rules(const Plan& plan) {
  if (plan.emit != Emit::pairs && plan.emit != Emit::boilerplate) return;
  for (const char* name : {"prefer", "keep-from", "latest-revision"}) {
    const auto typed = plan.said.find(name);
    if (typed == plan.said.end()) continue;
    throw Error(ErrorKind::setting,
                plan.emit == Emit::pairs ? "it says what stays; --emit pairs lists all pairs and drops nothing"
                                         : "it says what stays; --emit boilerplate drops no article",
                typed->second);
  }
}

// --- output ---------------------------------------------------------------------------------------------------------

/// What the command writes; none: records as they were read.
std::optional<ResultKind> result_of(const Plan& plan) {
  switch (plan.command) {
    case Command::dups:
      if (plan.emit == Emit::kept || plan.emit == Emit::dropped) return std::nullopt;
      if (plan.emit == Emit::boilerplate) return ResultKind::boilerplate;
      return plan.emit == Emit::pairs ? ResultKind::pairs : ResultKind::groups;
    case Command::events:
      return ResultKind::events;
    case Command::explain:
      return ResultKind::explanation;
    case Command::tune_dups:
    case Command::tune_events:
      return plan.sample > 0 ? ResultKind::sample : ResultKind::tuning;
    case Command::score:
      return ResultKind::score;
    case Command::config:
      return ResultKind::settings;
  }
  return std::nullopt;
}

/// "table, jsonl", of the formats that have a form for it.
std::vector<std::string_view> names_of_formats(std::optional<ResultKind> kind) {
  std::vector<std::string_view> names;
  for (const FormatInfo* format : all_formats()) {
    if (!kind || format->has_form(*kind)) names.push_back(format->name);
  }
  return names;
}

Format choose_format(const std::string& typed, std::optional<ResultKind> kind) {
  const auto found = std::ranges::find(all_formats(), typed, &FormatInfo::name);
  if (found == all_formats().end())
    throw Error(ErrorKind::setting, fmt::format("'{}' is none of {}", typed, fmt::join(names_of_formats({}), ", ")),
                "--format");
  if (kind && !(*found)->has_form(*kind))
    throw Error(ErrorKind::setting, fmt::format("this command writes {}", fmt::join(names_of_formats(kind), " and ")),
                "--format");
  return (*found)->format;
}

/// The format that is asked for, or that the name of the output says.
void set_format(const Typed& typed, Plan& plan) {
  const std::optional<ResultKind> kind = result_of(plan);
  const bool records = !kind;
  const FileName name = file_name(typed.output);
  plan.commented = plan.command == Command::config && (typed.format.empty() || typed.format == "toml");
  if (plan.commented) return;
  if (!typed.format.empty()) {
    plan.format = choose_format(typed.format, kind);
    if (records)
      throw Error(ErrorKind::setting,
                  fmt::format("--emit {} writes the records as they were read, in no other format", typed.emit),
                  "--format");
  } else if (plan.sample > 0) {
    plan.format = Format::csv;
  } else if (!records && name.form == NamedForm::json) {
    plan.format = Format::jsonl;
  } else if (!records && name.form == NamedForm::csv && info_of(Format::csv).has_form(*kind)) {
    plan.format = Format::csv;
  }
}

/// No file may be named as what it will not be.
void check_names(const Typed& typed, const Plan& plan) {
  if (plan.command == Command::config) return;  // writes no file
  constexpr std::array kHolds = {NamedForm::text, NamedForm::json, NamedForm::csv};
  const NamedForm holds = kHolds[static_cast<std::size_t>(plan.format)];
  const std::string_view word = info_of(plan.format).name;
  if (plan.emit == Emit::kept || plan.emit == Emit::dropped) {
    check_packing("--output", typed.output);  // the form is known when the records are
  } else {
    check_name(typed.format.empty() ? "--output" : "--format", typed.output, holds,
               typed.format.empty() ? fmt::format("{} is written", word) : typed.format);
  }
  check_name("--stats", typed.stats, NamedForm::json, "the statistics are JSON");
  check_name("--rejects", typed.rejects, NamedForm::json, "rejected records are listed as JSON Lines");
  check_name("--save-model", typed.save_model, NamedForm::json, "a model is JSON Lines");
  check_name("--svg", typed.svg, NamedForm::svg, "the picture is SVG");
  check_name("--save", typed.save, NamedForm::toml, "settings are TOML");
  if (file_name(typed.save).packing != Packing::none)
    throw Error(ErrorKind::setting, "a settings file is not packed", "--save");
  if (plan.label && file_name(plan.labels).form != NamedForm::tsv)
    check_name("--labels", plan.labels, NamedForm::csv, "answers are a table");
}

void set_output(const Typed& typed, Plan& plan) {
  if (!typed.emit.empty()) plan.emit = choose("--emit", typed.emit, kEmits);
  check_keep_rules(plan);
  const bool records = plan.emit == Emit::kept || plan.emit == Emit::dropped;
  set_format(typed, plan);
  if (typed.text && (plan.emit != Emit::pairs || plan.format != Format::jsonl)) {
    throw Error(ErrorKind::setting, "the words of shared runs are shown with --emit pairs --format jsonl only",
                "--text");
  }
  if (typed.with_reason && plan.emit != Emit::dropped) {
    throw Error(ErrorKind::setting, "dropped records have a reason: it goes with --emit dropped", "--with-reason");
  }
  plan.with_reason = typed.with_reason;
  plan.detail.shared_words = typed.text;
  plan.detail.new_words = plan.emit == Emit::groups && plan.format == Format::table;
  const bool titles = plan.format != Format::jsonl && !records;  // which may be the beginnings of texts
  plan.detail.texts = titles || plan.emit == Emit::boilerplate;
  plan.output = typed.output == "-" ? "" : typed.output;
  plan.stats = typed.stats;
  plan.rejects = typed.rejects;
  plan.save_model = typed.save_model;
  plan.strict = typed.strict;
  plan.quiet = typed.quiet;
  if (typed.threads && (*typed.threads < 1 || *typed.threads > kMostThreads)) {
    throw Error(ErrorKind::setting, fmt::format("{} is not between 1 and {}", *typed.threads, kMostThreads),
                "--threads");
  }
  check_places(plan);
  check_names(typed, plan);
  plan.threads = typed.threads;
}

void set_score(const Typed& typed, Plan& plan) {
  plan.gold = typed.gold;
  plan.min_f1 = typed.min_f1;
  if (typed.min_f1 && !(*typed.min_f1 >= 0 && *typed.min_f1 <= 1)) {
    throw Error(ErrorKind::setting, fmt::format("{} is not between 0 and 1", *typed.min_f1), "--min-f1");
  }
}

double share_of(const char* option, double share) {
  if (!(share >= 0 && share <= 1))
    throw Error(ErrorKind::setting, fmt::format("{} is not between 0 and 1", share), option);
  return share;
}

void set_tune(const Typed& typed, Plan& plan) {
  plan.label = typed.label;
  plan.labels = typed.label && typed.labels.empty() ? kOwnLabels : typed.labels;
  plan.save = typed.save;
  plan.svg = typed.svg;
  plan.ascii = typed.ascii;
  if (typed.target_precision) plan.tune.target_precision = share_of("--target-precision", *typed.target_precision);
  if (typed.target_recall) plan.tune.target_recall = share_of("--target-recall", *typed.target_recall);
  if (plan.labels.empty()) {
    if (typed.target_precision)
      throw Error(ErrorKind::setting, "precision is known with labels only", "--target-precision");
    if (typed.target_recall) throw Error(ErrorKind::setting, "recall is known with labels only", "--target-recall");
  }
  if (typed.label && std::ranges::find(typed.inputs, "-") != typed.inputs.end())
    throw Error(ErrorKind::setting, "standard input gives the answers, so INPUT cannot be -", "--label");
  if (!typed.sample) return;
  if (*typed.sample < 1)
    throw Error(ErrorKind::setting, fmt::format("{} is no number of pairs", *typed.sample), "--sample");
  plan.sample = static_cast<std::size_t>(*typed.sample);
  if (!typed.format.empty() && typed.format != "csv")
    throw Error(ErrorKind::setting, "the pairs are written as csv", "--format");
  const char* unused = typed.label           ? "--label"
                       : !typed.save.empty() ? "--save"
                       : !typed.svg.empty()  ? "--svg"
                                             : nullptr;
  if (unused != nullptr) throw Error(ErrorKind::setting, "--sample writes pairs and recommends nothing", unused);
}

}  // namespace

Plan plan_of(Command command, const Typed& typed) {
  Plan plan;
  plan.command = command;
  plan.inputs = typed.inputs;
  if (command != Command::score) set_config(typed, plan);
  set_settings(typed, plan);
  check_as_typed(plan);
  Settings& settings = plan.settings;
  settings.read.refuse_repeated_ids = typed.strict;
  if (!settings.read.today) settings.read.today = clock_day();
  if (command == Command::tune_dups || command == Command::tune_events) set_tune(typed, plan);
  if (command == Command::explain) {
    if (!typed.as.empty()) plan.explained = choose("--as", typed.as, kExplained);
    plan.pair = {typed.pair.at(0), typed.pair.at(1)};
  }
  if (command == Command::score) set_score(typed, plan);
  set_output(typed, plan);
  settings.read.keep_records = plan.emit == Emit::kept || plan.emit == Emit::dropped;
  return plan;
}

}  // namespace bundel::cli
