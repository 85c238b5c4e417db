/// Names of months, weekdays and halves of the day in many languages, as ICU has them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bundel::read_detail {

/// The text with what means the same made the same: compatibility forms (full width) as plain ones, no accents, all
/// digits as 0 to 9, every space as one, every dash as '-',
/// quotes as "'", other punctuation beyond ASCII as a comma, no invisible characters. Case stays. ASCII comes back as
/// it is, but for its white space.
std::string plain_letters(std::string_view text);

/// What a word may mean in a date; all of it at once ("mar" is a month here and a Tuesday there).
struct DateName {
  int month = 0;              ///< 1 to 12; 0: none
  std::uint8_t weekdays = 0;  ///< bit d for day d, Sunday being 0; languages may differ
  int half = 0;               ///< 1 before noon, 2 after; 0: none
};

/// A word without its dot, of plain letters, in any case. Full names, abbreviations and forms of inflection; of the
/// larger languages also other abbreviations of three letters or more (Sept, Tues, févr). A name that is another month
/// in another language is none.
/// Cost: a look-up; the first call builds the table, in some 10 ms. Threads may call it at once.
DateName date_name(std::string_view word);

}  // namespace bundel::read_detail
