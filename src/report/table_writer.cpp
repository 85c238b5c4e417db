/// Tables for people.
#include "bundel/curve.h"
#include "report/formats.h"
#include "report/tables.h"

#include <array>
#include <ostream>
#include <string>
#include <utility>

namespace bundel::report_detail {
namespace {

/// Wrong pairs that are shown of each kind.
constexpr std::size_t kShownPairs = 10;

class TableWriter : public ResultWriter {
 public:
  TableWriter(std::ostream& out, WriterOptions options)
      : ResultWriter(kTableFormat), out_(out), options_(std::move(options)) {}

  void groups(std::span<const GroupRecord> groups) override {
    write_groups_table(out_, groups, options_.card, options_.style);
  }
  void pairs(std::span<const PairRecord> pairs) override {
    write_pairs_table(out_, pairs, options_.card, options_.style);
  }
  void boilerplate(std::span<const BoilerplateRecord> pieces) override {
    if (pieces.empty()) return;
    const std::array<std::string, 5> header = {"articles", "sources", "words", "text", "example"};
    std::vector<std::vector<std::string>> rows;
    for (const BoilerplateRecord& piece : pieces) {
      rows.push_back({std::to_string(piece.articles), std::to_string(piece.sources), std::to_string(piece.words),
                      piece.text, piece.example});
    }
    write_table(out_, header, rows, 3, options_.style);
  }
  void events(std::span<const EventRecord> events) override { write_events_table(out_, events, options_.style); }
  void copy_explanation(const CopyExplanation& explanation) override {
    begin_part();
    write_copy_explanation(out_, explanation, options_.style);
  }
  void event_explanation(const EventExplanation& explanation) override {
    begin_part();
    write_event_explanation(out_, explanation, options_.style);
  }
  void score(const ScoreRecord& score) override { write_score(out_, score, options_.style); }
  bool wrong_pair(const WrongPairRecord& pair) override {
    write_wrong_pair(out_, pair, options_.style);
    return ++(pair.together ? together_ : apart_) < kShownPairs;
  }
  void tuning(const TuneReport& report) override {
    write_thresholds_table(out_, report, options_.style);
    out_ << '\n';
    write_curve(out_, curve_of(report), options_.style, options_.ascii);
    out_ << '\n';
    write_recommendation(out_, report, options_.style);
  }
  void settings(std::span<const Setting> settings) override {
    const std::array<std::string, 3> header = {"setting", "value", "origin"};
    std::vector<std::vector<std::string>> rows;
    for (const Setting& setting : settings) rows.push_back({setting.name, setting.value, setting.origin});
    write_table(out_, header, rows, 1, options_.style);
  }

 private:
  /// Parts are a blank line apart.
  void begin_part() {
    if (parts_++ > 0) out_ << '\n';
  }

  std::ostream& out_;
  WriterOptions options_;
  std::size_t parts_ = 0;
  std::size_t together_ = 0;  ///< wrong pairs shown
  std::size_t apart_ = 0;
};

std::unique_ptr<ResultWriter> make(std::ostream& out, WriterOptions options) {
  return std::make_unique<TableWriter>(out, std::move(options));
}

constexpr std::array kKinds = {ResultKind::groups, ResultKind::pairs,       ResultKind::boilerplate,
                               ResultKind::events, ResultKind::explanation, ResultKind::score,
                               ResultKind::tuning, ResultKind::settings};

}  // namespace

constinit const FormatInfo kTableFormat = {Format::table, "table", false, kKinds, make};

}  // namespace bundel::report_detail
