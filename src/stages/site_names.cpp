/// A site puts its name behind or before every title; to the clustering that is what its articles have in common. What
/// one title has behind a dash may be news; what half of a source's titles have there is not.
#include "stages/site_names.h"

#include "ground/ascii.h"
#include "ground/parallel.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace bundel::stages_detail {
namespace {

constexpr std::array<std::string_view, 5> kSeparators = {" - ", " – ", " — ", " | ", " :: "};

/// Least titles of a source that a site's name stands in, and the least share of them.
constexpr std::size_t kLeastOfSource = 3;
constexpr double kShareOfSource = 1.0 / 2;

/// Where no source is known many sites are mixed: so many of the titles that have a separator, and such a share.
constexpr std::size_t kLeastOfUnknown = 5;
constexpr double kShareOfUnknown = 1.0 / 100;

/// What may be a site's name: a title's words and bytes before the first separator or behind the last one.
struct Edge {
  std::string key;  ///< its words
  std::uint32_t words = 0;
  std::size_t bytes = 0;  ///< with the separator
};

struct Edges {
  Edge head;
  Edge tail;
};

Edge edge_of(std::string_view text, std::size_t bytes) {
  Edge edge{{}, 0, bytes};
  for (const WordSpan& span : words_of(text)) {
    edge.key += span.word + ' ';
    ++edge.words;
  }
  return edge;
}

Edges edges_of(std::string_view title) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t head_end = kNone;
  std::size_t head_bytes = 0;
  std::size_t tail_begin = 0;
  for (const std::string_view separator : kSeparators) {
    if (const std::size_t at = title.find(separator); at < head_end) {
      head_end = at;
      head_bytes = at + separator.size();
    }
    if (const std::size_t at = title.rfind(separator); at != kNone) {
      tail_begin = std::max(tail_begin, at + separator.size());
    }
  }
  if (head_end == kNone) return {};
  Edges edges{edge_of(title.substr(0, head_end), head_bytes), edge_of(title.substr(tail_begin), 0)};
  const std::string_view before = title.substr(0, tail_begin);
  for (const std::string_view separator : kSeparators) {
    if (before.ends_with(separator)) edges.tail.bytes = title.size() - tail_begin + separator.size();
  }
  return edges;
}

/// How often the edges of a source's titles stand there.
struct SourceTitles {
  bool known = false;
  std::size_t titles = 0;  ///< where the source is not known only those with a separator
  std::map<std::string, std::size_t> heads;
  std::map<std::string, std::size_t> tails;

  /// Whether so many of the titles are enough for a site's name.
  [[nodiscard]] bool enough(std::size_t count) const {
    const double share = known ? kShareOfSource : kShareOfUnknown;
    return count >= (known ? kLeastOfSource : kLeastOfUnknown) &&
           static_cast<double>(count) >= share * static_cast<double>(titles);
  }
};

using Sources = std::map<std::string, SourceTitles>;

/// One headline under the names of many sites repeats as a name does. So where no source is known only what is shorter
/// than the rest of its title counts.
bool counts(const Edge& edge, bool known, std::uint32_t title_words) {
  return edge.words > 0 && (known || 2 * edge.words < title_words);
}

Sources count_edges(const Corpus& corpus, std::span<const ArticleId> kept, std::span<const Edges> edges) {
  Sources sources;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const Article& article = corpus.article(kept[i]);
    const auto& [head, tail] = edges[i];
    SourceTitles& source = sources[ground::ascii_lower(article.source)];
    source.known = !article.source.empty();
    const std::uint32_t words = corpus.document(kept[i]).title_words;
    const bool cut = head.words > 0 || tail.words > 0;
    if (source.known ? words > 0 : cut) ++source.titles;
    if (counts(head, source.known, words)) ++source.heads[head.key];
    if (counts(tail, source.known, words)) ++source.tails[tail.key];
  }
  return sources;
}

/// The edges of one title that are names of the site. Of a head and a tail alone the head stays.
SiteName site_name(const Article& article, const Edges& edges, std::uint32_t title_words, const Sources& sources) {
  SiteName site;
  if (edges.head.words == 0 && edges.tail.words == 0) return site;
  const SourceTitles& source = sources.at(ground::ascii_lower(article.source));
  const auto is_name = [&](const Edge& edge, const std::map<std::string, std::size_t>& found) {
    const bool leaves_words = edge.words + site.words() < title_words;
    const auto count = found.find(edge.key);
    return leaves_words && count != found.end() && source.enough(count->second);
  };
  if (is_name(edges.tail, source.tails)) site.tail = {edges.tail.words, edges.tail.bytes};
  if (is_name(edges.head, source.heads)) site.head = {edges.head.words, edges.head.bytes};
  return site;
}

}  // namespace

std::vector<SiteName> site_names(const Corpus& corpus, std::span<const ArticleId> kept) {
  std::vector<Edges> edges(kept.size());
  const auto look = [&](std::size_t i) {
    // What is left of a title that is a form has no ends any more.
    if (corpus.document(kept[i]).title_words_set_aside == 0) edges[i] = edges_of(corpus.article(kept[i]).title);
  };
  ground::parallel_for(edges.size(), look, {64});

  const Sources sources = count_edges(corpus, kept, edges);
  std::vector<SiteName> sites;
  for (std::size_t i = 0; i < edges.size(); ++i)
    sites.push_back(site_name(corpus.article(kept[i]), edges[i], corpus.document(kept[i]).title_words, sources));
  return sites;
}

}  // namespace bundel::stages_detail
