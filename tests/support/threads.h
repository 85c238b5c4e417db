#pragma once

#include "bundel/run.h"

/// So many threads for the loops that this thread begins, until it goes out of scope.
class Threads {
 public:
  explicit Threads(int count) : scope_(with(count)) {}

 private:
  static bundel::RunContext with(int count) {
    bundel::RunContext context = bundel::run_context();
    context.threads = count;
    return context;
  }

  bundel::RunScope scope_;
};
