/// What a command found, written in one format: tables for people, JSON Lines for programs, CSV for spreadsheets.
#pragma once

#include "bundel/records.h"
#include "bundel/settings.h"
#include "bundel/style.h"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace bundel {

class ResultWriter;

enum class Format : std::uint8_t { table, jsonl, csv };

/// What there is to write. No format has a form for all of it.
enum class ResultKind : std::uint8_t {
  groups,
  pairs,
  boilerplate,
  events,
  explanation,
  score,
  tuning,
  sample,
  settings
};

/// What a table shows of an article beside its id, asked for more than once an article. `from`: as in GroupRecord.
struct ArticleCard {
  std::string title;  ///< or the beginning of its text
  std::optional<TimeSpan> date;
  std::string source;
};
using CardOf = std::function<ArticleCard(std::string_view id, std::string_view from)>;

struct WriterOptions {
  TableStyle style;    ///< of tables; both measures are set
  bool ascii = false;  ///< curves with no other characters
  CardOf card = {};    ///< asked by tables and CSV of groups, pairs and events; never by JSON Lines
};

/// One line a format, for whoever lets a user choose.
struct FormatInfo {
  Format format = Format::table;
  std::string_view name;              ///< "jsonl"
  bool for_spreadsheets = false;      ///< a file of it begins with a byte order mark, which the caller writes
  std::span<const ResultKind> kinds;  ///< for which it has a form
  std::unique_ptr<ResultWriter> (*make)(std::ostream& out, WriterOptions options) = nullptr;

  [[nodiscard]] bool has_form(ResultKind kind) const;
};

std::span<const FormatInfo* const> all_formats();
const FormatInfo& info_of(Format format);

/// Writes one result: its parts in the order of the calls, then `end`. A list is written by one call, since a table's
/// columns are as wide as the widest of all its rows. Writers hold one line at a time and leave failures in the state
/// of the stream, for the caller to look at. What a format has no form for is an Error that says so.
class ResultWriter {
 public:
  virtual ~ResultWriter() = default;
  ResultWriter(const ResultWriter&) = delete;
  ResultWriter& operator=(const ResultWriter&) = delete;

  virtual void groups(std::span<const GroupRecord> groups);
  virtual void pairs(std::span<const PairRecord> pairs);
  virtual void boilerplate(std::span<const BoilerplateRecord> pieces);
  virtual void events(std::span<const EventRecord> events);
  virtual void copy_explanation(const CopyExplanation& explanation);
  virtual void event_explanation(const EventExplanation& explanation);
  virtual void score(const ScoreRecord& score);
  /// Behind the score, those wrongly together first. Returns whether further ones of this kind are wanted.
  virtual bool wrong_pair(const WrongPairRecord& pair);
  virtual void tuning(const TuneReport& report);
  /// Pairs to be judged in a spreadsheet, the column `same` left empty; read_label_table reads them.
  virtual void sample(std::span<const PairToJudge> pairs);
  virtual void settings(std::span<const Setting> settings);
  /// What stands below all, once.
  virtual void end() {}

 protected:
  explicit ResultWriter(const FormatInfo& format) : format_(format) {}

 private:
  [[noreturn]] void fail(std::string_view what) const;

  const FormatInfo& format_;
};

/// Keeps `out`, which outlives it.
///
/// Tables       on a terminal no line is wider than it: titles are cut at their end, long ids in the middle, in whole
///              letters. In a pipe nothing is cut or painted. White space and controls in texts become one space. Lists
///              of nothing give no bytes. Groups and events are blocks, pairs and thresholds rows; of wrong pairs ten
///              of each kind are shown.
/// JSON Lines   a line a record, canonical: fixed key order, fixed digits (scores and shares rounded to four, no
///              trailing zeros), unknown values left out (empty strings, no gap; lists are written even when empty), so
///              that equal results are equal bytes. UTF-8 is written as it is; bytes that are not become U+FFFD. See
///              below for the keys; results.h reads groups, pairs and events back.
/// CSV          a header line, then a row an article, pair or threshold; unknown values are empty. Article after
///              article, copies behind their kept one; a copy in an event has the score of its kept one. No title,
///              source or text is taken for a formula by a spreadsheet: where it begins, perhaps behind apostrophes,
///              with a sign that does that, it gets an apostrophe in front. Ids are as they are, but guarded too in
///              samples, which go through spreadsheets and back.
///
/// Keys of JSON Lines, in their order:
///
///   groups       {"group","kept","from","members":[{"id","kind","overlap","in_kept","of_kept","newest"}]}
///   pairs        {"a","b","kind","overlap","a_in_b","b_in_a","gap_days","shared":[{"a":[0,9],"b":[0,9],"words"}]}
///   boilerplate  {"text","words","articles","sources","example"}
///   events       {"event","label","keywords":[..],"first","last","reports","distinct","sources","first_report",
///                "members":[{"id","title","date","source","score","copies":[{"id","kind","overlap"}]}],
///                "also":[{"id","score","passages":[..]}]}
///   explanation  of copies
///   {"a","b","match","kind","rule","words_a","words_b","set_aside_a","set_aside_b","shared_a","shared_b","overlap",
///                "a_in_b","b_in_a","gap_days","shared":[..]}; of events {"a","b","together","verdict","change",
///                "threshold","probability","joined_at","gap_days","channels":[{"name","value","score"}],
///                "terms":[{"word","name","score"}],"passages":[{"cosine","a","b"}]}
///   score        {"bcubed_p","bcubed_r","bcubed_f1","pair_f1","ari","nmi","v","pair_p","pair_r",..}, then a line a
///                pair {"wrong":"together" or "apart","a","b","gold_a","gold_b","title_a","title_b"}
///   tuning       a line a threshold {"threshold","pairs","groups","folded" or "events","largest","weakest","changed",
///                "mark"} and, with labels, precision, recall, f1 (of judged pairs also precision_low, precision_high
///                and so on), bcubed, ari; then {"recommended","why","default","coarser","finer","notes":[..],
///                "above":[..],"below":[..],"wrong":[..]} with the pairs to look at
///   settings     {"name","value","origin"}
std::unique_ptr<ResultWriter> make_writer(Format format, std::ostream& out, WriterOptions options);

}  // namespace bundel
