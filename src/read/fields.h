/// Which fields of a record hold which part of an article.
///
/// The presets of several exports are merged into one list a part, tried in order; the first field that is there and
/// not null wins. {"text": null, "maintext": "..."} has its text in `maintext`. A name with dots is first looked up
/// as it is, then as a path into nested objects.
#pragma once

#include "bundel/read.h"
#include "read/record.h"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bundel::read_detail {

class FieldPlan {
 public:
  explicit FieldPlan(const FieldNames& given);

  [[nodiscard]] std::span<const std::string> names(Part part) const { return names_[static_cast<std::size_t>(part)]; }
  /// The user named this part's field; it is then the only one.
  [[nodiscard]] bool given(Part part) const { return given_[static_cast<std::size_t>(part)]; }
  [[nodiscard]] std::bitset<kParts> all_given() const { return given_; }

 private:
  std::array<std::vector<std::string>, kParts> names_;
  std::bitset<kParts> given_;
};

/// "id", "title", ...: the part as options spell it.
std::string_view part_name(Part part);

/// "en-US" and "EN" to "en"; three letters stay. What is no code ("English") is taken as unknown: empty.
std::string language_code(std::string_view given);

}  // namespace bundel::read_detail
