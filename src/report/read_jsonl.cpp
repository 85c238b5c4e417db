#include "bundel/error.h"
#include "bundel/report.h"
#include "report/fields.h"

#include <fmt/format.h>

#include <istream>
#include <unordered_set>
#include <utility>

namespace bundel {

namespace {

using report_detail::Fields;
using report_detail::Json;
using report_detail::LinePlace;

Json parse_line(const std::string& text, const LinePlace& place) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    report_detail::fail_line(place, fmt::format("no JSON from byte {} on", error.byte));
  } catch (const Json::exception&) {
    // A number beyond a double is the one other thing the parser throws at.
    report_detail::fail_line(place, "a number is out of range");
  }
}

/// One record a line, in order; lines of nothing but spaces are counted and skipped.
template <typename Read>
auto read_lines(std::istream& in, const std::string& name, const char* record, Read read) {
  std::vector<decltype(read(std::declval<const Fields&>()))> records;
  LinePlace place{name, 0, record};
  std::string text;
  while (std::getline(in, text)) {
    ++place.line;
    if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
    const Json object = parse_line(text, place);
    records.push_back(read(Fields(object, place)));
  }
  if (in.bad()) throw Error("cannot be read", name);
  return records;
}

CopyRecord read_copy(const Fields& fields) {
  CopyRecord copy;
  copy.id = fields.text("id");
  copy.kind = fields.kind("kind");
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
  pair.kind = fields.kind("kind");
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

/// The labels that one line gives.
std::vector<LabelRecord> read_line_labels(const Fields& fields) {
  std::vector<LabelRecord> labels;
  if (fields.has("members") && fields.has("group")) {
    const GroupRecord group = read_group(fields);
    labels.push_back({group.kept, group.group, {}});
    for (const CopyRecord& copy : group.members) labels.push_back({copy.id, group.group, {}});
  } else if (fields.has("members")) {
    const EventRecord event = read_event(fields);
    for (const MemberRecord& member : event.members) {
      labels.push_back({member.id, event.event, member.title});
      for (const CopyRecord& copy : member.copies) labels.push_back({copy.id, event.event, {}});
    }
  } else {
    const char* key = fields.has("event") ? "event" : fields.has("group") ? "group" : "label";
    labels.push_back({fields.text_or_number("id"), fields.text_or_number(key), fields.known_text("title")});
  }
  return labels;
}

}  // namespace

std::vector<GroupRecord> read_groups_jsonl(std::istream& in, const std::string& name) {
  return read_lines(in, name, "a group", read_group);
}

std::vector<PairRecord> read_pairs_jsonl(std::istream& in, const std::string& name) {
  return read_lines(in, name, "a pair", read_pair);
}

std::vector<LabelRecord> read_labels_jsonl(std::istream& in, const std::string& name) {
  std::vector<LabelRecord> labels;
  std::unordered_set<std::string> seen;
  for (std::vector<LabelRecord>& line : read_lines(in, name, "a label", read_line_labels)) {
    for (LabelRecord& label : line) {
      if (!seen.insert(label.id).second) throw Error(fmt::format("id \"{}\" stands twice", label.id), name);
      labels.push_back(std::move(label));
    }
  }
  return labels;
}

std::vector<EventRecord> read_events_jsonl(std::istream& in, const std::string& name) {
  return read_lines(in, name, "an event", read_event);
}

}  // namespace bundel
