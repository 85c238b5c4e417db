/// The template rule of duplicates.h word for word, without a thought for time.
#pragma once

#include "bundel/duplicates.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace bundel::test {

class NaiveTemplate {
 public:
  explicit NaiveTemplate(const CopyInput& input) : input_(input) {}

  /// As Match::fillings of two texts whose shared runs are these.
  [[nodiscard]] std::optional<Fillings> of(const std::vector<WordId>& a, const std::vector<WordId>& b,
                                           std::vector<SharedRun> runs) const {
    const bool names = names_count(a) && names_count(b);
    std::set<WordId> same;
    Side of_a;
    Side of_b;
    // The alignment as a word of b for each word of a; a run at a time, then the gaps.
    std::vector<int> partner(a.size(), -1);
    std::ranges::stable_sort(runs, [](const SharedRun& x, const SharedRun& y) { return x.a.size() > y.a.size(); });
    std::vector<SharedRun> chosen;
    for (const SharedRun& run : runs) {
      const bool fits = std::ranges::all_of(chosen, [&](const SharedRun& other) {
        return (run.a.end <= other.a.begin && run.b.end <= other.b.begin) ||
               (run.a.begin >= other.a.end && run.b.begin >= other.b.end);
      });
      if (fits) chosen.push_back(run);
    }
    std::ranges::sort(chosen, {}, [](const SharedRun& run) { return run.a.begin; });
    chosen.push_back({{static_cast<std::uint32_t>(a.size()), static_cast<std::uint32_t>(a.size())},
                      {static_cast<std::uint32_t>(b.size()), static_cast<std::uint32_t>(b.size())}});
    std::uint32_t at_a = 0;
    std::uint32_t at_b = 0;
    for (const SharedRun& run : runs) {
      for (std::uint32_t i = run.a.begin; i < run.a.end; ++i) see_same(a[i], names, same);
    }
    for (const SharedRun& run : chosen) {
      fill(a, b, {at_a, run.a.begin}, {at_b, run.b.begin}, names, same, of_a, of_b);
      at_a = run.a.end;
      at_b = run.b.end;
    }
    const auto count = [](const std::set<WordId>& words) { return static_cast<std::uint32_t>(words.size()); };
    for (const Side* side : {&of_a, &of_b}) {
      const std::uint32_t f = count(side->numbers);
      const std::uint32_t n = count(side->names);
      if (f + n < 2 || f + 2 * n < count(same)) return std::nullopt;
    }
    return Fillings{std::min(count(of_a.numbers), count(of_b.numbers)), std::min(count(of_a.names), count(of_b.names)),
                    count(same)};
  }

 private:
  struct Side {
    std::set<WordId> numbers;
    std::set<WordId> names;
  };

  [[nodiscard]] bool is_number(WordId word) const {
    const std::string& letters = input_.words[index_of(word)];
    return !letters.empty() && letters[0] >= '0' && letters[0] <= '9';
  }
  [[nodiscard]] bool is_name(WordId word) const {
    if (is_number(word) || input_.uses.empty()) return false;
    const WordUse& use = input_.uses[index_of(word)];
    return use.capitalised > use.inside - use.capitalised;
  }
  /// Whether so many edits make one of the other, by trying all of them from the ends.
  static bool within(std::string_view a, std::string_view b, std::size_t edits) {
    if (a.empty() || b.empty()) return a.size() + b.size() <= edits;
    const std::string_view shorter_a = a.substr(0, a.size() - 1);
    const std::string_view shorter_b = b.substr(0, b.size() - 1);
    if (a.back() == b.back()) return within(shorter_a, shorter_b, edits);
    if (edits == 0) return false;
    return within(shorter_a, b, edits - 1) || within(a, shorter_b, edits - 1) ||
           within(shorter_a, shorter_b, edits - 1);
  }
  [[nodiscard]] bool near(WordId one, WordId other) const {
    const std::string& a = input_.words[index_of(one)];
    const std::string& b = input_.words[index_of(other)];
    return within(a, b, std::max(a.size(), b.size()) / 3);
  }
  [[nodiscard]] bool names_count(const std::vector<WordId>& text) const {
    double inside = 0;
    double capitalised = 0;
    for (const WordUse& use : input_.uses) inside += use.inside, capitalised += use.capitalised;
    if (text.size() < 100 && capitalised <= 0.25 * inside) return true;
    const auto names = std::ranges::count_if(text, [&](WordId word) { return is_name(word); });
    return static_cast<double>(names) <= 0.25 * static_cast<double>(text.size());
  }
  void see_same(WordId word, bool names, std::set<WordId>& same) const {
    if (is_number(word) || (names && is_name(word))) same.insert(word);
  }

  /// Length of the longest common subsequence of the rests.
  static std::vector<std::vector<int>> lengths(const std::vector<WordId>& a, const std::vector<WordId>& b,
                                               WordRange in_a, WordRange in_b) {
    std::vector<std::vector<int>> table(in_a.size() + 1, std::vector<int>(in_b.size() + 1, 0));
    for (int i = static_cast<int>(in_a.size()) - 1; i >= 0; --i) {
      for (int j = static_cast<int>(in_b.size()) - 1; j >= 0; --j) {
        table[i][j] = a[in_a.begin + i] == b[in_b.begin + j] ? 1 + table[i + 1][j + 1]
                                                             : std::max(table[i + 1][j], table[i][j + 1]);
      }
    }
    return table;
  }

  void fill(const std::vector<WordId>& a, const std::vector<WordId>& b, WordRange in_a, WordRange in_b, bool names,
            std::set<WordId>& same, Side& of_a, Side& of_b) const {
    if (in_a.size() == 0 || in_b.size() == 0 || in_a.size() > 64 || in_b.size() > 64) return;
    const auto table = lengths(a, b, in_a, in_b);
    struct Slot {
      std::vector<WordId> a, b;
    };
    std::vector<Slot> slots(1);
    std::vector<WordId> aligned;
    std::uint32_t i = 0;
    std::uint32_t j = 0;
    while (i < in_a.size() || j < in_b.size()) {
      const bool both = i < in_a.size() && j < in_b.size();
      if (both && a[in_a.begin + i] == b[in_b.begin + j]) {
        aligned.push_back(a[in_a.begin + i]);
        slots.emplace_back();
        ++i, ++j;
      } else if (i < in_a.size() && (j == in_b.size() || table[i + 1][j] >= table[i][j + 1])) {
        slots.back().a.push_back(a[in_a.begin + i++]);
      } else {
        slots.back().b.push_back(b[in_b.begin + j++]);
      }
    }
    std::erase_if(slots, [](const Slot& slot) { return slot.a.empty() || slot.b.empty(); });
    std::size_t all = 2 * aligned.size();
    std::size_t plain = 0;
    for (const Slot& slot : slots) {
      for (const auto* side : {&slot.a, &slot.b}) {
        all += side->size();
        plain += std::ranges::count_if(*side, [&](WordId word) { return !is_number(word) && !is_name(word); });
      }
    }
    if (3 * plain > all) return;
    for (const WordId word : aligned) see_same(word, names, same);
    const auto note = [&](const std::vector<WordId>& here, const std::vector<WordId>& there,
                          const std::vector<WordId>& whole, Side& side) {
      for (const WordId word : here) {
        if (is_number(word) && std::ranges::count(there, word) == 0) side.numbers.insert(word);
        const bool misspelt = std::ranges::any_of(there, [&](WordId other) { return near(word, other); });
        if (names && is_name(word) && std::ranges::count(whole, word) == 0 && !misspelt) side.names.insert(word);
      }
    };
    for (const Slot& slot : slots) {
      note(slot.a, slot.b, b, of_a);
      note(slot.b, slot.a, a, of_b);
    }
  }

  const CopyInput& input_;
};

}  // namespace bundel::test
