/// From INPUTs to copies.
#include "pipeline/accounts.h"
#include "pipeline/say.h"
#include "pipeline/steps.h"

#include <iterator>
#include <utility>

namespace bundel {
namespace {

using namespace pipeline_detail;

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

/// Takes the references from behind the collection's own articles.
std::vector<Article> split_off(std::vector<Article>& articles, std::size_t own) {
  const auto first = articles.begin() + static_cast<std::ptrdiff_t>(own);
  std::vector<Article> references(std::make_move_iterator(first), std::make_move_iterator(articles.end()));
  articles.resize(own);
  return references;
}

DupsResult find_copies(Collection collection, Collection references, DupsWanted wanted, const Settings& settings,
                       const DupsDetail& detail) {
  DupsResult result;
  result.references = std::move(references);
  const std::size_t own = collection.articles.size();
  check_accounts(collection);
  Corpus corpus = boilerplate_step(
      text_step(std::move(collection), words_only(settings).text, std::exchange(result.references.articles, {})),
      settings.boilerplate);
  std::vector<Article>& articles = corpus.collection.articles;
  if (wanted == DupsWanted::boilerplate) {
    result.boilerplate = boilerplate_records(*corpus.boilerplate, articles);
    result.references.articles = split_off(articles, own);
    result.collection = std::move(corpus.collection);
    return result;
  }
  if (!detail.texts && !detail.new_words && !detail.shared_words) free_texts(articles);
  CopyInput input = corpus.copy_input();
  input.references = articles.size() - own;

  Step step("copies");
  if (wanted == DupsWanted::pairs) {
    const Matches found = find_matches(input, settings.copies);
    result.counts = found.counts;
    for (const Match& match : found.pairs) {
      check_stop();
      result.pairs.push_back(pair_record(match, input, detail.shared_words));
    }
    step.done(say_matches(found));
  } else {
    const CopyGroups found = find_groups(input, settings.copies);
    result.counts = found.counts;
    result.groups = group_records(found.groups, input, settings.copies, detail.new_words);
    name_files(result, found.groups, input);
    place_folded(result, found.groups, own);
    step.done(say_groups(found, input));
  }
  if (result.pairs.empty() && result.groups.empty()) {
    const CopyInput alone{input.articles.first(own), input.documents.first(own), {}, input.hashes};
    if (const std::optional<Match> closest = closest_pair(alone, settings.copies))
      result.closest = pair_record(*closest, input, detail.shared_words);
  }
  result.references.articles = split_off(articles, own);
  result.collection = std::move(corpus.collection);
  return result;
}

}  // namespace

DupsResult run_dups(const std::vector<std::string>& inputs, DupsWanted wanted, const Settings& settings,
                    const DupsDetail& detail, const RunContext& context) {
  const RunScope scope(context);
  check(settings);
  // Pairs and boilerplate drop nothing, so that what says which article stays would do nothing.
  Collection references = wanted == DupsWanted::groups ? read_references(inputs, settings) : Collection{};
  return find_copies(read_step(inputs, settings.read), std::move(references), wanted, settings, detail);
}

DupsResult run_dups(Collection collection, DupsWanted wanted, const Settings& settings, const DupsDetail& detail,
                    const RunContext& context) {
  const RunScope scope(context);
  check(settings);
  Collection references = wanted == DupsWanted::groups ? read_references({}, settings) : Collection{};
  return find_copies(std::move(collection), std::move(references), wanted, settings, detail);
}

}  // namespace bundel
