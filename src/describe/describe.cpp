/// A dendrogram cut into events, each with what is said of it.
#include "bundel/describe.h"
#include "bundel/run.h"
#include "describe/label.h"
#include "ground/parallel.h"

#include <algorithm>
#include <map>

namespace bundel {
namespace {

/// The words behind the columns.
std::vector<ColumnWord> column_words(const Terms& terms) {
  std::vector<ColumnWord> words;
  words.reserve(terms.size());
  for (std::size_t column = 0; column < terms.size(); ++column) {
    const Term& term = terms.columns[column];
    WordKind kind = term.name ? WordKind::name : WordKind::word;
    if (term.text.find_first_not_of("0123456789") == std::string::npos) kind = WordKind::number;
    if (term.text.size() <= 1) kind = WordKind::letter;
    words.push_back({static_cast<Column>(column), kind});
  }
  for (std::size_t word = 0; word < terms.of_word.size(); ++word) {
    const Column name = terms.name_of[word];
    if (name != kNoColumn) words[index_of(name)].term = terms.of_word[word];
  }
  return words;
}

/// Of each article that other articles fold under, the group.
std::map<ArticleId, const CopyGroup*> groups_by_kept(const Reports& reports) {
  std::map<ArticleId, const CopyGroup*> groups;
  for (const CopyGroup& group : reports.groups) groups[group.kept] = &group;
  return groups;
}

/// The first of the members and their copies.
ArticleId first_report(const Reports& reports, const std::map<ArticleId, const CopyGroup*>& groups,
                       std::span<const Row> members) {
  ArticleId first = reports.id(members.front());
  for (const Row row : members) {
    first = std::min(first, reports.id(row));
    if (const auto group = groups.find(reports.id(row)); group != groups.end())
      for (const Folded& copy : group->second->members) first = std::min(first, copy.id);
  }
  return first;
}

/// For each column the word that stands for it most often among the members (ties: the first by its letters), and the
/// first of them that has it.
std::vector<Keyword> words_of_columns(const EventStages& stages, std::span<const Column> columns,
                                      std::span<const Row> members) {
  const Terms& terms = stages.space.terms;
  const Vocabulary& vocabulary = stages.corpus.vocabulary;
  std::map<Column, std::map<WordId, std::size_t>> uses;
  for (const Column column : columns) uses[column];
  for (const Row row : members) {
    for (const WordId word : stages.reports.document(row).words) {
      for (const Column column : {terms.of_word[index_of(word)], terms.name_of[index_of(word)]}) {
        if (const auto found = uses.find(column); found != uses.end()) ++found->second[word];
      }
    }
  }
  std::vector<Keyword> keywords;
  for (const Column column : columns) {
    const auto less = [&](const auto& x, const auto& y) {
      return x.second != y.second ? x.second < y.second : vocabulary[x.first] > vocabulary[y.first];
    };
    const WordId word = std::ranges::max_element(uses[column], less)->first;
    const auto holder = std::ranges::find_if(
        members, [&](Row row) { return std::ranges::count(stages.reports.document(row).words, word) > 0; });
    keywords.push_back({column, word, *holder});
  }
  return keywords;
}

}  // namespace

std::vector<Event> describe(const EventStages& stages, const EventSettings& settings) {
  const auto groups = groups_by_kept(stages.reports);
  std::vector<std::vector<Row>> members = members_of(cut(stages.dendrogram, settings.threshold));
  std::ranges::stable_sort(members, {}, [&](const auto& rows) {
    check_stop();
    return first_report(stages.reports, groups, rows);
  });
  const auto keywords = choose_keywords(stages.input(), stages.pairs, members, column_words(stages.space.terms),
                                        static_cast<std::size_t>(settings.keywords));
  std::vector<std::vector<CrossReference>> also = find_cross_references(stages, members, settings);
  std::vector<Event> events(members.size());
  const auto describe_event = [&](std::size_t e) {
    events[e].label = describe_detail::choose_label_of(stages, members[e]);
    events[e].keywords = words_of_columns(stages, keywords[e], members[e]);
    events[e].also = std::move(also[e]);
    events[e].members = std::move(members[e]);
  };
  ground::parallel_for(events.size(), describe_event, {16});
  return events;
}

}  // namespace bundel
