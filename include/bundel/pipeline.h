/// Every step in order: from INPUTs to copies, and to events.
#pragma once

#include "bundel/describe.h"
#include "bundel/explain.h"
#include "bundel/read.h"
#include "bundel/records.h"
#include "bundel/run.h"
#include "bundel/settings.h"
#include "bundel/stages.h"
#include "bundel/types.h"

#include <cstddef>
#include <cstdint>
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
  BoilerplateSettings boilerplate;
  CopySettings copies;
  VectoriseSettings vectorise;
  std::vector<double> channel_weights = default_channel_weights();  ///< by channel_kinds
  std::string vectors = {};  ///< file of read_vectors, whose channel joins those of channel_kinds; empty: none
  double vector_weight = 0;  ///< of that channel, above 0 where there is a file
  /// File of read_model whose settings of terms and rows, channel weights, counts and centres hold instead of those
  /// above and of the articles' own; empty: none.
  std::string model = {};
  CandidateSettings candidates;
  EventSettings events;
};

/// Where an article that is folded under a kept one stands among the groups.
struct FoldedAt {
  std::uint32_t group = 0;   ///< index in DupsResult::groups
  std::uint32_t member = 0;  ///< index in its members
};

struct DupsResult {
  Collection collection;
  /// What Settings::keep_from held: read by the same field names, whatever the dates. No part of `collection`.
  Collection references;
  std::vector<GroupRecord> groups;              ///< where asked for
  std::vector<std::optional<FoldedAt>> folded;  ///< by ArticleId; none for an article that stays; empty without groups
  std::vector<PairRecord> pairs;                ///< where asked for
  std::vector<BoilerplateRecord> boilerplate;   ///< where asked for; of the collection and the references
  std::optional<PairRecord> closest;  ///< where nothing matched: the two articles that come nearest, if any share a run
  CopyCounts counts;
};

enum class DupsWanted : std::uint8_t { groups, pairs, boilerplate };

/// What a DupsResult holds for a person to look at. It changes no group and no pair.
struct DupsDetail {
  bool new_words = false;     ///< CopyRecord::new_headline and new_text, at the cost of a comparison of each copy
  bool shared_words = false;  ///< SharedRecord::words
  bool texts = true;          ///< of the articles: false frees them when their words are cut, unless words are shown
};

struct EventsResult {
  Collection collection;
  std::vector<EventRecord> events;  ///< by first report (undated last), then id of it
  Model model;                      ///< of the run, as write_model takes it
};

enum class Explained : std::uint8_t { copies, events, both };

struct ExplainResult {
  Collection collection;
  std::optional<CopyExplanation> copies;
  std::optional<EventExplanation> events;
};

/// All that a choice of threshold needs of one run: cut its dendrogram where you like. Cheap to hand around: all that
/// hold one hold the same stages.
class EventHierarchy {
 public:
  EventHierarchy(std::shared_ptr<const EventStages> stages, EventSettings settings);

  [[nodiscard]] const EventStages& stages() const noexcept { return *stages_; }
  [[nodiscard]] const Collection& collection() const noexcept { return stages_->corpus.collection; }
  [[nodiscard]] const std::vector<CopyGroup>& groups() const noexcept { return stages_->reports.groups; }
  [[nodiscard]] const std::vector<ArticleId>& kept() const noexcept { return stages_->reports.kept; }  ///< by Row
  [[nodiscard]] const Dendrogram& dendrogram() const noexcept { return stages_->dendrogram; }

  /// The least score (MemberRecord::score) among the members of a cluster, ascending; at least one.
  [[nodiscard]] double weakest(std::span<const Row> members) const;

 private:
  std::shared_ptr<const EventStages> stages_;
  EventSettings settings_;
};

// Every function that takes a RunContext puts it in force on the calling thread while it runs; without one it keeps to
// the one in force. Errors of all: Stopped.

Corpus read_corpus(const std::vector<std::string>& inputs, const Settings& settings,
                   const RunContext& context = run_context());
/// Of INPUTs, or of articles in memory (collect of read.h).
DupsResult run_dups(const std::vector<std::string>& inputs, DupsWanted wanted, const Settings& settings,
                    const DupsDetail& detail = {}, const RunContext& context = run_context());
DupsResult run_dups(Collection collection, DupsWanted wanted, const Settings& settings, const DupsDetail& detail = {},
                    const RunContext& context = run_context());
EventsResult run_events(const std::vector<std::string>& inputs, const Settings& settings,
                        const RunContext& context = run_context());
EventsResult run_events(Collection collection, const Settings& settings, const RunContext& context = run_context());
/// Of segments that were merged. Their text settings should be those of `settings`.
EventsResult run_events(Corpus corpus, const Settings& settings, const RunContext& context = run_context());
/// The events of every threshold at once. Errors of all: as read_articles.
EventHierarchy build_hierarchy(const std::vector<std::string>& inputs, const Settings& settings,
                               const RunContext& context = run_context());

/// Why the two articles of these ids are, or are not, copies, and in one event at `settings.events.threshold` (which
/// takes all steps of run_events). Errors: as read_articles; Error where no article has an id.
ExplainResult explain(const std::vector<std::string>& inputs, const std::string& one, const std::string& other,
                      Explained wanted, const Settings& settings, const RunContext& context = run_context());

}  // namespace bundel
