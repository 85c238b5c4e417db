/// Revisions: articles that a site published on one page, one after another.
#pragma once

#include "bundel/duplicates.h"

#include <span>
#include <vector>

namespace bundel::duplicates_detail {

/// Which articles are older than another one of the same page. None are where the settings do not ask.
class Revisions {
 public:
  /// Pages are those of page_of; articles without one, and references, have no revisions. Cost: O(n).
  Revisions(const CopyInput& input, const CopySettings& settings);

  /// `order` without the older ones.
  [[nodiscard]] std::vector<ArticleId> without_older(std::span<const ArticleId> order) const;

  /// Makes each older one a member of the group that the newest of its page is in, alone perhaps until now. Members and
  /// groups are in `order` again. Cost: one comparison of words for each.
  void add_older(const CopyInput& input, std::span<const ArticleId> order, int min_run,
                 std::vector<CopyGroup>& groups) const;

 private:
  [[nodiscard]] bool is_older(ArticleId id) const { return !newest_.empty() && newest_[index_of(id)] != id; }

  std::vector<ArticleId> newest_;  ///< by ArticleId, itself for most; empty where the settings do not ask
};

}  // namespace bundel::duplicates_detail
