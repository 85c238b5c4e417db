#include "bundel/report.h"
#include "report/json_line.h"

#include <ostream>

namespace bundel {

namespace {

using report_detail::JsonLine;

/// Builds one line in memory, writes it, and goes on to the next: `fill(line, record)` writes the keys of one record.
template <typename Record, typename Fill>
void write_lines(std::ostream& out, std::span<const Record> records, Fill fill) {
  JsonLine line;
  for (const Record& record : records) {
    line.begin_object();
    fill(line, record);
    line.end_object();
    out << line.text() << '\n';
    line.clear();
  }
}

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
  line.key("shared_a").count(explanation.a.shared_words).key("shared_b").count(explanation.b.shared_words);
  put_evidence(line, explanation.pair);
}

void put_member(JsonLine& line, const MemberRecord& member) {
  line.begin_object().key("id").string(member.id);
  line.known("title", member.title).known("date", member.date).known("source", member.source);
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
  line.end_array().known("first", event.first).known("last", event.last);
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

void put_rejection(JsonLine& line, const Rejection& rejection) {
  line.key("source").string(rejection.source);
  if (rejection.line != 0) line.key("line").count(rejection.line);
  line.key("reason").string(rejection.reason);
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
  line.known("date_a", pair.a.date).known("date_b", pair.b.date);
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

}  // namespace

void write_groups_jsonl(std::ostream& out, std::span<const GroupRecord> groups) {
  write_lines(out, groups, put_group);
}

void write_pairs_jsonl(std::ostream& out, std::span<const PairRecord> pairs) {
  write_lines(out, pairs, put_pair);
}

void write_events_jsonl(std::ostream& out, std::span<const EventRecord> events) {
  write_lines(out, events, put_event);
}

void write_copy_explanation_jsonl(std::ostream& out, const CopyExplanation& explanation) {
  write_lines(out, std::span(&explanation, 1), put_explanation);
}

void write_tune_jsonl(std::ostream& out, const TuneReport& report) {
  write_lines(out, std::span<const ThresholdRecord>(report.thresholds),
              [&](JsonLine& line, const ThresholdRecord& record) { put_threshold(line, record, report.judged > 0); });
  write_lines(out, std::span(&report, 1), put_recommendation);
}

void write_settings_jsonl(std::ostream& out, std::span<const Setting> settings) {
  write_lines(out, settings, [](JsonLine& line, const Setting& setting) {
    line.key("name").string(setting.name).key("value").string(setting.value).key("origin").string(setting.origin);
    if (!setting.range.empty()) line.key("range").string(setting.range);
    if (!setting.unit.empty()) line.key("unit").string(setting.unit);
    line.key("meaning").string(setting.meaning);
  });
}

void write_rejections_jsonl(std::ostream& out, std::span<const Rejection> rejections) {
  write_lines(out, rejections, put_rejection);
}

}  // namespace bundel
