/// Two texts side by side: numbers and evidence, then the kind the rules give them.
#include "bundel/duplicates.h"
#include "duplicates/rules.h"
#include "duplicates/runs.h"
#include "duplicates/windows.h"

#include <algorithm>
#include <cassert>

namespace bundel {
namespace {

bool identical(std::span<const WordId> a, std::span<const WordId> b) {
  return !a.empty() && std::ranges::equal(a, b);
}

}  // namespace

Match compare(std::span<const WordId> a, std::span<const WordId> b, int min_run) {
  assert(min_run >= 1 && min_run <= 1000);
  Match match;
  if (identical(a, b)) {
    const WordRange all{0, static_cast<std::uint32_t>(a.size())};
    match.kind = MatchKind::identical;
    match.words = {1, 1};
    match.shared = {{all, all}};
    return match;
  }
  duplicates_detail::SharedWordCounter counter;
  counter.take(b, min_run);
  const duplicates_detail::SharedWords shared = counter.count(a);
  if (shared.here == 0) return match;
  match.words = {duplicates_detail::share_of(shared.there, a.size()),
                 duplicates_detail::share_of(shared.here, b.size())};
  match.shared = duplicates_detail::shared_runs(a, counter.table());
  return match;
}

std::optional<MatchKind> classify(const Match& match, std::span<const WordId> a, std::span<const WordId> b,
                                  const CopySettings& settings) {
  if (identical(a, b)) return MatchKind::identical;
  return duplicates_detail::first_kind(duplicates_detail::kind_of(match.words, settings),
                                       duplicates_detail::is_noisy(match.letters, settings),
                                       match.fillings.has_value());
}

}  // namespace bundel
