/// Steps that several commands begin with.
#pragma once

#include "bundel/pipeline.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace bundel::pipeline_detail {

/// The clock around a step: tells the observer when it begins, and what came out and how long it took when it ends.
class Step {
 public:
  Step(Observer& observer, std::string_view name) : observer_(observer), name_(name) { observer_.begins(name_); }

  /// `detail`: one line for a person.
  void done(std::string detail) {
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start_;
    observer_.ends({name_, std::move(detail), seconds.count()});
  }

 private:
  Observer& observer_;
  std::string name_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// The step "read", or that of another name.
Collection read_step(const std::vector<std::string>& inputs, const ReadSettings& settings, Observer& observer,
                     std::string_view name = "read");
/// The step "text".
Corpus text_step(Collection collection, const TextSettings& settings, Observer& observer);

/// Settings for what takes words alone: copies.
Settings words_only(Settings settings);

}  // namespace bundel::pipeline_detail
