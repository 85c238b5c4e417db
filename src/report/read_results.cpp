#include "bundel/results.h"
#include "ground/json_fields.h"

namespace bundel {

namespace {

using ground::Fields;
using ground::read_lines;

MatchKind kind_of(const Fields& fields) {
  const std::optional<MatchKind> kind = kind_named(fields.text("kind"));
  if (!kind) fields.fail("kind", "not a kind of match");
  return *kind;
}

CopyRecord read_copy(const Fields& fields) {
  CopyRecord copy;
  copy.id = fields.text("id");
  copy.kind = kind_of(fields);
  copy.overlap = fields.share("overlap");
  return copy;
}

CopyRecord read_group_member(const Fields& fields) {
  CopyRecord copy = read_copy(fields);
  copy.in_kept = fields.share("in_kept");
  copy.of_kept = fields.share("of_kept");
  copy.newest = fields.known_text("newest");
  return copy;
}

GroupRecord read_group(const Fields& fields) {
  GroupRecord group;
  group.group = fields.text("group");
  group.kept = fields.text("kept");
  group.members = fields.list("members", read_group_member);
  group.from = fields.known_text("from");
  return group;
}

SharedRecord read_shared(const Fields& fields) {
  return {{fields.range("a"), fields.range("b")}, fields.known_text("words")};
}

PairRecord read_pair(const Fields& fields) {
  PairRecord pair;
  pair.a = fields.text("a");
  pair.b = fields.text("b");
  pair.kind = kind_of(fields);
  pair.overlap = fields.share("overlap");
  pair.a_in_b = fields.share("a_in_b");
  pair.b_in_a = fields.share("b_in_a");
  pair.gap_days = fields.known_days("gap_days");
  pair.shared = fields.list("shared", read_shared);
  return pair;
}

MemberRecord read_member(const Fields& fields) {
  MemberRecord member;
  member.id = fields.text("id");
  member.title = fields.known_text("title");
  member.date = fields.known_date("date");
  member.source = fields.known_text("source");
  member.score = fields.share("score");
  member.copies = fields.list("copies", read_copy);
  return member;
}

AlsoRecord read_also(const Fields& fields) {
  return {fields.text("id"), fields.share("score"), fields.texts("passages")};
}

EventRecord read_event(const Fields& fields) {
  EventRecord event;
  event.event = fields.text("event");
  event.label = fields.known_text("label");
  event.keywords = fields.texts("keywords");
  event.first = fields.known_date("first");
  event.last = fields.known_date("last");
  event.reports = fields.count("reports");
  event.distinct = fields.count("distinct");
  event.sources = fields.count("sources");
  event.first_report = fields.known_text("first_report");
  event.members = fields.list("members", read_member);
  if (fields.has("also")) event.also = fields.list("also", read_also);
  return event;
}

}  // namespace

std::vector<GroupRecord> read_groups_jsonl(std::istream& in, const std::string& name) {
  return read_lines(in, name, "a group", read_group);
}

std::vector<PairRecord> read_pairs_jsonl(std::istream& in, const std::string& name) {
  return read_lines(in, name, "a pair", read_pair);
}

std::vector<EventRecord> read_events_jsonl(std::istream& in, const std::string& name) {
  return read_lines(in, name, "an event", read_event);
}

}  // namespace bundel
