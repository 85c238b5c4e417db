/// What one record of an input became, before it is known whether its id is new.
#pragma once

#include "bundel/types.h"

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace bundel::read_detail {

/// The parts of an article that a field can hold.
enum class Part : std::uint8_t { id, title, text, date, source, url, language };
constexpr std::size_t kParts = 7;

struct Record {
  Article article;                   ///< its id is empty where the record has none
  std::string reason;                ///< why it is no article; empty where it is one
  std::bitset<kParts> named_fields;  ///< parts whose field, as named by the user, stands in this record
  bool has_fields = false;           ///< a well-formed JSON object
  bool bad_date = false;             ///< it has a date, but none that can be read
};

inline Record rejected(std::string reason) {
  Record record;
  record.reason = std::move(reason);
  return record;
}

}  // namespace bundel::read_detail
