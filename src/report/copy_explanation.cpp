/// Why two articles are, or are not, copies, for a person to read.
///
///   copy: overlap 0.86 reaches the threshold 0.5
///
///   a  regio/0017   2023-02-14  171 words, 147 (85%) in b
///   b  dagblad/93   2023-02-15  158 words, 147 (93%) in a
///   2 shared runs, the longest of 109 words; 1 day apart
///
///   a  Brand in oude fabriek
///      ⟦De brandweer heeft dinsdag een grote brand geblust⟧ in …
#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <ostream>

#include "ground/number.h"
#include "report/cells.h"
#include "report/layout.h"
#include "report/tables.h"

namespace bundel {

namespace {

using namespace ground;
using namespace report_detail;

constexpr std::string_view kOpen = "⟦";
constexpr std::string_view kClose = "⟧";

/// Text with brackets around what is shared, line by line; a run that goes on over a line break is closed and opened.
class MarkedLines {
 public:
  MarkedLines(std::ostream& out, const MarkedText& text) : out_(out), text_(text) {}

  void write(std::string_view name) {
    const std::string_view all = text_.text;
    std::string_view margin = name;
    for (std::size_t begin = 0; begin <= all.size();) {
      const std::size_t end = std::min(all.find('\n', begin), all.size());
      const std::string line = printable(marked(begin, end));
      begin = end + 1;
      if (line.empty()) continue;
      out_ << fmt::format("{:<3}{}\n", margin, line);
      margin = "";
    }
  }

 private:
  std::string marked(std::size_t begin, std::size_t end) {
    std::string line;
    std::size_t at = begin;
    for (const auto& [from, to] : text_.shared) {
      const std::size_t open = std::max(from, begin);
      const std::size_t close = std::min(to, end);
      if (open >= close) continue;
      line.append(text_.text, at, open - at).append(kOpen).append(text_.text, open, close - open).append(kClose);
      at = close;
    }
    return line.append(text_.text, at, end - at);
  }

  std::ostream& out_;
  const MarkedText& text_;
};

std::string apart(const PairRecord& pair) {
  if (!pair.gap_days) return "";
  return *pair.gap_days == 0 ? "; same day"
                             : fmt::format("; {} apart", counted(static_cast<std::uint64_t>(*pair.gap_days), "day"));
}

void put_article(std::ostream& out, std::string_view name, std::string_view other, const MarkedText& text, double share,
                 const TableStyle& style) {
  std::string line = fmt::format("{}  {}  {}", name, printable(text.id), date_cell(text.date, style));
  if (!text.source.empty()) line += "  " + printable(text.source);
  line += "  " + counted(text.words, "word");
  if (text.set_aside > 0) line += fmt::format(" (without {} of boilerplate)", text.set_aside);
  out << fmt::format("{}, {} ({}) in {}\n", line, text.shared_words, percent_text(share), other);
}

}  // namespace

void report_detail::write_copy_explanation(std::ostream& out, const CopyExplanation& explanation,
                                           const TableStyle& style) {
  const PairRecord& pair = explanation.pair;
  Line(style)
      .put(fmt::format("{}: {}", explanation.match ? name_of(pair.kind) : "no match", printable(explanation.rule)),
           Paint::bold)
      .end(out);
  out << '\n';
  put_article(out, "a", "b", explanation.a, pair.a_in_b, style);
  put_article(out, "b", "a", explanation.b, pair.b_in_a, style);
  std::uint32_t longest = 0;
  for (const SharedRecord& shared : pair.shared) longest = std::max(longest, shared.at.a.size());
  if (pair.shared.empty()) {
    out << "no shared run" << apart(pair) << "\n\n";
  } else {
    out << fmt::format("{}, the longest of {}{}\n\n", counted(pair.shared.size(), "shared run"),
                       counted(longest, "word"), apart(pair));
  }
  MarkedLines(out, explanation.a).write("a");
  out << '\n';
  MarkedLines(out, explanation.b).write("b");
}

}  // namespace bundel
