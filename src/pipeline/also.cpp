/// Articles of one event that carry passages about another.
#include <algorithm>
#include <map>

#include "pipeline/event_state.h"
#include "pipeline/records.h"

namespace bundel::pipeline_detail {
namespace {

/// Passages less alike share little but common words.
constexpr double kLeastCosine = 0.1;
/// Passages whose articles without them are made into rows at a time, for the sake of memory.
constexpr std::size_t kBlock = 4096;

bool by_passage_and_event(const AlsoCandidate& a, const AlsoCandidate& b) {
  return std::pair(a.passage, a.event) < std::pair(b.passage, b.event);
}

class Search {
 public:
  Search(const EventState& state, std::span<const std::vector<std::uint32_t>> events, double floor)
      : state_(state),
        events_(events),
        floor_(floor),
        passages_(passages_of(state.documents)),
        rows_(sparse_rows(state.terms, passages_.words)),
        event_of_(state.documents.size()),
        first_(state.documents.size() + 1) {
    for (std::uint32_t e = 0; e < events.size(); ++e) {
      for (const std::uint32_t row : events[e]) event_of_[row] = e;
    }
    for (const std::uint32_t owner : passages_.owner) ++first_[owner + 1];
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  }

  std::vector<std::vector<AlsoRecord>> run() {
    std::vector<std::vector<AlsoRecord>> also(events_.size());
    if (passages_.owner.size() <= state_.documents.size()) return also;  // each article is one passage
    if (state_.hits.indexed > 0) {
      compare(state_.hits.pairs);
    } else {
      compare_candidate_pairs();
    }
    keep_nearest();
    compare_at_home();
    // The rest of the article can only speak against a passage, and costs a row: so it comes last.
    std::vector<double> z = score_also(state_.body, rows_, events_, candidates_);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (z[i] >= 0) candidates_[kept++] = candidates_[i];
    }
    candidates_.resize(kept);
    compare_with_rests();
    z = score_also(state_.body, rows_, events_, candidates_);
    for (const auto& [place, passages] : listed(z)) also[place.first].push_back(describe(place.second, passages, z));
    return also;
  }

 private:
  void consider(std::uint32_t passage, std::uint32_t other, std::vector<AlsoCandidate>& found) const {
    const std::uint32_t row = passages_.owner[passage];
    const std::uint32_t event = event_of_[passages_.owner[other]];
    if (event == event_of_[row]) return;
    const double cosine = rows_.row(passage).dot(rows_.row(other));
    if (cosine >= kLeastCosine) found.push_back({passage, row, event, cosine, 0, 0});
  }

  void compare(std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs) {
    for (const auto& [passage, other] : pairs) consider(passage, other, candidates_);
  }

  /// Each passage of either with the nearest one of the other.
  void compare_articles(std::uint32_t one, std::uint32_t other, std::vector<AlsoCandidate>& found) const {
    std::vector<double> of_other(first_[other + 1] - first_[other]);
    for (std::uint32_t a = first_[one]; a < first_[one + 1]; ++a) {
      double nearest = 0;
      for (std::uint32_t b = 0; b < of_other.size(); ++b) {
        const double cosine = rows_.row(a).dot(rows_.row(first_[other] + b));
        nearest = std::max(nearest, cosine);
        of_other[b] = std::max(of_other[b], cosine);
      }
      if (nearest >= kLeastCosine) found.push_back({a, one, event_of_[other], nearest, 0, 0});
    }
    for (std::uint32_t b = 0; b < of_other.size(); ++b) {
      if (of_other[b] >= kLeastCosine) found.push_back({first_[other] + b, other, event_of_[one], of_other[b], 0, 0});
    }
  }

  void compare_candidate_pairs() {
    const auto count = static_cast<std::ptrdiff_t>(state_.pairs.size());
#pragma omp parallel
    {
      std::vector<AlsoCandidate> found;
#pragma omp for schedule(dynamic, 256)
      for (std::ptrdiff_t i = 0; i < count; ++i) {
        const ScoredPair& pair = state_.pairs[i];
        if (event_of_[pair.a] == event_of_[pair.b] || link_probability(pair.z) < floor_) continue;
        compare_articles(pair.a, pair.b, found);
      }
#pragma omp critical
      candidates_.insert(candidates_.end(), found.begin(), found.end());
    }
  }

  /// Of each passage and event the nearest of the event's passages.
  void keep_nearest() {
    std::ranges::sort(candidates_, [](const AlsoCandidate& a, const AlsoCandidate& b) {
      if (by_passage_and_event(a, b) || by_passage_and_event(b, a)) return by_passage_and_event(a, b);
      return a.nearest > b.nearest;
    });
    const auto same = [](const AlsoCandidate& a, const AlsoCandidate& b) {
      return a.passage == b.passage && a.event == b.event;
    };
    const auto rest = std::ranges::unique(candidates_, same);
    candidates_.erase(rest.begin(), rest.end());
  }

  /// Cosines of the candidates' passages with the other passages of their articles.
  void compare_at_home() {
    const auto count = static_cast<std::ptrdiff_t>(candidates_.size());
#pragma omp parallel for schedule(dynamic, 256)
    for (std::ptrdiff_t i = 0; i < count; ++i) {
      candidates_[i].own_nearest = own_nearest(candidates_[i].passage, candidates_[i].row);
    }
  }

  /// And with all their words but those of the passage.
  void compare_with_rests() {
    for (std::size_t begin = 0; begin < candidates_.size(); begin += kBlock) {
      const std::span<AlsoCandidate> block =
          std::span(candidates_).subspan(begin, std::min(kBlock, candidates_.size() - begin));
      std::vector<std::vector<WordId>> rests;
      for (const AlsoCandidate& candidate : block) rests.push_back(rest_of(candidate.passage));
      const std::vector<std::span<const WordId>> spans(rests.begin(), rests.end());
      const SparseRows rest = sparse_rows(state_.terms, spans);
      const auto count = static_cast<std::ptrdiff_t>(block.size());
#pragma omp parallel for
      for (std::ptrdiff_t i = 0; i < count; ++i) block[i].own_rest = rows_.row(block[i].passage).dot(rest.row(i));
    }
  }

  [[nodiscard]] std::vector<WordId> rest_of(std::uint32_t passage) const {
    const Document& document = state_.documents[passages_.owner[passage]];
    const WordRange range = document.passages[passages_.place[passage]];
    std::vector<WordId> words(document.words.begin(), document.words.begin() + range.begin);
    words.insert(words.end(), document.words.begin() + range.end, document.words.end());
    return words;
  }

  [[nodiscard]] double own_nearest(std::uint32_t passage, std::uint32_t row) const {
    double nearest = 0;
    for (std::uint32_t other = first_[row]; other < first_[row + 1]; ++other) {
      if (other != passage) nearest = std::max(nearest, static_cast<double>(rows_.row(passage).dot(rows_.row(other))));
    }
    return nearest;
  }

  /// By event and article: the candidates of those passages that reach 0 there and nowhere more.
  [[nodiscard]] std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::size_t>> listed(
      std::span<const double> z) const {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::size_t>> by_place;
    for (std::size_t begin = 0; begin < candidates_.size();) {
      std::size_t best = begin;
      std::size_t end = begin;
      for (; end < candidates_.size() && candidates_[end].passage == candidates_[begin].passage; ++end) {
        if (z[end] > z[best]) best = end;
      }
      if (z[best] >= 0) by_place[{candidates_[best].event, candidates_[best].row}].push_back(best);
      begin = end;
    }
    return by_place;
  }

  [[nodiscard]] AlsoRecord describe(std::uint32_t row, std::span<const std::size_t> candidates,
                                    std::span<const double> z) const {
    const Article& article = state_.corpus.collection.articles[index_of(state_.kept[row])];
    AlsoRecord record{article.id, 0, {}};
    for (const std::size_t i : candidates) {
      record.score = std::max(record.score, link_probability(z[i]));
      const std::uint32_t place = passages_.place[candidates_[i].passage];
      record.passages.push_back(words_as_written(article, state_.documents[row].passages[place]));
    }
    return record;
  }

  const EventState& state_;
  std::span<const std::vector<std::uint32_t>> events_;
  double floor_ = 0;
  Passages passages_;
  SparseRows rows_;
  std::vector<std::uint32_t> event_of_;  ///< by row
  std::vector<std::uint32_t> first_;     ///< by row: its first passage; one more at the end
  std::vector<AlsoCandidate> candidates_;
};

}  // namespace

std::vector<std::vector<AlsoRecord>> find_also(const EventState& state,
                                               std::span<const std::vector<std::uint32_t>> events, double floor) {
  return Search(state, events, floor).run();
}

}  // namespace bundel::pipeline_detail
