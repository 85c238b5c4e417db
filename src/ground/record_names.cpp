#include "bundel/records.h"

#include <cassert>

namespace bundel {

std::string_view name_of(MatchKind kind) {
  switch (kind) {
    case MatchKind::identical:
      return "identical";
    case MatchKind::copy:
      return "copy";
    case MatchKind::noisy:
      return "noisy";
    case MatchKind::excerpt:
      return "excerpt";
    case MatchKind::templated:
      return "template";
    case MatchKind::revision:
      return "revision";
  }
  assert(false);
  return {};
}

std::optional<MatchKind> kind_named(std::string_view name) {
  for (const MatchKind kind : {MatchKind::identical, MatchKind::copy, MatchKind::noisy, MatchKind::excerpt,
                               MatchKind::templated, MatchKind::revision}) {
    if (name == name_of(kind)) return kind;
  }
  return std::nullopt;
}

std::string_view name_of(ThresholdMark mark) {
  switch (mark) {
    case ThresholdMark::none:
      return "";
    case ThresholdMark::stable:
      return "stable";
    case ThresholdMark::break_point:
      return "break";
  }
  return "";
}

}  // namespace bundel
