/// Reports to rows, a channel after the other.
#include "bundel/run.h"
#include "bundel/stages.h"

#include <algorithm>
#include <cassert>

namespace bundel {
namespace {

/// Passages of one report that are compared.
constexpr std::size_t kMostPassages = 100;

}  // namespace

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
    check_stop();
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

Space vectorise(const Reports& reports, const Model& model, const WordOrder& words, const Frequencies& here,
                std::vector<Channel> others) {
  const std::span<const ChannelKind> kinds = channel_kinds();
  assert(model.channel_weights.size() == kinds.size());
  Space space{weigh(words, model.frequencies, here, model.settings), {}, PassageTable(reports)};
  space.channels.reserve(kinds.size() + others.size());  // Eigen's sparse rows are copied where a vector grows
  const ChannelSource source{reports, space.terms, model.settings};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const ChannelKind& kind = kinds[i];
    space.channels.push_back({std::string(kind.name), model.channel_weights[i], kind.of_terms, kind.rows(source)});
  }
  std::ranges::move(others, std::back_inserter(space.channels));
  return space;
}

}  // namespace bundel
