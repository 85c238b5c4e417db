#include "read/collector.h"

#include "bundel/error.h"
#include "bundel/run.h"
#include "ground/lines.h"
#include "read/ids.h"
#include "read/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace bundel::read_detail {
void Collector::add_listing(const Listing& listing) {
  for (const auto& [kind, count] : listing.skipped) {
    collection_.skipped_files += count;
    collection_.skipped_kinds[kind] += count;
  }
  collection_.records += listing.rejections.size();
  for (const Rejection& r : listing.rejections)
    collection_.rejections.push_back({valid_utf8(r.source), r.line, r.reason});
}

void Collector::skip(const std::string& kind) {
  ++collection_.skipped_files;
  ++collection_.skipped_kinds[valid_utf8(kind)];
}

void Collector::begin_file(const std::string& path) {
  InputFile file;
  file.path = path;
  collection_.files.push_back(std::move(file));
}

void Collector::end_file(FileRecords&& file) {
  collection_.files.back() = std::move(file.file);
  for (std::size_t part = 0; part < kParts; ++part) {
    for (const auto& [field, count] : file.used[part]) used_[part][field] += count;
  }
}

void Collector::add(std::vector<Record>& records) {
  const auto input = static_cast<std::uint32_t>(collection_.files.size() - 1);
  for (Record& record : records) {
    record.article.place.input = input;
    add(std::move(record));
  }
}

void Collector::count_in_line(const RecordPlace& place) {
  const bool same = nth_in_line_ > 0 && place.input == last_.input && place.line == last_.line;
  nth_in_line_ = same ? nth_in_line_ + 1 : 1;
  last_ = place;
}

void Collector::add(Record&& record) {
  count_in_line(record.article.place);
  has_fields_ = has_fields_ || record.has_fields;
  named_fields_ |= record.named_fields;
  Article& article = record.article;
  if (!record.reason.empty()) return reject(article.place, std::move(record.reason));
  ++collection_.records;
  collection_.repaired += record.repaired ? 1 : 0;
  collection_.placeholders += record.placeholder ? 1 : 0;
  const DateState date = dates_.add(entries_.size(), article, record.date);
  entries_.push_back({std::move(article), nth_in_line_, date, false});
  leave_out_of_window(entries_.back());
}

void Collector::leave_out_of_window(Entry& entry) const {
  entry.outside = outside(entry.article);
  if (!entry.outside) return;
  entry.article.title = {};
  entry.article.text = {};
}

/// Gives dates that only their column decides.
void Collector::decide_dates() {
  for (const DateColumn::Decision& decision : dates_.decide()) {
    Entry& entry = entries_[decision.entry];
    entry.article.time = decision.time;
    entry.date = decision.state;
    leave_out_of_window(entry);
  }
  const auto example = [&](const std::optional<DateColumn::Example>& of) {
    return of ? std::optional(DateExample{of->first, place_of(of->second)}) : std::nullopt;
  };
  collection_.bad_date = example(dates_.bad_date());
  collection_.ambiguous_date = example(dates_.ambiguous_date());
}

void Collector::count_date(const Entry& entry) {
  collection_.undated += entry.article.time ? 0 : 1;
  collection_.bad_dates += entry.date == DateState::unreadable ? 1 : 0;
  collection_.ambiguous_dates += entry.date == DateState::ambiguous ? 1 : 0;
  collection_.epoch_dates += entry.date == DateState::epoch ? 1 : 0;
  collection_.future_dates += entry.date == DateState::future ? 1 : 0;
}

void Collector::reject(const RecordPlace& place, std::string reason) {
  ++collection_.records;
  collection_.rejections.push_back({valid_utf8(collection_.files[place.input].path), place.line, std::move(reason)});
}

bool Collector::outside(const Article& article) const {
  if (!article.time) return false;
  return (settings_.since && article.time->end <= settings_.since->begin) ||
         (settings_.until && article.time->begin >= settings_.until->end);
}

std::string Collector::place_of(const RecordPlace& place) const {
  return shown_place(collection_.files[place.input].path, place.line);
}

/// Gives every entry its id; marks those that are refused for theirs, and adds their rejections.
std::vector<bool> Collector::settle_all_ids() {
  std::vector<IdRecord> records;
  records.reserve(entries_.size());
  check_stop();
  for (Entry& entry : entries_) records.push_back({&entry.article, entry.nth_in_line});
  IdResult result = settle_ids(records, collection_.files, settings_.ids, settings_.refuse_repeated_ids);
  collection_.clashing_ids = std::move(result.clashing);
  collection_.repeated_ids = std::move(result.repeated);
  collection_.revisions = std::move(result.revisions);
  std::vector<bool> refused(entries_.size(), false);
  for (const auto& [record, holder] : result.refused) {
    refused[record] = true;
    const Article& article = entries_[record].article;
    collection_.rejections.push_back(
        {valid_utf8(collection_.files[article.place.input].path), article.place.line,
         fmt::format("id \"{}\" was already read at {}", article.id, place_of(entries_[holder].article.place))});
  }
  return refused;
}

void Collector::settle() {
  const std::vector<bool> refused = settle_all_ids();
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    check_stop();
    if (refused[i]) continue;
    if (entries_[i].outside) {
      ++collection_.outside;
      continue;
    }
    order.push_back(i);
    count_date(entries_[i]);
  }
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return comes_first(entries_[a].article, entries_[b].article); });
  check_stop();
  collection_.articles.reserve(order.size());
  for (const std::size_t i : order) collection_.articles.push_back(std::move(entries_[i].article));
  entries_ = {};
  collection_.rejections.sort();
}

/// The fields that were used, those of most articles first.
void Collector::count_fields() {
  for (std::size_t i = 0; i < kParts; ++i) {
    std::vector<FieldUse> uses;
    for (const auto& [field, count] : used_[i])
      uses.push_back({std::string(part_name(Part{static_cast<std::uint8_t>(i)})), field, count});
    std::ranges::stable_sort(uses, std::ranges::greater{}, &FieldUse::articles);
    std::ranges::move(uses, std::back_inserter(collection_.fields));
  }
}

void Collector::check_fields() const {
  const FieldPlan plan(settings_.fields);
  for (std::size_t i = 0; i < kParts; ++i) {
    const Part part{static_cast<std::uint8_t>(i)};
    if (!plan.given(part) || named_fields_[i]) continue;
    throw Error(ErrorKind::setting,
                fmt::format("no record has a field \"{}\" for the {}", plan.names(part).front(), part_name(part)), "");
  }
}

void Collector::check_any() const {
  const Collection& c = collection_;
  if (!c.articles.empty() || c.outside > 0) return;
  if (!c.rejections.empty()) {
    const Rejection first = c.rejections.front();
    throw Error(ErrorKind::no_articles,
                fmt::format("no articles: {} read, all rejected; first: {}: {}",
                            ground::count_of(c.records, "record", "records"), shown_place(first.source, first.line),
                            first.reason),
                "");
  }
  const std::string skipped = c.skipped_files == 0 ? std::string()
                                                   : fmt::format(" ({} of other kinds skipped)",
                                                                 ground::count_of(c.skipped_files, "file", "files"));
  if (!settings_.may_be_empty) throw Error(ErrorKind::no_articles, "no articles found" + skipped, "");
}

Collection Collector::finish() {
  decide_dates();
  settle();
  count_fields();
  if (Observer* observer = run_context().observer) observer->rejected(collection_.rejections);
  check_stop();
  // Where no record could even be parsed, that is the news, not the missing field.
  const bool all_rejected = collection_.articles.empty() && collection_.outside == 0;
  if (!settings_.may_be_empty && (has_fields_ || !all_rejected)) check_fields();
  check_any();
  return std::move(collection_);
}

}  // namespace bundel::read_detail
