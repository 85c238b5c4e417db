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

constexpr Choices<Emit, 4> kEmits = {
    {{"groups", Emit::groups}, {"pairs", Emit::pairs}, {"kept", Emit::kept}, {"dropped", Emit::dropped}}};
constexpr Choices<Keep, 4> kKeeps = {
    {{"earliest", Keep::earliest}, {"latest", Keep::latest}, {"longest", Keep::longest}, {"first", Keep::first}}};
constexpr Choices<IdRule, 3> kIdRules = {
    {{"auto", IdRule::automatic}, {"given", IdRule::given}, {"file", IdRule::file}}};
constexpr Choices<DateOrder, 2> kDateOrders = {{{"dmy", DateOrder::dmy}, {"mdy", DateOrder::mdy}}};
constexpr Choices<Explained, 2> kExplained = {{{"copies", Explained::copies}, {"events", Explained::events}}};

template <typename Value, std::size_t N>
Value choose(const char* option, const std::string& typed, const Choices<Value, N>& choices) {
  std::string known;
  for (const auto& [name, value] : choices) {
    if (typed == name) return value;
    known += (known.empty() ? "" : ", ") + std::string(name);
  }
  throw Error(fmt::format("'{}' is none of {}", typed, known), option);
}

TimeSpan date_of(const char* option, const std::string& typed) {
  const std::optional<TimeSpan> span = parse_date(typed);
  if (!span) throw Error(fmt::format("'{}' is no date such as 2023, 2023-02 or 2023-02-21", typed), option);
  return *span;
}

/// Applies text=body,date=published_at.
void set_fields(const std::vector<std::string>& typed, Plan& plan) {
  FieldNames& names = plan.settings.read.fields;
  const std::array<std::pair<std::string_view, std::string*>, 8> known = {{{"id", &names.id},
                                                                           {"title", &names.title},
                                                                           {"text", &names.text},
                                                                           {"date", &names.date},
                                                                           {"source", &names.source},
                                                                           {"url", &names.url},
                                                                           {"language", &names.language},
                                                                           {"lang", &names.language}}};
  for (std::string_view rest : typed) {
    while (!rest.empty()) {
      const std::size_t comma = rest.find(',');
      const std::string_view one = rest.substr(0, comma);
      rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
      const std::size_t equals = one.find('=');
      const auto found = std::ranges::find(known, one.substr(0, equals), [](const auto& k) { return k.first; });
      if (equals == std::string_view::npos || equals + 1 == one.size() || found == known.end()) {
        throw Error(
            fmt::format("'{}' is not NAME=FIELD, with NAME one of id, title, text, date, source, url, language", one),
            "--fields");
      }
      *found->second = one.substr(equals + 1);
      plan.said.insert(fmt::format("fields.{}", found->first == "lang" ? "language" : found->first));
    }
  }
}

/// What the command writes; none: records as they were read.
std::optional<ResultKind> result_of(const Plan& plan) {
  switch (plan.command) {
    case Command::dups:
      if (plan.emit == Emit::kept || plan.emit == Emit::dropped) return std::nullopt;
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
    throw Error(fmt::format("'{}' is none of {}", typed, fmt::join(names_of_formats({}), ", ")), "--format");
  if (kind && !(*found)->has_form(*kind))
    throw Error(fmt::format("this command writes {}", fmt::join(names_of_formats(kind), " and ")), "--format");
  return (*found)->format;
}

/// The format that is asked for, or that the name of the output says.
void set_format(const Typed& typed, Plan& plan) {
  const std::optional<ResultKind> kind = result_of(plan);
  const bool records = !kind;
  const FileName name = file_name(typed.output);
  if (!typed.format.empty()) {
    plan.format = choose_format(typed.format, kind);
    if (records)
      throw Error(fmt::format("--emit {} writes the records as they were read, in no other format", typed.emit),
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
  check_name("--svg", typed.svg, NamedForm::svg, "the picture is SVG");
  check_name("--save", typed.save, NamedForm::toml, "settings are TOML");
  if (file_name(typed.save).packing != Packing::none) throw Error("a settings file is not packed", "--save");
  if (plan.label && file_name(plan.labels).form != NamedForm::tsv)
    check_name("--labels", plan.labels, NamedForm::csv, "answers are a table");
}

void set_output(const Typed& typed, Plan& plan) {
  if (!typed.emit.empty()) plan.emit = choose("--emit", typed.emit, kEmits);
  const bool records = plan.emit == Emit::kept || plan.emit == Emit::dropped;
  set_format(typed, plan);
  if (typed.text && (plan.emit != Emit::pairs || plan.format != Format::jsonl)) {
    throw Error("the words of shared runs are shown with --emit pairs --format jsonl only", "--text");
  }
  if (typed.with_reason && plan.emit != Emit::dropped) {
    throw Error("dropped records have a reason: it goes with --emit dropped", "--with-reason");
  }
  plan.with_reason = typed.with_reason;
  plan.settings.shared_words = typed.text;
  plan.settings.new_words = plan.emit == Emit::groups && plan.format == Format::table;
  const bool titles = plan.format != Format::jsonl && !records;  // which may be the beginnings of texts
  plan.settings.keep_texts = plan.command != Command::dups || titles;
  plan.output = typed.output == "-" ? "" : typed.output;
  plan.stats = typed.stats;
  plan.rejects = typed.rejects;
  plan.strict = typed.strict;
  plan.quiet = typed.quiet;
  if (typed.threads && (*typed.threads < 1 || *typed.threads > kMostThreads)) {
    throw Error(fmt::format("{} is not between 1 and {}", *typed.threads, kMostThreads), "--threads");
  }
  check_places(plan);
  check_names(typed, plan);
  plan.threads = typed.threads;
}

/// What decides which article of a group stays, beside --keep.
void set_keep_rules(const Typed& typed, Plan& plan) {
  CopySettings& copies = plan.settings.copies;
  if (!typed.prefer.empty()) copies.prefer.clear();
  for (const std::string& list : typed.prefer) {
    for (const auto part : std::views::split(list, ',')) {
      const std::string source(part.begin(), part.end());
      if (source.empty()) throw Error(fmt::format("'{}' is not SOURCE,SOURCE", list), "--prefer");
      copies.prefer.push_back(source);
    }
  }
  for (const std::string& path : typed.keep_from) {
    if (path == "-") throw Error("it is a file or folder; standard input can only be INPUT", "--keep-from");
  }
  if (!typed.keep_from.empty()) plan.settings.keep_from = typed.keep_from;
  if (typed.latest_revision) copies.latest_revision = true;
  if (!typed.prefer.empty()) plan.said.insert("prefer");
  if (!typed.keep_from.empty()) plan.said.insert("keep-from");
  if (typed.latest_revision) plan.said.insert("latest-revision");
  if (typed.emit != "pairs") return;
  const char* unused = !typed.prefer.empty()      ? "--prefer"
                       : !typed.keep_from.empty() ? "--keep-from"
                       : typed.latest_revision    ? "--latest-revision"
                                                  : nullptr;
  if (unused != nullptr) throw Error("it says what stays; --emit pairs lists all pairs and drops nothing", unused);
}

void set_score(const Typed& typed, Plan& plan) {
  plan.gold = typed.gold;
  plan.min_f1 = typed.min_f1;
  if (typed.min_f1 && !(*typed.min_f1 >= 0 && *typed.min_f1 <= 1)) {
    throw Error(fmt::format("{} is not between 0 and 1", *typed.min_f1), "--min-f1");
  }
}

double share_of(const char* option, double share) {
  if (!(share >= 0 && share <= 1)) throw Error(fmt::format("{} is not between 0 and 1", share), option);
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
    if (typed.target_precision) throw Error("precision is known with labels only", "--target-precision");
    if (typed.target_recall) throw Error("recall is known with labels only", "--target-recall");
  }
  if (typed.label && std::ranges::find(typed.inputs, "-") != typed.inputs.end())
    throw Error("standard input gives the answers, so INPUT cannot be -", "--label");
  if (!typed.sample) return;
  if (*typed.sample < 1) throw Error(fmt::format("{} is no number of pairs", *typed.sample), "--sample");
  plan.sample = static_cast<std::size_t>(*typed.sample);
  if (!typed.format.empty() && typed.format != "csv") throw Error("the pairs are written as csv", "--format");
  const char* unused = typed.label           ? "--label"
                       : !typed.save.empty() ? "--save"
                       : !typed.svg.empty()  ? "--svg"
                                             : nullptr;
  if (unused != nullptr) throw Error("--sample writes pairs and recommends nothing", unused);
}

/// The settings file, asked for or found; what is typed comes after it.
void set_config(const Typed& typed, Plan& plan) {
  std::error_code none;
  plan.config = typed.config;
  if (plan.config.empty() && std::filesystem::exists(kOwnConfig, none)) plan.config = kOwnConfig;
  if (plan.config.empty()) return;
  for (const std::string& name : read_config(plan.config, plan.settings)) plan.configured.insert(name);
}

/// The library's check of ranges, with the option that was typed, or the settings file, in place of the setting's name.
void check_as_typed(const Plan& plan) {
  try {
    check(plan.settings);
  } catch (const Error& error) {
    const std::string& name = error.where();
    if (plan.configured.contains(name) && !plan.said.contains(name)) throw Error(error.what(), plan.config);
    const std::string option = name.ends_with("-threshold") ? "threshold" : name;
    throw Error(std::string(error.what()).substr(name.size() + 2), "--" + option);
  }
}

}  // namespace

Plan plan_of(Command command, const Typed& typed) {
  Plan plan;
  plan.command = command;
  plan.inputs = typed.inputs;
  const auto set = [&plan](const char* name, auto& setting, const auto& value) {
    setting = value;
    plan.said.insert(name);
  };
  Settings& settings = plan.settings;
  if (command != Command::score) set_config(typed, plan);
  set_fields(typed.fields, plan);
  if (!typed.encoding.empty()) set("encoding", settings.read.encoding, typed.encoding);
  if (!typed.ids.empty()) set("ids", settings.read.ids, choose("--ids", typed.ids, kIdRules));
  settings.read.refuse_repeated_ids = typed.strict;
  if (!typed.since.empty()) set("since", settings.read.since, date_of("--since", typed.since));
  if (settings.read.since && !typed.until.empty() &&
      date_of("--until", typed.until).end <= settings.read.since->begin) {
    throw Error(fmt::format("{} ends before --since {} begins", typed.until, typed.since), "--until");
  }
  if (!typed.date_order.empty())
    set("date-order", settings.read.date_order, choose("--date-order", typed.date_order, kDateOrders));
  if (!settings.read.today) settings.read.today = clock_day();
  if (!typed.until.empty()) set("until", settings.read.until, date_of("--until", typed.until));
  const bool of_events = command == Command::events || (command == Command::explain && typed.as == "events");
  if (typed.threshold && !of_events) set("copy-threshold", settings.copies.threshold, *typed.threshold);
  if (typed.threshold && of_events) set("event-threshold", settings.events.threshold, *typed.threshold);
  if (typed.containment) set("containment", settings.copies.containment, *typed.containment);
  if (typed.min_run) set("min-run", settings.copies.min_run, *typed.min_run);
  if (!typed.keep.empty()) set("keep", settings.copies.keep, choose("--keep", typed.keep, kKeeps));
  if (typed.fold_excerpts) set("fold-excerpts", settings.copies.fold_excerpts, true);
  if (typed.no_noisy) set("noisy", settings.copies.noisy, false);
  set_keep_rules(typed, plan);
  if (command == Command::tune_dups || command == Command::tune_events) set_tune(typed, plan);
  if (command == Command::explain) {
    if (!typed.as.empty()) plan.explained = choose("--as", typed.as, kExplained);
    plan.pair = {typed.pair.at(0), typed.pair.at(1)};
  }
  if (command == Command::score) set_score(typed, plan);
  set_output(typed, plan);
  settings.read.keep_records = plan.emit == Emit::kept || plan.emit == Emit::dropped;
  check_as_typed(plan);
  return plan;
}

}  // namespace bundel::cli
