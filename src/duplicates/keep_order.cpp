/// Keep rules as sort keys: a rank, numbers and a moment, then the article's own id.
#include "bundel/duplicates.h"
#include "ground/ascii.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <tuple>

namespace bundel {
namespace {

/// A moment in the order of a rule that looks at time first. Undated ones come last, and days whose time of day is not
/// known after those of the same day where it is.
struct When {
  std::int64_t day = std::numeric_limits<std::int64_t>::max();
  bool bare = true;
  std::int64_t second = 0;

  friend auto operator<=>(const When&, const When&) = default;
};

When earliest(const std::optional<TimeSpan>& time) {
  if (!time) return {};
  const bool bare = time->end - time->begin >= kSecondsPerDay;
  return {first_day(*time), bare, bare ? 0 : time->begin};
}

When latest(const std::optional<TimeSpan>& time) {
  if (!time) return {};
  const bool bare = time->end - time->begin >= kSecondsPerDay;
  return {-last_day(*time), bare, bare ? 0 : -time->end};
}

struct Key {
  std::int64_t rank = 0;
  std::int64_t major = 0;
  When when;
  std::int64_t minor = 0;
  std::string_view name;
  ArticleId id{};

  friend auto operator<=>(const Key&, const Key&) = default;
};

Key key_of(const Article& article, const Document& document, Keep keep) {
  const std::int64_t shortness = -static_cast<std::int64_t>(document.words.size());
  switch (keep) {
    case Keep::earliest:
      return {0, 0, earliest(article.time), shortness, article.id, {}};
    case Keep::latest:
      return {0, 0, latest(article.time), shortness, article.id, {}};
    case Keep::longest:
      return {0, shortness, earliest(article.time), 0, article.id, {}};
    case Keep::first:
      return {0, article.place.input, {}, static_cast<std::int64_t>(article.place.offset), article.id, {}};
  }
  return {};
}

template <typename Rank>
std::vector<ArticleId> sorted_by(const CopyInput& input, Keep keep, Rank rank_of) {
  std::vector<Key> keys(input.articles.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto id = static_cast<ArticleId>(i);
    keys[i] = key_of(input.articles[i], input.documents[i], keep);
    keys[i].rank = rank_of(id);
    keys[i].id = id;
  }
  std::ranges::sort(keys);
  std::vector<ArticleId> order(keys.size());
  std::ranges::transform(keys, order.begin(), &Key::id);
  return order;
}

}  // namespace

bool same_source(std::string_view one, std::string_view other) {
  return ground::equal_but_case(one, other);
}

std::vector<ArticleId> keep_order(const CopyInput& input, Keep keep) {
  return sorted_by(input, keep, [](ArticleId) { return 0; });
}

std::vector<ArticleId> keep_order(const CopyInput& input, const CopySettings& settings) {
  const bool longest = settings.fold_excerpts && settings.keep == Keep::earliest;
  return sorted_by(input, longest ? Keep::longest : settings.keep, [&](ArticleId id) -> std::int64_t {
    if (input.is_reference(id)) return -1;
    const std::string& source = input.articles[index_of(id)].source;
    const auto preferred =
        std::ranges::find_if(settings.prefer, [&](const std::string& wanted) { return same_source(wanted, source); });
    return preferred - settings.prefer.begin();
  });
}

}  // namespace bundel
