/// What tables say about an article or a match, in the words of a person.
#pragma once

#include "bundel/records.h"
#include "bundel/style.h"
#include "report/layout.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bundel::report_detail {

/// "2023-02-14 09:31" of a time stamp, only its day on a narrow terminal; a day, month or year as it is; "undated"
/// where there is none.
std::string date_cell(const std::optional<TimeSpan>& date, const TableStyle& style);

/// "2022-12 – 2023-03", one of them where both are the same day, month or year, "undated" where there is none.
std::string span_cell(const std::optional<TimeSpan>& first, const std::optional<TimeSpan>& last);

/// Whole days from the end of the one date to the begin of the other, as gap_days counts them; 0 where they overlap,
/// where the other is not later or where one has no date.
std::int64_t days_between(const std::optional<TimeSpan>& first, const std::optional<TimeSpan>& other);

/// A title on one line; "untitled" where there is nothing to show.
std::string title_cell(std::string_view title);

/// On one line, cut to its column on a terminal.
std::string source_cell(std::string_view source, const TableStyle& style);

/// The share that speaks for a match: the overlap, but of an excerpt how much of the smaller one stands in the other,
/// since its overlap is low by nature. Empty for identical texts, whose kind says it all.
std::string match_cell(const CopyRecord& copy);

/// "copy 93%", "identical".
std::string match_words(const CopyRecord& copy);

/// Longest id before it is cut (terminal) or pushes its line to the right (pipe). The share of the terminal leaves more
/// than a third of 80 columns for the title.
std::size_t id_limit(const TableStyle& style);

/// On a narrow terminal sources and times of day would leave too little of the titles.
bool is_roomy(const TableStyle& style);

/// Limit of the columns of sources and of dates; longest date shown is a minute of a day.
constexpr std::size_t kSourceLimit = 20;
constexpr std::size_t kDateLimit = 16;

/// Columns of "100%".
constexpr std::size_t kPercentColumns = 4;

/// Before a folded article's id.
constexpr std::string_view kFoldedSign = "+ ";

}  // namespace bundel::report_detail
