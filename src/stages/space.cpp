/// Reports to rows, a channel after the other.
#include "bundel/stages.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace bundel {
namespace {

/// Of each report what `words_of` says.
template <typename WordsOf>
std::vector<std::span<const WordId>> sequences(const Reports& reports, const WordsOf& words_of) {
  std::vector<std::span<const WordId>> all;
  all.reserve(reports.size());
  for (const ReportWords& words : reports.words) all.push_back(words_of(words));
  return all;
}

SparseRows whole_reports(const ChannelSource& source) {
  return sparse_rows(source.terms, sequences(source.reports, [](const ReportWords& words) { return words.all(); }));
}

SparseRows titles_and_leads(const ChannelSource& source) {
  return sparse_rows(source.terms, sequences(source.reports, [](const ReportWords& words) { return words.lead(); }));
}

SparseRows headline_ngrams(const ChannelSource& source) {
  return ngram_rows(source.terms, source.reports.corpus->vocabulary.words,
                    sequences(source.reports, [](const ReportWords& words) { return words.headline(); }),
                    source.settings.ngram_letters);
}

// The body says who and where, the lead what happened; n-grams of the headline join what inflection and related
// languages write differently. EventSettings says how the weights were found.
constexpr std::array<ChannelKind, 3> kChannels = {
    {{"body", "body-weight", "Weight of the cosine of whole articles", 18.0, true, whole_reports},
     {"lead", "lead-weight", "Weight of the cosine of titles and leads", 12.0, true, titles_and_leads},
     {"pieces", "piece-weight", "Weight of the cosine of the headlines' pieces", 8.0, false, headline_ngrams}}};

/// Passages of one report that are compared.
constexpr std::size_t kMostPassages = 100;

}  // namespace

std::span<const ChannelKind> channel_kinds() {
  return kChannels;
}

std::vector<double> default_channel_weights() {
  std::vector<double> weights;
  for (const ChannelKind& kind : kChannels) weights.push_back(kind.weight);
  return weights;
}

Channel vector_channel(const Reports& reports, const Vectors& vectors, double weight, std::size_t& with) {
  DenseRows rows = DenseRows::Zero(static_cast<Eigen::Index>(reports.size()), vectors.rows.cols());
  with = 0;
  for (std::size_t r = 0; r < reports.size(); ++r) {
    const auto found = vectors.row_of.find(reports.article(static_cast<Row>(r)).id);
    if (found == vectors.row_of.end()) continue;
    ++with;
    const auto given = vectors.rows.row(found->second).cast<double>();
    const double length = given.norm();
    if (length > 0) rows.row(static_cast<Eigen::Index>(r)) = (given / length).cast<float>();
  }
  return {"vectors", weight, false, std::move(rows)};
}

PassageTable::PassageTable(const Reports& reports) {
  for (std::size_t r = 0; r < reports.size(); ++r) {
    const auto row = static_cast<Row>(r);
    const Document& document = reports.document(row);
    for (std::uint32_t i = 0; i < std::min(kMostPassages, document.passages.size()); ++i) {
      const WordRange& range = document.passages[i];
      words.push_back(std::span(document.words).subspan(range.begin, range.size()));
      owner.push_back(row);
      place.push_back(i);
    }
  }
}

const SparseRows& Space::whole() const {
  return std::get<SparseRows>(std::ranges::find(channels, true, &Channel::of_terms)->rows);
}

Space vectorise(const Reports& reports, const Model& model, const Frequencies& here, std::span<const double> weights,
                std::vector<Channel> others) {
  assert(weights.size() == kChannels.size());
  Space space{weigh(model, reports.corpus->vocabulary.words, here), {}, PassageTable(reports)};
  const ChannelSource source{reports, space.terms, model.settings};
  for (std::size_t i = 0; i < kChannels.size(); ++i) {
    const ChannelKind& kind = kChannels[i];
    space.channels.push_back({std::string(kind.name), weights[i], kind.of_terms, kind.rows(source)});
  }
  std::ranges::move(others, std::back_inserter(space.channels));
  return space;
}

}  // namespace bundel
