/// Settings by name: one table, and what is read off it.
#include "bundel/settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <tuple>
#include <type_traits>

#include "bundel/error.h"
#include "bundel/pipeline.h"
#include "ground/edits.h"
#include "pipeline/setting_values.h"

namespace bundel {
namespace {

using pipeline_detail::names_of;
using pipeline_detail::take;
using pipeline_detail::text_of;

struct Range {
  double low = 0;
  double high = 0;
  bool above_low = false;

  /// Never of NaN.
  [[nodiscard]] bool holds(double value) const { return (above_low ? value > low : value >= low) && value <= high; }
  [[nodiscard]] std::string text() const {
    return above_low ? fmt::format("above {}, at most {}", low, high) : fmt::format("{} to {}", low, high);
  }
  [[nodiscard]] std::string refusal() const {
    return above_low ? fmt::format("not above {} and at most {}", low, high)
                     : fmt::format("not between {} and {}", low, high);
  }
};

struct Entry {
  std::string_view name;
  std::string_view unit = {};
  std::string_view meaning = {};
  std::optional<Range> range = {};  ///< of a number
  std::string values = {};          ///< of what is no number: which values there are, as a phrase
  bool is_list = false;
  std::function<std::vector<std::string>(const Settings&)> get = {};
  std::function<void(Settings&, std::span<const std::string>)> set = {};
  std::function<double(const Settings&)> number = {};  ///< none for what is no number
};

// --- builders; `at(settings)` is a reference to the setting ---------------------------------------------------------

template <typename At>
using ValueOf = std::remove_cvref_t<std::invoke_result_t<At, Settings&>>;

template <typename At>
Entry with_access(std::string_view name, At at, const std::string& refusal) {
  Entry entry = {.name = name};
  entry.get = [=](const Settings& settings) -> std::vector<std::string> {
    std::string text = text_of(at(settings));
    if (text.empty()) return {};
    return {std::move(text)};
  };
  entry.set = [=](Settings& settings, std::span<const std::string> values) {
    if (values.size() != 1)
      throw Error(ErrorKind::setting, fmt::format("one value is wanted, not {}", values.size()), std::string(name));
    std::string wrong;
    if constexpr (pipeline_detail::Number<ValueOf<At>>) {
      wrong = take(values[0], at(settings), refusal);
    } else {
      wrong = take(values[0], at(settings));
    }
    if (!wrong.empty()) throw Error(ErrorKind::setting, wrong, std::string(name));
  };
  return entry;
}

/// A text, a date, or one of a few names.
template <typename At>
Entry entry(std::string_view name, At at, std::string_view meaning) {
  Entry entry = with_access(name, at, {});
  entry.meaning = meaning;
  if constexpr (std::is_same_v<ValueOf<At>, std::optional<TimeSpan>>) entry.values = pipeline_detail::kDates;
  if constexpr (pipeline_detail::Named<ValueOf<At>>) entry.values = names_of<ValueOf<At>>();
  return entry;
}

template <typename At>
Entry number(std::string_view name, At at, Range range, std::string_view unit, std::string_view meaning) {
  Entry entry = with_access(name, at, range.refusal());
  entry.unit = unit;
  entry.meaning = meaning;
  entry.range = range;
  entry.number = [=](const Settings& settings) { return static_cast<double>(at(settings)); };
  return entry;
}

template <typename At>
Entry list(std::string_view name, At at, std::string_view meaning) {
  Entry entry = {.name = name, .meaning = meaning, .is_list = true};
  entry.get = [=](const Settings& settings) { return at(settings); };
  entry.set = [=](Settings& settings, std::span<const std::string> values) {
    at(settings).assign(values.begin(), values.end());
  };
  return entry;
}

// --- the table ------------------------------------------------------------------------------------------------------

constexpr Range kShare = {0, 1, true};
constexpr Range kProbability = {0, 1};
constexpr Range kRows = {0, 4'294'967'295};  // row numbers have 32 bits
constexpr Range kNearest = {1, 10'000};
constexpr Range kLetters = {1, 100};
constexpr Range kWeight = {0, 1'000};
constexpr Range kTerm = {-1'000, 1'000};

/// The settings with those of the channels' weights, behind event-floor.
std::vector<Entry> with_channels(std::vector<Entry> all) {
  auto place = std::ranges::find(all, "event-floor", &Entry::name) + 1;
  for (std::size_t i = 0; i < channel_kinds().size(); ++i) {
    const ChannelKind& kind = channel_kinds()[i];
    const auto weight = [i](auto& s) -> auto& {
      return s.channel_weights[i];
    };
    place = all.insert(place, number(kind.setting, weight, kWeight, "", kind.meaning)) + 1;
  }
  place = all.insert(place, number(
                                "vector-weight", [](auto& s) -> auto& { return s.vector_weight; }, kWeight, "",
                                "Weight of the cosine of the vectors that a file brings")) +
          1;
  place = all.insert(place, entry(
                                "vectors", [](auto& s) -> auto& { return s.vectors; },
                                "File of vectors, lines of id and vector, that are compared too, with vector-weight")) +
          1;
  all.insert(place, entry(
                        "model", [](auto& s) -> auto& { return s.model; },
                        "File of a saved model, whose word counts and weights hold instead of the articles' own"));
  return all;
}

const std::vector<Entry>& entries() {
  // clang-format off
  static const std::vector<Entry> all = with_channels({
      entry("fields.id", [](auto& s) -> auto& { return s.read.fields.id; },
            "Field that holds the id, where it has none of the common names"),
      entry("fields.title", [](auto& s) -> auto& { return s.read.fields.title; }, "Field that holds the title"),
      entry("fields.text", [](auto& s) -> auto& { return s.read.fields.text; }, "Field that holds the text"),
      entry("fields.date", [](auto& s) -> auto& { return s.read.fields.date; }, "Field that holds the date"),
      entry("fields.source", [](auto& s) -> auto& { return s.read.fields.source; }, "Field that holds the source"),
      entry("fields.url", [](auto& s) -> auto& { return s.read.fields.url; }, "Field that holds the url"),
      entry("fields.language", [](auto& s) -> auto& { return s.read.fields.language; },
            "Field that holds the language"),
      entry("encoding", [](auto& s) -> auto& { return s.read.encoding; },
            "Encoding of files that are not UTF-8, such as windows-1252; without it a guess that is said"),
      entry("ids", [](auto& s) -> auto& { return s.read.ids; },
            "Ids as they are given, as file:id, or so only where files share an id (auto)"),
      entry("since", [](auto& s) -> auto& { return s.read.since; },
            "Leave out articles before this date (undated ones stay)"),
      entry("until", [](auto& s) -> auto& { return s.read.until; },
            "Leave out articles after this date (undated ones stay)"),
      entry("date-order", [](auto& s) -> auto& { return s.read.date_order; },
            "How to read 02/03/2023 where no other date of the files tells"),
      entry("today", [](auto& s) -> auto& { return s.read.today; },
            "The day after which a date is a mistake, but for the next; without it the clock's"),
      number("lead-bytes", [](auto& s) -> auto& { return s.text.lead_bytes; }, {0, 1'000'000}, "bytes",
             "Beginning of a text that counts as its lead beside the title, up to a whole word"),
      number("passage-words", [](auto& s) -> auto& { return s.text.passage_words; }, {1, 100'000}, "words",
             "Sentences or paragraphs are joined up to about so long a passage"),
      number("passage-min-words", [](auto& s) -> auto& { return s.text.passage_min_words; }, {0, 100'000}, "words",
             "A shorter paragraph is joined to the next; at most passage-words"),
      entry("boilerplate", [](auto& s) -> auto& { return s.boilerplate.rule; },
            "Whether what a site puts under every story counts for nothing (drop) or as any other words (keep)"),
      number("boilerplate-articles", [](auto& s) -> auto& { return s.boilerplate.articles; }, {2, 1'000}, "texts",
             "Fewest different texts that have a line or sentence in common for it to be boilerplate"),
      number("boilerplate-likeness", [](auto& s) -> auto& { return s.boilerplate.likeness; }, {0, 1}, "",
             "Texts less alike in all other words share it for no other reason than their site"),
      number("copy-threshold", [](auto& s) -> auto& { return s.copies.threshold; }, kShare, "",
             "Least overlap of a copy, both ways"),
      number("containment", [](auto& s) -> auto& { return s.copies.containment; }, kShare, "",
             "Least share of one text within another for an excerpt"),
      number("min-run", [](auto& s) -> auto& { return s.copies.min_run; }, {1, 1'000}, "words",
             "Length of the shortest shared run"),
      entry("keep", [](auto& s) -> auto& { return s.copies.keep; },
            "Which copy stays; dates count to the second where they are known"),
      list("prefer", [](auto& s) -> auto& { return s.copies.prefer; },
           "Sources whose articles stay before others', the first most"),
      list("keep-from", [](auto& s) -> auto& { return s.keep_from; },
           "Fold what stands in this file or folder too; its articles are neither kept nor dropped; INPUT in it counts "
           "once"),
      entry("latest-revision", [](auto& s) -> auto& { return s.copies.latest_revision; },
            "Of articles with one url only the newest stays, whatever their ids"),
      entry("fold-templates", [](auto& s) -> auto& { return s.copies.fold_templates; },
            "Fold articles of one template too, whose names and numbers are others"),
      entry("fold-excerpts", [](auto& s) -> auto& { return s.copies.fold_excerpts; },
            "Fold an excerpt under the article that contains it"),
      entry("noisy", [](auto& s) -> auto& { return s.copies.noisy; },
            "Find noisy copies too (scans, retyped texts)"),
      number("term-letters", [](auto& s) -> auto& { return s.vectorise.term_letters; }, kLetters, "letters",
             "First letters of a word that make its term"),
      number("name-share", [](auto& s) -> auto& { return s.vectorise.name_share; }, {0, 1}, "",
             "A word is a name where more of its uses inside sentences are capitalised"),
      number("background-articles", [](auto& s) -> auto& { return s.vectorise.background_articles; }, {0, 1e9},
             "articles", "Articles of the language's background that stand behind a small collection's own"),
      number("background-fades", [](auto& s) -> auto& { return s.vectorise.background_fades; }, {1, 1e9}, "reports",
             "Reports of a collection that has half of them behind it; ten times as many have nothing"),
      number("piece-letters", [](auto& s) -> auto& { return s.vectorise.ngram_letters; }, kLetters, "letters",
             "Consecutive letters of a word that make one of its pieces"),
      number("dense-columns", [](auto& s) -> auto& { return s.vectorise.dense_columns; }, {16, 4'096}, "columns",
             "Columns of the hashed rows that neighbours are found by"),
      number("neighbours", [](auto& s) -> auto& { return s.candidates.neighbours.count; }, kNearest, "articles",
             "Nearest articles of an article that are compared with it"),
      number("exact-rows", [](auto& s) -> auto& { return s.candidates.neighbours.exact_rows; }, kRows, "rows",
             "Up to so many rows all are compared with all; beyond, lists of near ones"),
      number("probes", [](auto& s) -> auto& { return s.candidates.neighbours.probes; }, kNearest, "lists",
             "Lists that a row is compared with, beyond exact-rows"),
      number("neighbour-further", [](auto& s) -> auto& { return s.candidates.neighbours.further; }, {0, 1'000}, "rows",
             "Beyond exact-rows: nearest rows of a row that name as many of theirs, to be compared with it too"),
      number("passage-neighbours", [](auto& s) -> auto& { return s.candidates.passage_neighbours; }, kNearest, "passages",
             "Nearest passages of a passage whose articles are compared"),
      number("passage-index-rows", [](auto& s) -> auto& { return s.candidates.passage_index_rows; }, kRows, "passages",
             "Beyond so many passages only whole articles find neighbours"),
      number("event-threshold", [](auto& s) -> auto& { return s.events.threshold; }, kProbability, "",
             "Least link probability of an event; at least event-floor"),
      number("event-floor", [](auto& s) -> auto& { return s.events.floor; }, kProbability, "",
             "Link probability below which links are not told apart"),
      number("foreign-bias", [](auto& s) -> auto& { return s.events.foreign_bias; }, kTerm, "",
             "Added to the score of two known languages"),
      number("short-penalty", [](auto& s) -> auto& { return s.events.short_penalty; }, kTerm, "",
             "Taken from the score of two headlines; less, the longer the texts"),
      number("time-weight", [](auto& s) -> auto& { return s.events.time_weight; }, kWeight, "",
             "Weight of ln(1 + days between)"),
      number("unknown-time", [](auto& s) -> auto& { return s.events.unknown_time; }, {0, 100}, "",
             "ln(1 + days between) where a date is missing"),
      number("bias", [](auto& s) -> auto& { return s.events.bias; }, kTerm, "", "Added to every score"),
      number("keywords", [](auto& s) -> auto& { return s.events.keywords; }, {0, 100}, "words",
             "Most words that describe an event"),
  });
  // clang-format on
  return all;
}

// --- rules between settings -----------------------------------------------------------------------------------------

void check_together(const Settings& settings) {
  if (settings.text.passage_min_words > settings.text.passage_words) {
    throw Error(
        ErrorKind::setting,
        fmt::format("{} is above passage-words {}", settings.text.passage_min_words, settings.text.passage_words),
        "passage-min-words");
  }
  if (settings.events.threshold < settings.events.floor) {
    throw Error(ErrorKind::setting,
                fmt::format("{} is below event-floor {}: less likely links are not told apart",
                            settings.events.threshold, settings.events.floor),
                "event-threshold");
  }
  if (!settings.vectors.empty() && settings.vector_weight <= 0) {
    throw Error(ErrorKind::setting,
                "0 lets the vectors count for nothing; body-weight is 18, lead-weight 12, piece-weight 8",
                "vector-weight");
  }
  const auto& [since, until] = std::tie(settings.read.since, settings.read.until);
  if (since && until && until->end <= since->begin) {
    throw Error(ErrorKind::setting,
                fmt::format("{} ends before since {} begins", format_date(*until), format_date(*since)), "until");
  }
  if (std::ranges::find(settings.keep_from, "-") != settings.keep_from.end()) {
    throw Error(ErrorKind::setting, "it is a file or folder; standard input can only be INPUT", "keep-from");
  }
}

}  // namespace

std::vector<Setting> list_settings(const Settings& settings) {
  std::vector<Setting> list;
  for (const Entry& entry : entries()) {
    std::vector<std::string> values = entry.get(settings);
    list.push_back({.name = std::string(entry.name),
                    .value = fmt::format("{}", fmt::join(values, ",")),
                    .origin = "default",
                    .range = entry.range ? entry.range->text() : entry.values,
                    .unit = std::string(entry.unit),
                    .meaning = std::string(entry.meaning),
                    .is_list = entry.is_list,
                    .values = std::move(values)});
  }
  return list;
}

void set_setting(Settings& settings, const std::string& name, std::span<const std::string> values) {
  const auto known = std::ranges::find(entries(), name, &Entry::name);
  if (known != entries().end()) return known->set(settings, values);
  const auto near = std::ranges::min_element(entries(), {}, [&](const Entry& e) { return ground::edits(e.name, name); });
  throw Error(ErrorKind::setting, fmt::format("no setting has this name; the nearest is {}", near->name), name);
}

void check(const Settings& settings) {
  for (const Entry& entry : entries()) {
    if (!entry.range || entry.range->holds(entry.number(settings))) continue;
    throw Error(ErrorKind::setting, fmt::format("{} is {}", entry.get(settings).front(), entry.range->refusal()),
                std::string(entry.name));
  }
  check_together(settings);
}

}  // namespace bundel
