#include "report/formats.h"

#include "bundel/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace bundel {
namespace {

using namespace report_detail;

constexpr std::array kFormats = {&kTableFormat, &kJsonlFormat, &kCsvFormat};

}  // namespace

bool FormatInfo::has_form(ResultKind kind) const {
  return std::ranges::find(kinds, kind) != kinds.end();
}

std::span<const FormatInfo* const> all_formats() {
  return kFormats;
}

const FormatInfo& info_of(Format format) {
  const auto found = std::ranges::find(kFormats, format, &FormatInfo::format);
  assert(found != kFormats.end());
  return **found;
}

std::unique_ptr<ResultWriter> make_writer(Format format, std::ostream& out, WriterOptions options) {
  return info_of(format).make(out, std::move(options));
}

void ResultWriter::fail(std::string_view what) const {
  throw Error(ErrorKind::setting, fmt::format("it has no form for {}", what), std::string(format_.name));
}

void ResultWriter::groups(std::span<const GroupRecord> /*groups*/) {
  fail("groups");
}

void ResultWriter::pairs(std::span<const PairRecord> /*pairs*/) {
  fail("pairs");
}

void ResultWriter::boilerplate(std::span<const BoilerplateRecord> /*pieces*/) {
  fail("boilerplate");
}

void ResultWriter::events(std::span<const EventRecord> /*events*/) {
  fail("events");
}

void ResultWriter::copy_explanation(const CopyExplanation& /*explanation*/) {
  fail("explanations");
}

void ResultWriter::event_explanation(const EventExplanation& /*explanation*/) {
  fail("explanations");
}

void ResultWriter::score(const ScoreRecord& /*score*/) {
  fail("scores");
}

bool ResultWriter::wrong_pair(const WrongPairRecord& /*pair*/) {
  fail("scores");
}

void ResultWriter::tuning(const TuneReport& /*report*/) {
  fail("thresholds");
}

void ResultWriter::sample(std::span<const PairToJudge> /*pairs*/) {
  fail("pairs to be judged");
}

void ResultWriter::settings(std::span<const Setting> /*settings*/) {
  fail("settings");
}

}  // namespace bundel
