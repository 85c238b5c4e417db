#include "pipeline/records.h"

#include <fmt/format.h>

namespace bundel {
namespace pipeline_detail {

std::vector<CopyRecord> copy_records(std::span<const Folded> members, std::span<const Article> articles) {
  std::vector<CopyRecord> records;
  for (const Folded& folded : members) {
    records.push_back({articles[index_of(folded.id)].id, folded.kind, std::min(folded.in_kept, folded.of_kept),
                       folded.in_kept, folded.of_kept});
  }
  return records;
}

std::vector<GroupRecord> group_records(std::span<const CopyGroup> groups, std::span<const Article> articles) {
  std::vector<GroupRecord> records;
  for (const CopyGroup& group : groups) {
    records.push_back({fmt::format("c{}", records.size() + 1), articles[index_of(group.kept)].id,
                       copy_records(group.members, articles)});
  }
  return records;
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
