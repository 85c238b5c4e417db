/// Ids are compared once, by sorting their hashes: no second copy of every id is kept while reading.
///
/// First each record is told what its name is made of (its id, file and id, or its place), group by group of equal ids;
/// then the names that had to be made are compared with all others, and the few that are taken already get a number.
#include "read/ids.h"

#include "bundel/url.h"
#include "read/utf8.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace bundel::read_detail {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

/// What a name is made of.
enum class Name : std::uint8_t { given, of_file, of_place, refused };

struct Hashed {
  XXH64_hash_t hash = 0;
  std::size_t record = 0;

  friend auto operator<=>(const Hashed&, const Hashed&) = default;
};

/// The states of one article: records of one id and one page.
struct States {
  std::size_t newest = 0;
  std::size_t front = 0;  // the first of them in the file of the newest
};

XXH64_hash_t hash_of(std::string_view id) {
  return XXH3_64bits(id.data(), id.size());
}

/// The largest is the newest; records that come first are larger among equals.
auto age_key(const Article& article, std::size_t record) {
  constexpr std::int64_t kUndated = std::numeric_limits<std::int64_t>::min();
  return std::tuple(article.time ? article.time->end : kUndated, article.time ? article.time->begin : kUndated,
                    kNone - record);
}

/// Decides what every name is made of.
class Groups {
 public:
  Groups(std::span<const IdRecord> records, IdRule rule, bool refuse)
      : records_(records), rule_(rule), refuse_(refuse), names_(records.size(), Name::given) {}

  void run() {
    std::vector<Hashed> given;
    for (std::size_t i = 0; i < records_.size(); ++i) {
      if (id(i).empty()) {
        names_[i] = Name::of_place;
      } else {
        given.push_back({hash_of(id(i)), i});
      }
    }
    std::ranges::sort(given);
    for (std::size_t begin = 0, end = 0; begin < given.size(); begin = end) {
      while (end < given.size() && given[end].hash == given[begin].hash) ++end;
      split_by_id(std::span(given).subspan(begin, end - begin));
    }
  }

  [[nodiscard]] Name name(std::size_t record) const { return names_[record]; }
  /// One record of each id, by hash.
  [[nodiscard]] const std::vector<Hashed>& distinct() const { return distinct_; }

  /// A count and its example: the record that has the id or comes first, and the other one.
  struct Change {
    std::uint64_t count = 0;
    std::size_t first = kNone;
    std::size_t second = kNone;

    void add(std::size_t one, std::size_t other) {
      ++count;
      if (other < second) std::tie(first, second) = std::tie(one, other);
    }
  };
  Change clashing, repeated, revisions;
  std::vector<std::pair<std::size_t, std::size_t>> refused;

 private:
  [[nodiscard]] const Article& article(std::size_t record) const { return *records_[record].article; }
  [[nodiscard]] const std::string& id(std::size_t record) const { return article(record).id; }
  [[nodiscard]] std::uint32_t file(std::size_t record) const { return article(record).place.input; }

  /// Ids of one hash are nearly always one id.
  void split_by_id(std::span<Hashed> same_hash) {
    const auto differs = [&](const Hashed& h) { return id(h.record) != id(same_hash.front().record); };
    if (std::ranges::any_of(same_hash, differs)) {
      std::ranges::sort(same_hash, {},
                        [&](const Hashed& h) { return std::tuple(std::string_view(id(h.record)), h.record); });
    }
    for (std::size_t begin = 0, end = 0; begin < same_hash.size(); begin = end) {
      while (end < same_hash.size() && id(same_hash[end].record) == id(same_hash[begin].record)) ++end;
      distinct_.push_back(same_hash[begin]);
      name_group(same_hash.subspan(begin, end - begin));
    }
  }

  /// Records of one id, in input order.
  void name_group(std::span<const Hashed> group) {
    if (rule_ == IdRule::file) {
      for (std::size_t begin = 0, end = 0; begin < group.size(); begin = end) {
        while (end < group.size() && file(group[end].record) == file(group[begin].record)) ++end;
        name_articles(articles_of(group.subspan(begin, end - begin)), Name::of_file);
      }
    } else if (group.size() > 1) {
      std::vector<States> articles = articles_of(group);
      const auto elsewhere = [&](const States& a) { return file(a.newest) != file(articles.front().newest); };
      if (rule_ == IdRule::given || std::ranges::none_of(articles, elsewhere))
        return name_articles(articles, Name::given);
      name_by_file(articles);
    }
  }

  void name_by_file(std::vector<States>& articles) {
    std::ranges::sort(articles, {}, &States::front);  // and so by file
    std::size_t example = kNone;
    for (std::size_t begin = 0, end = 0; begin < articles.size(); begin = end) {
      while (end < articles.size() && file(articles[end].newest) == file(articles[begin].newest)) ++end;
      name_articles(std::span(articles).subspan(begin, end - begin), Name::of_file);
      if (begin > 0 && example == kNone) example = articles[begin].newest;
    }
    clashing.add(articles.front().newest, example);
  }

  /// Articles that would have one name: the first has it.
  void name_articles(std::span<const States> articles, Name name) {
    const std::size_t holder = std::ranges::min_element(articles, {}, &States::front)->newest;
    names_[holder] = name;
    for (const States& other : articles) {
      if (other.newest != holder) repeat(holder, other.newest);
    }
  }

  void repeat(std::size_t holder, std::size_t record) {
    names_[record] = refuse_ ? Name::refused : Name::of_place;
    if (refuse_) {
      refused.emplace_back(record, holder);
    } else {
      repeated.add(holder, record);
    }
  }

  /// The articles among records of one id; names their older states.
  std::vector<States> articles_of(std::span<const Hashed> group) {
    std::vector<States> articles;
    if (group.size() == 1) return {{group[0].record, group[0].record}};
    std::vector<std::pair<std::string, std::size_t>> pages;
    for (const auto& [hash, record] : group) {
      std::string page = page_of(article(record).url);
      if (page.empty()) {
        articles.push_back({record, record});
      } else {
        pages.emplace_back(std::move(page), record);
      }
    }
    std::ranges::sort(pages);
    for (std::size_t begin = 0, end = 0; begin < pages.size(); begin = end) {
      while (end < pages.size() && pages[end].first == pages[begin].first) ++end;
      articles.push_back(states_of(std::span(pages).subspan(begin, end - begin)));
    }
    return articles;
  }

  /// Records of one id and page, in input order.
  States states_of(std::span<const std::pair<std::string, std::size_t>> states) {
    const auto newest = std::ranges::max_element(
        states, {}, [&](const auto& state) { return age_key(article(state.second), state.second); });
    const std::size_t holder = newest->second;
    for (const auto& [page, record] : states) {
      if (record == holder) continue;
      if (article(record).time == article(holder).time) {
        repeat(holder, record);
      } else {
        names_[record] = Name::of_place;
        revisions.add(holder, record);
      }
    }
    const auto front =
        std::ranges::find_if(states, [&](const auto& state) { return file(state.second) == file(holder); });
    return {holder, front->second};
  }

  std::span<const IdRecord> records_;
  IdRule rule_;
  bool refuse_;
  std::vector<Name> names_;
  std::vector<Hashed> distinct_;
};

/// Makes the names that are no given ids, each different from all others.
class Maker {
 public:
  Maker(std::span<const IdRecord> records, const std::vector<InputFile>& files, const Groups& groups)
      : records_(records), files_(files), groups_(groups) {}

  void run() {
    for (std::size_t i = 0; i < records_.size(); ++i) {
      if (groups_.name(i) != Name::of_file && groups_.name(i) != Name::of_place) continue;
      std::string name = wanted(i);
      const XXH64_hash_t hash = hash_of(name);
      made_.push_back({hash, i, std::move(name)});
    }
    std::ranges::sort(
        made_, [&](const Made& a, const Made& b) { return a.hash != b.hash ? a.hash < b.hash : has_first(a, b); });
    std::vector<Made*> late;
    for (std::size_t i = 0; i < made_.size(); ++i) {
      const bool second = i > 0 && made_[i].hash == made_[i - 1].hash && made_[i].name == made_[i - 1].name;
      if (second || is_given(made_[i].name, made_[i].hash)) late.push_back(&made_[i]);
    }
    number(late);
    for (Made& made : made_) records_[made.record].article->id = std::move(made.name);
  }

 private:
  struct Made {
    XXH64_hash_t hash = 0;
    std::size_t record = 0;
    std::string name;
    bool late = false;  // another record had the name first
  };

  [[nodiscard]] const std::string& path(std::size_t record) const {
    return files_[records_[record].article->place.input].path;
  }

  [[nodiscard]] std::string wanted(std::size_t record) const {
    const auto& [article, nth] = records_[record];
    const bool whole = article->place.line == 0;
    if (groups_.name(record) == Name::of_file && !whole) {
      return fmt::format("{}:{}", valid_utf8(path(record)), article->id);
    }
    std::string place = shown_place(path(record), article->place.line);
    if (nth > 1) place += fmt::format(".{}", nth);
    return place;
  }

  /// Of records of one name `a` has it; the order of the files does not matter. Else by name.
  [[nodiscard]] bool has_first(const Made& a, const Made& b) const {
    const auto rank = [&](const Made& made) {
      const auto& [article, nth] = records_[made.record];
      return std::tuple(std::string_view(made.name), groups_.name(made.record), std::string_view(path(made.record)),
                        article->place.line, nth, made.record);
    };
    return rank(a) < rank(b);
  }

  [[nodiscard]] bool is_given(std::string_view name, XXH64_hash_t hash) const {
    const auto& all = groups_.distinct();
    return std::any_of(std::ranges::lower_bound(all, hash, {}, &Hashed::hash),
                       std::ranges::upper_bound(all, hash, {}, &Hashed::hash),
                       [&](const Hashed& h) { return records_[h.record].article->id == name; });
  }

  /// Whether a record has the name that it was to have first.
  [[nodiscard]] bool is_made(std::string_view name, XXH64_hash_t hash) const {
    return std::any_of(std::ranges::lower_bound(made_, hash, {}, &Made::hash),
                       std::ranges::upper_bound(made_, hash, {}, &Made::hash),
                       [&](const Made& made) { return !made.late && made.name == name; });
  }

  /// Names that stand already get "~2", "~3", ... behind.
  void number(std::vector<Made*>& late) {
    std::ranges::sort(late, [&](const Made* a, const Made* b) { return has_first(*a, *b); });
    for (Made* made : late) made->late = true;
    std::unordered_set<std::string> numbered;
    std::unordered_map<std::string, std::uint64_t> last;
    std::vector<std::string> names;
    for (const Made* made : late) {
      std::uint64_t& nth = last.try_emplace(made->name, 1).first->second;
      std::string name;
      do {
        name = fmt::format("{}~{}", made->name, ++nth);
      } while (is_given(name, hash_of(name)) || is_made(name, hash_of(name)) || !numbered.insert(name).second);
      names.push_back(std::move(name));
    }
    for (std::size_t i = 0; i < late.size(); ++i) late[i]->name = std::move(names[i]);
  }

  std::span<const IdRecord> records_;
  const std::vector<InputFile>& files_;
  const Groups& groups_;
  std::vector<Made> made_;  // by hash, then rank
};

}  // namespace

std::string shown_place(const std::string& path, std::uint64_t line) {
  return line == 0 ? valid_utf8(path) : fmt::format("{}:{}", valid_utf8(path), line);
}

IdResult settle_ids(std::span<const IdRecord> records, const std::vector<InputFile>& files, IdRule rule, bool refuse) {
  for (const auto& [article, nth] : records) {
    if (article->url.empty() && !host_of(article->id).empty()) article->url = article->id;
  }
  Groups groups(records, rule, refuse);
  groups.run();
  const auto given = [&](const Groups::Change& change) {
    return change.count == 0 ? std::string() : records[change.second].article->id;
  };
  IdResult result;
  result.clashing = {groups.clashing.count, given(groups.clashing), {}, {}};
  result.repeated = {groups.repeated.count, given(groups.repeated), {}, {}};
  result.revisions = {groups.revisions.count, given(groups.revisions), {}, {}};
  Maker(records, files, groups).run();
  const auto example = [](const Groups::Change& change, IdChange& shown, const auto& show) {
    if (change.count > 0) std::tie(shown.first, shown.second) = std::pair(show(change.first), show(change.second));
  };
  const auto place_of = [&](std::size_t record) {
    const RecordPlace& place = records[record].article->place;
    return shown_place(files[place.input].path, place.line);
  };
  example(groups.clashing, result.clashing, [&](std::size_t record) { return records[record].article->id; });
  example(groups.repeated, result.repeated, place_of);
  example(groups.revisions, result.revisions, place_of);
  std::ranges::sort(groups.refused);
  result.refused = std::move(groups.refused);
  return result;
}

}  // namespace bundel::read_detail
