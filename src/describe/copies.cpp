/// Copies in the articles' own names.
#include "bundel/describe.h"
#include "bundel/run.h"

#include <fmt/format.h>

#include <algorithm>

namespace bundel {
namespace {

std::span<const WordId> body_of(const Document& document) {
  return std::span(document.words).subspan(document.title_words);
}

/// The longest run of words of `here` that lie in no shared run; the first of equals.
WordRange longest_new_run(const Match& match, std::size_t words) {
  std::vector<bool> shared(words, false);
  for (const SharedRun& run : match.shared) std::fill(shared.begin() + run.a.begin, shared.begin() + run.a.end, true);
  WordRange longest;
  WordRange now;
  for (std::uint32_t word = 0; word < words; ++word) {
    if (shared[word] || now.size() == 0) now.begin = shared[word] ? word + 1 : word;
    now.end = word + 1;
    if (now.size() > longest.size()) longest = now;
  }
  return longest;
}

/// Shared runs, cut where words of either text were set aside.
std::vector<SharedRun> stretches(const Match& match, const Document& a, const Document& b) {
  if (match.kind == MatchKind::noisy || (a.set_aside.empty() && b.set_aside.empty())) return match.shared;
  std::vector<SharedRun> stretches;
  for (SharedRun rest : match.shared) {
    for (std::uint32_t size = 1; size < rest.a.size(); ++size) {
      const bool together = in_full_text(a, {rest.a.begin, rest.a.begin + size + 1}).size() == size + 1 &&
                            in_full_text(b, {rest.b.begin, rest.b.begin + size + 1}).size() == size + 1;
      if (together) continue;
      stretches.push_back({{rest.a.begin, rest.a.begin + size}, {rest.b.begin, rest.b.begin + size}});
      rest.a.begin += size;
      rest.b.begin += size;
      size = 0;
    }
    stretches.push_back(rest);
  }
  return stretches;
}

/// Fills new_headline and new_text of a copy.
void add_new_words(CopyRecord& record, const Folded& folded, ArticleId kept, const CopyInput& input, int min_run) {
  if (folded.kind == MatchKind::identical || folded.kind == MatchKind::noisy) return;  // nothing new, or nothing exact
  const Document& here = input.documents[index_of(folded.id)];
  const Document& there = input.documents[index_of(kept)];
  record.new_headline =
      here.title_words > 0 && there.title_words > 0 && std::ranges::equal(body_of(here), body_of(there));
  const Match match = compare(here.words, there.words, min_run);
  const WordRange fresh = longest_new_run(match, here.words.size());
  if (fresh.size() > 0) record.new_text = WrittenText(input.articles[index_of(folded.id)], here).line(fresh);
}

}  // namespace

std::vector<CopyRecord> copy_records(const CopyGroup& group, std::span<const Article> articles) {
  std::vector<CopyRecord> records;
  for (const Folded& folded : group.members) {
    records.push_back({articles[index_of(folded.id)].id, folded.kind, std::min(folded.in_kept, folded.of_kept),
                       folded.in_kept, folded.of_kept});
    const ArticleId newest = folded.newest.value_or(group.kept);
    if (newest != group.kept) records.back().newest = articles[index_of(newest)].id;
  }
  return records;
}

std::vector<GroupRecord> group_records(std::span<const CopyGroup> groups, const CopyInput& input,
                                       const CopySettings& settings, bool new_words) {
  std::vector<GroupRecord> records;
  for (const CopyGroup& group : groups) {
    check_stop();
    records.push_back({fmt::format("c{}", records.size() + 1), input.articles[index_of(group.kept)].id,
                       copy_records(group, input.articles)});
    if (!new_words) continue;
    for (std::size_t m = 0; m < group.members.size(); ++m) {
      check_stop();
      add_new_words(records.back().members[m], group.members[m], group.kept, input, settings.min_run);
    }
  }
  return records;
}

PairRecord pair_record(const Match& match, const CopyInput& input, bool words) {
  const Article& a = input.articles[index_of(match.a)];
  const Article& b = input.articles[index_of(match.b)];
  const Document& words_a = input.documents[index_of(match.a)];
  const Document& words_b = input.documents[index_of(match.b)];
  const Shares& shares = match.shares();
  PairRecord record{a.id, b.id, match.kind, shares.overlap(), shares.a_in_b, shares.b_in_a, {}, {}};
  if (a.time && b.time) record.gap_days = gap_days(*a.time, *b.time);
  const std::vector<SharedRun> runs = stretches(match, words_a, words_b);
  for (const SharedRun& run : runs)
    record.shared.push_back({{in_full_text(words_a, run.a), in_full_text(words_b, run.b)}, {}});
  if (!words) return record;
  const WrittenText written(a, words_a);
  for (std::size_t i = 0; i < runs.size(); ++i) record.shared[i].words = written.line(runs[i].a);
  return record;
}

std::vector<BoilerplateRecord> boilerplate_records(const Boilerplate& found, std::span<const Article> articles) {
  std::vector<BoilerplateRecord> records;
  for (const BoilerplatePiece& piece : found.pieces) {
    check_stop();
    const Article& example = articles[index_of(piece.example)];
    records.push_back(
        {WrittenText(example, {}).line(piece.at), piece.at.size(), piece.articles, piece.sources, example.id});
  }
  return records;
}

}  // namespace bundel
