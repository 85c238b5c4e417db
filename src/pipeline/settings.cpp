/// Settings by name: their values, their ranges and their list.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <numeric>
#include <type_traits>

#include "bundel/error.h"
#include "bundel/pipeline.h"

namespace bundel {
namespace {

constexpr std::array<std::pair<std::string_view, Keep>, 4> kKeeps = {
    {{"earliest", Keep::earliest}, {"latest", Keep::latest}, {"longest", Keep::longest}, {"first", Keep::first}}};

constexpr std::array<std::pair<std::string_view, IdRule>, 3> kIdRules = {
    {{"auto", IdRule::automatic}, {"given", IdRule::given}, {"file", IdRule::file}}};

// --- values to text and back --------------------------------------------------------------------------------------

std::string text_of(const std::string& value) {
  return value;
}
std::string text_of(bool value) {
  return value ? "true" : "false";
}
std::string text_of(Keep value) {
  return std::string(std::ranges::find(kKeeps, value, [](const auto& keep) { return keep.second; })->first);
}
std::string text_of(IdRule value) {
  return std::string(std::ranges::find(kIdRules, value, [](const auto& rule) { return rule.second; })->first);
}
std::string text_of(DateOrder value) {
  return value == DateOrder::dmy ? "dmy" : value == DateOrder::mdy ? "mdy" : "";
}
std::string text_of(const std::optional<TimeSpan>& value) {
  return value ? format_date(*value) : "";
}
std::string text_of(const std::vector<std::string>& value) {
  return fmt::format("{}", fmt::join(value, ","));
}
template <typename Number>
requires std::is_arithmetic_v<Number> std::string text_of(Number value) {
  return fmt::format("{}", value);
}

/// Each returns what is wanted instead, or nothing where the text was taken.
std::string_view take(const std::string& text, std::string& value) {
  value = text;
  return {};
}
std::string_view take(const std::string& text, bool& value) {
  if (text != "true" && text != "false") return "true or false";
  value = text == "true";
  return {};
}
std::string_view take(const std::string& text, Keep& value) {
  const auto found = std::ranges::find(kKeeps, text, [](const auto& keep) { return keep.first; });
  if (found == kKeeps.end()) return "earliest, latest, longest or first";
  value = found->second;
  return {};
}
std::string_view take(const std::string& text, IdRule& value) {
  const auto found = std::ranges::find(kIdRules, text, [](const auto& rule) { return rule.first; });
  if (found == kIdRules.end()) return "auto, given or file";
  value = found->second;
  return {};
}
std::string_view take(const std::string& text, DateOrder& value) {
  if (text != "dmy" && text != "mdy") return "dmy or mdy";
  value = text == "dmy" ? DateOrder::dmy : DateOrder::mdy;
  return {};
}
std::string_view take(const std::string& text, std::optional<TimeSpan>& value) {
  if (value = parse_date(text); !value) return "a date such as 2023, 2023-02 or 2023-02-21";
  return {};
}
template <typename Number>
requires std::is_arithmetic_v<Number> std::string_view take(const std::string& text, Number& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size()) return {};
  return std::is_integral_v<Number> ? "a whole number" : "a number";
}

// --- the settings -------------------------------------------------------------------------------------------------

struct Entry {
  std::string_view name;
  std::function<std::string(const Settings&)> get;
  std::function<void(Settings&, std::span<const std::string>)> set;
};

/// `at(settings)` is a reference to the setting.
template <typename At>
Entry entry(std::string_view name, At at) {
  using Value = std::remove_cvref_t<std::invoke_result_t<At, Settings&>>;
  const auto set = [=](Settings& settings, std::span<const std::string> values) {
    if constexpr (std::is_same_v<Value, std::vector<std::string>>) {
      at(settings).assign(values.begin(), values.end());
    } else {
      if (values.size() != 1) throw Error(fmt::format("one value is wanted, not {}", values.size()), std::string(name));
      const std::string_view wanted = take(values[0], at(settings));
      if (!wanted.empty()) throw Error(fmt::format("'{}' is not {}", values[0], wanted), std::string(name));
    }
  };
  return {name, [=](const Settings& settings) { return text_of(at(settings)); }, set};
}

const std::vector<Entry>& entries() {
  // clang-format off
  static const std::vector<Entry> all = {
      entry("fields.id", [](auto& s) -> auto& { return s.read.fields.id; }),
      entry("fields.title", [](auto& s) -> auto& { return s.read.fields.title; }),
      entry("fields.text", [](auto& s) -> auto& { return s.read.fields.text; }),
      entry("fields.date", [](auto& s) -> auto& { return s.read.fields.date; }),
      entry("fields.source", [](auto& s) -> auto& { return s.read.fields.source; }),
      entry("fields.url", [](auto& s) -> auto& { return s.read.fields.url; }),
      entry("fields.language", [](auto& s) -> auto& { return s.read.fields.language; }),
      entry("encoding", [](auto& s) -> auto& { return s.read.encoding; }),
      entry("ids", [](auto& s) -> auto& { return s.read.ids; }),
      entry("since", [](auto& s) -> auto& { return s.read.since; }),
      entry("until", [](auto& s) -> auto& { return s.read.until; }),
      entry("date-order", [](auto& s) -> auto& { return s.read.date_order; }),
      entry("today", [](auto& s) -> auto& { return s.read.today; }),
      entry("lead-bytes", [](auto& s) -> auto& { return s.text.lead_bytes; }),
      entry("passage-words", [](auto& s) -> auto& { return s.text.passage_words; }),
      entry("passage-min-words", [](auto& s) -> auto& { return s.text.passage_min_words; }),
      entry("copy-threshold", [](auto& s) -> auto& { return s.copies.threshold; }),
      entry("containment", [](auto& s) -> auto& { return s.copies.containment; }),
      entry("min-run", [](auto& s) -> auto& { return s.copies.min_run; }),
      entry("keep", [](auto& s) -> auto& { return s.copies.keep; }),
      entry("prefer", [](auto& s) -> auto& { return s.copies.prefer; }),
      entry("keep-from", [](auto& s) -> auto& { return s.keep_from; }),
      entry("latest-revision", [](auto& s) -> auto& { return s.copies.latest_revision; }),
      entry("fold-excerpts", [](auto& s) -> auto& { return s.copies.fold_excerpts; }),
      entry("noisy", [](auto& s) -> auto& { return s.copies.noisy; }),
      entry("term-letters", [](auto& s) -> auto& { return s.vectorise.term_letters; }),
      entry("name-share", [](auto& s) -> auto& { return s.vectorise.name_share; }),
      entry("background-articles", [](auto& s) -> auto& { return s.vectorise.background_articles; }),
      entry("piece-letters", [](auto& s) -> auto& { return s.vectorise.piece_letters; }),
      entry("dense-columns", [](auto& s) -> auto& { return s.vectorise.dense_columns; }),
      entry("neighbours", [](auto& s) -> auto& { return s.neighbours.count; }),
      entry("exact-rows", [](auto& s) -> auto& { return s.neighbours.exact_rows; }),
      entry("probes", [](auto& s) -> auto& { return s.neighbours.probes; }),
      entry("neighbour-further", [](auto& s) -> auto& { return s.neighbours.further; }),
      entry("passage-neighbours", [](auto& s) -> auto& { return s.passage_neighbours; }),
      entry("passage-index-rows", [](auto& s) -> auto& { return s.passage_index_rows; }),
      entry("event-threshold", [](auto& s) -> auto& { return s.events.threshold; }),
      entry("event-floor", [](auto& s) -> auto& { return s.events.floor; }),
      entry("body-weight", [](auto& s) -> auto& { return s.events.body_weight; }),
      entry("lead-weight", [](auto& s) -> auto& { return s.events.lead_weight; }),
      entry("piece-weight", [](auto& s) -> auto& { return s.events.piece_weight; }),
      entry("foreign-bias", [](auto& s) -> auto& { return s.events.foreign_bias; }),
      entry("short-penalty", [](auto& s) -> auto& { return s.events.short_penalty; }),
      entry("time-weight", [](auto& s) -> auto& { return s.events.time_weight; }),
      entry("unknown-time", [](auto& s) -> auto& { return s.events.unknown_time; }),
      entry("bias", [](auto& s) -> auto& { return s.events.bias; }),
      entry("keywords", [](auto& s) -> auto& { return s.events.keywords; }),
  };
  // clang-format on
  return all;
}

// --- ranges -------------------------------------------------------------------------------------------------------

void check_range(std::string_view name, double value, double low, double high) {
  if (value >= low && value <= high) return;  // also false for NaN
  throw Error(fmt::format("{} is not between {} and {}", value, low, high), std::string(name));
}

void check_share(std::string_view name, double value) {
  if (value > 0 && value <= 1) return;
  throw Error(fmt::format("{} is not above 0 and at most 1", value), std::string(name));
}

/// Letters to change, add or leave out to make one of the other (Levenshtein).
std::size_t edits(std::string_view one, std::string_view other) {
  std::vector<std::size_t> row(other.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < one.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < other.size(); ++j) {
      const std::size_t changed = diagonal + (one[i] == other[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

void check(const Settings& settings) {
  check_share("copy-threshold", settings.copies.threshold);
  check_share("containment", settings.copies.containment);
  check_range("min-run", settings.copies.min_run, 1, 1000);
  check_range("event-threshold", settings.events.threshold, 0, 1);
  check_range("event-floor", settings.events.floor, 0, 1);
  check_range("passage-words", static_cast<double>(settings.text.passage_words), 1, 100'000);
  check_range("passage-min-words", static_cast<double>(settings.text.passage_min_words), 0,
              static_cast<double>(settings.text.passage_words));
  check_range("term-letters", settings.vectorise.term_letters, 1, 100);
  check_range("name-share", settings.vectorise.name_share, 0, 1);
  check_range("background-articles", settings.vectorise.background_articles, 0, 1e9);
  check_range("piece-letters", settings.vectorise.piece_letters, 1, 100);
  check_range("dense-columns", settings.vectorise.dense_columns, 16, 4096);
  check_range("neighbours", static_cast<double>(settings.neighbours.count), 1, 10'000);
  check_range("probes", static_cast<double>(settings.neighbours.probes), 1, 10'000);
  check_range("neighbour-further", settings.neighbours.further, 0, 1'000);
  check_range("passage-neighbours", settings.passage_neighbours, 1, 10'000);
  check_range("body-weight", settings.events.body_weight, 0, 1'000);
  check_range("lead-weight", settings.events.lead_weight, 0, 1'000);
  check_range("piece-weight", settings.events.piece_weight, 0, 1'000);
  check_range("foreign-bias", settings.events.foreign_bias, -1'000, 1'000);
  check_range("short-penalty", settings.events.short_penalty, -1'000, 1'000);
  check_range("time-weight", settings.events.time_weight, 0, 1'000);
  check_range("unknown-time", settings.events.unknown_time, 0, 100);
  check_range("bias", settings.events.bias, -1'000, 1'000);
  check_range("keywords", settings.events.keywords, 0, 100);
}

std::vector<Setting> list_settings(const Settings& settings) {
  std::vector<Setting> list;
  for (const Entry& entry : entries()) list.push_back({std::string(entry.name), entry.get(settings), "default"});
  return list;
}

void set_setting(Settings& settings, const std::string& name, std::span<const std::string> values) {
  const auto known = std::ranges::find(entries(), name, &Entry::name);
  if (known != entries().end()) return known->set(settings, values);
  const auto near = std::ranges::min_element(entries(), {}, [&](const Entry& e) { return edits(e.name, name); });
  throw Error(fmt::format("no setting has this name; the nearest is {}", near->name), name);
}

}  // namespace bundel
