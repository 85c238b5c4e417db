/// Articles to copies.
#include <fmt/format.h>

#include <iterator>

#include "bundel/error.h"
#include "bundel/pipeline.h"
#include "pipeline/records.h"
#include "pipeline/steps.h"

namespace bundel {
namespace {

using pipeline_detail::count_of;

/// What the search compared, by words and, where texts look noisy, by letters; and what a cap kept it from.
std::string say_compared(const CopyCounts& counts) {
  std::string said = fmt::format("{}, {} compared", count_of(counts.texts, "distinct text", "distinct texts"),
                                 count_of(counts.candidates, "pair", "pairs"));
  if (counts.aligned > 0) said += fmt::format(", {} aligned", counts.aligned);
  if (counts.frequent > 0) {
    said += fmt::format(", {} capped", count_of(counts.frequent, "frequent fingerprint", "frequent fingerprints"));
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
  std::size_t under_references = 0;
  for (const CopyGroup& group : result.groups) {
    folded += group.members.size();
    if (input.is_reference(group.kept)) under_references += group.members.size();
  }
  std::string said = fmt::format("{}, {}, {} folded", say_compared(found.counts),
                                 count_of(result.groups.size(), "group", "groups"), folded);
  if (input.references > 0) said += fmt::format(", {} of them under articles of another collection", under_references);
  step.done(std::move(said));
}

/// Names the files of the references that are kept; the first of them has the id `own`.
void name_files(DupsResult& result, std::size_t own) {
  for (std::size_t g = 0; g < result.groups.size(); ++g) {
    const std::size_t kept = index_of(result.groups[g].kept);
    if (kept < own) continue;
    const Article& article = result.references.articles[kept - own];
    result.group_records[g].from = result.references.files[article.place.input].path;
  }
}

/// Reads the collection whose articles stay where they are: only copies of them are looked for. A file that is INPUT
/// too is left out, for all of its articles would fold under themselves.
Collection read_references(const std::vector<std::string>& inputs, const Settings& settings) {
  if (settings.keep_from.empty()) return {};
  ReadSettings read = settings.read;
  read.leave_out = keys_of(inputs);
  read.since = read.until = std::nullopt;
  read.keep_records = false;
  read.may_be_empty = true;
  return pipeline_detail::read_step(settings.keep_from, read, "keep-from");
}

/// Texts are half of the memory, and the search for copies, which needs as much again, does not look at them. What is
/// left of the articles is copied: where it stood between the texts it would hold on to their pages.
void free_texts(std::vector<Article>& articles) {
  std::vector<Article> lean;
  lean.reserve(articles.size());
  for (Article& article : articles) {
    std::string text;
    text.swap(article.text);
    lean.push_back(article);
    text.swap(article.text);  // freed with all others, when nothing new stands among them
  }
  articles = std::move(lean);
}

void move_articles(std::vector<Article>& from, std::size_t first, std::vector<Article>& to) {
  to.insert(to.end(), std::make_move_iterator(from.begin() + static_cast<std::ptrdiff_t>(first)),
            std::make_move_iterator(from.end()));
  from.resize(first);
}

/// Proves before anything is written that kept + dropped + rejected (+ outside the dates) is what was read: every
/// article is folded at most once, and no kept one is. Cost: linear. Errors: Error; it would be a bug of ours.
void check_nothing_lost(const DupsResult& result) {
  const Collection& read = result.collection;
  bool sound = read.articles.size() + read.outside + read.rejections.size() == read.records;
  std::vector<bool> folded(read.articles.size(), false);
  for (const CopyGroup& group : result.groups) {
    for (const Folded& member : group.members) {
      sound = sound && index_of(member.id) < folded.size() && !folded[index_of(member.id)];
      if (sound) folded[index_of(member.id)] = true;
    }
  }
  for (const CopyGroup& group : result.groups) {
    const std::size_t kept = index_of(group.kept);
    sound = sound && (kept >= folded.size() || !folded[kept]);
  }
  if (!sound)
    throw Error("kept, dropped and rejected records do not add up to those read; nothing was written", "bug in bundel");
}

}  // namespace

DupsResult run_dups(const std::vector<std::string>& inputs, DupsWanted wanted, const Settings& settings,
                    const RunContext& context) {
  const RunScope scope(context);
  check(settings);
  Settings lean = settings;  // copies need words alone
  lean.text.marks = lean.text.passages = lean.text.detect_language = false;
  DupsResult result;
  if (wanted == DupsWanted::groups) result.references = read_references(inputs, lean);  // pairs drop nothing
  Collection collection = pipeline_detail::read_step(inputs, lean.read);
  const std::size_t own = collection.articles.size();
  move_articles(result.references.articles, 0, collection.articles);
  Corpus corpus = pipeline_detail::text_step(std::move(collection), lean.text);
  std::vector<Article>& articles = corpus.collection.articles;
  if (!settings.keep_texts && !settings.new_words && !settings.shared_words) free_texts(articles);
  const CopyInput input{articles, corpus.documents, corpus.vocabulary.words, articles.size() - own};

  Step step("copies");
  if (wanted == DupsWanted::pairs) {
    find_pair_records(result, input, settings, step);
  } else {
    find_group_records(result, input, settings, step);
  }
  if (result.pairs.empty() && result.groups.empty()) {
    const CopyInput alone{input.articles.first(own), input.documents.first(own)};
    if (const std::optional<Match> closest = closest_pair(alone, settings.copies)) {
      result.closest = pipeline_detail::pair_record(*closest, input.articles, settings.shared_words);
    }
  }
  move_articles(articles, own, result.references.articles);
  name_files(result, own);
  result.collection = std::move(corpus.collection);
  check_nothing_lost(result);
  return result;
}

}  // namespace bundel
