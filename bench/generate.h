/// Made-up articles with planted copies, from a seed: words as frequent as in news (Zipf), events with words of their
/// own.
///
///   unique       no copies
///   wire_copies  a news feed: 30 % are edited copies of an article of the last days (up to a quarter of the words,
///   some
///                cut, some with another headline, header or footer); some share too little to be copies by any rule
///   templated    reports filled in (weather, stocks, results): 20 templates of which 4 to 42 % of the words are slots,
///                so that reports of one template are copies of one another in some templates and not in others
///   giant_group  every second article is a reprint of one text with 1 to 3 % of its words changed; the rest are unique
///   footer       no copies, but the same 60 words under every article
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "bundel/types.h"

namespace bundel::bench {

enum class Series : std::uint8_t { unique, wire_copies, templated, giant_group, footer };

constexpr Series kAllSeries[] = {Series::unique, Series::wire_copies, Series::templated, Series::giant_group,
                                 Series::footer};

std::string_view name_of(Series series);
std::optional<Series> series_named(std::string_view name);

struct Generation {
  Series series = Series::wire_copies;
  std::size_t articles = 1'000;
  std::size_t words = 400;    ///< of an article on average, half to one and a half of it; about 6 bytes each
  std::size_t per_event = 4;  ///< articles of an event, copies aside
  std::uint64_t seed = 1;
};

struct Planted {
  Article article;
  std::string event;    ///< "e17"; of a copy its original's
  std::string copy_of;  ///< id of the article it was made from; empty for an original
};

/// Hands over the articles one by one in canonical order, originals before their copies; the same for the same settings
/// on every machine. Cost: linear; in memory are only the articles that can still be copied.
void generate(const Generation& generation, const std::function<void(Planted&&)>& take);

/// The articles alone.
std::vector<Article> generate(const Generation& generation);

/// One line of JSON Lines: id, title, text, date, source.
void write_json_line(std::ostream& out, const Article& article);

}  // namespace bundel::bench
