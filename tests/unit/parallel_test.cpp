#include "ground/parallel.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <new>
#include <numeric>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/threads.h"

using namespace bundel;
using ground::Grain;
using ground::parallel_for;
using ground::parallel_in_order;
using ground::PerThread;

namespace {

constexpr int kThreads[] = {1, 2, 3, 8};

struct Failed : std::runtime_error {
  explicit Failed(std::size_t at) : std::runtime_error("item " + std::to_string(at)), item(at) {}
  std::size_t item;
};

constexpr std::size_t kNone = ~std::size_t{0};

/// The item whose exception came out, or kNone.
template <typename Act>
std::size_t failure_of(const Act& act) {
  try {
    act();
  } catch (const Failed& failed) {
    return failed.item;
  }
  return kNone;
}

/// Meets so many threads, or gives up after ten seconds.
class Meeting {
 public:
  explicit Meeting(int threads) : missing_(threads) {}
  bool join() {
    std::unique_lock lock(mutex_);
    --missing_;
    changed_.notify_all();
    return changed_.wait_for(lock, std::chrono::seconds(10), [this] { return missing_ <= 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int missing_;
};

/// Tells whether two threads were in it at the same time.
struct Space {
  std::atomic<bool> taken = false;
  std::vector<std::size_t> items;
};

}  // namespace

TEST_CASE("a loop carries out every item once, whatever the threads and the grain") {
  for (const int threads : kThreads) {
    const Threads set(threads);
    for (const std::size_t count : {0, 1, 2, 7, 64, 1000}) {
      for (const Grain grain : {Grain{}, Grain{4, 64}, Grain{1000}, Grain{7, 1}}) {
        std::vector<std::atomic<int>> times(count);
        parallel_for(
            count, [&](std::size_t i) { ++times[i]; }, grain);
        CHECK(std::ranges::all_of(times, [](const std::atomic<int>& n) { return n == 1; }));
      }
    }
  }
}

TEST_CASE("the threads of a loop run at the same time") {
  const Threads set(3);
  Meeting meeting(3);
  std::atomic<int> met = 0;
  parallel_for(3, [&](std::size_t) { met += meeting.join() ? 1 : 0; });
  CHECK(met == 3);
}

TEST_CASE("a short loop wakes nobody") {
  const Threads set(4);
  const std::thread::id caller = std::this_thread::get_id();
  std::atomic<int> elsewhere = 0;
  for (int round = 0; round < 100; ++round) {
    parallel_for(
        64, [&](std::size_t) { elsewhere += std::this_thread::get_id() == caller ? 0 : 1; }, Grain{4, 64});
  }
  CHECK(elsewhere == 0);
}

TEST_CASE("of the items that throw, the smallest one's exception comes out, and all before it were carried out") {
  std::mt19937 random(7);
  for (const int threads : kThreads) {
    const Threads set(threads);
    for (int round = 0; round < 200; ++round) {
      const std::size_t count = 1 + random() % 300;
      std::vector<bool> throws(count);
      for (std::size_t i = 0; i < 1 + random() % 5; ++i) throws[random() % count] = true;
      const auto smallest = static_cast<std::size_t>(std::ranges::find(throws, true) - throws.begin());
      std::vector<std::atomic<int>> times(count);
      const auto body = [&](std::size_t i) {
        if (throws[i]) throw Failed(i);
        ++times[i];
      };
      const Grain grain{1 + random() % 20};
      CHECK(failure_of([&] { parallel_for(count, body, grain); }) == smallest);
      CHECK(std::all_of(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(smallest),
                        [](const std::atomic<int>& n) { return n == 1; }));
    }
  }
}

TEST_CASE("a later item that throws first does not hide an earlier one") {
  const Threads set(2);
  Meeting meeting(2);
  const auto body = [&](std::size_t i) {
    CHECK(meeting.join());
    if (i == 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    throw Failed(i);
  };
  CHECK(failure_of([&] { parallel_for(2, body); }) == 0);
}

TEST_CASE("after a loop that threw the next one is whole") {
  const Threads set(4);
  CHECK(failure_of([] { parallel_for(1000, [](std::size_t i) { throw Failed(i); }); }) == 0);
  std::atomic<int> done = 0;
  parallel_for(1000, [&](std::size_t) { ++done; });
  CHECK(done == 1000);
}

TEST_CASE("a scratch space is used by one thread at a time and kept from loop to loop") {
  for (const int threads : kThreads) {
    const Threads set(threads);
    std::atomic<int> made = 0;
    std::atomic<bool> shared = false;
    PerThread<Space> spaces([&] {
      ++made;
      return Space();
    });
    for (int round = 0; round < 50; ++round) {
      const auto body = [&](std::size_t i, Space& space) {
        if (space.taken.exchange(true)) shared = true;
        space.items.push_back(i);
        space.taken = false;
      };
      parallel_for(40, spaces, body);
    }
    CHECK_FALSE(shared);
    CHECK(made >= 1);
    CHECK(made <= threads);
    std::vector<int> times(40);
    int seen = 0;
    spaces.for_each([&](const Space& space) {
      ++seen;
      for (const std::size_t i : space.items) ++times[i];
    });
    CHECK(seen == made);
    CHECK(std::ranges::all_of(times, [](int n) { return n == 50; }));
  }
}

TEST_CASE("a scratch space that cannot be made is an error of the item that needed it") {
  for (const int threads : kThreads) {
    const Threads set(threads);
    PerThread<int> spaces([]() -> int { throw std::bad_alloc(); });
    std::atomic<int> done = 0;
    CHECK_THROWS_AS(parallel_for(100, spaces, [&](std::size_t, int&) { ++done; }), std::bad_alloc);
    CHECK(done == 0);
  }
}

TEST_CASE("a loop takes no more threads than the caller has scratch spaces") {
  const Threads set(8);
  std::vector<Space> spaces(2);
  std::atomic<bool> shared = false;
  const auto body = [&](std::size_t i, Space& space) {
    if (space.taken.exchange(true)) shared = true;
    space.items.push_back(i);
    space.taken = false;
  };
  parallel_for(1000, std::span(spaces), body);
  CHECK_FALSE(shared);
  CHECK(spaces[0].items.size() + spaces[1].items.size() == 1000);
}

TEST_CASE("a loop in a loop runs on its thread, and its exception goes through both") {
  for (const int threads : kThreads) {
    const Threads set(threads);
    std::vector<std::size_t> sums(50);
    std::atomic<int> elsewhere = 0;
    const auto body = [&](std::size_t i) {
      const std::thread::id mine = std::this_thread::get_id();
      const bool alone = ground::thread_limit() == 1;
      parallel_for(100, [&](std::size_t j) {
        if (alone && std::this_thread::get_id() != mine) ++elsewhere;
        sums[i] += j;
      });
    };
    if (threads > 1) {
      parallel_for(sums.size(), body);
      CHECK(elsewhere == 0);
      CHECK(std::ranges::all_of(sums, [](std::size_t sum) { return sum == 4950; }));
    }
    const auto throwing = [](std::size_t i) {
      parallel_for(10, [&](std::size_t j) {
        if (i >= 3 && j >= 4) throw Failed(10 * i + j);
      });
    };
    CHECK(failure_of([&] { parallel_for(50, throwing); }) == 34);
  }
}

TEST_CASE("a loop of one thread leaves the threads to the loops in it") {
  const Threads set(2);
  Meeting meeting(2);
  std::atomic<int> met = 0;
  parallel_for(1, [&](std::size_t) { parallel_for(2, [&](std::size_t) { met += meeting.join() ? 1 : 0; }); });
  CHECK(met == 2);
}

TEST_CASE("loops of several calling threads run at the same time") {
  std::vector<std::size_t> sums(4);
  std::vector<std::thread> callers;
  for (std::size_t c = 0; c < sums.size(); ++c) {
    callers.emplace_back([&, c] {
      const Threads set(static_cast<int>(c) + 1);
      for (int round = 0; round < 200; ++round) {
        std::vector<std::size_t> values(100);
        parallel_for(values.size(), [&](std::size_t i) { values[i] = i * c; });
        sums[c] += std::accumulate(values.begin(), values.end(), std::size_t{0});
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  for (std::size_t c = 0; c < sums.size(); ++c) CHECK(sums[c] == 200 * 4950 * c);
}

TEST_CASE("in a loop in order, items are merged one after another in their order") {
  for (const int threads : kThreads) {
    const Threads set(threads);
    for (const std::size_t count : {0, 1, 2, 500}) {
      PerThread<std::size_t> spaces;
      std::vector<std::size_t> merged;
      std::vector<int> rested(count);
      parallel_in_order(
          count, spaces, [](std::size_t i, std::size_t& mine) { mine = i * i; },
          [&](std::size_t i, std::size_t& mine) {
            CHECK(mine == i * i);
            merged.push_back(i);
          },
          [&](std::size_t i, std::size_t& mine) { rested[i] += mine == i * i ? 1 : 0; });
      std::vector<std::size_t> all(count);
      std::iota(all.begin(), all.end(), std::size_t{0});
      CHECK(merged == all);
      CHECK(std::ranges::all_of(rested, [](int n) { return n == 1; }));
    }
  }
}

TEST_CASE("in a loop in order, what follows a failed item is not merged, and the loop ends") {
  enum class In { work, merge, rest };
  for (const int threads : kThreads) {
    const Threads set(threads);
    for (const In in : {In::work, In::merge, In::rest}) {
      for (const std::size_t bad : {0, 1, 57, 199}) {
        PerThread<std::size_t> spaces;
        std::vector<std::size_t> merged;
        const auto fail = [&](In where, std::size_t i) {
          if (where == in && (i == bad || i == bad + 3)) throw Failed(i);
        };
        const auto run = [&] {
          parallel_in_order(
              200, spaces, [&](std::size_t i, std::size_t&) { fail(In::work, i); },
              [&](std::size_t i, std::size_t&) {
                fail(In::merge, i);
                merged.push_back(i);
              },
              [&](std::size_t i, std::size_t&) { fail(In::rest, i); });
        };
        CHECK(failure_of(run) == bad);
        CHECK(std::ranges::is_sorted(merged));
        if (in != In::rest) CHECK(merged.size() == bad);
      }
    }
  }
}
