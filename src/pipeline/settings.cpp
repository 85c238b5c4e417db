/// Settings by name: their ranges and their list.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "bundel/error.h"
#include "bundel/pipeline.h"

namespace bundel {
namespace {

void check_range(std::string_view name, double value, double low, double high) {
  if (value >= low && value <= high) return;  // also false for NaN
  throw Error(fmt::format("{} is not between {} and {}", value, low, high), std::string(name));
}

void check_share(std::string_view name, double value) {
  if (value > 0 && value <= 1) return;
  throw Error(fmt::format("{} is not above 0 and at most 1", value), std::string(name));
}

std::string_view name_of(Keep keep) {
  switch (keep) {
    case Keep::earliest:
      return "earliest";
    case Keep::latest:
      return "latest";
    case Keep::longest:
      return "longest";
    case Keep::first:
      return "first";
  }
  return "";
}

std::string yes_no(bool value) {
  return value ? "true" : "false";
}

}  // namespace

void check(const Settings& settings) {
  check_share("copy-threshold", settings.copies.threshold);
  check_share("containment", settings.copies.containment);
  check_range("min-run", settings.copies.min_run, 1, 1000);
  check_range("event-threshold", settings.events.threshold, 0, 1);
}

std::vector<Setting> list_settings(const Settings& settings) {
  std::vector<Setting> list;
  const auto add = [&](std::string name, std::string value) {
    list.push_back({std::move(name), std::move(value), "default"});
  };
  const auto number = [&](std::string name, auto value) { add(std::move(name), fmt::format("{}", value)); };
  const FieldNames& fields = settings.read.fields;
  for (const auto& [name, value] :
       std::initializer_list<std::pair<std::string_view, const std::string&>>{{"id", fields.id},
                                                                              {"title", fields.title},
                                                                              {"text", fields.text},
                                                                              {"date", fields.date},
                                                                              {"source", fields.source},
                                                                              {"url", fields.url},
                                                                              {"language", fields.language}}) {
    add(fmt::format("fields.{}", name), value);
  }
  add("since", settings.read.since ? format_date(*settings.read.since) : "");
  add("until", settings.read.until ? format_date(*settings.read.until) : "");
  number("lead-bytes", settings.text.lead_bytes);
  number("passage-words", settings.text.passage_words);
  number("passage-min-words", settings.text.passage_min_words);
  number("copy-threshold", settings.copies.threshold);
  number("containment", settings.copies.containment);
  number("min-run", settings.copies.min_run);
  add("keep", std::string(name_of(settings.copies.keep)));
  add("prefer", fmt::format("{}", fmt::join(settings.copies.prefer, ",")));
  add("keep-from", fmt::format("{}", fmt::join(settings.keep_from, ",")));
  add("latest-revision", yes_no(settings.copies.latest_revision));
  add("fold-excerpts", yes_no(settings.copies.fold_excerpts));
  add("noisy", yes_no(settings.copies.noisy));
  number("term-letters", settings.vectorise.term_letters);
  number("name-share", settings.vectorise.name_share);
  number("background-articles", settings.vectorise.background_articles);
  number("piece-letters", settings.vectorise.piece_letters);
  number("dense-columns", settings.vectorise.dense_columns);
  number("neighbours", settings.neighbours.count);
  number("exact-rows", settings.neighbours.exact_rows);
  number("probes", settings.neighbours.probes);
  number("passage-neighbours", settings.passage_neighbours);
  number("passage-index-rows", settings.passage_index_rows);
  number("event-threshold", settings.events.threshold);
  number("body-weight", settings.events.body_weight);
  number("lead-weight", settings.events.lead_weight);
  number("piece-weight", settings.events.piece_weight);
  number("foreign-bias", settings.events.foreign_bias);
  number("short-penalty", settings.events.short_penalty);
  number("time-weight", settings.events.time_weight);
  number("unknown-time", settings.events.unknown_time);
  number("bias", settings.events.bias);
  number("keywords", settings.events.keywords);
  return list;
}

}  // namespace bundel
