/// The DOM of one record at a time: a fault in one cannot reach the next.
#include "read/json_record.h"

#include "bundel/read.h"
#include "read/date_column.h"
#include "read/json_bytes.h"
#include "read/json_values.h"
#include "read/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <vector>

namespace bundel::read_detail {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;

/// Envelopes are not nested more deeply ({"response": {"hits": {"hits": [..]}}} is 3); articles' own parts are.
constexpr std::size_t kDeepestEnvelope = 6;

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

/// A field that may hold a part of the article.
struct Candidate {
  Part part;
  std::uint16_t rank;
  element value;
  std::string_view outermost;  ///< the name of the object's own member that holds it
};

/// The fields of one object that the plan knows, best first.
class Candidates {
 public:
  Candidates(object fields, const FieldPlan& plan) : plan_(plan) { visit(fields, "", {}); }

  /// Adds those of an object further out, behind all of the same part that are here.
  void add_outer(const Candidates& outer) {
    all_.insert(all_.end(), outer.all_.begin(), outer.all_.end());
    std::ranges::stable_sort(all_, {}, &Candidate::part);
  }

  [[nodiscard]] std::span<const Candidate> of(Part part) const {
    return {std::ranges::lower_bound(all_, part, {}, &Candidate::part),
            std::ranges::upper_bound(all_, part, {}, &Candidate::part)};
  }
  /// Whether there is a text that is no summary.
  [[nodiscard]] bool has_main_text() const {
    return std::ranges::any_of(of(Part::text),
                               [&](const Candidate& c) { return !c.value.is_null() && !plan_.is_summary(c.rank); });
  }
  /// Whether some field for the part is there and not null.
  [[nodiscard]] bool has(Part part) const {
    return std::ranges::any_of(of(part), [](const Candidate& c) { return !c.value.is_null(); });
  }
  /// Parts that are there.
  [[nodiscard]] std::size_t parts() const {
    std::size_t count = 0;
    for (std::size_t part = 0; part < kParts; ++part) count += has(Part{static_cast<std::uint8_t>(part)}) ? 1 : 0;
    return count;
  }
  [[nodiscard]] bool has_title_and_text() const { return has(Part::title) && has(Part::text); }

 private:
  void visit(object fields, const std::string& prefix, std::string_view outermost) {
    for (const auto& [key, value] : fields) {
      const std::string path = prefix + folded_name(key);
      const std::string_view outer = prefix.empty() ? key : outermost;
      for (const FieldPlan::Use& use : plan_.uses(path)) add({use.part, use.rank, value, outer});
      if (value.type() == element_type::OBJECT && plan_.leads_on(path))
        visit(value.get_object().value(), path + ".", outer);
    }
  }

  void add(const Candidate& candidate) {
    const auto place = [](const Candidate& c) { return std::tuple(c.part, c.rank); };
    all_.insert(std::ranges::upper_bound(all_, place(candidate), {}, place), candidate);
  }

  const FieldPlan& plan_;
  std::vector<Candidate> all_;  // by part, then rank
};

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

/// Where an array of records, or an object of them, stands: the place of a member in each object on the way.
using Way = std::vector<std::size_t>;

constexpr std::string_view kAsRecords = "write it as records (pandas: to_json(orient='records', lines=True))";

/// What one value of a file stands for.
class ValueReader {
 public:
  ValueReader(std::string_view bytes, const FieldPlan& plan, Census* census)
      : bytes_(bytes), plan_(plan), census_(census) {}

  Record read(element root) {
    array elements;
    if (root.get(elements) == simdjson::SUCCESS && is_array_of_objects(elements)) return read_inner(root, {{}});
    object fields;
    if (root.get(fields) != simdjson::SUCCESS) return rejected(no_object(root));
    const Candidates found(fields, plan_);
    if ((found.has(Part::title) || found.has(Part::text)) && are_columns(fields)) {
      return rejected(fmt::format("the object holds columns, not records: {}", kAsRecords));
    }
    if (const std::optional<object> inside = wrapped_article(fields, found)) return inner_article(*inside, found);
    if (found.has_main_text()) return article(fields, found);
    if (is_map_of_articles(fields)) return read_inner(root, {{}});
    if (const std::vector<Way> ways = arrays_of_records(fields, found); !ways.empty()) return read_inner(root, ways);
    if (!found.has(Part::title) && !found.has(Part::text)) {
      if (const std::optional<object> inside = article_inside(fields)) return inner_article(*inside, found);
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

  /// Whether a member is a list of lists.
  static bool holds_rows(object fields) {
    return std::any_of(fields.begin(), fields.end(), [](const auto& member) {
      array rows;
      return member.value.get(rows) == simdjson::SUCCESS && rows.size() > 0 &&
             std::all_of(rows.begin(), rows.end(), [](element row) { return row.type() == element_type::ARRAY; });
    });
  }

  static bool is_array_of_objects(array elements) {
    const auto is_object = [](element e) { return e.type() == element_type::OBJECT; };
    return std::any_of(elements.begin(), elements.end(), is_object) &&
           std::all_of(elements.begin(), elements.end(), [&](element e) { return is_object(e) || e.is_null(); });
  }

  /// An article that stands one level further in; what it lacks may stand outside.
  Record inner_article(object inside, const Candidates& outside) {
    Candidates both(inside, plan_);
    both.add_outer(outside);
    return article(inside, both);
  }

  /// The member that holds the whole article where its name is one for texts: {"article": {"title": .., "body": ..}}.
  std::optional<object> wrapped_article(object fields, const Candidates& found) const {
    if (found.has(Part::title) || !found.has(Part::text)) return std::nullopt;
    for (const auto& [key, value] : fields) {
      object inside;
      if (value.get(inside) != simdjson::SUCCESS) continue;
      const bool all = std::ranges::all_of(found.of(Part::text), [&, name = std::string_view(key)](const Candidate& c) {
        return c.value.is_null() || c.outermost == name;
      });
      const Candidates inner(inside, plan_);
      if (all && inner.has(Part::title) && inner.has(Part::text)) return inside;
    }
    return std::nullopt;
  }

  /// Articles under names of their own: {"n1": {"title": ..}, "n2": {"title": ..}}. Two members and more than half of
  /// all are articles, two of them with a text unless none has one, and most of the names in each are those of the
  /// first: an article and its author, each with a title, are no such thing.
  bool is_map_of_articles(object fields) const {
    std::size_t members = 0;
    std::size_t texts = 0;
    std::size_t articles = 0;
    std::set<std::string> first;
    for (const auto& [key, value] : fields) {
      if (!plan_.uses(folded_name(key)).empty()) return false;
      ++members;
      object inside;
      if (value.get(inside) != simdjson::SUCCESS) continue;
      const Candidates found(inside, plan_);
      if (!found.has(Part::title) && !found.has(Part::text)) continue;
      ++articles;
      texts += found.has(Part::text) ? 1 : 0;
      std::set<std::string> names;
      for (const auto& member : inside) names.insert(folded_name(member.key));
      if (articles == 1)
        first = std::move(names);
      else if (!are_alike(first, names))
        return false;
    }
    return articles > 1 && 2 * articles > members && texts != 1;
  }

  /// More than half of the names of the smaller set are in the other.
  static bool are_alike(const std::set<std::string>& one, const std::set<std::string>& other) {
    const auto shared = std::ranges::count_if(one, [&](const std::string& name) { return other.contains(name); });
    return 2 * static_cast<std::size_t>(shared) > std::min(one.size(), other.size());
  }

  /// Whether the members are the columns of a table: two or more, arrays or objects all, of one length of two or more.
  static bool are_columns(object fields) {
    std::size_t members = 0;
    std::size_t length = 0;
    for (const auto& [key, value] : fields) {
      array list;
      object by_row;
      std::size_t size = 0;
      if (value.get(list) == simdjson::SUCCESS) {
        size = list.size();
      } else if (value.get(by_row) == simdjson::SUCCESS) {
        size = by_row.size();
      }
      if (size < 2 || (members > 0 && size != length)) return false;
      length = size;
      ++members;
    }
    return members > 1;
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

  /// An article that stands one level further in, such as Elasticsearch's _source.
  std::optional<object> article_inside(object fields) const {
    std::optional<object> best;
    for (const auto& [key, value] : fields) {
      object inside;
      if (value.get(inside) != simdjson::SUCCESS) continue;
      const Candidates found(inside, plan_);
      if (found.has(Part::text)) return inside;
      if (found.has(Part::title) && !best) best = inside;
    }
    return best;
  }

  /// Arrays of articles with a text, or else those with titles, or else the only one of objects.
  ///
  /// An article may hold arrays too (its pictures, comments, authors, sections), and an envelope may have a title and a
  /// description (a feed's). Where the object has a title and a text, it is an envelope if the records in it have more
  /// parts of an article (ties: longer texts); records without titles must have both. Where it has no text under a
  /// known name, it is an article if one of its strings is longer than their texts.
  std::vector<Way> arrays_of_records(object fields, const Candidates& found) const {
    Arrays arrays;
    Way way;
    find_arrays(fields, way, arrays);
    if (!arrays.with_text.empty()) {
      const std::optional<object> inside =
          found.has(Part::title) || found.has(Part::text) ? std::nullopt : article_inside(fields);
      const Candidates own = inside ? Candidates(*inside, plan_) : found;
      if (!own.has_title_and_text())
        return arrays.longest_text > longest_string(fields) ? arrays.with_text : std::vector<Way>{};
      const bool longer = arrays.longest_text > longest_text(own);
      const bool more = arrays.most_parts > own.parts();
      const bool as_many = arrays.most_parts == own.parts();
      const bool envelope = arrays.titled ? more || (as_many && longer) : more && longer;
      return envelope ? arrays.with_text : std::vector<Way>{};
    }
    if (found.has(Part::title) || found.has(Part::text)) return {};
    if (!arrays.with_title.empty()) return arrays.with_title;
    if (arrays.others.size() == 1 && !article_inside(fields)) return arrays.others;
    return {};
  }

  struct Arrays {
    std::vector<Way> with_text, with_title, others;
    // Of the first records of each:
    std::size_t longest_text = 0;  ///< bytes
    std::size_t most_parts = 0;    ///< of those with a text
    bool titled = false;           ///< some have a title too
  };

  void find_arrays(object fields, Way& way, Arrays& arrays) const {
    std::size_t member = 0;
    for (const auto& [key, value] : fields) {
      way.push_back(member++);
      object inside;
      array elements;
      if (value.get(inside) == simdjson::SUCCESS) {
        if (is_map_of_articles(inside)) {
          std::vector<element> values;
          for (const auto& one : inside) values.push_back(one.value);
          place(values, way, arrays);
        } else if (way.size() < kDeepestEnvelope && !Candidates(inside, plan_).has_main_text()) {
          find_arrays(inside, way, arrays);
        }
      } else if (value.get(elements) == simdjson::SUCCESS && is_array_of_objects(elements)) {
        place({elements.begin(), elements.end()}, way, arrays);
      }
      way.pop_back();
    }
  }

  /// Puts the way into the list that its first records belong to.
  void place(const std::vector<element>& elements, const Way& way, Arrays& arrays) const {
    constexpr std::size_t kLookAt = 8;
    bool text = false;
    bool title = false;
    std::size_t seen = 0;
    for (const element value : elements) {
      object fields;
      if (value.get(fields) != simdjson::SUCCESS) continue;
      if (seen++ == kLookAt) break;
      Candidates found(fields, plan_);
      if (!found.has(Part::title) && !found.has(Part::text)) {
        if (const std::optional<object> inside = article_inside(fields)) found.add_outer(Candidates(*inside, plan_));
      }
      text = text || found.has(Part::text);
      title = title || found.has(Part::title);
      if (found.has(Part::text)) arrays.most_parts = std::max(arrays.most_parts, found.parts());
      arrays.titled = arrays.titled || found.has_title_and_text();
      arrays.longest_text = std::max(arrays.longest_text, longest_text(found));
    }
    (text ? arrays.with_text : title ? arrays.with_title : arrays.others).push_back(way);
  }

  /// Bytes.
  static std::size_t longest_text(const Candidates& found) {
    std::size_t longest = 0;
    for (const Candidate& candidate : found.of(Part::text))
      longest = std::max(longest, body_text(candidate.value).value_or("").size());
    return longest;
  }

  /// Bytes of the longest string of several words among the fields.
  static std::size_t longest_string(object fields) {
    std::size_t longest = 0;
    for (const auto& [key, value] : fields) {
      std::string_view string;
      const bool several = value.get(string) == simdjson::SUCCESS && string.find(' ') != std::string_view::npos;
      if (several && has_words(string)) longest = std::max(longest, string.size());
    }
    return longest;
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
