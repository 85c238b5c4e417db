/// The copy rules written down as they read: all pairs, sets of word windows, a loop over articles. The twin that the
/// search for copies is held against; slow on purpose.
#pragma once

#include "bundel/duplicates.h"
#include "bundel/url.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace bundel::naive {

using Words = std::vector<WordId>;

inline std::set<Words> windows(std::span<const WordId> words, int min_run) {
  const auto run = static_cast<std::size_t>(min_run);
  std::set<Words> found;
  for (std::size_t i = 0; i + run <= words.size(); ++i) found.insert(Words(words.begin() + i, words.begin() + i + run));
  return found;
}

/// One flag a word of `a`: it lies in a run of min_run words that also stands in `b`.
inline std::vector<bool> shared_words(std::span<const WordId> a, std::span<const WordId> b, int min_run) {
  const auto run = static_cast<std::size_t>(min_run);
  const std::set<Words> of_b = windows(b, min_run);
  std::vector<bool> shared(a.size(), false);
  for (std::size_t i = 0; i + run <= a.size(); ++i) {
    if (!of_b.contains(Words(a.begin() + i, a.begin() + i + run))) continue;
    for (std::size_t j = i; j < i + run; ++j) shared[j] = true;
  }
  return shared;
}

inline double share(std::span<const WordId> a, std::span<const WordId> b, int min_run) {
  if (a.empty()) return 0;
  const std::vector<bool> shared = shared_words(a, b, min_run);
  return static_cast<double>(std::ranges::count(shared, true)) / static_cast<double>(a.size());
}

/// The rules' "at least": a threshold typed as a decimal is met by the share that it names.
inline bool at_least(double share, double least) {
  return share > 0 && share >= least - 1e-12;
}

inline bool same_words(std::span<const WordId> a, std::span<const WordId> b) {
  return !a.empty() && std::ranges::equal(a, b);
}

struct Judgement {
  MatchKind kind = MatchKind::copy;
  double a_in_b = 0;
  double b_in_a = 0;
};

/// What the shares of two texts that are not identical make of them.
inline std::optional<Judgement> judge(double a_in_b, double b_in_a, const CopySettings& settings) {
  if (at_least(std::min(a_in_b, b_in_a), settings.threshold)) return Judgement{MatchKind::copy, a_in_b, b_in_a};
  if (at_least(std::max(a_in_b, b_in_a), settings.containment)) return Judgement{MatchKind::excerpt, a_in_b, b_in_a};
  return std::nullopt;
}

inline std::optional<Judgement> judge(std::span<const WordId> a, std::span<const WordId> b,
                                      const CopySettings& settings) {
  if (same_words(a, b)) return Judgement{MatchKind::identical, 1, 1};
  return judge(share(a, b, settings.min_run), share(b, a, settings.min_run), settings);
}

inline std::vector<ArticleId> order(const CopyInput& input, Keep keep) {
  std::vector<ArticleId> ids;
  for (std::size_t i = 0; i < input.articles.size(); ++i) ids.push_back(static_cast<ArticleId>(i));
  const auto earlier = [&](ArticleId x, ArticleId y) {
    const Article& a = input.articles[index_of(x)];
    const Article& b = input.articles[index_of(y)];
    const std::size_t a_words = input.documents[index_of(x)].words.size();
    const std::size_t b_words = input.documents[index_of(y)].words.size();
    if (keep == Keep::first) {
      return std::tuple(a.place.input, a.place.offset) < std::tuple(b.place.input, b.place.offset);
    }
    if (keep == Keep::longest && a_words != b_words) return a_words > b_words;
    if (a.time.has_value() != b.time.has_value()) return a.time.has_value();
    if (a.time) {
      const bool latest = keep == Keep::latest;
      const auto day = [&](const TimeSpan& time) { return latest ? -last_day(time) : first_day(time); };
      const auto has_time = [](const TimeSpan& time) { return time.end - time.begin < kSecondsPerDay; };
      if (day(*a.time) != day(*b.time)) return day(*a.time) < day(*b.time);
      if (has_time(*a.time) != has_time(*b.time)) return has_time(*a.time);
      if (has_time(*a.time) && latest && a.time->end != b.time->end) return a.time->end > b.time->end;
      if (has_time(*a.time) && !latest && a.time->begin != b.time->begin) return a.time->begin < b.time->begin;
    }
    if (a_words != b_words) return a_words > b_words;
    return a.id < b.id;
  };
  std::ranges::stable_sort(ids, earlier);
  return ids;
}

/// All pairs of different texts, and each article that repeats a text with the first that has it. No `shared`.
/// `judge_articles(a, b)`: the Judgement of two articles, if any.
template <typename Judge>
std::vector<Match> matches(const CopyInput& input, const Judge& judge_articles) {
  const std::vector<ArticleId> ids = order(input, Keep::earliest);
  const auto words = [&](std::size_t i) -> std::span<const WordId> { return input.documents[index_of(ids[i])].words; };
  const auto repeats = [&](std::size_t i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (same_words(words(j), words(i))) return true;
    }
    return false;
  };
  std::vector<Match> found;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (repeats(i)) continue;
    for (std::size_t j = i + 1; j < ids.size(); ++j) {
      const auto judged = judge_articles(ids[i], ids[j]);
      if (!judged || (judged->kind != MatchKind::identical && repeats(j))) continue;
      found.push_back({ids[i], ids[j], judged->kind, {}, {}});
      const bundel::Shares shares{judged->a_in_b, judged->b_in_a};
      if (judged->kind == MatchKind::noisy) {
        found.back().letters = shares;
      } else {
        found.back().words = shares;
      }
    }
  }
  return found;
}

/// The order of keeping: references, the articles of each preferred source in turn, all others.
inline std::vector<ArticleId> order(const CopyInput& input, const CopySettings& settings) {
  const bool longest = settings.fold_excerpts && settings.keep == Keep::earliest;
  std::vector<ArticleId> left = order(input, longest ? Keep::longest : settings.keep);
  std::vector<ArticleId> ids;
  const auto take = [&](const auto& wanted) {
    std::ranges::copy_if(left, std::back_inserter(ids), wanted);
    std::erase_if(left, wanted);
  };
  take([&](ArticleId id) { return index_of(id) + input.references >= input.articles.size(); });
  for (const std::string& source : settings.prefer) {
    take([&](ArticleId id) { return input.articles[index_of(id)].source == source; });
  }
  take([](ArticleId) { return true; });
  return ids;
}

/// By article, the newest one of its page.
inline std::vector<ArticleId> newest(const CopyInput& input, const CopySettings& settings) {
  std::vector<ArticleId> found;
  const std::size_t own = input.articles.size() - input.references;
  const auto age = [&](std::size_t i) {
    const Article& article = input.articles[i];
    const std::int64_t never = std::numeric_limits<std::int64_t>::max();
    const auto words = static_cast<std::int64_t>(input.documents[i].words.size());
    return std::tuple(article.time ? -article.time->end : never, article.time ? -article.time->begin : never, -words,
                      article.id);
  };
  for (std::size_t i = 0; i < input.articles.size(); ++i) {
    std::size_t best = i;
    for (std::size_t j = 0; j < own && i < own && settings.latest_revision; ++j) {
      const std::string page = page_of(input.articles[i].url);
      const bool same = !page.empty() && page == page_of(input.articles[j].url);
      if (same && age(j) < age(best)) best = j;
    }
    found.push_back(static_cast<ArticleId>(best));
  }
  return found;
}

/// Adds the older articles of each page to the group of the newest one.
inline std::vector<CopyGroup> with_revisions(const std::vector<CopyGroup>& groups, const CopyInput& input,
                                             const CopySettings& settings) {
  const std::vector<ArticleId> newest_of = newest(input, settings);
  const std::vector<ArticleId> ids = order(input, settings);
  std::vector<CopyGroup> found;
  for (const ArticleId kept : ids) {
    const auto folds_it = [&](const CopyGroup& g) { return std::ranges::count(g.members, kept, &Folded::id) > 0; };
    if (std::ranges::any_of(groups, folds_it)) continue;
    const auto old = std::ranges::find(groups, kept, &CopyGroup::kept);
    CopyGroup group{kept, {}};
    for (const ArticleId id : ids) {
      const auto in_group = [&](ArticleId wanted) {
        return wanted == kept || (old != groups.end() && std::ranges::count(old->members, wanted, &Folded::id) > 0);
      };
      const ArticleId newer = newest_of[index_of(id)];
      if (newer != id && in_group(newer)) {
        const Words& here = input.documents[index_of(id)].words;
        const Words& there = input.documents[index_of(kept)].words;
        const bool same = same_words(here, there);
        group.members.push_back({id, MatchKind::revision, same ? 1 : share(here, there, settings.min_run),
                                 same ? 1 : share(there, here, settings.min_run), newer});
      } else if (id != kept && in_group(id)) {
        group.members.push_back(*std::ranges::find(old->members, id, &Folded::id));
      }
    }
    if (!group.members.empty()) found.push_back(group);
  }
  return found;
}

/// Whether a reference has the words of the article: then it folds under that one and no other.
inline bool stands_in_references(const CopyInput& input, ArticleId id) {
  const auto is_same = [&](const Document& document) {
    return same_words(document.words, input.documents[index_of(id)].words);
  };
  return std::ranges::any_of(input.documents.last(input.references), is_same);
}

/// The star loop over articles; `judge_articles` as for matches.
template <typename Judge>
std::vector<CopyGroup> groups(const CopyInput& input, const CopySettings& settings, const Judge& judge_articles) {
  std::vector<ArticleId> ids = order(input, settings);
  const std::vector<ArticleId> newest_of = newest(input, settings);
  std::erase_if(ids, [&](ArticleId id) { return newest_of[index_of(id)] != id; });
  std::vector<bool> folded(input.articles.size(), false);
  std::vector<CopyGroup> found;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (folded[index_of(ids[i])]) continue;
    CopyGroup group{ids[i], {}};
    for (std::size_t j = i + 1; j < ids.size(); ++j) {
      if (folded[index_of(ids[j])] || index_of(ids[j]) + input.references >= input.articles.size()) continue;
      const auto judged = judge_articles(ids[i], ids[j]);
      if (!judged) continue;
      if (judged->kind != MatchKind::identical && stands_in_references(input, ids[j])) continue;
      const bool contained = settings.fold_excerpts && at_least(judged->b_in_a, settings.containment);
      if (judged->kind == MatchKind::excerpt && !contained) continue;
      folded[index_of(ids[j])] = true;
      group.members.push_back({ids[j], judged->kind, judged->b_in_a, judged->a_in_b});
    }
    if (!group.members.empty()) found.push_back(group);
  }
  return settings.latest_revision ? with_revisions(found, input, settings) : found;
}

inline auto judge_by(const CopyInput& input, const CopySettings& settings) {
  return [&input, &settings](ArticleId a, ArticleId b) {
    return judge(input.documents[index_of(a)].words, input.documents[index_of(b)].words, settings);
  };
}

inline std::vector<Match> matches(const CopyInput& input, const CopySettings& settings) {
  return matches(input, judge_by(input, settings));
}

inline std::vector<CopyGroup> groups(const CopyInput& input, const CopySettings& settings) {
  return groups(input, settings, judge_by(input, settings));
}

/// The pair of different texts with the largest overlap above 0, then the larger share of one, then the first.
inline std::optional<Judgement> closest(const CopyInput& input, int min_run, ArticleId& a, ArticleId& b) {
  const std::vector<ArticleId> ids = order(input, Keep::earliest);
  std::optional<Judgement> best;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    for (std::size_t j = i + 1; j < ids.size(); ++j) {
      const Words& left = input.documents[index_of(ids[i])].words;
      const Words& right = input.documents[index_of(ids[j])].words;
      if (left == right) continue;
      const Judgement now{MatchKind::copy, share(left, right, min_run), share(right, left, min_run)};
      const auto measure = [](const Judgement& pair) {
        return std::tuple(std::min(pair.a_in_b, pair.b_in_a), std::max(pair.a_in_b, pair.b_in_a));
      };
      if (now.a_in_b == 0 || (best && measure(now) <= measure(*best))) continue;
      best = now;
      a = ids[i];
      b = ids[j];
    }
  }
  return best;
}

}  // namespace bundel::naive
