/// Events as a reader sees them: who reported first, what to call it, which words tell it apart.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "pipeline/event_state.h"
#include "pipeline/records.h"

namespace bundel::pipeline_detail {
namespace {

/// Sentences at the beginning of a text that can name its event, and the words such a sentence or title may have: fewer
/// say too little, more are no label.
constexpr std::size_t kLabelSentences = 3;
constexpr std::size_t kLeastLabelWords = 4;
constexpr std::size_t kMostLabelWords = 25;

/// First byte of a name's text among the terms.
constexpr char kNameMark = '\x01';

/// The words behind the columns, as the terms spell them.
std::vector<ColumnWord> column_words(const Terms& terms) {
  std::vector<ColumnWord> words(terms.columns());
  for (std::uint32_t column = 0; column < words.size(); ++column) {
    std::string_view text = terms.texts[column];
    const bool name = text.starts_with(kNameMark);
    if (name) text.remove_prefix(1);
    words[column] = {column, name ? WordKind::name : WordKind::word};
    if (text.find_first_not_of("0123456789") == std::string_view::npos) words[column].kind = WordKind::number;
    if (text.size() <= 1) words[column].kind = WordKind::letter;
  }
  for (std::size_t word = 0; word < terms.of_word.size(); ++word) {
    if (terms.name_of[word] != kNoTerm) words[terms.name_of[word]].term = terms.of_word[word];
  }
  return words;
}

struct LabelCandidates {
  std::vector<std::string> texts;
  std::vector<std::span<const WordId>> words;

  void add(std::string text, std::span<const WordId> of_text) {
    if (of_text.size() < kLeastLabelWords || of_text.size() > kMostLabelWords) return;
    texts.push_back(std::move(text));
    words.push_back(of_text);
  }

  void add_article(const Article& article, const Document& document, const SiteName& site) {
    const std::span<const WordId> all(document.words);
    add(one_line(without_site(article.title, site)), title_without_site(document, site));
    const std::string_view text = article.text;
    const std::vector<ByteRange> sentences = sentences_of(text, kLabelSentences);
    if (sentences.empty()) return;
    const std::vector<WordSpan> spans = words_of(text.substr(0, sentences.back().end));
    for (const ByteRange& sentence : sentences) {
      const auto at = [&](std::size_t byte) {
        const auto found = std::ranges::lower_bound(spans, byte, {}, &WordSpan::begin);
        return std::min(document.title_words + static_cast<std::size_t>(found - spans.begin()), all.size());
      };
      const std::size_t begin = at(sentence.begin);
      add(one_line(text.substr(sentence.begin, sentence.end - sentence.begin)),
          all.subspan(begin, at(sentence.end) - begin));
    }
  }
};

class Records {
 public:
  Records(const EventState& state, const Settings& settings) : state_(state), settings_(settings) {
    for (const CopyGroup& group : state.groups) group_of_[group.kept] = &group;
  }

  std::vector<EventRecord> all() {
    std::vector<std::vector<std::uint32_t>> events = members_of(cut(state_.dendrogram, settings_.events.threshold));
    std::ranges::stable_sort(events, {}, [&](const auto& members) { return first_of(members); });
    const auto keywords = choose_keywords(state_.input(), state_.pairs, events, column_words(state_.terms),
                                          static_cast<std::size_t>(settings_.events.keywords));
    std::vector<std::vector<AlsoRecord>> also = find_also(state_, events, settings_.events.floor);
    std::vector<EventRecord> records(events.size());
    const auto count = static_cast<std::ptrdiff_t>(events.size());
#pragma omp parallel for schedule(dynamic, 16)
    for (std::ptrdiff_t e = 0; e < count; ++e) {
      records[e] = describe(events[e]);
      records[e].event = fmt::format("e{}", e + 1);
      records[e].keywords = spell(keywords[e], events[e]);
      records[e].also = std::move(also[e]);
    }
    return records;
  }

 private:
  [[nodiscard]] const Article& article(ArticleId id) const {
    return state_.corpus.collection.articles[index_of(id)];
  }

  /// The kept article and its copies, in keep order.
  [[nodiscard]] std::vector<ArticleId> reports_of(ArticleId kept) const {
    std::vector<ArticleId> reports = {kept};
    if (const auto group = group_of_.find(kept); group != group_of_.end()) {
      for (const Folded& copy : group->second->members) reports.push_back(copy.id);
    }
    return reports;
  }

  /// The members of the event and their copies.
  [[nodiscard]] std::vector<ArticleId> reports_of(std::span<const std::uint32_t> members) const {
    std::vector<ArticleId> reports;
    for (const std::uint32_t row : members) {
      const std::vector<ArticleId> of_row = reports_of(state_.kept[row]);
      reports.insert(reports.end(), of_row.begin(), of_row.end());
    }
    return reports;
  }

  /// The known source of a member or else of the first of its copies that has one: they are one text. In lower case, as
  /// spellings differ; empty where none is known.
  [[nodiscard]] std::string source_of(ArticleId kept) const {
    for (const ArticleId id : reports_of(kept)) {
      if (!article(id).source.empty()) return source_key(article(id).source);
    }
    return {};
  }

  [[nodiscard]] ArticleId first_of(std::span<const std::uint32_t> members) const {
    return std::ranges::min(reports_of(members), {}, [](ArticleId id) { return index_of(id); });
  }

  [[nodiscard]] EventRecord describe(std::span<const std::uint32_t> members) const {
    EventRecord record;
    record.label = label(members);
    set_times(record, reports_of(members));
    record.distinct = members.size();
    std::set<std::string> sources;
    const std::vector<double> scores = member_scores(state_.input(), members, settings_.events);
    for (std::size_t i = 0; i < members.size(); ++i) {
      const ArticleId id = state_.kept[members[i]];
      const Article& a = article(id);
      if (std::string source = source_of(id); !source.empty()) sources.insert(std::move(source));
      MemberRecord member{a.id, headline_of(a), a.time ? format_date(*a.time) : "", a.source, scores[i], {}};
      if (const auto group = group_of_.find(id); group != group_of_.end()) {
        member.copies = copy_records(*group->second, state_.corpus.collection.articles);
      }
      record.members.push_back(std::move(member));
    }
    record.sources = sources.size();
    return record;
  }

  void set_times(EventRecord& record, const std::vector<ArticleId>& reports) const {
    record.reports = reports.size();
    const Article* first = nullptr;
    const Article* last = nullptr;
    for (const ArticleId id : reports) {
      const Article& a = article(id);
      if (!a.time) continue;
      if (first == nullptr || comes_first(a, *first)) first = &a;
      if (last == nullptr || a.time->end > last->time->end ||
          (a.time->end == last->time->end && a.time->begin > last->time->begin)) {
        last = &a;
      }
    }
    if (first == nullptr) return;
    record.first = format_date(*first->time);
    record.last = format_date(*last->time);
    record.first_report = first->id;
  }

  /// What is shown for the article, without the name of its site.
  [[nodiscard]] std::string headline(std::uint32_t row) const {
    const Article& a = article(state_.kept[row]);
    const SiteName& site = state_.sites[row];
    return site.words() == 0 ? headline_of(a) : one_line(without_site(a.title, site));
  }

  [[nodiscard]] std::string label(std::span<const std::uint32_t> members) const {
    LabelCandidates candidates;
    if (members.size() > 1) {
      for (const std::uint32_t row : members) {
        candidates.add_article(article(state_.kept[row]), state_.documents[row], state_.sites[row]);
      }
    }
    if (candidates.texts.empty()) return headline(members.front());
    return candidates.texts[choose_label(state_.input(), members, sparse_rows(state_.terms, candidates.words))];
  }

  /// Columns to words: a column's most frequent word among the members (ties: the smaller id), as the first of them
  /// that has it spells it.
  [[nodiscard]] std::vector<std::string> spell(std::span<const std::uint32_t> columns,
                                               std::span<const std::uint32_t> members) const {
    std::map<std::uint32_t, std::map<WordId, std::size_t>> uses;
    for (const std::uint32_t column : columns) uses[column];
    for (const std::uint32_t row : members) {
      for (const WordId word : state_.documents[row].words) {
        for (const std::uint32_t column :
             {state_.terms.of_word[index_of(word)], state_.terms.name_of[index_of(word)]}) {
          if (const auto found = uses.find(column); found != uses.end()) ++found->second[word];
        }
      }
    }
    std::vector<std::string> keywords;
    for (const std::uint32_t column : columns) {
      const auto best = std::ranges::max_element(uses[column], {}, [](const auto& use) { return use.second; });
      const auto holder = std::ranges::find_if(
          members, [&](std::uint32_t row) { return std::ranges::count(state_.documents[row].words, best->first) > 0; });
      keywords.push_back(spelling_of(best->first, state_.corpus, state_.kept[*holder]));
    }
    return keywords;
  }

  const EventState& state_;
  const Settings& settings_;
  std::map<ArticleId, const CopyGroup*> group_of_;
};

}  // namespace

std::vector<EventRecord> event_records(const EventState& state, const Settings& settings) {
  return Records(state, settings).all();
}

}  // namespace bundel::pipeline_detail
