/// The ground of every command: articles read and cut.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <optional>
#include <ranges>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <algorithm>

#include "bundel/pipeline.h"
#include "pipeline/steps.h"

namespace bundel {

using pipeline_detail::count_of;

std::string pipeline_detail::count_of(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

namespace {

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
  while (end < id.size() && end > 0 && (static_cast<unsigned char>(id[end]) & 0xC0U) == 0x80U) --end;
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

}  // namespace

Collection pipeline_detail::read_step(const std::vector<std::string>& inputs, const ReadSettings& settings,
                                      std::string_view name) {
  Step step(name);
  Collection collection = read_articles(inputs, settings);
  step.done(say_read(collection));
  return collection;
}

Corpus pipeline_detail::text_step(Collection collection, const TextSettings& settings) {
  Corpus corpus;
  corpus.collection = std::move(collection);
  Step text("text");
  const std::size_t marked_up = make_visible(corpus.collection.articles);
  TextResult cut = analyse(corpus.collection.articles, settings);
  corpus.vocabulary = std::move(cut.vocabulary);
  corpus.documents = std::move(cut.documents);
  std::size_t words = 0;
  std::size_t passages = 0;
  for (const Document& document : corpus.documents) {
    words += document.words.size();
    passages += document.passages.size();
  }
  std::string said = fmt::format("{}, {} distinct", count_of(words, "word", "words"), corpus.vocabulary.size());
  if (settings.passages) said += fmt::format(", {}", count_of(passages, "passage", "passages"));
  if (marked_up > 0) said += fmt::format("; markup read in {}", count_of(marked_up, "article", "articles"));
  text.done(said);
  return corpus;
}

Corpus read_corpus(const std::vector<std::string>& inputs, const Settings& settings, const RunContext& context) {
  const RunScope scope(context);
  return pipeline_detail::text_step(pipeline_detail::read_step(inputs, settings.read), settings.text);
}

}  // namespace bundel
