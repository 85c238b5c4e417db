#include "cli/commands.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bundel/agreement.h"
#include "bundel/error.h"
#include "bundel/labels.h"
#include "bundel/run_stats.h"
#include "bundel/store.h"
#include "bundel/style.h"
#include "bundel/writer.h"
#include "cli/config.h"
#include "cli/outcome.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/records.h"
#include "cli/result_output.h"
#include "cli/tune_command.h"
#include "ground/lines.h"

namespace bundel::cli {
namespace {

/// Rejections shown before the rest is only counted.
constexpr std::size_t kShownRejections = 3;

std::string place_of(const Rejection& rejection) {
  return rejection.line == 0 ? rejection.source : fmt::format("{}:{}", rejection.source, rejection.line);
}

void say_rejections(const Rejections& rejections, const Plan& plan, const Progress& progress) {
  for (std::size_t i = 0; i < std::min(kShownRejections, rejections.size()); ++i) {
    progress.say("rejected", fmt::format("{}: {}", place_of(rejections[i]), rejections[i].reason));
  }
  if (rejections.size() > kShownRejections) {
    progress.say("rejected", fmt::format("and {} more{}", rejections.size() - kShownRejections,
                                         plan.rejects.empty() ? "; --rejects FILE lists them all" : ""));
  }
}

std::string_view command_name(Command command) {
  switch (command) {
    case Command::dups:
      return "dups";
    case Command::events:
      return "events";
    case Command::explain:
      return "explain";
    case Command::tune_dups:
      return "tune dups";
    case Command::tune_events:
      return "tune events";
    case Command::score:
      return "score";
    case Command::config:
      return "config";
  }
  return "";
}

std::vector<Setting> settings_of(const Plan& plan) {
  std::vector<Setting> settings = list_settings(plan.settings);
  for (Setting& setting : settings) {
    if (setting.name == "today") setting.origin = "clock";
    if (plan.configured.contains(setting.name)) setting.origin = plan.config;
    if (plan.said.contains(setting.name)) setting.origin = "command line";
  }
  return settings;
}

/// All files a run writes, opened before the work, so that a path that cannot be written costs no time.
struct Files {
  explicit Files(const Plan& plan) : data(plan.output) {
    if (!plan.rejects.empty()) rejects.emplace(plan.rejects);
    if (!plan.stats.empty()) stats.emplace(plan.stats);
    if (!plan.save.empty()) save.emplace(plan.save);
    if (!plan.save_model.empty()) model.emplace(plan.save_model);
    if (!plan.svg.empty()) svg.emplace(plan.svg);
  }

  Output data;
  std::optional<Output> rejects;
  std::optional<Output> stats;
  std::optional<Output> save;
  std::optional<Output> model;
  std::optional<Output> svg;
};

void write_rejections(std::ostream& out, const Rejections& rejections) {
  for (const Rejection& rejection : rejections) write_rejections_jsonl(out, {&rejection, 1});
}

void write_rejects_and_stats(Files& files, const Plan& plan, const Outcome& outcome, const Progress& progress) {
  if (files.rejects) {
    write_rejections(files.rejects->stream(), outcome.rejections);
    files.rejects->commit();
  }
  if (!files.stats) return;
  const RunStats stats{std::string(command_name(plan.command)), BUNDEL_VERSION, settings_of(plan), progress.steps(),
                       outcome.counts};
  write_stats_json(files.stats->stream(), stats);
  files.stats->commit();
}

/// Ids to what is shown of them; made when it is first asked, which only some formats do.
class Cards {
 public:
  explicit Cards(const Collection& collection, const Collection* references = nullptr)
      : collection_(collection), references_(references) {}

  ArticleCard operator()(std::string_view id, std::string_view from) {
    if (by_id_.empty()) put(collection_, by_id_);
    if (references_ != nullptr && references_by_id_.empty()) put(*references_, references_by_id_);
    const Article& article = *(from.empty() ? by_id_ : references_by_id_).at(id);
    return {headline_of(article), article.time, article.source};
  }

 private:
  using ById = std::unordered_map<std::string_view, const Article*>;

  static void put(const Collection& collection, ById& by_id) {
    for (const Article& article : collection.articles) by_id.emplace(article.id, &article);
  }

  const Collection& collection_;
  const Collection* references_;
  ById by_id_;
  ById references_by_id_;
};

void say_no_copies(const DupsResult& result, const Progress& progress) {
  const std::size_t count = result.collection.articles.size();
  const std::size_t references = result.references.articles.size();
  std::string said =
      count == 1 ? "no copies: there is only one article" : fmt::format("no copies among {} articles", count);
  if (references > 0) said = fmt::format("no copies among {} articles and {} of --keep-from", count, references);
  if (result.closest) {
    const PairRecord& pair = *result.closest;
    said += fmt::format("; the closest pair is {} and {}: {:.1f} % and {:.1f} % of their words stand in the other",
                        pair.a, pair.b, 100 * pair.a_in_b, 100 * pair.b_in_a);
  } else if (count > 1) {
    said += "; no two share a run of words";
  }
  progress.say("", said);
}

void write_dups(Output& out, const Plan& plan, const DupsResult& result) {
  const Cards cards(result.collection, &result.references);
  switch (plan.emit) {
    case Emit::groups:
      return write_result(out, plan, cards, [&](ResultWriter& writer) { writer.groups(result.groups); });
    case Emit::pairs:
      return write_result(out, plan, cards, [&](ResultWriter& writer) { writer.pairs(result.pairs); });
    case Emit::boilerplate:
      return write_result(out, plan, {}, [&](ResultWriter& writer) { writer.boilerplate(result.boilerplate); });
    case Emit::kept:
      return write_kept(out.stream(), result, plan.in_place ? "" : plan.output);
    case Emit::dropped:
      return write_dropped(out.stream(), result, plan.with_reason, plan.output);
  }
}

/// A preferred source that no article has is a typing error more often than not.
void say_unknown_sources(const DupsResult& result, const Plan& plan, const Progress& progress) {
  const std::vector<Article>& articles = result.collection.articles;
  for (const std::string& wanted : plan.settings.copies.prefer) {
    const auto has_it = [&](const Article& article) { return same_source(article.source, wanted); };
    if (std::ranges::none_of(articles, has_it)) {
      progress.say("prefer", fmt::format("no article has the source '{}'", printable(wanted)));
    }
  }
}

Outcome outcome_of_dups(const DupsResult& result, const Plan& plan) {
  Outcome outcome = outcome_of(result.collection);
  const Collection& references = result.references;
  outcome.rejections.append(references.rejections);
  if (plan.emit == Emit::pairs || plan.emit == Emit::boilerplate) return outcome;
  std::uint64_t dropped = 0;
  for (const GroupRecord& group : result.groups) dropped += group.members.size();
  outcome.counts.emplace_back("kept", result.collection.articles.size() - dropped);
  outcome.counts.emplace_back("dropped", dropped);
  if (plan.settings.keep_from.empty()) return outcome;
  outcome.counts.emplace_back("keep_from_articles", references.articles.size());
  outcome.counts.emplace_back("keep_from_rejected", references.rejections.size());
  outcome.counts.emplace_back("keep_from_left_out", references.left_out.size());
  return outcome;
}

/// Kept records may take the place of their INPUT only where those that are not kept are known to be copies.
void check_nothing_lost(const Plan& plan, const Collection& collection) {
  const std::uint64_t rejected = collection.rejections.size();
  const auto refuse = [&](const std::string& what) {
    throw Error(ErrorKind::output, fmt::format("{} would be lost from it; write --output to another file", what),
                plan.output);
  };
  if (rejected > 0) refuse(ground::count_of(rejected, "rejected record", "rejected records"));
  if (collection.outside > 0) refuse(fmt::format("{} outside --since and --until", collection.outside));
  const bool texts = std::ranges::any_of(collection.files, &InputFile::whole);
  if (texts) refuse("its text (of .txt files --emit kept writes the paths)");
}

Outcome dups(const Plan& plan, Output& out, Progress& progress) {
  const DupsWanted wanted = plan.emit == Emit::pairs         ? DupsWanted::pairs
                            : plan.emit == Emit::boilerplate ? DupsWanted::boilerplate
                                                             : DupsWanted::groups;
  const DupsResult result = run_dups(plan.inputs, wanted, plan.settings, plan.detail);
  if (plan.in_place) check_nothing_lost(plan, result.collection);
  write_dups(out, plan, result);
  out.commit();
  say_unknown_sources(result, plan, progress);
  if (wanted != DupsWanted::boilerplate && result.pairs.empty() && result.groups.empty())
    say_no_copies(result, progress);
  return outcome_of_dups(result, plan);
}

Outcome events(const Plan& plan, Files& files, const Progress& progress) {
  const EventsResult result = run_events(plan.inputs, plan.settings);
  write_result(files.data, plan, Cards(result.collection), [&](ResultWriter& writer) { writer.events(result.events); });
  files.data.commit();
  if (files.model) {
    write_model(files.model->stream(), result.model);
    files.model->commit();
    progress.say("model", fmt::format("{0}; --model {0} uses it", plan.save_model));
  }
  return outcome_of(result.collection);
}

Outcome explain(const Plan& plan, Output& out) {
  const ExplainResult result =
      bundel::explain(plan.inputs, plan.pair.first, plan.pair.second, plan.explained, plan.settings);
  write_result(out, plan, {}, [&](ResultWriter& writer) {
    if (result.copies) writer.copy_explanation(*result.copies);
    if (result.events) writer.event_explanation(*result.events);
  });
  out.commit();
  return outcome_of(result.collection);
}

void write_wrong_pairs(ResultWriter& writer, const ScoreResult& result) {
  for (const bool together : {true, false}) {
    visit_split_pairs(together ? result.found : result.gold, together ? result.gold : result.found,
                      [&](std::size_t a, std::size_t b) {
                        return writer.wrong_pair({together, result.articles[a], result.articles[b]});
                      });
  }
}

Outcome score(const Plan& plan, Output& out, Progress& progress) {
  const ScoreResult result = bundel::score(plan.gold, plan.inputs.front());
  write_result(out, plan, {}, [&](ResultWriter& writer) {
    writer.score(result.score);
    write_wrong_pairs(writer, result);
  });
  out.commit();
  if (result.not_in_result > 0) {
    progress.say("labels", fmt::format("{} of articles that the result does not name; they count as alone",
                                       result.not_in_result));
  }
  if (result.not_in_gold > 0)
    progress.say("result", fmt::format("{} articles without a label left out", result.not_in_gold));
  Outcome outcome = outcome_of(Collection{});
  outcome.negative = plan.min_f1 && result.score.bcubed_f1 < *plan.min_f1;
  if (outcome.negative) {
    progress.say("score", fmt::format("B-cubed F1 {:.4f} is below {}", result.score.bcubed_f1, *plan.min_f1));
  }
  return outcome;
}

Outcome config(const Plan& plan, Output& out) {
  if (plan.commented) {
    write_commented(out.stream(), settings_of(plan));
  } else {
    write_result(out, plan, {}, [&](ResultWriter& writer) { writer.settings(settings_of(plan)); });
  }
  out.commit();
  return outcome_of(Collection{});
}

Outcome run(const Plan& plan, Files& files, Progress& progress) {
  Output& out = files.data;
  switch (plan.command) {
    case Command::dups:
      return dups(plan, out, progress);
    case Command::events:
      return events(plan, files, progress);
    case Command::explain:
      return explain(plan, out);
    case Command::tune_dups:
    case Command::tune_events:
      return carry_out_tune(plan, {files.data, files.save, files.svg}, progress);
    case Command::score:
      return score(plan, out, progress);
    case Command::config:
      return config(plan, out);
  }
  return {};
}

/// Where all records are rejected there is no result, but the list of them is what the user needs most.
Outcome run_or_keep_rejections(const Plan& plan, Files& files, Progress& progress) {
  try {
    return run(plan, files, progress);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::no_articles && !progress.rejections().empty() && files.rejects) {
      write_rejections(files.rejects->stream(), progress.rejections());
      files.rejects->commit();
    }
    throw;
  }
}

}  // namespace

int carry_out(const Plan& plan) {
  Progress progress(plan.quiet, ::isatty(STDERR_FILENO) != 0);
  const RunScope scope({.threads = plan.threads.value_or(0), .observer = &progress});
  if (!plan.config.empty()) progress.say("config", plan.config);
  Files files(plan);
  const Outcome outcome = run_or_keep_rejections(plan, files, progress);
  say_rejections(outcome.rejections, plan, progress);
  write_rejects_and_stats(files, plan, outcome, progress);
  return outcome.negative || (plan.strict && !outcome.rejections.empty()) ? 1 : 0;
}

}  // namespace bundel::cli
