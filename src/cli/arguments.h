/// What was typed, and what it means.
///
/// Parsing a flag only stores it; `plan_of` alone turns what was typed into settings and knows which of them were said.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bundel/pipeline.h"
#include "bundel/tune.h"
#include "bundel/writer.h"

namespace bundel::cli {

enum class Command : std::uint8_t { dups, events, explain, tune_dups, tune_events, score, config };
enum class Emit : std::uint8_t { groups, pairs, boilerplate, kept, dropped };

/// A setting that was typed.
struct TypedSetting {
  std::string name;    ///< as list_settings has it
  std::string option;  ///< as the user typed it
  std::vector<std::string> values;
  bool by_commas = false;  ///< each value may be several
};

/// As typed. Empty or false: not typed.
struct Typed {
  std::vector<std::string> inputs;
  std::vector<TypedSetting> settings;
  std::vector<std::string> fields, sets;  ///< NAME=FIELD,NAME=FIELD and NAME=VALUE
  std::string format, output, config, save, save_model, stats, rejects;
  std::string emit, labels, as, svg;
  std::vector<std::string> pair;
  std::string gold;
  std::optional<double> min_f1, target_precision, target_recall;
  std::optional<int> threads, sample;
  bool strict = false, quiet = false, text = false, with_reason = false, label = false, ascii = false;
};

/// As meant.
struct Plan {
  Command command = Command::events;
  std::vector<std::string> inputs;
  Settings settings;
  TuneSettings tune;
  DupsDetail detail;       ///< what the format of `dups` shows
  std::string labels;      ///< file of labels for tune; empty for none
  bool label = false;      ///< ask a person, and keep the answers in `labels`
  std::size_t sample = 0;  ///< pairs to write for judging elsewhere, instead of what tune says; 0: none
  bool ascii = false;      ///< draw with no other characters
  std::string svg;         ///< where to draw the curve; empty for nowhere
  Format format = Format::table;
  Emit emit = Emit::groups;
  std::pair<std::string, std::string> pair;  ///< ids to explain
  Explained explained = Explained::both;
  std::string gold;                    ///< labels to score the input against
  std::optional<double> min_f1;        ///< floor of its B-cubed F1
  std::string output, stats, rejects;  ///< paths; empty: standard output, none, none
  bool in_place = false;               ///< `output` is an INPUT: what it loses is lost
  std::optional<int> threads;
  bool strict = false;
  bool quiet = false;
  bool commented = false;                         ///< config: as a settings file
  bool with_reason = false;                       ///< dropped records say of whom they are copies
  std::string config;                             ///< the settings file that was read; empty for none
  std::string save;                               ///< where to write one; empty for nowhere
  std::string save_model;                         ///< where to write the model of events; empty for nowhere
  std::map<std::string, std::string> configured;  ///< by name: settings that stand in it, each with its path:line
  std::map<std::string, std::string> said;        ///< by name: those on the command line, each with what was typed
};

/// Parses the command line. No plan where help or the version was asked for: `text` is then what to print.
/// Errors: Error with one sentence for what cannot be understood or is not in this version.
std::optional<Plan> parse_arguments(int argc, const char* const* argv, std::string& text);

/// Errors: Error that names the option.
Plan plan_of(Command command, const Typed& typed);

}  // namespace bundel::cli
