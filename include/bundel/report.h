/// Records of a result to JSON Lines and to tables for people, and back from JSON Lines.
///
/// JSON Lines are canonical: fixed key order, fixed digits (scores and shares rounded to four, no trailing zeros),
/// unknown values left out (empty strings, no gap; lists are written even when empty), so that equal results are equal
/// bytes. UTF-8 is written as it is; bytes that are not UTF-8 become U+FFFD. Reading them back gives the same records,
/// shares at the digits that were written; copies in events have no in_kept and of_kept there and come back with 0.
///
/// Writers hold one line at a time and leave failures in the state of the stream, for the caller to look at.
#pragma once

#include "bundel/run.h"
#include "bundel/types.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bundel {

/// How wide text is on a terminal; the caller brings it, since only the text room knows letters. Both are set.
struct TextMeasure {
  std::size_t (*width)(std::string_view text) = nullptr;  ///< columns
  /// Whole letters, ellipsis where cut, never wider than `columns` (at least 1).
  std::string (*cut)(std::string_view text, std::size_t columns) = nullptr;
};

struct TableStyle {
  std::size_t columns = 0;  ///< of the terminal; 0: as wide as the text is (piped)
  bool colour = false;      ///< bold and dim, where the terminal has them; never in a pipe
  TextMeasure measure;
};

void write_groups_jsonl(std::ostream& out, std::span<const GroupRecord> groups);
void write_pairs_jsonl(std::ostream& out, std::span<const PairRecord> pairs);
void write_events_jsonl(std::ostream& out, std::span<const EventRecord> events);
/// A line a threshold, {"threshold":0.5,"pairs","groups","folded" or "events","largest","weakest","changed","mark"}
/// and, with labels, precision, recall, f1 (of pairs; from judged ones also precision_low, precision_high and so on),
/// bcubed, ari; then
/// {"recommended":0.35,"why":"..","default":0.5,"coarser","finer","notes":[..],"above":[..],"below":[..], "wrong":[..]}
/// with the pairs to look at.
void write_tune_jsonl(std::ostream& out, const TuneReport& report);

/// Read back what the writers wrote. Keys they do not know and blank lines are skipped. Errors: Error with `name:line`
/// where a line is not such a record, with `name` where the stream breaks.
std::vector<GroupRecord> read_groups_jsonl(std::istream& in, const std::string& name);
std::vector<PairRecord> read_pairs_jsonl(std::istream& in, const std::string& name);
std::vector<EventRecord> read_events_jsonl(std::istream& in, const std::string& name);

/// Labels from lines of any kind that says in which cluster an article is: what write_events_jsonl and
/// write_groups_jsonl wrote (copies are in the event of their kept one; the label is the event's or group's name), or
/// {"id":..,"event" or "group" or "label":..[,"title":..]}, strings or whole numbers. Errors: as the readers above;
/// Error where an id stands twice.
std::vector<LabelRecord> read_labels_jsonl(std::istream& in, const std::string& name);

// Tables. On a terminal no line is wider than it: titles are cut at their end, long ids in the middle, in whole
// letters. In a pipe nothing is cut or painted. White space and controls in texts become one space. No records, no
// bytes.

/// What a table shows of an article beside its id, asked for more than once an article. `from`: as in GroupRecord.
struct ArticleCard {
  std::string title;  ///< or the beginning of its text
  std::string date;
  std::string source;
};
using CardOf = std::function<ArticleCard(std::string_view id, std::string_view from)>;

/// Groups, each with the kept article and, below it, the folded ones with kind and overlap.
void write_groups_table(std::ostream& out, std::span<const GroupRecord> groups, const CardOf& card,
                        const TableStyle& style);
// CSV: a header line, then a row an article, pair or threshold; unknown values are empty. Article after article, copies
// behind their kept one; a copy in an event has the score of its kept one.
void write_events_csv(std::ostream& out, std::span<const EventRecord> events, const CardOf& card);
void write_groups_csv(std::ostream& out, std::span<const GroupRecord> groups, const CardOf& card);
void write_pairs_csv(std::ostream& out, std::span<const PairRecord> pairs);
void write_tune_csv(std::ostream& out, const TuneReport& report);
// No title, source or text is taken for a formula by a spreadsheet: see report_detail::guarded_cell. Ids are as they
// are, but guarded too in tables of pairs to be judged, which go through spreadsheets and back.
/// Pairs to be judged in a spreadsheet, `same` left empty; read_label_table reads them.
void write_sample_csv(std::ostream& out, std::span<const PairToJudge> pairs);

/// A table of judged pairs as it was read: cells as they stand.
struct JudgedTable {
  std::vector<std::string> header;  ///< a, b and same among its columns, in any case; none: these three
  std::vector<std::vector<std::string>> rows;
  char separator = ',';
};
/// The rows of the table, then the pairs (same: yes, no, empty for skipped), whose other cells are empty.
/// read_label_table reads it.
void write_judged_csv(std::ostream& out, std::span<const JudgedPair> pairs, const JudgedTable& before = {});

/// One row a pair; on a terminal with the titles below, in a pipe with the titles behind, so that a line is a pair.
/// Shared words, where records carry them, stand below, a line a run.
void write_pairs_table(std::ostream& out, std::span<const PairRecord> pairs, const CardOf& card,
                       const TableStyle& style);
/// Events of two or more reports with their members; how many stand alone is said below.
void write_events_table(std::ostream& out, std::span<const EventRecord> events, const TableStyle& style);

/// Both texts with the shared words marked, below the numbers and the rule that decided.
void write_copy_explanation(std::ostream& out, const CopyExplanation& explanation, const TableStyle& style);
/// {"a","b","match","kind","rule","overlap","a_in_b","b_in_a","gap_days","words_a","words_b","shared_a","shared_b","shared":[..]}
void write_copy_explanation_jsonl(std::ostream& out, const CopyExplanation& explanation);

/// The verdict, the channels of the score, the words and passages that both share.
void write_event_explanation(std::ostream& out, const EventExplanation& explanation, const TableStyle& style);
/// {"a","b","together","verdict","change","threshold","probability","joined_at","gap_days","channels":[{"name","value",
/// "score"}],"terms":[{"word","name","score"}],"passages":[{"cosine","a","b"}]}
void write_event_explanation_jsonl(std::ostream& out, const EventExplanation& explanation);

/// The thresholds as a table. With labels their scores stand in place of pairs and groups.
void write_thresholds_table(std::ostream& out, const TuneReport& report, const TableStyle& style);
/// What is recommended and why, what the neighbours give, and the pairs to look at; texts wrapped on a terminal, on one
/// line each in a pipe.
void write_recommendation(std::ostream& out, const TuneReport& report, const TableStyle& style);

/// Scores as a table, and what is counted against them.
void write_score(std::ostream& out, const ScoreRecord& score, const TableStyle& style);
/// Two articles with the gold's labels, below one another.
void write_wrong_pair(std::ostream& out, const WrongPairRecord& pair, const TableStyle& style);
/// {"bcubed_p","bcubed_r","bcubed_f1","pair_f1","ari","nmi","v",..}, then one line a pair: {"wrong":"together" or
/// "apart","a","b","gold_a","gold_b","title_a","title_b"}.
void write_score_jsonl(std::ostream& out, const ScoreRecord& score);
void write_wrong_pair_jsonl(std::ostream& out, const WrongPairRecord& pair);

/// What can be shown on one line of a terminal: white space, controls (also escape sequences') and marks that turn the
/// direction of writing become one space, none at the ends. For any text that comes from outside.
std::string printable(std::string_view text);
/// A text from outside as lines of at most so many columns (0: one line as long as it is), the last of at most `most`
/// cut where there is more. Words stay whole unless they are wider than a line. No text, no line.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns, std::size_t most,
                                 const TextMeasure& measure);

/// A plain table: header and rows; numbers (cells of digits, '.', '-', '%') to the right, all else to the left. The
/// column `flexible` (the number of columns for none) is cut first when the terminal is too narrow. Rows may be short.
void write_table(std::ostream& out, std::span<const std::string> header, std::span<const std::vector<std::string>> rows,
                 std::size_t flexible, const TableStyle& style);

/// One JSON object of settings, funnel and counts: what --stats writes.
struct RunStats {
  std::string command;
  std::string version;
  std::vector<Setting> settings;
  std::vector<StepCount> steps;
  std::vector<std::pair<std::string, std::uint64_t>> counts;  ///< "read", "rejected", ...
};
void write_stats_json(std::ostream& out, const RunStats& stats);
/// {"name":...,"value":...,"origin":...}, a line a setting.
void write_settings_jsonl(std::ostream& out, std::span<const Setting> settings);
/// {"source":...,"line":...,"reason":...}; no line where the whole file is meant.
void write_rejections_jsonl(std::ostream& out, std::span<const Rejection> rejections);

/// Why a record was dropped: the group's kept article, and its numbers as a member.
struct DropReason {
  std::string_view kept;
  std::string_view from;
  MatchKind kind = MatchKind::copy;
  double overlap = 0;
};
/// A JSON object, as it stands, with "dropped_for":{"id":..,"kind":..,"overlap":..,"from":..} as its last key. `from`
/// where it is known.
std::string with_reason_json(std::string_view object, const DropReason& reason);
/// A row of a table with four cells more, before the CR at its end if there is one; the header likewise.
std::string with_reason_row(std::string_view row, std::string_view header, char separator, const DropReason& reason);
std::string with_reason_header(std::string_view header, char separator);
/// A path with the same behind it, between tabs.
std::string with_reason_path(std::string_view path, const DropReason& reason);

/// Name of a mark in output: "stable", "break", or nothing.
std::string_view name_of(ThresholdMark mark);

/// Name of a kind in output: "identical", "copy", "noisy", "excerpt", "revision".
std::string_view name_of(MatchKind kind);

}  // namespace bundel
