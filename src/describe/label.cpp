#include "describe/label.h"

#include "ground/lines.h"

#include <algorithm>
#include <optional>

namespace bundel::describe_detail {
namespace {

/// Sentences at the beginning of a text that can name its event, and the words such a sentence or title may have: fewer
/// say too little, more are no label.
constexpr std::size_t kSentences = 3;
constexpr std::size_t kLeastWords = 4;
constexpr std::size_t kMostWords = 25;

/// And those that are looked at where some are boilerplate.
constexpr std::size_t kSentencesWithBoilerplate = 12;

/// Words of the full text as the document counts them; none where some of them were set aside.
std::optional<WordRange> own_words(const Document& document, WordRange words) {
  std::uint32_t before = 0;
  for (const WordRange& range : document.set_aside) {
    if (range.begin >= words.end) break;
    if (range.end > words.begin) return std::nullopt;
    before += range.size();
  }
  const auto all = static_cast<std::uint32_t>(document.words.size());
  return WordRange{std::min(words.begin - before, all), std::min(words.end - before, all)};
}

struct Candidates {
  std::vector<LabelPlace> places;
  std::vector<std::span<const WordId>> words;

  void add(const LabelPlace& place, std::span<const WordId> of_place) {
    if (of_place.size() < kLeastWords || of_place.size() > kMostWords) return;
    places.push_back(place);
    words.push_back(of_place);
  }

  void add_report(const Reports& reports, Row row) {
    add({row}, reports.words[index_of(row)].title());
    const Document& document = reports.document(row);
    const std::span<const WordId> all(document.words);
    const std::string_view text = reports.article(row).text;
    const std::vector<ByteRange> sentences =
        sentences_of(text, document.set_aside.empty() ? kSentences : kSentencesWithBoilerplate);
    if (sentences.empty()) return;
    const std::vector<WordSpan> spans = words_of(text.substr(0, sentences.back().end));
    std::size_t left = kSentences;
    for (const ByteRange& sentence : sentences) {
      const auto at = [&](std::size_t byte) {
        const auto found = std::ranges::lower_bound(spans, byte, {}, &WordSpan::begin);
        return document.title_words + static_cast<std::uint32_t>(found - spans.begin());
      };
      const std::optional<WordRange> own = own_words(document, {at(sentence.begin), at(sentence.end)});
      if (!own || left == 0) continue;
      --left;
      add({row, false, sentence}, all.subspan(own->begin, own->size()));
    }
  }
};

}  // namespace

LabelPlace choose_label_of(const EventStages& stages, std::span<const Row> members) {
  Candidates candidates;
  if (members.size() > 1) {
    for (const Row row : members) candidates.add_report(stages.reports, row);
  }
  if (candidates.places.empty()) return {members.front()};
  const SparseRows rows = sparse_rows(stages.space.terms, candidates.words);
  return candidates.places[choose_label(stages.input(), members, rows)];
}

std::string label_text(const Reports& reports, const LabelPlace& label) {
  const Article& article = reports.article(label.row);
  if (!label.in_title) {
    const auto [begin, end] = label.in_text;
    return ground::one_line(std::string_view(article.text).substr(begin, end - begin));
  }
  const SiteName& site = reports.sites[index_of(label.row)];
  return site.words() == 0 ? headline_of(article) : ground::one_line(site.cut_from(article.title));
}

}  // namespace bundel::describe_detail
