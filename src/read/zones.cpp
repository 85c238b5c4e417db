/// "10:00 +0100 (CET)" hangs by its offset; a name beside an offset says nothing new and is passed over.
#include "read/zones.h"

#include <unicode/timezone.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

namespace bundel::read_detail {
namespace {

struct Abbreviation {
  std::string_view name;
  int minutes;
};

// Those of RFC 2822 and others that in dates mean one place. IST, AST or CDT of Cuba do not.
constexpr std::array<Abbreviation, 50> kAbbreviations = {
    {{"z", 0},      {"utc", 0},    {"gmt", 0},    {"ut", 0},     {"wet", 0},    {"west", 60},  {"bst", 60},
     {"cet", 60},   {"cest", 120}, {"met", 60},   {"mest", 120}, {"mez", 60},   {"mesz", 120}, {"eet", 120},
     {"eest", 180}, {"msk", 180},  {"msd", 240},  {"trt", 180},  {"wat", 60},   {"cat", 120},  {"sast", 120},
     {"eat", 180},  {"pkt", 300},  {"wib", 420},  {"ict", 420},  {"hkt", 480},  {"sgt", 480},  {"awst", 480},
     {"jst", 540},  {"kst", 540},  {"acst", 570}, {"aest", 600}, {"acdt", 630}, {"aedt", 660}, {"nzst", 720},
     {"nzdt", 780}, {"ndt", -150}, {"nst", -210}, {"adt", -180}, {"brt", -180}, {"edt", -240}, {"est", -300},
     {"cdt", -300}, {"cst", -360}, {"mdt", -360}, {"mst", -420}, {"pdt", -420}, {"pst", -480}, {"akdt", -480},
     {"akst", -540}}};

// Names without summer and winter time, as the United States write them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kRegions = {
    {{"et", "America/New_York"}, {"ct", "America/Chicago"}, {"mt", "America/Denver"}, {"pt", "America/Los_Angeles"}}};

std::unique_ptr<icu::TimeZone> icu_zone(std::string_view region) {
  const icu::StringPiece name(region.data(), static_cast<std::int32_t>(region.size()));
  return std::unique_ptr<icu::TimeZone>(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
}

constexpr bool is_region_part(char c) {
  return is_letter(c) || is_digit(c) || c == '/' || c == '_' || c == '-' || c == '+';
}

/// "Europe/Amsterdam".
std::optional<Zone> take_region(Cursor& in) {
  const auto end = std::find_if_not(in.rest.begin(), in.rest.end(), is_region_part);
  const std::string_view name = in.rest.substr(0, static_cast<std::size_t>(end - in.rest.begin()));
  if (name.empty() || !is_letter(name.front()) || name.find('/') == std::string_view::npos) return std::nullopt;
  if (*icu_zone(name) == icu::TimeZone::getUnknown()) return std::nullopt;
  in.rest.remove_prefix(name.size());
  return Zone{std::string(name), 0};
}

/// +hh, +hhmm, +hh:mm or, as PDF has it, +hh'mm'; behind GMT also +h.
std::optional<Zone> take_offset(Cursor& in, bool short_hours) {
  Cursor at = in;
  const int sign = at.take('+') ? 1 : at.take('-') ? -1 : 0;
  if (sign == 0) return std::nullopt;
  const auto hour = short_hours ? at.one_or_two_digits() : at.digits(2);
  if (!hour || *hour > 23) return std::nullopt;
  int minutes = 0;
  Cursor behind = at;
  if (behind.take(':') || behind.take('\'') || behind.at_digit()) {
    const auto given = behind.digits(2);
    if (!given || *given > 59) return std::nullopt;
    minutes = *given;
    behind.take('\'');
    at = behind;
  }
  if (at.at_digit()) return std::nullopt;
  in = at;
  return Zone{{}, sign * (*hour * 60 + minutes) * 60};
}

std::optional<Zone> take_name(Cursor& in) {
  Cursor at = in;
  const std::string word = at.letters();
  if (word.empty()) return std::nullopt;
  if (!at.done() && is_region_part(at.rest.front())) {
    if (word != "gmt" && word != "utc") return take_region(in);
    auto offset = take_offset(at, true);
    if (offset) in = at;
    return offset;
  }
  Zone zone;
  if (const auto* found = std::ranges::find(kAbbreviations, word, &Abbreviation::name); found != kAbbreviations.end()) {
    zone.ahead = found->minutes * 60;
  } else if (const auto* region = std::ranges::find(kRegions, word, [](const auto& r) { return r.first; });
             region != kRegions.end()) {
    zone.region = region->second;
  } else {
    return std::nullopt;
  }
  in = at;
  return zone;
}

/// "[...]" or "(...)" with one of these zones or, behind another zone, with anything.
std::optional<Zone> take_bracketed(Cursor& in, bool any) {
  Cursor at = in;
  at.take_spaces();
  const char close = at.take('[') ? ']' : at.take('(') ? ')' : '\0';
  const std::size_t end = close == '\0' ? std::string_view::npos : at.rest.find(close);
  if (end == std::string_view::npos) return std::nullopt;
  Cursor inner{at.rest.substr(0, end)};
  auto zone = take_name(inner);
  if (!zone) zone = take_offset(inner, false);
  if ((!zone || !inner.done()) && !any) return std::nullopt;
  in.rest = at.rest.substr(end + 1);
  return zone ? zone : Zone{};
}

}  // namespace

std::int64_t Zone::utc(std::int64_t local) const {
  if (region.empty()) return local - ahead;
  constexpr double kMilliseconds = 1000;
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t standard = 0;
  std::int32_t summer = 0;
  icu_zone(region)->getOffset(static_cast<double>(local) * kMilliseconds, true, standard, summer, status);
  return local - (standard + summer) / 1000;
}

std::optional<Zone> take_zone(Cursor& in) {
  Cursor at = in;
  at.take_spaces();
  auto zone = take_offset(at, false);
  if (!zone) zone = take_name(at);
  if (!zone) {
    zone = take_bracketed(at, false);
    if (zone) in = at;
    return zone;
  }
  Cursor behind = at;
  if (behind.take_spaces() && take_name(behind)) at = behind;
  while (take_bracketed(at, true)) {
  }
  in = at;
  return zone;
}

}  // namespace bundel::read_detail
