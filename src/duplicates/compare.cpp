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
    match.a_in_b = match.b_in_a = 1.0;
    match.shared = {{all, all}};
    return match;
  }
  duplicates_detail::SharedWordCounter counter;
  counter.take(b, min_run);
  const duplicates_detail::SharedWords shared = counter.count(a);
  if (shared.here == 0) return match;
  match.a_in_b = duplicates_detail::share_of(shared.there, a.size());
  match.b_in_a = duplicates_detail::share_of(shared.here, b.size());
  match.shared = duplicates_detail::shared_runs(a, counter.table());
  return match;
}

std::optional<MatchKind> classify(const Match& match, std::span<const WordId> a, std::span<const WordId> b,
                                  const CopySettings& settings) {
  if (identical(a, b)) return MatchKind::identical;
  const duplicates_detail::PairShares shares = duplicates_detail::shares_of(match);
  return duplicates_detail::first_kind(
      duplicates_detail::kind_of(shares.a_in_b, shares.b_in_a, settings),
      duplicates_detail::is_noisy(shares.letters_a_in_b, shares.letters_b_in_a, settings));
}

}  // namespace bundel
