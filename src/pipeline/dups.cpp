/// Articles to copies.
#include <fmt/format.h>

#include "bundel/error.h"
#include "bundel/pipeline.h"
#include "pipeline/records.h"
#include "pipeline/steps.h"

namespace bundel {
namespace {

using pipeline_detail::count_of;
using pipeline_detail::Step;

/// What the search compared, by words and, where texts look noisy, by letters; and what a cap kept it from.
std::string say_compared(const CopyCounts& counts) {
  std::string said = fmt::format("{}, {} compared", count_of(counts.texts, "distinct text", "distinct texts"),
                                 count_of(counts.candidates, "pair", "pairs"));
  if (counts.aligned > 0) said += fmt::format(", {} aligned", counts.aligned);
  if (counts.frequent > 0) {
    said += fmt::format(", {} skipped", count_of(counts.frequent, "frequent fingerprint", "frequent fingerprints"));
  }
  return said;
}

void find_pair_records(DupsResult& result, const CopyInput& input, const Settings& settings, Step& step) {
  const Matches matches = find_matches(input, settings.copies);
  result.counts = matches.counts;
  for (const Match& match : matches.pairs) {
    result.pairs.push_back(pipeline_detail::pair_record(match, input.articles, settings.shared_words));
  }
  step.done(fmt::format("{}, {}", say_compared(matches.counts), count_of(matches.pairs.size(), "match", "matches")));
}

void find_group_records(DupsResult& result, const CopyInput& input, const Settings& settings, Step& step) {
  CopyGroups found = find_groups(input, settings.copies);
  result.counts = found.counts;
  result.groups = std::move(found.groups);
  result.group_records = pipeline_detail::group_records(result.groups, input.articles);
  if (settings.new_words) {
    pipeline_detail::add_new_words(result.group_records, result.groups, input, settings.copies.min_run);
  }
  std::size_t folded = 0;
  for (const CopyGroup& group : result.groups) folded += group.members.size();
  step.done(fmt::format("{}, {}, {} folded", say_compared(found.counts),
                        count_of(result.groups.size(), "group", "groups"), folded));
}

/// Proves before anything is written that kept + dropped + rejected (+ outside the dates) is what was read: every
/// article is folded at most once, and no kept one is. Cost: linear. Errors: Error; it would be a bug of ours.
void check_nothing_lost(const DupsResult& result) {
  const Collection& read = result.collection;
  bool sound = read.articles.size() + read.outside + read.rejections.size() == read.records;
  std::vector<bool> folded(read.articles.size(), false);
  for (const CopyGroup& group : result.groups) {
    for (const Folded& member : group.members) {
      sound = sound && !folded[index_of(member.id)];
      folded[index_of(member.id)] = true;
    }
  }
  for (const CopyGroup& group : result.groups) sound = sound && !folded[index_of(group.kept)];
  if (!sound)
    throw Error("kept, dropped and rejected records do not add up to those read; nothing was written", "bug in bundel");
}

}  // namespace

DupsResult run_dups(const std::vector<std::string>& inputs, DupsWanted wanted, const Settings& settings,
                    Observer& observer) {
  check(settings);
  Settings lean = settings;  // copies need words alone
  lean.text.marks = lean.text.passages = lean.text.detect_language = false;
  Corpus corpus = read_corpus(inputs, lean, observer);
  const CopyInput input{corpus.collection.articles, corpus.documents, corpus.vocabulary.words};

  DupsResult result;
  Step step(observer, "copies");
  if (wanted == DupsWanted::pairs) {
    find_pair_records(result, input, settings, step);
  } else {
    find_group_records(result, input, settings, step);
  }
  if (result.pairs.empty() && result.groups.empty()) {
    if (const std::optional<Match> closest = closest_pair(input, settings.copies)) {
      result.closest = pipeline_detail::pair_record(*closest, input.articles, settings.shared_words);
    }
  }
  result.collection = std::move(corpus.collection);
  check_nothing_lost(result);
  return result;
}

}  // namespace bundel
