#include "cli/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cassert>
#include <sstream>

#include "bundel/error.h"

namespace bundel::cli {
namespace {

constexpr const char* kAbout =
    "bundel reads news articles and says which are copies of one another and which report the same event.\n\n"
    "INPUT is a file, a folder (searched below) or - for standard input. What it holds is told by its content:\n"
    "  JSON          lines, arrays, one object a file, answers of web services: "
    "{\"id\": .., \"title\": .., \"text\": ..,\n"
    "                \"date\": .., \"source\": ..}, under these and other common names\n"
    "  a table       with , ; tab or | and a header line, one article a row\n"
    "  a text        named .txt, one article a file; an optional leading 'date YYYY[-MM[-DD]]' is its date\n"
    "Each in UTF-8, UTF-16 or an 8-bit encoding, plain or packed (gzip, zstd, xz, bzip2).";

constexpr const char* kExample =
    "Example, in the project's folder:\n"
    "  bundel events tests/data/articles\n"
    "  bundel dups tests/data/articles --emit pairs --format jsonl\n\n"
    "Exit status: 0 done, 1 --strict and records were rejected, 2 could not do it, 130 interrupted.";

/// A setting as it is built in.
const Setting& built_in(const std::string& name) {
  static const std::vector<Setting> all = list_settings({});
  const auto found = std::ranges::find(all, name, &Setting::name);
  assert(found != all.end());
  return *found;
}

/// What help says of a setting: its meaning, its range and its default.
std::string help_of(const Setting& setting) {
  const std::string help = setting.range.empty() ? setting.meaning : setting.meaning + ": " + setting.range;
  return setting.value.empty() ? help : fmt::format("{} (default {})", help, setting.value);
}

/// Options that are settings. Parsing one only records which setting it is, how it was typed and what was said.
class SettingOptions {
 public:
  SettingOptions(CLI::App& app, Typed& typed, std::string group) : app_(app), typed_(typed), group_(std::move(group)) {}

  void add(const std::string& option, const std::string& name, const std::string& type, std::string help = {}) {
    const auto record = [=, &typed = typed_](const std::string& value) {
      typed.settings.push_back({name, option, {value}});
    };
    if (help.empty()) help = help_of(built_in(name));
    app_.add_option_function<std::string>(option, record, help)->type_name(type)->group(group_);
  }

  /// Each time that it is typed adds to the list; `by_commas`: as many values as commas part.
  void add_list(const std::string& option, const std::string& name, const std::string& type, bool by_commas) {
    const auto record = [=, &typed = typed_](const std::vector<std::string>& values) {
      typed.settings.push_back({name, option, values, by_commas});
    };
    app_.add_option_function<std::vector<std::string>>(option, record, help_of(built_in(name)))
        ->type_name(type)
        ->allow_extra_args(false)
        ->group(group_);
  }

  void add_switch(const std::string& option, const std::string& name, const std::string& value,
                  const std::string& help) {
    const auto record = [=, &typed = typed_](std::int64_t) { typed.settings.push_back({name, option, {value}}); };
    app_.add_flag_function(option, record, help)->group(group_);
  }
  void add_switch(const std::string& option, const std::string& name) {
    add_switch(option, name, "true", built_in(name).meaning);
  }

 private:
  CLI::App& app_;
  Typed& typed_;
  std::string group_;
};

void add_config_options(CLI::App& app, Typed& typed) {
  app.add_option(
         "--config", typed.config,
         "Settings file (TOML; bundel config shows the names); default: bundel.toml in the working folder, if any")
      ->type_name("FILE")
      ->group("Run");
  app.add_option("--set", typed.sets, "Any setting by its name, such as min-run=4; bundel config lists them")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false)
      ->group("Run");
}

void add_shared(CLI::App& app, Typed& typed) {
  app.add_option("INPUT", typed.inputs, "Files, folders or - (standard input)")->required()->type_name("");
  const char* group = "Input";
  app.add_option("--fields", typed.fields, "Which fields hold what: text=body,date=meta.published")
      ->type_name("NAME=FIELD,..")
      ->group(group);
  SettingOptions input(app, typed, group);
  input.add("--encoding", "encoding", "NAME");
  input.add("--ids", "ids", "RULE");
  input.add("--since", "since", "DATE");
  input.add("--until", "until", "DATE");
  input.add("--date-order", "date-order", "ORDER");
  app.add_option("--rejects", typed.rejects, "Write rejected records here: source, line, reason")
      ->type_name("FILE")
      ->group(group);
  app.add_flag("--strict", typed.strict,
               "Reject a second article with an id too; exit with 1 when a record was rejected")
      ->group(group);
  group = "Output";
  app.add_option("--format", typed.format, "table (default), jsonl or csv")->type_name("FORMAT")->group(group);
  app.add_option("--output", typed.output,
                 "Write to this file; its ending may name format and packing: x.jsonl, x.csv.gz")
      ->type_name("FILE")
      ->group(group);
  app.add_option("--stats", typed.stats, "Write settings, steps and counts here, as JSON")
      ->type_name("FILE")
      ->group(group);
  app.add_flag("--quiet", typed.quiet, "No words on standard error but errors")->group(group);
  group = "Run";
  app.add_option("--threads", typed.threads, "Threads (default: all cores); the output is the same")
      ->type_name("N")
      ->group(group);
  add_config_options(app, typed);
  SettingOptions(app, typed, "Texts").add("--boilerplate", "boilerplate", "RULE");
}

void add_copy_rules(CLI::App& app, Typed& typed) {
  SettingOptions copies(app, typed, "Copies");
  copies.add("--containment", "containment", "SHARE");
  copies.add("--min-run", "min-run", "WORDS");
  copies.add("--keep", "keep", "RULE");
  copies.add_switch("--fold-excerpts", "fold-excerpts");
  copies.add_switch("--fold-templates", "fold-templates");
  copies.add_switch("--no-noisy", "noisy", "false", "Find no noisy copies (scans, retyped texts)");
}

void add_event_rules(CLI::App& app, Typed& typed) {
  SettingOptions events(app, typed, "Events");
  events.add("--vectors", "vectors", "FILE");
  events.add("--model", "model", "FILE");
}

void add_keep_rules(CLI::App& app, Typed& typed) {
  SettingOptions copies(app, typed, "Copies");
  copies.add_list("--prefer", "prefer", "SOURCE,..", true);
  copies.add_list("--keep-from", "keep-from", "PATH", false);
  copies.add_switch("--latest-revision", "latest-revision");
}

CLI::App* add_dups(CLI::App& app, Typed& typed) {
  CLI::App* dups = app.add_subcommand("dups", "Copies and excerpts, with the shared passages");
  add_shared(*dups, typed);
  SettingOptions(*dups, typed, "Copies").add("--threshold", "copy-threshold", "SHARE");
  add_copy_rules(*dups, typed);
  add_keep_rules(*dups, typed);
  dups->add_option("--emit", typed.emit,
                   "groups (default), pairs, boilerplate, kept or dropped (the records themselves)")
      ->type_name("WHAT")
      ->group("Output");
  dups->add_flag("--text", typed.text, "With --emit pairs --format jsonl: also the words of the shared runs")
      ->group("Output");
  dups->add_flag("--with-reason", typed.with_reason,
                 "With --emit dropped: each record says of which kept one it is a copy (dropped_for)")
      ->group("Output");
  return dups;
}

CLI::App* add_events(CLI::App& app, Typed& typed) {
  CLI::App* events = app.add_subcommand("events", "Events with their member articles");
  add_shared(*events, typed);
  SettingOptions(*events, typed, "Events").add("--threshold", "event-threshold", "P");
  add_event_rules(*events, typed);
  events->add_option("--save-model", typed.save_model, "Write the model here, for --model of later runs (JSON Lines)")
      ->type_name("FILE")
      ->group("Events");
  return events;
}

CLI::App* add_explain(CLI::App& app, Typed& typed) {
  CLI::App* explain = app.add_subcommand("explain", "Why two articles are, or are not, copies and in one event");
  add_shared(*explain, typed);
  const char* group = "Copies";
  explain->add_option("--pair", typed.pair, "Ids of the two articles")
      ->required()
      ->expected(2)
      ->type_name("A B")
      ->group(group);
  explain->add_option("--as", typed.as, "copies or events; without it both")->type_name("WHAT")->group(group);
  SettingOptions copies(*explain, typed, group);
  copies.add("--threshold", "copy-threshold", "SHARE",
             "Least overlap of a copy, or with --as events least link probability (default 0.5)");
  copies.add("--containment", "containment", "SHARE");
  copies.add("--min-run", "min-run", "WORDS");
  add_event_rules(*explain, typed);
  return explain;
}

CLI::App* add_tune(CLI::App& app, Typed& typed, CLI::App*& dups, CLI::App*& events) {
  CLI::App* tune = app.add_subcommand("tune", "What each threshold gives, which one to take and why");
  tune->require_subcommand(1);
  dups = tune->add_subcommand("dups", "Thresholds of copies");
  events = tune->add_subcommand("events", "Thresholds of events");
  for (CLI::App* command : {dups, events}) {
    add_shared(*command, typed);
    const char* group = "Tuning";
    command
        ->add_option("--labels", typed.labels,
                     "A .csv or .tsv with columns id,event or a,b,same (yes or no): scores each threshold")
        ->type_name("FILE")
        ->group(group);
    command
        ->add_flag("--label", typed.label,
                   "Ask, pair after pair, and keep the answers in the file of --labels (default bundel-labels.csv)")
        ->group(group);
    command
        ->add_option("--sample", typed.sample,
                     "Write so many pairs with their texts as CSV, to be judged in a spreadsheet and read by --labels")
        ->type_name("N")
        ->group(group);
    command
        ->add_option("--target-precision", typed.target_precision,
                     "With labels: the threshold with the largest recall among those of this precision")
        ->type_name("P")
        ->group(group);
    command
        ->add_option("--target-recall", typed.target_recall,
                     "With labels: the threshold with the largest precision among those of this recall")
        ->type_name("R")
        ->group(group);
    command->add_option("--save", typed.save, "Write the recommended threshold, with the other settings, here (TOML)")
        ->type_name("FILE")
        ->group(group);
    command->add_option("--svg", typed.svg, "Draw the curve here, as a picture (SVG)")->type_name("FILE")->group(group);
    command->add_flag("--ascii", typed.ascii, "Draw the curve in the table with plain characters only")->group(group);
  }
  add_copy_rules(*dups, typed);
  add_event_rules(*events, typed);
  return tune;
}

CLI::App* add_config(CLI::App& app, Typed& typed) {
  CLI::App* config = app.add_subcommand("config", "The settings in force, each with its origin");
  add_config_options(*config, typed);
  config->add_option("--format", typed.format, "toml (default; a settings file), table or jsonl")
      ->type_name("FORMAT")
      ->group("Output");
  config->add_flag("--quiet", typed.quiet, "No words on standard error but errors")->group("Output");
  return config;
}

CLI::App* add_score(CLI::App& app, Typed& typed) {
  CLI::App* score = app.add_subcommand("score", "How well a result agrees with labels, and the wrong pairs");
  score
      ->add_option("RESULT", typed.inputs,
                   "What events or dups wrote as JSON Lines, or a .csv or .tsv; - for JSON Lines")
      ->required()
      ->expected(1)
      ->type_name("");
  score->add_option("--gold", typed.gold, "The labels: a .csv or .tsv with columns id,event, or JSON Lines")
      ->required()
      ->type_name("FILE")
      ->group("Input");
  score->add_option("--min-f1", typed.min_f1, "Exit with 1 where the B-cubed F1 is lower")
      ->type_name("F1")
      ->group("Input");
  const char* group = "Output";
  score->add_option("--format", typed.format, "table (default) or jsonl, with all wrong pairs")
      ->type_name("FORMAT")
      ->group(group);
  score
      ->add_option("--output", typed.output,
                   "Write to this file; its ending may name format and packing: x.jsonl, x.csv.gz")
      ->type_name("FILE")
      ->group(group);
  score->add_flag("--quiet", typed.quiet, "No words on standard error but errors")->group(group);
  return score;
}

/// Commands that are none, each refused with its name.
void refuse_other_commands(const CLI::App& app, const std::string& name) {
  if (name.starts_with("-")) return;
  const auto known = app.get_subcommands([](const CLI::App*) { return true; });
  if (std::ranges::none_of(known, [&](const CLI::App* command) { return command->get_name() == name; })) {
    throw Error(ErrorKind::setting, "no such command; there are dups, events, explain, tune, score and config",
                name.empty() ? "''" : name);
  }
}

/// An option with an empty value is a script's unset variable, and no wish for the default.
void refuse_empty_values(const CLI::App& app) {
  for (const CLI::App* command : app.get_subcommands()) {
    for (const CLI::Option* option : command->get_options()) {
      const auto& values = option->results();
      if (option->get_expected_max() > 0 && std::ranges::find(values, "") != values.end()) {
        throw Error(ErrorKind::setting, "its value is empty", option->get_name());
      }
    }
    refuse_empty_values(*command);
  }
}

/// The first line, without the full stop.
std::string first_line(std::string text) {
  if (const std::size_t end = text.find('\n'); end != std::string::npos) text.resize(end);
  while (!text.empty() && text.back() == '.') text.pop_back();
  return text;
}

}  // namespace

std::optional<Plan> parse_arguments(int argc, const char* const* argv, std::string& text) {
  CLI::App app(kAbout, "bundel");
  app.footer(kExample);
  app.set_version_flag("--version", "bundel " BUNDEL_VERSION);
  app.require_subcommand(1);
  Typed typed;
  CLI::App* tune_dups = nullptr;
  CLI::App* tune_events = nullptr;
  CLI::App* dups = add_dups(app, typed);
  CLI::App* events = add_events(app, typed);
  CLI::App* explain = add_explain(app, typed);
  add_tune(app, typed, tune_dups, tune_events);
  CLI::App* score = add_score(app, typed);
  CLI::App* config = add_config(app, typed);
  if (argc > 1) refuse_other_commands(app, argv[1]);
  try {
    app.parse(argc, argv);
    refuse_empty_values(app);
  } catch (const CLI::Success& asked) {  // help and version
    std::ostringstream out;
    std::ostringstream unused;
    app.exit(asked, out, unused);
    text = out.str();
    return std::nullopt;
  } catch (const CLI::ParseError& error) {
    throw Error(ErrorKind::setting, first_line(error.what()) + "; bundel --help says more", "");
  }
  if (dups->parsed()) return plan_of(Command::dups, typed);
  if (events->parsed()) return plan_of(Command::events, typed);
  if (config->parsed()) return plan_of(Command::config, typed);
  if (score->parsed()) return plan_of(Command::score, typed);
  if (explain->parsed()) return plan_of(Command::explain, typed);
  return plan_of(tune_dups->parsed() ? Command::tune_dups : Command::tune_events, typed);
}

}  // namespace bundel::cli
