/// Results as tables for spreadsheets and data frames: RFC 4180, lines end in a newline, texts from outside guarded.
#include "bundel/dates.h"
#include "ground/csv.h"
#include "ground/number.h"
#include "report/formats.h"

#include <fmt/format.h>

#include <array>
#include <initializer_list>
#include <ostream>
#include <utility>

namespace bundel::report_detail {
namespace {

using namespace ground;

std::string count_or_nothing(const std::optional<std::uint64_t>& count) {
  return count ? fmt::format("{}", *count) : std::string{};
}

std::string share_or_nothing(const std::optional<double>& share) {
  return share ? share_text(*share) : std::string{};
}

class CsvWriter : public ResultWriter {
 public:
  CsvWriter(std::ostream& out, CardOf card) : ResultWriter(kCsvFormat), out_(out), card_(std::move(card)) {}

  void events(std::span<const EventRecord> events) override {
    put({"event", "id", "kept", "kind", "score", "date", "source", "title"});
    for (const EventRecord& event : events) {
      for (const MemberRecord& member : event.members) {
        const std::string score = share_text(member.score);
        put({event.event, member.id, member.id, "kept", score, format_date(member.date), guarded_cell(member.source),
             guarded_cell(member.title)});
        for (const CopyRecord& copy : member.copies) {
          const ArticleCard shown = card_(copy.id, {});
          put({event.event, copy.id, member.id, name_of(copy.kind), score, format_date(shown.date),
               guarded_cell(shown.source), guarded_cell(shown.title)});
        }
      }
    }
  }

  void groups(std::span<const GroupRecord> groups) override {
    put({"group", "id", "kept", "kind", "overlap", "in_kept", "of_kept", "from", "date", "source", "title"});
    for (const GroupRecord& group : groups) {
      const ArticleCard kept = card_(group.kept, group.from);
      put({group.group, group.kept, group.kept, "kept", "", "", "", guarded_cell(group.from), format_date(kept.date),
           guarded_cell(kept.source), guarded_cell(kept.title)});
      for (const CopyRecord& copy : group.members) {
        const ArticleCard shown = card_(copy.id, {});
        put({group.group, copy.id, group.kept, name_of(copy.kind), share_text(copy.overlap), share_text(copy.in_kept),
             share_text(copy.of_kept), "", format_date(shown.date), guarded_cell(shown.source),
             guarded_cell(shown.title)});
      }
    }
  }

  void pairs(std::span<const PairRecord> pairs) override {
    put({"a", "b", "kind", "overlap", "a_in_b", "b_in_a", "gap_days", "runs"});
    for (const PairRecord& pair : pairs) {
      put({pair.a, pair.b, name_of(pair.kind), share_text(pair.overlap), share_text(pair.a_in_b),
           share_text(pair.b_in_a), pair.gap_days ? fmt::format("{}", *pair.gap_days) : std::string{},
           fmt::format("{}", pair.shared.size())});
    }
  }

  void boilerplate(std::span<const BoilerplateRecord> pieces) override {
    put({"text", "words", "articles", "sources", "example"});
    for (const BoilerplateRecord& piece : pieces) {
      put({guarded_cell(piece.text), fmt::format("{}", piece.words), fmt::format("{}", piece.articles),
           fmt::format("{}", piece.sources), piece.example});
    }
  }

  void tuning(const TuneReport& report) override {
    put({"threshold",  "pairs",       "groups",      "folded",    "events",        "largest",        "weakest",
         "changed",    "mark",        "recommended", "precision", "precision_low", "precision_high", "recall",
         "recall_low", "recall_high", "f1",          "f1_low",    "f1_high",       "bcubed",         "ari"});
    for (std::size_t i = 0; i < report.thresholds.size(); ++i) {
      const ThresholdRecord& record = report.thresholds[i];
      const auto part = [&](const std::optional<Interval>& interval, double Interval::*end) {
        return interval ? share_text((*interval).*end) : std::string{};
      };
      const auto low = [&](const std::optional<Interval>& interval) {
        return report.judged > 0 ? part(interval, &Interval::low) : std::string{};
      };
      const auto high = [&](const std::optional<Interval>& interval) {
        return report.judged > 0 ? part(interval, &Interval::high) : std::string{};
      };
      put({share_text(record.threshold),
           fmt::format("{}", record.pairs),
           fmt::format("{}", record.groups),
           count_or_nothing(record.folded),
           count_or_nothing(record.events),
           fmt::format("{}", record.largest),
           share_or_nothing(record.weakest),
           fmt::format("{}", record.changed),
           name_of(record.mark),
           i == report.recommended ? "yes" : "",
           part(record.precision, &Interval::value),
           low(record.precision),
           high(record.precision),
           part(record.recall, &Interval::value),
           low(record.recall),
           high(record.recall),
           part(record.f1, &Interval::value),
           low(record.f1),
           high(record.f1),
           share_or_nothing(record.bcubed),
           record.ari ? number_text(*record.ari) : std::string{}});
    }
  }

  void sample(std::span<const PairToJudge> pairs) override {
    put({"a", "b", "same", "score", "date_a", "date_b", "title_a", "title_b", "text_a", "text_b"});
    for (const PairToJudge& pair : pairs) {
      put({guarded_cell(pair.a.id), guarded_cell(pair.b.id), "", share_text(pair.score), format_date(pair.a.date),
           format_date(pair.b.date), guarded_cell(pair.a.title), guarded_cell(pair.b.title), guarded_cell(pair.text_a),
           guarded_cell(pair.text_b)});
    }
  }

 private:
  void put(std::initializer_list<std::string_view> cells) { put_row(out_, {cells.begin(), cells.size()}); }

  std::ostream& out_;
  CardOf card_;
};

std::unique_ptr<ResultWriter> make(std::ostream& out, WriterOptions options) {
  return std::make_unique<CsvWriter>(out, std::move(options.card));
}

constexpr std::array kKinds = {ResultKind::groups, ResultKind::pairs,  ResultKind::boilerplate,
                               ResultKind::events, ResultKind::tuning, ResultKind::sample};

}  // namespace

constinit const FormatInfo kCsvFormat = {Format::csv, "csv", true, kKinds, make};

}  // namespace bundel::report_detail
