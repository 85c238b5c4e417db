#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
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

void add_config_option(CLI::App& app, Typed& typed) {
  app.add_option(
         "--config", typed.config,
         "Settings file (TOML; bundel config shows the names); default: bundel.toml in the working folder, if any")
      ->type_name("FILE")
      ->group("Run");
}

void add_shared(CLI::App& app, Typed& typed) {
  app.add_option("INPUT", typed.inputs, "Files, folders or - (standard input)")->required()->type_name("");
  const char* group = "Input";
  app.add_option("--fields", typed.fields, "Which fields hold what: text=body,date=meta.published")
      ->type_name("NAME=FIELD,..")
      ->group(group);
  app.add_option("--encoding", typed.encoding,
                 "Of files that are not UTF-8, such as windows-1252 (default: a guess that is said)")
      ->type_name("NAME")
      ->group(group);
  app.add_option("--ids", typed.ids,
                 "auto (default: file:id where files share an id), given (as they are) or file (all)")
      ->type_name("RULE")
      ->group(group);
  app.add_option("--since", typed.since, "Leave out articles before this date (undated ones stay)")
      ->type_name("DATE")
      ->group(group);
  app.add_option("--until", typed.until, "Leave out articles after this date (undated ones stay)")
      ->type_name("DATE")
      ->group(group);
  app.add_option("--date-order", typed.date_order,
                 "dmy or mdy: how to read 02/03/2023 where no other date of the files tells")
      ->type_name("ORDER")
      ->group(group);
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
  add_config_option(app, typed);
}

void add_copy_rules(CLI::App& app, Typed& typed) {
  const char* group = "Copies";
  app.add_option("--containment", typed.containment,
                 "Least share of one text within another for an excerpt (default 0.8)")
      ->type_name("SHARE")
      ->group(group);
  app.add_option("--min-run", typed.min_run, "Words of the shortest shared run (default 5)")
      ->type_name("WORDS")
      ->group(group);
  app.add_option("--keep", typed.keep,
                 "Which copy stays: earliest (default; to the second where known), latest, longest, first")
      ->type_name("RULE")
      ->group(group);
  app.add_flag("--fold-excerpts", typed.fold_excerpts, "Fold an excerpt under the article that contains it")
      ->group(group);
  app.add_flag("--no-noisy", typed.no_noisy, "Find no noisy copies (scans, retyped texts)")->group(group);
}

void add_keep_rules(CLI::App& app, Typed& typed) {
  const char* group = "Copies";
  app.add_option("--prefer", typed.prefer, "Sources whose articles stay before others', the first most")
      ->type_name("SOURCE,..")
      ->allow_extra_args(false)
      ->group(group);
  app.add_option("--keep-from", typed.keep_from,
                 "Fold what stands in this file or folder too; its articles are neither kept nor dropped; INPUT in it "
                 "counts once")
      ->type_name("PATH")
      ->allow_extra_args(false)
      ->group(group);
  app.add_flag("--latest-revision", typed.latest_revision,
               "Of articles with one url only the newest stays, whatever their ids")
      ->group(group);
}

CLI::App* add_dups(CLI::App& app, Typed& typed) {
  CLI::App* dups = app.add_subcommand("dups", "Copies and excerpts, with the shared passages");
  add_shared(*dups, typed);
  dups->add_option("--threshold", typed.threshold, "Least overlap of a copy, both ways (default 0.5)")
      ->type_name("SHARE")
      ->group("Copies");
  add_copy_rules(*dups, typed);
  add_keep_rules(*dups, typed);
  dups->add_option("--emit", typed.emit, "groups (default), pairs, kept or dropped (the records themselves)")
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
  events->add_option("--threshold", typed.threshold, "Least link probability of an event, 0 to 1 (default 0.5)")
      ->type_name("P")
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
  explain
      ->add_option("--threshold", typed.threshold,
                   "Least overlap of a copy, or with --as events least link probability (default 0.5)")
      ->type_name("SHARE")
      ->group(group);
  explain
      ->add_option("--containment", typed.containment,
                   "Least share of one text within another for an excerpt (default 0.8)")
      ->type_name("SHARE")
      ->group(group);
  explain->add_option("--min-run", typed.min_run, "Words of the shortest shared run (default 5)")
      ->type_name("WORDS")
      ->group(group);
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
  return tune;
}

CLI::App* add_config(CLI::App& app, Typed& typed) {
  CLI::App* config = app.add_subcommand("config", "The settings in force, each with its origin");
  add_config_option(*config, typed);
  config->add_option("--format", typed.format, "table (default) or jsonl")->type_name("FORMAT")->group("Output");
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
    throw Error("no such command; there are dups, events, explain, tune, score and config", name.empty() ? "''" : name);
  }
}

/// An option with an empty value is a script's unset variable, and no wish for the default.
void refuse_empty_values(const CLI::App& app) {
  for (const CLI::App* command : app.get_subcommands()) {
    for (const CLI::Option* option : command->get_options()) {
      const auto& values = option->results();
      if (option->get_expected_max() > 0 && std::ranges::find(values, "") != values.end()) {
        throw Error("its value is empty", option->get_name());
      }
    }
    refuse_empty_values(*command);
  }
}

std::string one_line(std::string text) {
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
    throw Error(one_line(error.what()) + "; bundel --help says more", "");
  }
  if (dups->parsed()) return plan_of(Command::dups, typed);
  if (events->parsed()) return plan_of(Command::events, typed);
  if (config->parsed()) return plan_of(Command::config, typed);
  if (score->parsed()) return plan_of(Command::score, typed);
  if (explain->parsed()) return plan_of(Command::explain, typed);
  return plan_of(tune_dups->parsed() ? Command::tune_dups : Command::tune_events, typed);
}

}  // namespace bundel::cli
