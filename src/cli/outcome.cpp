#include "cli/outcome.h"

namespace bundel::cli {

Outcome outcome_of(const Collection& read) {
  return {{{"read", read.records},
           {"articles", read.articles.size()},
           {"rejected", read.rejections.size()},
           {"outside", read.outside},
           {"undated", read.undated},
           {"bad_dates", read.bad_dates},
           {"ambiguous_dates", read.ambiguous_dates},
           {"epoch_dates", read.epoch_dates},
           {"future_dates", read.future_dates},
           {"repaired", read.repaired},
           {"placeholders", read.placeholders},
           {"skipped_files", read.skipped_files},
           {"clashing_ids", read.clashing_ids.count},
           {"repeated_ids", read.repeated_ids.count},
           {"revisions", read.revisions.count}},
          read.rejections,
          false};
}

}  // namespace bundel::cli
