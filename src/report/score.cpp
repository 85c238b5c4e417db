/// How well two labelings agree, and the pairs on which they do not.
#include "bundel/report.h"
#include "report/json_line.h"
#include "report/layout.h"
#include "report/number.h"

#include <fmt/format.h>

#include <array>
#include <ostream>

namespace bundel {

namespace {

using namespace report_detail;

std::string four_digits(double score) {
  return fmt::format("{:.4f}", score);
}

}  // namespace

void write_score(std::ostream& out, const ScoreRecord& score, const TableStyle& style) {
  const std::array<std::string, 4> header = {"", "precision", "recall", "F1"};
  const std::array<std::vector<std::string>, 2> rows = {
      {{"B-cubed", four_digits(score.bcubed_precision), four_digits(score.bcubed_recall), four_digits(score.bcubed_f1)},
       {"pairs", four_digits(score.pair_precision), four_digits(score.pair_recall), four_digits(score.pair_f1)}}};
  write_table(out, header, rows, header.size(), style);
  out << fmt::format("ARI {:.4f} · NMI {:.4f} · V {:.4f}\n", score.ari, score.nmi, score.v);
  out << fmt::format("{} · {} in the labels, {} in the result · {} wrongly together, {} wrongly apart\n",
                     counted(score.articles, "article"), counted(score.gold_clusters, "cluster"),
                     count_text(score.found_clusters), counted(score.wrong_together, "pair"),
                     count_text(score.wrong_apart));
}

void write_wrong_pair(std::ostream& out, const WrongPairRecord& pair, const TableStyle& style) {
  std::string_view margin = pair.together ? "together" : "apart";
  for (const LabelRecord* article : {&pair.a, &pair.b}) {
    Line line(style);
    line.put(margin, Paint::dim).at(10).put(cut_middle(one_line(article->id), 24, style));
    line.at(36).put(fmt::format("[{}]", one_line(article->label)), Paint::dim);
    if (!article->title.empty()) line.put("  " + one_line(article->title));
    line.end(out);
    margin = "";
  }
}

void write_score_jsonl(std::ostream& out, const ScoreRecord& score) {
  JsonLine line;
  line.begin_object().key("bcubed_p").share(score.bcubed_precision).key("bcubed_r").share(score.bcubed_recall);
  line.key("bcubed_f1").share(score.bcubed_f1).key("pair_f1").share(score.pair_f1).key("ari").number(score.ari);
  line.key("nmi").share(score.nmi).key("v").share(score.v);
  line.key("pair_p").share(score.pair_precision).key("pair_r").share(score.pair_recall);
  line.key("articles").count(score.articles).key("gold_clusters").count(score.gold_clusters);
  line.key("found_clusters").count(score.found_clusters);
  line.key("wrong_together").count(score.wrong_together).key("wrong_apart").count(score.wrong_apart).end_object();
  out << line.text() << '\n';
}

void write_wrong_pair_jsonl(std::ostream& out, const WrongPairRecord& pair) {
  JsonLine line;
  line.begin_object().key("wrong").string(pair.together ? "together" : "apart");
  line.key("a").string(pair.a.id).key("b").string(pair.b.id);
  line.key("gold_a").string(pair.a.label).key("gold_b").string(pair.b.label);
  line.known("title_a", pair.a.title).known("title_b", pair.b.title).end_object();
  out << line.text() << '\n';
}

}  // namespace bundel
