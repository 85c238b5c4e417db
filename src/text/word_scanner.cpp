#include "text/word_scanner.h"

#include "bundel/error.h"
#include "text/breaker.h"

#include <unicode/bytestream.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace bundel::text_detail {
namespace {

/// Lower case of ASCII letters and digits; 0 for all other bytes.
constexpr std::array<char, 256> kAsciiWord = [] {
  std::array<char, 256> table{};
  for (char c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) {
    table[static_cast<std::size_t>(c)] = c;
    table[static_cast<std::size_t>(c - 'a' + 'A')] = c;
  }
  return table;
}();

/// No writing stacks so many marks; ICU sorts them in quadratic time (20 s for 100,000), so that more are normalised in
/// parts.
constexpr std::size_t kMostSegmentBytes = 1024;

constexpr bool is_ascii(char byte) {
  return static_cast<unsigned char>(byte) < 0x80;
}
constexpr char ascii_word(char byte) {
  return kAsciiWord[static_cast<unsigned char>(byte)];
}

}  // namespace

void WordScanner::scan(std::string_view text, Cyrillic cyrillic) {
  text_ = text;
  table_ = &code_points(cyrillic);
  words_.clear();
  respelt_.clear();
  origins_.clear();
  used_ = run_begin_ = 0;
  run_has_han_ = run_has_kana_ = run_is_respelt_ = inside_dictionary_run_ = false;
  if (letters_.size() < text.size()) letters_.resize(text.size());
  scan_stretch(0, text.size());
  text_ = {};
}

/// Scans [at, end) as a unit that combines with nothing around it.
void WordScanner::scan_stretch(std::size_t at, const std::size_t end) {
  while (at < end) {
    if (!is_ascii(text_[at])) {
      at = scan_other(at, end);
    } else if (ascii_word(text_[at]) != 0) {
      at = scan_ascii_letters(at, end);
    } else if (at + 1 < end && !is_ascii(text_[at + 1]) && !starts_segment(at + 1)) {
      at = scan_segment(at, end);
    } else {
      finish_run();
      ++at;
    }
  }
  finish_run();
}

std::size_t WordScanner::scan_ascii_letters(const std::size_t begin, const std::size_t end) {
  char* const out = letters_.data() + used_;
  const char* const in = text_.data();  // a copy: writes of char could change the member, as far as a compiler knows
  std::size_t at = begin;
  for (char letter = 0; at < end && (letter = ascii_word(in[at])) != 0; ++at) out[at - begin] = letter;

  const bool combines = at < end && !is_ascii(text_[at]) && !starts_segment(at);
  if (combines) --at;  // the last letter belongs to the segment that follows
  const std::size_t length = at - begin;
  const bool whole_word = used_ == run_begin_ && (at == end || is_ascii(text_[at])) && !combines;
  if (whole_word) {
    used_ += length;
    run_begin_ = used_;
    words_.push_back({used_, begin, at});
  } else if (length > 0) {
    append({out, length}, {0, begin, at, true});
  }
  return combines ? scan_segment(at, end) : at;
}

std::size_t WordScanner::scan_other(const std::size_t begin, const std::size_t end) {
  std::size_t at = begin;
  const UChar32 code = next_code_point(text_, at);
  if (code < 0) {
    finish_run();
    return at;
  }
  const CodePoint& entry = (*table_)[code];
  if (entry.dictionary_run && !inside_dictionary_run_) return scan_dictionary_run(begin, end);
  if (entry.mixed || (at < end && !is_ascii(text_[at]) && !starts_segment(at))) return scan_segment(begin, end);
  if (entry.word) {
    append_mapped(entry, {0, begin, at, entry.length == at - begin});
  } else {
    finish_run();
  }
  return at;
}

/// Normalises the segment that begins at `begin` and gives its end.
std::size_t WordScanner::scan_segment(const std::size_t begin, const std::size_t end) {
  std::size_t at = begin;
  next_code_point(text_, at);
  while (at < end && at - begin < kMostSegmentBytes && !is_ascii(text_[at]) && !starts_segment(at)) {
    next_code_point(text_, at);
  }

  normalised_.clear();
  icu::StringByteSink<std::string> sink(&normalised_);
  UErrorCode status = U_ZERO_ERROR;
  const icu::StringPiece segment(text_.data() + begin, static_cast<std::int32_t>(at - begin));
  table_->normalizer().normalizeUTF8(0, segment, sink, nullptr, status);
  if (U_FAILURE(status)) throw Error(ErrorKind::resources, "cannot normalise text", u_errorName(status));

  const std::string_view result = normalised_;
  for (std::size_t i = 0; i < result.size();) {
    const CodePoint& entry = (*table_)[next_code_point(result, i)];
    if (entry.word) {
      append_mapped(entry, {0, begin, at, false});
    } else if (entry.mixed) {  // normalised already, so it folds to nothing
      run_is_respelt_ = true;
    } else {
      finish_run();
    }
  }
  return at;
}

/// Cuts a run of Thai, Lao, Khmer or Myanmar as it is written, and scans each piece by itself.
std::size_t WordScanner::scan_dictionary_run(const std::size_t begin, const std::size_t end) {
  finish_run();
  std::size_t run_end = begin;
  for (std::size_t at = begin; at < end; run_end = at) {
    const UChar32 code = next_code_point(text_, at);
    if (code < 0 || !(*table_)[code].continues_run) break;
  }
  std::vector<std::size_t> ends;
  word_breaker().cut(text_.substr(begin, run_end - begin), ends);
  inside_dictionary_run_ = true;
  std::size_t from = begin;
  for (const std::size_t piece_end : ends) {
    scan_stretch(from, begin + piece_end);
    from = begin + piece_end;
  }
  inside_dictionary_run_ = false;
  return run_end;
}

/// Whether the code point at `at` never combines with what stands before it.
bool WordScanner::starts_segment(std::size_t at) {
  const UChar32 code = next_code_point(text_, at);
  if (code < 0) return true;
  const CodePoint& entry = (*table_)[code];
  return entry.starts_segment || (entry.dictionary_run && !inside_dictionary_run_);
}

void WordScanner::append_mapped(const CodePoint& entry, Origin from) {
  run_has_han_ |= entry.han_or_kana;
  run_has_kana_ |= entry.kana;
  run_is_respelt_ |= entry.respelt;
  append(entry.text(), from);
}

void WordScanner::append(std::string_view letters, Origin from) {
  const std::size_t room = used_ + letters.size() + (text_.size() - from.end);
  if (letters.data() != letters_.data() + used_) {
    if (letters_.size() < room) letters_.resize(std::max(room, letters_.size() * 2));
    std::memcpy(letters_.data() + used_, letters.data(), letters.size());
  }
  from.letters = used_;
  used_ += letters.size();
  if (!origins_.empty()) {
    Origin& last = origins_.back();
    const bool goes_on = last.byte_for_byte && from.byte_for_byte && last.end == from.begin;
    const bool same_segment = last.begin == from.begin && last.end == from.end;
    if (goes_on || same_segment) {
      last.end = from.end;
      return;
    }
  }
  origins_.push_back(from);
}

void WordScanner::end_run() {
  if (run_has_han_) {
    end_run_of_han();
  } else {
    push_word({used_, origins_.front().begin, origins_.back().end});
  }
  origins_.clear();
  run_begin_ = used_;
  run_has_han_ = run_has_kana_ = false;
}

void WordScanner::push_word(const ScannedWord& word) {
  if (run_is_respelt_) respelt_.push_back(words_.size());
  words_.push_back(word);
}

/// Chinese signs of the run as mainland China writes them, each in the bytes of the other.
void WordScanner::simplify_run() {
  Simplifier& simplified = simplifier();
  const std::string_view letters(letters_.data(), used_);
  for (std::size_t at = run_begin_; at < used_;) {
    std::size_t place = at;
    const UChar32 sign = next_code_point(letters, at);
    if (const UChar32 other = simplified[sign]; other != sign) {
      auto* const bytes = reinterpret_cast<std::uint8_t*>(letters_.data());
      U8_APPEND_UNSAFE(bytes, place, other);
      run_is_respelt_ = true;
    }
  }
}

void WordScanner::end_run_of_han() {
  if (!run_has_kana_) simplify_run();
  word_breaker().cut({letters_.data() + run_begin_, used_ - run_begin_}, pieces_);
  if (run_has_kana_) simplify_run();
  std::size_t origin = 0;
  const auto move_to = [&](std::size_t letter) {
    while (origin + 1 < origins_.size() && origins_[origin + 1].letters <= letter) ++origin;
    return origins_[origin];
  };
  std::size_t begin = run_begin_;
  for (const std::size_t piece : pieces_) {
    const std::size_t end = run_begin_ + piece;
    const Origin first = move_to(begin);
    const Origin last = move_to(end - 1);
    push_word({end, first.byte_for_byte ? first.begin + (begin - first.letters) : first.begin,
               last.byte_for_byte ? last.begin + (end - last.letters) : last.end});
    begin = end;
  }
}

}  // namespace bundel::text_detail
