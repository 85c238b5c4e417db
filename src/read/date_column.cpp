/// Of an ambiguous date both readings wait until the last record was seen: any file may hold the evidence.
#include "read/date_column.h"

#include "read/dates.h"
#include "read/utf8.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <chrono>

namespace bundel::read_detail {
namespace {

/// At most 40 characters of what is written; what cannot be printed is a space.
std::string shown_date(std::string_view written) {
  constexpr std::int32_t kLongest = 40;
  constexpr std::size_t kMostBytes = 4 * (kLongest + 1);
  const std::string_view text = trimmed(written).substr(0, kMostBytes);
  icu::UnicodeString shown = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  if (shown.countChar32() > kLongest) shown = shown.tempSubString(0, shown.moveIndex32(0, kLongest)).append(u'…');
  for (std::int32_t i = 0; i < shown.length(); i = shown.moveIndex32(i, 1)) {
    if (u_isprint(shown.char32At(i)) == 0) shown.replace(i, shown.moveIndex32(i, 1) - i, u' ');
  }
  std::string bytes;
  shown.toUTF8String(bytes);
  return bytes;
}

}  // namespace

void take_date(Record& record, std::string_view written) {
  if (trimmed(written).empty()) return;
  DateReading reading = read_date(written);
  DateNote& note = record.date;
  note.proves = reading.proves;
  if (reading.zero) {
    note.state = DateState::epoch;
  } else if (reading.month_first) {
    note.state = DateState::ambiguous;
    note.day_first = reading.time;
    note.month_first = reading.month_first;
    note.shown = shown_date(written);
  } else {
    take_day(record, reading.time, written);
  }
}

void take_day(Record& record, const std::optional<TimeSpan>& day, std::string_view written) {
  record.article.time = day;
  record.date.state = day ? DateState::read : DateState::unreadable;
  if (!day) record.date.shown = shown_date(written);
}

DateColumn::DateColumn(const ReadSettings& settings) : otherwise_(settings.date_order) {
  constexpr std::int64_t kDaysAhead = 1;  // zones differ, and so do clocks
  const TimeSpan today = settings.today.value_or(clock_day());
  too_late_ = (last_day(today) + kDaysAhead + 1) * kSecondsPerDay;
}

DateState DateColumn::possible(const TimeSpan& time) const {
  return time.begin < too_late_ ? DateState::read : DateState::future;
}

DateState DateColumn::add(std::size_t entry, Article& article, const DateNote& note) {
  const std::uint32_t file = article.place.input;
  if (note.proves == DateOrder::dmy) files_[file].dmy = true;
  if (note.proves == DateOrder::mdy) files_[file].mdy = true;
  if (note.state == DateState::ambiguous) {
    pending_.push_back({entry, file, *note.day_first, *note.month_first});
    std::optional<Example>& first = files_[file].ambiguous;
    if (!first) first = {note.shown, article.place};
  }
  if (note.state == DateState::unreadable && !bad_) bad_ = {note.shown, article.place};
  if (note.state != DateState::read) return note.state;
  const DateState state = possible(*article.time);
  if (state != DateState::read) article.time.reset();
  return state;
}

DateOrder DateColumn::order_of(const Shown& shown) {
  if (shown.dmy == shown.mdy) return DateOrder::unknown;
  return shown.dmy ? DateOrder::dmy : DateOrder::mdy;
}

DateColumn::Shown DateColumn::all_files() const {
  Shown all;
  for (const auto& [file, shown] : files_) {
    all.dmy = all.dmy || shown.dmy;
    all.mdy = all.mdy || shown.mdy;
  }
  return all;
}

std::vector<DateColumn::Decision> DateColumn::decide() {
  const DateOrder of_all = order_of(all_files());
  std::vector<Decision> decisions;
  decisions.reserve(pending_.size());
  for (const Pending& date : pending_) {
    const Shown& shown = files_[date.file];
    DateOrder order = order_of(shown);
    if (order == DateOrder::unknown && !shown.dmy && !shown.mdy) order = of_all;
    if (order == DateOrder::unknown) order = otherwise_;
    if (order == DateOrder::unknown) {
      if (!ambiguous_) ambiguous_ = shown.ambiguous;
      decisions.push_back({date.entry, DateState::ambiguous, std::nullopt});
      continue;
    }
    const TimeSpan& time = order == DateOrder::dmy ? date.day_first : date.month_first;
    const DateState state = possible(time);
    decisions.push_back({date.entry, state, state == DateState::read ? std::optional(time) : std::nullopt});
  }
  pending_ = {};
  return decisions;
}

}  // namespace bundel::read_detail

namespace bundel {

TimeSpan clock_day() {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const std::int64_t begin = std::int64_t{today.time_since_epoch().count()} * kSecondsPerDay;
  return {begin, begin + kSecondsPerDay};
}

}  // namespace bundel
