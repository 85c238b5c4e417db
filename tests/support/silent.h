/// An observer that only remembers.
#pragma once

#include <string>
#include <vector>

#include "bundel/pipeline.h"

namespace bundel::test {

class Silent : public Observer {
 public:
  void begins(std::string_view step) override { begun.emplace_back(step); }
  void ends(const StepCount& count) override { ended.push_back(count.step); }

  std::vector<std::string> begun;
  std::vector<std::string> ended;
};

}  // namespace bundel::test
