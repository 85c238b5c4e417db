#include "pipeline/records.h"

#include <fmt/format.h>

#include <algorithm>

namespace bundel {
namespace pipeline_detail {

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

std::vector<GroupRecord> group_records(std::span<const CopyGroup> groups, std::span<const Article> articles) {
  std::vector<GroupRecord> records;
  for (const CopyGroup& group : groups) {
    records.push_back(
        {fmt::format("c{}", records.size() + 1), articles[index_of(group.kept)].id, copy_records(group, articles)});
  }
  return records;
}

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

std::string words_as_written(const Article& article, WordRange range) {
  if (range.size() == 0) return {};
  const std::string text = full_text(article);
  const std::vector<WordSpan> spans = words_of(text);
  if (range.end > spans.size()) return {};
  return one_line(
      std::string_view(text).substr(spans[range.begin].begin, spans[range.end - 1].end - spans[range.begin].begin));
}

}  // namespace

void add_new_words(std::span<GroupRecord> records, std::span<const CopyGroup> groups, const CopyInput& input,
                   int min_run) {
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const Document& kept = input.documents[index_of(groups[g].kept)];
    for (std::size_t m = 0; m < groups[g].members.size(); ++m) {
      const Folded& folded = groups[g].members[m];
      if (folded.kind == MatchKind::identical || folded.kind == MatchKind::noisy)
        continue;  // nothing new, or nothing exact
      const Document& here = input.documents[index_of(folded.id)];
      CopyRecord& record = records[g].members[m];
      record.new_headline =
          here.title_words > 0 && kept.title_words > 0 && std::ranges::equal(body_of(here), body_of(kept));
      const Match match = compare(here.words, kept.words, min_run);
      record.new_text =
          words_as_written(input.articles[index_of(folded.id)], longest_new_run(match, here.words.size()));
    }
  }
}

PairRecord pair_record(const Match& match, std::span<const Article> articles, bool words) {
  const Article& a = articles[index_of(match.a)];
  const Article& b = articles[index_of(match.b)];
  PairRecord record{a.id, b.id, match.kind, match.overlap(), match.a_in_b, match.b_in_a, {}, {}};
  if (a.time && b.time) record.gap_days = gap_days(*a.time, *b.time);
  const std::string text = words ? full_text(a) : std::string{};
  const std::vector<WordSpan> spans = words_of(text);
  for (const SharedRun& run : match.shared) {
    SharedRecord shared{run, {}};
    if (words && run.a.end > run.a.begin && run.a.end <= spans.size()) {
      const std::size_t begin = spans[run.a.begin].begin;
      shared.words = one_line(std::string_view(text).substr(begin, spans[run.a.end - 1].end - begin));
    }
    record.shared.push_back(std::move(shared));
  }
  return record;
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char byte : text) {
    const bool space = byte == ' ' || (byte >= '\t' && byte <= '\r');
    if (!space) {
      line += byte;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

}  // namespace pipeline_detail

std::string headline_of(const Article& article) {
  std::string title = pipeline_detail::one_line(article.title);
  if (!title.empty()) return title;
  const std::vector<ByteRange> sentences = sentences_of(article.text, 1);
  if (sentences.empty()) return {};
  return pipeline_detail::one_line(
      std::string_view(article.text).substr(sentences[0].begin, sentences[0].end - sentences[0].begin));
}

}  // namespace bundel
