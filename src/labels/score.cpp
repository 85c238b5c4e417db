/// Two labelings side by side.
#include "bundel/agreement.h"
#include "bundel/error.h"
#include "bundel/labels.h"
#include "bundel/read.h"

#include <set>
#include <sstream>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace bundel {
namespace {

/// By its name, packed or not.
bool is_table(std::string_view path) {
  for (const std::string_view packing : {".gz", ".zst", ".xz", ".bz2"}) {
    if (path.ends_with(packing)) path.remove_suffix(packing.size());
  }
  return path.ends_with(".csv") || path.ends_with(".tsv");
}

std::vector<LabelRecord> read_labelling(const std::string& path) {
  std::vector<LabelRecord> labels;
  if (is_table(path)) {
    labels = read_label_records(path);
  } else {
    std::istringstream lines(read_file(path));
    labels = read_labels_jsonl(lines, path);
  }
  if (labels.empty()) throw Error(ErrorKind::input, "it labels nothing", path);
  return labels;
}

/// Labels to numbers, in the order in which they are first met.
class Numbers {
 public:
  std::uint32_t of(const std::string& label) {
    return numbers_.try_emplace(label, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

ScoreRecord compare(const ScoreResult& labelled) {
  ScoreRecord record;
  const Score items = bcubed(labelled.gold, labelled.found);
  const Score pairs = pairwise(labelled.gold, labelled.found);
  record.bcubed_precision = items.precision;
  record.bcubed_recall = items.recall;
  record.bcubed_f1 = items.f1;
  record.pair_precision = pairs.precision;
  record.pair_recall = pairs.recall;
  record.pair_f1 = pairs.f1;
  record.ari = adjusted_rand(labelled.gold, labelled.found);
  record.nmi = record.v = v_measure(labelled.gold, labelled.found);
  record.articles = labelled.articles.size();
  record.gold_clusters = std::set(labelled.gold.begin(), labelled.gold.end()).size();
  record.found_clusters = std::set(labelled.found.begin(), labelled.found.end()).size();
  const WrongPairs wrong = count_wrong_pairs(labelled.gold, labelled.found);
  record.wrong_together = wrong.together;
  record.wrong_apart = wrong.apart;
  return record;
}

}  // namespace

ScoreResult score(std::vector<LabelRecord> gold, std::span<const LabelRecord> found) {
  ScoreResult scored;
  scored.articles = std::move(gold);
  std::unordered_map<std::string_view, const LabelRecord*> by_id;
  for (const LabelRecord& label : found) by_id.emplace(label.id, &label);
  Numbers gold_numbers;
  Numbers found_numbers;
  for (const LabelRecord& label : found) found_numbers.of(label.label);
  auto alone = static_cast<std::uint32_t>(found.size());
  for (LabelRecord& article : scored.articles) {
    scored.gold.push_back(gold_numbers.of(article.label));
    const auto known = by_id.find(article.id);
    if (known == by_id.end()) {
      scored.found.push_back(alone++);
      ++scored.not_in_result;
      continue;
    }
    scored.found.push_back(found_numbers.of(known->second->label));
    if (article.title.empty()) article.title = known->second->title;
  }
  scored.not_in_gold = found.size() - (scored.articles.size() - scored.not_in_result);
  scored.score = compare(scored);
  return scored;
}

ScoreResult score(const std::string& gold, const std::string& result) {
  std::vector<LabelRecord> labels = read_labelling(gold);
  ScoreResult scored = score(std::move(labels), read_labelling(result));
  if (scored.not_in_result == scored.articles.size()) {
    throw Error(ErrorKind::input, "no id in it is one of the labels in " + gold, result);
  }
  return scored;
}

}  // namespace bundel
