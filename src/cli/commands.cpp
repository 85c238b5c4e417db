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

#include "bundel/error.h"
#include "bundel/evaluate.h"
#include "bundel/report.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/records.h"
#include "cli/tune_command.h"

namespace bundel::cli {
namespace {

/// Rejections shown before the rest is only counted.
constexpr std::size_t kShownRejections = 3;

TableStyle table_style(const Plan& plan) {
  const bool to_terminal = plan.output.empty();
  return {to_terminal ? terminal_columns() : 0, to_terminal && terminal_colour(), {display_width, cut_to_width}};
}

std::string place_of(const Rejection& rejection) {
  return rejection.line == 0 ? rejection.source : fmt::format("{}:{}", rejection.source, rejection.line);
}

/// What a command leaves behind beside its data.
struct Outcome {
  Collection collection;
  Rejections rejections = {};                                      ///< of `collection` and of what else was read
  std::vector<std::pair<std::string, std::uint64_t>> counts = {};  ///< further ones for --stats
  bool negative = false;                                           ///< done, and the answer is no
};

Outcome outcome_of(Collection collection) {
  Outcome outcome{std::move(collection)};
  outcome.rejections = outcome.collection.rejections;
  return outcome;
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
    if (!plan.svg.empty()) svg.emplace(plan.svg);
  }

  Output data;
  std::optional<Output> rejects;
  std::optional<Output> stats;
  std::optional<Output> save;
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
  const Collection& collection = outcome.collection;
  RunStats stats{std::string(command_name(plan.command)),
                 BUNDEL_VERSION,
                 settings_of(plan),
                 progress.steps(),
                 {{"read", collection.records},
                  {"articles", collection.articles.size()},
                  {"rejected", collection.rejections.size()},
                  {"outside", collection.outside},
                  {"undated", collection.undated},
                  {"bad_dates", collection.bad_dates},
                  {"ambiguous_dates", collection.ambiguous_dates},
                  {"epoch_dates", collection.epoch_dates},
                  {"future_dates", collection.future_dates},
                  {"repaired", collection.repaired},
                  {"placeholders", collection.placeholders},
                  {"skipped_files", collection.skipped_files},
                  {"clashing_ids", collection.clashing_ids.count},
                  {"repeated_ids", collection.repeated_ids.count},
                  {"revisions", collection.revisions.count}}};
  stats.counts.insert(stats.counts.end(), outcome.counts.begin(), outcome.counts.end());
  write_stats_json(files.stats->stream(), stats);
  files.stats->commit();
}

/// Ids to what a table shows of them.
class Cards {
 public:
  explicit Cards(const Collection& collection, const Collection& references = {}) {
    for (const Article& article : collection.articles) articles_.emplace(article.id, &article);
    for (const Article& article : references.articles) references_.emplace(article.id, &article);
  }
  ArticleCard operator()(std::string_view id, std::string_view from) const {
    const Article& article = *(from.empty() ? articles_ : references_).at(id);
    return {headline_of(article), article.time ? format_date(*article.time) : "", article.source};
  }

 private:
  using ById = std::unordered_map<std::string_view, const Article*>;
  ById articles_;
  ById references_;
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

void write_dups(std::ostream& out, const Plan& plan, const DupsResult& result) {
  const bool jsonl = plan.format == Format::jsonl;
  const bool csv = plan.format == Format::csv;
  switch (plan.emit) {
    case Emit::groups:
      if (csv) return write_groups_csv(out, result.group_records, Cards(result.collection, result.references));
      if (jsonl) return write_groups_jsonl(out, result.group_records);
      return write_groups_table(out, result.group_records, Cards(result.collection, result.references),
                                table_style(plan));
    case Emit::pairs:
      if (csv) return write_pairs_csv(out, result.pairs);
      if (jsonl) return write_pairs_jsonl(out, result.pairs);
      return write_pairs_table(out, result.pairs, Cards(result.collection, result.references), table_style(plan));
    case Emit::kept:
      return write_kept(out, result, plan.in_place ? "" : plan.output);
    case Emit::dropped:
      return write_dropped(out, result, plan.with_reason, plan.output);
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

Outcome outcome_of(DupsResult result, const Plan& plan) {
  Outcome outcome = outcome_of(std::move(result.collection));
  const Collection& references = result.references;
  outcome.rejections.append(references.rejections);
  if (plan.emit == Emit::pairs) return outcome;
  std::uint64_t dropped = 0;
  for (const CopyGroup& group : result.groups) dropped += group.members.size();
  outcome.counts = {{"kept", outcome.collection.articles.size() - dropped}, {"dropped", dropped}};
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
    throw Error(fmt::format("{} would be lost from it; write --output to another file", what), plan.output);
  };
  if (rejected > 0) refuse(fmt::format("{} rejected {}", rejected, rejected == 1 ? "record" : "records"));
  if (collection.outside > 0) refuse(fmt::format("{} outside --since and --until", collection.outside));
  const bool texts = std::ranges::any_of(collection.files, &InputFile::whole);
  if (texts) refuse("its text (of .txt files --emit kept writes the paths)");
}

Outcome dups(const Plan& plan, Output& out, Progress& progress) {
  const DupsWanted wanted = plan.emit == Emit::pairs ? DupsWanted::pairs : DupsWanted::groups;
  DupsResult result = run_dups(plan.inputs, wanted, plan.settings);
  if (plan.in_place) check_nothing_lost(plan, result.collection);
  if (plan.format == Format::csv) out.mark_utf8();
  write_dups(out.stream(), plan, result);
  out.commit();
  say_unknown_sources(result, plan, progress);
  if (result.pairs.empty() && result.groups.empty()) say_no_copies(result, progress);
  return outcome_of(std::move(result), plan);
}

Outcome events(const Plan& plan, Output& out) {
  EventsResult result = run_events(plan.inputs, plan.settings);
  if (plan.format == Format::jsonl) {
    write_events_jsonl(out.stream(), result.events);
  } else if (plan.format == Format::csv) {
    out.mark_utf8();
    write_events_csv(out.stream(), result.events, Cards(result.collection));
  } else {
    write_events_table(out.stream(), result.events, table_style(plan));
  }
  out.commit();
  return outcome_of(std::move(result.collection));
}

void write_explanation(std::ostream& out, const Plan& plan, const ExplainResult& result) {
  if (plan.format == Format::jsonl) {
    if (result.copies) write_copy_explanation_jsonl(out, *result.copies);
    if (result.events) write_event_explanation_jsonl(out, *result.events);
    return;
  }
  if (result.copies) write_copy_explanation(out, *result.copies, table_style(plan));
  if (result.copies && result.events) out << '\n';
  if (result.events) write_event_explanation(out, *result.events, table_style(plan));
}

Outcome explain(const Plan& plan, Output& out) {
  ExplainResult result = bundel::explain(plan.inputs, plan.pair.first, plan.pair.second, plan.explained, plan.settings);
  write_explanation(out.stream(), plan, result);
  out.commit();
  return outcome_of(std::move(result.collection));
}

Outcome tune(const Plan& plan, Files& files, Progress& progress) {
  return outcome_of(carry_out_tune(plan, {files.data, files.save, files.svg}, table_style(plan), progress));
}

/// Wrong pairs that a table shows of each kind.
constexpr std::size_t kShownPairs = 10;

void write_wrong_pairs(std::ostream& out, const Plan& plan, const ScoreResult& result) {
  const bool jsonl = plan.format == Format::jsonl;
  for (const bool together : {true, false}) {
    std::size_t shown = 0;
    visit_split_pairs(together ? result.found : result.gold, together ? result.gold : result.found,
                      [&](std::size_t a, std::size_t b) {
                        const WrongPairRecord pair{together, result.articles[a], result.articles[b]};
                        if (jsonl) {
                          write_wrong_pair_jsonl(out, pair);
                        } else {
                          write_wrong_pair(out, pair, table_style(plan));
                        }
                        return jsonl || ++shown < kShownPairs;
                      });
  }
}

Outcome score(const Plan& plan, Output& out, Progress& progress) {
  const ScoreResult result = bundel::score(plan.gold, plan.inputs.front());
  if (plan.format == Format::jsonl) {
    write_score_jsonl(out.stream(), result.score);
  } else {
    write_score(out.stream(), result.score, table_style(plan));
  }
  write_wrong_pairs(out.stream(), plan, result);
  out.commit();
  if (result.not_in_result > 0) {
    progress.say("labels", fmt::format("{} of articles that the result does not name; they count as alone",
                                       result.not_in_result));
  }
  if (result.not_in_gold > 0)
    progress.say("result", fmt::format("{} articles without a label left out", result.not_in_gold));
  Outcome outcome;
  outcome.negative = plan.min_f1 && result.score.bcubed_f1 < *plan.min_f1;
  if (outcome.negative) {
    progress.say("score", fmt::format("B-cubed F1 {:.4f} is below {}", result.score.bcubed_f1, *plan.min_f1));
  }
  return outcome;
}

Outcome config(const Plan& plan, Output& out) {
  const std::vector<Setting> settings = settings_of(plan);
  if (plan.format == Format::jsonl) {
    write_settings_jsonl(out.stream(), settings);
  } else {
    std::vector<std::vector<std::string>> rows;
    for (const Setting& setting : settings) rows.push_back({setting.name, setting.value, setting.origin});
    write_table(out.stream(), std::vector<std::string>{"setting", "value", "origin"}, rows, 1, table_style(plan));
  }
  out.commit();
  return {};
}

Outcome run(const Plan& plan, Files& files, Progress& progress) {
  Output& out = files.data;
  switch (plan.command) {
    case Command::dups:
      return dups(plan, out, progress);
    case Command::events:
      return events(plan, out);
    case Command::explain:
      return explain(plan, out);
    case Command::tune_dups:
    case Command::tune_events:
      return tune(plan, files, progress);
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
  } catch (const NoArticles& error) {
    if (files.rejects) {
      write_rejections(files.rejects->stream(), error.rejections());
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
