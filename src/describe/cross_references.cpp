/// Reports of one event that carry passages about another.
#include "bundel/describe.h"
#include "bundel/run.h"
#include "ground/parallel.h"

#include <algorithm>
#include <map>

namespace bundel {
namespace {

/// Passages less alike share little but common words.
constexpr double kLeastCosine = 0.1;
/// Passages whose reports without them are made into rows at a time, for the sake of memory.
constexpr std::size_t kBlock = 4096;

using Candidate = CrossReferenceCandidate;

Eigen::Index row_of(PassageId passage) {
  return static_cast<Eigen::Index>(index_of(passage));
}

bool by_passage_and_event(const Candidate& a, const Candidate& b) {
  return std::pair(a.passage, a.event) < std::pair(b.passage, b.event);
}

/// Compares passages with those of other events, cheapest first, as few of them as are still in question.
class CrossReferenceSearch {
 public:
  CrossReferenceSearch(const EventStages& stages, std::span<const std::vector<Row>> events, double floor)
      : stages_(stages),
        events_(events),
        floor_(floor),
        rows_(sparse_rows(stages.space.terms, stages.space.passages.words)),
        event_of_(stages.reports.size()),
        first_(stages.reports.size() + 1) {
    for (std::size_t e = 0; e < events.size(); ++e) {
      for (const Row row : events[e]) event_of_[index_of(row)] = static_cast<EventId>(e);
    }
    for (const Row owner : passages().owner) ++first_[index_of(owner) + 1];
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  }

  std::vector<std::vector<CrossReference>> run() const {
    std::vector<Candidate> candidates =
        nearest_only(stages_.candidates.indexed_passages > 0 ? of_nominated_passages() : of_likely_pairs());
    compare_at_home(candidates);
    // The rest of the report can only speak against a passage, and costs a row: so it comes last.
    const std::vector<double> scores = score(candidates);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (scores[i] >= 0) candidates[kept++] = candidates[i];
    }
    candidates.resize(kept);
    compare_with_rests(candidates);
    return listed(candidates, score(candidates));
  }

 private:
  [[nodiscard]] const PassageTable& passages() const { return stages_.space.passages; }
  [[nodiscard]] EventId event_of(Row row) const { return event_of_[index_of(row)]; }
  [[nodiscard]] double cosine(PassageId one, PassageId other) const {
    return rows_.row(row_of(one)).dot(rows_.row(row_of(other)));
  }
  [[nodiscard]] std::vector<double> score(std::span<const Candidate> candidates) const {
    return score_cross_references(stages_.space.whole(), rows_, events_, candidates);
  }

  [[nodiscard]] std::vector<Candidate> of_nominated_passages() const {
    std::vector<Candidate> found;
    for (const auto& [passage, other] : stages_.candidates.passages) {
      check_stop();
      const Row row = passages().owner[index_of(passage)];
      const EventId event = event_of(passages().owner[index_of(other)]);
      if (event == event_of(row)) continue;
      const double nearness = cosine(passage, other);
      if (nearness >= kLeastCosine) found.push_back({passage, row, event, nearness, 0, 0});
    }
    return found;
  }

  [[nodiscard]] std::vector<Candidate> of_likely_pairs() const {
    ground::PerThread<std::vector<Candidate>> found;
    const auto compare_pair = [&](std::size_t i, std::vector<Candidate>& of_thread) {
      const ScoredPair& pair = stages_.pairs[i];
      if (event_of(pair.a) == event_of(pair.b) || link_probability(pair.log_odds) < floor_) return;
      compare_reports(pair.a, pair.b, of_thread);
    };
    ground::parallel_for(stages_.pairs.size(), found, compare_pair, {256});
    std::vector<Candidate> all;
    found.for_each([&](const auto& of_thread) { all.insert(all.end(), of_thread.begin(), of_thread.end()); });
    return all;
  }

  /// Each passage of either with the nearest one of the other.
  void compare_reports(Row one, Row other, std::vector<Candidate>& found) const {
    const std::uint32_t first_of_other = first_[index_of(other)];
    std::vector<double> of_other(first_[index_of(other) + 1] - first_of_other);
    for (std::uint32_t a = first_[index_of(one)]; a < first_[index_of(one) + 1]; ++a) {
      double nearest = 0;
      for (std::uint32_t b = 0; b < of_other.size(); ++b) {
        const double nearness = cosine(PassageId{a}, PassageId{first_of_other + b});
        nearest = std::max(nearest, nearness);
        of_other[b] = std::max(of_other[b], nearness);
      }
      if (nearest >= kLeastCosine) found.push_back({PassageId{a}, one, event_of(other), nearest, 0, 0});
    }
    for (std::uint32_t b = 0; b < of_other.size(); ++b) {
      if (of_other[b] >= kLeastCosine)
        found.push_back({PassageId{first_of_other + b}, other, event_of(one), of_other[b], 0, 0});
    }
  }

  /// Of each passage and event the nearest of the event's passages; by passage, then event.
  static std::vector<Candidate> nearest_only(std::vector<Candidate> candidates) {
    std::ranges::sort(candidates, [](const Candidate& a, const Candidate& b) {
      if (by_passage_and_event(a, b) || by_passage_and_event(b, a)) return by_passage_and_event(a, b);
      return a.nearest > b.nearest;
    });
    const auto same = [](const Candidate& a, const Candidate& b) {
      return a.passage == b.passage && a.event == b.event;
    };
    const auto rest = std::ranges::unique(candidates, same);
    candidates.erase(rest.begin(), rest.end());
    return candidates;
  }

  /// Cosines of the candidates' passages with the other passages of their reports.
  void compare_at_home(std::vector<Candidate>& candidates) const {
    const auto compare = [&](std::size_t i) {
      Candidate& candidate = candidates[i];
      for (std::uint32_t p = first_[index_of(candidate.row)]; p < first_[index_of(candidate.row) + 1]; ++p) {
        if (PassageId{p} == candidate.passage) continue;
        candidate.own_nearest = std::max(candidate.own_nearest, cosine(candidate.passage, PassageId{p}));
      }
    };
    ground::parallel_for(candidates.size(), compare, {256});
  }

  /// And with all their words but those of the passage.
  void compare_with_rests(std::vector<Candidate>& candidates) const {
    for (std::size_t begin = 0; begin < candidates.size(); begin += kBlock) {
      const std::span<Candidate> block =
          std::span(candidates).subspan(begin, std::min(kBlock, candidates.size() - begin));
      std::vector<std::vector<WordId>> rests;
      check_stop();
      for (const Candidate& candidate : block) rests.push_back(rest_of(candidate));
      const std::vector<std::span<const WordId>> spans(rests.begin(), rests.end());
      const SparseRows rest = sparse_rows(stages_.space.terms, spans);
      const auto compare = [&](std::size_t i) {
        block[i].own_rest = rows_.row(row_of(block[i].passage)).dot(rest.row(static_cast<Eigen::Index>(i)));
      };
      ground::parallel_for(block.size(), compare, {256});
    }
  }

  [[nodiscard]] std::vector<WordId> rest_of(const Candidate& candidate) const {
    const std::vector<WordId>& all = stages_.reports.document(candidate.row).words;
    const WordRange range = passages().range(stages_.reports, candidate.passage);
    std::vector<WordId> words(all.begin(), all.begin() + range.begin);
    words.insert(words.end(), all.begin() + range.end, all.end());
    return words;
  }

  /// By event and report: those passages that reach 0 there and nowhere more.
  [[nodiscard]] std::vector<std::vector<CrossReference>> listed(std::span<const Candidate> candidates,
                                                                std::span<const double> scores) const {
    std::map<std::pair<EventId, Row>, CrossReference> references;
    for (std::size_t begin = 0; begin < candidates.size();) {
      check_stop();
      std::size_t best = begin;
      std::size_t end = begin;
      for (; end < candidates.size() && candidates[end].passage == candidates[begin].passage; ++end) {
        if (scores[end] > scores[best]) best = end;
      }
      begin = end;
      if (scores[best] < 0) continue;
      const Candidate& candidate = candidates[best];
      CrossReference& reference = references[{candidate.event, candidate.row}];
      reference.row = candidate.row;
      reference.score = std::max(reference.score, link_probability(scores[best]));
      reference.passages.push_back(candidate.passage);
    }
    std::vector<std::vector<CrossReference>> of_events(events_.size());
    for (auto& [place, reference] : references) of_events[index_of(place.first)].push_back(std::move(reference));
    return of_events;
  }

  const EventStages& stages_;
  std::span<const std::vector<Row>> events_;
  double floor_;
  SparseRows rows_;                   ///< by PassageId
  std::vector<EventId> event_of_;     ///< by Row
  std::vector<std::uint32_t> first_;  ///< by Row: its first passage; one more at the end
};

}  // namespace

std::vector<std::vector<CrossReference>> find_cross_references(const EventStages& stages,
                                                               std::span<const std::vector<Row>> events,
                                                               const EventSettings& settings) {
  // Where each report is one passage there is nothing that one of another event could carry besides.
  if (stages.space.passages.size() <= stages.reports.size())
    return std::vector<std::vector<CrossReference>>(events.size());
  return CrossReferenceSearch(stages, events, settings.floor).run();
}

}  // namespace bundel
