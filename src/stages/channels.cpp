/// The channels that every run has, and how their rows are made.
#include "bundel/stages.h"

#include <array>

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

}  // namespace

std::span<const ChannelKind> channel_kinds() {
  return kChannels;
}

std::vector<double> default_channel_weights() {
  std::vector<double> weights;
  for (const ChannelKind& kind : kChannels) weights.push_back(kind.weight);
  return weights;
}

}  // namespace bundel
