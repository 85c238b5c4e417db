#include "cli/tune_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "bundel/curve.h"
#include "bundel/error.h"
#include "bundel/terminal.h"
#include "bundel/tune.h"
#include "cli/config.h"
#include "cli/label_session.h"
#include "cli/result_output.h"
#include "cli/standard_streams.h"

namespace bundel::cli {
namespace {

/// The recommended threshold with the other settings in force.
void save_settings(Output& file, const Plan& plan, const TuneReport& report, const Progress& progress) {
  Settings saved = plan.settings;
  if (!plan.configured.contains("today")) saved.read.today.reset();  // the clock's goes on
  const double threshold = report.thresholds[report.recommended].threshold;
  (report.copies ? saved.copies.threshold : saved.events.threshold) = threshold;
  file.stream() << write_config(saved);
  file.commit();
  progress.say("saved", fmt::format("{}; --config {} uses it", plan.save, plan.save));
}

/// Labels before the work, so that a bad file costs no time. A file of answers may be yet to be made.
LabelTable labels_of(const Plan& plan) {
  std::error_code none;
  if (plan.labels.empty() || (plan.label && !std::filesystem::exists(plan.labels, none))) return {};
  LabelTable labels = read_label_table(plan.labels);
  if (plan.label && !labels.of_pairs)
    throw Error(ErrorKind::input, "answers are kept in a table a,b,same; this is none", plan.labels);
  if (plan.sample > 0 && !labels.of_pairs)
    throw Error(ErrorKind::input, "pairs are drawn by judged pairs, a table a,b,same; this is none", plan.labels);
  const bool judged = std::ranges::any_of(labels.pairs, [](const JudgedPair& pair) { return pair.same.has_value(); });
  if (!plan.label && plan.sample == 0 && !judged && labels.articles.empty()) {
    throw Error(
        ErrorKind::input,
        labels.of_pairs ? "no pair in it is judged: write yes or no into the column `same`" : "it labels nothing",
        plan.labels);
  }
  return labels;
}

/// Puts pairs before the person at the terminal until there is enough.
LabelTable ask(const Plan& plan, const AnswerFile& file, Tuning& tuning, LabelTable labels, const Progress& progress) {
  const bool copies = plan.command == Command::tune_dups;
  const LabelSession session{std::cin,
                             std::cout,
                             {terminal_columns(), terminal_colour(), {display_width, cut_to_width}},
                             copies ? "Copies of one text?" : "The same event?",
                             file,
                             std::move(labels.pairs),
                             {}};
  LabelResult asked = label_pairs(session, [&](std::span<const JudgedPair> answers) { return tuning.next(answers); });
  if (asked.end == LabelEnd::done) std::cout << "\nevery pair is judged\n";
  std::cout << '\n' << std::flush;
  progress.say("labels", fmt::format("{} pairs in {}; the same command goes on where you stopped", asked.answers.size(),
                                     plan.labels));
  LabelTable answered;
  answered.of_pairs = true;
  answered.pairs = std::move(asked.answers);
  return answered;
}

}  // namespace

Outcome carry_out_tune(const Plan& plan, const TuneFiles& files, Progress& progress) {
  Output& out = files.data;
  if (plan.label) require_standard_output();
  const std::optional<AnswerFile> answers = plan.label ? std::make_optional<AnswerFile>(plan.labels) : std::nullopt;
  LabelTable labels = labels_of(plan);
  const auto match = plan.command == Command::tune_dups ? tune_dups : tune_events;
  Tuning tuning = match(plan.inputs, plan.tune, plan.settings, run_context());
  if (plan.sample > 0) {
    const std::vector<PairToJudge> pairs = tuning.sample(plan.sample, labels.pairs);
    write_result(out, plan, {}, [&](ResultWriter& writer) { writer.sample(pairs); });
    out.commit();
    progress.say("sample",
                 fmt::format("{} pairs; fill in `same` with yes or no and give the file to --labels", pairs.size()));
    return outcome_of(tuning.collection());
  }
  if (answers) labels = ask(plan, *answers, tuning, std::move(labels), progress);
  const TuneReport report = tuning.report(labels, plan.labels);
  write_result(out, plan, {}, [&](ResultWriter& writer) { writer.tuning(report); });
  out.commit();
  if (plan.format != Format::table || !plan.output.empty())
    progress.say("recommended", fmt::format("{:.2f}: {}", report.thresholds[report.recommended].threshold, report.why));
  if (files.save) save_settings(*files.save, plan, report, progress);
  if (files.svg) {
    write_curve_svg(files.svg->stream(), curve_of(report));
    files.svg->commit();
  }
  if (report.unknown_labels > 0)
    progress.say("labels", fmt::format("{} of ids that are no article of the input{}", report.unknown_labels,
                                       tuning.collection().clashing_ids.count == 0
                                           ? ""
                                           : " (ids of several files became file:id; --ids given leaves them)"));
  return outcome_of(tuning.collection());
}

}  // namespace bundel::cli
