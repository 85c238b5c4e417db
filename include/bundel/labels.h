/// What people say of articles: which belong together. Labels put every article in a cluster; judged pairs say of two
/// whether they are one.
#pragma once

#include "bundel/records.h"

#include <cstdint>
#include <iosfwd>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace bundel {

/// What a person said of a pair.
struct JudgedPair {
  std::string a;
  std::string b;
  std::optional<bool> same;  ///< none: skipped

  friend bool operator==(const JudgedPair&, const JudgedPair&) = default;
};

/// Labels of articles (id,event or id,group or id,label) or judged pairs (a,b,same), whichever the header names.
/// Other columns are ignored; a cell that a spreadsheet was kept from taking for a formula ('=1+1) is read without its
/// apostrophe.
struct LabelTable {
  std::vector<LabelRecord> articles;
  std::vector<JudgedPair> pairs;
  bool of_pairs = false;
};
/// `same` is yes or no (also y, n, 1, 0, true, false, in any case; empty or skip: not judged). Errors: as read_table
/// and read_labels; Error with file and line where `same` is none of these, an id is empty, both are one, or a pair
/// stands twice with two answers.
LabelTable read_label_table(const std::string& path);

/// Reads a table of labels, in the order of the rows, each with what a column `title` says. A row with an empty label
/// labels nothing. Errors: as read_table; Error where an id stands twice, with both lines, or is empty.
std::vector<LabelRecord> read_label_records(const std::string& path);
/// The same as article id -> label.
std::map<std::string, std::string> read_labels(const std::string& path);

/// Labels from lines of any kind that says in which cluster an article is: what `events` and `dups` write (copies are
/// in the event of their kept one; the label is the event's or group's name), or {"id":..,"event" or "group" or
/// "label":..[,"title":..]}, strings or whole numbers. Keys that say nothing of that are passed over, and blank lines
/// are skipped. Errors: Error with `name:line` where a line is none of these, with `name` where the stream breaks or an
/// id stands twice.
std::vector<LabelRecord> read_labels_jsonl(std::istream& in, const std::string& name);

/// A table of judged pairs as it was read: cells as they stand.
struct JudgedTable {
  std::vector<std::string> header;  ///< a, b and same among its columns, in any case; none: these three
  std::vector<std::vector<std::string>> rows;
  char separator = ',';
};
/// The rows of the table, then the pairs (same: yes, no, empty for skipped), whose other cells are empty.
/// read_label_table reads it.
void write_judged_csv(std::ostream& out, std::span<const JudgedPair> pairs, const JudgedTable& before = {});

/// Two labelings of the articles that the gold labels, in the order of the gold.
struct ScoreResult {
  ScoreRecord score;
  std::vector<LabelRecord> articles;  ///< with the gold's labels; titles of either
  std::vector<std::uint32_t> gold;    ///< cluster of each article
  std::vector<std::uint32_t> found;   ///< likewise; a number of its own for one that the result does not name
  std::uint64_t not_in_result = 0;    ///< articles scored as alone
  std::uint64_t not_in_gold = 0;      ///< labels of the result that were not looked at
};

/// Scores a labeling against the gold one, each with every id once. Cost: O(n log n).
ScoreResult score(std::vector<LabelRecord> gold, std::span<const LabelRecord> found);
/// Scores a result against labels. Both are paths: .csv or .tsv as read_labels, all else JSON Lines as
/// read_labels_jsonl; `result` may be "-" for standard input. Errors: Error where one cannot be read or labels nothing,
/// or where the result names no article of the gold.
ScoreResult score(const std::string& gold, const std::string& result);

}  // namespace bundel
