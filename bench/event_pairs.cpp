/// Writes what the link probability is made of, for its calibration: one line of CSV a pair of articles.
///
///   set,a,b,same,z,body,lead,pieces,foreign,short,time
///
/// The channels are unweighted, z is their sum with the weights in force. `same` is 1 or 0, and empty where the labels
/// do not say. Articles are kept ones: a copy is no pair of its own, and --articles says which one it is folded under.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "bundel/error.h"
#include "bundel/labels.h"
#include "bundel/pipeline.h"
#include "bundel/table.h"

namespace {

using namespace bundel;

/// What a table of `id,event` or of `a,b,same` says about two articles.
class Labels {
 public:
  explicit Labels(const std::string& path) {
    if (path.empty()) return;
    const Table table = read_table(path);
    if (std::ranges::find(table.header, "same") == table.header.end()) {
      events_ = read_labels(path);
      return;
    }
    const std::size_t a = table.column("a");
    const std::size_t b = table.column("b");
    const std::size_t same = table.column("same");
    for (const TableRow& row : table.rows) judged_[std::minmax(row.cells[a], row.cells[b])] = row.cells[same];
  }

  /// "1", "0" or nothing.
  [[nodiscard]] std::string same(const std::string& a, const std::string& b) const {
    if (const auto known = judged_.find(std::minmax(a, b)); known != judged_.end()) return known->second;
    const auto of_a = events_.find(a);
    const auto of_b = events_.find(b);
    if (of_a == events_.end() || of_b == events_.end()) return "";
    return of_a->second == of_b->second ? "1" : "0";
  }

 private:
  std::map<std::string, std::string> events_;
  std::map<std::pair<std::string, std::string>, std::string> judged_;
};

std::ofstream open(const std::string& path) {
  std::ofstream out;
  out.exceptions(std::ios::failbit | std::ios::badbit);
  out.open(path, std::ios::binary);
  return out;
}

const std::string& id_of(const EventStages& stages, ArticleId article) {
  return stages.corpus.article(article).id;
}

/// id,kept: every article, and the one it is folded under (itself where it is kept).
void write_articles(const EventStages& stages, const std::string& path) {
  std::ofstream out = open(path);
  out << "id,kept\n";
  for (const ArticleId kept : stages.reports.kept) out << fmt::format("{0},{0}\n", id_of(stages, kept));
  for (const CopyGroup& group : stages.reports.groups) {
    for (const Folded& member : group.members) {
      out << fmt::format("{},{}\n", id_of(stages, member.id), id_of(stages, group.kept));
    }
  }
}

/// z,pairs,labelled,same: of each merge, in order, the mean score, the pairs between the two clusters, and how many of
/// them are labelled and of one event. Merges that are not told apart are left out.
void write_merges(const EventStages& stages, const Labels& labels, const std::string& path) {
  std::ofstream out = open(path);
  out << "z,pairs,labelled,same\n";
  std::map<Row, std::vector<Row>> clusters;
  for (std::uint32_t row = 0; row < stages.reports.size(); ++row) clusters[Row{row}] = {Row{row}};
  for (const Merge& merge : stages.dendrogram.merges) {
    if (link_probability(merge.log_odds) < EventSettings{}.floor) break;
    std::vector<Row>& kept = clusters[merge.a];
    const std::vector<Row> gone = std::move(clusters.extract(merge.b).mapped());
    std::size_t labelled = 0;
    std::size_t same = 0;
    for (const Row a : kept) {
      for (const Row b : gone) {
        const std::string label = labels.same(stages.reports.article(a).id, stages.reports.article(b).id);
        labelled += label.empty() ? 0 : 1;
        same += label == "1" ? 1 : 0;
      }
    }
    out << fmt::format("{:.6f},{},{},{}\n", merge.log_odds, kept.size() * gone.size(), labelled, same);
    kept.insert(kept.end(), gone.begin(), gone.end());
  }
}

std::vector<RowPair> all_pairs(std::uint32_t rows) {
  std::vector<RowPair> pairs;
  for (std::uint32_t a = 0; a < rows; ++a) {
    for (std::uint32_t b = a + 1; b < rows; ++b) pairs.emplace_back(Row{a}, Row{b});
  }
  return pairs;
}

void write_pairs(const EventStages& stages, const Labels& labels, const std::string& set,
                 std::span<const RowPair> pairs, const EventSettings& settings) {
  std::vector<std::string> lines(pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const std::string& a = stages.reports.article(pairs[i].first).id;
    const std::string& b = stages.reports.article(pairs[i].second).id;
    std::string values;
    double z = 0;
    for (const ScorePart& part : score_parts(stages.input(), pairs[i].first, pairs[i].second, settings)) {
      z += part.weight * part.value;
      if (part.name != "bias") values += fmt::format(",{:.6g}", part.value);
    }
    lines[i] = fmt::format("{},{},{},{},{:.6f}{}\n", set, a, b, labels.same(a, b), z, values);
  }
  std::cout << "set,a,b,same,z,body,lead,pieces,foreign,short,time\n";
  for (const std::string& line : lines) std::cout << line;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  CLI::App app("Writes the candidate pairs of articles with their channels and labels, as CSV.", "bundel_event_pairs");
  std::string input;
  std::string label_path;
  std::string articles_path;
  std::string merges_path;
  bool all = false;
  app.add_option("INPUT", input, "Articles; ids without commas")->required();
  app.add_option("--labels", label_path, "Table id,event or a,b,same");
  app.add_option("--articles", articles_path, "Write id,kept of each article here")->type_name("FILE");
  app.add_option("--merges", merges_path, "Write z,pairs,labelled,same of each merge here")->type_name("FILE");
  app.add_flag("--all", all, "Every pair of kept articles, not the candidates alone");
  CLI11_PARSE(app, argc, argv);
  try {
    std::cout.exceptions(std::ios::failbit | std::ios::badbit);
    const Labels labels(label_path);
    const Settings settings;
    const EventHierarchy hierarchy = build_hierarchy({input}, settings);
    const EventStages& stages = hierarchy.stages();
    std::vector<RowPair> pairs;
    for (const ScoredPair& pair : stages.pairs) pairs.emplace_back(pair.a, pair.b);
    if (all) pairs = all_pairs(static_cast<std::uint32_t>(stages.reports.size()));
    write_pairs(stages, labels, std::filesystem::path(input).stem().string(), pairs, settings.events);
    if (!articles_path.empty()) write_articles(stages, articles_path);
    if (!merges_path.empty()) write_merges(stages, labels, merges_path);
    std::cout.flush();
  } catch (const std::exception& error) {
    std::cout.exceptions(std::ios::goodbit);
    std::cerr << "bundel_event_pairs: " << error.what() << '\n';
    return 2;
  }
  return 0;
}
