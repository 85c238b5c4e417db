/// The fields of one object that the plan knows.
#pragma once

#include "read/fields.h"

#include <simdjson.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace bundel::read_detail {

/// A field that may hold a part of the article.
struct Candidate {
  Part part;
  std::uint16_t rank;
  simdjson::dom::element value;
  std::string_view outermost;  ///< the name of the object's own member that holds it
};

/// The fields of one object that the plan knows, best first.
class Candidates {
 public:
  Candidates(simdjson::dom::object fields, const FieldPlan& plan) : plan_(plan) { visit(fields, "", {}); }

  /// Adds those of an object further out, behind all of the same part that are here.
  void add_outer(const Candidates& outer) {
    all_.insert(all_.end(), outer.all_.begin(), outer.all_.end());
    std::ranges::stable_sort(all_, {}, &Candidate::part);
  }

  [[nodiscard]] std::span<const Candidate> of(Part part) const {
    return {std::ranges::lower_bound(all_, part, {}, &Candidate::part),
            std::ranges::upper_bound(all_, part, {}, &Candidate::part)};
  }
  /// Whether there is a text that is no summary.
  [[nodiscard]] bool has_main_text() const {
    return std::ranges::any_of(of(Part::text),
                               [&](const Candidate& c) { return !c.value.is_null() && !plan_.is_summary(c.rank); });
  }
  /// Whether some field for the part is there and not null.
  [[nodiscard]] bool has(Part part) const {
    return std::ranges::any_of(of(part), [](const Candidate& c) { return !c.value.is_null(); });
  }
  /// Parts that are there.
  [[nodiscard]] std::size_t parts() const {
    std::size_t count = 0;
    for (std::size_t part = 0; part < kParts; ++part) count += has(Part{static_cast<std::uint8_t>(part)}) ? 1 : 0;
    return count;
  }
  [[nodiscard]] bool has_title_and_text() const { return has(Part::title) && has(Part::text); }

 private:
  void visit(simdjson::dom::object fields, const std::string& prefix, std::string_view outermost) {
    for (const auto& [key, value] : fields) {
      const std::string path = prefix + folded_name(key);
      const std::string_view outer = prefix.empty() ? key : outermost;
      for (const FieldPlan::Use& use : plan_.uses(path)) add({use.part, use.rank, value, outer});
      if (value.type() == simdjson::dom::element_type::OBJECT && plan_.leads_on(path))
        visit(value.get_object().value(), path + ".", outer);
    }
  }

  void add(const Candidate& candidate) {
    const auto place = [](const Candidate& c) { return std::tuple(c.part, c.rank); };
    all_.insert(std::ranges::upper_bound(all_, place(candidate), {}, place), candidate);
  }

  const FieldPlan& plan_;
  std::vector<Candidate> all_;  // by part, then rank
};

}  // namespace bundel::read_detail
