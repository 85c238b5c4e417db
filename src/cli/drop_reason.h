/// Input records with the reason why they are dropped, added at their end.
#pragma once

#include <string>
#include <string_view>

#include "bundel/types.h"

namespace bundel::cli {

/// Why a record was dropped: the group's kept article, and its numbers as a member.
struct DropReason {
  std::string_view kept;
  std::string_view from;
  MatchKind kind = MatchKind::copy;
  double overlap = 0;
};
/// A JSON object, as it stands, with "dropped_for":{"id":..,"kind":..,"overlap":..,"from":..} as its last key. `from`
/// where it is known.
std::string with_reason_json(std::string_view object, const DropReason& reason);
/// A row of a table with four cells more, before the CR at its end if there is one; the header likewise.
std::string with_reason_row(std::string_view row, std::string_view header, char separator, const DropReason& reason);
std::string with_reason_header(std::string_view header, char separator);
/// A path with the same behind it, between tabs.
std::string with_reason_path(std::string_view path, const DropReason& reason);

}  // namespace bundel::cli
