/// Every step in order: from INPUTs to copies, and to events.
#pragma once

#include "bundel/duplicates.h"
#include "bundel/events.h"
#include "bundel/neighbours.h"
#include "bundel/read.h"
#include "bundel/run.h"
#include "bundel/text.h"
#include "bundel/types.h"
#include "bundel/vectorise.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bundel {

struct Settings {
  ReadSettings read;
  std::vector<std::string> keep_from = {};  ///< run_dups: INPUTs whose articles are references (CopyInput)
  TextSettings text;
  CopySettings copies;
  VectoriseSettings vectorise;
  NeighbourSettings neighbours;
  EventSettings events;
  int passage_neighbours = 16;               ///< nearest passages of a passage that nominate articles
  std::size_t passage_index_rows = 100'000;  ///< beyond so many passages only whole articles nominate (200 MB of rows)
  bool new_words = false;                    ///< CopyRecord::new_headline and new_text
  bool shared_words = false;                 ///< PairRecord::shared with the words themselves
  bool keep_texts = true;                    ///< run_dups: false frees the articles' texts when their words are cut
};

/// Read and cut articles, the ground of every command.
struct Corpus {
  Collection collection;
  Vocabulary vocabulary;
  std::vector<Document> documents;  ///< by ArticleId
};

struct DupsResult {
  Collection collection;
  /// What Settings::keep_from held: read by the same field names, whatever the dates. No part of `collection`.
  Collection references;
  /// Where asked for. An id beyond the articles of `collection` is a reference: `collection.articles` go on in
  /// `references.articles`.
  std::vector<CopyGroup> groups;
  std::vector<GroupRecord> group_records;
  std::vector<PairRecord> pairs;      ///< where asked for
  std::optional<PairRecord> closest;  ///< where nothing matched: the two articles that come nearest, if any share a run
  CopyCounts counts;
};

enum class DupsWanted : std::uint8_t { groups, pairs };

struct EventsResult {
  Collection collection;
  std::vector<EventRecord> events;  ///< by first report (undated last), then id of it
};

enum class Explained : std::uint8_t { copies, events, both };

struct ExplainResult {
  Collection collection;
  std::optional<CopyExplanation> copies;
  std::optional<EventExplanation> events;
};

namespace pipeline_detail {
struct EventState;
}

/// All that a choice of threshold needs of one run: cut its dendrogram where you like. Copies of it share their memory.
class EventTree {
 public:
  EventTree(std::shared_ptr<const pipeline_detail::EventState> state, Settings settings);

  [[nodiscard]] const Collection& collection() const;
  [[nodiscard]] const std::vector<CopyGroup>& groups() const;
  [[nodiscard]] const std::vector<ArticleId>& kept() const;  ///< by row, ascending
  [[nodiscard]] const Dendrogram& dendrogram() const;

  /// Two kept articles with the largest threshold at which they are together (0: none), their most similar passages
  /// and the words that add most to their score.
  [[nodiscard]] PairToJudge pair_to_judge(ArticleId a, ArticleId b) const;
  /// The least score (MemberRecord::score) among the members of a cluster of rows, ascending; at least one.
  [[nodiscard]] double weakest(std::span<const std::uint32_t> rows) const;

 private:
  std::shared_ptr<const pipeline_detail::EventState> state_;
  Settings settings_;
};

// Every function that takes a RunContext puts it in force on the calling thread while it runs; without one it keeps to
// the one in force. Errors of all: Stopped.

Corpus read_corpus(const std::vector<std::string>& inputs, const Settings& settings,
                   const RunContext& context = run_context());
DupsResult run_dups(const std::vector<std::string>& inputs, DupsWanted wanted, const Settings& settings,
                    const RunContext& context = run_context());
EventsResult run_events(const std::vector<std::string>& inputs, const Settings& settings,
                        const RunContext& context = run_context());
/// The events of every threshold at once. Errors of all: as read_articles.
EventTree grow_events(const std::vector<std::string>& inputs, const Settings& settings,
                      const RunContext& context = run_context());

/// Two articles with their longest shared run; `match`: what matching found, null for nothing. `score` is left at 0.
PairToJudge copies_to_judge(const Corpus& corpus, ArticleId a, ArticleId b, const Match* match);

/// Why the two articles of these ids are, or are not, copies, and in one event at `settings.events.threshold` (which
/// takes all steps of run_events). Errors: as read_articles; Error where no article has an id.
ExplainResult explain(const std::vector<std::string>& inputs, const std::string& one, const std::string& other,
                      Explained wanted, const Settings& settings, const RunContext& context = run_context());

/// Checks ranges. Errors: Error with the setting's name as `where`, its value and its range.
void check(const Settings& settings);

/// Every setting by its name, with its value, in the order of Settings; origin "default", for the caller to change.
std::vector<Setting> list_settings(const Settings& settings);

/// Gives a setting the value that list_settings shows; lists (prefer, keep-from) take any number of values, all others
/// one. Ranges are for `check`. Errors: Error with the name as `where`: no such setting (names the nearest one), or a
/// value that cannot be read.
void set_setting(Settings& settings, const std::string& name, std::span<const std::string> values);

/// What is shown for an article without a title: the first words of its text.
std::string headline_of(const Article& article);

}  // namespace bundel
