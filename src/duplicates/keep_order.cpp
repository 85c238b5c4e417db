/// Keep rules as sort keys: two numbers, then the article's own id.
#include "bundel/duplicates.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string_view>
#include <tuple>

namespace bundel {
namespace {

struct Key {
  std::int64_t major = 0;
  std::int64_t minor = 0;
  std::string_view name;
  ArticleId id{};

  friend auto operator<=>(const Key&, const Key&) = default;
};

Key key_of(const Article& article, const Document& document, Keep keep) {
  constexpr std::int64_t kUndated = std::numeric_limits<std::int64_t>::max();
  const std::int64_t shortness = -static_cast<std::int64_t>(document.words.size());
  const std::int64_t begins = article.time ? first_day(*article.time) : kUndated;
  switch (keep) {
    case Keep::earliest:
      return {begins, shortness, article.id, {}};
    case Keep::latest:
      return {article.time ? -last_day(*article.time) : kUndated, shortness, article.id, {}};
    case Keep::longest:
      return {shortness, begins, article.id, {}};
    case Keep::first:
      return {article.place.input, static_cast<std::int64_t>(article.place.offset), article.id, {}};
  }
  return {};
}

}  // namespace

std::vector<ArticleId> keep_order(const CopyInput& input, Keep keep) {
  std::vector<Key> keys(input.articles.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    keys[i] = key_of(input.articles[i], input.documents[i], keep);
    keys[i].id = static_cast<ArticleId>(i);
  }
  std::ranges::sort(keys);
  std::vector<ArticleId> order(keys.size());
  std::ranges::transform(keys, order.begin(), &Key::id);
  return order;
}

}  // namespace bundel
