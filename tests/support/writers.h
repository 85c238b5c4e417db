/// The writers of one kind of result each, for tests that compare bytes.
#pragma once

#include "bundel/writer.h"

#include <ostream>
#include <span>

namespace bundel::test {

inline void write_groups_jsonl(std::ostream& out, std::span<const GroupRecord> groups) {
  make_writer(Format::jsonl, out, {})->groups(groups);
}
inline void write_pairs_jsonl(std::ostream& out, std::span<const PairRecord> pairs) {
  make_writer(Format::jsonl, out, {})->pairs(pairs);
}
inline void write_events_jsonl(std::ostream& out, std::span<const EventRecord> events) {
  make_writer(Format::jsonl, out, {})->events(events);
}

inline void write_groups_table(std::ostream& out, std::span<const GroupRecord> groups, const CardOf& card,
                               const TableStyle& style) {
  make_writer(Format::table, out, {style, false, card})->groups(groups);
}
inline void write_pairs_table(std::ostream& out, std::span<const PairRecord> pairs, const CardOf& card,
                              const TableStyle& style) {
  make_writer(Format::table, out, {style, false, card})->pairs(pairs);
}
inline void write_events_table(std::ostream& out, std::span<const EventRecord> events, const TableStyle& style) {
  make_writer(Format::table, out, {style})->events(events);
}

inline void write_groups_csv(std::ostream& out, std::span<const GroupRecord> groups, const CardOf& card) {
  make_writer(Format::csv, out, {{}, false, card})->groups(groups);
}
inline void write_events_csv(std::ostream& out, std::span<const EventRecord> events, const CardOf& card) {
  make_writer(Format::csv, out, {{}, false, card})->events(events);
}
inline void write_sample_csv(std::ostream& out, std::span<const PairToJudge> pairs) {
  make_writer(Format::csv, out, {})->sample(pairs);
}

}  // namespace bundel::test
