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

/// The longest run; the first of equals.
const SharedRun* longest_run(const Match& match) {
  const auto longest = std::ranges::max_element(match.shared, {}, [](const SharedRun& run) { return run.a.size(); });
  return longest == match.shared.end() ? nullptr : &*longest;
}

/// At most so many words of a range; a person needs no more to see whether texts are one.
WordRange first_words(WordRange range) {
  constexpr std::uint32_t kWords = 60;
  return {range.begin, std::min(range.end, range.begin + kWords)};
}

std::string why_copies(const Match& match, std::size_t words_a, std::size_t words_b) {
  if (match.kind == MatchKind::identical) return "all words are the same";
  if (match.kind == MatchKind::noisy) {
    return fmt::format("aligned letter by letter: {:.0f} % of a's and {:.0f} % of b's", 100 * match.shares().a_in_b,
                       100 * match.shares().b_in_a);
  }
  const SharedRun* longest = longest_run(match);
  return fmt::format("{:.0f} of a's {} words and {:.0f} of b's {} stand in the other, the longest run has {}",
                     match.words.a_in_b * static_cast<double>(words_a), words_a,
                     match.words.b_in_a * static_cast<double>(words_b), words_b,
                     longest == nullptr ? 0 : longest->a.size());
}

}  // namespace

std::string words_as_written(const Article& article, WordRange range) {
  if (range.size() == 0) return {};
  const std::string text = full_text(article);
  const std::vector<WordSpan> spans = words_of(text);
  if (range.end > spans.size()) return {};
  return one_line(
      std::string_view(text).substr(spans[range.begin].begin, spans[range.end - 1].end - spans[range.begin].begin));
}

std::string spelling_of(WordId word, const Corpus& corpus, ArticleId id) {
  const std::string& folded = corpus.vocabulary[word];
  if (!corpus.vocabulary.respelt[index_of(word)]) return folded;
  return spelling_in(full_text(corpus.collection.articles[index_of(id)]), folded);
}

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
  const Shares& shares = match.shares();
  PairRecord record{a.id, b.id, match.kind, shares.overlap(), shares.a_in_b, shares.b_in_a, {}, {}};
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

std::string source_key(std::string_view source) {
  std::string key(source);
  for (char& byte : key) {
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
  }
  return key;
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

PairToJudge copies_to_judge(const Corpus& corpus, ArticleId a, ArticleId b, const Match* match) {
  using namespace pipeline_detail;
  const auto card = [&](ArticleId id) {
    const Article& article = corpus.collection.articles[index_of(id)];
    return MemberRecord{article.id, headline_of(article), article.time, article.source, 0, {}};
  };
  const auto words = [&](ArticleId id) {
    return static_cast<std::uint32_t>(corpus.documents[index_of(id)].words.size());
  };
  const SharedRun* run = match == nullptr ? nullptr : longest_run(*match);
  const SharedRun shown = run == nullptr ? SharedRun{{0, words(a)}, {0, words(b)}} : *run;
  PairToJudge pair{card(a), card(b), 0, {}, {}, {}};
  pair.text_a = words_as_written(corpus.collection.articles[index_of(a)], first_words(shown.a));
  pair.text_b = words_as_written(corpus.collection.articles[index_of(b)], first_words(shown.b));
  pair.why =
      match == nullptr ? "no run of words in common that would nominate them" : why_copies(*match, words(a), words(b));
  return pair;
}

std::string headline_of(const Article& article) {
  std::string title = pipeline_detail::one_line(article.title);
  if (!title.empty()) return title;
  const std::vector<ByteRange> sentences = sentences_of(article.text, 1);
  if (sentences.empty()) return {};
  return pipeline_detail::one_line(
      std::string_view(article.text).substr(sentences[0].begin, sentences[0].end - sentences[0].begin));
}

}  // namespace bundel
