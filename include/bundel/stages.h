/// From articles to one dendrogram: what each step hands to the next, whole and unchanged once it is made.
///
///   Segments -> Corpus -> Reports -> Model -> Space -> Candidates -> ScoredPairs -> Dendrogram
///
/// A stage views those before it, so that they must live as long: EventStages holds them all.
#pragma once

#include "bundel/boilerplate.h"
#include "bundel/duplicates.h"
#include "bundel/events.h"
#include "bundel/neighbours.h"
#include "bundel/read.h"
#include "bundel/text.h"
#include "bundel/types.h"
#include "bundel/vectorise.h"
#include "bundel/vectors.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bundel {

/// What one part of a collection gives, whatever stands in the others: its articles as a reader sees them, and their
/// words by ids of its own.
struct Segment {
  std::vector<Article> articles;
  Vocabulary vocabulary;
  std::vector<Document> documents;  ///< by place in `articles`
  std::size_t marked_up = 0;        ///< articles that were HTML or XML

  /// Counts of all its documents; those of segments add up to those of their corpus.
  [[nodiscard]] Frequencies frequencies(int term_letters) const;
};

/// Cuts some articles. Cost, errors and threads: those of make_visible and analyse.
Segment cut_segment(std::vector<Article> articles, const TextSettings& settings);

/// Read and cut articles, the ground of every command.
struct Corpus {
  Collection collection;
  Vocabulary vocabulary;
  std::vector<Document> documents;              ///< by ArticleId
  std::size_t marked_up = 0;                    ///< articles that were HTML or XML
  std::optional<Boilerplate> boilerplate = {};  ///< what was set aside; none where nobody looked yet

  [[nodiscard]] const Article& article(ArticleId id) const { return collection.articles[index_of(id)]; }
  [[nodiscard]] const Document& document(ArticleId id) const { return documents[index_of(id)]; }
  [[nodiscard]] CopyInput copy_input() const {
    return {collection.articles, documents, vocabulary.words, vocabulary.hashes, vocabulary.uses};
  }
  /// A word as the article, which has it, spells it where it stands first, in lower case. Cost: nothing where the
  /// collection spells the word in one way, else a cutting of the article's text.
  [[nodiscard]] std::string spelling(WordId word, ArticleId id) const;
};

/// Segments as one corpus: articles in canonical order, whichever segment they come from; behind them those of the
/// `references`, in their canonical order. No answer depends on how the articles were parted into segments. `read`:
/// what was read beside the articles, which are in the segments. Cost: linear in the words, and the sorting of the
/// articles; one segment alone is moved.
Corpus merge(Collection read, std::vector<Segment> segments, std::vector<Segment> references = {});

/// The corpus without what boilerplate.h calls boilerplate: documents keep the words of their own, in order, as if the
/// rest had never stood between them; a lead keeps its number of words as far as there are so many. Document::set_aside
/// says what is missing. Cost: that of find_boilerplate. What was looked at already is returned as it is.
Corpus set_boilerplate_aside(Corpus corpus, const BoilerplateSettings& settings);

/// The name of a site at the ends of a title, separators included, which is no part of the report.
struct SiteName {
  struct Part {
    std::uint32_t words = 0;
    std::size_t bytes = 0;
  };
  Part head;
  Part tail;

  [[nodiscard]] std::uint32_t words() const noexcept { return head.words + tail.words; }
  [[nodiscard]] std::string_view cut_from(std::string_view title) const {
    return title.substr(head.bytes, title.size() - head.bytes - tail.bytes);
  }
};

/// The words of a report without the name of its site.
class ReportWords {
 public:
  /// Views the document.
  ReportWords(const Document& document, const SiteName& site);

  [[nodiscard]] std::span<const WordId> all() const {
    return shortened_.empty() ? std::span<const WordId>(document_->words) : std::span<const WordId>(shortened_);
  }
  [[nodiscard]] std::span<const WordId> title() const { return all().first(title_words_); }
  /// Title and lead.
  [[nodiscard]] std::span<const WordId> lead() const { return all().first(lead_words_); }
  /// The title; where it has fewer words than a headline, the text's next ones too.
  [[nodiscard]] std::span<const WordId> headline() const;

 private:
  const Document* document_;
  std::vector<WordId> shortened_;  ///< empty where the title names no site
  std::uint32_t title_words_;
  std::uint32_t lead_words_;
};

/// The kept articles, by Row: what is clustered. All other articles are copies of one of them.
struct Reports {
  const Corpus* corpus = nullptr;
  std::vector<CopyGroup> groups;
  std::vector<ArticleId> kept;  ///< ascending
  std::vector<SiteName> sites;
  std::vector<ReportWords> words;
  std::vector<std::optional<TimeSpan>> times;
  std::vector<ReportTraits> traits;

  [[nodiscard]] std::size_t size() const noexcept { return kept.size(); }
  [[nodiscard]] ArticleId id(Row row) const { return kept[index_of(row)]; }
  [[nodiscard]] const Article& article(Row row) const { return corpus->article(id(row)); }
  [[nodiscard]] const Document& document(Row row) const { return corpus->document(id(row)); }
  /// All of them.
  [[nodiscard]] std::vector<const Document*> documents() const;
  /// The article itself, or the one that it folds under.
  [[nodiscard]] ArticleId kept_of(ArticleId id) const;
  [[nodiscard]] Row row_of(ArticleId id) const;  ///< of what kept_of says
};

/// Folds copies, and cuts the names of sites off the titles of what is kept: what stands, in the same words, behind the
/// last " - ", " – ", " — ", " | " or " :: " (or before the first) of at least three titles and half of the titles of a
/// source. Of reports without a source: of at least five and one in a hundred of the titles that have such a separator,
/// where it is shorter than the rest. No title loses all its words.
Reports fold_copies(const Corpus& corpus, const CopySettings& settings);

/// What a channel may be made of.
struct ChannelSource {
  const Reports& reports;
  const Terms& terms;
  const VectoriseSettings& settings;
};

/// A channel of the score that every run has: the one place that knows its name, weight and rows.
struct ChannelKind {
  std::string_view name;
  std::string_view setting;  ///< that holds its weight
  std::string_view meaning;
  double weight = 0;      ///< the setting's default
  bool of_terms = false;  ///< see Channel
  SparseRows (*rows)(const ChannelSource& source);
};
std::span<const ChannelKind> channel_kinds();

/// Weights of the channels, by their place in channel_kinds.
std::vector<double> default_channel_weights();

/// Centres of the lists that rows are parted into where not all are compared, by what the rows are of: "reports",
/// "passages", or the name of a dense channel.
using Centres = std::map<std::string, DenseRows, std::less<>>;

/// What decides which reports are compared and how, frozen: whatever the articles, pairs of reports are nominated and
/// scored alike with one model. store.h writes and reads it.
struct Model {
  VectoriseSettings settings;
  std::vector<double> channel_weights = default_channel_weights();  ///< by channel_kinds
  Frequencies frequencies;                                          ///< of the reports it was made from
  Centres centres;
};

/// The passages of all reports, report after report, by PassageId. Of one report the first hundred: eight thousand
/// words, ten times a long one. A book among the articles would make the cost of comparing them grow with the square of
/// its length; its whole row is compared all the same.
struct PassageTable {
  std::vector<std::span<const WordId>> words;
  std::vector<Row> owner;
  std::vector<std::uint32_t> place;  ///< in Document::passages of its report

  PassageTable() = default;
  explicit PassageTable(const Reports& reports);

  [[nodiscard]] std::size_t size() const noexcept { return owner.size(); }
  [[nodiscard]] WordRange range(const Reports& reports, PassageId passage) const {
    return reports.document(owner[index_of(passage)]).passages[place[index_of(passage)]];
  }
};

/// The channel "vectors" of vectors that a user brought: those of the kept articles' ids, scaled to length 1. A report
/// without one is like no other. `with`: how many have one.
Channel vector_channel(const Reports& reports, const Vectors& vectors, double weight, std::size_t& with);

/// Reports as vectors.
struct Space {
  Terms terms;
  std::vector<Channel> channels;  ///< those of channel_kinds, then others
  PassageTable passages;

  /// Rows of the first channel of terms: whole reports.
  [[nodiscard]] const SparseRows& whole() const;
};

/// Makes the rows. `words`: of the corpus; `here`: what its reports count, which may be the model's own counts;
/// `others`: channels made elsewhere, by Row.
Space vectorise(const Reports& reports, const Model& model, const WordOrder& words, const Frequencies& here,
                std::vector<Channel> others = {});

struct CandidateSettings {
  NeighbourSettings neighbours;              ///< of whole reports
  int passage_neighbours = 16;               ///< nearest passages of a passage that nominate their reports
  std::size_t passage_index_rows = 100'000;  ///< beyond so many passages only whole reports nominate (200 MB of rows)
};

/// Pairs worth a closer look.
struct Candidates {
  std::vector<RowPair> reports;                           ///< a < b, ascending, each once
  std::vector<std::pair<PassageId, PassageId>> passages;  ///< passage, one of its nearest in other reports
  std::size_t indexed_passages = 0;                       ///< 0: passages were not compared
  Centres centres;                                        ///< that rows were parted by: the model's, or new ones
};

/// Pairs of reports near as wholes, in a dense channel, or holding passages that are near.
Candidates nominate(const Space& space, const Model& model, const CandidateSettings& settings);

/// All stages of one run.
struct EventStages {
  Corpus corpus;
  Reports reports;
  Model model;
  Space space;
  Candidates candidates;
  std::vector<ScoredPair> pairs;
  Dendrogram dendrogram;

  EventStages() = default;
  EventStages(const EventStages&) = delete;  // they view one another
  EventStages& operator=(const EventStages&) = delete;

  [[nodiscard]] EventInput input() const { return {space.channels, reports.times, reports.traits}; }
};

}  // namespace bundel
