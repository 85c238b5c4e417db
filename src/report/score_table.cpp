/// How well two labelings agree, and the pairs on which they do not.
#include "ground/number.h"
#include "report/layout.h"
#include "report/tables.h"

#include <fmt/format.h>

#include <array>
#include <ostream>

namespace bundel {

namespace {

using namespace ground;
using namespace report_detail;

std::string four_digits(double score) {
  return fmt::format("{:.4f}", score);
}

}  // namespace

void report_detail::write_score(std::ostream& out, const ScoreRecord& score, const TableStyle& style) {
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

void report_detail::write_wrong_pair(std::ostream& out, const WrongPairRecord& pair, const TableStyle& style) {
  std::string_view margin = pair.together ? "together" : "apart";
  for (const LabelRecord* article : {&pair.a, &pair.b}) {
    Line line(style);
    line.put(margin, Paint::dim).at(10).put(cut_middle(printable(article->id), 24, style));
    line.at(36).put(fmt::format("[{}]", printable(article->label)), Paint::dim);
    if (!article->title.empty()) line.put("  " + printable(article->title));
    line.end(out);
    margin = "";
  }
}

}  // namespace bundel
