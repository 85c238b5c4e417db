#include "duplicates/alignment.h"

#include "bundel/error.h"

#include <edlib.h>

#include <algorithm>
#include <cassert>
#include <tuple>

namespace bundel::duplicates_detail {
namespace {

/// Places of one fingerprint in the other text that a place here is paired with; a text that repeats itself has more.
constexpr std::size_t kMostPartners = 16;

/// A passage may lie within a third of its letters of where its hits point.
constexpr std::size_t slack_of(std::size_t letters) {
  return letters / 3;
}

std::size_t letters_of(LetterRange range) {
  return range.size();
}

/// The words that begin or end within a range of letters, by the words' ends in letters.
WordRange words_within(LetterRange range, std::span<const std::size_t> ends) {
  const auto first = std::ranges::upper_bound(ends, range.begin);
  const auto last = std::ranges::lower_bound(ends, range.end);
  return {static_cast<std::uint32_t>(first - ends.begin()),
          static_cast<std::uint32_t>(std::min<std::ptrdiff_t>(last - ends.begin() + 1, std::ssize(ends)))};
}

std::vector<std::size_t> word_ends(const LetterTable& table, Words words) {
  std::vector<std::size_t> ends;
  std::size_t end = 0;
  for (const WordId word : words) ends.push_back(end += table.of(word).size());
  return ends;
}

bool meet(const WordRange& x, const WordRange& y) {
  return x.begin <= y.end && y.begin <= x.end;
}

WordRange hull(const WordRange& x, const WordRange& y) {
  return {std::min(x.begin, y.begin), std::max(x.end, y.end)};
}

/// Joins runs that meet on both sides, until none do; sorted.
std::vector<SharedRun> joined(std::vector<SharedRun> runs) {
  const auto by_place = [](const SharedRun& r) { return std::tuple(r.a.begin, r.b.begin, r.a.end, r.b.end); };
  std::ranges::sort(runs, {}, by_place);
  std::vector<SharedRun> found;
  for (SharedRun run : runs) {
    for (std::size_t i = found.size(); i-- > 0;) {
      if (!meet(found[i].a, run.a) || !meet(found[i].b, run.b)) continue;
      run = {hull(found[i].a, run.a), hull(found[i].b, run.b)};
      found.erase(found.begin() + static_cast<std::ptrdiff_t>(i));
      i = found.size();
    }
    found.push_back(run);
  }
  std::ranges::sort(found, {}, by_place);
  return found;
}

}  // namespace

std::optional<Alignment> Aligner::align(Letters passage, Letters text, Want want) {
  assert(!passage.empty() && passage.size() <= Passages::kMostLetters);
  if (text.empty()) return std::nullopt;
  unsigned char codes = 0;
  passage_codes_.clear();
  for (const Letter letter : passage) {
    if (code_[letter] == 0) code_[letter] = ++codes;
    passage_codes_.push_back(static_cast<char>(code_[letter]));
  }
  text_codes_.clear();
  for (const Letter letter : text) text_codes_.push_back(static_cast<char>(code_[letter]));
  for (const Letter letter : passage) code_[letter] = 0;

  const EdlibAlignConfig config =
      edlibNewAlignConfig(static_cast<int>(slack_of(passage.size())), EDLIB_MODE_HW,
                          want == Want::stretch ? EDLIB_TASK_LOC : EDLIB_TASK_DISTANCE, nullptr, 0);
  const EdlibAlignResult result = edlibAlign(passage_codes_.data(), static_cast<int>(passage_codes_.size()),
                                             text_codes_.data(), static_cast<int>(text_codes_.size()), config);
  if (result.status != EDLIB_STATUS_OK)
    throw Error(ErrorKind::resources, "two texts could not be aligned letter by letter", "edlib");
  std::optional<Alignment> alignment;
  if (result.editDistance >= 0) {
    alignment = Alignment{static_cast<std::size_t>(result.editDistance), {}};
    if (want == Want::stretch && result.numLocations > 0 && result.endLocations[0] >= 0) {
      alignment->stretch = {static_cast<std::size_t>(std::max(result.startLocations[0], 0)),
                            static_cast<std::size_t>(result.endLocations[0]) + 1};
    }
  }
  edlibFreeAlignResult(result);
  return alignment;
}

void NoisyComparer::load(const Fingerprints& fingerprints, TextId text, Side& side) {
  side.text = text;
  fingerprints.table().join(fingerprints.texts().words[text], side.letters);
  fingerprints.list(text, space_, side.places);
  std::ranges::sort(side.places, [](const Shingle& x, const Shingle& y) {
    return x.hash != y.hash ? x.hash < y.hash : x.position < y.position;
  });
}

void NoisyComparer::take(const Fingerprints& fingerprints, TextId here) {
  load(fingerprints, here, here_);
}

std::optional<LetterShares> NoisyComparer::compare(const Fingerprints& fingerprints, TextId there, double threshold) {
  load(fingerprints, there, there_);
  if (!nominate(here_, there_, of_here_) || !nominate(there_, here_, of_there_)) return std::nullopt;
  const auto nominated = [&](const std::vector<Nominee>& nominees, const Side& side) {
    std::size_t letters = 0;
    for (const Nominee& nominee : nominees) letters += letters_of(nominee.passage);
    return reaches(share_of(letters, side.letters.size()), threshold);
  };
  if (!nominated(of_here_, here_) || !nominated(of_there_, there_)) return std::nullopt;
  const std::optional<double> share_here = shared(here_, there_, of_here_, threshold);
  if (!share_here) return std::nullopt;
  const std::optional<double> share_there = shared(there_, here_, of_there_, threshold);
  if (!share_there) return std::nullopt;
  return LetterShares{*share_here, *share_there};
}

bool NoisyComparer::nominate(const Side& from, const Side& to, std::vector<Nominee>& nominees) {
  const Passages passages(from.letters.size());
  hits_.clear();
  std::size_t places = 0;
  auto other = to.places.begin();
  for (const Shingle& place : from.places) {
    while (other != to.places.end() && other->hash < place.hash) ++other;
    std::size_t partners = 0;
    for (auto o = other; o != to.places.end() && o->hash == place.hash && partners < kMostPartners; ++o, ++partners) {
      places += partners == 0 ? 1 : 0;
      hits_.push_back({passages.of(place.position),
                       static_cast<std::int64_t>(o->position) - static_cast<std::int64_t>(place.position),
                       place.position});
    }
  }
  if (!enough_hits(places, from.letters.size())) return false;
  std::ranges::sort(hits_);
  nominees.clear();
  for (auto begin = hits_.begin(); begin != hits_.end();) {
    const auto end = std::find_if(begin, hits_.end(), [&](const Hit& hit) { return hit.passage != begin->passage; });
    const Nominee nominee = nominee_of(passages[begin->passage], {begin, end}, to.letters.size());
    if (nominee.stretch.size() > 0) nominees.push_back(nominee);
    begin = end;
  }
  return true;
}

/// Of all groups of hits whose offsets differ by no more than the slack, the largest (ties: the first) points out the
/// stretch: wherever the passage aligns through one of them, it begins and ends inside. No stretch where they are too
/// few.
NoisyComparer::Nominee NoisyComparer::nominee_of(LetterRange passage, std::span<const Hit> hits,
                                                 std::size_t letters_there) {
  const auto slack = static_cast<std::int64_t>(slack_of(passage.size()));
  std::size_t most = 0;
  std::size_t at = 0;
  for (std::size_t first = 0, end = 0; first < hits.size(); ++first) {
    while (end < hits.size() && hits[end].offset - hits[first].offset <= slack) ++end;
    if (end - first > most) {
      most = end - first;
      at = first;
    }
  }
  const std::span<const Hit> group = hits.subspan(at, most);
  // A place here with two partners close by is one hit.
  std::vector<std::uint32_t> places;
  for (const Hit& hit : group) places.push_back(hit.position);
  std::ranges::sort(places);
  places.erase(std::ranges::unique(places).begin(), places.end());
  if (places.size() < kLeastHits) return {passage, {}};
  const auto limit = [&](std::int64_t letter) {
    return static_cast<std::size_t>(std::clamp<std::int64_t>(letter, 0, static_cast<std::int64_t>(letters_there)));
  };
  const auto begin = static_cast<std::int64_t>(passage.begin);
  const auto end = static_cast<std::int64_t>(passage.end);
  return {passage, {limit(begin + group.front().offset - slack), limit(end + group.back().offset + 2 * slack)}};
}

std::optional<double> NoisyComparer::shared(const Side& from, const Side& to, std::vector<Nominee>& nominees,
                                            double threshold) {
  std::size_t letters = 0;
  for (const Nominee& nominee : nominees) letters += letters_of(nominee.passage);
  std::size_t kept = 0;
  for (const Nominee& nominee : nominees) {
    const Letters passage = Letters(from.letters).subspan(nominee.passage.begin, nominee.passage.size());
    const Letters stretch = Letters(to.letters).subspan(nominee.stretch.begin, nominee.stretch.size());
    if (aligner_.align(passage, stretch, Aligner::Want::distance)) {
      nominees[kept++] = nominee;
      continue;
    }
    letters -= letters_of(nominee.passage);
    if (!reaches(share_of(letters, from.letters.size()), threshold)) return std::nullopt;
  }
  nominees.resize(kept);
  return share_of(letters, from.letters.size());
}

std::vector<SharedRun> NoisyComparer::runs(const Fingerprints& fingerprints) {
  const auto ends_of = [&](const Side& side) {
    return word_ends(fingerprints.table(), fingerprints.texts().words[side.text]);
  };
  const std::vector<std::size_t> ends_here = ends_of(here_);
  const std::vector<std::size_t> ends_there = ends_of(there_);
  std::vector<SharedRun> runs;
  const auto add = [&](const Side& from, const Side& to, const Nominee& nominee, const auto& put) {
    const Letters passage = Letters(from.letters).subspan(nominee.passage.begin, nominee.passage.size());
    const Letters stretch = Letters(to.letters).subspan(nominee.stretch.begin, nominee.stretch.size());
    const std::optional<Alignment> found = aligner_.align(passage, stretch, Aligner::Want::stretch);
    assert(found);
    put(nominee.passage,
        LetterRange{nominee.stretch.begin + found->stretch.begin, nominee.stretch.begin + found->stretch.end});
  };
  for (const Nominee& nominee : of_there_) {
    add(there_, here_, nominee, [&](LetterRange there, LetterRange here) {
      runs.push_back({words_within(there, ends_there), words_within(here, ends_here)});
    });
  }
  for (const Nominee& nominee : of_here_) {
    add(here_, there_, nominee, [&](LetterRange here, LetterRange there) {
      runs.push_back({words_within(there, ends_there), words_within(here, ends_here)});
    });
  }
  return joined(std::move(runs));
}

}  // namespace bundel::duplicates_detail
