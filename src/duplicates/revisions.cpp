#include "duplicates/revisions.h"

#include "bundel/url.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace bundel::duplicates_detail {
namespace {

bool is_newer(const CopyInput& input, ArticleId one, ArticleId other) {
  const auto key = [&](ArticleId id) {
    constexpr std::int64_t kUndated = std::numeric_limits<std::int64_t>::min();
    const Article& article = input.articles[index_of(id)];
    return std::tuple(article.time ? article.time->end : kUndated, article.time ? article.time->begin : kUndated,
                      input.documents[index_of(id)].words.size());
  };
  const auto key_of_one = key(one);
  const auto key_of_other = key(other);
  if (key_of_one != key_of_other) return key_of_one > key_of_other;
  return input.articles[index_of(one)].id < input.articles[index_of(other)].id;
}

Folded revision(const CopyInput& input, ArticleId older, ArticleId kept, ArticleId newest, int min_run) {
  const std::vector<WordId>& words = input.documents[index_of(older)].words;
  const std::vector<WordId>& kept_words = input.documents[index_of(kept)].words;
  Folded folded{older, MatchKind::revision, 0, 0, newest};
  if (words.empty() || kept_words.empty()) return folded;
  const Match match = compare(words, kept_words, min_run);
  folded.in_kept = match.words.a_in_b;
  folded.of_kept = match.words.b_in_a;
  return folded;
}

}  // namespace

Revisions::Revisions(const CopyInput& input, const CopySettings& settings) {
  if (!settings.latest_revision) return;
  const std::size_t count = input.articles.size() - input.references;
  newest_.resize(input.articles.size());
  for (std::size_t i = 0; i < newest_.size(); ++i) newest_[i] = static_cast<ArticleId>(i);
  std::unordered_map<std::string, std::size_t> place_of;  // of a page among `pages`
  std::vector<ArticleId> pages;                           // the newest article of each
  std::vector<std::pair<ArticleId, std::size_t>> on_page;
  for (std::size_t i = 0; i < count; ++i) {
    std::string page = page_of(input.articles[i].url);
    if (page.empty()) continue;
    const auto id = static_cast<ArticleId>(i);
    const auto [known, is_new] = place_of.try_emplace(std::move(page), pages.size());
    if (is_new) pages.push_back(id);
    ArticleId& newest = pages[known->second];
    if (is_newer(input, id, newest)) newest = id;
    on_page.emplace_back(id, known->second);
  }
  for (const auto& [id, page] : on_page) newest_[index_of(id)] = pages[page];
}

std::vector<ArticleId> Revisions::without_older(std::span<const ArticleId> order) const {
  std::vector<ArticleId> left;
  std::ranges::remove_copy_if(order, std::back_inserter(left), [&](ArticleId id) { return is_older(id); });
  return left;
}

void Revisions::add_older(const CopyInput& input, std::span<const ArticleId> order, int min_run,
                          std::vector<CopyGroup>& groups) const {
  if (newest_.empty()) return;
  std::vector<ArticleId> kept(newest_.size());
  for (const ArticleId id : order) kept[index_of(id)] = id;
  std::vector<std::vector<Folded>> members(newest_.size());
  for (CopyGroup& group : groups) {
    for (const Folded& member : group.members) kept[index_of(member.id)] = group.kept;
    members[index_of(group.kept)] = std::move(group.members);
  }
  std::vector<std::size_t> place(newest_.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[index_of(order[i])] = i;
  for (const ArticleId id : order) {
    if (!is_older(id)) continue;
    const ArticleId newest = newest_[index_of(id)];
    const ArticleId under = kept[index_of(newest)];
    members[index_of(under)].push_back(revision(input, id, under, newest, min_run));
  }
  groups.clear();
  for (const ArticleId id : order) {
    std::vector<Folded>& folded = members[index_of(id)];
    if (folded.empty()) continue;
    std::ranges::sort(folded, {}, [&](const Folded& member) { return place[index_of(member.id)]; });
    groups.push_back({id, std::move(folded)});
  }
}

}  // namespace bundel::duplicates_detail
