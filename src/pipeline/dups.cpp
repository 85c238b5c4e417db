/// From INPUTs to copies.
#include "bundel/error.h"
#include "pipeline/say.h"
#include "pipeline/steps.h"

#include <iterator>

namespace bundel {
namespace {

using namespace pipeline_detail;

[[noreturn]] void fail_lost() {
  throw Error("kept, dropped and rejected records do not add up to those read; nothing was written", "bug in bundel");
}

/// Notes of each article whether and where it is folded, and so proves before anything is written that kept + dropped
/// are all articles: every one is folded at most once, and no kept one is. Cost: linear. Errors: Error; it would be a
/// bug of ours.
void place_folded(DupsResult& result, std::span<const CopyGroup> groups, std::size_t articles) {
  result.folded.assign(articles, std::nullopt);
  for (std::uint32_t g = 0; g < groups.size(); ++g) {
    for (std::uint32_t m = 0; m < groups[g].members.size(); ++m) {
      const std::size_t at = index_of(groups[g].members[m].id);
      if (at >= articles || result.folded[at]) fail_lost();
      result.folded[at] = {g, m};
    }
  }
  for (const CopyGroup& group : groups) {
    const std::size_t kept = index_of(group.kept);
    if (kept < articles && result.folded[kept]) fail_lost();
  }
}

/// Names the files of the kept articles that are references.
void name_files(DupsResult& result, std::span<const CopyGroup> groups, const CopyInput& input) {
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (!input.is_reference(groups[g].kept)) continue;
    const Article& article = input.articles[index_of(groups[g].kept)];
    result.groups[g].from = result.references.files[article.place.input].path;
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
  return read_step(settings.keep_from, read, "keep-from");
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

}  // namespace

DupsResult run_dups(const std::vector<std::string>& inputs, DupsWanted wanted, const Settings& settings,
                    const RunContext& context) {
  const RunScope scope(context);
  check(settings);
  const Settings lean = words_only(settings);
  DupsResult result;
  if (wanted == DupsWanted::groups) result.references = read_references(inputs, lean);  // pairs drop nothing
  Collection collection = read_step(inputs, lean.read);
  const std::size_t own = collection.articles.size();
  if (own + collection.outside + collection.rejections.size() != collection.records) fail_lost();
  move_articles(result.references.articles, 0, collection.articles);
  Corpus corpus = text_step(std::move(collection), lean.text);
  std::vector<Article>& articles = corpus.collection.articles;
  if (!settings.keep_texts && !settings.new_words && !settings.shared_words) free_texts(articles);
  CopyInput input = corpus.copy_input();
  input.references = articles.size() - own;

  Step step("copies");
  if (wanted == DupsWanted::pairs) {
    const Matches found = find_matches(input, settings.copies);
    result.counts = found.counts;
    for (const Match& match : found.pairs) result.pairs.push_back(pair_record(match, articles, settings.shared_words));
    step.done(say_matches(found));
  } else {
    const CopyGroups found = find_groups(input, settings.copies);
    result.counts = found.counts;
    result.groups = group_records(found.groups, input, settings.copies, settings.new_words);
    name_files(result, found.groups, input);
    place_folded(result, found.groups, own);
    step.done(say_groups(found, input));
  }
  if (result.pairs.empty() && result.groups.empty()) {
    const CopyInput alone{input.articles.first(own), input.documents.first(own)};
    if (const std::optional<Match> closest = closest_pair(alone, settings.copies))
      result.closest = pair_record(*closest, articles, settings.shared_words);
  }
  move_articles(articles, own, result.references.articles);
  result.collection = std::move(corpus.collection);
  return result;
}

}  // namespace bundel
