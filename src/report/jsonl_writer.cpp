/// JSON Lines for programs.
#include "bundel/dates.h"
#include "ground/json_line.h"
#include "report/formats.h"

#include <algorithm>
#include <array>
#include <ostream>

namespace bundel::report_detail {
namespace {

using ground::JsonLine;

void put_range(JsonLine& line, const WordRange& range) {
  line.begin_array().count(range.begin).count(range.end).end_array();
}

void put_group(JsonLine& line, const GroupRecord& group) {
  line.key("group").string(group.group).key("kept").string(group.kept).known("from", group.from);
  line.key("members").begin_array();
  for (const CopyRecord& copy : group.members) {
    line.begin_object().key("id").string(copy.id).key("kind").string(name_of(copy.kind));
    line.key("overlap").share(copy.overlap).key("in_kept").share(copy.in_kept).key("of_kept").share(copy.of_kept);
    line.known("newest", copy.newest).end_object();
  }
  line.end_array();
}

/// The numbers of a pair and its runs, without its ids and kind.
void put_evidence(JsonLine& line, const PairRecord& pair) {
  line.key("overlap").share(pair.overlap).key("a_in_b").share(pair.a_in_b).key("b_in_a").share(pair.b_in_a);
  if (pair.gap_days) line.key("gap_days").integer(*pair.gap_days);
  line.key("shared").begin_array();
  for (const SharedRecord& shared : pair.shared) {
    line.begin_object();
    put_range(line.key("a"), shared.at.a);
    put_range(line.key("b"), shared.at.b);
    line.known("words", shared.words).end_object();
  }
  line.end_array();
}

void put_pair(JsonLine& line, const PairRecord& pair) {
  line.key("a").string(pair.a).key("b").string(pair.b).key("kind").string(name_of(pair.kind));
  put_evidence(line, pair);
}

void put_explanation(JsonLine& line, const CopyExplanation& explanation) {
  line.key("a").string(explanation.pair.a).key("b").string(explanation.pair.b);
  line.key("match").boolean(explanation.match);
  if (explanation.match) line.key("kind").string(name_of(explanation.pair.kind));
  line.key("rule").string(explanation.rule);
  line.key("words_a").count(explanation.a.words).key("words_b").count(explanation.b.words);
  if (explanation.a.set_aside > 0) line.key("set_aside_a").count(explanation.a.set_aside);
  if (explanation.b.set_aside > 0) line.key("set_aside_b").count(explanation.b.set_aside);
  line.key("shared_a").count(explanation.a.shared_words).key("shared_b").count(explanation.b.shared_words);
  put_evidence(line, explanation.pair);
}

void put_boilerplate(JsonLine& line, const BoilerplateRecord& piece) {
  line.key("text").string(piece.text).key("words").count(piece.words).key("articles").count(piece.articles);
  line.key("sources").count(piece.sources).key("example").string(piece.example);
}

void put_member(JsonLine& line, const MemberRecord& member) {
  line.begin_object().key("id").string(member.id);
  line.known("title", member.title).known("date", format_date(member.date)).known("source", member.source);
  line.key("score").share(member.score).key("copies").begin_array();
  for (const CopyRecord& copy : member.copies) {
    line.begin_object().key("id").string(copy.id).key("kind").string(name_of(copy.kind));
    line.key("overlap").share(copy.overlap).end_object();
  }
  line.end_array().end_object();
}

void put_event(JsonLine& line, const EventRecord& event) {
  line.key("event").string(event.event).known("label", event.label).key("keywords").begin_array();
  for (const std::string& keyword : event.keywords) line.string(keyword);
  line.end_array().known("first", format_date(event.first)).known("last", format_date(event.last));
  line.key("reports").count(event.reports).key("distinct").count(event.distinct).key("sources").count(event.sources);
  line.known("first_report", event.first_report).key("members").begin_array();
  for (const MemberRecord& member : event.members) put_member(line, member);
  line.end_array().key("also").begin_array();
  for (const AlsoRecord& also : event.also) {
    line.begin_object().key("id").string(also.id).key("score").share(also.score).key("passages").begin_array();
    for (const std::string& passage : also.passages) line.string(passage);
    line.end_array().end_object();
  }
  line.end_array();
}

/// Of judged pairs also the ends.
void put_interval(JsonLine& line, const std::string& name, const std::optional<Interval>& interval, bool ends) {
  if (!interval) return;
  line.key(name).share(interval->value);
  if (ends) line.key(name + "_low").share(interval->low).key(name + "_high").share(interval->high);
}

void put_threshold(JsonLine& line, const ThresholdRecord& record, bool ends) {
  line.key("threshold").share(record.threshold).key("pairs").count(record.pairs).key("groups").count(record.groups);
  if (record.folded) line.key("folded").count(*record.folded);
  if (record.events) line.key("events").count(*record.events);
  line.key("largest").count(record.largest);
  if (record.weakest) line.key("weakest").share(*record.weakest);
  line.key("changed").count(record.changed).known("mark", name_of(record.mark));
  put_interval(line, "precision", record.precision, ends);
  put_interval(line, "recall", record.recall, ends);
  put_interval(line, "f1", record.f1, ends);
  if (record.bcubed) line.key("bcubed").share(*record.bcubed);
  if (record.ari) line.key("ari").number(*record.ari);
}

void put_judge_keys(JsonLine& line, const PairToJudge& pair) {
  line.key("a").string(pair.a.id).key("b").string(pair.b.id).key("score").share(pair.score);
  line.known("date_a", format_date(pair.a.date)).known("date_b", format_date(pair.b.date));
  line.known("source_a", pair.a.source).known("source_b", pair.b.source);
  line.known("title_a", pair.a.title).known("title_b", pair.b.title);
  line.known("text_a", pair.text_a).known("text_b", pair.text_b).known("why", pair.why);
}

void put_pairs_to_judge(JsonLine& line, std::string_view name, std::span<const PairToJudge> pairs) {
  line.key(name).begin_array();
  for (const PairToJudge& pair : pairs) {
    put_judge_keys(line.begin_object(), pair);
    line.end_object();
  }
  line.end_array();
}

void put_recommendation(JsonLine& line, const TuneReport& report) {
  line.key("recommended").share(report.thresholds[report.recommended].threshold).key("why").string(report.why);
  line.key("default").share(report.default_threshold);
  line.known("coarser", report.coarser).known("finer", report.finer).key("notes").begin_array();
  for (const std::string& note : report.notes) line.string(note);
  line.end_array();
  put_pairs_to_judge(line, "above", report.above);
  put_pairs_to_judge(line, "below", report.below);
  line.key("wrong").begin_array();
  for (const WrongAtThreshold& wrong : report.wrong) {
    line.begin_object().key("wrong").string(wrong.together ? "together" : "apart");
    put_judge_keys(line, wrong.pair);
    line.end_object();
  }
  line.end_array();
}

void put_event_explanation(JsonLine& line, const EventExplanation& explanation) {
  line.key("a").string(explanation.a.id).key("b").string(explanation.b.id);
  line.key("together").boolean(explanation.together).key("verdict").string(explanation.verdict);
  line.known("change", explanation.change).key("threshold").share(explanation.threshold);
  line.key("probability").share(explanation.probability);
  if (explanation.joined_at) line.key("joined_at").share(*explanation.joined_at);
  if (explanation.gap_days) line.key("gap_days").integer(*explanation.gap_days);
  line.key("channels").begin_array();
  for (const ChannelRecord& channel : explanation.channels) {
    line.begin_object().key("name").string(channel.name).key("value").number(channel.value);
    line.key("score").number(channel.score).end_object();
  }
  line.end_array().key("terms").begin_array();
  for (const SharedTermRecord& term : explanation.terms) {
    line.begin_object().key("word").string(term.word).key("name").boolean(term.name);
    line.key("score").number(term.score).end_object();
  }
  line.end_array().key("passages").begin_array();
  for (const PassageMatchRecord& match : explanation.passages) {
    line.begin_object().key("cosine").share(std::clamp(match.cosine, 0.0, 1.0)).key("a").string(match.a);
    line.key("b").string(match.b).end_object();
  }
  line.end_array();
}

void put_score(JsonLine& line, const ScoreRecord& score) {
  line.key("bcubed_p").share(score.bcubed_precision).key("bcubed_r").share(score.bcubed_recall);
  line.key("bcubed_f1").share(score.bcubed_f1).key("pair_f1").share(score.pair_f1).key("ari").number(score.ari);
  line.key("nmi").share(score.nmi).key("v").share(score.v);
  line.key("pair_p").share(score.pair_precision).key("pair_r").share(score.pair_recall);
  line.key("articles").count(score.articles).key("gold_clusters").count(score.gold_clusters);
  line.key("found_clusters").count(score.found_clusters);
  line.key("wrong_together").count(score.wrong_together).key("wrong_apart").count(score.wrong_apart);
}

void put_wrong_pair(JsonLine& line, const WrongPairRecord& pair) {
  line.key("wrong").string(pair.together ? "together" : "apart");
  line.key("a").string(pair.a.id).key("b").string(pair.b.id);
  line.key("gold_a").string(pair.a.label).key("gold_b").string(pair.b.label);
  line.known("title_a", pair.a.title).known("title_b", pair.b.title);
}

void put_setting(JsonLine& line, const Setting& setting) {
  line.key("name").string(setting.name).key("value").string(setting.value).key("origin").string(setting.origin);
  line.known("range", setting.range).known("unit", setting.unit).key("meaning").string(setting.meaning);
}

class JsonlWriter : public ResultWriter {
 public:
  explicit JsonlWriter(std::ostream& out) : ResultWriter(kJsonlFormat), out_(out) {}

  void groups(std::span<const GroupRecord> groups) override { put_lines(groups, put_group); }
  void pairs(std::span<const PairRecord> pairs) override { put_lines(pairs, put_pair); }
  void boilerplate(std::span<const BoilerplateRecord> pieces) override { put_lines(pieces, put_boilerplate); }
  void events(std::span<const EventRecord> events) override { put_lines(events, put_event); }
  void copy_explanation(const CopyExplanation& explanation) override { put_line(explanation, put_explanation); }
  void event_explanation(const EventExplanation& explanation) override { put_line(explanation, put_event_explanation); }
  void score(const ScoreRecord& score) override { put_line(score, put_score); }
  bool wrong_pair(const WrongPairRecord& pair) override {
    put_line(pair, put_wrong_pair);
    return true;
  }
  void tuning(const TuneReport& report) override {
    put_lines(std::span<const ThresholdRecord>(report.thresholds),
              [&](JsonLine& line, const ThresholdRecord& record) { put_threshold(line, record, report.judged > 0); });
    put_line(report, put_recommendation);
  }
  void settings(std::span<const Setting> settings) override { put_lines(settings, put_setting); }

 private:
  /// Builds one line in memory, writes it, and goes on to the next: `fill(line, record)` writes the keys of one record.
  template <typename Record, typename Fill>
  void put_lines(std::span<const Record> records, Fill fill) {
    for (const Record& record : records) put_line(record, fill);
  }
  template <typename Record, typename Fill>
  void put_line(const Record& record, Fill fill) {
    line_.begin_object();
    fill(line_, record);
    line_.end_object();
    out_ << line_.text() << '\n';
    line_.clear();
  }

  std::ostream& out_;
  JsonLine line_;
};

std::unique_ptr<ResultWriter> make(std::ostream& out, WriterOptions /*options*/) {
  return std::make_unique<JsonlWriter>(out);
}

constexpr std::array kKinds = {ResultKind::groups, ResultKind::pairs,       ResultKind::boilerplate,
                               ResultKind::events, ResultKind::explanation, ResultKind::score,
                               ResultKind::tuning, ResultKind::settings};

}  // namespace

constinit const FormatInfo kJsonlFormat = {Format::jsonl, "jsonl", false, kKinds, make};

}  // namespace bundel::report_detail
