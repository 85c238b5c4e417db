/// Pairs put before a person on a terminal, one by one, and the answers kept in a file.
#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bundel/labels.h"
#include "bundel/records.h"
#include "bundel/style.h"
#include "cli/answer_file.h"

namespace bundel::cli {

/// The next pair given all answers so far (skipped pairs have no `same`); none where all are judged.
using NextPair = std::function<std::optional<PairToJudge>(std::span<const JudgedPair>)>;

struct LabelSession {
  std::istream& in;
  std::ostream& out;                  ///< the terminal
  TableStyle style;                   ///< columns 0: 80
  std::string question;               ///< "Are these copies?"
  const AnswerFile& file;             ///< where the answers go
  std::vector<JudgedPair> earlier;    ///< the answers that the file holds already
  std::optional<std::size_t> enough;  ///< ends after so many yes or no of this session; skips do not count
};

enum class LabelEnd { quit, done, enough };

struct LabelResult {
  std::vector<JudgedPair> answers;  ///< earlier ones first
  LabelEnd end = LabelEnd::quit;    ///< the end of `in` is quit
};

/// Asks until the person quits, no pair is left or enough is answered. After every answer, skip and step back the file
/// is replaced as a whole (see AnswerFile), so that an interruption at any time loses nothing that was
/// answered. A step back takes the last answer of this session away and asks that pair again, as often as there are.
/// Errors: Error where the file cannot be written, before the first question if that can be known.
LabelResult label_pairs(const LabelSession& session, const NextPair& next);

}  // namespace bundel::cli
