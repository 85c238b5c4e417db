/// What each step took in and gave out, as a line for a person.
#include "pipeline/say.h"

#include "ground/lines.h"
#include "ground/utf8.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <ranges>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace bundel::pipeline_detail {
namespace {

using ground::count_of;

/// " (2 .pdf, 1 hidden)"
std::string say_kinds(const std::map<std::string, std::uint64_t>& kinds) {
  std::vector<std::string> said;
  for (const auto& [kind, count] : kinds) said.push_back(fmt::format("{} {}", count, kind));
  return fmt::format(" ({})", fmt::join(said, ", "));
}

/// "; fields title=headline text=body|content", in the order of FieldNames.
std::string say_fields(std::span<const FieldUse> fields) {
  std::string said = fields.empty() ? "" : "; fields";
  std::string_view part;
  for (const FieldUse& use : fields) {
    said += use.part == part ? fmt::format("|{}", use.field) : fmt::format(" {}={}", use.part, use.field);
    part = use.part;
  }
  return said;
}

/// An id as an example shows it: urls and the like may be long.
std::string shown(const std::string& id) {
  constexpr std::size_t kBytes = 80;
  std::size_t end = std::min(id.size(), kBytes);
  while (end < id.size() && end > 0 && !ground::begins_code_point(id[end])) --end;
  return end < id.size() ? id.substr(0, end) + "…" : id;
}

/// What became of ids that could not stay as they were.
std::string say_ids(const Collection& collection) {
  std::string said;
  if (const IdChange& c = collection.clashing_ids; c.count > 0) {
    said += fmt::format("; {} in several files became file:id ({} and {})", count_of(c.count, "id", "ids"),
                        shown(c.first), shown(c.second));
  }
  if (const IdChange& c = collection.repeated_ids; c.count > 0) {
    said += fmt::format("; {} with an id already read became file:line ({} at {} has the id of {})",
                        count_of(c.count, "article", "articles"), shown(c.id), c.second, c.first);
  }
  if (const IdChange& c = collection.revisions; c.count > 0) {
    said += fmt::format("; {} became file:line ({} at {}, newest at {})",
                        count_of(c.count, "older revision", "older revisions"), shown(c.id), c.second, c.first);
  }
  return said;
}

/// What was taken although nobody said so, once for each field and encoding.
std::string say_guesses(std::span<const InputFile> files) {
  std::set<std::string> said;
  for (const InputFile& file : files) {
    if (!file.text_field.empty())
      said.insert(fmt::format("; text from column `{}` (--fields text=NAME names another)", file.text_field));
    if (file.lines_above > 0)
      said.insert(fmt::format("; {} above the header of {} passed over", count_of(file.lines_above, "line", "lines"),
                              file.path));
    if (file.encoding_guessed)
      said.insert(fmt::format("; {} read as {} (--encoding NAME names another)", file.path, file.encoding));
  }
  constexpr std::size_t kShown = 3;
  std::string shown;
  for (const std::string& one : std::views::take(said, kShown)) shown += one;
  if (said.size() > kShown) shown += fmt::format("; and {} more such guesses", said.size() - kShown);
  return shown;
}

std::string say_example(const std::optional<DateExample>& example) {
  return example ? fmt::format(", e.g. \"{}\" at {}", example->written, example->place) : "";
}

/// "3 undated (1 with an unreadable date, e.g. "gisteren" at x.jsonl:7; 1 in the future)"
std::string say_undated(const Collection& collection) {
  std::vector<std::string> why;
  if (collection.bad_dates > 0) {
    why.push_back(fmt::format("{} with an unreadable date{}", collection.bad_dates, say_example(collection.bad_date)));
  }
  if (collection.ambiguous_dates > 0) {
    why.push_back(fmt::format("{} ambiguous without --date-order dmy or mdy{}", collection.ambiguous_dates,
                              say_example(collection.ambiguous_date)));
  }
  if (collection.epoch_dates > 0) why.push_back(fmt::format("{} at epoch zero", collection.epoch_dates));
  if (collection.future_dates > 0) why.push_back(fmt::format("{} in the future", collection.future_dates));
  const std::string reasons = why.empty() ? "" : fmt::format(" ({})", fmt::join(why, "; "));
  return fmt::format("{} undated{}", collection.undated, reasons);
}

}  // namespace

std::string say_read(const Collection& collection) {
  std::string said = count_of(collection.records, "record", "records");
  said += fmt::format(" in {}: {}", count_of(collection.files.size(), "file", "files"),
                      count_of(collection.articles.size(), "article", "articles"));
  if (!collection.rejections.empty()) said += fmt::format(", {} rejected", collection.rejections.size());
  if (collection.outside > 0) said += fmt::format(", {} outside the dates", collection.outside);
  if (collection.undated > 0) said += ", " + say_undated(collection);
  if (collection.repaired > 0) said += fmt::format(", {} with JSON mended", collection.repaired);
  if (collection.placeholders > 0)
    said += fmt::format(", {} with a placeholder as title or text", collection.placeholders);
  if (collection.skipped_files > 0) {
    said += fmt::format("; skipped {}{}",
                        count_of(collection.skipped_files, "file of another kind", "files of other kinds"),
                        say_kinds(collection.skipped_kinds));
  }
  if (!collection.left_out.empty()) {
    said += fmt::format("; {} INPUT too and compared once, as INPUT ({})",
                        count_of(collection.left_out.size(), "file is", "files are"), collection.left_out.front());
  }
  return said + say_ids(collection) + say_fields(collection.fields) + say_guesses(collection.files);
}

std::string say_text(const Corpus& corpus, const TextSettings& settings) {
  std::size_t words = 0;
  std::size_t passages = 0;
  for (const Document& document : corpus.documents) {
    words += document.words.size();
    passages += document.passages.size();
  }
  std::string said = fmt::format("{}, {} distinct", ground::count_of(words, "word", "words"), corpus.vocabulary.size());
  if (settings.passages) said += fmt::format(", {}", ground::count_of(passages, "passage", "passages"));
  if (corpus.marked_up > 0)
    said += fmt::format("; markup read in {}", ground::count_of(corpus.marked_up, "article", "articles"));
  return said;
}

std::string say_boilerplate(const Boilerplate& found, const BoilerplateSettings& settings) {
  if (settings.rule == BoilerplateRule::keep) return "kept";
  if (found.articles == 0) return "none";
  std::string said =
      fmt::format("{} in {}", count_of(found.words, "word", "words"), count_of(found.articles, "article", "articles"));
  if (found.sources > 0) said += fmt::format(" of {}", count_of(found.sources, "source", "sources"));
  said += " set aside";
  if (found.shells > 0) {
    said += fmt::format("; {} nothing but a text that others have under other titles",
                        found.shells == 1 ? "1 article holds" : fmt::format("{} articles hold", found.shells));
  }
  return said;
}

namespace {

/// What the search compared, by words and, where texts look noisy, by letters; and what a cap kept it from.
std::string say_compared(const CopyCounts& counts) {
  std::string said = fmt::format("{}, {} compared", count_of(counts.texts, "distinct text", "distinct texts"),
                                 count_of(counts.candidates, "pair", "pairs"));
  if (counts.aligned > 0) said += fmt::format(", {} aligned", counts.aligned);
  if (counts.frequent > 0) {
    said += fmt::format(", {} capped", count_of(counts.frequent, "frequent fingerprint", "frequent fingerprints"));
  }
  return said;
}

}  // namespace

std::string say_matches(const Matches& matches) {
  return fmt::format("{}, {}", say_compared(matches.counts), count_of(matches.pairs.size(), "match", "matches"));
}

std::string say_groups(const CopyGroups& found, const CopyInput& input) {
  std::size_t folded = 0;
  std::size_t under_references = 0;
  for (const CopyGroup& group : found.groups) {
    folded += group.members.size();
    if (input.is_reference(group.kept)) under_references += group.members.size();
  }
  std::string said = fmt::format("{}, {}, {} folded", say_compared(found.counts),
                                 count_of(found.groups.size(), "group", "groups"), folded);
  if (input.references > 0) said += fmt::format(", {} of them under articles of another collection", under_references);
  return said;
}

std::string say_reports(const Reports& reports) {
  return fmt::format("{} folded, {}", count_of(reports.corpus->documents.size() - reports.size(), "copy", "copies"),
                     count_of(reports.size(), "distinct report", "distinct reports"));
}

std::string say_space(const Space& space, const Reports& reports, std::size_t with_vectors) {
  std::string said = count_of(space.terms.size(), "term", "terms");
  const bool brought = space.channels.size() > channel_kinds().size();
  if (brought) said += fmt::format(", vectors of {} of {} reports", with_vectors, reports.size());
  return said;
}

std::string say_candidates(const Candidates& candidates, const Reports& reports) {
  return fmt::format("{} from {} and {}", count_of(candidates.reports.size(), "candidate pair", "candidate pairs"),
                     count_of(reports.size(), "article row", "article rows"),
                     count_of(candidates.indexed_passages, "passage row", "passage rows"));
}

std::string say_merges(const Dendrogram& dendrogram) {
  return count_of(dendrogram.merges.size(), "merge", "merges");
}

std::string say_events(std::span<const EventRecord> events) {
  const auto together = std::ranges::count_if(events, [](const EventRecord& event) { return event.reports > 1; });
  return fmt::format("{}, {} of two or more reports", count_of(events.size(), "event", "events"), together);
}

}  // namespace bundel::pipeline_detail
