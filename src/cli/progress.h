/// The funnel on standard error, and the step at work where that is a terminal.
#pragma once

#include <string>
#include <vector>

#include "bundel/read.h"
#include "bundel/run.h"

namespace bundel::cli {

class Progress : public Observer {
 public:
  /// `quiet`: says nothing but still counts. `terminal`: shows the step at work in a line that it takes away again.
  Progress(bool quiet, bool terminal) : quiet_(quiet), terminal_(terminal) {}

  void begins(std::string_view step) override;
  void ends(const StepCount& count) override;
  void rejected(const Rejections& rejections) override { rejections_ = rejections; }

  [[nodiscard]] const std::vector<StepCount>& steps() const noexcept { return steps_; }
  [[nodiscard]] const Rejections& rejections() const noexcept { return rejections_; }  ///< of what was read last
  /// A sentence for the user, on one line whatever stands in it; behind the name of a step, or alone where that is
  /// empty.
  void say(std::string_view step, const std::string& sentence) const;

 private:
  bool quiet_;
  bool terminal_;
  std::vector<StepCount> steps_;
  Rejections rejections_;
};

}  // namespace bundel::cli
