/// Results as tables for people, each kind in a file of its own. See make_writer for what holds of all.
#pragma once

#include "bundel/records.h"
#include "bundel/style.h"
#include "bundel/writer.h"

#include <cstddef>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

namespace bundel::report_detail {

/// Groups, each with the kept article and, below it, the folded ones with kind and overlap.
void write_groups_table(std::ostream& out, std::span<const GroupRecord> groups, const CardOf& card,
                        const TableStyle& style);
/// One row a pair; on a terminal with the titles below, in a pipe with the titles behind, so that a line is a pair.
/// Shared words, where records carry them, stand below, a line a run.
void write_pairs_table(std::ostream& out, std::span<const PairRecord> pairs, const CardOf& card,
                       const TableStyle& style);
/// Events of two or more reports with their members; how many stand alone is said below.
void write_events_table(std::ostream& out, std::span<const EventRecord> events, const TableStyle& style);

/// Both texts with the shared words marked, below the numbers and the rule that decided.
void write_copy_explanation(std::ostream& out, const CopyExplanation& explanation, const TableStyle& style);
/// The verdict, the channels of the score, the words and passages that both share.
void write_event_explanation(std::ostream& out, const EventExplanation& explanation, const TableStyle& style);

/// Scores as a table, and what is counted against them.
void write_score(std::ostream& out, const ScoreRecord& score, const TableStyle& style);
/// Two articles with the gold's labels, below one another.
void write_wrong_pair(std::ostream& out, const WrongPairRecord& pair, const TableStyle& style);

/// The thresholds as a table. With labels their scores stand in place of pairs and groups.
void write_thresholds_table(std::ostream& out, const TuneReport& report, const TableStyle& style);
/// What is recommended and why, what the neighbours give, and the pairs to look at; texts wrapped on a terminal, on one
/// line each in a pipe.
void write_recommendation(std::ostream& out, const TuneReport& report, const TableStyle& style);

/// A plain table: header and rows; numbers (cells of digits, '.', '-', '%') to the right, all else to the left. The
/// column `flexible` (the number of columns for none) is cut first when the terminal is too narrow. Rows may be short.
void write_table(std::ostream& out, std::span<const std::string> header, std::span<const std::vector<std::string>> rows,
                 std::size_t flexible, const TableStyle& style);

}  // namespace bundel::report_detail
