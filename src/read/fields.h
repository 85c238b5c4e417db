/// Which fields of a record hold which part of an article.
///
/// The presets of many exports are merged into one list a part, tried in order: {"text": null, "maintext": "..."} has
/// its text in `maintext`. A name with dots is a key as it stands or a path into nested objects. Names are compared
/// without case, spaces, `_` and `-`: `publishedAt`, `published_at` and ` Published At ` are one.
#pragma once

#include "bundel/read.h"
#include "read/record.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace bundel::read_detail {

/// A field's name as names are compared. "Date-Published" is "datepublished"; dots stay, and so does what stands in
/// front: a database's "_source" is no "source".
std::string folded_name(std::string_view name);

class FieldPlan {
 public:
  /// A part that a field holds, and the place of its name in that part's list.
  struct Use {
    Part part;
    std::uint16_t rank;
  };

  explicit FieldPlan(const FieldNames& given);

  /// The plan with one more name for the text, behind all others.
  [[nodiscard]] FieldPlan with_text(const std::string& name) const;

  [[nodiscard]] std::span<const std::string> names(Part part) const { return names_[static_cast<std::size_t>(part)]; }
  /// The user named this part's field; it is then the only one.
  [[nodiscard]] bool given(Part part) const { return given_[static_cast<std::size_t>(part)]; }
  [[nodiscard]] std::bitset<kParts> all_given() const { return given_; }

  /// Whether the text's name of this rank is one for summaries, leads and teasers.
  [[nodiscard]] bool is_summary(std::uint16_t rank) const { return rank >= first_summary_ && rank < presets_end_; }

  /// What a field of this path ("source.name") may hold; usually nothing.
  [[nodiscard]] std::span<const Use> uses(std::string_view path) const;
  /// Whether the object at this path has fields that matter.
  [[nodiscard]] bool leads_on(std::string_view path) const;

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  void add(Part part, const std::string& name);

  std::array<std::vector<std::string>, kParts> names_;
  std::bitset<kParts> given_;
  std::size_t first_summary_ = 0;  // places in the names of the text; equal where the user gave the name
  std::size_t presets_end_ = 0;
  std::unordered_map<std::string, std::vector<Use>, Hash, std::equal_to<>> uses_;  // by folded name
  std::unordered_set<std::string, Hash, std::equal_to<>> prefixes_;                // folded, of names with dots
};

/// "id", "title", ...: the part as options spell it.
std::string_view part_name(Part part);

/// "en-US" and "EN" to "en"; three letters stay. What is no code ("English") is taken as unknown: empty.
std::string language_code(std::string_view given);

/// Whether a title or text says that there is none: a missing value as tables write it (NaN, null, N/A), or a few words
/// in square brackets ("[Removed]").
bool is_placeholder(std::string_view value);

/// A source that is a url counts by its host; any other is as given, without white space at its ends.
std::string source_name(std::string_view given);

/// Field names for a message of one line: a wrong file may have thousands, and anything in them.
std::string shown_names(std::span<const std::string> names);

}  // namespace bundel::read_detail
