/// The DOM of one record at a time: a fault in one cannot reach the next.
#include "read/json_record.h"

#include "bundel/read.h"
#include "read/date_column.h"
#include "read/json_bytes.h"
#include "read/json_shape.h"
#include "read/json_values.h"
#include "read/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

namespace bundel::read_detail {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;

std::string_view fault_of(simdjson::error_code error) {
  switch (error) {
    case simdjson::UTF8_ERROR:
      return "not valid UTF-8";
    case simdjson::UNCLOSED_STRING:
      return "malformed JSON: a string is not closed";
    case simdjson::STRING_ERROR:
      return "malformed JSON: a bad escape in a string";
    case simdjson::UNESCAPED_CHARS:
      return "malformed JSON: a control character in a string";
    case simdjson::NUMBER_ERROR:
      return "malformed JSON: a bad number, or one of more than 64 bits";
    case simdjson::T_ATOM_ERROR:
    case simdjson::F_ATOM_ERROR:
    case simdjson::N_ATOM_ERROR:
      return "malformed JSON: a word that is not true, false or null";
    case simdjson::DEPTH_ERROR:
      return "malformed JSON: nested too deeply";
    case simdjson::TAPE_ERROR:
      return "malformed JSON: a comma, colon, bracket or key is missing or misplaced";
    case simdjson::EMPTY:
      return "malformed JSON: nothing in it";
    case simdjson::CAPACITY:
      return "the record is longer than 4 GiB";
    case simdjson::MEMALLOC:
      return "not enough memory to parse the record";
    default:
      return "malformed JSON";
  }
}

/// Takes the parts of one article out of its candidates; the first fault of title or text ends it.
class Extractor {
 public:
  Extractor(const Candidates& found, const FieldPlan& plan) : found_(found), plan_(plan) {}

  Record run() {
    record_.has_fields = true;
    note_named_fields();
    Article& article = record_.article;
    const bool title = take_body(Part::title, article.title);
    const bool text = take_body(Part::text, article.text);
    if (!title && !text && record_.reason.empty()) record_.reason = "neither a title nor a text";
    article.id = take_label(Part::id);
    article.source = source_name(take_label(Part::source));
    article.url = trimmed(take_label(Part::url));
    article.language = language_code(take_label(Part::language));
    find_date();
    return std::move(record_);
  }

 private:
  /// Fields the user named count as there even where they hold null.
  void note_named_fields() {
    for (std::size_t i = 0; i < kParts; ++i) {
      const Part part{static_cast<std::uint8_t>(i)};
      if (plan_.given(part) && !found_.of(part).empty()) record_.named_fields.set(i);
    }
  }

  void use(const Candidate& taken) {
    record_.used[static_cast<std::size_t>(taken.part)] = static_cast<std::uint16_t>(taken.rank + 1);
  }

  /// Title and text: blank ones are passed over for the next; where all are, the article says nothing there.
  bool take_body(Part part, std::string& into) {
    bool there = false;
    for (const Candidate& candidate : found_.of(part)) {
      if (candidate.value.is_null()) continue;
      std::optional<std::string> text = body_text(candidate.value);
      if (!text) {
        if (record_.reason.empty()) {
          record_.reason = fmt::format("field \"{}\" is {}, not a string", plan_.names(part)[candidate.rank],
                                       type_name(candidate.value));
        }
        continue;
      }
      there = true;
      const bool placeholder = is_placeholder(*text);
      record_.placeholder = record_.placeholder || placeholder;
      if (placeholder || is_blank(*text)) continue;
      into = std::move(*text);
      use(candidate);
      break;
    }
    if (there) record_.reason.clear();
    return there;
  }

  /// Short values, where a blank one says as little as none: the next name is tried.
  std::string take_label(Part part) {
    for (const Candidate& candidate : found_.of(part)) {
      std::optional<std::string> label = label_text(candidate.value);
      if (!label || is_blank(*label)) continue;
      use(candidate);
      return std::move(*label);
    }
    return {};
  }

  /// The first that can be read, or may be when all dates of its file are known.
  void find_date() {
    for (const Candidate& candidate : found_.of(Part::date)) {
      if (candidate.value.is_null()) continue;
      const std::optional<std::string> date = date_text(candidate.value);
      if (date && trimmed(*date).empty()) continue;
      take_date(record_, date ? *date : simdjson::minify(candidate.value));
      use(candidate);
      if (record_.date.state == DateState::read || record_.date.state == DateState::ambiguous) return;
    }
  }

  const Candidates& found_;
  const FieldPlan& plan_;
  Record record_;
};

constexpr std::string_view kAsRecords = "write it as records (pandas: to_json(orient='records', lines=True))";

/// What one value of a file stands for.
class ValueReader {
 public:
  ValueReader(std::string_view bytes, const FieldPlan& plan, Census* census)
      : bytes_(bytes), plan_(plan), shape_(plan), census_(census) {}

  Record read(element root) {
    array elements;
    if (root.get(elements) == simdjson::SUCCESS && is_array_of_objects(elements)) return read_inner(root, {{}});
    object fields;
    if (root.get(fields) != simdjson::SUCCESS) return rejected(no_object(root));
    const Candidates found(fields, plan_);
    if ((found.has(Part::title) || found.has(Part::text)) && are_columns(fields)) {
      return rejected(fmt::format("the object holds columns, not records: {}", kAsRecords));
    }
    if (const std::optional<object> inside = shape_.wrapped_article(fields, found))
      return inner_article(*inside, found);
    if (found.has_main_text()) return article(fields, found);
    if (shape_.is_map_of_articles(fields)) return read_inner(root, {{}});
    if (const std::vector<Way> ways = shape_.arrays_of_records(fields, found); !ways.empty())
      return read_inner(root, ways);
    if (!found.has(Part::title) && !found.has(Part::text)) {
      if (const std::optional<object> inside = shape_.article_inside(fields)) return inner_article(*inside, found);
    }
    return article(fields, found);
  }

 private:
  static std::string no_object(element root) {
    std::string_view string;
    if (root.get(string) == simdjson::SUCCESS && (trimmed(string).starts_with('{') || trimmed(string).starts_with('[')))
      return "the record is JSON within a string, not an object: decode it once more";
    const std::string what = fmt::format("the record is {}, not an object", type_name(root));
    return root.type() == element_type::ARRAY ? fmt::format("{}: {}", what, kAsRecords) : what;
  }

  /// An article that stands one level further in; what it lacks may stand outside.
  Record inner_article(object inside, const Candidates& outside) {
    Candidates both(inside, plan_);
    both.add_outer(outside);
    return article(inside, both);
  }

  Record article(object fields, const Candidates& found) {
    Record record = Extractor(found, plan_).run();
    if (!record.reason.empty() && fields.size() > 0 && !found.has(Part::title) && !found.has(Part::text)) {
      record.reason = fmt::format("{} (fields: {}){}", record.reason, shown_names(names_of(fields, "")),
                                  holds_rows(fields) ? fmt::format(": {}", kAsRecords) : "");
    }
    if (census_ != nullptr) count(fields, record);
    return record;
  }

  /// Reads the elements of the arrays, each with its place in the bytes.
  Record read_inner(element root, const std::vector<Way>& ways) {
    Record whole;
    for (const Way& way : ways) {
      element value = root;
      std::size_t at = std::min(bytes_.find_first_of("{["), bytes_.size());
      for (const std::size_t member : way) {
        value = (*std::next(value.get_object().value().begin(), static_cast<std::ptrdiff_t>(member))).value;
        at = json_member(bytes_, at, member);
        if (at == std::string_view::npos) return rejected("malformed JSON: its records cannot be told apart");
      }
      array elements;
      if (value.get(elements) == simdjson::SUCCESS) {
        read_elements({elements.begin(), elements.end()}, json_elements(bytes_, at), whole.inner);
      } else {
        const object members = value.get_object().value();
        std::vector<element> values;
        for (const auto& member : members) values.push_back(member.value);
        read_elements(values, json_members(bytes_, at), whole.inner);
      }
    }
    return whole;
  }

  void read_elements(const std::vector<element>& elements, std::span<const JsonRange> ranges,
                     std::vector<Record>& into) {
    std::size_t next = 0;
    for (const element value : elements) {
      if (next == ranges.size()) return;
      const JsonRange range = ranges[next++];
      if (value.is_null()) continue;
      Record record = ValueReader(bytes_.substr(range.begin, range.end - range.begin), plan_, census_).read(value);
      if (record.inner.empty()) {
        record.article.place = {0, newlines_before(range.begin), range.begin, range.end - range.begin};
        into.push_back(std::move(record));
        continue;
      }
      for (Record& inner : record.inner) {
        inner.article.place.offset += range.begin;
        inner.article.place.line += newlines_before(range.begin);
        into.push_back(std::move(inner));
      }
    }
  }

  /// Line ends in front of a byte; asked for ascending places.
  std::uint32_t newlines_before(std::size_t place) {
    if (place < counted_) counted_ = newlines_ = 0;
    newlines_ += static_cast<std::size_t>(std::count(bytes_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                                     bytes_.begin() + static_cast<std::ptrdiff_t>(place), '\n'));
    counted_ = place;
    return static_cast<std::uint32_t>(newlines_);
  }

  static std::vector<std::string> names_of(object fields, const std::string& prefix) {
    std::vector<std::string> names;
    for (const auto& [key, value] : fields) {
      object inside;
      if (prefix.empty() && value.get(inside) == simdjson::SUCCESS && inside.size() > 0) {
        const std::vector<std::string> inner = names_of(inside, std::string(key) + ".");
        names.insert(names.end(), inner.begin(), inner.end());
      } else {
        names.push_back(prefix + std::string(key));
      }
    }
    return names;
  }

  /// Counts letters of fields that are nothing known.
  void count(object fields, const Record& record) {
    ++census_->records;
    census_->title_letters += record.article.title.size();
    census_->has_text = census_->has_text || !record.article.text.empty();
    count_unknown(fields, "", true);
  }

  void count_unknown(object fields, const std::string& prefix, bool deeper) {
    for (const auto& [key, value] : fields) {
      const std::string path = prefix + std::string(key);
      object inside;
      const auto uses = plan_.uses(folded_name(path));
      if (value.get(inside) == simdjson::SUCCESS) {
        // An object under a name for dates or ids that holds more than one was called so by chance: "data".
        const bool shown = std::ranges::any_of(uses, [](const FieldPlan::Use& use) {
          return use.part == Part::title || use.part == Part::text || use.part == Part::source;
        });
        if (deeper && !shown) count_unknown(inside, path + ".", false);
        continue;
      }
      if (!uses.empty()) continue;
      const std::optional<std::string> text = body_text(value);
      if (text && has_words(*text)) census_->letters[path] += text->size();
    }
  }

  std::string_view bytes_;
  const FieldPlan& plan_;
  JsonShape shape_;
  Census* census_;
  std::size_t counted_ = 0;
  std::size_t newlines_ = 0;
};

}  // namespace

bool has_words(std::string_view value) {
  constexpr std::size_t kLongestWord = 40;  // bytes; what has fewer blanks is a code, a url or a picture
  const auto blanks = static_cast<std::size_t>(std::ranges::count(value, ' ') + std::ranges::count(value, '\n'));
  const bool ascii = std::ranges::all_of(value, [](char c) { return c >= 0; });
  return !ascii || (blanks + 1) * kLongestWord >= value.size();
}

std::string Census::text_path() const {
  constexpr std::uint64_t kTimesTitles = 2;
  constexpr std::uint64_t kLeastLetters = 80;  // a record
  if (has_text || letters.empty()) return {};
  const auto most = std::ranges::max_element(letters, {}, [](const auto& field) { return field.second; });
  const bool far_more = most->second >= kTimesTitles * title_letters && most->second >= kLeastLetters * records;
  return far_more ? most->first : std::string();
}

Record parse_json_record(simdjson::dom::parser& parser, std::string_view bytes, const FieldPlan& fields,
                         Census* census) {
  constexpr bool kCopyFirst = false;
  element root;
  auto error = parser.parse(bytes.data(), bytes.size(), kCopyFirst).get(root);
  std::optional<std::string> repaired;
  if (error != simdjson::SUCCESS && error != simdjson::UTF8_ERROR && error != simdjson::CAPACITY)
    repaired = repaired_json(bytes);
  if (repaired) error = parser.parse(*repaired).get(root);
  if (error != simdjson::SUCCESS && trimmed(bytes).starts_with("{'"))
    return rejected("malformed JSON: Python's way to print, with single quotes: write it with json.dumps");
  if (error != simdjson::SUCCESS) return rejected(std::string(fault_of(error)));
  Record record = ValueReader(bytes, fields, census).read(root);
  record.repaired = repaired.has_value();
  for (Record& inner : record.inner) inner.repaired = record.repaired;
  return record;
}

}  // namespace bundel::read_detail
