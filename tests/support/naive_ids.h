/// The rule of ids written down as it reads: every record looks at all others. Slow on purpose.
#pragma once

#include "bundel/url.h"
#include "read/ids.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace bundel::naive {

struct NamedRecords {
  std::vector<std::string> ids;  // by record
  std::uint64_t clashing = 0, repeated = 0, revisions = 0;
};

class IdTwin {
 public:
  IdTwin(const std::vector<Article>& articles, const std::vector<std::uint32_t>& nth,
         const std::vector<InputFile>& files, IdRule rule)
      : articles_(articles), nth_(nth), files_(files), rule_(rule) {}

  NamedRecords run() {
    NamedRecords named;
    named.ids.resize(articles_.size());
    std::vector<std::size_t> made;
    std::set<std::string> taken;
    std::set<std::string> clashing;
    for (std::size_t r = 0; r < articles_.size(); ++r) {
      const std::string& id = articles_[r].id;
      if (!id.empty()) taken.insert(id);
      if (!id.empty() && clashes(r)) clashing.insert(id);
      if (!id.empty() && is_revision(r)) ++named.revisions;
      if (!id.empty() && !is_holder(r) && !is_revision(r)) ++named.repeated;
      named.ids[r] = wanted(r);
      if (kind(r) != 0) made.push_back(r);
    }
    named.clashing = clashing.size();
    number(made, taken, named.ids);
    return named;
  }

 private:
  [[nodiscard]] std::uint32_t file(std::size_t r) const { return articles_[r].place.input; }
  [[nodiscard]] bool same_scope(std::size_t r, std::size_t s) const {
    return articles_[r].id == articles_[s].id && (rule_ != IdRule::file || file(r) == file(s));
  }
  [[nodiscard]] bool same_article(std::size_t r, std::size_t s) const {
    const auto page = [&](std::size_t i) { return page_of(articles_[i].url); };
    return r == s || (same_scope(r, s) && !page(r).empty() && page(r) == page(s));
  }
  [[nodiscard]] bool newer(std::size_t r, std::size_t s) const {
    const auto age = [&](std::size_t i) {
      const auto never = std::numeric_limits<std::int64_t>::min();
      const auto& time = articles_[i].time;
      return std::tuple(time ? time->end : never, time ? time->begin : never, -static_cast<std::int64_t>(i));
    };
    return age(r) > age(s);
  }
  [[nodiscard]] std::size_t newest(std::size_t r) const {
    std::size_t best = r;
    for (std::size_t s = 0; s < articles_.size(); ++s) {
      if (same_article(r, s) && newer(s, best)) best = s;
    }
    return best;
  }
  [[nodiscard]] bool is_revision(std::size_t r) const { return articles_[newest(r)].time != articles_[r].time; }
  [[nodiscard]] bool clashes(std::size_t r) const {
    for (std::size_t s = 0; s < articles_.size() && rule_ == IdRule::automatic; ++s) {
      if (same_scope(r, s) && file(newest(r)) != file(newest(s))) return true;
    }
    return false;
  }
  [[nodiscard]] bool by_file(std::size_t r) const { return rule_ == IdRule::file || clashes(r); }
  [[nodiscard]] std::size_t front(std::size_t r) const {
    for (std::size_t s = 0; s < articles_.size(); ++s) {
      if (same_article(r, s) && file(r) == file(s)) return s;
    }
    return r;
  }
  [[nodiscard]] bool is_holder(std::size_t r) const {
    if (newest(r) != r) return false;
    for (std::size_t s = 0; s < articles_.size(); ++s) {
      const bool rival = same_scope(r, s) && newest(s) == s && (!by_file(r) || file(r) == file(s));
      if (rival && front(s) < front(r)) return false;
    }
    return true;
  }
  /// 0: the id as given, 1: of file and id, 2: of its place.
  [[nodiscard]] int kind(std::size_t r) const {
    if (articles_[r].id.empty() || !is_holder(r)) return 2;
    return by_file(r) ? 1 : 0;
  }
  [[nodiscard]] std::string wanted(std::size_t r) const {
    const std::string& path = files_[file(r)].path;
    const std::uint32_t line = articles_[r].place.line;
    if (kind(r) == 0) return articles_[r].id;
    if (kind(r) == 1) return line == 0 ? path : path + ":" + articles_[r].id;
    return (line == 0 ? path : path + ":" + std::to_string(line)) + (nth_[r] > 1 ? "." + std::to_string(nth_[r]) : "");
  }

  void number(std::vector<std::size_t> made, std::set<std::string> taken, std::vector<std::string>& ids) const {
    std::ranges::sort(made, {}, [&](std::size_t r) {
      return std::tuple(ids[r], kind(r), files_[file(r)].path, articles_[r].place.line, nth_[r], r);
    });
    std::vector<std::size_t> late;
    for (const std::size_t r : made) {
      if (!taken.insert(ids[r]).second) late.push_back(r);
    }
    for (const std::size_t r : late) {
      int number = 2;
      while (!taken.insert(ids[r] + "~" + std::to_string(number)).second) ++number;
      ids[r] += "~" + std::to_string(number);
    }
  }

  const std::vector<Article>& articles_;
  const std::vector<std::uint32_t>& nth_;
  const std::vector<InputFile>& files_;
  IdRule rule_;
};

}  // namespace bundel::naive
