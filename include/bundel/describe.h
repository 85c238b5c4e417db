/// What is said of copies and events: from ids to labels, keywords and cross references, and from these to records in
/// the articles' own names.
#pragma once

#include "bundel/records.h"
#include "bundel/stages.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace bundel {

// --- copies ------------------------------------------------------------------------------------------------------

/// One record a group, in order. `new_words` fills new_headline and new_text of every copy, at the cost of a comparison
/// of words and a second cutting of the text each.
std::vector<GroupRecord> group_records(std::span<const CopyGroup> groups, const CopyInput& input,
                                       const CopySettings& settings, bool new_words);

std::vector<CopyRecord> copy_records(const CopyGroup& group, std::span<const Article> articles);

/// With `words`, each shared run also as written in a. Places are those of the full texts: a run over what was set
/// aside of either is cut there (of a noisy match it goes over it).
PairRecord pair_record(const Match& match, const CopyInput& input, bool words);

/// One record a piece, in order. Cost: a second cutting of each example's text.
std::vector<BoilerplateRecord> boilerplate_records(const Boilerplate& found, std::span<const Article> articles);

// --- events ------------------------------------------------------------------------------------------------------

/// Where a label stands: in the title of a report, without the name of its site, or in its text.
struct LabelPlace {
  Row row{};
  bool in_title = true;
  ByteRange in_text = {};
};

/// A column that tells an event apart, and the word that most members have for it.
struct Keyword {
  Column column{};
  WordId word{};
  Row row{};  ///< the first member that has the word, which spells it
};

/// A report of another event with passages about this one.
struct CrossReference {
  Row row{};
  double score = 0;                 ///< of the best passage (CrossReferenceWeights), 0.5 to 1
  std::vector<PassageId> passages;  ///< ascending
};

/// An event in ids.
struct Event {
  std::vector<Row> members;  ///< ascending
  LabelPlace label;
  std::vector<Keyword> keywords;
  std::vector<CrossReference> also;  ///< by row
};

/// The events at a threshold, by EventId: by their first report, copies included. Every report is in exactly one.
std::vector<Event> describe(const EventStages& stages, const EventSettings& settings);

/// Of each event the reports of others with passages about it. Passages are compared with those that were nominated;
/// where there were too many for that, with those of reports that make a pair of link probability at least
/// `settings.floor`. Each passage is about one other event at most, the one that it is nearest to.
std::vector<std::vector<CrossReference>> find_cross_references(const EventStages& stages,
                                                               std::span<const std::vector<Row>> events,
                                                               const EventSettings& settings);

/// The events in the articles' own names, "e1" first. Parallel.
std::vector<EventRecord> event_records(std::span<const Event> events, const EventStages& stages,
                                       const EventSettings& settings);

}  // namespace bundel
