/// Events in the articles' own names.
#include "bundel/describe.h"
#include "describe/label.h"
#include "ground/ascii.h"
#include "ground/parallel.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace bundel {
namespace {

class EventRecorder {
 public:
  EventRecorder(const EventStages& stages, const EventSettings& settings) : stages_(stages), settings_(settings) {
    for (const CopyGroup& group : stages.reports.groups) group_of_[group.kept] = &group;
  }

  [[nodiscard]] EventRecord record(const Event& event, EventId id) const {
    EventRecord record;
    record.event = fmt::format("e{}", index_of(id) + 1);
    record.label = describe_detail::label_text(stages_.reports, event.label);
    for (const Keyword& keyword : event.keywords)
      record.keywords.push_back(stages_.corpus.spelling(keyword.word, stages_.reports.id(keyword.row)));
    set_times(record, reports_of(event.members));
    record.distinct = event.members.size();
    record.members = member_records(event.members);
    record.sources = count_sources(event.members);
    for (const CrossReference& reference : event.also) record.also.push_back(also_record(reference));
    return record;
  }

 private:
  [[nodiscard]] const Article& article(ArticleId id) const { return stages_.corpus.article(id); }

  /// The kept article and its copies, in keep order.
  [[nodiscard]] std::vector<ArticleId> reports_of(ArticleId kept) const {
    std::vector<ArticleId> reports = {kept};
    if (const auto group = group_of_.find(kept); group != group_of_.end()) {
      for (const Folded& copy : group->second->members) reports.push_back(copy.id);
    }
    return reports;
  }

  /// The members of the event and their copies.
  [[nodiscard]] std::vector<ArticleId> reports_of(std::span<const Row> members) const {
    std::vector<ArticleId> reports;
    for (const Row row : members) {
      const std::vector<ArticleId> of_row = reports_of(stages_.reports.id(row));
      reports.insert(reports.end(), of_row.begin(), of_row.end());
    }
    return reports;
  }

  void set_times(EventRecord& record, const std::vector<ArticleId>& reports) const {
    record.reports = reports.size();
    const Article* first = nullptr;
    const Article* last = nullptr;
    for (const ArticleId id : reports) {
      const Article& a = article(id);
      if (!a.time) continue;
      if (first == nullptr || comes_first(a, *first)) first = &a;
      if (last == nullptr || a.time->end > last->time->end ||
          (a.time->end == last->time->end && a.time->begin > last->time->begin)) {
        last = &a;
      }
    }
    if (first == nullptr) return;
    record.first = first->time;
    record.last = last->time;
    record.first_report = first->id;
  }

  [[nodiscard]] std::vector<MemberRecord> member_records(std::span<const Row> members) const {
    const std::vector<double> scores = member_scores(stages_.input(), members, settings_);
    std::vector<MemberRecord> records;
    for (std::size_t i = 0; i < members.size(); ++i) {
      const ArticleId id = stages_.reports.id(members[i]);
      const Article& a = article(id);
      records.push_back({a.id, headline_of(a), a.time, a.source, scores[i], {}});
      if (const auto group = group_of_.find(id); group != group_of_.end())
        records.back().copies = copy_records(*group->second, stages_.corpus.collection.articles);
    }
    return records;
  }

  /// Known sources of a member or else of the first of its copies that has one: they are one text. Without regard to
  /// case, as spellings differ.
  [[nodiscard]] std::size_t count_sources(std::span<const Row> members) const {
    std::set<std::string> sources;
    for (const Row row : members) {
      const std::vector<ArticleId> reports = reports_of(stages_.reports.id(row));
      const auto known = std::ranges::find_if(reports, [&](ArticleId id) { return !article(id).source.empty(); });
      if (known != reports.end()) sources.insert(ground::ascii_lower(article(*known).source));
    }
    return sources.size();
  }

  [[nodiscard]] AlsoRecord also_record(const CrossReference& reference) const {
    const WrittenText written(stages_.reports.article(reference.row), stages_.reports.document(reference.row));
    AlsoRecord record{stages_.reports.article(reference.row).id, reference.score, {}};
    for (const PassageId passage : reference.passages)
      record.passages.push_back(written.line(stages_.space.passages.range(stages_.reports, passage)));
    return record;
  }

  const EventStages& stages_;
  const EventSettings& settings_;
  std::map<ArticleId, const CopyGroup*> group_of_;
};

}  // namespace

std::vector<EventRecord> event_records(std::span<const Event> events, const EventStages& stages,
                                       const EventSettings& settings) {
  const EventRecorder recorder(stages, settings);
  std::vector<EventRecord> records(events.size());
  ground::parallel_for(events.size(),
                       [&](std::size_t e) { records[e] = recorder.record(events[e], static_cast<EventId>(e)); }, {16});
  return records;
}

}  // namespace bundel
