/// Labels from lines of JSON. Of records of results only what says who is together is looked at.
#include "bundel/labels.h"
#include "ground/json_fields.h"

#include <fmt/format.h>

#include <unordered_set>
#include <utility>

namespace bundel {
namespace {

using ground::Fields;

std::vector<LabelRecord> read_group(const Fields& fields) {
  const std::string group = fields.text("group");
  std::vector<LabelRecord> labels = {{fields.text("kept"), group, {}}};
  for (std::string& id : fields.list("members", [](const Fields& member) { return member.text("id"); })) {
    labels.push_back({std::move(id), group, {}});
  }
  return labels;
}

std::vector<LabelRecord> read_event(const Fields& fields) {
  const std::string event = fields.text("event");
  std::vector<LabelRecord> labels;
  const auto read_copy = [&](const Fields& copy) { return LabelRecord{copy.text("id"), event, {}}; };
  const auto read_member = [&](const Fields& member) {
    labels.push_back({member.text("id"), event, member.known_text("title")});
    for (LabelRecord& copy : member.list("copies", read_copy)) labels.push_back(std::move(copy));
    return 0;
  };
  (void)fields.list("members", read_member);
  return labels;
}

/// The labels that one line gives.
std::vector<LabelRecord> read_line(const Fields& fields) {
  if (fields.has("members")) return fields.has("group") ? read_group(fields) : read_event(fields);
  const char* key = fields.has("event") ? "event" : fields.has("group") ? "group" : "label";
  return {{fields.text_or_number("id"), fields.text_or_number(key), fields.known_text("title")}};
}

}  // namespace

std::vector<LabelRecord> read_labels_jsonl(std::istream& in, const std::string& name) {
  std::vector<LabelRecord> labels;
  std::unordered_set<std::string> seen;
  for (std::vector<LabelRecord>& line : ground::read_lines(in, name, "a label", read_line)) {
    for (LabelRecord& label : line) {
      if (!seen.insert(label.id).second)
        throw Error(ErrorKind::input, fmt::format("id \"{}\" stands twice", label.id), name);
      labels.push_back(std::move(label));
    }
  }
  return labels;
}

}  // namespace bundel
