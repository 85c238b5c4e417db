/// An observer that only remembers.
#pragma once

#include <string>
#include <vector>

#include "bundel/run.h"

namespace bundel::test {

class Silent : public Observer {
 public:
  void begins(std::string_view step) override { begun.emplace_back(step); }
  void ends(const StepCount& count) override {
    ended.push_back(count.step);
    seconds.push_back(count.seconds);
  }

  std::vector<std::string> begun;
  std::vector<std::string> ended;
  std::vector<double> seconds;  ///< of each that ended
};

}  // namespace bundel::test
