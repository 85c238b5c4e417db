#include "duplicates/template_rule.h"

#include "duplicates/runs.h"

#include <algorithm>
#include <cstddef>

namespace bundel::duplicates_detail {
namespace {

/// What is filled in between two runs of a form is short.
constexpr std::size_t kMostInGap = 64;
/// Where more of the words are capitalised, capitals are the grammar's (German) or a list's, and say nothing.
constexpr double kMostNames = 0.25;
/// A text of fewer words may have more names by chance, unless the collection is of such a grammar.
constexpr std::size_t kFewWords = 100;

std::size_t count_different(std::vector<WordId>& words) {
  std::ranges::sort(words);
  words.erase(std::ranges::unique(words).begin(), words.end());
  return words.size();
}

}  // namespace

bool TemplateRule::could_be(Words a, std::uint32_t shared_of_a, Words b, std::uint32_t shared_of_b) {
  const std::size_t unshared = std::min(a.size() - shared_of_a, b.size() - shared_of_b);
  if (unshared < 2) return false;
  const bool names = names_tell(a) && names_tell(b);
  same_.clear();
  for (const WordId word : a) {
    if (kinds_[word] == WordKind::number || (names && kinds_[word] == WordKind::name)) same_.push_back(word);
  }
  // Those that are not shared are at most as many as the words that are not; F + 2 N is at most twice as many.
  return count_different(same_) <= (a.size() - shared_of_a) + 2 * unshared;
}

std::optional<Fillings> TemplateRule::compare(Words a, Words b, std::span<const SharedRun> runs) {
  chain(runs);
  a_ = a;
  b_ = b;
  for (auto* list : {&same_, &other_numbers_a_, &other_numbers_b_, &other_names_a_, &other_names_b_}) list->clear();
  std::uint32_t end_a = 0;
  std::uint32_t end_b = 0;
  for (const SharedRun& run : runs) note_same(a.subspan(run.a.begin, run.a.size()));
  for (const SharedRun& run : chain_) {
    fill_gap(a.subspan(end_a, run.a.begin - end_a), b.subspan(end_b, run.b.begin - end_b));
    end_a = run.a.end;
    end_b = run.b.end;
  }
  fill_gap(a.subspan(end_a), b.subspan(end_b));
  const bool names = names_tell(a) && names_tell(b);
  if (!names) std::erase_if(same_, [&](WordId word) { return kinds_[word] == WordKind::name; });
  const auto same = static_cast<std::uint32_t>(count_different(same_));
  const auto different = [&](std::vector<WordId>& words) { return static_cast<std::uint32_t>(count_different(words)); };
  const Fillings of_a{different(other_numbers_a_), names ? different(other_names_a_) : 0, same};
  const Fillings of_b{different(other_numbers_b_), names ? different(other_names_b_) : 0, same};
  const auto filled = [](const Fillings& of) {
    return of.numbers + of.names >= 2 && of.numbers + 2 * of.names >= of.same;
  };
  if (!filled(of_a) || !filled(of_b)) return std::nullopt;
  return Fillings{std::min(of_a.numbers, of_b.numbers), std::min(of_a.names, of_b.names), same};
}

std::optional<Fillings> TemplateRule::compare(Words there, Words here, const SharedWordCounter& counter,
                                              SharedWords shared) {
  if (!could_be(here, shared.here, there, shared.there)) return std::nullopt;
  return compare(there, here, shared_runs(there, counter.table()));
}

/// Longest first, those that cross no other, in the order of both texts.
void TemplateRule::chain(std::span<const SharedRun> runs) {
  chain_.clear();
  std::vector<SharedRun> by_length(runs.begin(), runs.end());
  std::ranges::stable_sort(by_length, std::greater{}, [](const SharedRun& run) { return run.a.size(); });
  for (const SharedRun& run : by_length) {
    const auto next = std::ranges::lower_bound(chain_, run.a.begin, {}, [](const SharedRun& r) { return r.a.begin; });
    if (next != chain_.end() && (next->a.begin < run.a.end || next->b.begin < run.b.end)) continue;
    if (next != chain_.begin() && (std::prev(next)->a.end > run.a.begin || std::prev(next)->b.end > run.b.begin))
      continue;
    chain_.insert(next, run);
  }
}

/// A gap counts where little but names and numbers differs in it: what is written anew has other words all through.
void TemplateRule::fill_gap(Words a, Words b) {
  if (a.empty() || b.empty() || a.size() > kMostInGap || b.size() > kMostInGap) return;
  const std::size_t columns = b.size() + 1;
  lengths_.assign((a.size() + 1) * columns, 0);
  const auto length = [&](std::size_t i, std::size_t j) -> std::uint8_t& { return lengths_[i * columns + j]; };
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      length(i, j) = a[i] == b[j] ? static_cast<std::uint8_t>(length(i + 1, j + 1) + 1)
                                  : std::max(length(i + 1, j), length(i, j + 1));
    }
  }
  const auto visit = [&](const auto& aligned, const auto& slot) {
    std::size_t i = 0;
    std::size_t j = 0;
    std::size_t from_a = 0;
    std::size_t from_b = 0;
    while (i < a.size() && j < b.size()) {
      if (a[i] == b[j]) {
        slot(a.subspan(from_a, i - from_a), b.subspan(from_b, j - from_b));
        aligned(a[i]);
        from_a = ++i;
        from_b = ++j;
      } else {
        ++(length(i + 1, j) >= length(i, j + 1) ? i : j);
      }
    }
    slot(a.subspan(from_a), b.subspan(from_b));
  };
  std::size_t plain = 0;
  std::size_t all = 0;
  const auto count = [&](Words words) {
    for (const WordId word : words) plain += kinds_[word] == WordKind::plain;
    all += words.size();
  };
  visit([&](WordId) { all += 2; },
        [&](Words of_a, Words of_b) {
          if (!of_a.empty() && !of_b.empty()) count(of_a), count(of_b);
        });
  if (3 * plain > all) return;
  visit([&](WordId word) { note_same({&word, 1}); }, [&](Words of_a, Words of_b) { close_slot(of_a, of_b); });
}

void TemplateRule::close_slot(Words a, Words b) {
  if (a.empty() || b.empty()) return;
  const auto note = [&](Words here, Words there, Words all_there, std::vector<WordId>& numbers,
                        std::vector<WordId>& names) {
    for (const WordId word : here) {
      if (kinds_[word] == WordKind::number && std::ranges::find(there, word) == there.end()) numbers.push_back(word);
      const bool other = kinds_[word] == WordKind::name && std::ranges::find(all_there, word) == all_there.end() &&
                         std::ranges::none_of(there, [&](WordId of_there) { return kinds_.near(word, of_there); });
      if (other) names.push_back(word);
    }
  };
  note(a, b, b_, other_numbers_a_, other_names_a_);
  note(b, a, a_, other_numbers_b_, other_names_b_);
}

void TemplateRule::note_same(Words words) {
  for (const WordId word : words) {
    if (kinds_[word] != WordKind::plain) same_.push_back(word);
  }
}

bool TemplateRule::names_tell(Words words) const {
  if (words.size() < kFewWords && !kinds_.capitals_are_grammar()) return true;
  const auto names = std::ranges::count_if(words, [&](WordId word) { return kinds_[word] == WordKind::name; });
  return static_cast<double>(names) <= kMostNames * static_cast<double>(words.size());
}

}  // namespace bundel::duplicates_detail
