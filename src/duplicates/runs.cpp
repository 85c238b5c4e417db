#include "duplicates/runs.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace bundel::duplicates_detail {
namespace {

/// One of the two texts, its windows numbered by classes that both share.
struct Side {
  Words words;
  std::vector<std::uint32_t> class_of;  ///< by position; WindowTable::kNone: not a class of the table
  std::vector<std::uint32_t> offsets;   ///< by class, into `places`
  std::vector<std::uint32_t> places;    ///< positions of each class, ascending
  std::vector<bool> covered;            ///< by word: lies in a run already chosen

  [[nodiscard]] std::span<const std::uint32_t> places_of(std::uint32_t window_class) const {
    return std::span(places).subspan(offsets[window_class], offsets[window_class + 1] - offsets[window_class]);
  }
};

Side make_side(Words words, std::vector<std::uint32_t> class_of, std::size_t classes) {
  Side side{words, std::move(class_of), {}, {}, std::vector<bool>(words.size(), false)};
  side.offsets.assign(classes + 1, 0);
  for (const std::uint32_t c : side.class_of) {
    if (c != WindowTable::kNone) ++side.offsets[c + 1];
  }
  for (std::size_t c = 0; c < classes; ++c) side.offsets[c + 1] += side.offsets[c];
  side.places.resize(side.offsets.back());
  std::vector<std::uint32_t> next(side.offsets.begin(), side.offsets.end() - 1);
  for (std::uint32_t position = 0; position < side.class_of.size(); ++position) {
    const std::uint32_t c = side.class_of[position];
    if (c != WindowTable::kNone) side.places[next[c]++] = position;
  }
  return side;
}

/// A common run as seen from the side that is being covered.
struct Run {
  WordRange here;
  WordRange there;
};

/// The maximal run through the window at `from` that reaches furthest; of several the first on the other side.
Run furthest_run(const Side& here, const Side& there, std::uint32_t from) {
  const Words a = here.words.subspan(from);
  std::uint32_t length = 0;
  std::uint32_t best = 0;
  for (const std::uint32_t place : there.places_of(here.class_of[from])) {
    const Words b = there.words.subspan(place);
    // A longer run agrees at `length` too: one look spares most of the work in repetitive text.
    if (length >= a.size() || length >= b.size() || a[length] != b[length]) continue;
    const auto reach = static_cast<std::uint32_t>(std::ranges::mismatch(a, b).in1 - a.begin());
    if (reach > length) {
      length = reach;
      best = place;
    }
  }
  std::uint32_t back = 0;
  while (back < from && back < best && here.words[from - back - 1] == there.words[best - back - 1]) ++back;
  return {{from - back, from + length}, {best - back, best + length}};
}

void cover(Side& side, const WordRange& range) {
  std::fill(side.covered.begin() + range.begin, side.covered.begin() + range.end, true);
}

/// Chooses runs until every shared word of `here` lies in one.
///
/// The last shared window that starts at or before a word is the one to extend: a run that reaches beyond that window
/// contains it, so none that starts earlier reaches further.
template <typename Choose>
void cover_shared_words(Side& here, Side& there, std::uint32_t min_run, const Choose& choose) {
  std::optional<std::uint32_t> last_shared;
  for (std::uint32_t word = 0; word < here.words.size(); ++word) {
    if (word < here.class_of.size() && here.class_of[word] != WindowTable::kNone &&
        !there.places_of(here.class_of[word]).empty()) {
      last_shared = word;
    }
    if (here.covered[word] || !last_shared || *last_shared + min_run <= word) continue;
    const Run run = furthest_run(here, there, *last_shared);
    cover(here, run.here);
    cover(there, run.there);
    choose(run);
  }
}

}  // namespace

std::vector<SharedRun> shared_runs(Words a, const WindowTable& b) {
  std::vector<std::uint32_t> class_in_a;
  for_each_shingle(a, b.min_run(), HashOfPlace(), [&](std::uint32_t position, std::uint64_t hash) {
    class_in_a.push_back(b.find(hash, a.data() + position));
  });
  Side left = make_side(a, std::move(class_in_a), b.classes());
  Side right = make_side(b.words(), {b.class_of().begin(), b.class_of().end()}, b.classes());
  const auto run = static_cast<std::uint32_t>(b.min_run());
  std::vector<SharedRun> runs;
  cover_shared_words(left, right, run, [&](const Run& r) { runs.push_back({r.here, r.there}); });
  cover_shared_words(right, left, run, [&](const Run& r) { runs.push_back({r.there, r.here}); });
  std::ranges::sort(runs, {}, [](const SharedRun& r) { return std::tuple(r.a.begin, r.b.begin, r.a.end); });
  return runs;
}

}  // namespace bundel::duplicates_detail
