/// Labels: tables by either ending, and lines of JSON; also the records of results, which are read the same way.
#include "bundel/labels.h"
#include "bundel/error.h"
#include "bundel/results.h"
#include "fuzz/support.h"

#include <set>
#include <sstream>
#include <utility>
#include <vector>

namespace {

using namespace bundel;

void check_labels(const std::vector<LabelRecord>& labels) {
  std::set<std::string_view> ids;
  for (const LabelRecord& record : labels) {
    fuzz::require(!record.id.empty() && ids.insert(record.id).second, "an id is labelled once");
    fuzz::require(!record.label.empty(), "a label is not empty");
    for (const std::string& part : {record.id, record.label, record.title})
      fuzz::require(fuzz::is_utf8(part), "labels are UTF-8");
  }
}

void check_pairs(const std::vector<JudgedPair>& pairs) {
  std::set<std::pair<std::string, std::string>> known;
  for (const JudgedPair& pair : pairs) {
    fuzz::require(!pair.a.empty() && !pair.b.empty() && pair.a != pair.b, "a pair is of two ids");
    fuzz::require(known.insert(std::minmax(pair.a, pair.b)).second, "a pair is judged once");
  }
}

void check_table(std::string_view name, std::string_view bytes) {
  const std::string path = fuzz::write_file(name, bytes);
  try {
    const LabelTable table = read_label_table(path);
    fuzz::require(table.of_pairs ? table.articles.empty() : table.pairs.empty(), "a table holds labels or pairs");
    check_labels(table.articles);
    check_pairs(table.pairs);
  } catch (const Error& error) {
    fuzz::require(fuzz::is_utf8(error.what()), "an error's text is UTF-8");
  }
}

template <typename Read>
void try_lines(std::string_view bytes, Read read) {
  std::istringstream lines{std::string(bytes)};
  try {
    read(lines, "a.jsonl");
  } catch (const Error& error) {
    fuzz::require(fuzz::is_utf8(error.what()), "an error's text is UTF-8");
  }
}

void check_lines(std::string_view bytes) {
  try_lines(bytes, [](std::istream& in, const char* name) { check_labels(read_labels_jsonl(in, name)); });
  try_lines(bytes, read_events_jsonl);
  try_lines(bytes, read_groups_jsonl);
  try_lines(bytes, read_pairs_jsonl);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = fuzz::view(data, size);
  for (const char* name : {"a.csv", "a.tsv"}) check_table(name, input);
  check_lines(input);
  return 0;
}
